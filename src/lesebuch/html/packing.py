"""Our style sheets and scripts as a site ships them: without comments and indentation, and what all pages load in one file.

What people read and change are the files in `sheets`, `scripts`, `static` and `anywhere`; a browser needs a third less of them.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from lesebuch.html.pruning import squeeze
from lesebuch.writing import write_if_changed

_HERE = Path(__file__).parent
SHEET = "lesebuch.css"
"""The sheet of all pages, of those in the folder `sheets`."""
_SHEETS = ("fonts", "", "cards", "notes", "settings", "passages")
"""In the order in which they override one another."""
SCRIPT = "lesebuch.js"
"""The script of all pages; before it stands what it shares with others."""
SHEET_ANYWHERE, SCRIPT_ANYWHERE = "lesebuch-anywhere.css", "lesebuch-anywhere.js"
"""Sheet and script of our pages in a theme that is not ours."""
BLOCKS = "lesebuch-blocks.css"
_NOTES, _ASK, _TASKS = "lesebuch-notes.js", "lesebuch-ask.js", "lesebuch-tasks.js"
_SHARED = "lesebuch-shared.js"
_NO_CODE = re.compile(r"(?m)^[ \t]*(?://.*)?\n|^[ \t]+")
"""In a script: lines with nothing but a comment, and indentation. None of ours has a text of several lines."""


def pack(folder: Path) -> None:
    """Write all sheets and scripts of a page of ours into a folder; of what is there already only what has changed."""
    names = ("-".join(filter(None, ("lesebuch", part))) for part in _SHEETS)
    made = {SHEET: _sheet(*(f"sheets/{name}.css" for name in names))}
    for path in _HERE.glob("static/*.css"):
        made[path.name] = _sheet(f"static/{path.name}")
    made[BLOCKS] = _blocks()
    for path in _HERE.glob("static/*.js"):
        made[path.name] = _script(f"static/{path.name}")
    made[SCRIPT] = _script(f"scripts/{_SHARED}", f"static/{SCRIPT}")
    _write(folder, made)


def pack_anywhere(folder: Path, *, scripts: bool) -> None:
    """As `pack`, what our pages need in a theme that is not ours; `scripts`: those of previews and answers, of which an e-book has none."""
    made = {
        SHEET_ANYWHERE: _sheet(f"anywhere/{SHEET_ANYWHERE}", "sheets/lesebuch-cards.css"),
        BLOCKS: _blocks(),
    }
    if scripts:
        made[SCRIPT_ANYWHERE] = _script(f"scripts/{_SHARED}", f"anywhere/{SCRIPT_ANYWHERE}", f"static/{_ASK}")
        made |= {name: _script(f"static/{name}") for name in (_NOTES, _TASKS)}
    _write(folder, made)


def brackets() -> str:
    """The part of the sheet of blocks that e-books need, too: lists in cells, and numbers with the brackets of the source."""
    return _sheet("sheets/lesebuch-brackets.css")


def _blocks() -> str:
    return brackets() + _sheet(f"blocks/{BLOCKS}")


def _sheet(*names: str) -> str:
    return squeeze("".join((_HERE / name).read_text(encoding="utf-8") for name in names))


def _script(*names: str) -> str:
    return "".join(_NO_CODE.sub("", (_HERE / name).read_text(encoding="utf-8")) for name in names)


def _write(folder: Path, made: Mapping[str, str]) -> None:
    for name, text in made.items():
        write_if_changed(folder / name, text)
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()

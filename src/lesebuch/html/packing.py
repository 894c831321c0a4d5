"""Our style sheets and scripts as a site ships them: without comments and indentation, and what all pages load in one sheet.

What people read and change are the files in `sheets` and `static`; a browser needs a third less of them.
"""

import re
from pathlib import Path

from lesebuch.html.pruning import squeeze
from lesebuch.writing import write_if_changed

_HERE = Path(__file__).parent
SHEET = "lesebuch.css"
"""The sheet of all pages, of those in the folder `sheets`."""
_SHEETS = ("fonts", "", "notes", "settings", "passages")
"""In the order in which they override one another."""
_NO_CODE = re.compile(r"(?m)^[ \t]*(?://.*)?\n|^[ \t]+")
"""In a script: lines with nothing but a comment, and indentation. None of ours has a text of several lines."""


def pack(folder: Path) -> None:
    """Write all sheets and scripts of a page of ours into a folder; of what is there already only what has changed."""
    names = ("-".join(filter(None, ("lesebuch", part))) for part in _SHEETS)
    sheets = [(_HERE / "sheets" / f"{name}.css").read_text(encoding="utf-8") for name in names]
    made = {SHEET: squeeze("".join(sheets))}
    for path in (*_HERE.glob("static/*.css"), *_HERE.glob("blocks/*.css")):
        made[path.name] = squeeze(path.read_text(encoding="utf-8"))
    for path in _HERE.glob("static/*.js"):
        made[path.name] = _NO_CODE.sub("", path.read_text(encoding="utf-8"))
    for name, text in made.items():
        write_if_changed(folder / name, text)
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()

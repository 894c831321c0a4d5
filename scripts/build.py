"""Builds the site, the book, the e-book, the handouts or the data of a reader in this repository, if anything that they are made of has changed since the last time.

make cannot tell: to it a space in the name of a file is the end of the name. What was there at the last build, and what it has
made, is written down in a file `.built` beside it.

The site is built last and offers what was made of the same state before it. The e-book names the pages of the book.

usage: python scripts/build.py EDITION html|typst|ebook|typst-handouts|docx-handouts|jsonl [FOLDER]
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lesebuch.cli import built, sphinx
from lesebuch.cli.main import main as lesebuch
from lesebuch.config import FILE, MARKER, Setting
from lesebuch.writing import write_whole

INPUT = [Path(name) for name in (FILE, "corpus", "glossary", "seeds", "docs")]
"""Of the reader; and what its reader.toml names."""
TOOL = Path(__file__).resolve().parents[1] / "requirements" / "reader.txt"
FOLDERS = {
    "html": ("html", "site"),
    "typst": ("pdf", "book"),
    "ebook": ("epub", "e-book"),
    "typst-handouts": ("handouts", "handouts"),
    "docx-handouts": ("handouts-docx", "handouts for Word"),
    "jsonl": ("data", "data"),
}
OFFERED = {"html": [name for name in FOLDERS if name != "html"], "ebook": ["typst"]}
"""What is told of what else was made: the site offers it, the e-book names the pages of the book."""


def main(edition: str, builder: str, folder: str = ".") -> int:
    """Build where that is needed; 1 if it fails."""
    os.chdir(folder)
    name, what = FOLDERS[builder]
    out = Path("docs", "_build", edition)
    sources = built.state_of([*INPUT, TOOL])
    offered = made_before(builder, out, sources)
    state = with_offers(offered, sources)
    if built.is_built(out / name, state):
        return 0
    print(f"Building the {what} ({edition} edition) ...", flush=True)
    anew = built.was_built(out / name, state)
    built.forget(out / name)
    if builder == "jsonl":
        code = write_data(edition, out / name)
    else:
        settings = {Setting.EDITION: edition}
        if builder in OFFERED:
            settings[Setting.OFFERS] = sphinx.folders(offered)
        options = ["-W", "--keep-going", "-q", "-j", "auto", *sphinx.ANEW * anew]
        code = run_sphinx(sphinx.command(builder, Path(), out / name, out / "doctrees", settings, options))
        if code:
            sphinx.forget(out / "doctrees")
    if code:
        print(f"The {what} was not built.", file=sys.stderr)
        return 1
    built.note(out / name, state)
    return 0


def made_before(builder: str, out: Path, sources: str) -> list[Path]:
    """The folders of what a builder tells of, as far as they are made of these sources."""
    found = []
    for other in OFFERED.get(builder, ()):
        folder = out / FOLDERS[other][0]
        if built.is_built(folder, with_offers(made_before(other, out, sources), sources)):
            found.append(folder)
    return found


def with_offers(offered: Sequence[Path], sources: str) -> str:
    """All that is made with these: what it tells of is a part of it."""
    return "\n".join([*map(str, offered), sources])


def write_data(edition: str, folder: Path) -> int:
    """The corpus, for programs."""
    write_whole(folder / MARKER, f"{edition}\n")
    return lesebuch(["export", "jsonl", "--edition", edition, "-o", str(folder / "reader.jsonl")])


def run_sphinx(command: Sequence[str]) -> int:
    """Its warnings are shown in short."""
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, encoding="utf-8", errors="replace")
    print(sphinx.in_short(done.stderr), end="", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "), file=sys.stderr)
        sys.exit(1)

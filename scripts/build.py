"""Builds the site, the book, the e-book or the handouts of a reader in this repository, if anything has changed since the last time.

make cannot tell: to it a space in the name of a file is the end of the name. What was there at the last build, and what it has
made, is written down in a file `.built` beside it.

The site is built last and offers what was made of the same state before it.

usage: python scripts/build.py EDITION html|typst|ebook|typst-handouts|docx-handouts [FOLDER]
"""

import os
import subprocess
import sys
from pathlib import Path

from lesebuch.cli import built, sphinx
from lesebuch.config import FILE, Setting

INPUT = [Path(name) for name in (FILE, "corpus", "glossary", "seeds", "docs")]
"""Of the reader; and what its reader.toml names."""
TOOL = Path(__file__).resolve().parents[1] / "requirements" / "reader.txt"
FOLDERS = {
    "html": ("html", "site"),
    "typst": ("pdf", "book"),
    "ebook": ("epub", "e-book"),
    "typst-handouts": ("handouts", "handouts"),
    "docx-handouts": ("handouts-docx", "handouts for Word"),
}


def main(edition: str, builder: str, folder: str = ".") -> int:
    """Build where that is needed; 1 if it fails."""
    os.chdir(folder)
    name, what = FOLDERS[builder]
    out = Path("docs", "_build", edition)
    state = built.state_of([*INPUT, TOOL])
    settings = {Setting.EDITION: edition}
    if builder == "html":
        others = [out / folder for name, (folder, _) in FOLDERS.items() if name != "html"]
        made = [folder for folder in others if built.is_built(folder, state)]
        settings[Setting.OFFERS] = sphinx.folders(made)
        state = "\n".join([*map(str, made), state])
    if built.is_built(out / name, state):
        return 0
    print(f"Building the {what} ({edition} edition) ...", flush=True)
    options = ["-W", "--keep-going", "-q", "-j", "auto", *sphinx.ANEW * built.was_built(out / name, state)]
    built.forget(out / name)
    command = sphinx.command(builder, Path(), out / name, out / "doctrees", settings, options)
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, encoding="utf-8", errors="replace")
    print(sphinx.in_short(done.stderr), end="", file=sys.stderr)
    if done.returncode:
        sphinx.forget(out / "doctrees")
        print(f"The {what} was not built.", file=sys.stderr)
        return 1
    built.note(out / name, state)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "), file=sys.stderr)
        sys.exit(1)

"""Builds the site, the book, the e-book, the handouts or the data of a reader in this repository, if anything that they are made of has changed since the last time.

make cannot tell: to it a space in the name of a file is the end of the name. What was there at the last build, and what it has
made, is written down in a file `.built` beside it.

The site is built last and offers what was made of the same state before it. The e-book names the pages of the book.

usage: python scripts/build.py EDITION html|pdf|epub|handouts|docx|jsonl [FOLDER]
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lesebuch.cli import built, sphinx
from lesebuch.cli.build import FORMATS
from lesebuch.cli.main import main as lesebuch
from lesebuch.config import FILE, MARKER, Setting
from lesebuch.writing import write_whole

INPUT = [Path(name) for name in (FILE, "corpus", "glossary", "seeds", "docs")]
"""Of the reader; and what its reader.toml names."""
TOOL = Path(__file__).resolve().parents[1] / "requirements" / "reader.txt"


def main(edition: str, name: str, folder: str = ".") -> int:
    """Build where that is needed; 1 if it fails."""
    os.chdir(folder)
    form = FORMATS[name]
    out = Path("docs", "_build", edition)
    target = out / form.folder
    sources = built.state_of([*INPUT, TOOL])
    offered = made_before(name, out, sources)
    state = with_offers(offered, sources)
    if built.is_built(target, state):
        return 0
    print(f"Building the {form.label} ({edition} edition) ...", flush=True)
    anew = built.is_changed(target)
    built.forget(target)
    if not form.builder:
        code = write_data(edition, target / form.file)
    else:
        settings = {Setting.EDITION: edition}
        if form.offers:
            settings[Setting.OFFERS] = sphinx.folders(offered)
        options = ["-W", "--keep-going", "-q", "-j", "auto", *sphinx.ANEW * anew]
        code = run_sphinx(sphinx.command(form.builder, Path(), target, out / "doctrees", settings, options))
        if code:
            sphinx.forget(out / "doctrees")
    if code:
        print(form.failure, file=sys.stderr)
        return 1
    built.note(target, state)
    return 0


def made_before(name: str, out: Path, sources: str) -> list[Path]:
    """The folders of what a format tells of, as far as they are made of these sources."""
    found = []
    for other in FORMATS[name].offers:
        folder = out / FORMATS[other].folder
        if built.is_built(folder, with_offers(made_before(other, out, sources), sources)):
            found.append(folder)
    return found


def with_offers(offered: Sequence[Path], sources: str) -> str:
    """All that is made with these: what it tells of is a part of it."""
    return "\n".join([*map(str, offered), sources])


def write_data(edition: str, file: Path) -> int:
    """The corpus, for programs."""
    write_whole(file.with_name(MARKER), f"{edition}\n")
    return lesebuch(["export", "jsonl", "--edition", edition, "-o", str(file)])


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

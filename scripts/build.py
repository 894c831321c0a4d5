"""Builds the site, the book, the e-book, the handouts or the data of a reader in this repository, if anything that it is made of has changed since the last time.

make cannot tell: to it a space in the name of a file is the end of the name. What was there at the last build is written down
in a file `.built` beside it: where sources were looked for, and name, size and times of every file.

The site is built last and offers what was made of the same state before it. The e-book names the pages of the book.

usage: python scripts/build.py EDITION html|typst|ebook|typst-handouts|docx-handouts|jsonl [FOLDER]
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lesebuch.cli import sphinx
from lesebuch.cli.main import main as lesebuch
from lesebuch.config import FILE, MARKER, Setting, read_config
from lesebuch.writing import write_whole

INPUT = (FILE, "corpus", "glossary", "seeds", "docs")
"""Of the reader; and what its reader.toml names."""
TOOL = [Path(__file__).resolve().parents[1] / name for name in ("src", "requirements/reader.txt")]
NO_INPUT = {"_build", "__pycache__"}
"""Folders that a build writes."""
MADE = b"% Made by Lesebuch"
"""With this a page begins that a build has written."""
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
BUILT = ".built"


def main(edition: str, builder: str, folder: str = ".") -> int:
    """Build where that is needed; 1 if it fails."""
    os.chdir(folder)
    name, what = FOLDERS[builder]
    out = Path("docs", "_build", edition)
    stamp = out / name / BUILT
    state = "\n".join([os.environ.get("LESEBUCH_SEEDS", ""), *sorted(files())])
    settings = {Setting.EDITION: edition}
    if named := OFFERED.get(builder):
        others = [out / FOLDERS[name][0] for name in named]
        made = [folder for folder in others if is_built(folder / BUILT, state)]
        settings[Setting.OFFERS] = sphinx.folders(made)
        state = "\n".join([*map(str, made), state])
    if is_built(stamp, state):
        return 0
    print(f"Building the {what} ({edition} edition) ...", flush=True)
    if builder == "jsonl":
        write_whole(out / name / MARKER, f"{edition}\n")
        code = lesebuch(["export", "jsonl", "--edition", edition, "-o", str(out / name / "reader.jsonl")])
        if not code:
            write_whole(stamp, state.encode("utf-8", "surrogateescape"))
        return code
    options = ["-W", "--keep-going", "-q", "-j", "auto"]
    command = sphinx.command(builder, Path(), out / name, out / "doctrees", settings, options)
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, encoding="utf-8", errors="replace")
    print(sphinx.in_short(done.stderr), end="", file=sys.stderr)
    if done.returncode:
        sphinx.forget(out / "doctrees")
        print(f"The {what} was not built.", file=sys.stderr)
        return 1
    # The state before the build: what was changed meanwhile is built the next time.
    write_whole(stamp, state.encode("utf-8", "surrogateescape"))
    return 0


def is_built(stamp: Path, state: str) -> bool:
    """Whether that is the state at the last build."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8", errors="surrogateescape") == state


def files() -> Iterator[str]:
    """All files of the reader, each with what changes if it does."""
    outside = [Path(name).expanduser() for name in os.environ.get("LESEBUCH_SEEDS", "").split(os.pathsep) if name]
    config, _ = read_config(Path(FILE))
    named = [*config.seeds, *config.references, *config.fonts]
    for place in [*map(Path, dict.fromkeys([*INPUT, *named])), *TOOL, *outside]:
        if place.is_file():
            yield line(place)
        for folder, below, names in os.walk(place):
            below[:] = [name for name in below if name not in NO_INPUT]
            yield from (line(path) for path in map(Path(folder).joinpath, names) if is_input(path))


def is_input(path: Path) -> bool:
    """Whether people have written it."""
    if path.suffix == ".pyc":
        return False
    if path.suffix != ".md" or path.parts[0] != "docs":
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(len(MADE)) != MADE
    except OSError:
        return True


def line(path: Path) -> str:
    """A file, its size, and when it was changed: `cp -p` keeps one of the times, and not the other."""
    try:
        stat = path.stat()
    except OSError:
        return f"{path} -"
    return f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "), file=sys.stderr)
        sys.exit(1)

"""What a folder was built from and what the build has left in it: whoever builds the same again has nothing to do.

Both are written down in a note, `where` the caller says: names, sizes and times of files, so that nothing need be read. A page
that somebody has removed is missed as well as a changed source.
"""

import os
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lesebuch.config import FILE, MARKER, PLACES, Config
from lesebuch.folders import DOCS, SEEDS_VARIABLE, outside
from lesebuch.stage_memory import Memory, Nothing
from lesebuch.writing import write_whole

if TYPE_CHECKING:
    from lesebuch.kept_reading import Kept

_TOOL = Path(__file__).parents[1]
_NO_INPUT = {"_build", "__pycache__"}
"""Folders that a build writes."""
_BETWEEN = "\n\n"
"""Between what a build was made from and what it has made; names of files have no such lines."""


def kept(root: Path, edition: str) -> Path:
    """Where builds keep what the next needs. Whatever the output, it stays in the reader: nobody publishes it by mistake."""
    return root / DOCS / "_build" / edition


def reading(folder: Path) -> "Kept":
    """What was worked out of a reader before, in the folder that builds keep."""
    from lesebuch.kept_reading import Kept  # whoever has nothing to build needs none of it

    return Kept(folder / _READING, programs())


def remembered(root: Path, edition: str) -> Memory:
    """The same for who keeps nothing; where nothing was built there is nothing to be looked up."""
    folder = kept(root, edition)
    return reading(folder) if (folder / _READING).is_dir() else Nothing()


_READING = "reading"


def state_of(places: Iterable[Path], root: Path) -> str:
    """All that a build is made from: the files in `places` and in what reader.toml of the reader in `root` names, and the programs."""
    inputs = {line for place in {*places, *_named(root), *outside()} for line in _files(place)}
    return "\n".join([os.environ.get(SEEDS_VARIABLE, ""), *sorted(inputs), programs()])


def programs() -> str:
    """Their state: that of Python, of what is installed, and of our own files."""
    return "\n".join([sys.version.replace("\n", " "), *_packages(), *sorted(_files(_TOOL))])


def _named(root: Path) -> Iterator[Path]:
    """Where reader.toml says that files lie. To read all of it, with all that may be wrong, takes longer than all else here."""
    try:
        table = tomllib.loads((root / FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        table = {}
    for key in PLACES:
        named = table.get(key)
        names = named if isinstance(named, list) else getattr(Config(), key)
        yield from (root / name for name in names if isinstance(name, str) and "\0" not in name)


def inputs_of(root: Path) -> list[Path]:
    """All that a reader may be made from: whatever lies in its folder but environments of Python, and what is hidden there.

    What conf.py names nobody knows who does not run it.
    """
    lying = (path for path in root.iterdir() if not path.name.startswith("."))
    return [path for path in lying if not (path / "pyvenv.cfg").is_file() and path.name != "node_modules"]


def is_built(folder: Path, state: str, where: Path) -> bool:
    """Whether the folder is as a build from this state has left it."""
    return _known(where) == state + _BETWEEN + _made(folder)


def is_changed(folder: Path, where: Path) -> bool:
    """Whether the folder is not as the last build has left it, whatever that was made from.

    True, too, of a folder with files of which nobody knows what build has left them.
    """
    return _known(where).rpartition(_BETWEEN)[2] != _made(folder)


def _known(where: Path) -> str:
    try:
        return where.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def note(folder: Path, state: str, where: Path) -> None:
    """Write down that the folder was built from this state, which is that before the build: changes meanwhile are for the next."""
    write_whole(where, (state + _BETWEEN + _made(folder)).encode("utf-8", "surrogateescape"))


def forget(where: Path) -> None:
    """Before a build: one that is interrupted leaves a folder of which nobody knows what is in it."""
    where.unlink(missing_ok=True)


def _made(folder: Path) -> str:
    """What lies in a folder that a build has filled."""
    found = (_line(f"{place}{os.sep}{name}") for place, _, names in os.walk(folder) for name in names)
    return "\n".join(sorted(found))


def _packages() -> list[str]:
    """What is installed: each package leaves a folder whose name has its version."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def _files(place: Path) -> Iterator[str]:
    # Plain names: of thousands of files, paths would take half of the time.
    if place.is_file():
        yield _line(str(place))
    seen: set[tuple[int, int]] = set()
    # Sphinx, too, goes where links lead; one may lead back to a folder above it.
    for folder, below, names in os.walk(place, followlinks=True):
        if (identity := _identity(folder)) in seen:
            below.clear()
            continue
        seen.add(identity)
        # What holds our mark is the output of another build.
        below[:] = [name for name in below if name not in _NO_INPUT and not _is_output(f"{folder}{os.sep}{name}")]
        yield from (_line(f"{folder}{os.sep}{name}") for name in names if not name.endswith(".pyc"))


def _identity(folder: str) -> tuple[int, int]:
    """What a folder has alone, whatever way leads to it."""
    try:
        stat = os.stat(folder)  # noqa: PTH116 - see `_files`
    except OSError:  # somebody has just removed it
        return 0, 0
    return stat.st_dev, stat.st_ino


def _is_output(folder: str) -> bool:
    return os.path.isfile(f"{folder}{os.sep}{MARKER}")  # noqa: PTH113 - see `_files`


def _line(path: str) -> str:
    """A file, its size, and when it was changed: `cp -p` keeps one of the times, and not the other."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - see `_files`
    except OSError:
        return f"{path} -"
    return f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"

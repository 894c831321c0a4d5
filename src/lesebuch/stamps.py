"""What a file was made from, in a stamp: what would be the same is not made anew, and only what is ours is removed.

Stamps, and all else that it takes to make files, lie in a folder below: whoever opens the folder of the files sees nothing else.
"""

import hashlib
from collections.abc import Container, Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from lesebuch.writing import write_whole

WORKING = ".lesebuch-working"
"""The folder for it, in that of the files."""
_ENDING = ".made-from"


def beside(file: Path, ending: str) -> Path:
    """Where something lies that is made with a file; it goes with the file."""
    return file.parent / WORKING / f"{file.name}{ending}"


def is_ours(file: Path) -> bool:
    """Whether we have made it. A file without a stamp is somebody else's."""
    return beside(file, _ENDING).is_file()


def stands(file: Path, mark: str, *others: Path) -> bool:
    """Whether a file was made from just that, and is as it was made; `others`: what was made with it, in this order."""
    stamp = beside(file, _ENDING)
    return file.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == _said(file, mark, others)


def forget(file: Path) -> None:
    """Before a file is made anew: with its stamp it would be removed if that fails."""
    beside(file, _ENDING).unlink(missing_ok=True)


def note(file: Path, mark: str, *others: Path) -> None:
    """Write down what a file was made from."""
    write_whole(beside(file, _ENDING), _said(file, mark, others))


def set_aside(folder: Path, ending: str) -> Iterator[tuple[Path, Path]]:
    """Rename files of ours with an ending (`.docx`) that somebody has changed, so that none is overwritten: old and new name."""
    for stamp in sorted((folder / WORKING).glob(f"*{ending}{_ENDING}")):
        file = folder / stamp.name.removesuffix(_ENDING)
        if file.is_file() and stamp.read_text(encoding="utf-8").rpartition(" ")[2] != _digest(file):
            free = _free_name(file)
            file.rename(free)
            forget(file)
            yield file, free


def _free_name(file: Path) -> Path:
    """`sheet (changed).docx`, or with a number where that is taken, too."""
    names = (f"{file.stem} (changed{number}){file.suffix}" for number in chain([""], (f" {n}" for n in count(2))))
    return next(path for path in map(file.with_name, names) if not path.exists())


def remove(file: Path, *others: Path) -> None:
    """Remove a file and `others` that were made with it, if it is ours. Its code stays, for whoever looks for what is wrong."""
    if is_ours(file):
        for one in (file, *others, beside(file, _ENDING)):
            one.unlink(missing_ok=True)


def remove_others(folder: Path, ending: str, names: Container[str]) -> None:
    """Remove files of ours with an ending (`.pdf`) that bear none of the names, and all that was made with them."""
    for stamp in list((folder / WORKING).glob(f"*{ending}{_ENDING}")):
        file = folder / stamp.stem
        if file.stem not in names:
            for one in (file, *(folder / WORKING).glob(f"{file.name}.*")):
                one.unlink(missing_ok=True)


def remove_older(folder: Path, *working: Path) -> None:
    """Remove what a version made that had its stamps, and what it was `working` with, among the files; all is made anew."""
    stamps = list(folder.glob(f"*{_ENDING}"))
    if stamps:
        for one in (*stamps, *(stamp.with_suffix("") for stamp in stamps), *working):
            one.unlink(missing_ok=True)
        for below in {one.parent for one in working} - {folder}:
            # Not where something else lies.
            with suppress(OSError):
                below.rmdir()


def _said(file: Path, mark: str, others: tuple[Path, ...]) -> str:
    return f"{mark} {_digest(file, *others)}"


def _digest(*files: Path) -> str:
    made = [path.read_bytes() for path in files if path.is_file()]
    return hashlib.blake2b(b"\0".join(made), digest_size=16).hexdigest()

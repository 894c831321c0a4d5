"""Where the files of registered sources lie: found by checksum, whatever their names."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from lesebuch.model import Registered
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources.kinds import ENDINGS
from lesebuch.sources.loading import MAX_BYTES

_SOURCES = frozenset(f".{ending}" for ending in (*ENDINGS, "txt", "xml", "doc"))
_ABOUT = frozenset({"README", "LICENSE", "LICENCE", "COPYING", "NOTICE"})
"""Names of files that tell of a folder."""


def find(register: Iterable[Registered], folders: Sequence[Path]) -> dict[str, Path]:
    """Register name -> file. Folders are searched in their order, with what is below them; links to folders are not followed.

    A file with the registered name is tried first. Only for sources that are then still missing are the other files read, each
    at most once.
    """
    wanted = {entry.sha256: entry.file for entry in register if entry.sha256}
    names = set(wanted.values())
    found: dict[str, Path] = {}
    candidates = [path for folder in folders for path in _files(folder)]
    for path in sorted(candidates, key=lambda path: path.name not in names):
        if not wanted:
            break
        checksum = _checksum(path)
        if checksum in wanted:
            found[wanted.pop(checksum)] = path
    return found


def changed(register: Iterable[Registered], folders: Sequence[Path], found: dict[str, Path]) -> dict[str, Path]:
    """Sources of which no file was found, but a file with their name and other content."""
    missing = {entry.file for entry in register} - found.keys()
    if not missing:
        return {}
    result: dict[str, Path] = {}
    for folder in folders:
        for path in _files(folder):
            if path.name in missing:
                result.setdefault(path.name, path)
    return result


def is_converted(path: Path, source: Registered) -> bool:
    """Whether a file is a source but for its line ends: those of Windows in place of others, or the other way round."""
    data = path.read_bytes().replace(b"\r\n", b"\n")
    return any(hashlib.sha256(form).hexdigest() == source.sha256 for form in (data, data.replace(b"\n", b"\r\n")))


def misplaced(register: Iterable[Registered], folders: Sequence[Path], found: Mapping[str, Path]) -> list[Problem]:
    """Sources that were found under another name, where that name is another source's or their own is another file's.

    Then a checksum stands in the wrong entry, and what is shown may be what must not be shown.
    """
    renamed = {entry.file: entry for entry in register if entry.file in found}
    renamed = {name: entry for name, entry in renamed.items() if _names(found[name]) != {name}}
    if not renamed:
        return []
    registered = {entry.file for entry in register}
    there = {path.name for folder in folders for path in _files(folder)}
    problems = []
    for name, entry in renamed.items():
        path = found[name]
        others = _names(path) & registered - {name}
        others |= {name} & there if path.name != name else set()
        if others:
            message = f"The checksum of {name} is that of {path}, and {min(others)} is the name of another file."
            hint = "Correct the checksum, or rename the file."
            problems.append(Problem(Code.CHANGED_SOURCE, entry.where, message, hint))
    return problems


def _names(path: Path) -> set[str]:
    """What a file is called: of a link also the name of the file that it leads to."""
    return {path.name, path.resolve().name} if path.is_symlink() else {path.name}


def unlisted(register: Iterable[Registered], folders: Iterable[Path], found: Mapping[str, Path]) -> Iterator[Problem]:
    """Files in these folders themselves that could be sources, by their endings, and are in the register by no name or sum.

    What lies in a folder below may belong to a source, as the pictures of a saved page do.
    """
    entries = list(register)
    names, sums = {PurePath(entry.file).name for entry in entries}, {entry.sha256 for entry in entries}
    known: set[Path] = set()
    for folder in folders:
        for path in _files(folder):
            if path.parent != folder or path.name in names:
                continue
            # Mostly all files are in the register: then nobody asks where each really lies.
            known = known or {path.resolve() for path in found.values()}
            if path.resolve() in known:
                continue
            if path.suffix.lower() in _SOURCES and path.stem.upper() not in _ABOUT and _checksum(path) not in sums:
                yield Problem(Code.UNLISTED_SOURCE, Where(str(path)), f"{path.name} is in no entry of the register.")


def _files(folder: Path) -> Iterator[Path]:
    """Files that may be sources: not hidden, not larger than a source may be. An unreadable folder has none."""
    for root, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and name != "register.yaml" and _plausible(path):
                yield path


def _plausible(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= MAX_BYTES
    except OSError:
        return False


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""

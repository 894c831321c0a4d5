"""From a file to a `Source`."""

import hashlib
import os
import stat
from pathlib import Path

from lesebuch.limits import SOURCE_BYTES
from lesebuch.model import Source
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources.extracting import chosen, extract_text
from lesebuch.sources.kinds import format_of, of_others
from lesebuch.sources.refusal import Refusal

MAX_BYTES = SOURCE_BYTES

_PATH = "Check the path and its permissions."


def load(path: Path, name: str = "", extractor: str = "", changes: str = "") -> tuple[Source | None, list[Problem]]:
    """Read a source. `name` is its name in the register (default: the file's), whose ending says how to read it.

    `extractor` is what it was registered with: an older version gives the same text as it did then. `changes`, one of `CHANGES`:
    what becomes of tracked changes, if it is another than that of the extractor.

    None, with one error, for whatever cannot be read: nothing is raised. See `extract` for warnings.
    """
    name = name or path.name or str(path)
    where = Where(str(path))
    try:
        data = _read(path)
    except ValueError as error:
        return None, [Problem(Code.UNREADABLE, where, f"{name} cannot be read: {error}.", _hint(error) or _PATH)]
    return extract(data, name, where, extractor, changes)


def extract(
    data: bytes, name: str, where: Where, extractor: str = "", changes: str = ""
) -> tuple[Source | None, list[Problem]]:
    """The source that these bytes are. A warning beside it says that part of the file is damaged and was not read."""
    format_ = format_of(name, data)
    extractor = chosen(format_, extractor, changes)
    try:
        found = extract_text(extractor, data)
    except ValueError as refused:
        error = (of_others(name) if data and format_ == "text" else None) or refused
        return None, [Problem(Code.BAD_SOURCE, where, f"{name} cannot be used as a source: {error}.", _hint(error))]
    checksum = hashlib.sha256(data).hexdigest()
    damage = found.damage
    problems = [Problem(Code.DAMAGED_SOURCE, where, f"Part of {name} may be missing: {damage}.")] if damage else []
    source = Source(name, checksum, extractor, found.text, found.encoding, found.layout, found.styles)
    return source, problems


def _hint(error: ValueError) -> str:
    return error.hint if isinstance(error, Refusal) else ""


def checksum(text: str) -> str:
    """SHA-256 of an extracted text, as the register keeps it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refusal("it is a folder", "Name the files in it, such as FOLDER/*.txt.")
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is no ordinary file")
        if status.st_size > MAX_BYTES:
            raise Refusal(
                f"it has {status.st_size / 1e6:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that a source may have",
                "Cut it into parts, or copy the text that you need into a .txt file.",
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(os.strerror(error.errno).lower() if error.errno else "the system refuses it") from error
    if len(data) > MAX_BYTES:  # it grew meanwhile
        raise ValueError(f"it has more than the {MAX_BYTES // 1_000_000} MB that a source may have")
    return data

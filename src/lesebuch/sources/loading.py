"""From a file to a `Source`."""

import hashlib
import os
import re
import stat
from pathlib import Path, PurePath

from lesebuch.limits import SOURCE_BYTES
from lesebuch.model import Source
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources.extracting import chosen, extract_text
from lesebuch.sources.refusal import Refusal

MAX_BYTES = SOURCE_BYTES

_SUFFIXES = {
    "html": "html", "htm": "html", "xhtml": "html",
    "docx": "docx", "odt": "odt", "epub": "epub", "pdf": "pdf",
    "md": "markdown", "markdown": "markdown",
}  # fmt: skip
_PATH = "Check the path and its permissions."


def load(path: Path, name: str = "", extractor: str = "") -> tuple[Source | None, list[Problem]]:
    """Read a source. `name` is its name in the register (default: the file's), whose ending says how to read it.

    `extractor` is what it was registered with: an older version gives the same text as it did then.

    None, with one error, for whatever cannot be read: nothing is raised. See `extract` for warnings.
    """
    name = name or path.name or str(path)
    where = Where(str(path))
    try:
        data = _read(path)
    except ValueError as error:
        return None, [Problem(Code.UNREADABLE, where, f"{name} cannot be read: {error}.", _hint(error) or _PATH)]
    return extract(data, name, where, extractor)


def extract(data: bytes, name: str, where: Where, extractor: str = "") -> tuple[Source | None, list[Problem]]:
    """The source that these bytes are. A warning beside it says that part of the file is damaged and was not read."""
    extractor = chosen(_format(name, data), extractor)
    try:
        found = extract_text(extractor, data)
    except ValueError as error:
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


def _format(name: str, data: bytes) -> str:
    """By the ending of the name; without one that is known, by the first bytes."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in ("", "bin", "download") and data.startswith(b"%PDF-"):
        return "pdf"
    if suffix in ("", "bin", "download") and re.match(rb"\s*(?:<!doctype html|<html)\b", data[:200], re.IGNORECASE):
        return "html"
    return "text"


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

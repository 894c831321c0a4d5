"""From a file to a `Source`."""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from lesebuch.model import Source
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources.archive import repack
from lesebuch.sources.office import extract_office
from lesebuch.sources.page import extract_html
from lesebuch.sources.plain import decode
from lesebuch.sources.portable import extract_pdf

MAX_BYTES = 64_000_000
"""A larger file is refused unread."""

_SUFFIXES = {
    "html": "html", "htm": "html", "xhtml": "html",
    "docx": "docx", "odt": "odt", "epub": "epub", "pdf": "pdf",
    "md": "markdown", "markdown": "markdown",
}  # fmt: skip
_OTHER = {  # What a file begins with, and what to say: these are never text, whatever their name.
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "a sound, picture or film",
    b"\x7fELF": "a program", b"MZ\x90": "a program", b"\x1f\x8b": "a gzip archive", b"\xd0\xcf\x11\xe0": "an old or protected office file",
    b"{\\rtf": "an RTF file", b"%PDF-": "a PDF", b"PK\x03\x04": "a zip container",
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")


def _text(data: bytes) -> tuple[str, str]:
    for magic, what in _OTHER.items():
        if data.startswith(magic):
            raise ValueError(f"it is {what}, not text, in spite of its name")
    return decode(data)


def _markdown(data: bytes) -> tuple[str, str]:
    text, encoding = _text(data)
    return extract_office(text.encode("utf-8"), "markdown"), encoding


def _container(format_: str) -> "Extractor":
    return lambda data: (extract_office(repack(data), format_), "")


Extractor = Callable[[bytes], tuple[str, str]]
"""Gives the text and, of text files, the encoding; ValueError says why it cannot."""

EXTRACTORS: Mapping[str, tuple[int, Extractor]] = {
    "text": (1, _text),
    "html": (1, lambda data: (extract_html(data), "")),
    "markdown": (1, _markdown),
    "docx": (1, _container("docx")),
    "odt": (1, _container("odt")),
    "epub": (1, _container("epub")),
    "pdf": (1, lambda data: (extract_pdf(data), "")),
}
"""By format: its version, to be raised with any change in what it gives, and the function."""


def load(path: Path, name: str = "") -> tuple[Source | None, list[Problem]]:
    """Read a source. `name` is its name in the register (default: the file's), whose ending says how to read it.

    None, with one problem, for whatever cannot be read: nothing is raised.
    """
    name = name or path.name
    where = Where(str(path))
    try:
        data = _read(path)
    except ValueError as error:
        return None, [
            Problem(Code.UNREADABLE, where, f"{name} cannot be read: {error}.", "Check the path and its permissions.")
        ]
    return extract(data, name, where)


def extract(data: bytes, name: str, where: Where) -> tuple[Source | None, list[Problem]]:
    """The source that these bytes are."""
    format_ = _format(name, data)
    version, extractor = EXTRACTORS[format_]
    try:
        text, encoding = extractor(data)
        if not text.strip():
            raise ValueError("no text is in it" if data else "the file is empty")  # noqa: TRY301 - one place says it
    except ValueError as error:
        return None, [Problem(Code.BAD_SOURCE, where, f"{name} cannot be used as a source: {error}.")]
    text = _SURROGATE.sub("\ufffd", text)  # a half of a character, which damaged documents hold, cannot be written
    checksum = hashlib.sha256(data).hexdigest()
    return Source(name, checksum, f"{format_} {version}", text, encoding), []


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
            raise ValueError("it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is no ordinary file")
        if status.st_size > MAX_BYTES:
            raise ValueError(
                f"it has {status.st_size / 1e6:.0f} MB, more than the {MAX_BYTES // 1_000_000} MB that a source may have"
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(os.strerror(error.errno).lower() if error.errno else "the system refuses it") from error
    if len(data) > MAX_BYTES:  # it grew meanwhile
        raise ValueError(f"it has more than the {MAX_BYTES // 1_000_000} MB that a source may have")
    return data

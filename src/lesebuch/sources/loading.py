"""From a file to a `Source`."""

import hashlib
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from lesebuch.model import Source
from lesebuch.problems import Code, Problem, Where
from lesebuch.sources.archive import repack
from lesebuch.sources.office import extract_office
from lesebuch.sources.page import extract_html
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal

MAX_BYTES = 64_000_000
"""A larger file is refused unread."""

_SUFFIXES = {
    "html": "html", "htm": "html", "xhtml": "html",
    "docx": "docx", "odt": "odt", "epub": "epub", "pdf": "pdf",
    "md": "markdown", "markdown": "markdown",
}  # fmt: skip
_AS_DOCX = "Open it in a word processor and save it as .docx."
_RECOGNISE = "If it shows a text, run text recognition (OCR) on it and add the result."
_PAGE = "Open it in a browser and save it as a web page, HTML only (.html)."
_OTHER = tuple(  # What a file begins with, what it is then, whatever its name, and what to do.
    (re.compile(pattern, re.DOTALL), what, hint)
    for pattern, what, hint in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|\0\0\0.ftyp(?:heic|mif1|avif)|RIFF.{4}WEBP", "a picture", _RECOGNISE),
        (rb"RIFF.{4}(?:WAVE|AVI )|ID3[\2-\4]|OggS\0|fLaC\0|\0\0\0.ftyp|\x1aE\xdf\xa3", "a sound or film", ""),
        (rb"\x7fELF|MZ\x90", "a program", ""),
        (rb"\x1f\x8b|BZh\d|7z\xbc\xaf|Rar!|\xfd7zXZ", "an archive", "Unpack it and add the files that are in it."),
        (rb"\xd0\xcf\x11\xe0", "an office file from before 2007, or one with a password", _AS_DOCX),
        (rb"\{\\rtf", "an RTF file", _AS_DOCX),
        (rb"%PDF-", "a PDF", "Let its name end in .pdf."),
        (rb"PK\x03\x04", "a container as office programs and archives use it", "Save it as .docx, .odt, .epub or .pdf; unpack an archive."),
        (rb"bplist00", "a web archive or settings of a Mac", _PAGE),
        (rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,40}?(?i:mime-version):", "a mail, or a page saved as an archive (MHTML)", _PAGE),
        (rb"\s*(?i:<!doctype html|<html)\b", "a web page", "Let its name end in .html."),
        (rb"\s*<(?:\?xml|svg)\b", "XML", "Copy its text into a .txt file."),
    )
)  # fmt: skip
_BEGINNING = 4096
"""Bytes within which a file shows what it is."""
_PATH = "Check the path and its permissions."
_SURROGATE = re.compile("[\ud800-\udfff]")


def _text(data: bytes) -> tuple[str, str]:
    for magic, what, hint in _OTHER:
        if magic.match(data.removeprefix(BOM_UTF8), 0, _BEGINNING):
            raise Refusal(f"it is {what}, not text", hint)
    return decode(data)


def _markdown(data: bytes) -> tuple[str, str]:
    text, encoding = _text(data)
    return extract_office(text.encode("utf-8"), "markdown"), encoding


def _container(format_: str) -> "Extractor":
    return lambda data: (extract_office(repack(data), format_), "")


def _pdf(data: bytes) -> tuple[str, str]:
    # Two PDF libraries take a third of the time that starting any command takes; few readers have a PDF.
    from lesebuch.sources.portable import extract_pdf  # noqa: PLC0415 - see above

    return extract_pdf(data), ""


Extractor = Callable[[bytes], tuple[str, str]]
"""Gives the text and, of text files, the encoding; ValueError says why it cannot."""

EXTRACTORS: Mapping[str, tuple[int, Extractor]] = {
    "text": (1, _text),
    "html": (1, lambda data: (extract_html(data), "")),
    "markdown": (1, _markdown),
    "docx": (1, _container("docx")),
    "odt": (1, _container("odt")),
    "epub": (1, _container("epub")),
    "pdf": (1, _pdf),
}
"""By format: its version, to be raised with any change in what it gives, and the function."""


def load(path: Path, name: str = "") -> tuple[Source | None, list[Problem]]:
    """Read a source. `name` is its name in the register (default: the file's), whose ending says how to read it.

    None, with one problem, for whatever cannot be read: nothing is raised.
    """
    name = name or path.name or str(path)
    where = Where(str(path))
    try:
        data = _read(path)
    except ValueError as error:
        return None, [Problem(Code.UNREADABLE, where, f"{name} cannot be read: {error}.", _hint(error) or _PATH)]
    return extract(data, name, where)


def extract(data: bytes, name: str, where: Where) -> tuple[Source | None, list[Problem]]:
    """The source that these bytes are."""
    format_ = _format(name, data)
    version, extractor = EXTRACTORS[format_]
    try:
        text, encoding = extractor(data)
        if not text.strip():
            raise Refusal("no text is in it" if data else "the file is empty", "Look whether it is the right file.")
    except ValueError as error:
        return None, [Problem(Code.BAD_SOURCE, where, f"{name} cannot be used as a source: {error}.", _hint(error))]
    text = _SURROGATE.sub("\ufffd", text)  # a half of a character, which damaged documents hold, cannot be written
    checksum = hashlib.sha256(data).hexdigest()
    return Source(name, checksum, f"{format_} {version}", text, encoding), []


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

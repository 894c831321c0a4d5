"""From the bytes of a file to its text: a function for each format.

Each imports what it needs when it is first called, as in `accounts`: together that is a fifth of the time in which a command starts.
"""

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from lesebuch import limits
from lesebuch.sources.accounts import TELLERS
from lesebuch.sources.archive import declared_size, repack
from lesebuch.sources.aside import read_aside
from lesebuch.sources.changes import ACCEPT, joined, parted
from lesebuch.sources.extracted import Extracted, packed
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal

_AS_DOCX = "Open it in a word processor and save it as .docx."
_RECOGNISE = (
    "If it shows a text, recognise it (OCR) and add the result, for instance with Tesseract: tesseract FILE RESULT -l deu"
    " writes RESULT.txt; read that beside the picture."
)
_PAGE = "Open it in a browser and save it as a web page, HTML only (.html)."
_OTHER = tuple(  # What a file begins with, what it is then, whatever its name, and what to do.
    (re.compile(pattern, re.DOTALL), what, hint)
    for pattern, what, hint in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|\0\0\0.ftyp(?:heic|mif1|avif)|RIFF.{4}WEBP", "a picture", _RECOGNISE),
        (rb"RIFF.{4}(?:WAVE|AVI )|ID3[\2-\4]|OggS\0|fLaC\0|\0\0\0.ftyp|\x1aE\xdf\xa3", "a sound or film", ""),
        (rb"\x7fELF|MZ\x90", "a program", ""),
        (rb"\x1f\x8b|BZh\d|7z\xbc\xaf|Rar!|\xfd7zXZ", "an archive", "Unpack it and add the files that are in it."),
        (rb"\xd0\xcf\x11\xe0", "an office file from before 2007, or one with a password", _AS_DOCX),
        (rb"\{\\rtf", "an RTF file", "Let its name end in .rtf."),
        (rb"%PDF-", "a PDF", "Let its name end in .pdf."),
        (rb"PK\x03\x04", "a container as office programs and archives use it", "Save it as .docx, .odt, .epub or .pdf; unpack an archive."),
        (rb"bplist00", "a web archive or settings of a Mac", _PAGE),
        (rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,40}?(?i:mime-version):", "a mail, or a page saved as an archive", "Let the name of a mail end in .eml, that of a page in .mhtml."),
        (rb"\s*(?i:<!doctype html|<html)\b", "a web page", "Let its name end in .html."),
        (rb"\s*<(?:\?xml|svg)\b", "XML", "Copy its text into a .txt file."),
    )
)  # fmt: skip
_LOOK = "Look whether it is the right file."
_BEGINNING = 4096
"""Bytes within which a file shows what it is."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(rf"[^\w\s\0-\u02ff]{{{limits.MARKS},}}")
"""What may be so many combining marks: neither letters nor white space, and beyond Latin."""


def _text(data: bytes) -> Extracted:
    for magic, what, hint in _OTHER:
        if magic.match(data.removeprefix(BOM_UTF8), 0, _BEGINNING):
            raise Refusal(f"it is {what}, not text", hint)
    return Extracted(*decode(data))


def _office(format_: str, rules: int | None = None, *, struck: bool = False) -> "Extractor":
    """`struck`: of RTF, what was deleted is there, struck through, unless it is asked for otherwise."""

    def extractor(data: bytes, changes: str = ACCEPT) -> Extracted:
        from lesebuch.sources.office import extract_office
        from lesebuch.sources.preparing import prepared
        from lesebuch.sources.tree import RULES

        given = prepared(data, format_, "" if struck and changes == ACCEPT else changes)
        return extract_office(given, format_, RULES if rules is None else rules, changes)

    return extractor


def _office_1(format_: str) -> "Extractor":
    def extractor(data: bytes, changes: str = ACCEPT) -> Extracted:  # noqa: ARG001 - version 1 knew of none
        from lesebuch.sources.office import extract_office_1

        return extract_office_1(repack(data), format_)

    return extractor


def _markdown(*, first: bool = False, mended: bool = True) -> "Extractor":
    def extractor(data: bytes) -> Extracted:
        from lesebuch.sources.frontmatter import with_plain_values
        from lesebuch.sources.office import extract_office, extract_office_1

        found = _text(data)
        read = extract_office_1 if first else extract_office
        text = with_plain_values(found.text) if mended else found.text
        return read(text.encode("utf-8"), "markdown")._replace(encoding=found.encoding)

    return extractor


def _told(format_: str) -> "Extractor":
    return lambda data: TELLERS[format_](data).extracted()


def _html(data: bytes, **rules: int) -> Extracted:
    from lesebuch.sources.pagelayout import extract_html

    return extract_html(data, **rules)


def _saved(data: bytes, **rules: int) -> Extracted:
    from lesebuch.sources.mail import saved_page

    return _html(saved_page(data)[0], **rules)


def _tei_1(data: bytes) -> Extracted:
    from lesebuch.sources.tei import read_tei

    return read_tei(data, version=1).extracted()


def _mail_1(data: bytes) -> Extracted:
    from lesebuch.sources.mail import read_mail

    return read_mail(data, newest=False).extracted()


def _subtitles_1(format_: str, data: bytes) -> Extracted:
    from lesebuch.sources.subtitles import read_srt, read_vtt

    return (read_srt if format_ == "srt" else read_vtt)(data, newest=False).extracted()


def _epub(data: bytes, **rules: int) -> Extracted:
    from lesebuch.sources.book import extract_epub

    return extract_epub(repack(data), **rules)


def _pdf(data: bytes, **rules: int) -> Extracted:
    from lesebuch.sources.printed import extract_pdf

    return extract_pdf(data, **rules)


def _pdf_1(data: bytes) -> Extracted:
    from lesebuch.sources.portable import extract_pdf

    return extract_pdf(data)


Extractor = Callable[..., Extracted]
"""ValueError says why there is no text. Those of `HOLDERS` are told what becomes of tracked changes, too."""

EXTRACTORS: Mapping[str, tuple[int, Extractor]] = {
    "text": (2, _text),
    "html": (4, _html),
    "markdown": (4, _markdown()),
    "docx": (7, _office("docx")),
    "odt": (5, _office("odt")),
    "epub": (4, _epub),
    "rtf": (4, _office("rtf")),
    "fb2": (2, _office("fb2")),
    "mhtml": (3, _saved),
    **{format_: (1, _told(format_)) for format_ in TELLERS},
    "eml": (2, _told("eml")),
    "srt": (2, _told("srt")),
    "vtt": (2, _told("vtt")),
    "tei": (2, _told("tei")),
    "pdf": (7, _pdf),
}
"""By format: its version, to be raised with any change of the text that it gives, and the function."""

OLDER: Mapping[str, Extractor] = {
    "text 1": _text,  # the first of these are as the second, but what they gave keeps its ligatures (normalise/characters.py)
    **dict.fromkeys(("html 1", "html 2"), partial(_html, rules=2)),
    "html 3": partial(_html, rules=3),
    "markdown 1": _markdown(first=True, mended=False),
    "markdown 2": _markdown(mended=False),
    "markdown 3": _markdown(),  # this and PDF's second are as the newest, but what they gave keeps the marks of notes
    "docx 1": _office_1("docx"),
    "odt 1": _office_1("odt"),
    "epub 1": _office_1("epub"),
    "docx 2": _office("docx", 2),
    "docx 3": _office("docx", 3),
    "docx 4": _office("docx", 5),
    "docx 5": _office("docx", 6),
    "docx 6": _office("docx", 7),
    "odt 2": _office("odt", 2),
    "odt 3": _office("odt", 4),
    "odt 4": _office("odt", 7),
    "epub 2": partial(_epub, rules=2),
    "epub 3": partial(_epub, rules=3),
    "rtf 1": _office("rtf", 2, struck=True),
    "rtf 2": _office("rtf", 7, struck=True),
    "rtf 3": _office("rtf", 7),
    "fb2 1": _office("fb2", 2),
    "mhtml 1": partial(_saved, rules=2),
    "mhtml 2": partial(_saved, rules=3),
    "eml 1": _mail_1,
    "srt 1": partial(_subtitles_1, "srt"),
    "vtt 1": partial(_subtitles_1, "vtt"),
    "tei 1": _tei_1,
    "pdf 1": _pdf_1,
    **dict.fromkeys(("pdf 2", "pdf 3"), partial(_pdf, rules=3)),
    "pdf 4": partial(_pdf, rules=4),
    "pdf 5": partial(_pdf, rules=5),
    "pdf 6": partial(_pdf, rules=6),
}
"""By name and version: extractors that gave another text, for the sources that were registered with them."""

_AT_ONCE: Mapping[str, int] = {"text": 1_000_000, "markdown": 100_000, "pdf": 0} | dict.fromkeys(
    ("html", "rtf", "fb2", "mhtml", *TELLERS), 50_000
)
"""Bytes up to which reading takes no time worth counting, whatever is in them; of containers, of what they unpack to."""
_AT_ONCE_UNPACKED = 1_000_000


def extract_text(extractor: str, data: bytes) -> Extracted:
    """What is in a file; ValueError says why it is nothing. Small files are read at once, all others aside.

    `extractor` is its name and version, such as `text 1`.
    """
    format_ = extractor.split(maxsplit=1)[0]
    if not data:
        raise Refusal("the file is empty", _LOOK)
    small = len(data) <= _AT_ONCE[format_] if format_ in _AT_ONCE else declared_size(data) <= _AT_ONCE_UNPACKED
    found = _named(extractor)(data) if small else read_aside(extractor, data)
    if not found.text.strip():
        raise Refusal("no text is in it", _LOOK)
    _check_size(found.text)
    # A half of a character, which damaged documents hold, cannot be written.
    return found._replace(text=_SURROGATE.sub("\ufffd", found.text))


def answer(extractor: str, data: bytes) -> Sequence[Any]:
    """What the process aside does."""
    return packed(_named(extractor)(data))


def chosen(format_: str, registered: str, changes: str = "") -> str:
    """The extractor for a format: the one that a source was registered with, if it is kept, else the newest.

    `changes`: what becomes of tracked changes, if it is another than that of the one that is registered.
    """
    name, before = parted(registered)
    kept = name in OLDER and name.split(maxsplit=1)[0] == format_
    return joined(name if kept else f"{format_} {EXTRACTORS[format_][0]}", changes or before)


def is_older(extractor: str) -> bool:
    """Whether there is a newer version of an extractor."""
    name, _, version = parted(extractor)[0].partition(" ")
    return name in EXTRACTORS and version != str(EXTRACTORS[name][0])


def _named(extractor: str) -> Extractor:
    name, changes = parted(extractor)
    found = OLDER[name] if name in OLDER else EXTRACTORS[name.split(maxsplit=1)[0]][1]
    return found if changes == ACCEPT else partial(found, changes=changes)


def _check_size(text: str) -> None:
    """Refusal for what is no text that anybody reads, and that all that follows would take for ever with."""
    if len(text) > limits.CHARACTERS:
        raise Refusal(f"its text has {len(text):,} characters, more than {limits.CHARACTERS:,}", "Cut it into parts.")
    lines = text.count("\n") + 1
    if lines > limits.LINES:
        raise Refusal(f"it has {lines:,} lines, more than {limits.LINES:,}", "Cut it into parts.")
    if len(text) > limits.LINE:
        longest = max(map(len, text.split("\n")))
        if longest > limits.LINE:
            reason = f"a line of it has {longest:,} characters, more than {limits.LINE:,}"
            raise Refusal(reason, "A line is a paragraph: break it into paragraphs.")
    for run in _MARKS.finditer(text):
        marks = "".join("m" if unicodedata.combining(c) else " " for c in run[0])
        if "m" * limits.MARKS in marks:
            line = text.count("\n", 0, run.start()) + 1
            reason = f"in line {line}, a letter has more than {limits.MARKS} accents"
            raise Refusal(reason, "Such text is damaged, or meant to do damage.")

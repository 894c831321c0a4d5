"""Which kind of file it is: by the ending of its name, and where that tells nothing, by its first bytes."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from lesebuch.sources.refusal import Refusal

SUFFIXES: Mapping[str, str] = {
    "html": "html", "htm": "html", "xhtml": "html",
    "docx": "docx", "docm": "docx", "dotx": "docx", "dotm": "docx", "odt": "odt", "ott": "odt", "epub": "epub", "pdf": "pdf", "rtf": "rtf", "fb2": "fb2", "fb2.zip": "fb2",
    "eml": "eml", "mhtml": "mhtml", "mht": "mhtml",
    "srt": "srt", "vtt": "vtt", "tei": "tei",
    "md": "markdown", "markdown": "markdown",
}  # fmt: skip
"""Ending of a name, in small letters -> format. Any other is read as text."""
ENDINGS = tuple(SUFFIXES)
KINDS = ", ".join(("txt", *SUFFIXES, "xml (TEI)"))
"""The endings, as help texts list them."""
_MISLEADING = frozenset(("", "bin", "download", "doc", "zip"))
"""Endings that say nothing of what is in the file. Many programs call .doc what is RTF or a page, and .zip what is a document."""
_FIRST = tuple(
    (re.compile(pattern, re.IGNORECASE), format_)
    for pattern, format_ in (
        (rb"%PDF-", "pdf"),
        (rb"\s*(?:<!doctype html|<html)\b", "html"),
        (rb"\s*\{\\rtf", "rtf"),
    )
)
_XML = ((re.compile(rb"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)[\s>]"), "tei"), (re.compile(rb"<FictionBook[\s>]"), "fb2"))
"""What XML it is: by the element that all others stand in."""
_BEGINNING = 4096
_AS_DOCX = "Open it in a word processor such as LibreOffice and save it as .docx."
_TABLES = (
    "Copy what you need into a document of a word processor and save it as .docx, or save it as a web page (.html)."
)
_SLIDES = "Export it as .pdf, or copy its text into a .txt file."
_AS_EPUB = "If it has no copy protection, convert it to .epub, for instance with Calibre."
_OF_OTHERS: Mapping[str, tuple[str, str]] = {
    "doc": ("a Word document from before 2007", _AS_DOCX),
    "dot": ("a Word document from before 2007", _AS_DOCX),
    "wps": ("a document of Microsoft Works", _AS_DOCX),
    "wpd": ("a document of WordPerfect", _AS_DOCX),
    "sxw": ("a document of OpenOffice before 2005", "Open it in LibreOffice and save it as .odt."),
    "pages": ("a document of Apple's Pages", "Open it in Pages, on a Mac or in a browser, and export it as Word (.docx) or EPUB."),
    "xls": ("a table of Excel", _TABLES), "xlsx": ("a table of Excel", _TABLES), "ods": ("a table of OpenDocument", _TABLES),
    "numbers": ("a table of Apple's Numbers", _TABLES),
    "ppt": ("slides of PowerPoint", _SLIDES), "pptx": ("slides of PowerPoint", _SLIDES), "odp": ("slides of OpenDocument", _SLIDES),
    "key": ("slides of Apple's Keynote", _SLIDES),
    "mobi": ("a book for Kindle", _AS_EPUB), "azw": ("a book for Kindle", _AS_EPUB), "azw3": ("a book for Kindle", _AS_EPUB),
    "lit": ("a book for Microsoft Reader", _AS_EPUB),
    "djvu": ("a scanned book (DjVu)", "Convert it to .pdf with text recognition (OCR)."),
    "msg": ("a mail of Outlook", "Open it in Outlook, or another mail program, and save it as .eml."),
    "fodt": ("an OpenDocument text in one XML file", "Open it in LibreOffice and save it as .odt."),
    "opml": ("an outline, or a list of feeds (OPML)", "Open it in the program that wrote it and export it as .docx, .html or .md."),
    "webarchive": ("a page saved by Safari", "Save it again as page source (.html)."),
}  # fmt: skip
"""What other programs write and nothing here reads: what it is, and what to do."""


def format_of(name: str, data: bytes) -> str:
    """The format in which a file of this name is read."""
    ending = _ending(name)
    if ending in SUFFIXES:
        return SUFFIXES[ending]
    if ending in _MISLEADING:
        return next((format_ for first, format_ in _FIRST if first.match(data, 0, 200)), "") or _packed(data) or "text"
    if ending == "xml":
        return next((format_ for first, format_ in _XML if first.search(data, 0, _BEGINNING)), "text")
    return "text"


def _packed(data: bytes) -> str:
    """Which container it is: EPUB and OpenDocument say so in their first member (EPUB 3.3, 4.2.6.2; ODF 1.3, part 2, 3.3)."""
    if not data.startswith(b"PK\3\4"):
        return ""
    said = data[30:100].removeprefix(b"mimetype")
    if said.startswith(b"application/epub+zip"):
        return "epub"
    if said.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    return "docx" if b"word/document" in data else ""


def of_others(name: str) -> Refusal | None:
    """Why a file that is no text cannot be read, where the ending of its name tells whose it is."""
    what, hint = _OF_OTHERS.get(_ending(name), ("", ""))
    return Refusal(f"it is {what}", hint) if what else None


def _ending(name: str) -> str:
    path = PurePath(name.lower())
    double = "".join(path.suffixes[-2:]).removeprefix(".")
    return double if double in SUFFIXES else path.suffix.removeprefix(".")

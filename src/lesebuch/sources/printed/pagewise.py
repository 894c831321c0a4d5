"""A PDF, page by page: what can be read of each, and what is damaged."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

import pypdfium2

from lesebuch.sources import deadline
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.mending import SecondReader, second_reader
from lesebuch.sources.printed.firstreader import FirstReader
from lesebuch.sources.printed.glyphs import PrintedPage, read_sheet
from lesebuch.sources.printed.headings import letters
from lesebuch.sources.printed.setting import RULES
from lesebuch.sources.printed.tags import Tags, read_tags
from lesebuch.sources.printed.text import write
from lesebuch.sources.refusal import Refusal

_MOST = 9
"""Pages that are named one by one."""
_LEVELS = 6
"""Of bookmarks."""
_GARBLED = 0.3
"""Share of letters that cannot be told."""
_EMPTY = PrintedPage(0, 0)
_Reading = Callable[[pypdfium2.PdfPage], PrintedPage]
"""Of a page: `read_sheet` by the rules of a version."""


def extract_pdf(data: bytes, *, rules: int = RULES) -> Extracted:
    """The text of a PDF, what it says of it, and which pages are damaged; ValueError says in plain words why there is none.

    `rules`: the version of the extractor whose rules are followed, 3 to 7.
    """
    second = second_reader(data)
    document, notes = _opened(data, second)
    count = second.count if second else len(document)
    declared = _declared(second, count)
    if declared > count:
        notes.append(f"of {declared} pages it has {count}")
    other = FirstReader(data)
    sheets, damaged, left_out = [], [], []
    read = partial(read_sheet, misread=set() if rules > 3 else None, ordered=rules > 5)
    for number in range(count):
        if not deadline.page(number):
            left_out.append(number + 1)
            sheets.append(_EMPTY)
            continue
        sheet, whole = _sheet(document, second, other, number, read)
        sheets.append(sheet)
        if not whole:
            damaged.append(number + 1)
    deadline.whole()
    notes += [*_named(damaged, "damaged"), *_named(left_out, f"left out, since reading {_it(left_out)} does not end")]
    written = write(sheets, _tags(second), _outline(document), rules)
    if not written.lines and notes:
        raise ValueError("it is a damaged PDF")
    if not written.lines:
        raise Refusal(
            "it holds no text, but at most pictures of pages, as a scanner makes them",
            "Run text recognition (OCR) on it and add the result.",
        )
    text = "\n".join(written.lines)
    return Extracted(text, "", " and ".join(notes), tuple(written.layout), tuple(written.styles))


def _opened(data: bytes, second: SecondReader | None) -> tuple[pypdfium2.PdfDocument, list[str]]:
    """The file, put together anew if it must be, and what is then to be said of it."""
    notes = ["its list of contents is damaged"] if second and second.is_mended else []
    try:
        return pypdfium2.PdfDocument(second.whole() if second and (notes or second.is_locked) else data), notes
    except pypdfium2.PdfiumError:
        if second is None:
            raise ValueError("it is a damaged PDF") from None
    try:
        return pypdfium2.PdfDocument(second.whole()), ["its list of contents is damaged"]
    except Exception as error:
        # A damaged file makes the second reader fail in many ways, which have no common class.
        raise ValueError("it is a damaged PDF") from error


def _declared(second: SecondReader | None, count: int) -> int:
    """How many pages the file says that it has."""
    return second.declared if second else count


def _sheet(
    document: pypdfium2.PdfDocument,
    second: SecondReader | None,
    other: FirstReader,
    number: int,
    read: _Reading,
) -> tuple[PrintedPage, bool]:
    """A page, or what is left of it, and whether that is all."""
    damaged = second is not None and second.is_damaged(number)
    try:
        sheet = _read(document, number, read)
    except pypdfium2.PdfiumError:
        sheet, damaged = _EMPTY, True
    if second is not None and not sheet.pieces:
        damaged = damaged or second.is_unreadable(number)
    if not sheet.pieces or _is_garbled(sheet) or (second is not None and second.has_fonts_elsewhere(number)):
        sheet = max(sheet, other.sheet(number), key=_told)
    damaged = damaged or _is_garbled(sheet)
    if damaged and second is not None and not sheet.pieces:
        with suppress(Exception):  # see above
            sheet = _read(pypdfium2.PdfDocument(second.rest(number)), 0, read)
    return sheet, not damaged


def _is_garbled(sheet: PrintedPage) -> bool:
    """Whether of many of its letters it cannot be told which they are."""
    letters = sum(len(piece.text) for piece in sheet.pieces)
    return sum(piece.text.count("\ufffd") for piece in sheet.pieces) > letters * _GARBLED


def _told(sheet: PrintedPage) -> int:
    """How many letters and digits it has."""
    return sum(character.isalnum() for piece in sheet.pieces for character in piece.text)


def _read(document: pypdfium2.PdfDocument, number: int, read: _Reading) -> PrintedPage:
    page = document[number]
    try:
        return read(page)
    finally:
        page.close()


def _tags(second: SecondReader | None) -> Tags:
    try:
        return read_tags(second.document) if second else Tags()
    except Exception:
        return Tags()


def _outline(document: pypdfium2.PdfDocument) -> Mapping[str, int]:
    """Letters of the bookmarks -> their level, from 1."""
    found: dict[str, int] = {}
    for mark in document.get_toc(max_depth=_LEVELS):
        key = letters(mark.get_title() or "")
        if key:
            found.setdefault(key, mark.level + 1)
    return found


def _it(pages: Sequence[int]) -> str:
    return "it" if len(pages) == 1 else "them"


def _named(pages: Sequence[int], what: str) -> list[str]:
    """`page 3 is damaged`, `pages 3, 5 and 7 are damaged`; of many, the first."""
    if not pages:
        return []
    if len(pages) == 1:
        return [f"page {pages[0]} is {what}"]
    more = len(pages) - _MOST
    names = [str(page) for page in pages[:_MOST]] + ([f"{more} more"] if more > 0 else [])
    return [f"pages {', '.join(names[:-1])} and {names[-1]} are {what}"]

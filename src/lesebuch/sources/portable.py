"""PDF, first version, for sources that were registered with it: the text that a PDF carries, its printed lines joined to blocks by a fixed rule.

On each page, a printed line begins a block if it stands further below the line before than lines of a paragraph do, or in
another size, or if the line before is short and ends a sentence, or is very short (a heading). Else it continues the block.
A page ends a block. A hyphen that divides a word at a line's end becomes a soft hyphen, which normalisation then takes out
and records; before a capital letter, "und" and the like it is kept as the hyphen it is.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.generic import DictionaryObject

from lesebuch.sources import deadline
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.mending import SecondReader, second_reader
from lesebuch.sources.refusal import Refusal

_SENTENCE_END = re.compile(r"[.!?:…][\"'»«“”‘’)\]]*$")
_SHORT = 0.85
_VERY_SHORT = 0.5
"""Of the longest line of the page."""
_WIDER = 1.25
"""Of the distance of lines in a paragraph: above it is a new block."""
_WIDEST = 1.7
"""Of the size of the letters: what is further apart belongs together in double-spaced pages alone."""
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|to)\b")

_MOST = 9
"""Damaged pages that are named one by one."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line."""

    text: str
    y: float
    """Height of its base line on the page, in points."""
    size: float
    """Of its letters, in points."""


def extract_pdf(data: bytes) -> Extracted:
    """The blocks of a PDF, one a line, and which pages are damaged; ValueError says in plain words why there are none."""
    with quiet():
        pages, damage = _pages(data)
    lines = [block for page in pages for block in _blocks(page)]
    if not lines and damage:
        raise ValueError("it is a damaged PDF")
    if not lines:
        raise Refusal(
            "it holds no text, but at most pictures of pages, as a scanner makes them",
            "Run text recognition (OCR) on it and add the result.",
        )
    return Extracted("\n".join(lines), damage=damage)


def _pages(data: bytes) -> tuple[list[list[_Printed]], str]:
    """The lines of each page, and what is damaged, as a clause."""
    second = second_reader(data)
    try:
        reader, count = _reader(second.whole() if second and b"/Encrypt" in data else data)
        notes = []
    except Exception as error:
        # A damaged file makes the reader fail in many ways, which have no common class.
        if second is None:
            raise ValueError("it is a damaged PDF") from error
        reader, count = _mended(second)
        notes = ["its list of contents is damaged"]
    declared = _declared(reader)
    if declared > count:
        notes.append(f"of {declared} pages it has {count}")
    if second and second.count != count:
        second = None  # which of its pages is which is not known
    pages, damaged = [], []
    for number in range(count):
        deadline.page(number)
        page, whole = _page(reader, second, number)
        pages.append(page)
        if not whole:
            damaged.append(number + 1)
    return pages, " and ".join([*notes, *_named(damaged)])


def _reader(data: bytes) -> tuple[pypdf.PdfReader, int]:
    """The reader, and the number of pages, which it learns only when it is asked."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    return reader, len(reader.pages)


def _mended(second: SecondReader) -> tuple[pypdf.PdfReader, int]:
    try:
        return _reader(second.whole())
    except Exception as error:
        raise ValueError("it is a damaged PDF") from error


def _declared(reader: pypdf.PdfReader) -> int:
    """How many pages the file says that it has; 0 if it does not say."""
    try:
        return int(reader.trailer["/Root"]["/Pages"]["/Count"])  # type: ignore[index]
    except Exception:
        return 0


def _page(reader: pypdf.PdfReader, second: SecondReader | None, number: int) -> tuple[list[_Printed], bool]:
    """The lines of a page, or what is left of them, and whether that is all."""
    try:
        page = reader.pages[number]
        resources = page.get("/Resources", DictionaryObject()).get_object()
        whole = isinstance(resources, dict) and not (second and second.is_damaged(number))
        return _printed(page), whole
    except Exception:
        if second is None:
            return [], False
    try:
        return _printed(_reader(second.rest(number))[0].pages[0]), False
    except Exception:
        return [], False


def _named(pages: Sequence[int]) -> list[str]:
    """`page 3 is damaged`, `pages 3, 5 and 7 are damaged`; of many, the first."""
    if not pages:
        return []
    if len(pages) == 1:
        return [f"page {pages[0]} is damaged"]
    more = len(pages) - _MOST
    names = [str(page) for page in pages[:_MOST]] + ([f"{more} more"] if more > 0 else [])
    return [f"pages {', '.join(names[:-1])} and {names[-1]} are damaged"]


def _printed(page: pypdf.PageObject) -> list[_Printed]:
    """The lines of a page, in the order in which it draws them."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:  # noqa: ANN401 - as pypdf calls it
        if text:
            pieces.append((text, tm[5] * cm[3] + cm[5], abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    lines: list[_Printed] = []
    words, place = "", (0.0, 0.0)
    for text, y, size in pieces:
        for index, piece in enumerate(text.replace("\r", "\n").split("\n")):
            if index:
                lines.append(_Printed(" ".join(words.split(" ")).strip(), *place))
                words = ""
            if piece.strip() and not words.strip():
                place = (y, size)
            words += piece
    lines.append(_Printed(words.strip(), *place))
    return [line for line in lines if line.text]


def printed_lines(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """The lines of a page, each with the height of its base line and the size of its letters, in points."""
    return [(line.text, line.y, line.size) for line in _printed(page)]


@contextmanager
def quiet() -> Iterator[None]:
    """What pypdf logs about small faults of a file is nothing that a reader of messages can use."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _blocks(page: Sequence[_Printed]) -> list[str]:
    width = max((len(line.text) for line in page), default=0)
    leading = _leading(page, width)
    blocks = [line.text for line in page[:1]]
    for before, line in pairwise(page):
        if _apart(before, line, leading) or _ends(before.text, width):
            blocks.append(line.text)
        else:
            blocks[-1] = _joined(blocks[-1], line.text)
    return blocks


def _leading(page: Sequence[_Printed], width: int) -> float:
    """The distance of lines in the paragraphs of a page: one that is small among those that occur."""
    distances = sorted(a.y - b.y for a, b in pairwise(page) if a.y - b.y > b.size * 0.8)
    if not distances:
        return 0.0
    small = distances[len(distances) // 5]
    size = sorted(line.size for line in page)[len(page) // 2]
    full = sum(len(line.text) >= width * _SHORT for line in page) > len(page) // 2
    return small if full else min(small, size * _WIDEST / _WIDER)


def _apart(before: _Printed, line: _Printed, leading: float) -> bool:
    """A line further up begins a column, about which distances say nothing."""
    return before.y - line.y > leading * _WIDER > 0 or abs(before.size - line.size) > max(before.size, line.size) * 0.1


def _ends(line: str, width: int) -> bool:
    return len(line) < width * _VERY_SHORT or (len(line) < width * _SHORT and bool(_SENTENCE_END.search(line)))


def _joined(block: str, line: str) -> str:
    if not _DIVIDED.search(block) or _AND.match(line):
        return f"{block} {line}"
    return f"{block[:-1]}\u00ad{line}" if line[0].islower() else block + line

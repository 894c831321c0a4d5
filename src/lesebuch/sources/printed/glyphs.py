"""What a page of a PDF prints, as PDFium reads it: pieces of text with their places, fonts and marks."""

import ctypes
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lesebuch.sources.printed.doubles import without_doubles
from lesebuch.sources.printed.leftwards import in_reading_order
from lesebuch.sources.printed.letter import Font, Letter
from lesebuch.sources.printed.misread import MEANT, is_misread

_BOLD = re.compile(r"bold|black|heavy|demi|semi|medi(?!um)|cmbx|sfbx|(?:^|[-,+])bd|bd$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slanted|cmti|cmsl|sfti|(?:^|[-,+])it$", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_BOLD = 1 << 6, 1 << 18
"""Of a font descriptor (ISO 32000-1, table 123)."""
_APART = 1.0
"""Of the size of the letters: a jump over more than that within a line begins a piece."""
_FAR = 2.5
"""Likewise, in text that runs up or down the page."""
_HYPHENS = ("\x02", "\ufffe")
"""What PDFium gives for a hyphen at the end of a line."""
_DOWN = 4
"""Instead of quarter turns: the lines run downwards, from right to left, as in Japanese; their letters stand upright."""
_DOT = (1.0, 8.0)
"""Points: how wide and high a bullet may be that is drawn and not written."""
_ROUND = 1.3
"""How much longer than short a bullet may be."""
_MOST_DRAWN = 5_000
"""Objects of a page that is looked at for bullets: more are a drawing."""
_LINES = 6
"""Points of a path at most that is a line or a rectangle; of others each line is looked at."""
_MOST_LINES = 20_000
_NAME = 128
"""Bytes of the name of a font or a mark that are looked at."""


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(slots=True)
class PrintedText:
    """Text that is printed in one go: one font, one base line, one mark. Lengths are points, heights count upwards."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the base line."""
    size: float
    bold: bool = False
    italic: bool = False
    upright: bool = True
    """False for text that runs up or down the page."""
    mark: int = -1
    """The number of its marked content, by which tags name it; -1 without."""
    artifact: bool = False
    """Whether the PDF says that it is no part of the text: a running head, a page's number."""
    ends: list[float] = field(default_factory=list)
    """Where each character of `text` ends, as far as they are known."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed."""

    width: float
    height: float
    pieces: tuple[PrintedText, ...] = ()
    dots: tuple[tuple[float, float, float], ...] = ()
    """Small round shapes, as browsers draw the bullets of lists: left, right, height of the middle."""
    boxes: tuple[Box, ...] = ()
    """Rules, and the grounds and edges of cells: what is drawn straight, across or down."""


@dataclass(slots=True)
class _Pieces:
    """Collects letters."""

    turn: int
    """Quarter turns by which the page must be turned for most of its text to be upright."""
    all_ligatures: bool = True
    """Whether letters of one glyph belong together in every script; else in those that run to the left alone."""
    ordered: bool = False
    """Whether the letters come in the order of reading, those of one glyph too."""
    done: list[PrintedText] = field(default_factory=list)
    font: Font | None = None
    open: bool = False
    origin: tuple[float, float] = (math.nan, math.nan)
    far: bool = True
    """Whether the letter is far from the one before, in whatever direction."""

    def letter(self, text: str, place: tuple[float, float, float], font: Font, *, upright: bool) -> None:
        """`place` is where the letter begins and ends, and its base line."""
        x0, x1, y = place
        last = self.done[-1] if self.open else None
        jumps = _jumps(last, place) if last and upright else self.far
        if last is None or font != self.font or jumps:
            self.font = font
            self.done.append(
                PrintedText(text, x0, x1, y, font.size, font.bold, font.italic, upright, font.mark, font.artifact, [x1])
            )
            self.open = True
            return
        if last.text[-1:].isspace():
            last.ends[-1] = max(last.ends[-1], x0)  # a space that PDFium puts in reaches as far as the next letter
        last.text += text
        last.ends += [x1] * len(text)
        last.x0, last.x1 = min(last.x0, x0), max(last.x1, x1)


def _jumps(last: PrintedText, place: tuple[float, float, float]) -> bool:
    x0, x1, y = place
    gap = min(abs(x0 - last.x1), abs(last.x0 - x1))
    return gap > last.size * _APART or abs(y - last.y) > last.size * 0.05


def read_sheet(page: pypdfium2.PdfPage, misread: set[str] | None = None, *, ordered: bool = False) -> PrintedPage:
    """What the page prints, in the order in which it does. pypdfium2.PdfiumError for a page that cannot be read.

    `misread`: names of fonts that pages before have shown to be read by a wrong table; those of this page come to them. None:
    each letter as the third version took it, read by whatever table, printed twice, beside its ligature. `ordered`: whether words
    that run to the left are put into the order of reading, as since the sixth.
    """
    text_page = page.get_textpage()
    try:
        read_so = list(_letters(text_page.raw))
    finally:
        text_page.close()
    letters = read_so if misread is None else without_doubles(_as_meant(read_so, misread))
    if ordered:
        letters = in_reading_order(letters)
    turn = _DOWN if _is_vertical(letters) else _turn(letters)
    width, height = page.get_size()
    pieces = _Pieces(turn, all_ligatures=misread is not None, ordered=ordered)
    for letter in letters:
        _take(letter, pieces)
    done = tuple(piece for piece in pieces.done if piece.text.strip())
    shapes = _shapes(page.raw) if ordered else []
    dots = () if turn else tuple(_dots(shapes))
    boxes = () if turn == _DOWN else tuple(_turned_box(box, turn) for box in _straight(shapes))
    return PrintedPage(*((height, width) if turn % 2 or turn == _DOWN else (width, height)), done, dots, boxes)


def _shapes(page: Any) -> list[tuple[Any, Box]]:
    """What the page draws, and how far it reaches; nothing of a page that draws more than tables and lists do."""
    count = pdfium.FPDFPage_CountObjects(page)
    sides = [ctypes.c_float() for _ in range(4)]
    found = []
    texts = 0
    for index in range(count):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            texts += 1
            continue
        if index - texts > _MOST_DRAWN:
            return []
        if pdfium.FPDFPageObj_GetBounds(drawn, *sides):
            left, bottom, right, top = (side.value for side in sides)
            found.append((drawn, (left, bottom, right, top)))
    return found


def _dots(shapes: Sequence[tuple[Any, Box]]) -> Iterator[tuple[float, float, float]]:
    for _, (left, bottom, right, top) in shapes:
        short, long = sorted((right - left, top - bottom))
        if _DOT[0] <= short and long <= min(_DOT[1], short * _ROUND):
            yield left, right, (bottom + top) / 2


def _straight(shapes: Sequence[tuple[Any, Box]]) -> Iterator[Box]:
    """Lines and rectangles; of a path that has more of them, such as a grid drawn in one go, each."""
    left = _MOST_LINES
    for drawn, box in shapes:
        count = pdfium.FPDFPath_CountSegments(drawn)
        if count <= _LINES:
            yield box
        elif (left := left - count) > 0:
            yield from _lines_of(drawn, count)


def _lines_of(path: Any, count: int) -> Iterator[Box]:
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(count):
        part = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(part)
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield _box_of(before, here)
        if first is not None and pdfium.FPDFPathSegment_GetClose(part):
            yield _box_of(here, first)
        before = here


def _box_of(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _turned_box(box: Box, turn: int) -> Box:
    """Where it lies on the page turned so that its text is upright, as `_turned` has it of letters."""
    left, bottom, right, top = box
    if turn == 1:
        return bottom, -right, top, -left
    if turn == 2:  # half a turn
        return -right, -top, -left, -bottom
    if turn == 3:  # three quarters
        return -top, left, -bottom, right
    return box


def _as_meant(letters: Sequence[Letter], misread: set[str]) -> Sequence[Letter]:
    """The letters, those that were meant in fonts that are read by a wrong table (`misread.py`)."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for letter in letters:
        texts[letter.name].append(letter.text)
    misread |= {name for name, text in texts.items() if name and is_misread("".join(text))}
    if misread.isdisjoint(texts):
        return letters
    meant: list[Letter] = []
    for before, letter in zip([None, *letters], letters, strict=False):
        if letter.name not in misread:
            meant.append(letter)
        elif before and (letter.x, letter.y) == (before.x, before.y) and before.text + letter.text in MEANT:
            meant[-1] = replace(letter, text=MEANT[before.text + letter.text])  # one glyph, taken for a ligature
        else:
            meant.append(replace(letter, text=MEANT.get(letter.text, letter.text)))
    return meant


def _letters(page: Any) -> Iterator[Letter]:
    fonts: dict[int, tuple[Font, int, str]] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(page)):
        text = _character(page, index)
        if pdfium.FPDFText_IsGenerated(page, index) == 1:
            yield Letter("" if text in "\r\n" else "-" if text in _HYPHENS else " ")
            continue
        drawn = pdfium.FPDFText_GetTextObject(page, index)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        if key not in fonts:
            fonts[key] = _font(page, index, drawn)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        font, turn, name = fonts[key]
        place = (box.left, box.bottom, box.right, box.top)
        yield Letter("-" if text in _HYPHENS else text, True, x.value, y.value, place, font, turn, name)


def _character(page: Any, index: int) -> str:
    """As text has it; what has no meaning, as fonts without a table of their letters give, is U+FFFD."""
    code: int = pdfium.FPDFText_GetUnicode(page, index)
    character = chr(code) if code <= sys.maxunicode else "\ufffd"
    return character if character >= " " or character in "\t\r\n\x02" else "\ufffd"


def _font(page: Any, index: int, drawn: Any) -> tuple[Font, int, str]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(angle / 90) % 4 if abs(angle / 90 - round(angle / 90)) < 0.05 else -1  # some degrees
    if not drawn:
        return Font(size, False, False, -1, False), turn, ""
    font = pdfium.FPDFTextObj_GetFont(drawn)
    name, flags = _name(font), pdfium.FPDFFont_GetFlags(font) if font else 0
    bold = bool(_BOLD.search(name)) or bool(flags > 0 and flags & _FLAG_BOLD)
    italic = bool(_ITALIC.search(name)) or bool(flags > 0 and flags & _FLAG_ITALIC)
    mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    return Font(round(size, 2), bold, italic, mark, "Artifact" in _marks(drawn)), turn, name


def _name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(_NAME)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME) if font else 0
    return buffer.value.decode("latin-1") if 0 < length <= _NAME else ""


def _marks(drawn: Any) -> set[str]:
    names = set()
    for index in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        buffer, length = (ctypes.c_ushort * _NAME)(), ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(drawn, index)
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            names.add(bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace"))
    return names


def _turn(letters: Sequence[Letter]) -> int:
    """How most of the letters stand."""
    counts = [0] * 5
    for letter in letters:
        counts[letter.turn] += letter.printed
    return max(range(4), key=lambda turn: (counts[turn], -turn))


def _is_vertical(letters: Sequence[Letter]) -> bool:
    """Whether most characters of Chinese or Japanese stand below the one before."""
    wide = [one for one in letters if one.printed and unicodedata.east_asian_width(one.text) == "W"]
    below = beside = 0
    for a, b in pairwise(wide):
        width = max(a.box[2] - a.box[0], 1)
        across, down = abs(b.box[0] - a.box[0]), a.box[3] - b.box[3]
        below += across < width * 0.3 and 0 < down < width * _FAR
        beside += abs(down) < width * 0.3 and 0 < across < width * _FAR
    return below > beside


def _take(letter: Letter, pieces: _Pieces) -> None:
    if not letter.printed or letter.font is None:
        if pieces.open and letter.text:
            pieces.done[-1].text += letter.text
            pieces.done[-1].ends.append(pieces.done[-1].x1)
        pieces.open = pieces.open and bool(letter.text)
        return
    last = pieces.done[-1] if pieces.open else None
    leftwards = unicodedata.bidirectional(letter.text) == "AL"
    one_glyph = pieces.origin == (letter.x, letter.y) and (
        leftwards if not pieces.all_ligatures else letter.font == pieces.font
    )
    if last and one_glyph:
        # In a script that runs to the left, the order of the two letters is that of the line, as PDFium has them.
        at = len(last.text) - (leftwards and not pieces.ordered)
        last.text = last.text[:at] + letter.text + last.text[at:]
        last.ends += last.ends[-1:]
        return
    pieces.far = not math.dist(pieces.origin, (letter.x, letter.y)) < letter.font.size * _FAR
    pieces.origin = (letter.x, letter.y)
    place = _turned(letter, pieces.turn)
    pieces.letter(letter.text, place, letter.font, upright=letter.turn == pieces.turn % _DOWN)


def _turned(letter: Letter, turn: int) -> tuple[float, float, float]:
    """Where the letter begins, where it ends, and its base line, on the page turned so that its text is upright."""
    left, bottom, right, top = letter.box
    if turn == _DOWN:
        return -top, -bottom, (left + right) / 2
    if turn == 1:
        return bottom, top, -letter.x
    if turn == 2:  # half a turn
        return -right, -left, -letter.y
    if turn == 3:  # three quarters
        return -top, -bottom, letter.x
    return left, right, letter.y

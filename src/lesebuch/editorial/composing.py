"""From a block of lines to a passage: its text, its lines or rows, and what the source or the chapter file says of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lesebuch.editorial.anchors import fold
from lesebuch.editorial.chapterfile import Detail
from lesebuch.editorial.formats import LineFormats
from lesebuch.editorial.structure import CutBlock, LinePart, joined
from lesebuch.model import (
    CellSpan,
    Passage,
    PassageKind,
    Run,
    SourceSpan,
    SourceStyle,
    Styled,
    Subpassage,
    find,
    locate,
    offset,
)
from lesebuch.problems import Code, Problem

_SPEAKER = re.compile(r"(\S[^:：!?…]{0,48}?)\s?(?::(?=\s|$)|：)")
_MOST_WORDS = 6
_POINTS = ("noteref", "image")
"""Kinds of marks that may stand between words, and on none."""
_WIDEST = 1000
"""Columns or rows that a cell spans at most, as in HTML."""
_LABELS = {
    PassageKind.ITEM: re.compile(r"\(?([0-9]{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})[.)](?=\s)"),
    PassageKind.FOOTNOTE: re.compile(r"[\[(]?([0-9]{1,4}|[*†‡]{1,4}|[a-z])[\])]?[.:]?(?=\s)"),
    PassageKind.PAGE: re.compile(r".*?\b([0-9]{1,6}[a-z]?|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})\b"),
}
"""Where the text of such a passage says its label itself."""


def compose(block: CutBlock, source: LineFormats) -> tuple[Passage, list[Problem]]:
    """The passage of a block, without ids: its own and those of its lines or rows are given later."""
    kind = PassageKind(block.kind)
    detail = block.item.detail if block.item else Detail()
    if kind is PassageKind.TABLE:
        text, runs, parts = _table(block.pieces, detail, source)
    elif kind is PassageKind.VERSE:
        text, runs = joined(block.pieces, "\n")
        parts = _lines(block.pieces)
    else:
        (text, runs), parts = joined(block.pieces), ()
    said = source.of(block.pieces[0].line.number, kind)
    made = Passage(
        id="",
        kind=kind,
        text=text,
        runs=runs,
        level=detail.level or said.level,
        label=detail.label or said.label or _label(kind, text),
        group=said.group or (block.group if kind is PassageKind.BOX else 0),
        target=detail.target or said.target,
        language=detail.language,
        parts=parts,
        styles=tuple(sorted(_styles(block.pieces, runs, source), key=lambda style: (style.start, -style.end))),
    )
    return _spoken(made, block, detail) if kind is PassageKind.SPEECH else (made, [])


def _label(kind: PassageKind, text: str) -> str:
    match = _LABELS[kind].match(text) if kind in _LABELS else None
    return match[1] if match else ""


def _styles(pieces: Sequence[LinePart], runs: tuple[Run, ...], source: LineFormats) -> Iterator[Styled]:
    for number in dict.fromkeys(piece.line.number for piece in pieces):
        for style in source.styles(number):
            place = find(runs, SourceSpan(style.line, style.start, style.end))
            if place is None and style.kind in _POINTS:
                place = next((at for piece in pieces if (at := _point(piece, style, runs))), None)
            if place and style.kind != "backlink":
                yield Styled(*place, style.kind, style.target)


def _point(piece: LinePart, mark: SourceStyle, runs: tuple[Run, ...]) -> tuple[int, int] | None:
    """Where a mark without words stands in the text of a passage: behind the character before it, else before the next."""
    if piece.line.number != mark.line:
        return None
    at = offset(piece.line.runs, mark.start)
    for beside, end in ((at - 1, 1), (at, 0)):
        if piece.start <= beside < piece.end:
            (place,) = locate(piece.line.runs, beside, beside + 1)
            if found := find(runs, place):
                return found[end], found[end]
    return None


# --- Speeches ----------------------------------------------------------------------------------------------------------


def _spoken(passage: Passage, block: CutBlock, detail: Detail) -> tuple[Passage, list[Problem]]:
    """With the words that say who speaks: those that the file gives, else what stands before the first colon."""
    text = passage.text or ""
    if detail.speaker is None:
        return passage, []
    if detail.speaker:
        name = fold(detail.speaker)
        if not text.startswith(name):
            if block.later:
                return passage, []  # the item has several lines; the speaker goes on
            message = f"The speech does not begin with “{name}”: “{text[:40]}”."
            hint = "Give the words that it begins with, or `speaker: null`."
            return passage, [Problem(Code.ANCHOR_NOT_FOUND, block.item.where, message, hint)] if block.item else []
        end = len(name)
    else:
        match = _SPEAKER.match(text)
        if not match or len(match[1].split()) > _MOST_WORDS:
            return passage, []
        end = match.end(1)
    return replace(passage, styles=(Styled(0, end, "speaker"), *passage.styles)), []


# --- Verse and tables --------------------------------------------------------------------------------------------------


def _lines(pieces: Sequence[LinePart]) -> tuple[Subpassage, ...]:
    parts = []
    at = 0
    for piece in pieces:
        length = piece.end - piece.start
        parts.append(Subpassage("", at, at + length))
        at += length + 1
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Cell:
    piece: LinePart | None
    """None: no words."""
    header: bool = False
    columns: int = 1
    rows: int = 1
    align: str = ""


def _table(
    pieces: Sequence[LinePart], detail: Detail, source: LineFormats
) -> tuple[str, tuple[Run, ...], tuple[Subpassage, ...]]:
    """Rows joined by line feeds, cells by tabs. No run leads from these: they say what the source says by other means."""
    text = ""
    runs: list[Run] = []
    parts: list[Subpassage] = []
    for number, piece in enumerate(pieces):
        start = len(text)
        cells: list[CellSpan] = []
        for count, cell in enumerate(_cells(piece, source)):
            if count:
                text += "\t"
            at = len(text)
            if cell.piece:
                runs += cell.piece.runs(at)
                text += cell.piece.text
            header = cell.header or number < detail.header
            cells.append(CellSpan(at, len(text), header, cell.columns, cell.rows, cell.align))
        parts.append(Subpassage("", start, len(text), tuple(cells)))
        text += "\n"
    return text[:-1], tuple(runs), tuple(parts)


def _cells(piece: LinePart, source: LineFormats) -> list[_Cell]:
    """As the format has them, if they hold all words of the line; else what tabs separate."""
    said = source.of(piece.line.number, PassageKind.TABLE).cells
    cells = [
        _Cell(_within(piece, cell.start, cell.end), cell.header, _span(cell.columns), _span(cell.rows), cell.align)
        for cell in said
    ]
    if _words(cell.piece.text for cell in cells if cell.piece) == _words([piece.text]):
        return cells
    cells, at = [], 0
    for words in source.raw(piece.line.number).split("\t"):
        cells.append(_Cell(_within(piece, at, at + len(words))))
        at += len(words) + 1
    return cells


def _span(given: int) -> int:
    return min(max(given, 1), _WIDEST)


def _words(texts: Iterator[str] | list[str]) -> str:
    return "".join("".join(texts).split())


def _within(piece: LinePart, start: int, end: int) -> LinePart | None:
    """The part of a piece that stands in some columns of its raw line; None if no word does."""
    place = find(piece.line.runs, SourceSpan(piece.line.number, start, end))
    return piece.between(*place) if place else None

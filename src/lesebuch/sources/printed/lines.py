"""Printed lines, put together from the pieces of which a page draws them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lesebuch.sources.printed.glyphs import PrintedPage, PrintedText
from lesebuch.sources.printed.tags import Tag

_GAP = 1.4
"""Of the size of the letters: what is further apart does not belong to one line of text, but to cells or columns."""
_SPACE = 0.14
"""Likewise: from here on two pieces are two words."""
_RAISED = 0.6
"""Likewise: how far raised letters may stand above their line."""
_SMALLER = 0.88
"""Of the size of the line: raised letters are smaller."""
_DOTTED = (0.15, 0.7)
"""Likewise: how wide a bullet may be; its middle stands no higher above the base line."""
_DOT_GAP = 2.0
"""Likewise: between a bullet and its item."""
_FLUSH = 1.5
"""Points by which the ends of justified lines, and the spaces within one, may differ."""
_PROSE = 24
"""Characters of a line of running text in a narrow column."""
_NEXT = 2.2
"""Of the size of the letters: how far away the next line is at most."""
_LEVEL = 0.12
"""Of the size: letters that stand on one line."""


@dataclass(slots=True, eq=False)
class PrintedLine:
    """A printed line or, in a table, a cell of one. Lengths are points, heights count upwards."""

    pieces: list[PrintedText]
    page: int
    """Counted from 0."""
    at: int
    """Its place in the order in which the page draws."""
    tag: Tag | None = None
    x0: float = 0
    x1: float = 0
    y: float = 0
    size: float = 0
    bold: bool = False
    column: tuple[float, float] = (0, 0)
    """Where the lines of its column begin and end."""
    row: int = 0
    """Cells of one number stand in one row; 0: the line is no cell."""
    table: int = 0
    """Number of the table of that row."""
    dot: float = 0
    """Where the bullet before it stands, if that is drawn and not written; 0: there is none."""
    framed: bool = False
    """Whether rules above and below a table that reaches over the columns of the page enclose it."""
    picture: bool = False
    """Whether it is the alternative text of a picture, which stands nowhere on the page."""
    text: str = field(init=False, default="")

    def settle(self) -> "PrintedLine":
        """Measure what the pieces say; after they have changed, again."""
        main = _main(self.pieces)
        self.y, self.size = main.y, main.size
        self.x0, self.x1 = min(p.x0 for p in self.pieces), max(p.x1 for p in self.pieces)
        letters = sum(len(p.text.strip()) for p in self.pieces)
        self.bold = sum(len(p.text.strip()) for p in self.pieces if p.bold) > letters * 0.9
        self.text = "".join(text for text, _ in worded(self.pieces)).strip()
        return self


def _main(pieces: Sequence[PrintedText]) -> PrintedText:
    """The piece whose size most letters have, and whose base line is that of the line."""
    counts: Counter[float] = Counter()
    for piece in pieces:
        counts[piece.size] += len(piece.text.strip())
    size = max(counts, key=lambda one: (counts[one], one))
    return max((p for p in pieces if p.size == size), key=lambda p: len(p.text))


def worded(pieces: Sequence[PrintedText]) -> Iterable[tuple[str, PrintedText]]:
    """The words of a line, with the spaces between its pieces, and the piece that each stretch comes from."""
    before: PrintedText | None = None
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        if before is not None:
            gap = max(piece.x0 - before.x1, before.x0 - piece.x1)
            spaced = before.text[-1:].isspace() or text[:1].isspace()
            if not spaced and gap > _SPACE * max(before.size, piece.size):
                text = " " + text
            elif before.text[-1:].isspace():
                text = text.lstrip(" ")
        yield text, piece
        before = piece


def is_raised(piece: PrintedText, line: PrintedLine) -> bool:
    """Whether these are small letters above the base line."""
    return piece.size < line.size * _SMALLER and piece.y > line.y + line.size * _LEVEL


def read_lines(sheet: PrintedPage, page: int, places: dict[tuple[int, int], Tag]) -> list[PrintedLine]:
    """The lines of a page, in the order in which it draws them."""
    lines: list[PrintedLine] = []
    for at, piece in enumerate(sheet.pieces):
        tag = places.get((page, piece.mark)) if piece.mark >= 0 else None
        last = lines[-1] if lines else None
        if last is not None and _continues(last, piece, tag):
            last.pieces.append(piece)
            last.settle()
        else:
            lines.append(PrintedLine([piece], page, at, tag).settle())
    return _gathered(lines)


def mark_dots(lines: Sequence[PrintedLine], dots: Iterable[tuple[float, float, float]]) -> None:
    """Say of lines that a bullet stands before them. What tags name as text has its bullets from these."""
    free = [line for line in lines if not (line.tag and line.tag.block) and line.pieces[0].upright]
    for left, right, middle in dots:
        fitting = [
            line
            for line in free
            if 0 < middle - line.y < line.size * _DOTTED[1]
            and 0 < line.x0 - right < line.size * _DOT_GAP
            and line.size * _DOTTED[0] < right - left < line.size * _DOTTED[1]
        ]
        if fitting:
            min(fitting, key=lambda line: line.x0).dot = left


def with_stretched(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines, each whose words justification has drawn far apart as one: they fill the width of a line above or below, all evenly apart."""
    rows: dict[int, list[PrintedLine]] = {}
    for line in lines:
        if line.pieces[0].upright and not is_backwards(line.text):
            rows.setdefault(round(line.y), []).append(line)
    joined: set[PrintedLine] = set()
    whole = [line for line in lines if " " in line.text and len(line.text) > _PROSE and line.pieces[0].upright]
    while whole:
        like = whole.pop()
        near = range(round(like.y - like.size * _NEXT), round(like.y + like.size * _NEXT) + 1)
        for words in (_stretched(rows.get(y, ()), like) for y in near):
            if not words:
                continue
            first = words[0]
            first.pieces = [piece for line in words for piece in line.pieces]
            joined.update(words[1:])
            rows[round(first.y)] = [line for line in rows[round(first.y)] if line not in joined]
            whole.append(first.settle())
    return [line for line in lines if line not in joined]


def _stretched(row: Sequence[PrintedLine], like: PrintedLine) -> list[PrintedLine]:
    """The words at one height that are a line of the paragraph of another; none if they are not."""
    within = [line for line in row if line.x0 > like.x0 - _FLUSH and line.x1 < like.x1 + _FLUSH]
    words = sorted(within, key=lambda line: line.x0)
    if len(words) < 2 or any(
        line.size != like.size or " " in line.text or not _same(line.tag, like.tag) for line in words
    ):
        return []
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    flush = abs(words[0].x0 - like.x0) < _FLUSH and abs(words[-1].x1 - like.x1) < _FLUSH
    return words if flush and max(gaps) - min(gaps) < _FLUSH and any(c.isalpha() for c in words[-1].text) else []


def _same(tag: Tag | None, other: Tag | None) -> bool:
    """Whether the tags let two pieces stand in one line."""
    if tag is None or other is None:
        return tag is other or (tag or other).block == 0  # type: ignore[union-attr]
    return (tag.block, tag.cell) == (other.block, other.cell)


def _continues(line: PrintedLine, piece: PrintedText, tag: Tag | None) -> bool:
    last = line.pieces[-1]
    if (
        not _same(line.tag, tag)
        or piece.upright != last.upright
        or piece.artifact != last.artifact
        or not piece.upright
    ):
        return False
    size = max(line.size, piece.size)
    return _on_line(line, piece.y, piece.size) and _distance(line, piece.x0, piece.x1) < size * _GAP


def _on_line(line: PrintedLine, y: float, size: float) -> bool:
    apart = abs(y - line.y)
    if apart <= line.size * _LEVEL:
        return True
    ratio = min(size, line.size) / max(size, line.size, 0.01)
    return ratio < _SMALLER and apart < max(size, line.size) * _RAISED


def _distance(line: PrintedLine, x0: float, x1: float) -> float:
    """Between two stretches of a base line; what lies far within the other is far away."""
    if min(line.x1, x1) - max(line.x0, x0) > line.size:
        return float("inf")
    return max(x0 - line.x1, line.x0 - x1, 0)


def _gathered(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines whose parts the page draws at different times."""
    kept: list[PrintedLine] = []
    rows: dict[int, list[PrintedLine]] = {}
    for line in lines:
        near = [other for y in (-1, 0, 1) for other in rows.get(round(line.y / 4) + y, ())]
        found = next((other for other in reversed(near) if _belongs(other, line)), None)
        if found is None:
            kept.append(line)
            rows.setdefault(round(line.y / 4), []).append(line)
            continue
        found.pieces += line.pieces
        backwards = is_backwards(found.text)
        found.pieces.sort(key=lambda piece: -piece.x1 if backwards else piece.x0)
        found.settle()
    return kept


def _belongs(line: PrintedLine, other: PrintedLine) -> bool:
    if _distance(line, other.x0, other.x1) >= min(line.size, other.size) * 0.5:  # which is told fastest
        return False
    if not _same(line.tag, other.tag) or line.pieces[-1].artifact != other.pieces[-1].artifact:
        return False
    if not (line.pieces[0].upright and other.pieces[0].upright) or not _on_line(line, other.y, other.size):
        return False
    return is_backwards(line.text) == is_backwards(other.text)


def is_backwards(text: str) -> bool:
    """Whether it is written from right to left."""
    counts = Counter(unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha())
    return counts[True] > counts[False]

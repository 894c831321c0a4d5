"""Numbers of lines in the margin, as laws, pleadings, minutes and editions of verse have them.

They stand below each other, one flush right with the next, go up by one, or by five or ten, and nothing of the text stands between
them; beside those that go up by one, some lines begin in the middle of a sentence, which rows of a table do not. What they count
are lines of the page, so they are no text here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lesebuch.sources.printed.glyphs import PrintedPage, PrintedText

_FEWEST = {1: 5, 5: 3, 10: 3}
"""Numbers of a page, by the steps in which they go up."""
_FLUSH = 2.0
"""Points by which their right edges may differ."""
_BESIDE = 2
"""Pieces of other text that may stand in the margin."""
_MOST_DIGITS = 4
_SMALL = 0.2
"""Share of lines that begin with a small letter, as lines of prose do."""
_NOTES = 0.95
"""Of the usual size of a page: letters of notes are no larger."""
_NEAR = 2.0
"""Points: pieces of one line are at most about so far apart in height."""
_MOST = 120
"""Lines of a page."""
_LEVEL = 0.3
"""Of the size of the letters: how far base lines of one line may differ."""


Margin = list[PrintedText]
"""Its numbers, from top to bottom."""


def without_line_numbers(pages: Sequence[PrintedPage]) -> list[tuple[PrintedPage, list[Margin]]]:
    """The pages without them, each with its margins. Where a margin of one page is, a few numbers of another are such, too."""
    columns = [_columns(page.pieces) for page in pages]
    sure = [
        [column for column in found if _counts(column) and _is_margin(page.pieces, column) and _is_text(page, column)]
        for page, found in zip(pages, columns, strict=True)
    ]
    edges = [margin[0].x1 for margins in sure for margin in margins]
    return [
        _parted(page, [c for c in found if c in margins or (_is_at(c, edges) and _is_margin(page.pieces, c))])
        for page, found, margins in zip(pages, columns, sure, strict=True)
    ]


def _parted(page: PrintedPage, margins: list[Margin]) -> tuple[PrintedPage, list[Margin]]:
    numbers = {id(piece) for margin in margins for piece in margin}
    return (replace(page, pieces=tuple(p for p in page.pieces if id(p) not in numbers)) if numbers else page), margins


def _is_at(column: Margin, edges: Sequence[float]) -> bool:
    return any(abs(column[0].x1 - edge) <= _FLUSH for edge in edges)


def _is_text(page: PrintedPage, column: Margin) -> bool:
    return _step(column) > 1 or _is_prose(page.pieces, column)


def _columns(pieces: Sequence[PrintedText]) -> list[Margin]:
    """Numbers with text in their line whose right edges stand below each other, from top to bottom."""
    found: list[Margin] = []
    numbers = [p for p in pieces if p.upright and p.text.strip().isdecimal() and len(p.text.strip()) <= _MOST_DIGITS]
    own = {id(piece) for piece in numbers}
    lines = {round(p.y / _NEAR) + near for p in pieces if id(p) not in own and p.text.strip() for near in (-1, 0, 1)}
    numbers = [piece for piece in numbers if round(piece.y / _NEAR) in lines]
    for piece in sorted(numbers, key=lambda piece: piece.x1):
        if found and piece.x1 - found[-1][0].x1 <= _FLUSH:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(column, key=lambda piece: -piece.y) for column in found]


def _counts(column: Sequence[PrintedText]) -> bool:
    steps = {int(b.text) - int(a.text) for a, b in pairwise(column)}
    return len(steps) == 1 and _FEWEST.get(_step(column), len(column) + 1) <= len(column) <= _MOST


def _step(column: Sequence[PrintedText]) -> int:
    return int(column[1].text) - int(column[0].text)


def _is_prose(pieces: Sequence[PrintedText], column: Sequence[PrintedText]) -> bool:
    """Whether lines of running text stand beside the numbers, in the letters that most of the page has; those of notes are smaller."""
    usual = _usual_size(pieces)
    small = 0
    for number in column:
        beside = [
            p for p in pieces if p is not number and abs(p.y - number.y) < number.size * _LEVEL and p.text.strip()
        ]
        first = min(beside, key=lambda piece: piece.x0, default=None)
        small += first is not None and first.text.strip()[:1].islower() and first.size > usual * _NOTES
    return small >= _SMALL * len(column)


def _usual_size(pieces: Sequence[PrintedText]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _is_margin(pieces: Sequence[PrintedText], column: Sequence[PrintedText]) -> bool:
    """Whether the text beside them stands on one side."""
    own = {id(piece) for piece in column}
    left, right = min(piece.x0 for piece in column), max(piece.x1 for piece in column)
    top, bottom = column[0].y + column[0].size, column[-1].y - column[0].size
    near = [piece for piece in pieces if bottom < piece.y < top and piece.upright and piece.text.strip()]
    others = [piece for piece in near if id(piece) not in own]
    across = sum(piece.x0 < right and piece.x1 > left for piece in others)
    before = sum(piece.x1 <= left for piece in others)
    return across <= _BESIDE and min(before, len(others) - before - across) <= _BESIDE

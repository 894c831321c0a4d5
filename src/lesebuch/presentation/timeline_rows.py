"""A timeline that fits itself to the screen: where its marks stand in shares of a year, and in which lane at which width.

A drawing has one width. Of a page that may be wide, narrow or paper it would take three, and each says all words again.
Here the words stand once; what differs between the widths is a number a mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesebuch.edtf import Day
from lesebuch.presentation import lettering, wording
from lesebuch.presentation.timeline import (
    NARROW,
    SIZE,
    WIDE,
    Axis,
    DrawingSize,
    DrawnEvent,
    Placed,
    axis_of,
    place,
    years_of,
)

SHAPES = (
    DrawingSize("wide", 600.0, WIDE.left, WIDE.months),
    DrawingSize("narrow", 288.0, NARROW.left, NARROW.months),
    DrawingSize("sheet", 600.0, WIDE.left, WIDE.months, 21.0),
)
"""The least width of each, in pixels: on a wider page the same lanes have more room. On a sheet there are numbers alone."""
_LONGEST = 560.0
"""Pixels: no screen shows more of what happened."""
_BETWEEN = 6.0
"""Pixels below the lanes of a year."""
_GAP = 12.0
"""Pixels before a year that does not follow the one before it."""
_PAPER = 684.0
"""Pixels that a sheet of paper (Letter; A4 has 66 more) has for the years, below a heading and a few lines: else these stood on a sheet alone."""
Three = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event in a year."""

    item: DrawnEvent
    start: float
    """Where it begins, in hundredths of the year."""
    length: float
    words: str
    """What happened; empty in all years but the first."""
    lanes: Three
    """From above, by shape."""
    sides: tuple[str, str]
    """Of the words, on a wide and on a narrow page: right, left, within, or nothing where there is no room for them."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year with its events."""

    year: int
    name: str
    after_gap: bool
    """Whether years are left out before it."""
    lanes: Three
    """How many, by shape."""
    marks: tuple[EventMark, ...]


def rows(items: Sequence[DrawnEvent]) -> tuple[YearRow, ...]:
    """The years in which something begins or ends, in their order; the items are not empty."""
    wordless = [replace(item, words="") for item in items]
    placing = [(told, axis_of(items, shape)) for told, shape in zip((items, items, wordless), SHAPES, strict=True)]
    made: list[YearRow] = []
    for year in years_of(items):
        by_shape = [place(year, told, axis, grows=True) for told, axis in placing]
        marks = tuple(_mark(year, *placed) for placed in zip(*by_shape, strict=True))
        counts = tuple(1 + max((p.lane for p in placed), default=0) for placed in by_shape)
        gap = bool(made) and year > made[-1].year + 1
        made.append(YearRow(year, wording.year(str(year)), gap, (counts[0], counts[1], counts[2]), marks))
    return tuple(made)


def _mark(year: int, wide: Placed, narrow: Placed, sheet: Placed) -> EventMark:
    axis, item = Axis(0.0, 100.0), wide.item
    start = axis.x(max(item.first, Day(year, 1, 1)))
    end = axis.x(min(item.last, Day(year, 12, 31)), end=True)
    words = lettering.cut(item.words, SIZE, _LONGEST) if wide.words or narrow.words else ""
    sides = wide.side if wide.words else "", narrow.side if narrow.words else ""
    return EventMark(item, start, end - start, words, (wide.lane, narrow.lane, sheet.lane), sides)


def on_paper(shown: Sequence[YearRow]) -> tuple[bool, float]:
    """Whether a sheet of paper has room for numbers alone, and at what share of its size all of it then fits."""
    between = sum(_BETWEEN + _GAP * row.after_gap for row in shown)
    wide, sheet = (sum(row.lanes[n] for row in shown) * SHAPES[n].lane for n in (0, 2))
    tall = wide + between > _PAPER
    return tall, min(1.0, _PAPER / (sheet + between)) if tall else 1.0

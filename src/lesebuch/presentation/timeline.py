"""Draws events as an SVG: a row for each year that has some, the months from left to right.

A known day is a filled dot, a known span a filled bar; what is known only roughly is a hollow bar as long as the doubt.
Each carries the number that the event has in the list, if it has one, and words beside it, and leads there. There are
two shapes, for wide and for narrow screens, so that words and targets keep their size on a telephone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from math import ceil, floor

from lesebuch.colours import PRINT
from lesebuch.edtf import Day, day_number
from lesebuch.presentation import lettering, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import say_number


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event as drawn."""

    number: int
    """In the list; 0 where the list has no numbers."""
    id: str
    first: Day
    last: Day
    sure: bool
    """Whether all days from `first` to `last` are meant, and known."""
    label: str
    """The date in words."""
    words: str = ""
    """What happened; they are cut where there is no room."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours, as SVG understands them."""

    line: str = f"var(--lb-rule, {PRINT['rule']})"
    edge: str = f"var(--lb-edge, {PRINT['soft']})"
    """Of lines that say something themselves: the contrast that WCAG 2.2, 1.4.11, asks for."""
    text: str = "currentColor"
    mark: str = f"var(--lb-accent, {PRINT['accent']})"
    on_mark: str = f"var(--lb-paper, {PRINT['paper']})"
    hollow: str = "var(--lb-paper, transparent)"
    """Within a mark that is only an outline, and below its words: in a frame that is not ours nobody knows the paper."""


SCREEN = Palette()
PAPER = Palette(
    line=PRINT["rule"],
    edge=PRINT["soft"],
    text=PRINT["ink"],
    mark=PRINT["accent"],
    on_mark=PRINT["paper"],
    hollow=PRINT["paper"],
)


@dataclass(frozen=True, slots=True)
class DrawingSize:
    """How large the drawing is, in its own units, which are pixels where it is as wide as that."""

    name: str
    width: float
    left: float
    """Room for the names of the years; more if they are long."""
    months: int
    """Each how many months has its name."""
    lane: float = 28.0
    """A mark and its words with it are a target of this height."""


WIDE = DrawingSize("wide", 720.0, 58.0, 1)
NARROW = DrawingSize("narrow", 320.0, 46.0, 3)

_RIGHT = 14.0
"""Room at the right end."""
_LETTER = 8.2
"""Width of a letter of the year's name, as wide as most fonts have it."""
_TOP = 26.0
_MARK = 10.0
"""Half the height of a mark; a dot's radius."""
_GAP = 5.0
"""Between a mark and its words, and between what stands in one lane."""
SIZE = 12.5
"""Of the words."""
_LEAST = 5 * SIZE
"""Less room than this is none for words."""
_SHEET = 1.4
"""Of a sheet of paper, the height that is there for a drawing, in its widths."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first of January, at `left`, to the end of December, at `right`."""

    left: float
    right: float

    def x(self, day: Day, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        new_year = day_number(Day(day.year, 1, 1))
        length = day_number(Day(day.year + 1, 1, 1)) - new_year
        share = (day_number(day) - new_year + end) / length
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in the row of a year."""

    item: DrawnEvent
    left: float
    right: float
    lane: int
    words: str
    """As many as there is room for."""
    side: str
    """Where the words stand: right, left or within."""

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where the mark and its words reach."""
        return _extent(self.left, self.right, self.words, self.side)


def describe(items: Sequence[DrawnEvent]) -> str:
    """What the drawing shows, for those who do not see it."""
    years = sorted({item.first.year for item in items})
    bounds = [wording.year(str(year)) for year in dict.fromkeys((years[0], years[-1]))]
    span = bounds[0] if len(bounds) == 1 else _("{first} to {last}").format(first=bounds[0], last=bounds[1])
    unsure = sum(not item.sure for item in items)
    doubt = say_number(
        "; {n} of them is dated roughly and drawn as a span",
        "; {n} of them are dated roughly and drawn as a span",
        unsure,
    )
    return say_number(
        "Timeline with {n} event, {span}{doubt}. The list below it names it.",
        "Timeline with {n} events, {span}{doubt}. The list below it names them all.",
        len(items),
        span=span,
        doubt=doubt if unsure else "",
    )


def draw(items: Sequence[DrawnEvent], palette: Palette = SCREEN, shape: DrawingSize = WIDE) -> str:
    """The SVG element. The same items give the same text; its ids are made of that of the first, so that a page may have several."""
    axis = axis_of(items, shape)
    rows = list(_rows(items, axis, shape))
    body = [
        (_gap(row.top, palette) if row.begin > row.top else "")
        + _row(row.year, row.placed, row.begin, axis, palette, shape)
        for row in rows
    ]
    name = escape(f"lb-timeline-{shape.name}-{items[0].id}", quote=True)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lb-timeline {shape.name}" viewBox="0 0 {shape.width:g} {_end(rows):g}" style="{lettering.FONT}" '
        f'aria-labelledby="{name}" aria-describedby="{name}-desc"><title id="{name}">{_("Timeline")}</title>'
        f'<desc id="{name}-desc">{escape(describe(items))}</desc>'
    )
    return head + _months(axis, palette, shape) + "".join(body) + "</svg>"


def height(items: Sequence[DrawnEvent], shape: DrawingSize) -> float:
    """How high the drawing will be, in its units."""
    return _end(list(_rows(items, axis_of(items, shape), shape)))


@dataclass(frozen=True, slots=True)
class _YearRow:
    """Where a year is drawn."""

    year: int
    placed: Sequence[Placed]
    top: float
    """Where the row before it ends."""
    begin: float
    """Below the sign for years that are left out, if there are any."""
    end: float


def _rows(items: Sequence[DrawnEvent], axis: Axis, shape: DrawingSize) -> Iterator[_YearRow]:
    top, before = _TOP, None
    for year in years_of(items):
        placed = place(year, items, axis)
        begin = top + 12 * (before is not None and year > before + 1)
        row = _YearRow(year, placed, top, begin, begin + _height(placed, shape))
        yield row
        top, before = row.end, year


def _end(rows: Sequence[_YearRow]) -> float:
    return rows[-1].end + 4


def _height(placed: Sequence[Placed], shape: DrawingSize) -> float:
    return (max((p.lane for p in placed), default=0) + 1) * shape.lane + 6


def axis_of(items: Sequence[DrawnEvent], shape: DrawingSize) -> Axis:
    """The months of a year in a drawing of the shape, beside the names of the years."""
    longest = max(len(wording.year(str(year))) for year in years_of(items))
    return Axis(max(shape.left, _LETTER * longest + 10), shape.width - _RIGHT)


def sheet(items: Sequence[DrawnEvent], wide: str) -> str:
    """The drawing on one sheet of paper: numbers alone, where with words (`wide`) it is too long for one; else nothing."""
    if drawn_height(wide) <= _SHEET * WIDE.width:
        return ""
    return draw([replace(item, words="") for item in items], shape=DrawingSize("sheet", WIDE.width, WIDE.left, 1, 24.0))


def drawn_height(svg: str) -> float:
    """In the drawing's units."""
    return float(svg.partition('viewBox="')[2].partition('"')[0].split()[3])


def years_of(items: Sequence[DrawnEvent]) -> list[int]:
    """Years with a row: those in which something begins or ends; the years between stand for themselves."""
    return sorted({year for item in items for year in (item.first.year, item.last.year)})


def place(year: int, items: Sequence[DrawnEvent], axis: Axis, *, grows: bool = False) -> list[Placed]:
    """Marks of a year with their words, in as few lanes as keep them apart.

    `grows`: whether there may be more room than the axis says. Then words that are cut have all of it, up to its end.
    """
    lanes = _Lanes()
    placed: list[Placed] = []
    first_day, last_day = Day(year, 1, 1), Day(year, 12, 31)
    for item in items:
        if item.last < first_day or item.first > last_day:
            continue
        left, right = axis.x(max(item.first, first_day)), axis.x(min(item.last, last_day), end=True)
        if right - left < 2 * _MARK:
            middle = min(max((left + right) / 2, axis.left + _MARK), axis.right - _MARK)
            left, right = middle - _MARK, middle + _MARK
        # An event of several years has its words where it begins.
        words, side = _lettered(item, left, right, axis) if item.first >= first_day else ("", "right")
        start, end = _extent(left, right, words, side)
        if grows and words and words != item.words and side != "within":
            start, end = (axis.left, right) if side == "left" else (left, axis.right)
        placed.append(Placed(item, left, right, lanes.take(start, end), words, side))
    return placed


_CELL = 8.0
"""Less than a mark is wide, so that each takes a cell as a whole."""


class _Lanes:
    """What is taken in each lane of a year. Of thousands of lanes few are looked at: those that are not full where there is to be room."""

    def __init__(self) -> None:
        self._taken: list[list[tuple[float, float]]] = []
        self._full: dict[int, int] = {}
        """By a cell of the row: the lanes, as bits, in which all of it is taken."""

    def take(self, start: float, end: float) -> int:
        """The first lane with room from `start` to `end`, which is taken from now on."""
        full = 0
        for cell in range(floor(start / _CELL), ceil(end / _CELL)):
            full |= self._full.get(cell, 0)
        lane = _first_zero(full)
        while lane < len(self._taken) and not _is_free(self._taken[lane], start, end):
            full |= 1 << lane
            lane = _first_zero(full)
        if lane == len(self._taken):
            self._taken.append([])
        self._taken[lane].append((start, end))
        for cell in range(ceil(start / _CELL), floor(end / _CELL)):
            self._full[cell] = self._full.get(cell, 0) | 1 << lane
        return lane


def _first_zero(bits: int) -> int:
    return (~bits & (bits + 1)).bit_length() - 1


def _is_free(taken: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + 2 <= left or right + 2 <= start for left, right in taken)


def _lettered(item: DrawnEvent, left: float, right: float, axis: Axis) -> tuple[str, str]:
    """The words of a mark and their side: where they are whole, else where there is the most room, else none."""
    # On the left they may stand in the column of the years' names, but not on them.
    rooms = {
        "right": axis.right - right - _GAP,
        "left": left - axis.left - _GAP,
        "within": right - left - _inset(item) - _MARK,
    }
    wanted = lettering.width(item.words, SIZE)
    side = next((side for side, room in rooms.items() if wanted <= room), max(rooms, key=rooms.__getitem__))
    if wanted > rooms[side] and rooms[side] < _LEAST:
        return "", "right"
    return lettering.cut(item.words, SIZE, rooms[side]), side


def _inset(item: DrawnEvent) -> float:
    return 2 * _MARK + 2 if item.number else _MARK


def _extent(left: float, right: float, words: str, side: str) -> tuple[float, float]:
    room = lettering.width(words, SIZE) + _GAP if words else 0.0
    return left - room * (side == "left"), right + room * (side == "right")


def _months(axis: Axis, palette: Palette, shape: DrawingSize) -> str:
    starts = [axis.x(Day(2023, month, 1)) for month in range(1, 13)] + [axis.right]
    return "".join(
        f'<text x="{(a + b) / 2:.1f}" y="16" text-anchor="middle" font-size="13" fill="{palette.text}">{name}</text>'
        for n, ((a, b), name) in enumerate(zip(pairwise(starts), wording.short_months(), strict=True))
        if n % shape.months == 0
    )


def _row(year: int, placed: Sequence[Placed], y: float, axis: Axis, palette: Palette, shape: DrawingSize) -> str:
    high = _height(placed, shape)
    months = "".join(f"M{axis.x(Day(year, month, 1)):.1f} {y:g}v{high:g}" for month in range(1, 13))
    rules = (
        f'<path d="M0 {y:g}H{axis.right:g}" stroke="{palette.line}"/>'
        f'<path d="{months}" stroke="{palette.line}" stroke-dasharray="1 4"/>'
    )
    name = f'<text x="2" y="{y + 21:g}" font-size="15" font-weight="600" fill="{palette.text}">{wording.year(str(year))}</text>'
    return rules + name + "".join("".join(_mark(p, y, palette, shape)) for p in placed)


def _mark(placed: Placed, y: float, palette: Palette, shape: DrawingSize) -> Iterator[str]:
    item = placed.item
    middle = y + 3 + (placed.lane + 0.5) * shape.lane
    if item.sure:
        paint, ink = f'fill="{palette.mark}" stroke="{palette.mark}"', palette.on_mark
    else:
        paint, ink = (
            f'fill="{palette.hollow}" stroke="{palette.mark}" stroke-width="1.5" stroke-dasharray="4 3"',
            palette.text,
        )
    told = wording.labelled(str(item.number), item.label) if item.number else item.label
    yield f'<a href="#{escape(item.id, quote=True)}" tabindex="-1"><title>{escape(told)}</title>'
    yield (
        f'<rect x="{placed.left:.1f}" y="{middle - _MARK:.1f}" width="{placed.right - placed.left:.1f}" '
        f'height="{2 * _MARK:g}" rx="{_MARK:g}" {paint}/>'
    )
    if item.number:
        yield (
            f'<text x="{placed.left + _MARK:.1f}" y="{middle + 4.2:.1f}" text-anchor="middle" font-size="12" '
            f'fill="{ink}">{item.number}</text>'
        )
    if placed.words:
        x, anchor = _at(placed)
        yield (
            f'<text x="{x:.1f}" y="{middle + 4.4:.1f}" text-anchor="{anchor}" font-size="{SIZE:g}" '
            f'fill="{ink if placed.side == "within" else palette.text}">{escape(placed.words)}</text>'
        )
    # What answers to a finger: mark and words, as high as the lane.
    start, end = placed.extent
    yield f'<rect x="{start:.1f}" y="{middle - shape.lane / 2:.1f}" width="{end - start:.1f}" height="{shape.lane:g}" fill="none" stroke="none" pointer-events="all"/></a>'


def _at(placed: Placed) -> tuple[float, str]:
    """Where the words begin, or end."""
    if placed.side == "left":
        return placed.left - _GAP, "end"
    return (placed.right + _GAP if placed.side == "right" else placed.left + _inset(placed.item)), "start"


def _gap(y: float, palette: Palette) -> str:
    return f'<text x="8" y="{y + 9:g}" font-size="13" fill="{palette.text}" aria-hidden="true">⋮</text>'

"""Draws events as an SVG: a row for each year that has some, the months from left to right.

A known day is a filled dot, a known span a filled bar; what is known only roughly is a hollow bar as long as the doubt.
Each carries the number that the event has in the list, and leads there. Nothing but numbers and month names is written,
so that the drawing stays legible at the width of a telephone; the list says the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from lesebuch.colours import PRINT
from lesebuch.edtf import Day, day_number
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _


@dataclass(frozen=True, slots=True)
class Item:
    """An event as drawn."""

    number: int
    id: str
    first: Day
    last: Day
    sure: bool
    """Whether all days from `first` to `last` are meant, and known."""
    label: str
    """The date in words."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours, as SVG understands them."""

    line: str = f"var(--lb-rule, {PRINT['rule']})"
    text: str = "currentColor"
    mark: str = f"var(--lb-accent, {PRINT['accent']})"
    on_mark: str = f"var(--lb-paper, {PRINT['paper']})"


SCREEN = Palette()
PAPER = Palette(line=PRINT["rule"], text=PRINT["ink"], mark=PRINT["accent"], on_mark=PRINT["paper"])

_WIDTH = 720.0
_LEFT, _RIGHT = 58.0, 14.0
"""Room for the names of the years, more if they are long, and at the right end."""
_LETTER = 8.2
"""Width of a letter of the year's name, as wide as most fonts have it."""
_LANE = 25.0
_TOP = 26.0
_MARK = 10.0
"""Half the height of a mark; a dot's radius."""
_FONT = "font-family:var(--lb-sans, sans-serif)"


@dataclass(frozen=True, slots=True)
class _Axis:
    """From the first of January, at `left`, to the end of December."""

    left: float

    def x(self, day: Day, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        new_year = day_number(Day(day.year, 1, 1))
        length = day_number(Day(day.year + 1, 1, 1)) - new_year
        share = (day_number(day) - new_year + end) / length
        return self.left + share * (_WIDTH - self.left - _RIGHT)


@dataclass(frozen=True, slots=True)
class _Placed:
    item: Item
    left: float
    right: float
    lane: int


def describe(items: Sequence[Item]) -> str:
    """What the drawing shows, for those who do not see it."""
    years = sorted({item.first.year for item in items})
    bounds = [wording.year(str(year)) for year in dict.fromkeys((years[0], years[-1]))]
    span = bounds[0] if len(bounds) == 1 else _("{first} to {last}").format(first=bounds[0], last=bounds[1])
    unsure = sum(not item.sure for item in items)
    doubt = _("; {n} of them are dated roughly and drawn as a span").format(n=unsure) if unsure else ""
    message = _("Timeline with {n} events, {span}{doubt}. The list below it names them all.")
    return message.format(n=len(items), span=span, doubt=doubt)


def draw(items: Sequence[Item], palette: Palette = SCREEN) -> str:
    """The SVG element. The same items give the same text."""
    years = _years(items)
    axis = _Axis(max(_LEFT, *(_LETTER * len(wording.year(str(year))) + 10 for year in years)))
    rows = [(year, _place(year, items, axis)) for year in years]
    body: list[str] = []
    y = _TOP
    before = None
    for year, placed in rows:
        if before is not None and year > before + 1:
            body.append(_gap(y, palette))
            y += 12
        height = (max((p.lane for p in placed), default=0) + 1) * _LANE + 8
        body.append(_row(year, placed, y, height, axis, palette))
        y += height
        before = year
    title = escape(describe(items))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lb-timeline" viewBox="0 0 {_WIDTH:g} {y + 4:g}" '
        f'aria-labelledby="lb-timeline-title" aria-describedby="lb-timeline-desc"><title id="lb-timeline-title">{_("Timeline")}</title><desc id="lb-timeline-desc">{title}</desc>'
    )
    return head + _months(axis, palette) + "".join(body) + "</svg>"


def _years(items: Sequence[Item]) -> list[int]:
    """Years with a row: those in which something begins or ends; the years between stand for themselves."""
    return sorted({year for item in items for year in (item.first.year, item.last.year)})


def _place(year: int, items: Sequence[Item], axis: _Axis) -> list[_Placed]:
    """Marks of a year, in as few lanes as keep them apart."""
    free: list[float] = []
    placed: list[_Placed] = []
    first_day, last_day = Day(year, 1, 1), Day(year, 12, 31)
    for item in items:
        if item.last < first_day or item.first > last_day:
            continue
        left, right = axis.x(max(item.first, first_day)), axis.x(min(item.last, last_day), end=True)
        if right - left < 2 * _MARK:
            middle = min(max((left + right) / 2, axis.left + _MARK), _WIDTH - _RIGHT - _MARK)
            left, right = middle - _MARK, middle + _MARK
        lane = next((n for n, edge in enumerate(free) if edge + 2 <= left), len(free))
        free[lane : lane + 1] = [right]
        placed.append(_Placed(item, left, right, lane))
    return placed


def _months(axis: _Axis, palette: Palette) -> str:
    starts = [axis.x(Day(2023, month, 1)) for month in range(1, 13)] + [_WIDTH - _RIGHT]
    return "".join(
        f'<text x="{(a + b) / 2:.1f}" y="16" text-anchor="middle" font-size="13" fill="{palette.text}" style="{_FONT}">{name}</text>'
        for (a, b), name in zip(pairwise(starts), wording.short_months(), strict=True)
    )


def _row(year: int, placed: Sequence[_Placed], y: float, height: float, axis: _Axis, palette: Palette) -> str:
    rules = [f'<line x1="0" x2="{_WIDTH - _RIGHT:g}" y1="{y:g}" y2="{y:g}" stroke="{palette.line}"/>']
    rules += [
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y:g}" y2="{y + height:g}" stroke="{palette.line}" stroke-dasharray="1 4"/>'
        for x in (axis.x(Day(year, month, 1)) for month in range(1, 13))
    ]
    name = f'<text x="2" y="{y + 21:g}" font-size="15" font-weight="600" fill="{palette.text}" style="{_FONT}">{wording.year(str(year))}</text>'
    return "".join(rules) + name + "".join(_mark(p, y, palette) for p in placed)


def _mark(placed: _Placed, y: float, palette: Palette) -> str:
    item = placed.item
    middle = y + 5 + placed.lane * _LANE + _MARK
    if item.sure:
        paint, ink = f'fill="{palette.mark}" stroke="{palette.mark}"', palette.on_mark
    else:
        paint, ink = (
            f'fill="{palette.on_mark}" stroke="{palette.mark}" stroke-width="1.5" stroke-dasharray="4 3"',
            palette.text,
        )
    box = (
        f'<rect x="{placed.left:.1f}" y="{middle - _MARK:.1f}" width="{placed.right - placed.left:.1f}" '
        f'height="{2 * _MARK:g}" rx="{_MARK:g}" {paint}/>'
    )
    number = (
        f'<text x="{placed.left + _MARK:.1f}" y="{middle + 4.2:.1f}" text-anchor="middle" font-size="12" '
        f'fill="{ink}" style="{_FONT}">{item.number}</text>'
    )
    title = f"<title>{item.number}: {escape(item.label)}</title>"
    return f'<a href="#{escape(item.id, quote=True)}" tabindex="-1">{title}{box}{number}</a>'


def _gap(y: float, palette: Palette) -> str:
    return f'<text x="8" y="{y + 9:g}" font-size="13" fill="{palette.text}" style="{_FONT}" aria-hidden="true">⋮</text>'

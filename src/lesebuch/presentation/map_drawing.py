"""Draws a map as an SVG. The same places give the same text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot, log10

from babel.numbers import format_decimal

from lesebuch.atlas.geometry import Box, Point
from lesebuch.atlas.outlines import Area
from lesebuch.atlas.projection import Azimuthal
from lesebuch.atlas.sheet import QUARTER, MapWindow, Rings
from lesebuch.colours import LIGHT
from lesebuch.presentation import lettering
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.catalogue import words_locale
from lesebuch.presentation.map_labels import DOT, LINE, Spot, Taken, at_mark, middle_of, within
from lesebuch.presentation.maps import MapPlace, MapSize, World, country_name, describe, size_of

_KILOMETRES = 6371.0
"""The Earth's radius."""
_NAME = 13.5
_COUNTRY = 11.5
"""Sizes of the letters of places, and of countries around them."""
_ISLAND = 40.0
"""Square units: what is smaller cannot be seen as an area."""
_CLOSE = 2 * DOT + 3
"""Marks that are closer to one another are one."""
_UNDER = "paint-order:stroke"
"""The line around letters lies below them. The property stands in `style`: as an attribute older schemas of SVG lack it."""
_LINK = re.compile(r' href="entry:([^"]*)"')


def _paint(name: str) -> str:
    return f"var(--lb-{name}, {LIGHT[name]})"


_INK, _SOFT, _MARK = _paint("ink"), _paint("soft"), _paint("accent")
_SEA, _LAND, _COAST, _BORDER = _paint("sea"), _paint("paper"), _paint("edge"), _paint("faint")
_AREA, _DISPUTED = _paint("mark"), _paint("panel")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map."""

    svg: str
    """Its links lead to `entry:SLUG`; see `linked`."""
    disputed: bool
    """Whether something on it is disputed."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A dot, and the places that share it."""

    at: Point
    places: tuple[MapPlace, ...]

    @property
    def box(self) -> Box:
        return Box(self.at[0], self.at[1], self.at[0], self.at[1]).grown(DOT + 1)


def linked(svg: str, address: Callable[[str], str]) -> str:
    """The drawing with the addresses of its entries; where there is none, a link leads nowhere."""

    def found(match: re.Match[str]) -> str:
        to = address(match[1])
        return f' href="{escape(to, quote=True)}"' if to else ""

    return _LINK.sub(found, svg)


def draw(world: World, shape: MapSize, name: str, alt: str = "") -> Drawing:
    """The map in a shape. `name` begins its ids, which must be the page's only ones; `alt` stands for what it tells by itself."""
    sheet = world.sheet(shape)
    areas = sheet.areas()
    large = _large(world, areas)
    marks = _marks([place for place in world.shown if place.entry not in large], sheet)
    taken = Taken(sheet.box.grown(-2), tuple(mark.box for mark in marks))
    bar = _bar(sheet, taken)
    # A country that is named more often than any dot shall not lose its name to one.
    most = max((place.weight for mark in marks for place in mark.places), default=0)
    countries = _by_weight(place for place in world.shown if place.entry in large)
    first = [place for place in countries if place.weight > most]
    labels = [
        *_countries(world, first, large, taken),
        *_places(world, marks, taken),
        *_countries(world, [place for place in countries if place not in first], large, taken),
    ]
    names = "".join(_names(world, areas, taken))
    return Drawing(
        "".join(
            (
                _head(sheet, shape, f"{name}-{shape.name}", alt or describe(world.shown)),
                _ground(world, sheet),
                names,
                bar,
                *labels,
                "</svg>",
            )
        ),
        any(area.disputed for area, _rings in areas),
    )


def _head(sheet: MapWindow, shape: MapSize, name: str, told: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lb-map {shape.name}" viewBox="0 0 {sheet.box.right:g} {sheet.box.bottom:g}" '
        f'aria-labelledby="{name}" aria-describedby="{name}-desc" style="{lettering.FONT}">'
        f'<title id="{name}">{_("Map")}</title><desc id="{name}-desc">{escape(told)}</desc>'
    )


def _ground(world: World, sheet: MapWindow) -> str:
    """Sea, land, the countries that are places themselves, what is disputed, borders."""
    shown = {id(area) for area in world.countries.values()}
    paths = (
        (sheet.land(), f'fill="{_LAND}" stroke="{_COAST}" stroke-width="{0.7 * QUARTER:g}" fill-rule="evenodd"'),
        (
            sheet.path_of(lambda area: id(area) in shown),
            f'fill="{_AREA}" stroke="{_COAST}" stroke-width="{0.7 * QUARTER:g}" fill-rule="evenodd"',
        ),
        (sheet.borders(), f'fill="none" stroke="{_BORDER}" stroke-width="{0.9 * QUARTER:g}"'),
        (
            sheet.path_of(lambda area: area.disputed and id(area) not in shown),
            f'fill="{_DISPUTED}" stroke="{_COAST}" stroke-width="{QUARTER}" stroke-dasharray="{3 * QUARTER} {2.5 * QUARTER:g}"',
        ),
    )
    drawn = "".join(f'<path d="{d}" {paint}/>' for d, paint in paths if d)
    return (
        f'<rect width="{sheet.box.right:g}" height="{sheet.box.bottom:g}" fill="{_SEA}"/>'
        f'<g transform="scale({1 / QUARTER:g})" stroke-linejoin="round">{drawn}</g>'
    )


# --- Places ------------------------------------------------------------------------------------------------------------


def _by_weight(places: Iterable[MapPlace]) -> list[MapPlace]:
    """Those that most passages name first."""
    return sorted(places, key=lambda place: (-place.weight, place.entry))


def _marks(dots: Sequence[MapPlace], sheet: MapWindow) -> list[_Mark]:
    marks: list[_Mark] = []
    for place in _by_weight(dots):
        x, y = sheet.at(*place.at)
        if not sheet.box.holds((x, y)):  # of a country a corner is seen
            continue
        near = next((n for n, mark in enumerate(marks) if hypot(mark.at[0] - x, mark.at[1] - y) < _CLOSE), None)
        if near is None:
            marks.append(_Mark((x, y), (place,)))
        else:
            marks[near] = _Mark(marks[near].at, (*marks[near].places, place))
    return marks


def _places(world: World, marks: Sequence[_Mark], taken: Taken) -> Iterator[str]:
    """Dots with their names; the numbers of the list, where these have no room; else the dots alone."""
    for mark in marks:
        names = [place.term for place in mark.places]
        numbers = ", ".join(str(world.shown.index(place) + 1) for place in mark.places)
        for words, line in ((names, LINE), ([numbers], LINE), ([numbers], _NAME)):
            width = max(lettering.width(shown, _NAME) for shown in words) + 6
            spot = at_mark(mark.at, max(width, line), line * len(words), taken)
            if spot:
                taken.take(spot)
                yield _labelled(mark, words, spot)
                break
        else:
            yield f"{_opening(mark.places)}{_circle(mark)}</a>"


def _opening(told: Sequence[MapPlace]) -> str:
    """Of a link to the first of the places, which it names all."""
    names = escape(", ".join(place.term for place in told), quote=True)
    return f'<a href="entry:{told[0].entry}" aria-label="{names}"><title>{names}</title>'


def _circle(mark: _Mark) -> str:
    return f'<circle cx="{mark.at[0]:.1f}" cy="{mark.at[1]:.1f}" r="{DOT:g}" fill="{_MARK}" stroke="{_LAND}" stroke-width="1.5"/>'


def _labelled(mark: _Mark, words: Sequence[str], spot: Spot) -> str:
    """The lines of a label, each a link; the dot belongs to the first."""
    box, line = spot.box, (spot.box.bottom - spot.box.top) / len(words)
    x = {"right": box.left + 2, "left": box.right - 2, "middle": (box.left + box.right) / 2}[spot.side]
    anchor = {"right": "start", "left": "end", "middle": "middle"}[spot.side]
    made = _leader(spot)
    for n, shown in enumerate(words):
        row = Box(box.left, box.top + n * line, box.right, box.top + (n + 1) * line)
        place = mark.places[n]
        told = [place] if len(words) > 1 else mark.places
        dot = _circle(mark) if not n else ""
        made += f"{_opening(told)}{dot}{_text(shown, x, (row.top + row.bottom) / 2, anchor)}{_target(row)}</a>"
    return made


def _leader(spot: Spot) -> str:
    if spot.leader is None:
        return ""
    (left, top), (right, bottom) = spot.leader
    return f'<path d="M{left:.1f} {top:.1f}L{right:.1f} {bottom:.1f}" stroke="{_MARK}" stroke-width="1"/>'


def _text(words: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y + 4.6:.1f}" text-anchor="{anchor}" font-size="{_NAME:g}" font-weight="600" fill="{_INK}" '
        f'stroke="{_LAND}" stroke-width="3" stroke-linejoin="round" style="{_UNDER}">{escape(words)}</text>'
    )


def _target(box: Box) -> str:
    """What answers to a finger."""
    return (
        f'<rect class="hit" x="{box.left:.1f}" y="{box.top:.1f}" width="{box.right - box.left:.1f}" '
        f'height="{box.bottom - box.top:.1f}" fill="none" stroke="none" pointer-events="all"/>'
    )


# --- Countries ---------------------------------------------------------------------------------------------------------


def _large(world: World, areas: Sequence[tuple[Area, Rings]]) -> dict[str, Rings]:
    """By entry what is seen of the countries that are large enough to be seen; the others are dots."""
    seen = {id(area): rings for area, rings in areas}
    found = {entry: seen.get(id(area), []) for entry, area in world.countries.items()}
    return {entry: rings for entry, rings in found.items() if size_of(rings) >= _ISLAND}


def _countries(world: World, countries: Iterable[MapPlace], large: Mapping[str, Rings], taken: Taken) -> Iterator[str]:
    """The names of places that are countries, within them; where there is no room, beside their middle."""
    for place in countries:
        rings = large[place.entry]
        number = str(world.shown.index(place) + 1)
        for words, line in ((place.term, LINE), (number, LINE), (number, _NAME)):
            spot = _in_country(rings, words, line, taken)
            if spot:
                taken.take(spot)
                text = _text(
                    words, (spot.box.left + spot.box.right) / 2, (spot.box.top + spot.box.bottom) / 2, "middle"
                )
                yield f"{_leader(spot)}{_opening([place])}{text}{_target(spot.box)}</a>"
                break


def _in_country(rings: Rings, words: str, line: float, taken: Taken) -> Spot | None:
    """Within the country; else half of the words; else beside it, with a line from its middle."""
    width = lettering.width(words, _NAME) + 6
    room = max(width, line), line
    for fit in ((width, _NAME), (width, 2.0), (width / 2, 2.0)):
        spot = within(rings, fit, taken, room)
        if spot:
            return spot
    return at_mark(middle_of(rings), *room, taken)


def _names(world: World, areas: Sequence[tuple[Area, Rings]], taken: Taken) -> Iterator[str]:
    """The names of the other countries that have room for it."""
    shown = {id(area) for area in world.countries.values()}
    for area, rings in areas:
        words = country_name(area)
        if not words or id(area) in shown:
            continue
        spot = within(rings, (lettering.width(words, _COUNTRY), _COUNTRY), taken)
        if spot:
            taken.take(spot)
            yield (
                f'<text x="{(spot.box.left + spot.box.right) / 2:.1f}" y="{spot.box.bottom - 2:.1f}" text-anchor="middle" '
                f'font-size="{_COUNTRY:g}" fill="{_SOFT}" aria-hidden="true">{escape(words)}</text>'
            )


# --- Scale -------------------------------------------------------------------------------------------------------------


def _bar(sheet: MapWindow, taken: Taken) -> str:
    """How long so many kilometres are, in a corner. A map of the world has no such length."""
    if not isinstance(sheet.plane.projection, Azimuthal):
        return ""
    most = 0.25 * sheet.box.right / sheet.scale * _KILOMETRES
    ten = 10 ** int(log10(most))
    length = max(step * ten for step in (1, 2, 5) if step * ten <= most)
    long = length / _KILOMETRES * sheet.scale
    words = f"{format_decimal(length, locale=words_locale())} km"
    left, bottom = 10.0, sheet.box.bottom - 10
    box = Box(left, bottom - 18, left + max(long, lettering.width(words, _COUNTRY)), bottom)
    taken.take(Spot(box.grown(4), "right"))
    return (
        f'<g aria-hidden="true"><path d="M{left:g} {bottom - 5:.1f}v5h{long:.1f}v-5" fill="none" stroke="{_SOFT}" stroke-width="1.5"/>'
        f'<text x="{left:g}" y="{bottom - 8:.1f}" font-size="{_COUNTRY:g}" fill="{_INK}" stroke="{_LAND}" stroke-width="2.5" '
        f'style="{_UNDER}">{words}</text></g>'
    )

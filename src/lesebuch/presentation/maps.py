"""Maps: which places of a reader one shows, on which part of the world, and how it is drawn.

A place is a dot with its name. One that is a country, by its name and where it lies, is drawn as its area. What lies too
close together shares a dot. The list below a map says in words what it shows; its numbers stand where a name has no room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lesebuch.atlas.geometry import Box, Point, around, signed_area
from lesebuch.atlas.outlines import Area
from lesebuch.atlas.projection import fitting
from lesebuch.atlas.sheet import MapWindow, Plane, Rings, holds
from lesebuch.model import Entry, Reader
from lesebuch.presentation.catalogue import locale, say_number
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.collation import sort_key
from lesebuch.presentation.index import Backlinks, Index

_MARGIN = 0.16
"""Around the places, as a share of the room that they take."""
_LEAST = 0.06
"""Earth's radii, 380 kilometres: from the middle to the edge a map shows no less; the outlines are no finer."""
_SEEN = 0.05
"""A country that takes this share of the sheet needs no more room on it..."""
_MOST_SEEN = 0.75
"""... nor does one of which this share is seen."""
_WORLD = 0.5
"""Height of a map of the world, of its width."""
_NAMED = 12
"""The description names as many places; the list has them all."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on a map."""

    entry: str
    term: str
    names: frozenset[str]
    """All that it is called, in small letters."""
    at: Point
    """Longitude and latitude."""
    told: Backlinks
    """Where it is named."""

    @property
    def weight(self) -> int:
        """How many passages name it."""
        return sum(len(passages) for _chapter, passages in self.told)


@dataclass(frozen=True, slots=True)
class MapSize:
    """How large a map is, in its own units, which are pixels where it is as wide as that."""

    name: str
    width: float
    lowest: float
    """Of its width, the height that it has at least..."""
    highest: float
    """... and at most."""


WIDE = MapSize("wide", 720.0, 0.5, 0.85)
NARROW = MapSize("narrow", 320.0, 0.8, 1.4)
PAPER = MapSize("paper", 480.0, 0.5, 1.1)


def places(reader: Reader, index: Index, entries: Iterable[str] = (), chapter: str = "") -> tuple[MapPlace, ...]:
    """What a map shows, by alphabet: these entries, or those that a chapter names, or all; only what has coordinates.

    Of a chapter's places only the passages of that chapter are listed.
    """
    wanted = list(dict.fromkeys(entries))
    if not wanted:
        named = {mention.entry for mention in index.mentions(chapter)} if chapter else set(reader.entries)
        wanted = [slug for slug in reader.entries if slug in named]
    found = [_place(reader.entries[slug], index, chapter) for slug in wanted if slug in reader.entries]
    return tuple(sorted((place for place in found if place), key=lambda place: (sort_key(place.term), place.entry)))


def _place(entry: Entry, index: Index, chapter: str) -> MapPlace | None:
    if entry.coordinates is None:
        return None
    latitude, longitude = entry.coordinates
    told = tuple((slug, ids) for slug, ids in index.backlinks(entry.slug) if not chapter or slug == chapter)
    names = frozenset(name.casefold() for name in (entry.term, *entry.variants))
    return MapPlace(entry.slug, entry.term, names, (longitude, latitude), told)


def describe(shown: Sequence[MapPlace]) -> str:
    """What a map shows, for those who do not see it."""
    names = ", ".join(place.term for place in shown[:_NAMED]) + (" …" if len(shown) > _NAMED else "")
    return say_number(
        "Map with {n} place: {names}. The list below it says where it is named.",
        "Map with {n} places: {names}. The list below it names them all.",
        len(shown),
        names=names,
    )


@dataclass(frozen=True)
class World:
    """Places on the plane on which they are drawn, for drawings of any shape."""

    shown: tuple[MapPlace, ...]
    plane: Plane
    countries: dict[str, Area]
    """By entry: the country that it is."""

    @property
    def dots(self) -> list[MapPlace]:
        """Places that are no countries."""
        return [place for place in self.shown if place.entry not in self.countries]

    def sheet(self, shape: MapSize) -> MapWindow:
        """The part of the world that holds the places, in that shape.

        Beside dots countries need not lie on it whole: a part of some size is enough.
        """
        points = [self.plane.projection.point(*place.at) for place in self.dots]
        alone = not points
        for place in self.shown:
            country = self.countries.get(place.entry)
            if country and (alone or not self._is_seen(country, self._window(points, shape), shape)):
                points += [*self._largest(country).corners, self.plane.projection.point(*place.at)]
        return MapWindow(self.plane, self._window(points, shape), shape.width)

    def _window(self, points: Sequence[Point], shape: MapSize) -> Box:
        """The part of the plane with the points, some room around them, and the shape's proportions."""
        box = around(points)
        across, along = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        world = self.plane.projection.world
        lowest = min(shape.lowest, _WORLD) if world else shape.lowest
        half = max((box.right - box.left) * (0.5 + _MARGIN), _LEAST)
        high = max((box.bottom - box.top) * (0.5 + _MARGIN), half * lowest)
        half = max(half, high / shape.highest)
        if world:
            # Rather more of the world than what is beyond it.
            across = _shifted(across, half, world.left, world.right)
            along = _shifted(along, high, world.top, world.bottom)
        return Box(across - half, along - high, across + half, along + high)

    def _largest(self, country: Area) -> Box:
        """The box around the largest part of a country."""
        boxed = next(rings for area, rings in self.plane.areas if area is country)
        return max(boxed, key=lambda ring: abs(signed_area(ring[1])))[0]

    def _is_seen(self, country: Area, window: Box, shape: MapSize) -> bool:
        sheet = MapWindow(self.plane, window, shape.width)
        boxed = next(rings for area, rings in self.plane.areas if area is country)
        seen, whole = size_of(sheet.seen(boxed)), size_of([ring for _box, ring in boxed])
        return seen >= _SEEN * sheet.box.right * sheet.box.bottom or seen >= _MOST_SEEN * whole * sheet.scale**2


def world(shown: Sequence[MapPlace]) -> World:
    """Choose the projection, and find the countries among places, of which there is one at least."""
    plane = Plane(fitting(place.at for place in shown))
    names = {code: {name.casefold()} for code, name in locale().territories.items()}
    countries = {}
    for place in shown:
        for area, rings in plane.areas:
            at = plane.projection.point(*place.at)
            if names.get(area.code, set()) & place.names and holds([ring for _box, ring in rings], at):
                countries[place.entry] = area
    return World(tuple(shown), plane, countries)


def size_of(rings: Rings) -> float:
    """How large an area is, in square units of its points."""
    return sum(abs(signed_area(ring)) for ring in rings) / 2


def _shifted(middle: float, half: float, first: float, last: float) -> float:
    """The middle of a stretch, moved so that it does not go beyond both ends; one that is too long has its middle there."""
    return (first + last) / 2 if 2 * half >= last - first else min(max(middle, first + half), last - half)


def note(*, disputed: bool) -> str:
    """Where the outlines come from, and what the borders mean."""
    said = [
        _("Outlines: Natural Earth (public domain)."),
        _("Borders show who actually controls an area; they say nothing about its legal status."),
    ]
    return " ".join([*said, *([_("Dashed lines surround disputed areas.")] if disputed else [])])


def country_name(area: Area) -> str:
    """As the reader's language calls a country; empty if CLDR knows none."""
    return str(locale().territories.get(area.code, ""))

"""A part of the world laid on a sheet: land, borders and countries as paths of an SVG."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TypeAlias

from lesebuch.atlas.geometry import Box, Point, around, clipped_line, clipped_ring, contains, signed_area, simplified
from lesebuch.atlas.outlines import Area, Outlines, Ring, outlines
from lesebuch.atlas.projection import Projection

QUARTER = 4
"""Paths count in quarters of the drawing's unit, so that they need no points: they stand in a group that is drawn that much
smaller. Nobody sees a finer step, and each digit of thousands of steps weighs."""
_COARSE = 0.8
"""Units: what is finer than this is not seen."""
_OVER = 6.0
"""Units beyond the edge of the sheet to which paths go, so that no cut is seen."""
_SMALLEST = 1.4
"""Units: islands that are smaller in both directions are left out."""
_FULL = 0.999
"""Of the sheet: a ring that has so much of it has all of it."""

Rings: TypeAlias = list[list[Point]]


@dataclass(frozen=True)
class Plane:
    """The world as a projection has it."""

    projection: Projection

    @cached_property
    def land(self) -> list[tuple[Box, list[Point]]]:
        """The rings of all land, each with the box around it."""
        return _boxed(self._rings(outlines().land))

    @cached_property
    def borders(self) -> list[tuple[Box, list[Point]]]:
        """The lines between countries, but for those around what is disputed."""
        told = outlines()
        return _boxed([line for n in _borders(told) for line in self.projection.line(told.arcs[n])])

    @cached_property
    def areas(self) -> list[tuple[Area, list[tuple[Box, list[Point]]]]]:
        """All countries, each with its rings and the boxes around them."""
        return [(area, _boxed(self._rings(area.polygons))) for area in outlines().areas]

    def _rings(self, polygons: Iterable[Sequence[Ring]]) -> Rings:
        arcs = outlines().arcs
        return [
            ring
            for polygon in polygons
            for n, names in enumerate(polygon)
            for ring in self.projection.ring(_joined(arcs, names), hole=n > 0)
        ]


def _joined(arcs: Sequence[Sequence[Point]], names: Ring) -> list[Point]:
    return [point for n in names for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def _boxed(rings: Rings) -> list[tuple[Box, list[Point]]]:
    return [(around(ring), ring) for ring in rings]


@cache
def _borders(told: Outlines) -> tuple[int, ...]:
    """The arcs that two countries share, neither of which is disputed."""
    owners: dict[int, list[Area]] = {}
    for area in told.areas:
        for arc in {n if n >= 0 else ~n for polygon in area.polygons for ring in polygon for n in ring}:
            owners.setdefault(arc, []).append(area)
    return tuple(n for n, areas in sorted(owners.items()) if len(areas) > 1 and not any(a.disputed for a in areas))


@dataclass(frozen=True)
class MapWindow:
    """A window on the plane, drawn at some size."""

    plane: Plane
    window: Box
    """Of the plane."""
    width: float
    """Of the drawing; its height follows from the window."""

    @property
    def scale(self) -> float:
        """Units of the drawing for one of the plane."""
        return self.width / (self.window.right - self.window.left)

    @property
    def box(self) -> Box:
        """The drawing's own."""
        return Box(0, 0, self.width, round((self.window.bottom - self.window.top) * self.scale, 1))

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies on the drawing."""
        return self._moved([self.plane.projection.point(lon, lat)])[0]

    def land(self) -> str:
        """The path of all land."""
        return path(self._clipped(self._seen(self.plane.land)))

    def borders(self) -> str:
        """The path of the borders."""
        window, edge = self.window.grown(_OVER / self.scale), self.box.grown(_OVER)
        lines = [line for box, line in self.plane.borders if box.meets(window)]
        parts = [part for line in lines for part in clipped_line(self._moved(line), edge)]
        return path([simplified(part, _COARSE) for part in parts], closed=False)

    def areas(self) -> list[tuple[Area, Rings]]:
        """The countries that are seen, and of each what is seen: rings in the drawing's units."""
        found = ((area, self.seen(rings)) for area, rings in self.plane.areas)
        return [(area, rings) for area, rings in found if rings]

    def seen(self, rings: Iterable[tuple[Box, list[Point]]]) -> Rings:
        """What of rings is seen."""
        return self._clipped(self._seen(rings), 0.0)

    def path_of(self, wanted: Callable[[Area], bool]) -> str:
        """The path of countries; it goes beyond the edge."""
        return path(
            ring for area, rings in self.plane.areas if wanted(area) for ring in self._clipped(self._seen(rings))
        )

    def _seen(self, rings: Iterable[tuple[Box, list[Point]]]) -> Rings:
        window = self.window.grown(_OVER / self.scale)
        return [ring for box, ring in rings if box.meets(window)]

    def _clipped(self, rings: Rings, over: float = _OVER) -> Rings:
        made = []
        for ring in rings:
            part = clipped_ring(self._moved(ring), self.box.grown(over))
            box = around(part) if part else None
            if box and max(box.right - box.left, box.bottom - box.top) >= _SMALLEST:
                made.append(simplified([*part, part[0]], _COARSE)[:-1])
        return _without_pairs([ring for ring in made if len(ring) > 2], self.box.grown(over))

    def _moved(self, points: Sequence[Point]) -> list[Point]:
        """Points in the drawing's units, without those that are next to the one before; the last one stays."""
        left, top, scale = self.window.left, self.window.top, self.scale
        near = _COARSE / scale
        made = []
        x, y = points[0][0] - 1, 0.0
        for point in points:
            if not -near < point[0] - x < near or not -near < point[1] - y < near:
                x, y = point
                made.append(((x - left) * scale, (y - top) * scale))
        last = ((points[-1][0] - left) * scale, (points[-1][1] - top) * scale)
        return made if made[-1] == last else [*made, last]


def _without_pairs(rings: Rings, box: Box) -> Rings:
    """Rings of which at most one fills the box: by the even-odd rule two are nothing.

    Such a pair is a country at the other end of the world: its outline, and the edge of all that is drawn.
    """
    full = 2 * (box.right - box.left) * (box.bottom - box.top) * _FULL
    filling = [ring for ring in rings if abs(signed_area(ring)) >= full]
    kept = filling[: len(filling) % 2]
    return [ring for ring in rings if ring not in filling or ring in kept]


def path(lines: Iterable[Sequence[Point]], *, closed: bool = True) -> str:
    """Lines, or rings, as the `d` of an SVG's path, in quarters of a unit: a move, then steps."""
    made = []
    for line in lines:
        points = [(round(x * QUARTER), round(y * QUARTER)) for x, y in line]
        points = [points[0], *(point for before, point in pairwise(points) if point != before)]
        if len(points) > 1:
            steps = " ".join(f"{x - bx} {y - by}" for (bx, by), (x, y) in pairwise(points))
            made.append(f"M{points[0][0]} {points[0][1]}l{steps}{'z' if closed else ''}".replace(" -", "-"))
    return "".join(made)


def holds(rings: Rings, point: Point) -> bool:
    """Whether a point lies within rings by the even-odd rule."""
    return sum(contains(ring, point) for ring in rings) % 2 == 1

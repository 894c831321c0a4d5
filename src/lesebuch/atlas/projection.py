"""From the globe to a plane, without changing how large areas are. The unit is the Earth's radius; down is south.

What lies within sixty degrees is drawn by Lambert's azimuthal projection (1772) around its middle, what lies further apart
by Equal Earth (Šavrič, Patterson and Jenny 2018), with the edge of the sheet where the places leave the widest gap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, asin, atan2, ceil, copysign, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

from lesebuch.atlas.geometry import Box, Point, clipped_ring, signed_area

_FAR = radians(60)
"""How far from the middle places may lie for a drawing around it."""
_STEP = 2.0
"""Degrees: longer lines are curves on the sheet."""
_ALL = 3.0
"""Further from the middle than anything is drawn."""
_ROUNDS = 400
_HALVINGS = 6
_JUMP = 0.2
"""Longer steps than this are halved."""
_WIDE = 150.0
"""Degrees: places on more meridians than this lie around the globe, as most maps show it, and not around a pole..."""
_POLAR = 55.0
"""... if one of them is closer to the equator than this."""


class Projection(Protocol):
    """How the globe is laid on the plane. All that goes in are longitudes and latitudes in degrees."""

    @property
    def world(self) -> Box | None:
        """What there is on the plane; None where nobody comes to its edge."""

    def point(self, lon: float, lat: float) -> Point:
        """A place."""

    def line(self, points: Sequence[Point]) -> list[list[Point]]:
        """A line, in as many parts as the edge of the sheet makes of it."""

    def ring(self, points: Sequence[Point], *, hole: bool) -> list[list[Point]]:
        """A ring that goes clockwise on the globe, or against it round a hole; to be filled by the even-odd rule."""


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection around a place."""

    lon: float
    lat: float

    @property
    def world(self) -> Box | None:
        """Not asked for."""
        return None

    def point(self, lon: float, lat: float) -> Point:
        """A place; the one opposite of the middle is far away to the left."""
        along, up, middle = radians(lon - self.lon), radians(lat), radians(self.lat)
        near = 1 + sin(middle) * sin(up) + cos(middle) * cos(up) * cos(along)
        if near < 1e-9:
            return -2.0, 0.0
        stretch = sqrt(2 / near)
        return (
            stretch * cos(up) * sin(along),
            -stretch * (cos(middle) * sin(up) - sin(middle) * cos(up) * cos(along)),
        )

    def line(self, points: Sequence[Point]) -> list[list[Point]]:
        """A line; it has one part."""
        return [self._laid(points)]

    def ring(self, points: Sequence[Point], *, hole: bool) -> list[list[Point]]:
        """A ring. One around the place opposite of the middle lies inside out: all beyond it is meant."""
        made = self._laid(points)
        area = signed_area(made)
        # Such a ring is large; of a small one the sign may be an accident of its rounded points.
        turned = abs(area) > 1 and (area > 0) == hole
        return [made, list(Box(-_ALL, -_ALL, _ALL, _ALL).corners)] if turned else [made]

    def _laid(self, points: Sequence[Point]) -> list[Point]:
        """A line on the plane. Close to the place opposite of the middle a short way goes around all of the sheet."""
        dense = _dense(points)
        made = [self.point(*dense[0])]
        for before, after in pairwise(dense):
            self._bridge(before, after, made, _HALVINGS)
        return made

    def _bridge(self, before: Point, after: Point, made: list[Point], halvings: int) -> None:
        """Go on from `before`, where `made` ends, to `after`, in steps that are short on the plane."""
        end = self.point(*after)
        if halvings and hypot(end[0] - made[-1][0], end[1] - made[-1][1]) > _JUMP:
            half = _between(before, after, 1, 2)
            self._bridge(before, half, made, halvings - 1)
            self._bridge(half, after, made, halvings - 1)
        else:
            made.append(end)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The world, with a meridian in its middle."""

    lon: float

    @property
    def world(self) -> Box | None:
        """From edge to edge, and from pole to pole."""
        across, along = _equal_earth(180, 0)[0], _equal_earth(0, -90)[1]
        return Box(-across, -along, across, along)

    def point(self, lon: float, lat: float) -> Point:
        """A place."""
        return _equal_earth((lon - self.lon + 180) % 360 - 180, lat)

    def line(self, points: Sequence[Point]) -> list[list[Point]]:
        """A line, broken where it leaves the sheet at one side and comes back at the other."""
        parts: list[list[Point]] = [[]]
        for point in map(self.point, *zip(*_dense(points), strict=True)):
            if parts[-1] and abs(point[0] - parts[-1][-1][0]) > 2:
                parts.append([])
            parts[-1].append(point)
        return [part for part in parts if len(part) > 1]

    def ring(self, points: Sequence[Point], *, hole: bool) -> list[list[Point]]:  # noqa: ARG002 - as the protocol has it
        """A ring, cut at the edges of the sheet. One around a pole reaches down, or up, to it."""
        unrolled = _unrolled(points, self.lon)
        if abs(unrolled[-1][0] - unrolled[0][0]) > 180:
            pole = copysign(90, sum(lat for _lon, lat in unrolled))
            unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole)]
        made = []
        for turn in (-360, 0, 360):
            part = clipped_ring([(lon + turn, lat) for lon, lat in unrolled], Box(-180, -90, 180, 90))
            if part:
                made.append([_equal_earth(*point) for point in _dense([*part, part[0]])])
        return made


def _unrolled(points: Sequence[Point], middle: float) -> list[Point]:
    """A line of which no step goes more than half around the globe; longitudes count from the middle."""
    made = [((points[0][0] - middle + 180) % 360 - 180, points[0][1])]
    for (before, _lat), (lon, lat) in pairwise(points):
        made.append((made[-1][0] + (lon - before + 180) % 360 - 180, lat))
    return made


def _equal_earth(lon: float, lat: float) -> Point:
    slope = sqrt(3) / 2
    angle = asin(slope * sin(radians(lat)))
    square = angle * angle
    sixth = square**3
    bent = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
    across = radians(lon) * cos(angle) / (slope * bent)
    return across, -angle * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))


def _dense(points: Sequence[Point]) -> list[Point]:
    """A line with points in between where it goes far."""
    made = [points[0]]
    for (lon, lat), (next_lon, next_lat) in pairwise(points):
        # Nearly all are short.
        if not (-_STEP <= next_lon - lon <= _STEP and -_STEP <= next_lat - lat <= _STEP):
            steps = ceil(max(abs(_across(lon, next_lon)), abs(next_lat - lat)) / _STEP)
            made += [_between((lon, lat), (next_lon, next_lat), n, steps) for n in range(1, steps)]
        made.append((next_lon, next_lat))
    return made


def _across(lon: float, other: float) -> float:
    """From one meridian to another, the shorter way around the globe; half around it is left as it is written."""
    return (other - lon + 180) % 360 - 180 if abs(other - lon) > 180 else other - lon


def _between(one: Point, other: Point, part: int, parts: int) -> Point:
    return one[0] + _across(one[0], other[0]) * part / parts, one[1] + (other[1] - one[1]) * part / parts


def fitting(places: Iterable[Point]) -> Projection:
    """The projection for a drawing of places, of which there is one at least."""
    places = list(places)
    middle, far = _cap(places)
    meridian, span = _meridians(places)
    around = span > _WIDE and any(abs(lat) < _POLAR for _lon, lat in places)
    return EqualEarth(meridian) if far > _FAR or around else Azimuthal(*middle)


def _cap(places: Sequence[Point]) -> tuple[Point, float]:
    """The middle of the smallest circle around places, and its radius (Bădoiu and Clarkson 2003): step by step to the furthest."""
    vectors = [_vector(*place) for place in places]
    middle = vectors[0]
    for n in range(1, _ROUNDS):
        far = max(vectors, key=lambda vector: _angle(middle, vector))
        x, y, z = (one + (other - one) / (n + 1) for one, other in zip(middle, far, strict=True))
        length = sqrt(x * x + y * y + z * z) or 1.0
        middle = (x / length, y / length, z / length)
    radius = max(_angle(middle, vector) for vector in vectors)
    x, y, z = middle
    return (round(degrees(atan2(y, x)), 2), round(degrees(atan2(z, hypot(x, y))), 2)), radius


def _vector(lon: float, lat: float) -> tuple[float, float, float]:
    along, up = radians(lon), radians(lat)
    return cos(up) * cos(along), cos(up) * sin(along), sin(up)


def _angle(one: Sequence[float], other: Sequence[float]) -> float:
    return acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(one, other, strict=True)))))


def _meridians(places: Sequence[Point]) -> tuple[float, float]:
    """The meridian in the middle of all places, opposite of the widest gap between them, and how many degrees they span."""
    order = sorted({lon % 360 for lon, _lat in places})
    gaps = [(after - before, before) for before, after in pairwise([*order, order[0] + 360])]
    wide, before = max(gaps)
    return round((before + wide / 2) % 360 - 180, 2), 360 - wide

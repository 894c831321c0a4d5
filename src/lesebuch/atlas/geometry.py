"""Lines and rings in a plane: simplified, cut at a frame, asked whether a point lies in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it, or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: "Box") -> bool:
        """Whether it lies in the other, whole."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def grown(self, by: float) -> "Box":
        """With so much more at each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    @property
    def corners(self) -> tuple[Point, ...]:
        """The four of them, in order."""
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)


def around(points: Sequence[Point]) -> Box:
    """The smallest rectangle around points, of which there is one at least."""
    across, along = [x for x, _y in points], [y for _x, y in points]
    return Box(min(across), min(along), max(across), max(along))


def simplified(line: Sequence[Point], most: float) -> list[Point]:
    """A line without the points that lie no further than `most` from it (Douglas and Peucker 1973); its ends stay.

    Of a closed line, whose ends are one point, the point furthest from that stays, too.
    """
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        at = _furthest(line, first, last, most)
        if at:
            kept.add(at)
            open_parts += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def _furthest(line: Sequence[Point], first: int, last: int, most: float) -> int:
    """Of the points between two of a line the one that lies furthest from the straight way; 0 if none lies beyond `most`."""
    left, top = line[first]
    across, along = line[last][0] - left, line[last][1] - top
    length = across * across + along * along
    far, at = most, 0
    # A map has a million of these: to call something for each takes twice as long.
    for n in range(first + 1, last):
        x, y = line[n]
        x, y = x - left, y - top
        if length:
            share = (x * across + y * along) / length
            if share > 1:
                x, y = x - across, y - along
            elif share > 0:
                x, y = x - share * across, y - share * along
        distance = hypot(x, y)
        if distance > far:
            far, at = distance, n
    return at


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a ring, by the number of times that a ray from it crosses the ring."""
    x, y = point
    inside = False
    for (left, one), (right, other) in pairwise([*ring, ring[0]]):
        if (one > y) != (other > y) and x < left + (y - one) / (other - one) * (right - left):
            inside = not inside
    return inside


def signed_area(ring: Sequence[Point]) -> float:
    """Twice the area of a ring, negative if it goes the other way round."""
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise([*ring, ring[0]]))


def clipped_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """What of a ring lies in a box, as one ring (Sutherland and Hodgman 1974); empty if nothing does."""
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        made: list[Point] = []
        # Most rings of a map lie on one side of most edges.
        places = [sign * (point[axis] - edge) for point in ring]
        if not places or max(places) < 0:
            return []
        if min(places) >= 0:
            continue
        steps = zip(pairwise([*ring, ring[0]]), pairwise([*places, places[0]]), strict=True)
        for (one, other), (place, next_place) in steps:
            if place >= 0:
                made.append(one)
            if (place >= 0) != (next_place >= 0):
                share = (edge - one[axis]) / (other[axis] - one[axis])
                cut = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
                made.append((edge, cut) if axis == 0 else (cut, edge))
        ring = made
    return list(ring)


def clipped_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line that may be seen in a box: steps that lie wholly beyond one of its sides are left out."""
    parts: list[list[Point]] = []
    for one, other in pairwise(line):
        if _beyond(one, other, box):
            continue
        if parts and parts[-1][-1] == one:
            parts[-1].append(other)
        else:
            parts.append([one, other])
    return parts


def _beyond(one: Point, other: Point, box: Box) -> bool:
    across, along = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return across[1] < box.left or across[0] > box.right or along[1] < box.top or along[0] > box.bottom

"""Where words stand on a map: beside their marks or within their countries, never on one another.

The order in which they come is the order of their weight: who comes first has the better place. There is no chance in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from lesebuch.atlas.geometry import Box, Point, around, signed_area

LINE = 28.0
"""Height of a line that leads somewhere: 24 pixels where the drawing is as narrow as it may be."""
DOT = 5.0
"""Radius of a mark."""
_GAP = 2.0
_FAR = (18.0, 36.0, 54.0)
"""How far from its mark a label may stand with a line between them."""
_ROW = 5.0
"""Countries are looked through in rows so far apart."""
_AIR = 3.0
"""Between the name of a country and its border."""


Leader: TypeAlias = tuple[Point, Point]
"""A line from a mark to its words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found for words."""

    box: Box
    side: str
    """Of its mark: left, right, or middle for above, below and within."""
    leader: Leader | None = None


@dataclass(slots=True)
class Taken:
    """What of a sheet is taken."""

    frame: Box
    dots: tuple[Box, ...] = ()
    """All marks, which words keep free."""
    boxes: list[Box] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)

    def is_free(self, spot: Spot) -> bool:
        """Whether a place lies on the sheet and on nothing else, and so does its line."""
        box = spot.box
        if not box.within(self.frame) or any(box.meets(other) for other in (*self.boxes, *self.dots)):
            return False
        if any(_crosses(leader, side) for leader in self.leaders for side in _sides(box)):
            return False
        return spot.leader is None or self._is_clear(spot.leader)

    def _is_clear(self, leader: Leader) -> bool:
        boxes = [*self.boxes, *(dot for dot in self.dots if not dot.holds(leader[0]))]
        if any(box.holds(leader[0]) for box in boxes):
            return False
        return not any(
            _crosses(leader, line) for line in (*self.leaders, *(side for box in boxes for side in _sides(box)))
        )

    def take(self, spot: Spot) -> None:
        """Let nothing else stand there."""
        self.boxes.append(spot.box)
        self.leaders += [spot.leader] if spot.leader else []


def _sides(box: Box) -> Iterator[Leader]:
    return pairwise([*box.corners, box.corners[0]])


def _crosses(one: Leader, other: Leader) -> bool:
    """Whether two lines cross."""

    def side(line: Leader, point: Point) -> bool:
        (x, y), (to_x, to_y) = line
        return (to_x - x) * (point[1] - y) > (to_y - y) * (point[0] - x)

    return side(one, other[0]) != side(one, other[1]) and side(other, one[0]) != side(other, one[1])


def at_mark(mark: Point, width: float, height: float, taken: Taken) -> Spot | None:
    """The first free place for a label of a mark; None if there is none."""
    return next((spot for spot in _spots(mark, width, height) if taken.is_free(spot)), None)


def _spots(mark: Point, width: float, height: float) -> Iterator[Spot]:
    """Places in the order in which readers of maps expect them."""
    for far in (0.0, *_FAR):
        for across, down in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            # On the slant a step goes as far as along an axis.
            away = (far * 0.7 if across and down else far) + DOT + _GAP
            x, y = mark[0] + across * away, mark[1] + down * away
            left = x if across > 0 else x - width if across < 0 else x - width / 2
            top = y if down > 0 else y - height if down < 0 else y - height / 2
            # What stands at a corner begins above or below its mark, not beyond it.
            if across and down and not far:
                left -= across * (DOT + _GAP)
            side = "right" if across > 0 else "left" if across < 0 else "middle"
            yield Spot(Box(left, top, left + width, top + height), side, (mark, (x, y)) if far else None)


def within(rings: Sequence[Sequence[Point]], fit: Point, taken: Taken, room: Point | None = None) -> Spot | None:
    """A free place for words within a country, close to the middle of its largest part; None if there is none.

    `fit`: width and height of what lies within it; `room`: of what must be free around the same middle, if that is more.
    """
    width, height = fit
    middle = middle_of(rings)
    bounds = around([point for ring in rings for point in ring])
    found: list[tuple[float, Box]] = []
    y = bounds.top + height / 2 + _AIR
    while y <= bounds.bottom - height / 2 - _AIR:
        for x in _columns(rings, y, width, height, middle[0]):
            box = centred((x, y), *(room or fit))
            found.append(((x - middle[0]) ** 2 + (y - middle[1]) ** 2, box))
        y += _ROW
    spots = (Spot(box, "middle") for _far, box in sorted(found, key=lambda item: item[0]))
    return next((spot for spot in spots if taken.is_free(spot)), None)


def centred(at: Point, width: float, height: float) -> Box:
    """A box around its middle."""
    return Box(at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2)


def _columns(rings: Sequence[Sequence[Point]], y: float, width: float, height: float, middle: float) -> Iterator[float]:
    """Where in a row words may have their middle."""
    inside = _inside(rings, y - height / 2)
    for level in (y, y + height / 2):
        inside = list(_common(inside, _inside(rings, level)))
    for left, right in inside:
        first, last = left + width / 2 + _AIR, right - width / 2 - _AIR
        if first <= last:
            yield from dict.fromkeys((min(max(middle, first), last), (first + last) / 2, first, last))


def _inside(rings: Sequence[Sequence[Point]], y: float) -> list[tuple[float, float]]:
    """The parts of a row that lie within rings."""
    cuts = sorted(
        left + (y - one) / (other - one) * (right - left)
        for ring in rings
        for (left, one), (right, other) in pairwise([*ring, ring[0]])
        if (one > y) != (other > y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _common(
    some: Iterable[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    for left, right in some:
        for start, end in others:
            if max(left, start) < min(right, end):
                yield max(left, start), min(right, end)


def middle_of(rings: Sequence[Sequence[Point]]) -> Point:
    """The centre of gravity of the largest ring."""
    ring = max(rings, key=lambda ring: abs(signed_area(ring)))
    area = signed_area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for one, other in pairwise([*ring, ring[0]]):
        part = one[0] * other[1] - other[0] * one[1]
        x, y = x + (one[0] + other[0]) * part, y + (one[1] + other[1]) * part
    return x / (3 * area), y / (3 * area)

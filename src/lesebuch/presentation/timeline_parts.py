"""A timeline on several pages: cut between years where it can be, so that each part fits on a page and its numbers can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lesebuch.presentation import timeline
from lesebuch.presentation.catalogue import say as _


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for, in units of the drawing."""

    shape: timeline.DrawingSize
    first: float
    """Height below the heading of the chronology."""
    rest: float
    """Height of a page of its own."""

    def limit(self, count: int) -> float:
        """Of the last of so many parts."""
        return self.rest if count > 1 else self.first


def split(items: Sequence[timeline.DrawnEvent], room: Room) -> list[tuple[str, str]]:
    """The timeline in as many parts as it needs: of each its drawing for paper and what it shows. Numbers go on from part to part."""
    parts: list[list[timeline.DrawnEvent]] = []
    for _year, in_it in groupby(items, key=lambda item: item.first.year):
        told = list(in_it)
        if parts and timeline.height([*parts[-1], *told], room.shape) <= room.limit(len(parts)):
            parts[-1] += told
            continue
        parts.append([])
        for item in told:
            # A year that is longer than a page is cut, too.
            if parts[-1] and timeline.height([*parts[-1], item], room.shape) > room.limit(len(parts)):
                parts.append([])
            parts[-1].append(item)
    return [
        (timeline.draw(part, timeline.PAPER, room.shape), _described(part, number, len(parts)))
        for number, part in enumerate(parts, 1)
    ]


def _described(part: Sequence[timeline.DrawnEvent], number: int, count: int) -> str:
    words = timeline.describe(part)
    part_of = _("Part {number} of {count}.").format(number=number, count=count)
    return f"{words} {part_of}" if count > 1 else words

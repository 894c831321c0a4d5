"""The timeline of a book: cut between years where it can be, so that each part fits on a page and its numbers can be read."""

import re
from collections.abc import Sequence
from itertools import groupby

from docutils import nodes

from lesebuch.presentation import timeline
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours

SHAPE = timeline.Shape("paper", 480.0, 58.0, 1, 24.0)
"""Words and numbers are as large as the notes of a book."""
_FIRST, _REST = 530.0, 700.0
"""Heights that fit below the heading of the chronology and on a page of its own, in units of the drawing."""
_BOX = re.compile(r'viewBox="0 0 [\d.]+ ([\d.]+)"')


def by_page(items: Sequence[timeline.Item]) -> list[nodes.Node]:
    """The timeline in as many parts as it needs. Numbers go on from part to part, as in the list."""
    parts: list[list[timeline.Item]] = []
    for _year, in_it in groupby(items, key=lambda item: item.first.year):
        told = list(in_it)
        if parts and _height([*parts[-1], *told]) <= _limit(len(parts)):
            parts[-1] += told
            continue
        parts.append([])
        for item in told:
            # A year that is longer than a page is cut, too.
            if parts[-1] and _height([*parts[-1], item]) > _limit(len(parts)):
                parts.append([])
            parts[-1].append(item)
    return [
        ours.timeline(svg=timeline.draw(part, timeline.PAPER, SHAPE), alt=_described(part, number, len(parts)))
        for number, part in enumerate(parts, 1)
    ]


def _limit(count: int) -> float:
    """Of the last of so many parts."""
    return _REST if count > 1 else _FIRST


def _described(part: Sequence[timeline.Item], number: int, count: int) -> str:
    words = timeline.describe(part)
    part_of = _("Part {number} of {count}.").format(number=number, count=count)
    return f"{words} {part_of}" if count > 1 else words


def _height(part: Sequence[timeline.Item]) -> float:
    match = _BOX.search(timeline.draw(part, shape=SHAPE))
    return float(match[1]) if match else 0.0

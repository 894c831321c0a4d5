"""The timeline of a book: with words where they fit on a page, else its numbers alone, which lead to the list below it."""

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from lesebuch.presentation import timeline
from lesebuch.presentation.timeline_parts import Room, split
from lesebuch.sphinx_ext import nodes as ours

_PAGE = (1.104, 1.458)
"""Room below the heading of the chronology, and on a page of its own, in widths of the drawing."""
SHAPE = timeline.DrawingSize("paper", 480.0, 58.0, 1, 24.0)
"""Words and numbers are as large as the notes of a book."""
_DENSE = [timeline.DrawingSize("paper", width, 44.0, 1, 21.0) for width in (500.0, 540.0, 580.0)]
"""The numbers of the last are as large as those of lines: 7 points."""
_FEW = 2
"""Pages that are still an overview."""


def by_page(items: Sequence[timeline.DrawnEvent]) -> list[nodes.Node]:
    """The drawings of the parts.

    On several pages words would be cut where the list, which is close by, has them whole, and the overview be lost.
    """
    parts = split(items, _room(SHAPE))
    if len(parts) > 1:
        bare = [replace(item, words="") for item in items]
        for shape in _DENSE:
            parts = split(bare, _room(shape))
            if len(parts) <= _FEW:
                break
    return [ours.timeline(svg=svg, alt=alt) for svg, alt in parts]


def _room(shape: timeline.DrawingSize) -> Room:
    first, rest = _PAGE
    return Room(shape, first * shape.width, rest * shape.width)

"""The timeline of a book, in as many parts as it needs."""

from collections.abc import Sequence

from docutils import nodes

from lesebuch.presentation import timeline
from lesebuch.presentation.timeline_parts import Room, split
from lesebuch.sphinx_ext import nodes as ours

SHAPE = timeline.Shape("paper", 480.0, 58.0, 1, 24.0)
"""Words and numbers are as large as the notes of a book."""
_ROOM = Room(SHAPE, 530.0, 700.0)


def by_page(items: Sequence[timeline.Item]) -> list[nodes.Node]:
    """The drawings of the parts."""
    return [ours.timeline(svg=svg, alt=alt) for svg, alt in split(items, _ROOM)]

"""What is found in a file."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from lesebuch.model import Layout, SourceCell, SourceStyle


class Extracted(NamedTuple):
    """The text of a file, what its format says of lines and words, and what of it could not be read."""

    text: str
    encoding: str = ""
    """Of a text file; of other formats empty."""
    damage: str = ""
    """What is damaged, as a clause without a full stop, such as `page 3 is damaged`; empty if nothing is."""
    layout: tuple[Layout, ...] = ()
    """In the order of the lines, at most one a line."""
    styles: tuple[SourceStyle, ...] = ()
    """In the order of lines and columns."""


def packed(found: Extracted) -> Sequence[Any]:
    """The same as JSON takes it."""
    return [*found[:3], list(map(astuple, found.layout)), list(map(astuple, found.styles))]


def unpacked(given: Sequence[Any]) -> Extracted:
    """What `packed` was made of."""
    text, encoding, damage, layout, styles = given
    return Extracted(
        text, encoding, damage, tuple(map(_layout, layout)), tuple(SourceStyle(*style) for style in styles)
    )


def _layout(given: Sequence[Any]) -> Layout:
    line, kind, level, label, group, cells, target = given
    return Layout(line, kind, level, label, group, tuple(SourceCell(*cell) for cell in cells), target)

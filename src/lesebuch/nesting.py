"""Turns marks on a text, which may overlap in any way, into a tree: the one order of precedence for all outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


class Layer(IntEnum):
    """What encloses what where two marks cover the same words, and what stays whole where they cross: the lower."""

    ITEM = 0
    """An item of a list in a cell: it is shown as one, whatever is marked over several."""
    EMENDATION = 1
    ANNOTATION = 2
    MENTION = 3
    LINK = 4
    TIME = 5
    STYLE = 6
    """The source's own: emphasis, another language, who speaks."""


@dataclass(frozen=True, slots=True)
class NestedMark(Generic[T]):
    """A claim on `[start, end)` of a text."""

    start: int
    end: int
    layer: Layer
    value: T


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text: `[start, end)` in which no mark begins or ends."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nested(Generic[T]):
    """A mark, or the part of it that fits into the marks around it, with what it encloses."""

    start: int
    end: int
    mark: NestedMark[T]
    children: "tuple[Node[T], ...]"

    @property
    def first(self) -> bool:
        """Whether the mark begins in this part: an id stands here."""
        return self.start == self.mark.start

    @property
    def last(self) -> bool:
        """Whether the mark ends in this part: the number of a note stands behind it."""
        return self.end == self.mark.end


Node: TypeAlias = Piece | Nested[T]
_Part: TypeAlias = tuple[int, int, NestedMark[T]]


def nest(length: int, marks: Sequence[NestedMark[T]]) -> tuple[Node[T], ...]:
    """Split `[0, length)` into pieces of text and marks around them.

    A mark that contains another encloses it. Where two cover the same words, the lower layer is outside. Where two
    cross, the higher layer is split; of the same layer, the one that begins later. Marks are clipped to the text;
    empty ones are left out. The leaves, in order, cover each character once.
    """
    parts = _without_crossings(length, marks)
    parts.sort(key=lambda part: (part[0], -part[1], part[2].layer))
    nodes, _ = _build(parts, 0, 0, length)
    return nodes


def _without_crossings(length: int, marks: Sequence[NestedMark[T]]) -> list[_Part[T]]:
    """Cut marks so that any two parts are apart or one is within the other.

    A cut never makes a new crossing with a part that was looked at before: of two parts that do not cross, one that
    ends inside the other lies within it, and so within whatever encloses that other.
    """
    done: list[_Part[T]] = []
    for mark in sorted(marks, key=lambda mark: (mark.layer, mark.start, -mark.end)):
        mine = [(max(mark.start, 0), min(mark.end, length))]
        for left, right, _ in done:
            mine = [piece for whole in mine for piece in _cut(whole, left, right)]
        done += [(start, end, mark) for start, end in mine if start < end]
    return done


def _cut(whole: tuple[int, int], left: int, right: int) -> list[tuple[int, int]]:
    start, end = whole
    if left < start < right < end:
        return [(start, right), (right, end)]
    if start < left < end < right:
        return [(start, left), (left, end)]
    return [whole]


def _build(parts: list[_Part[T]], index: int, start: int, end: int) -> tuple[tuple[Node[T], ...], int]:
    """Nodes for `[start, end)` from `parts[index:]`; the second value is the first part that lies behind."""
    nodes: list[Node[T]] = []
    at = start
    while index < len(parts) and parts[index][0] < end:
        left, right, mark = parts[index]
        if at < left:
            nodes.append(Piece(at, left))
        children, index = _build(parts, index + 1, left, right)
        nodes.append(Nested(left, right, mark, children))
        at = right
    if at < end:
        nodes.append(Piece(at, end))
    return tuple(nodes), index

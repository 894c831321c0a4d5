"""A part of a passage's text with the marks of notes that stand in it and are no words of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesebuch.presentation.outward import Marked


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words, and what stands between them without being one."""

    words: str
    points: list[tuple[int, Marked]]
    """Offsets in the words, in their order; used up."""

    def part(self, start: int, end: int) -> Iterator[str | Marked]:
        """The words between two offsets, with what stands before the first word or behind any of them."""
        yield from self.up_to(start) if not start else ()
        while start < end:
            at = min(self.points[0][0], end) if self.points else end
            yield self.words[start:at]
            yield from self.up_to(at)
            start = at

    def up_to(self, offset: int) -> Iterator[Marked]:
        """What stands there, or before."""
        while self.points and self.points[0][0] <= offset:
            yield self.points.pop(0)[1]

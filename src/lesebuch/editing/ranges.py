"""Which lines of a newer source the chapters have that had lines of the older one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.editing.alignment import Alignment


@dataclass(frozen=True, slots=True)
class Range:
    """Lines of a source, both included, from 1."""

    first: int
    last: int
    text: bool
    """Whether a chapter has them; else they belong to none."""

    @property
    def written(self) -> str:
        """As files have it."""
        return f"{self.first}-{self.last}" if self.last > self.first else str(self.first)


def follow(ranges: Sequence[Range], alignment: Alignment, new: Sequence[str]) -> list[Range | None]:
    """Each range as it is now; None if nothing of it is left.

    New lines between two ranges go to a chapter, the one before if both are; what stands between two that are none is nobody's,
    and `check` says so: no text is hidden by itself.
    """
    places = [
        {unit + 1 for n in range(old.first - 1, old.last) if (unit := alignment.unit(n)) is not None} for old in ranges
    ]
    found = [_window(own, set().union(*places) - own, old.text) for old, own in zip(ranges, places, strict=True)]
    order = sorted((there.first, n) for n, there in enumerate(found) if there)
    edges: list[int | None] = [None, *(n for _, n in order), None]
    for before, after in pairwise(edges):
        _fill(found, before, after, new)
    return found


def _window(own: set[int], others: set[int], text: bool) -> Range | None:
    """From where to where a range has most of its lines and least of others': one that moved into another is that one's."""
    best, most = None, 0
    first, count = 0, 0
    for line in sorted(own | others):
        if count <= 0:
            first, count = line, 0
        count += 1 if line in own else -1
        if count > most:
            best, most = Range(first, line, text), count
    return best


def _fill(found: list[Range | None], before: int | None, after: int | None, new: Sequence[str]) -> None:
    """Give the lines between two ranges to one of them."""
    left, right = (None if n is None else found[n] for n in (before, after))
    low = left.last + 1 if left else 1
    high = right.first - 1 if right else len(new)
    filled = [n for n in range(low, high + 1) if new[n - 1].strip()]
    if not filled:
        return
    if before is not None and left and left.text:
        found[before] = Range(left.first, filled[-1], text=True)
    elif after is not None and right and right.text:
        found[after] = Range(filled[0], right.last, text=True)

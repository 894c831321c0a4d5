"""With which words the lines of a sheet begin, so that “line 25” is one line on paper and on the screen."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Mark: TypeAlias = tuple[int | str, int, float]
"""What is marked, its page from 1, and its height on it in points from the top."""


def line_starts(words: Iterable[Mark], lines: Iterable[Mark]) -> Mapping[str, list[int]]:
    """By passage the characters at which its counted lines begin, in code points.

    `words`: in the order of the text, of each the character at which it begins, before the first of each passage the
    passage. `lines`: the counted lines, from 1, each once. A word that is broken begins the line on which it ends; of a
    line in the middle of a long word it is that word, too.
    """
    by_page: dict[int, list[tuple[float, int]]] = {}
    for number, page, height in lines:
        by_page.setdefault(page, []).append((height, int(number)))
    for several in by_page.values():
        several.sort()
    starts: dict[str, list[int]] = {}
    passage, last = "", 0
    for at, page, height in words:
        if isinstance(at, str):
            passage = at
            continue
        here = _nearest(by_page.get(page, ()), height)
        # What stands a little higher in a line, or in a note, begins none.
        if here > last:
            starts.setdefault(passage, []).extend([at] * (here - last))
            last = here
    return starts


def _nearest(lines: Sequence[tuple[float, int]], height: float) -> int:
    """The line in which something stands, of lines from the top: numbers are not set at exactly the height of the words."""
    below = bisect(lines, (height,))
    return min(lines[max(below - 1, 0) : below + 1], key=lambda line: abs(line[0] - height), default=(0.0, 0))[1]

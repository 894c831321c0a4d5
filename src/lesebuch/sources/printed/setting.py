"""How a document is set: its usual size of letters, and how far apart the lines of a paragraph stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.sources.printed.lines import PrintedLine

RULES = 7
"""Their version. By the third, what goes across much of a page hid columns below it, and each line of a wide-set paragraph stood alone;
by the fourth, a tagged paragraph ended with its page; by the fifth, headings with which many pages begin were their running heads, bullets that are drawn were not seen,
and of tables without tags each printed line was a row; by the sixth, a page that tags lay out as a table was one, tagged notes stood where
their marks are, no heading was looked for where tags name any, and words far apart in a justified line were cells."""
WIDEST = 1.9
"""Of the size of the letters: lines of a paragraph that stand further apart are taken for such in double-spaced texts alone."""
_CLOSEST = 0.7
_USUAL = 0.12
"""Share of all distances that one must have to be that of lines in a paragraph."""
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What most of a document looks like."""

    size: float
    """Of the letters of its running text, in points."""
    bold: bool
    """Whether the running text is bold."""
    leadings: Mapping[float, float]
    """By size of letters: the distance of lines in a paragraph, in points."""
    words: frozenset[str]
    """All words that stand within a line, in small letters, those with hyphens too."""
    rules: int
    """The version of the rules by which its paragraphs are told."""

    def leading(self, size: float) -> float:
        """For letters of a size; where none is known, that of close lines."""
        return self.leadings.get(_rounded(size), size * 1.25)


def read_setting(lines: Sequence[PrintedLine], rules: int) -> Typesetting:
    """`lines` in the order of reading."""
    counts: Counter[float] = Counter()
    bold: Counter[float] = Counter()
    for line in lines:
        counts[_rounded(line.size)] += len(line.text)
        bold[_rounded(line.size)] += len(line.text) * line.bold
    size = max(counts, key=lambda one: (counts[one], one), default=10.0)
    distances: defaultdict[float, list[float]] = defaultdict(list)
    for a, b in pairwise(lines):
        same = a.page == b.page and not a.row and not b.row and _rounded(a.size) == _rounded(b.size)
        if same and a.column == b.column and a.y - b.y > a.size * _CLOSEST:
            distances[_rounded(a.size)].append(a.y - b.y)
    leadings = {one: _usual(found, one) for one, found in distances.items()}
    return Typesetting(size, bold[size] > counts[size] / 2, leadings, frozenset(_words(lines)), rules)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _usual(distances: Sequence[float], size: float) -> float:
    """The smallest distance that is common: greater ones stand between paragraphs."""
    counts = Counter(round(distance * 2) / 2 for distance in distances)
    common = [one for one in counts if counts[one] + counts[one + 0.5] >= max(len(distances) * _USUAL, 2)]
    close = [one for one in common if one <= size * WIDEST]
    if close:
        return min(close) + 0.25
    return min(common) + 0.25 if common and len(distances) > 10 else size * 1.25  # fewer say nothing


def _words(lines: Iterable[PrintedLine]) -> Iterable[str]:
    for line in lines:
        yield from (word.casefold() for word in _WORD.findall(line.text)[:-1])

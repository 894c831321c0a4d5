"""Lines as they stand in a text: with their indentation, and with or without a blank line between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import pstdev

from lesebuch.drafting.proposal import SourceLine, is_open

LONGEST_LINE = 110
"""Characters of a line that was broken by width."""
_NARROWEST = 48
_SLACK = 5
_FULL, _HALF_FULL = 0.8, 0.5
_CAPITAL, _CAPITALS = 0.6, 0.95
_SEVERAL = 6
_STOPPED, _MOST_STOPPED = re.compile(r"[.!?…。！？][”“\"»«’')\]_]*$"), 0.7
_ALIKE = 0.4
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_VERSE = 90


@dataclass(frozen=True, slots=True, eq=False)
class LineRun:
    """Lines with no blank line between them."""

    blocks: tuple[SourceLine, ...]
    first: int
    """Index of the first of them among all lines."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines."""
        return tuple(block.text for block in self.blocks)


def runs_of(blocks: Sequence[SourceLine]) -> list[LineRun]:
    """The runs of a text; one of which the format says something ends before it and begins behind it."""
    runs: list[list[int]] = []
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if runs else None
        if (
            above
            and above.number == (block.above or block.number - 1)
            and is_open(above) == is_open(block)
            and above.group == block.group
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [LineRun(tuple(blocks[index] for index in run), run[0]) for run in runs]


def full(texts: Sequence[str], width: int) -> list[bool]:
    """Of each line but the last, whether the first word of the next one had no room on it."""
    return [len(line) + 1 + _first_word(below) > width - _SLACK for line, below in pairwise(texts)]


def _first_word(text: str) -> int:
    """Its length; a line of East Asian signs may be broken behind each of them."""
    return 1 if EAST_ASIAN.match(text) else len(text.split(maxsplit=1)[0])


def is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether the lines of groups were broken by width. What is longer than such lines are was not, and is a paragraph each."""
    told, capital, longest = _told(groups)
    capitals = capital >= _CAPITALS and sum(len(texts) - 1 for texts in groups) >= _SEVERAL
    wide = max((len(text) for texts in groups for text in texts[:-1]), default=0) >= _NARROWEST
    if not wide or longest > LONGEST_LINE or capitals or _are_sentences(groups):
        return False
    return told >= _FULL or (told >= _HALF_FULL and capital < _CAPITAL)


def is_broken(groups: Sequence[Sequence[str]], *, set_so: bool = False) -> bool:
    """Whether the lines of groups end before they are full, as those of verse do, or where a page has them end (`set_so`)."""
    return (
        any(len(texts) > 1 for texts in groups)
        and _told(groups)[2] <= _LONGEST_VERSE
        and (set_so or not (is_wrapped(groups) or _are_sentences(groups)))
    )


def _are_sentences(groups: Sequence[Sequence[str]]) -> bool:
    """Whether lines end with a full stop so often, and differ so much in length, that each is a paragraph."""
    lines = [text for texts in groups for text in texts[:-1]]
    lengths = [len(text) for texts in groups for text in texts]
    if not lines or pstdev(lengths) <= _ALIKE * sum(lengths) / len(lengths):
        return False
    return sum(bool(_STOPPED.search(text)) for text in lines) > _MOST_STOPPED * len(lines)


def _told(groups: Sequence[Sequence[str]]) -> tuple[float, float, int]:
    """Shares of lines that are full, and of those below another that begin with a capital letter; the longest line."""
    lengths = sorted(len(text) for texts in groups for text in texts[:-1])
    if not lengths:
        return 0.0, 0.0, max((len(text) for texts in groups for text in texts), default=0)
    width = lengths[len(lengths) * 95 // 100]
    told = [each for texts in groups for each in full(texts, width)]
    capital = [text[0].isupper() for texts in groups for text in texts[1:]]
    return sum(told) / len(told), sum(capital) / len(capital), max(len(text) for texts in groups for text in texts)

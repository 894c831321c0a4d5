"""Text files whose lines were broken at a fixed width, as typewriters, mails and Project Gutenberg do.

A line was broken because it was full if the first word of the next one had no room on it. Where nearly all lines that have
another directly below them are full, the text is broken by width, and a paragraph is what stands between blank lines. Verse
ends its lines before they are full. Where no blank lines part paragraphs, their first lines are set in, below lines that are not full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lesebuch.drafting.proposal import SourceLine, is_open

_NARROWEST, _WIDEST = 35, 110
"""Characters of a line."""
_SLACK = 5
"""Characters that a line may be shorter than a full one: words that were corrected later, spaces between sentences."""
_FEWEST = 4
"""Lines with another below them, from which on their width tells."""
_MOST = 0.8
"""Share of full lines of a text that is broken by width; it has titles, verse and lists, too."""
_OF_PARAGRAPH = 0.75
_STOPPED, _CAPITAL = 0.5, 0.8
"""Shares of lines that end with a stop, or after which one begins with a capital letter. In running text a fifth of the lines
ends with one, and in German, which has most capitals, two fifths begin with one; lines of verse may be as even as full ones."""


def with_wrapped(blocks: Sequence[SourceLine], paragraphs: Mapping[int, int] | None = None) -> list[SourceLine]:
    """The blocks, with those marked that are parts of a paragraph which was broken by width, and indented verse given its group.

    A line of which something says already what it is stays as it is, and is no part of any paragraph. `paragraphs` has a number
    for each line where the source has no blank lines: those of one are not parted.
    """
    runs = _parted(_runs([block for block in blocks if is_open(block)], paragraphs or {}))
    indented = [all(block.indent for block in run) for run in runs]
    width = _width([run for run, is_indented in zip(runs, indented, strict=True) if not is_indented] or runs)
    if not width:
        return list(blocks)
    marked: dict[int, SourceLine] = {}
    for number, (run, is_indented) in enumerate(zip(runs, indented, strict=True), 1):
        if len(run) > 1 and _is_full(run, width):
            marked |= {block.number: replace(block, wrapped=True, group=number) for block in run}
        elif len(run) > 1 and is_indented:
            marked |= {block.number: replace(block, group=number) for block in run}
    return [marked.get(block.number, block) for block in blocks]


def _runs(blocks: Sequence[SourceLine], paragraphs: Mapping[int, int]) -> list[list[SourceLine]]:
    """Lines with no blank line between them."""
    runs: list[list[SourceLine]] = []
    for block in blocks:
        above = runs[-1][-1].number if runs else -1
        if above == block.number - 1 and paragraphs.get(above) == paragraphs.get(block.number):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _parted(runs: Sequence[list[SourceLine]]) -> list[list[SourceLine]]:
    """The runs, those of several paragraphs parted before the lines that are set in.

    What is set in below a full line hangs, or is a quotation; of paragraphs half do not end with one.
    """
    width = _usual([run for run in runs if len(run) > 1])
    parted = []
    for run in runs:
        base = min(block.indent for block in run)
        full = [False, *_full(run, width)]
        deeper = {i for i, (above, block) in enumerate(pairwise(run), 1) if block.indent > above.indent}
        ended = {i for i, block in enumerate(run) if i and block.indent > base and not full[i]}
        cuts = sorted(deeper | ended) if 2 * len(deeper & ended) >= len(deeper) else []
        parted += [run[start:end] for start, end in pairwise([0, *cuts, len(run)])]
    return parted


def _width(runs: Sequence[Sequence[SourceLine]]) -> int:
    """The width at which the lines of a text were broken; 0 if they were not."""
    several = [run for run in runs if len(run) > 1]
    # A line that stands alone may be as long as it likes; where lines below one another are, each is a paragraph.
    runs = [run for run in several if max(map(_length, run)) <= _WIDEST]
    if sum(map(len, runs)) - len(runs) < _FEWEST or sum(map(len, runs)) < _MOST * sum(map(len, several)):
        return 0
    width = _usual(runs)
    if width < _NARROWEST:
        return 0
    told = [full for run in runs for full in _full(run, width)]
    even = sum(told) >= _MOST * len(told)
    return width if even and not _like_verse([pair for run in runs for pair in pairwise(run)]) else 0


def _usual(runs: Sequence[Sequence[SourceLine]]) -> int:
    """The length that hardly any line with another below it exceeds; 0 if there is none."""
    lengths = sorted(_length(block) for run in runs for block in run[:-1])
    return lengths[len(lengths) * 95 // 100] if lengths else 0


def _like_verse(pairs: Sequence[tuple[SourceLine, SourceLine]]) -> bool:
    """Whether lines and those below them begin and end as those of verse do."""
    stopped = sum(line.text[-1] in ".,;:!?…–—" for line, _ in pairs)
    capital = sum(below.text[0].isupper() for _, below in pairs)
    return stopped > _STOPPED * len(pairs) or capital > _CAPITAL * len(pairs)


def _is_full(run: Sequence[SourceLine], width: int) -> bool:
    """Whether a paragraph was broken by the width of the text."""
    even = sum(_full(run, width)) >= _OF_PARAGRAPH * (len(run) - 1)
    return even and not (len(run) > _FEWEST and _like_verse(list(pairwise(run))))


def _full(run: Sequence[SourceLine], width: int) -> list[bool]:
    return [_length(line) + 1 + len(below.text.split(maxsplit=1)[0]) > width - _SLACK for line, below in pairwise(run)]


def _length(block: SourceLine) -> int:
    """Characters of a line with its indentation."""
    return block.indent + len(block.text)

"""Headings where no tags mark any: by the bookmarks of the PDF, and by larger or bold letters."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from lesebuch.sources.printed.paragraphs import SENTENCE_END, PrintedBlock
from lesebuch.sources.printed.setting import Typesetting

_LARGER = 1.09
"""Of the size of running text."""
_SMALLEST = 0.6
"""Likewise, of bold letters."""
_LONGEST = 250
_LONGEST_BOLD = 160
_LINES = 4
_CAPTION = re.compile(r"(?:abb(?:ildung|\.)?|fig(?:ure|\.)?|tab(?:elle|le|\.)?|рис\.?|табл\.?)\s*\d", re.IGNORECASE)
_LOWEST = 6
_RUN = 4
"""Headings one below the other: three are a part, a chapter and its first section."""


def mark_headings(blocks: Sequence[PrintedBlock], setting: Typesetting, outline: Mapping[str, int]) -> None:
    """Set kind and level of blocks that are headings. `outline`: words of bookmarks -> level."""
    found: list[PrintedBlock] = []
    for index, block in enumerate(blocks):
        if block.kind or (block.lines[0].tag and block.lines[0].tag.block and block.lines[0].tag.kind):
            continue
        if key_of(block) in outline or _is_heading(block, blocks[index + 1 : index + 2], setting):
            found.append(block)
    found = _without_runs(blocks, found, outline)
    sizes = Counter(_style(block) for block in found)
    ranks = {style: rank for rank, style in enumerate(sorted(sizes, reverse=True), 1)}
    for block in found:
        block.kind = "heading"
        block.level = min(outline.get(key_of(block), 0) or ranks[_style(block)], _LOWEST)


def _without_runs(
    blocks: Sequence[PrintedBlock], found: Sequence[PrintedBlock], outline: Mapping[str, int]
) -> list[PrintedBlock]:
    """Where many stand one below the other, only the largest of them, and the last, which has text below it, are headings.

    The others are the authors with their addresses below the title of an article, or the lines of a title page.
    """
    headed = {id(block) for block in found}
    kept: list[PrintedBlock] = []
    for is_found, run in groupby(blocks, lambda block: id(block) in headed):
        several = list(run) if is_found else []
        if len(several) >= _RUN:
            largest = max(map(_style, several))
            last = several[-1]
            several = [b for b in several if _style(b) == largest or b is last or key_of(b) in outline]
        kept += several
    return kept


def key_of(block: PrintedBlock) -> str:
    """Its letters and digits."""
    return letters(" ".join(line.text for line in block.lines))


def letters(text: str) -> str:
    """Only these, in small letters."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _style(block: PrintedBlock) -> tuple[float, bool]:
    return round(block.lines[0].size * 2) / 2, block.lines[0].bold


def _is_heading(block: PrintedBlock, following: Sequence[PrintedBlock], setting: Typesetting) -> bool:
    text = " ".join(line.text for line in block.lines)
    if (
        len(block.lines) > _LINES or not any(c.isalpha() for c in text) or _CAPTION.match(text) or len(text) < 2
    ):  # a letter
        return False
    size = block.lines[0].size
    if size > setting.size * _LARGER:
        return len(text) <= _LONGEST and not (SENTENCE_END.search(text) and len(text) > _LONGEST_BOLD)
    bold = all(line.bold for line in block.lines) and not setting.bold and size > setting.size * _SMALLEST
    if not bold or len(text) > _LONGEST_BOLD or re.search(r"[.,;:]$", text):
        return False
    if not following or (following[0].kind and not following[0].lines[0].dot) or following[0].lines[0].row:
        return False
    return _style(following[0]) != _style(block)  # a list of bold lines has no headings

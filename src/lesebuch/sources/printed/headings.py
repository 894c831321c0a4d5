"""Headings where no tags mark any, or few: by the bookmarks of the PDF, and by larger or bold letters."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from lesebuch.sources.printed.paragraphs import BULLET, SENTENCE_END, PrintedBlock
from lesebuch.sources.printed.setting import Typesetting

_LARGER = 1.09
"""Of the size of running text."""
_SMALLEST = 0.6
"""Likewise, of bold letters."""
_LONGEST = 250
_LONGEST_BOLD = 160
_LINES = 4
_CAPTION = re.compile(r"(?:abb(?:ildung|\.)?|fig(?:ure|\.)?|tab(?:elle|le|\.)?|рис\.?|табл\.?)\s*\d", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\W\d]+ \d{1,3}\.")
"""Such as `Article 2.`"""
_LOWEST = 6
_FEW = 2
"""How many times as many headings as tags name are to be seen, where these name few."""
_CLOSE = 1.6
"""Of the size of its letters: how far apart the lines of a heading are at most."""
_WORDS = 4
"""Letters of a heading, where tags name others."""
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


def mark_untagged_headings(blocks: list[PrintedBlock], setting: Typesetting) -> None:
    """Set kind and level of headings that no tags name, where these name few: their writer made words bold or large instead.

    Lines of one that are paragraphs of their own become one block.
    """
    tagged = [block for block in blocks if block.kind == "heading"]
    found = [
        block
        for index, block in enumerate(blocks)
        if not block.kind and _has_words(block) and _is_heading(block, blocks[index + 1 : index + 2], setting)
    ]
    found = [block for block in _without_runs(blocks, [*tagged, *found], {}) if not block.kind]
    if len(found) <= len(tagged) * _FEW:
        return
    levels = {_style(block): block.level for block in reversed(tagged)}
    uses = Counter(map(_style, found))
    common = {style for style, count in uses.items() if count > 1} | levels.keys()
    for block in found:
        style = _style(block)
        block.kind = "heading"
        block.level = levels.get(style) or min(1 + sum(other > style for other in common), _LOWEST)
    _join_lines(blocks, found)


def _join_lines(blocks: list[PrintedBlock], found: Sequence[PrintedBlock]) -> None:
    new = {id(block) for block in found}
    joined: list[PrintedBlock] = []
    for block in blocks:
        before = joined[-1] if joined else block
        if before is not block and id(before) in new and id(block) in new and _are_one(before, block):
            before.lines += block.lines
        else:
            joined.append(block)
    blocks[:] = joined


def _are_one(above: PrintedBlock, below: PrintedBlock) -> bool:
    a, b = above.lines[-1], below.lines[0]
    return a.page == b.page and _style(above) == _style(below) and 0 < a.y - b.y < a.size * _CLOSE


def _has_words(block: PrintedBlock) -> bool:
    """Whether it is no formula."""
    text = key_of(block)
    return sum(c.isalpha() for c in text) >= max(_WORDS, len("".join(line.text for line in block.lines)) / 2)


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
    if setting.rules > 6 and BULLET.match(text):
        return False
    size = block.lines[0].size
    if size > setting.size * _LARGER:
        return len(text) <= _LONGEST and not (SENTENCE_END.search(text) and len(text) > _LONGEST_BOLD)
    bold = all(line.bold for line in block.lines) and not setting.bold and size > setting.size * _SMALLEST
    number = setting.rules > 6 and _NUMBERED.fullmatch(text)
    if not bold or len(text) > _LONGEST_BOLD or (re.search(r"[.,;:]$", text) and not number):
        return False
    if not following or _is_apart(following[0], setting) or following[0].lines[0].row:
        return False
    return _style(following[0]) != _style(block)  # a list of bold lines has no headings


def _is_apart(block: PrintedBlock, setting: Typesetting) -> bool:
    """Whether it is no text that a heading in bold letters may stand above."""
    if setting.rules > 6 and block.kind == "item":
        return False
    return bool(block.kind) and not block.lines[0].dot

"""Scenes of plays on pages and in documents.

Each speech is indented as a quotation is, below the name of who speaks, or stands below a line break and a name in strong letters.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

from lesebuch.drafting.forms.dialogue import dialogue
from lesebuch.drafting.forms.speakernames import is_name_alone, may_be_name
from lesebuch.drafting.proposal import SourceLine, is_open

_FEWEST, _SPEAKERS = 5, 2
_SHARE = 0.5
"""Of the quotations those that stand below a name, and of these the ones below a name that recurs. Others are stage directions."""
_ABOVE = 2
"""Lines above what was chosen, among which the name of who speaks first is."""
_CHOSEN = 0.5
"""Of the lines of speeches."""


def with_open_speeches(blocks: Sequence[SourceLine]) -> list[SourceLine]:
    """The blocks with the names that stand above speeches, none of which is a quotation where that is how speeches are indented."""
    begun = [
        index
        for index, block in enumerate(blocks)
        if block.quoted and (not index or blocks[index - 1].group != block.group)
    ]
    named = {blocks[index - 1].number for index in begun if index and _is_name(blocks[index - 1])}
    named |= {
        block.number
        for above, block, below in zip([None, *blocks], blocks, blocks[1:], strict=False)
        if _is_strong_name(above, block, below)
    }
    names = [block.text for block in blocks if block.number in named]
    counts = Counter(names)
    recurring = sum(count for count in counts.values() if count > 1)
    if (
        recurring < _FEWEST
        or len(counts) < _SPEAKERS
        or len(names) < _SHARE * len(begun)
        or recurring < _SHARE * len(names)
    ):
        return list(blocks)
    return [
        replace(block, quoted=False) if block.quoted else replace(block, speaks=block.number in named)
        for block in blocks
    ]


def _is_strong_name(above: SourceLine | None, block: SourceLine, below: SourceLine) -> bool:
    """Whether a paragraph begins with a line that is a name in strong letters."""
    first = block.group > 0 and (above is None or above.group != block.group)
    return first and below.group == block.group and block.bold >= len(block.text) and not below.bold and _is_name(block)


def _is_name(block: SourceLine) -> bool:
    strong = block.bold >= len(block.text) and may_be_name(block.text)
    return is_open(block) and (strong or is_name_alone(block))


def whole_speeches(blocks: Sequence[SourceLine], chosen: Sequence[bool]) -> list[bool]:
    """Which blocks are text, where whoever chose them took most lines of a dialogue with names on lines of their own: then these are, too."""
    if not any(chosen):
        return list(chosen)
    end = len(chosen) - list(chosen)[::-1].index(True)
    first = max(chosen.index(True) - _ABOVE, 0)
    forms, _ = dialogue(blocks[first:end])
    names = sum(block.number in forms and is_name_alone(block) for block in blocks[first:end])
    begun = sum(bool(form.speaker) and form.group in (0, number) for number, form in forms.items())
    if names < _FEWEST or names < _SHARE * begun:
        return list(chosen)
    first = next(index for index in range(first, end) if blocks[index].number in forms and is_name_alone(blocks[index]))
    spoken = [first <= index < end and block.number in forms for index, block in enumerate(blocks)]
    if sum(compress(chosen, spoken)) < _CHOSEN * sum(spoken):
        return list(chosen)
    begins = first
    while begins and blocks[begins - 1].slanted:  # what is to be seen before the first word
        begins -= 1
        spoken[begins] = True
    return [was or said for was, said in zip(chosen, spoken, strict=True)]

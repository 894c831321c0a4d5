"""Interviews whose questions the format sets off as strong, without names. Who asks and who answers, nobody says: a doubt."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_FEWEST = 4
_ASKED = 0.6
"""Strong lines that end as questions do."""


def questions(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of questions and answers, and the doubt."""
    strong = [i for i, block in enumerate(blocks) if is_open(block) and block.bold == len(block.text)]
    asked = list(
        dropwhile(lambda i: not _asks(blocks[i]), strong)
    )  # above the first question a name or the lead may be strong
    marks = sum(_asks(blocks[i]) for i in asked)
    if len(asked) < _FEWEST or marks < _ASKED * len(asked):
        return {}, []
    bounds = [*asked, min(asked[-1] + 2, len(blocks))]  # of the last answer, the first paragraph
    if any(after == before + 1 for before, after in pairwise(bounds)):
        return {}, []
    spoken = [block for block in blocks[bounds[0] : bounds[-1]] if is_open(block)]
    doubt = f"dialogue: lines {spoken[0].number}-{spoken[-1].number} look like strong questions and their answers"
    return {block.number: LineForm("speech", speaker=None) for block in spoken}, [(spoken[0].number, doubt)]


def _asks(block: SourceLine) -> bool:
    return block.text.rstrip('”“"»«')[-1:] in ("?", "？", "؟")

"""What a letter says of itself: its day above the salutation, and who signs it.

Only the parts that were told before are read, whether by their looks or by the format of the source.
"""

import re
from collections.abc import Mapping, Sequence

from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.names import NAME, is_bare_name
from lesebuch.drafting.proposal import OpenDraft, SourceLine, pointer

_LONGEST_DATE = 70
_BETWEEN = re.compile(rf"(?P<name>{NAME}) (?:an|to|à|к|до) {NAME}")
"""How editions call letters: `Anna Muster an Karl Beispiel`."""


def read_letter(work: OpenDraft, *, is_whole: bool) -> None:
    """Take day and author of a letter. `is_whole`: it is no chapter of a book, where who signs may be nobody but a character."""
    kinds = {claim.line: claim.kind for claim in work.claims}
    if "salutation" not in kinds.values():
        return
    signed = next((block for block in work.blocks if kinds.get(block.number) == "signature"), None)
    if work.facts.published is None:
        told = [block for block in work.blocks if kinds.get(block.number) == "dateline"]
        _dated(work, told or _line_above(work, kinds))
    if signed is not None:
        _signed(work, signed, is_whole=is_whole)
    between = _BETWEEN.fullmatch(work.facts.title)
    if between and is_bare_name(between["name"]) and not work.has_author:
        work.credit(between["name"], "author", work.facts.title_at)
        work.doubts.append("author: the title says who wrote the letter")


def _line_above(work: OpenDraft, kinds: Mapping[int, str]) -> list[SourceLine]:
    """The line above the salutation, where the format of a source says what salutations are, and nothing of days."""
    begins = next(i for i, block in enumerate(work.blocks) if kinds.get(block.number) == "salutation")
    return [b for b in work.blocks[max(begins - 1, 0) : begins] if b in work.body and len(b.text) <= _LONGEST_DATE]


def _dated(work: OpenDraft, lines: Sequence[SourceLine]) -> None:
    found = [(block, date) for block in lines for date in find_dates(block.text, old=True)]
    if len(found) == 1:
        block, date = found[0]
        if block in work.body:
            work.take(block, "dateline")
        work.set_found_date(date, pointer(block, date.start, date.end))


def _signed(work: OpenDraft, block: SourceLine, *, is_whole: bool) -> None:
    """A first name alone says too little of who it was."""
    name = block.text.strip(" .,;")
    if any(name in credit.name for credit in work.credits):
        return
    if is_whole and is_bare_name(name) and not work.has_author:
        work.credit(name, "author", str(block.number))
    else:
        work.doubts.append(f"author: line {block.number} signs the letter: {name}")

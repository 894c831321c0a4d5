"""The list of contents of a printed text: its lines lead to pages that a reader on a screen does not have."""

import re
from collections.abc import Sequence

from lesebuch.drafting.proposal import OpenDraft, SourceLine

_CONTENTS = "table of contents"
NAMES = (
    r"(?:the )?(?:table of )?contents|inhalt(?:s(?:verzeichnis|übersicht))?|sommaire|table des matières|índice|indice|sommario|sumário"
    r"|spis treści|содержание|оглавление|зміст|мазмұны|目\s*次|目\s*录"
)
"""What such lists are called, as a pattern for any case."""
_NAMED = re.compile(NAMES, re.IGNORECASE)
_LEADS = re.compile(r".*[^\W\d_].*[\s.·…_](?:\d{1,4}|[ivxlc]{1,6})")
_DOTS = re.compile(r"(?:[.·…_]\s?){4}")
_NUMBER = re.compile(r"(\d+)$")
_FEWEST = 3
_LONGEST = 160


def take_contents(work: OpenDraft) -> None:
    """Leave out lists of contents: below a line that names one, or told by dots that lead to pages, one after the other."""
    at = 0
    while at < len(work.body):
        named = bool(_NAMED.fullmatch(work.body[at].text.strip(" :")))
        found = _leading(work.body[at + named :])
        if len(found) >= _FEWEST and (named or _counts(found)):
            for block in [*work.body[at : at + named], *found]:
                work.take(block, "drop", _CONTENTS)
        else:
            at += 1


def _leading(blocks: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """The lines at the beginning of these that lead to pages; one that does not may stand before one that does, of which it is a part."""
    end = 0
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST or index > end + 1:
            break
        if _LEADS.fullmatch(block.text):
            end = index + 1
    return blocks[:end]


def _counts(blocks: Sequence[SourceLine]) -> bool:
    """Whether dots lead to numbers that go up, as those of pages do, and those of a price list do not."""
    numbers = [int(match[1]) for block in blocks if (match := _NUMBER.search(block.text))]
    return numbers == sorted(numbers) and all(_DOTS.search(block.text) for block in blocks)

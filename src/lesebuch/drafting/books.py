"""Books: a file that holds several chapters, told by its pages or by headings of the highest level, never by what lines look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.drafting.proposal import SourceLine

_FEWEST_CHAPTERS = 3
_LONG_CHAPTER = 2000
"""Words that the chapters of a book have on the average, where only headings tell them."""
_SHORT_PAGE = 150
"""Words: a page of a book that has fewer is a cover, a motto, an imprint, or goes with the page before."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file is cut into."""

    before: list[SourceLine]
    """What stands before the first chapter: cover, title, imprint, contents."""
    chapters: list[list[SourceLine]]


def chapters_of(blocks: Sequence[SourceLine], starts: Sequence[int]) -> Parts | None:
    """The chapters of a book; None if the file is none. `starts` are the first lines of its pages, if it has pages."""
    return _by_pages(blocks, starts) if len(starts) > 1 else _by_headings(blocks)


def _by_pages(blocks: Sequence[SourceLine], starts: Sequence[int]) -> Parts | None:
    """A page that begins with a heading of the highest level begins a chapter; any other goes on with the one before."""
    pages: list[list[SourceLine]] = []
    first = set(starts)
    for block in blocks:
        if block.number in first or not pages:
            pages.append([])
        pages[-1].append(block)
    level = min((page[0].level for page in pages if page[0].level), default=0)
    before: list[SourceLine] = []
    chapters: list[list[SourceLine]] = []
    for page in pages:
        long = sum(len(block.text.split()) for block in page) >= _SHORT_PAGE
        listed = sum(block.kind == "item" for block in page) > len(page) / 2
        if long and (page[0].level == level > 0 or (not chapters and not listed)):
            chapters.append([*page])
        elif chapters:
            chapters[-1] += page
        else:
            before += page
    return Parts(before, chapters) if len(chapters) > 1 else None


def _by_headings(blocks: Sequence[SourceLine]) -> Parts | None:
    highest = min((block.level for block in blocks if block.level), default=0)
    begins = [index for index, block in enumerate(blocks) if highest and block.level == highest]
    if len(begins) < _FEWEST_CHAPTERS:
        return None
    words = sum(len(block.text.split()) for block in blocks[begins[0] :])
    if words < _LONG_CHAPTER * len(begins):
        return None
    bounds = [*begins, len(blocks)]
    return Parts(list(blocks[: begins[0]]), [list(blocks[a:b]) for a, b in pairwise(bounds)])

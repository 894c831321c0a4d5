"""Where the articles of a text begin and end, and what of a page stands around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lesebuch.drafting.around import NAVIGATION, above_title, merged
from lesebuch.drafting.body import is_caption
from lesebuch.drafting.boilerplate import outside, trailing
from lesebuch.drafting.books import Parts
from lesebuch.drafting.pressrecord import record_starts
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.provenance import provenance_end, provenance_start
from lesebuch.drafting.titles import starts, title_like
from lesebuch.drafting.titlesigns import is_metadata
from lesebuch.drafting.topline import leading, title_lines_of
from lesebuch.limits import DRAFTED_CHARACTERS, DRAFTED_LINES
from lesebuch.model import Outside

_PART = "between chapters"
_FEWEST_BOLD = 3
"""Words of a line in bold that names a text, not a sort of texts."""


def looked_at(blocks: list[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """What is looked at closely, line by line, and the rest of a text that is very long."""
    lengths = accumulate(len(block.text) for block in blocks)
    many = next((i for i, length in enumerate(lengths, 1) if length > DRAFTED_CHARACTERS), len(blocks))
    end = min(many, DRAFTED_LINES)
    return blocks[:end], blocks[end:]


@dataclass(frozen=True, slots=True)
class Found:
    """An article whose lines are not read yet."""

    blocks: list[SourceLine]
    furniture: list[Outside]
    """What of the page is around it."""
    titles: Sequence[int] | None = None
    """Lines that may be its title, the likeliest first; empty: it is the first, or none; None: nobody has looked."""


def articles(blocks: list[SourceLine], rest: Sequence[SourceLine], *, whole: bool = False) -> Iterable[Found]:
    """The articles of a text; the last goes on if there is a rest. `whole`: whether no page is around them."""
    if records := record_starts(blocks):
        for first, last in pairwise([*records, len(blocks)]):
            yield Found(blocks[first:last], outside(blocks[: records[0]], NAVIGATION) if first == records[0] else [])
        return
    no_title = _provenance_lines(blocks) | {block.number for block in blocks if is_caption(block.text)}
    bounds = [*starts(blocks, no_title), len(blocks)]
    for first, last in pairwise(bounds):
        article = blocks[first:last]
        ends = whole or any(block.level for block in article) or (rest and last == len(blocks))
        keep = len(article) if ends else trailing(article)
        titles = None if first else title_lines_of(article[:keep])
        if whole and titles:
            titles = _bold(article, titles) or titles
        skip = leading(article, titles[0]) if titles and not whole else 0
        around = [*merged(list(above_title(article[:skip]))), *outside(article[keep:], NAVIGATION)]
        yield Found(article[skip:keep], around, titles and [article[at].number for at in titles])


def _bold(blocks: Sequence[SourceLine], titles: Sequence[int]) -> list[int]:
    """The first of the lines down to the likeliest title that is all in bold and says something, if that one is not in bold."""
    above = range(titles[0] + 1)
    bold = [i for i in above if blocks[i].bold == len(blocks[i].text) and not is_metadata(blocks[i].text)]
    if titles[0] in bold:
        return []
    return [i for i in bold if title_like(blocks[i].text) and len(blocks[i].text.split()) >= _FEWEST_BOLD][:1]


def chapters(book: Parts) -> Iterable[Found]:
    """Those of a book."""
    for chapter in book.chapters:
        yield Found(chapter.blocks, merged([span for block in chapter.above for span in outside([block], _PART)]))


def _provenance_lines(blocks: Sequence[SourceLine]) -> set[int]:
    lines: set[int] = set()
    at = 0
    while (start := provenance_start(blocks, at)) < len(blocks):
        at = max(provenance_end(blocks, start), start + 1)
        lines |= {block.number for block in blocks[start:at]}
    return lines

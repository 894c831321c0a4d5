"""The article of a web page, from what the page says of its lines."""

from collections.abc import Sequence
from dataclasses import replace

from lesebuch.drafting.body import read_body, role_line
from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.dates import find_dates, only_date
from lesebuch.drafting.marked import whole_groups
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.names import byline
from lesebuch.drafting.proposal import Block, Work, pointer
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import date_label
from lesebuch.drafting.web import Hints
from lesebuch.drafting.web.deciding import labelled

_NAVIGATION = "navigation"
_FAR = 40
"""Lines between a title and its text."""
_ABOVE, _BELOW = 4, 3
"""Lines around the head and the end of an article in which its author may be named."""
_MUCH = 0.1
"""Of the words of the article: where more was left out, the draft says so."""


def page_article(blocks: Sequence[Block], hints: Hints) -> tuple[list[Block], Work, list[Block]]:
    """What stands before the article, the article as far as its lines tell, and what stands behind it.

    Lines in between that are no main text are dropped with a reason. `hints.lines` has a line for each line of the source.
    """
    blocks = [
        replace(b, level=line.level, quoted=line.quoted or b.quoted, strong=line.strong)
        for b, line in ((block, hints.lines[block.number - 1]) for block in blocks)
    ]
    main = whole_groups(blocks, [hints.lines[block.number - 1].main for block in blocks])
    first, end = main.index(True), len(main) - main[::-1].index(True)
    while end < len(blocks) and (role_line(blocks[end].text) or byline(blocks[end].text)):
        main[end] = True  # a signature under the text is often taken for furniture
        end += 1
    title = _title_line(blocks, hints.title, first, end)
    first = first if title is None else min(first, title)
    article = blocks[first:end]
    work = Work(tuple(article), list(article), set_off=True)
    text_begins = next((i for i in range(first, end) if main[i] and i != title), end)
    for index in range(first, end):
        block = blocks[index]
        if index == title:
            work.title, work.title_at = hints.title, str(block.number)
            work.take(block, "title")
        elif not main[index]:
            _leave_out(work, block, hints, head=index < text_begins)
    _say_what_is_missing(work, [b for b, chosen in zip(blocks, main, strict=True) if not chosen], hints)
    read_body(work)
    if not hints.authors:
        _named_in_text(
            work, [*blocks[max(first - _ABOVE, 0) : text_begins + _BELOW], *blocks[end - _BELOW : end + _BELOW]]
        )
    return list(blocks[:first]), work, list(blocks[end:])


def _title_line(blocks: Sequence[Block], title: str, first: int, end: int) -> int | None:
    """The last line above the running text that is the title; the window's title is another's."""
    key = words(title)
    near = range(max(first - _FAR, 0), min(first + _FAR, end))
    found = [i for i in near if key and words(blocks[i].text) == key]
    marked = [i for i in found if blocks[i].level]
    return next(reversed(marked or [i for i in found if blocks[i].number > 1]), None)


def _leave_out(work: Work, block: Block, hints: Hints, *, head: bool) -> None:
    """A line that is no main text: above the text it may be metadata."""
    if head and byline(block.text):
        work.take(block, "metadata", "author")
    elif head and (only_date(block.text) or date_label(block.text) or has_date(block.text)):
        _date_line(work, block, hints)
        work.take(block, "metadata", "published")
    else:
        work.take(block, "drop", reason(block.text) or _NAVIGATION)


def _date_line(work: Work, block: Block, hints: Hints) -> None:
    """A date above the text bears out what the page declares, or is a doubt, or is all that there is."""
    label = date_label(block.text)
    for date in find_dates(block.text) if not (label and label.revised) else ():
        at = pointer(block, date.start, date.end)
        if hints.published is None or date.value == hints.published:
            work.set_date(date.value, at)
        else:
            work.doubts.append(
                f"date: line {block.number} gives {date.value}, the page's {hints.published_from} {hints.published}"
            )
        return


def _named_in_text(work: Work, lines: Sequence[Block]) -> None:
    """The names of the first line around the text that says who wrote it."""
    for block in lines:
        found = byline(block.text)
        names = found[0] if found else labelled(block.text)
        for name in names:
            work.credit(name, "author", str(block.number))
        if names:
            return


def _say_what_is_missing(work: Work, left_out: Sequence[Block], hints: Hints) -> None:
    """Running text that was left out is a doubt where it is much."""
    missing = [block for block in left_out if hints.lines[block.number - 1].running]
    count = sum(len(block.text.split()) for block in missing)
    kept = sum(len(block.text.split()) for block in work.body)
    if missing and count > _MUCH * (kept + count):
        numbers = [block.number for block in missing]
        span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
        work.doubts.append(
            f"text: {count} words in {len(numbers)} lines that look like text were left out (lines {span}); {kept} were kept"
        )

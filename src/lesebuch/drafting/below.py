"""Who wrote a text, and when, where a line below it says so: `Text: Anna Muster`, `Posted by Karl Beispiel`, `Autorin` above a name.

Of a page that was copied whole, other texts follow with names of their own: only what stands close below the running text counts,
and only with a label.
"""

import re
from collections.abc import Iterator, Sequence

from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.datelines import FoundDate, find_dates
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.names import is_bare_name, listed
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine, pointer
from lesebuch.drafting.scattered import LABEL_ALONE, begins_with_label, said_names
from lesebuch.drafting.titles import date_label

_LONGEST = 120
_CLOSE = 12
"""Lines without running text behind which other texts begin."""
_MOST_WORDS = 5
_SIGN = 3
"""Letters that initials have at most."""
_OF_ANY_TEXT = ("item", "row", "heading", "paragraph")
"""Forms of lines that a text has whose author may be named below it; a letter or an interview names others there."""
_INTRODUCED = re.compile(
    r"(?:(?:über(?: (?:den autor|die autorin))?|about(?: the author)?|à propos de(?: l[’']auteure?)?)\s*[:–—-]?|[–—-])\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
"""A line above some words about the author, or the name behind a dash."""
_ENDS = ("comments", "links to other texts")
"""What begins below an article."""


def read_below(work: OpenDraft) -> None:
    """Take the author from the first line that names one below the running text, and the date beside it, each if it is not known yet."""
    spoken = any(block.form and block.form.kind not in _OF_ANY_TEXT for block in work.body)
    if spoken or work.has_author:
        return
    lines = list(_below(work.body))
    for i, block in enumerate(lines):
        following = lines[i + 1 : i + 2]
        named = _named(block, following)
        if named is None:
            continue
        line, names = named
        for name in names if any(len(name) > _SIGN for name in names) else ():  # `red`, the editors
            work.credit(name, "author", str(line.number))
        _date(work, [block, *following])
        for taken in {block, line} & set(work.body):
            work.take(taken, "signature")
        return


def _below(body: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The short lines between and close below running text, behind the first of it."""
    since: int | None = None
    for block in body:
        if len(block.text) >= RUNNING:
            since = 0
        elif since is not None:
            since += 1
            if since > _CLOSE or reason(block.text) in _ENDS:
                return
            if len(block.text) <= _LONGEST and not block.level and not block.kind:
                yield block


def _named(block: SourceLine, following: Sequence[SourceLine]) -> tuple[SourceLine, list[str]] | None:
    """The line with the names, and them."""
    if LABEL_ALONE.fullmatch(block.text):
        below = following[0] if following else None
        if below is None or len(below.text.split()) > _MOST_WORDS:
            return None
        listed_names = listed(below.text)
        good = [name for name in listed_names if is_bare_name(name)] or [n for n in listed_names if _is_nickname(n)]
        return (below, good) if good else None
    names = said_names(block.text) if begins_with_label(block.text) else []
    if not names and (found := _INTRODUCED.fullmatch(block.text)):
        names = [name for name in listed(found["name"]) if is_bare_name(name) and has_given_name(name)]
    return (block, names) if names else None


def _is_nickname(text: str) -> bool:
    """Whether it is one word, or of a script without capitals: `Read more about this` is something else."""
    return " " not in text or text == text.swapcase()


def _date(work: OpenDraft, lines: Sequence[SourceLine]) -> None:
    for block in lines:
        label = date_label(block.text)
        found: FoundDate | None = label.date if label else next(iter(find_dates(block.text)), None)
        if found is not None and found.value.is_exact and work.facts.published is None:
            work.set_date(found.value, pointer(block, found.start, found.end))

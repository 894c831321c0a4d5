"""What a press database puts around an article: which lines are its own, and what they say.

Two orders of lines are known. Where fields have labels, outlet, date and title stand above the first of them, in either order
(`The Outlet`, `3 May 2014`, title: Nexis; title, outlet, date: Lexis). Where they have none, the length stands alone, with
title and names above it, date, outlet and codes below it (Factiva). What follows the text has labels in all of them.
"""

import re
from collections.abc import Iterator, Sequence

from lesebuch.drafting.datelines import FoundDate, find_dates
from lesebuch.drafting.metaline import TIME
from lesebuch.drafting.names import byline
from lesebuch.drafting.pressfields import (
    CODE,
    FIRST,
    LAST,
    NUMBER,
    RIGHTS,
    WORDS,
    Field,
    field_of,
    is_coded,
    is_sure,
    language_names,
    people,
)
from lesebuch.drafting.proposal import RUNNING, OpenDraft, SourceLine, part, pointer

_HEAD = 16
"""Lines within which the fields above a text begin."""
_TOLD = 3
"""Lines at the top that tell title, author and date, if anybody has written them there."""
_BELOW = 9
"""Lines behind the length that still belong to the record."""
_ABOVE = 4
"""Lines that title, names and the like have above the length."""
_LONGEST_DATE_LINE = 90
_LONGEST_NAME = 80
_WIDTH = 84
"""Characters that a line has at most in files with lines broken by width."""
_REASON = "record of a database"
_PAGE = re.compile(r"\b(?:p|pp|S|Seite|page|pag)\.?\s?[A-Z]?\d+")
_EDITION = re.compile(r"(?:edition|ausgabe|édition)\b.{0,40}|.{0,30}\b(?:edition|ausgabe|édition)", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Plc|S\.A|S\.p\.A)\.$")
_ENUMERATED = re.compile(r"\d{1,3}\)\s+")
_PAPER = re.compile(r"(?P<paper>[^\W\d_].{1,60}?)[\s,]+(?:vom|v\.|of|du|del|den|Nr\.)?\s*$")


def record_starts(blocks: Sequence[SourceLine]) -> list[int]:
    """The first lines of the articles of a file from a database; none where no line surely is one of such a file's."""
    starts = [i for i, block in enumerate(blocks) if FIRST.fullmatch(block.text)]
    last = [bool(LAST.fullmatch(block.text)) for block in blocks]
    ends = [i + 1 for i in range(len(blocks) - 1) if last[i] and not last[i + 1]]
    if starts:
        return starts
    return [0, *ends] if ends else [0] if is_record(blocks) else []


def is_record(blocks: Sequence[SourceLine]) -> bool:
    """Whether an article comes with the fields of a database."""
    ends = [*blocks[:_HEAD], *blocks[max(len(blocks) - _HEAD, _HEAD) :]]
    return (
        any(is_sure(block.text) for block in ends)
        or _length_alone(blocks) is not None
        or _coded(blocks)
        or _titled(blocks)
    )


def _coded(blocks: Sequence[SourceLine]) -> bool:
    return is_coded([block.text for block in blocks[:_HEAD]])


def _titled(blocks: Sequence[SourceLine]) -> bool:
    """Whether a text begins with lines that say which is its title and who wrote it or when, as people write them above what they copy."""
    kinds = {field.kind for block in blocks[:_TOLD] if (field := field_of(block.text)) and field.value}
    return "title" in kinds and len(kinds & {"author", "date", "source"}) > 0


def read_record(work: OpenDraft) -> bool:
    """Claim the lines of a record and take over what they say; False where there is none."""
    if not is_record(work.body):
        return False
    ends = [block for block in work.body if FIRST.fullmatch(block.text) or LAST.fullmatch(block.text)]
    at = _length_alone(work.body)
    if at is not None and ends and ends[-1] is work.body[-1]:
        above = next((block for block in reversed(work.body) if block not in ends), None)
        if above is not None and _is_outlet(above.text):
            ends.append(above)
    for block in ends:
        work.take(block, "drop", _REASON)
    at = _length_alone(work.body)
    if at is not None:
        _read_ordered(work, at)
    else:
        _read_labelled(work)
    _read_foot(work)
    return True


def _is_outlet(text: str) -> bool:
    """Whether the last line of a text may be the name of who publishes it: no sentence."""
    return (
        len(text) <= _LONGEST_NAME and text[0].isupper() and bool(_COMPANY.search(text) or text[-1] not in '.!?…“”"»)')
    )


def _length_alone(blocks: Sequence[SourceLine]) -> int | None:
    """The line that holds the length, with a date in the next line, or the one after it."""
    for i, block in enumerate(blocks[: _ABOVE + 2]):
        if i and WORDS.fullmatch(block.text):
            return i if any(_date(below.text) for below in blocks[i + 1 : i + 3]) else None
    return None


def _date(text: str) -> FoundDate | None:
    """The date with which a line begins, or that a weekday or the like precedes."""
    dates = find_dates(text) if len(text) <= _LONGEST_DATE_LINE and not field_of(text) else []
    early = dates and not re.search(r"[^\W\d_]{4,}\s+[^\W\d_]{4,}", text[: dates[0].start])
    return dates[0] if early and not RIGHTS.fullmatch(text) else None


def _read_ordered(work: OpenDraft, at: int) -> None:
    """Factiva: section, title and names above the length; date, outlet, codes, language and rights below it."""
    above, length, below = work.body[:at], work.body[at], work.body[at + 1 : at + 1 + _BELOW]
    named = next((i for i in range(len(above) - 1, 0, -1) if _names(above[i].text)), None)
    titles = above[:named] if named is not None else above
    if named is None and len(above) > 2:  # section, title and whoever wrote it
        named, titles = len(above) - 1, above[:-1]
    title = titles[-1] if named is not None else max(titles, key=lambda block: len(block.text.split()))
    _title(work, title)
    for block in above[above.index(title) + 1 :]:
        if named is None:
            work.doubts.append(f"author: line {block.number} may name one")
            continue
        work.credit_authors(_names(block.text), str(block.number))
        work.take(block, "byline")
    dated = next((i for i, block in enumerate(below) if _date(block.text)), 0)
    last = max((i for i, block in enumerate(below) if i > dated and _is_code(block.text)), default=dated + 1)
    outlet = next((block for block in below[dated + 1 : last + 1] if not TIME.match(block.text)), None)
    if outlet is not None:
        work.set_publisher(outlet.text, str(outlet.number))
    _dateline(work, below[dated])
    for block in [*above, length, *below[: last + 1]]:
        if block in work.body:
            work.take(block, "metadata" if block is outlet else "drop", "publisher" if block is outlet else _REASON)


def _is_code(text: str) -> bool:
    return bool(CODE.fullmatch(text) or RIGHTS.fullmatch(text)) or text.casefold() in language_names()


def _names(text: str) -> list[str]:
    found = byline(text)
    return found[0] if found else people(text, labelled=False) if len(text) <= _LONGEST_NAME else []


def _read_labelled(work: OpenDraft) -> None:
    """Fields with labels, and above the first of them outlet, date and title."""
    coded = _coded(work.body)
    first = next((i for i, block in enumerate(work.body[:_HEAD]) if field_of(block.text, coded=coded)), None)
    fields = [] if first is None else list(_fields(work.body[first:], coded=coded))
    above, text = work.body[:first], work.body[(first or 0) + len(fields) :]
    if not fields or (_runs(above) and not _runs(text)):  # then they stand below the text
        _read_top(work)
        return
    for block in [block for block in above if RIGHTS.fullmatch(block.text)]:
        work.take(block, "drop", _REASON)
    above = [block for block in above if block in work.body]
    dated = next((i for i, block in enumerate(above) if _date(block.text)), None)
    for block, field in fields:
        _field(work, block, field)
    if dated is None:
        return
    before, behind = above[:dated], [block for block in above[dated + 1 :] if not TIME.match(block.text)]
    # Where outlet and title stand above the date, nothing else is below it.
    editions = behind if len(before) > 1 else behind[:-1]
    for block in [block for block in editions if _EDITION.fullmatch(block.text)]:
        behind.remove(block)
        work.take(block, "drop", _REASON)
    titles, outlets = (behind, before) if behind else (before[:-1], before[-1:])
    _dateline(work, above[dated])
    if titles:
        _titles(work, titles)
    for block in outlets:
        _outlet(work, block)


def _runs(blocks: Sequence[SourceLine]) -> bool:
    return any(len(block.text) >= RUNNING for block in blocks)


def _read_top(work: OpenDraft) -> None:
    """Where no line above the text has a label: outlet and date, in one line or two, then the page, title and names."""
    at = next((i for i, block in enumerate(work.body[:2]) if _date(block.text) or _paper(block.text)), None)
    if at is None:
        return
    above, line = work.body[:at], work.body[at]
    for block in above:
        _outlet(work, block)
    work.set_publisher(_paper(line.text), str(line.number))
    _dateline(work, line)
    if work.body and _PAGE.search(work.body[0].text):
        work.take(work.body[0], "drop", _REASON)
    if len(work.body) > 1:
        _title(work, work.body[0])
    if work.body and (names := _names(work.body[0].text)):
        work.credit_authors(names, str(work.body[0].number))
        work.take(work.body[0], "byline")


def _paper(text: str) -> str:
    """The outlet that a line names before a date, and perhaps a page."""
    dates = find_dates(text) if len(text) <= _LONGEST_DATE_LINE else []
    match = _PAPER.fullmatch(text[: dates[0].start]) if dates else None
    return match["paper"].strip(' ,"„“') if match else ""


def _outlet(work: OpenDraft, block: SourceLine) -> None:
    work.set_publisher(block.text.rstrip("."), str(block.number))
    work.take(block, "metadata", "publisher")


def _fields(
    blocks: Sequence[SourceLine], *, coded: bool = False, foot: bool = False
) -> Iterator[tuple[SourceLine, Field]]:
    """The fields that follow each other, as far as the text; a value may stand in the line below its label.

    In the `foot` everything is a field; above the text what follows a label that says nothing of use may be its first line.
    """
    waiting: Field | None = None
    for block in blocks:
        field = field_of(block.text, coded=coded)
        if field is None and RIGHTS.fullmatch(block.text):
            field = Field("other", block.text, 0)
        if field is None:
            if not foot and (waiting is None or waiting.kind in ("body", "other")):
                return
            field = Field(waiting.kind if waiting else "other", block.text, 0)
        yield block, field
        if field.kind == "body" and not coded:
            return
        waiting = None if field.value else field


def _field(work: OpenDraft, block: SourceLine, field: Field) -> None:
    """Take over what one field says."""
    if field.kind == "author":
        work.credit_authors(people(field.value, labelled=True), str(block.number))
        work.take(block, "byline")
    elif field.kind == "title" and field.value and not work.facts.title:
        again = next((other for other in work.body[:2] if other.text == field.value), None)
        if again is not None:
            _title(work, again)
            work.take(block, "drop", _REASON)
            return
        work.set_title(field.value, pointer(block, field.start, len(block.text)))
        work.claim(part(block, 0, field.start, "drop", _REASON))
        work.take(block, "title")
    elif field.kind in ("lead", "body") and field.value:
        work.claim(part(block, 0, field.start, "drop", _REASON))
        work.take(block, "lead" if field.kind == "lead" else "paragraph")
    elif field.kind == "source" and field.value:
        _source(work, block, field)
    elif field.kind == "date" and (dates := find_dates(field.value)):
        found = dates[0]
        work.set_date(found.value, pointer(block, field.start + found.start, field.start + found.end))
        work.take(block, "metadata", "published")
    elif field.kind == "url" and (address := re.search(r"https?://\S+", field.value)):
        work.set_url(address[0])
        work.take(block, "metadata", "url")
    else:
        work.take(block, "drop", _REASON)


def _source(work: OpenDraft, block: SourceLine, field: Field) -> None:
    """`Quelle: The Outlet vom 3.5.2014, S. 5`: outlet and date."""
    dates = find_dates(field.value)
    if dates:
        found = dates[0]
        work.set_date(found.value, pointer(block, field.start + found.start, field.start + found.end))
    paper = _paper(field.value) if dates else field.value
    work.set_publisher(paper.strip(' ,"„“'), str(block.number))
    work.take(block, "metadata", "publisher")


def _titles(work: OpenDraft, blocks: Sequence[SourceLine]) -> None:
    """The title, and what stands below it: the rest of it where all lines of the file are broken by width, else a subtitle."""
    _title(work, blocks[0])
    broken = all(len(block.text) <= _WIDTH for block in work.blocks)
    for block in blocks[1:]:
        if broken:
            work.set_title(f"{work.facts.title} {block.text}", work.facts.title_at)
        work.take(block, "title" if broken else "subtitle")


def _title(work: OpenDraft, block: SourceLine) -> None:
    number = _ENUMERATED.match(block.text)
    start = number.end() if number else 0
    if start:
        work.claim(part(block, 0, start, "drop", _REASON))
    work.set_title(block.text[start:], pointer(block, start, len(block.text)))
    work.take(block, "title")


def _dateline(work: OpenDraft, block: SourceLine) -> None:
    found = _date(block.text) or next(iter(find_dates(block.text)), None)
    if found:
        work.set_found_date(found, pointer(block, found.start, found.end))
        work.take(block, "dateline")


def _read_foot(work: OpenDraft) -> None:
    """Fields below the text, from the end upwards as far as there are such."""
    foot: list[SourceLine] = []
    for i in range(len(work.body) - 1, -1, -1):
        block = work.body[i]
        below = foot[-1] if foot else None
        value = i and below is not None and (label := field_of(work.body[i - 1].text)) and not label.value
        if not (field_of(block.text) or RIGHTS.fullmatch(block.text) or NUMBER.search(block.text) or value):
            break
        foot.append(block)
    fields = dict(_fields(list(reversed(foot)), foot=True))
    for block in reversed(foot):
        field = fields.get(block)
        if field is not None and field.kind in ("author", "source", "date", "url", "title"):
            _field(work, block, field)
        else:
            work.take(block, "drop", _REASON)

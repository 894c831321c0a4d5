"""What styles and marks say of an article's lines: they decide, and lines are looked at only where they are silent."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from lesebuch.drafting.datelines import find_dates, only_date
from lesebuch.drafting.forms.speakernames import SCENE
from lesebuch.drafting.names import byline, is_bare_name, is_name, listed
from lesebuch.drafting.proposal import OpenDraft, SourceLine, part, pointer, whole
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import title_like
from lesebuch.drafting.web import Hints, PageLine
from lesebuch.edtf import TimeValue

_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:$|T)")
_BETWEEN_DAYS = re.compile(r"\[[\d-]+\.\.[\d-]+\]|[\d-]+/[\d-]+")
"""A day that is not known better, or a time from one to another, in EDTF."""
_TIME = re.compile(
    r"(?:\s*[A-Za-z]{2,3}[.,]?)?\s*(?:\d\d?:\d\d(?::\d\d)?)?\s*(?:[+-]\d{4}|[A-Z]{1,4})?\s*(?:\([^()]*\))?\s*"
)
"""A day of the week and an hour around a date, as the head of a mail has them (RFC 5322, 3.3)."""
_NAMED = 6
"""Lines among which the title of the metadata may stand, whatever they are."""
_ABOVE = 3
"""Short lines above a heading that is still the title: a kicker, a date, a name."""
_SHORT = 120
_AFFILIATION = re.compile(r"(?<=[^\W\d_])\s?(,?)[\d*†‡§∗]+(?:,\s?[\d*†‡§∗]+)*(?=\s|,|$)")
"""Marks behind a name that lead to where somebody works, and the comma before them."""
_BETWEEN = 3
"""Lines from a number to the heading that names what is numbered."""
_NUMBER = 4
"""Digits that a name has not."""
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-Z][a-z]+[A-Z]{1,2}|[A-Z]{2,5}", re.ASCII)
"""How a network calls whoever typed a text: `bergada`, `BergA`, `AB`."""
_STEM, _CONTENT, _SHARED = 5, 4, 0.75
"""Letters by which words are compared; letters from which on one says something; share of them that two titles have in common."""
_TOLD = 3
"""Words of a heading by which it can be told in a longer title."""
_BESIDE = {"margin": ("drop", "running head"), "page": ("page",)}
"""What stands beside a printed text, and what it then is."""


_ISSUE = re.compile(
    r"\b(?:Jg|Jahrg|Bd|Vol|No|Nr)\.? ?\d|\b(?:Heft|Volume|Issue|Jahrgang|Band|Том|№) ?\d|\d\.? ?(?:Jg\b|Jahrgang)|\d ?\(\d{1,2}(?:[-/‒–]\d{1,2})?\): ?\d"
)
"""How journals name volume and issue."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Line(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def quoted(self) -> bool: ...


class _Document(Protocol):
    """A document as the stage before gives it (sources/document.py)."""

    @property
    def lines(self) -> Sequence[_Line]: ...
    @property
    def title(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def translators(self) -> tuple[str, ...]: ...
    @property
    def typed(self) -> bool: ...
    @property
    def date(self) -> str: ...
    @property
    def created(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def starts(self) -> tuple[int, ...]: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


def hints_of(document: _Document, today: dt.date | None = None) -> Hints:
    """A document's account of itself; `today` is the last day on which it can have been published."""
    today = today or dt.datetime.now(tz=dt.UTC).date()
    return Hints(
        lines=tuple(PageLine(True, line.level, line.quoted, line.kind) for line in document.lines),
        title=document.title,
        authors=tuple(
            name
            for said in document.authors
            for name in _people(said)
            if _may_be_name(name) and not (document.typed and _ACCOUNT.fullmatch(name))
        ),
        translators=document.translators,
        published=_date(document.date, today),
        published_from="metadata",
        site=document.publisher,
        url=document.url,
        language=document.language,
        whose="file",
        typed=document.typed,
        created=_date(document.created, today),
        starts=document.starts,
        remarks=document.remarks,
    )


def _people(said: str) -> list[str]:
    """The people of a property that has room for one: `Ada Berg, Ben Tal`, but not `Berg, Ada`."""
    names = [name.strip() for name in re.split(r"\s*(?:;|,|\band\b|\bund\b|&)\s*", said) if name.strip()]
    several = len(names) > 1 and all(len(name.split()) > 1 and is_name(name) for name in names)
    return names if several else [said]


def _may_be_name(name: str) -> bool:
    """Programs and archives fill the property with `_` or the number of a document."""
    letters, digits = (sum(map(test, name)) for test in (str.isalpha, str.isdigit))
    return letters > digits and digits < _NUMBER


def _date(text: str, today: dt.date) -> TimeValue | None:
    """As exact as it is written: a year, a month or a day, in ISO 8601 or in words; between two of them, in EDTF."""
    match = _ISO.match(text.strip())
    written = match[1] if match else text if _BETWEEN_DAYS.fullmatch(text) else ""
    dated = None if written else only_date(text)
    try:
        value = TimeValue.parse(written) if written else dated.value if dated else None
    except ValueError:
        return None
    return value if value is not None and value.earliest <= today else None


def with_styles(blocks: Sequence[SourceLine], hints: Hints | None) -> list[SourceLine]:
    """The blocks with what the format says of their lines, if it says anything."""
    if hints is None or not hints.lines:
        return list(blocks)
    said = ((block, hints.lines[block.number - 1]) for block in blocks)
    return [
        replace(b, level=line.level or b.level, quoted=line.quoted or b.quoted, kind=line.kind or b.kind)
        for b, line in said
    ]


def read_styles(work: OpenDraft, declared: str, *, is_recorded: bool = False) -> list[SourceLine]:
    """Claim what the format decides. `declared` is the title of the file's metadata, or that of a record (`is_recorded`).

    `work.body` keeps what stands above the running text, where the format is silent; the other blocks are returned. Where much
    stands above the title, as on a printed web page, the head is what stands below it.
    """
    if not any(block.level or block.kind or block.quoted for block in work.blocks):
        if (named := _declared(work.body[:_NAMED], declared)) is not None and not is_recorded:
            _take_title(work, named)
        return []
    work.styled = True
    for block in [block for block in work.body if block.kind in _BESIDE]:
        _take_issue(work, block)
        work.take(block, *_BESIDE[block.kind])
    for block in [block for block in work.body[:_ABOVE] if _take_issue(work, block)]:
        work.take(block, "provenance")
    for block in [block for block in work.body if block.kind in _TITLE_BLOCK]:
        _TITLE_BLOCK[block.kind](work, block)
    if not work.facts.title:
        _title_heading(work, declared, is_recorded=is_recorded)
    else:
        _title_once_more(work)
    start = _below_title(work)
    _authors_below_title(work, start)
    end = next((i for i, b in enumerate(work.body[start:], start) if b.level or b.kind or b.quoted), len(work.body))
    if not (work.facts.title or is_recorded) and end == 1 < len(work.body) and title_like(work.body[0].text):
        _take_title(work, work.body[0])
        end = 0
    for block in [block for block in (*work.body[:start], *work.body[end:]) if block.level]:
        work.take(block, "heading")
    head = {block.number for block in work.body[start:end]}
    others = [block for block in work.body if block.number not in head]
    work.body = [block for block in work.body if block.number in head]
    return others


def _below_title(work: OpenDraft) -> int:
    """Where the head begins: above the title, unless that stands far down."""
    line, _, part = work.facts.title_at.partition(" ")
    above = sum(block.number < int(line) for block in work.body) if line.isdigit() and not part else 0
    return above if above > _ABOVE else 0


def _title_once_more(work: OpenDraft) -> None:
    """The first heading of a book whose metadata is its head often says its title again."""
    first = next((block for block in work.body if block.level), None)
    if first is not None and words(first.text) == words(work.facts.title):
        work.take(first, "drop", "the title once more")


def _take_issue(work: OpenDraft, block: SourceLine) -> bool:
    """Whether a line says in which volume and which issue a journal has printed the text; its year is that of publication."""
    years = _YEAR.findall(block.text)
    if len(block.text) > _SHORT or len(years) != 1 or not _ISSUE.search(block.text):
        return False
    if work.facts.published is None:
        at = block.text.index(years[0])
        work.set_date(TimeValue.parse(years[0]), pointer(block, at, at + len(years[0])))
    return True


def _title_heading(work: OpenDraft, declared: str, *, is_recorded: bool) -> None:
    """The line that the file's metadata name, else the heading with which the text begins, takes the place of a title."""
    key = words(declared)
    _authors_above_title(work)
    headings = [block for block in work.body if block.level]
    above = work.body[: work.body.index(headings[0])] if headings else work.body
    found = _declared([*headings, *work.body[:_NAMED]], declared)
    if found is None:  # a web page's title has the name of the site behind its own
        found = next((b for b in headings if len(own := words(b.text)) >= _TOLD and key[: len(own)] == own), None)
    if found is None:  # or it says the same in other words
        found = max((b for b in headings if _alike(b.text, declared)), key=lambda b: len(b.text), default=None)
    if found is None and headings and not is_recorded and _begins(above, headings):
        found = headings[0]
    if found is not None:
        _take_title(work, _named(work, found))


def _declared(blocks: Sequence[SourceLine], declared: str) -> SourceLine | None:
    """The line that is the title of the file's metadata."""
    key = words(declared)
    return next((block for block in blocks if key and words(block.text) == key), None)


def _authors_above_title(work: OpenDraft) -> None:
    """Names in smaller letters directly above the title, as journals have them."""
    for block, below in pairwise(work.body[: _ABOVE + 1]):
        names = listed(_AFFILIATION.sub(r"\1", block.text))
        if block.level > below.level > 0 and names and all(map(is_bare_name, names)):
            work.credit_authors(names, str(block.number))
            work.take(block, "byline")
            return


def _alike(heading: str, declared: str) -> bool:
    """Whether two titles have nearly all their words in common, in whatever form and order: those of a page and of its window."""
    own, other = ({word[:_STEM] for word in words(text) if len(word) >= _CONTENT} for text in (heading, declared))
    common = len(own & other)
    return common >= _TOLD and common >= _SHARED * min(len(own), len(other))


def _named(work: OpenDraft, found: SourceLine) -> SourceLine:
    """Of a heading that is nothing but a number, the deeper one below it, which says what is numbered; a word about it may stand between."""
    if any(character.isalpha() for character in found.text):
        return found
    below = work.body[work.body.index(found) + 1 :][:_BETWEEN]
    return next((block for block in below if block.level > found.level), found)


def _begins(above: Sequence[SourceLine], headings: Sequence[SourceLine]) -> bool:
    """Whether the first heading is that of the whole text: none is higher, and nothing above it can be a title.

    A short line above it can be one, unless the first heading stands alone over others: then it is a kicker.
    """
    first, others = headings[0].level, [block.level for block in headings[1:]]
    if any(level < first for level in others) or len(above) > _ABOVE or any(block.kind for block in above):
        return False
    alone = bool(others) and first not in others
    if any(len(block.text) > _SHORT for block in above):
        return alone and len(above) == 1  # what a journal prints at the top of its first page; more is running text
    return alone or not any(title_like(block.text) and not only_date(block.text) for block in above)


def _take_title(work: OpenDraft, block: SourceLine) -> None:
    if work.facts.title:
        work.take(block, "subtitle")
        return
    work.set_title(block.text, pointer(block, 0, len(block.text)))
    work.take(block, "title")


def _take_author(work: OpenDraft, block: SourceLine) -> None:
    found = byline(block.text)
    work.credit_authors(found[0] if found else listed(block.text), str(block.number))
    work.take(block, "byline")


def _authors_below_title(work: OpenDraft, start: int) -> None:
    """Names that are set as headings directly below the title, as in journals; a single one with running text or a poem below it heads that."""
    for block, below in pairwise(work.body[start : start + _BETWEEN + 2]):
        names = [] if SCENE.fullmatch(block.text) else listed(_AFFILIATION.sub(r"\1", block.text))
        heads = len(names) == 1 and (len(below.text) > _SHORT or below.kind not in ("", "heading"))
        if heads or not (names and block.level and work.facts.title and all(map(is_bare_name, names))):
            return
        work.credit_authors(names, str(block.number))
        work.take(block, "byline")


def _take_date(work: OpenDraft, block: SourceLine) -> None:
    dates = find_dates(block.text)
    if len(dates) == 1:
        date = part(block, dates[0].start, dates[0].end, "metadata", "published")
        around = block.text[: date.start] + block.text[date.end :]
        alone = _TIME.fullmatch(around) or not any(character.isalnum() for character in around)
        work.claim(whole(block, "metadata", "published") if alone else date)
        asked = alone and "?" in around and dates[0].value.is_exact  # an editor's guess, as in “[5. 2. 1902?]”
        work.set_date(TimeValue.parse(f"{dates[0].value}?") if asked else dates[0].value, date.at)
    work.take(block, "dateline")


def _take_property(work: OpenDraft, block: SourceLine) -> None:
    name, _, _ = block.text.partition(":")
    work.take(block, "metadata", name.strip())


_TITLE_BLOCK = {
    "title": _take_title,
    "subtitle": lambda work, block: work.take(block, "subtitle"),
    "author": _take_author,
    "date": _take_date,
    "abstract": lambda work, block: work.take(block, "lead"),
    "property": _take_property,
}

"""The head of an article: title, byline, date line, captions, lead, place line."""

import re
from collections.abc import Callable, Sequence

from lesebuch.drafting.around import ABOVE_TITLE
from lesebuch.drafting.body import credit_translator, is_caption
from lesebuch.drafting.datelines import WEEKDAY, FoundDate, find_dates, only_date
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.hanlabels import take_labelled
from lesebuch.drafting.metaline import HOUR_OF_EVENT, READING, has_date, take_date, take_metadata
from lesebuch.drafting.names import byline, inline_byline, is_bare_name, listed
from lesebuch.drafting.persons import persons
from lesebuch.drafting.proposal import Claim, OpenDraft, SourceLine, part, pointer, whole
from lesebuch.drafting.scattered import is_scattered, said_names, topics_of
from lesebuch.drafting.titles import date_label, title_like, title_line
from lesebuch.drafting.topline import title_lines_of

_HEAD = 8
"""Blocks within which the head ends."""
_AGENCY = r"(?:\s*\((?:[A-Za-zÄÖÜäöü]{2,10}(?:/[A-Za-zÄÖÜäöü]{2,10})*)\))"
_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:\s(?:(?:am|an der|im|of|de|la|el|bei)\s)?[A-ZÄÖÜ][\w.’'-]*)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE})*(?:,\s[A-Z][\w.]+(?=\s*\()|)){_AGENCY}?(?:,\s*\d{{1,2}}\.\s*[A-ZÄ][a-zä]+)?{_AGENCY}?\s*[-–—]\s+(?=[A-ZÄÖÜ„“\"»])"
)
_DATELINE_CAPITALS = re.compile(
    r"(?P<place>[A-ZÄÖÜ]{3,}(?:[/ -][A-ZÄÖÜ]{3,})*),\s*\d{1,2}\.\s*[A-ZÄ][a-zä]+(?:\s+\d{4})?\.\s+(?=[A-ZÄÖÜ„“\"»])"
)
"""`BERLIN, 3. April. Der …`, without a year."""
_PLACE_BEFORE = re.compile(
    rf"\(?(?!.*\b(?i:{WEEKDAY})\b)(?:{_PLACE}|[A-ZÀ-Þ]{{3,}}(?:[/ -][A-ZÀ-Þ]{{3,}})*)\s*(?:,|/|\||[–—-]|\()\s*(?:den\s+)?"
)
_PLACE_BEHIND = re.compile(r"\s*\)?(?:\s*(?:\([^()]{2,24}\)|/[^/]{2,24}/))?\s*(?:[-–—]+|[.:|]|(?<=\)))\s+(?=\S)")
"""What stands around the date of such a line: `Salzau, 3. April 2024 –`, `(Salzau, 3.4.2024)`, `SALZAU, April 3, 2024 /Agency/ --`. Without a sign before the day it is a sentence: `Am 3. April 2024 –`."""
_PLACE_LINE = 90
"""Characters at the beginning of a paragraph among which such a date stands."""
_KICKER = 3
"""Words that a kicker has at most."""
_DIRECTLY = 2
"""Lines from the title to a subtitle under it."""
_RUNNING = 60
_SENTENCE_END = re.compile(r"[.!?…][“”\"»)\]]*$")
_LEAD_LONGEST = 600
_CAPTION_LONGEST = 140


def read_head(work: OpenDraft, titles: Sequence[int] | None = None) -> int:
    """Claim what stands above the running text. `work.body` then begins with the lead or the first paragraph.

    `titles` are the lines that may be the title, the likeliest first; None: it is to be found. Where the title is not the first line
    its number is returned, else 0: what nobody claims of the lines above is still in `work.body`.
    """
    if titles is None and not work.facts.title:
        titles = [work.body[i].number for i in title_lines_of(work.body)]
    known = [] if work.facts.title or not titles else [i for i, b in enumerate(work.body) if b.number == titles[0]]
    if not (titles and known):
        _read_lines(work)
        return 0
    at = known[0]
    work.doubts += [f"title: it may be line {line}" for line in titles[1:]]
    title, above = work.body[at], work.body[:at]
    _set_title(work, title, 0, len(title.text))
    work.claim(whole(title, "title"))
    work.body = work.body[at + 1 :]
    _read_lines(work)
    work.body = [*above, *work.body]
    return title.number


def read_above(work: OpenDraft, title: int) -> None:
    """Claim what stands above the title. To be called last: author and date below it go before those above it."""
    for block in [block for block in work.body if block.number < title]:
        any(read(work, block) for read in _READERS if read is not _bare_name)  # it may be a section
    for block in [block for block in work.body if block.number < title and not work.whole]:
        work.take(block, "drop", ABOVE_TITLE)


def _read_lines(work: OpenDraft) -> None:
    subtitle: SourceLine | None = None
    for _ in range(_HEAD):
        if not work.body:
            return
        block = work.body[0]
        if block.wrapped or block.form:
            break
        if any(read(work, block) for read in _READERS):
            continue
        if subtitle is None and _begins_with_metadata(work, block):
            continue
        if not work.facts.title and title_like(block.text) and len(work.body) > 1 and not is_caption(block.text):
            _set_title(work, block, 0, len(block.text))
            work.claim(whole(block, "title"))
            work.body.remove(block)
        elif work.facts.title and subtitle is None and _is_subtitle(work):
            subtitle = block
            work.take(block, "subtitle")
            work.doubts.append(f"subtitle: line {block.number} may be a heading")
            if len(work.facts.title.split()) <= _KICKER and len(work.facts.title) < len(block.text):
                work.doubts.append(
                    f"title: it may be line {block.number}, and line {work.facts.title_at} a kicker above it"
                )
        elif not _lead_above_metadata(work):
            break
    _captions(work)
    _lead_and_place(work)


def _bare_name(work: OpenDraft, block: SourceLine) -> bool:
    """A line with nothing but a name, beside a line with a date."""
    names = listed(block.text)
    if (
        not work.facts.title
        or work.recorded
        or work.credits
        or not all(map(is_bare_name, names))
        or said_names(block.text)
    ):
        return False
    above_verse = len(work.body) > 1 and work.body[1].form is not None and work.body[1].form.kind == "verse"
    if not (work.facts.published or _metadata_below(work) or above_verse):
        return False
    if any(map(topics_of(work).holds, names)) or ((work.whole or work.styled) and not all(map(has_given_name, names))):
        return False  # in a law, a contract or a form it is rather what something is called
    if work.styled and any(HOUR_OF_EVENT.fullmatch(below.text) for below in work.body[1:3]):
        return False  # it is rather where a speech was given
    work.credit_authors(names, str(block.number))
    work.doubt_whose(block)
    work.take(block, "byline")
    return True


def _lead_above_metadata(work: OpenDraft) -> bool:
    """A paragraph between the title and the byline or the date."""
    lead = work.body[0]
    begun = not work.facts.title or any(claim.kind in ("lead", "byline", "dateline") for claim in work.claims)
    names = is_scattered(lead.text) or persons(lead.text)
    if begun or len(lead.text) > _LEAD_LONGEST or names or not _metadata_below(work):
        return False
    work.take(lead, "lead")
    return True


def _metadata_below(work: OpenDraft) -> bool:
    """Whether the second line of what is left is a byline or a date, or says how long it takes to read."""
    below = work.body[1].text if len(work.body) > 1 else ""
    return bool(byline(below) or date_label(below) or only_date(below) or has_date(below) or READING.fullmatch(below))


def _set_title(work: OpenDraft, block: SourceLine, start: int, end: int) -> None:
    work.set_title(block.text[start:end].strip().rstrip("."), pointer(block, start, end))


def _titled(work: OpenDraft, block: SourceLine) -> bool:
    """`Title | Author. Date`."""
    line = None if work.facts.title else title_line(block.text)
    if line is None:
        return False
    _set_title(work, block, *line.title)
    work.claim(part(block, *line.title, "title"))
    work.claim(part(block, line.bar, line.bar + 1, "drop", "separator"))
    author = part(block, *line.author, "byline")
    work.claim(author)
    work.credit(block.text[slice(*line.author)], "author", author.at)
    if line.date:
        date = part(block, line.date.start, line.date.end, "metadata", "published")
        work.claim(date)
        work.set_found_date(line.date, date.at)
    work.body.remove(block)
    return True


def _dated_byline(work: OpenDraft, block: SourceLine) -> bool:
    found = byline(block.text)
    return bool(found and len(find_dates(found[1], old=True)) == 1) and _byline(work, block)


def _byline(work: OpenDraft, block: SourceLine) -> bool:
    """A line that is only a byline, perhaps with a place or a date behind the names."""
    found = byline(block.text)
    if found is None:
        return False
    names, rest = found
    work.credit_authors(names, str(block.number))
    credit_translator(work, block)
    dates = find_dates(rest, old=True)
    if len(dates) == 1:
        offset = len(block.text.rstrip(" .")) - len(rest)
        date = part(block, offset + dates[0].start, offset + dates[0].end, "metadata", "published")
        work.set_date(dates[0].value, date.at)
        work.claim(part(block, 0, date.start, "byline"))
        work.claim(date)
        if block.text[date.end :].strip():
            work.claim(part(block, date.end, len(block.text), "byline"))
        work.body.remove(block)
    else:
        work.take(block, "byline")
    return True


def _begins_with_metadata(work: OpenDraft, block: SourceLine) -> bool:
    """A date or a byline with which a line begins that then goes on with the title or the lead."""
    label = date_label(block.text)
    if label and not is_scattered(block.text):
        claim = part(block, label.start, label.end, "metadata", "published")
        work.set_date(label.date.value, claim.at)
        return _rest(work, block, claim.end, claim)
    named = inline_byline(block.text)
    if named and len(block.text) - named[1] > 60:  # shorter is a line with a name, not running text
        claim = part(block, 0, named[1], "byline")
        work.credit(named[0], "author", claim.at)
        work.doubts.append(f"author: the name in line {block.number} may be longer than “{named[0]}”")
        return _rest(work, block, named[1], claim)
    return False


def _rest(work: OpenDraft, block: SourceLine, start: int, claim: Claim) -> bool:
    """What is left of a line behind its metadata is the title, or else the lead."""
    rest = block.text[start:].strip()
    work.claim(claim)
    work.body.remove(block)
    if not work.facts.title and title_like(rest):
        _set_title(work, block, start, len(block.text))
        work.claim(part(block, start, len(block.text), "title"))
    elif rest:
        work.claim(part(block, start, len(block.text), "lead"))
    return True


def _is_subtitle(work: OpenDraft) -> bool:
    """A second short line counts as a subtitle if byline, date or running text follow directly."""
    text = work.body[0].text
    if (
        len(work.body) < 2 or not title_like(text) or is_caption(text) or is_scattered(text) or persons(text)
    ):  # itself and the next
        return False
    if work.body[0].number - work.blocks[0].number <= _DIRECTLY and work.claims and len(work.body[1].text) >= _RUNNING:
        return True
    return _metadata_below(work)


def _captions(work: OpenDraft) -> None:
    """Captions between the head and the text."""
    while work.body and not work.body[0].wrapped and not work.body[0].form and _is_caption(work.body[0].text):
        work.take(work.body[0], "caption")


def _is_caption(text: str) -> bool:
    """A line that names an author is a byline, whoever took the picture."""
    return is_caption(text) and not said_names(text)


def _lead_and_place(work: OpenDraft) -> None:
    """The place line marks where running text begins; a paragraph before it, or one directly above a heading, is the lead."""
    if any(block.wrapped or block.form for block in work.body[:4]):
        return  # a line of a paragraph is no lead
    place = next((i for i, block in enumerate(work.body[:4]) if dateline(block.text)), None)
    if place is not None:
        block = work.body[place]
        work.claim(part(block, 0, dateline(block.text), "dateline"))
        if dated := _dated_place(block.text):
            work.set_found_date(dated[0], pointer(block, dated[0].start, dated[0].end))
    has_lead = any(claim.kind == "lead" for claim in work.claims)
    if has_lead or not work.body:
        return
    if place:
        lead = work.body[place - 1]
        for before in work.body[: place - 1]:
            if len(before.text) <= _CAPTION_LONGEST:
                work.take(before, "caption")
                work.doubts.append(f"caption: line {before.number} may be a second lead")
        if not is_scattered(lead.text):
            work.take(lead, "lead")
        return
    first = work.body[0]
    headings = [block.text for block in work.body[1:-1]][:1]
    heading_below = any(title_like(text) and not is_caption(text) for text in headings) and not title_like(first.text)
    if (
        heading_below
        and len(first.text) <= _LEAD_LONGEST
        and _SENTENCE_END.search(first.text)
        and len(work.body[2].text) > len(work.body[1].text)
    ):
        work.take(first, "lead")


_READERS: tuple[Callable[[OpenDraft, SourceLine], bool], ...] = (
    lambda work, block: take_labelled(work, block, "byline"),
    _titled,
    _dated_byline,
    take_metadata,
    _byline,
    take_date,
    _bare_name,
)


def dateline(text: str) -> int:
    """The end of a place line with which a paragraph begins, 0 if it has none."""
    match = _DATELINE.match(text) or _DATELINE_CAPITALS.match(text)
    dated = None if match else _dated_place(text)
    end = match.end() if match else dated[1] if dated else 0
    return end if len(text) > end + 40 else 0


def _dated_place(text: str) -> tuple[FoundDate, int] | None:
    """The day that a place line gives in full, and where it ends; None if it gives none."""
    date = next(iter(find_dates(text[:_PLACE_LINE])), None)
    if date is None or not (date.value.is_exact or date.doubt) or not _PLACE_BEFORE.fullmatch(text[: date.start]):
        return None
    behind = _PLACE_BEHIND.match(text, date.end)
    return (date, behind.end()) if behind else None

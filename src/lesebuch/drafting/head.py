"""The head of an article: title, byline, date line, captions, lead, place line."""

import re

from lesebuch.drafting.body import is_caption
from lesebuch.drafting.dates import find_dates, only_date
from lesebuch.drafting.names import byline, inline_byline
from lesebuch.drafting.proposal import Block, Claim, Work, part, pointer, whole
from lesebuch.drafting.titles import date_label, title_like, title_line
from lesebuch.edtf import TimeValue

_HEAD = 8
"""Blocks within which the head ends."""
_AGENCY = r"(?:\s*\((?:[A-Za-zÄÖÜäöü]{2,10}(?:/[A-Za-zÄÖÜäöü]{2,10})*)\))"
_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:\s(?:am|an der|im|of|de|la|el|bei)\s|\s)?(?:[A-ZÄÖÜ][\w.’'-]*)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE})*){_AGENCY}?(?:,\s*\d{{1,2}}\.\s*[A-ZÄ][a-zä]+)?{_AGENCY}?\s*[-–—]\s+(?=[A-ZÄÖÜ„“\"»])"
)
_DATELINE_CAPITALS = re.compile(
    r"(?P<place>[A-ZÄÖÜ]{3,}(?:[/ -][A-ZÄÖÜ]{3,})*),\s*\d{1,2}\.\s*[A-ZÄ][a-zä]+(?:\s+\d{4})?\.\s+(?=[A-ZÄÖÜ„“\"»])"
)
_SENTENCE_END = re.compile(r"[.!?…][“”\"»)\]]*$")
_LEAD_LONGEST = 600
_CAPTION_LONGEST = 140


def read_head(work: Work) -> None:
    """Claim what stands above the running text. `work.body` then begins with the lead or the first paragraph."""
    subtitle: Block | None = None
    for _ in range(_HEAD):
        if not work.body:
            return
        block = work.body[0]
        if _titled(work, block) or _byline(work, block) or _date_line(work, block):
            continue
        if subtitle is None and _begins_with_metadata(work, block):
            continue
        if not work.title and title_like(block.text) and len(work.body) > 1 and not is_caption(block.text):
            _set_title(work, block, 0, len(block.text))
            work.claim(whole(block, "title"))
            work.body.remove(block)
        elif work.title and subtitle is None and _is_subtitle(work):
            subtitle = block
            work.take(block, "subtitle")
            work.doubts.append(f"subtitle: line {block.number} may be a heading")
        else:
            break
    _captions(work)
    _lead_and_place(work)


def _set_title(work: Work, block: Block, start: int, end: int) -> None:
    work.title, work.title_at = block.text[start:end].strip().rstrip("."), pointer(block, start, end)


def _titled(work: Work, block: Block) -> bool:
    """`Title | Author. Date`."""
    line = None if work.title else title_line(block.text)
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
        work.set_date(line.date.value, date.at)
        work.doubts += [line.date.doubt] if line.date.doubt else []
    work.body.remove(block)
    return True


def _byline(work: Work, block: Block) -> bool:
    """A line that is only a byline, perhaps with a place or a date behind the names."""
    found = byline(block.text)
    if found is None:
        return False
    names, rest = found
    for name in names:
        work.credit(name, "author", str(block.number))
    dates = find_dates(rest)
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


def _date_line(work: Work, block: Block) -> bool:
    """A line that is only a date, with or without a label."""
    label = date_label(block.text)
    date = label.date if label and not re.search(r"[^\W\d_]{5}", block.text[label.end :]) else only_date(block.text)
    if date is None:
        return False
    value, note = date.value, ""
    if label and label.revised:
        value, note = TimeValue.parse(f"[..{date.value.latest}]"), "date of a revision"
        work.doubts.append(f"date: line {block.number} is the date of a revision; the text may be older")
    if label and label.label.lower() == "stand":
        work.doubts.append(f"date: “Stand” in line {block.number} may be the date of a revision")
    work.set_date(value, pointer(block, date.start, date.end), note)
    work.doubts += [date.doubt] if date.doubt else []
    work.take(block, "dateline")
    return True


def _begins_with_metadata(work: Work, block: Block) -> bool:
    """A date or a byline with which a line begins that then goes on with the title or the lead."""
    label = date_label(block.text)
    if label:
        claim = part(block, label.start, label.end, "metadata", "published")
        work.set_date(label.date.value, claim.at)
        return _rest(work, block, claim.end, claim)
    named = inline_byline(block.text)
    if named and len(block.text) - named[1] > 60:  # noqa: PLR2004 - shorter is a line with a name, not running text
        claim = part(block, 0, named[1], "byline")
        work.credit(named[0], "author", claim.at)
        work.doubts.append(f"author: the name in line {block.number} may be longer than “{named[0]}”")
        return _rest(work, block, named[1], claim)
    return False


def _rest(work: Work, block: Block, start: int, claim: Claim) -> bool:
    """What is left of a line behind its metadata is the title, or else the lead."""
    rest = block.text[start:].strip()
    work.claim(claim)
    work.body.remove(block)
    if not work.title and title_like(rest):
        _set_title(work, block, start, len(block.text))
        work.claim(part(block, start, len(block.text), "title"))
    elif rest:
        work.claim(part(block, start, len(block.text), "lead"))
    return True


def _is_subtitle(work: Work) -> bool:
    """A second short line counts as a subtitle if byline, date or running text follow directly."""
    if len(work.body) < 2 or not title_like(work.body[0].text) or is_caption(work.body[0].text):  # noqa: PLR2004 - itself and the next
        return False
    below = work.body[1].text
    return bool(byline(below) or date_label(below) or only_date(below))


def _captions(work: Work) -> None:
    """Captions between the head and the text."""
    while work.body and is_caption(work.body[0].text):
        work.take(work.body[0], "caption")


def _lead_and_place(work: Work) -> None:
    """The place line marks where running text begins; a paragraph before it, or one directly above a heading, is the lead."""
    place = next((i for i, block in enumerate(work.body[:4]) if dateline(block.text)), None)
    if place is not None:
        block = work.body[place]
        work.claim(part(block, 0, dateline(block.text), "dateline"))
    has_lead = any(claim.kind == "lead" for claim in work.claims)
    if has_lead or not work.body:
        return
    if place:
        lead = work.body[place - 1]
        for before in work.body[: place - 1]:
            if len(before.text) <= _CAPTION_LONGEST:
                work.take(before, "caption")
                work.doubts.append(f"caption: line {before.number} may be a second lead")
        work.take(lead, "lead")
        return
    first = work.body[0]
    heading_below = len(work.body) > 2 and title_like(work.body[1].text) and not title_like(first.text)  # noqa: PLR2004 - and a paragraph
    if (
        heading_below
        and len(first.text) <= _LEAD_LONGEST
        and _SENTENCE_END.search(first.text)
        and len(work.body[2].text) > len(work.body[1].text)
    ):
        work.take(first, "lead")


def dateline(text: str) -> int:
    """The end of a place line with which a paragraph begins, 0 if it has none."""
    match = _DATELINE.match(text) or _DATELINE_CAPITALS.match(text)
    return match.end() if match and len(text) > match.end() + 40 else 0

"""Lines that hold nothing but metadata: `Anna Muster · 3. April 2024, 14:05 Uhr · 5 Min.`, an address, tags."""

import re
from dataclasses import dataclass, field, replace

from lesebuch.drafting.datelines import FoundDate, find_dates, only_date
from lesebuch.drafting.givennames import has_given_name
from lesebuch.drafting.names import byline, is_bare_name, listed
from lesebuch.drafting.proposal import OpenDraft, SourceLine, pointer
from lesebuch.drafting.titles import DateLabel, date_label
from lesebuch.edtf import TimeValue

_LONGEST = 200
_PART = re.compile(
    r"\s*[|·•]\s*|\s+[–—-]+\s+|[\s,;(]+(?=(?:zuletzt |last )?(?:aktualisiert|updated|modified)\b)", re.IGNORECASE
)
UNIT = r"(?:sekunden?|minuten?|min|stunden?|std|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?|seconds?|minutes?|hours?|hrs?|days?|weeks?|months?|years?)\.?"
_AGO = re.compile(
    rf"(?:(?:erstellt|veröffentlicht|publiziert|posted|published)\s*:?\s+)?(?:vor\s+(?:\d+|einer|einem)\s+{UNIT}|(?:\d+|an?)\s+{UNIT}\s+ago|(?:gestern|heute|yesterday|today)(?:,?\s+(?:um\s+|at\s+)?\d{{1,2}}[:.]\d\d(?:\s+Uhr)?)?)",
    re.IGNORECASE,
)
_NAME_AGO = re.compile(rf"(?P<name>[^\d]+?)\s*(?P<ago>{_AGO.pattern})", re.IGNORECASE)
"""`Anna Muster vor 5 Stunden`."""
READING = re.compile(
    r"(?:lesezeit|lesedauer|reading time)\b.{0,30}|\d+(?:\s?[–-]\s?\d+)?\s*(?:min\.?|minuten|minutes?|minutos|минут[аы]?|хвилин[аи]?|dakika)(?:\s+(?:lesezeit|read))?",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"[^\W\d_]{5}|\b(?:von|by|par)\b", re.IGNORECASE)
"""What behind a date is no time of day or the like: words, or a name."""
TIME = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:uhr|h|[ap]\.?m\.?))?", re.IGNORECASE)
"""A time of day, as a line or a part of one."""
HOUR_OF_EVENT = re.compile(rf"(?i:{TIME.pattern})\s+[A-Z]{{2,5}}")
"""With its zone, as a record of a speech has it."""
_PAPER = re.compile(r"(?P<paper>[^\W\d_a-zäöü][\w .&-]{2,40}?),?\s+(?:vom|of)\s+")
_PLACE_IN_PAPER = re.compile(r"[\s,;(]*(?:(?:Nr|Nummer|No|Ausgabe|Heft|Seiten?|S|pages?|p)\.?\s*\d+[\s,;)–-]*\d*)+\W*")
"""At least a number: “Ein Brief vom 3. Mai 1921” is a title."""
_ADDRESS = re.compile(r"(?:(?:url|link|quelle|source)\s*:\s*)?(?P<url>https?://\S+)", re.IGNORECASE)
_ADDRESS_DATE = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])(?:[/-](?P<d>0[1-9]|[12]\d|3[01]))?(?=[/-])")
_TAGS = re.compile(
    r"(?:tags?|schlagw(?:ort|örter)|stichw(?:ort|orte|örter)|themen|keywords|topics)\s*:\s*\S.*", re.IGNORECASE
)


@dataclass(slots=True)
class _Meta:
    """What the parts of a line say."""

    names: list[str] = field(default_factory=list)
    bare: bool = False
    """Whether no label says that they are names of authors."""
    published: FoundDate | None = None
    revised: FoundDate | None = None
    ago: str = ""
    paper: str = ""
    others: int = 0
    """Parts that say nothing of use: a time of day, the time that reading takes."""


def take_metadata(work: OpenDraft, block: SourceLine) -> bool:
    """Claim a line that holds nothing but metadata, of more than one kind or of a rare one; False if it is none."""
    return _take_tags(work, block) or _take_address(work, block) or _take_line(work, block)


def take_date(work: OpenDraft, block: SourceLine) -> bool:
    """A line that is only a date, with or without a label."""
    label = date_label(block.text)
    date = label.date if label and not _SAYS_MORE.search(block.text[label.end :]) else only_date(block.text)
    if date is None:
        return False
    at = pointer(block, date.start, date.end)
    if label and label.label.lower() == "stand":
        work.doubts.append(f"date: “Stand” in line {block.number} may be the date of a revision")
    if label and label.revised:
        work.set_revised(date.value, at, block.number)
    else:
        work.set_date(date.value, at)
    work.doubt_date(date)
    work.take(block, "dateline")
    return True


def has_date(text: str) -> bool:
    """Whether a line is nothing but metadata, a date among them."""
    meta = _read(text)
    return bool(meta and (meta.published or meta.revised or meta.ago))


def _take_tags(work: OpenDraft, block: SourceLine) -> bool:
    found = len(block.text) <= _LONGEST and _TAGS.fullmatch(block.text)
    if found:
        work.take(block, "drop", "tags")
    return bool(found)


def _take_address(work: OpenDraft, block: SourceLine) -> bool:
    found = _ADDRESS.fullmatch(block.text)
    if not found:
        return False
    work.set_url(found["url"])
    work.take(block, "metadata", "url")
    dated = _ADDRESS_DATE.search(found["url"])
    if dated and not work.address_date:
        work.address_date = "-".join(filter(None, dated.group("y", "m", "d"))), str(block.number)
    return True


def date_from_address(work: OpenDraft) -> None:
    """The date that an address holds, where nothing else gives one: probable, and so marked."""
    if work.facts.published is None and work.address_date:
        date, at = work.address_date
        work.set_date(TimeValue.parse(f"{date}?"), at, "from the address")
        work.doubts.append(f"date: only the address in line {at} gives {date}")


def _take_line(work: OpenDraft, block: SourceLine) -> bool:
    meta = _read(block.text)
    if meta is None or (meta.bare and not has_date(block.text)):
        return False
    if not work.facts.title and not (meta.published or meta.revised):
        return False  # “Gestern” may be a title
    if meta.bare and work.whole and not all(map(has_given_name, meta.names)):
        meta = replace(meta, names=[])  # what is dated, in a contract or a form
    work.credit_authors(meta.names, str(block.number))
    if meta.names and meta.bare:
        work.doubt_whose(block)
    _dates(work, block, meta)
    work.set_publisher(meta.paper, str(block.number))
    dated = meta.published or meta.revised or meta.ago
    kind = "byline" if meta.names else "dateline" if dated else "drop"
    work.take(block, kind, "reading time" if kind == "drop" else "")
    return True


def _dates(work: OpenDraft, block: SourceLine, meta: _Meta) -> None:
    if meta.published:
        date = meta.published
        work.set_found_date(date, pointer(block, date.start, date.end))
    if meta.revised:
        date = meta.revised
        if work.facts.published is None:
            work.set_revised(date.value, pointer(block, date.start, date.end), block.number)
        elif str(date.value) != str(work.facts.published):
            work.doubts.append(f"date: line {block.number} says that the text was revised, {date.value}")
    if meta.ago:
        work.doubts.append(f"date: line {block.number} says only “{meta.ago}”")


def _read(text: str) -> _Meta | None:
    """None if a part of the line is something else; a single date or byline is for others to read."""
    if len(text) > _LONGEST:
        return None
    meta, at, parts = _Meta(), 0, 0
    for end, start in [*(match.span() for match in _PART.finditer(text)), (len(text), len(text))]:
        part = text[at:end]
        if part.strip(" .,;()"):
            parts += 1
            if not _read_part(meta, part, at):
                return None
        at = start
    rare = meta.ago or meta.paper or (meta.others and not meta.names)
    return meta if parts > 1 or rare else None


def _read_part(meta: _Meta, part: str, offset: int) -> bool:
    bare = part.strip(" .,;()")
    if READING.fullmatch(bare) or TIME.fullmatch(bare):
        meta.others += 1
    elif _AGO.fullmatch(bare):
        meta.ago = meta.ago or bare
    elif not _read_date(meta, part, offset):
        return _read_names(meta, bare)
    return True


def _read_date(meta: _Meta, part: str, offset: int) -> bool:
    label = date_label(part)
    if label and not _SAYS_MORE.search(part[label.end :]):
        moved = _moved(label, offset)
        if label.revised:
            meta.revised = meta.revised or moved
        else:
            meta.published = meta.published or moved
        return True
    date = only_date(part)
    if date is None:
        dates = find_dates(part)
        paper = _PAPER.fullmatch(part[: dates[0].start]) if len(dates) == 1 else None
        if paper is None or not _PLACE_IN_PAPER.fullmatch(part[dates[0].end :]):
            return False
        date, meta.paper = dates[0], paper["paper"]
    meta.published = meta.published or replace(date, start=date.start + offset, end=date.end + offset)
    return True


def _moved(label: DateLabel, offset: int) -> FoundDate:
    return replace(label.date, start=label.date.start + offset, end=label.date.end + offset)


def _read_names(meta: _Meta, part: str) -> bool:
    found = byline(part)
    if found and not found[1].strip():
        meta.names += found[0]
        return True
    ago = _NAME_AGO.fullmatch(part)
    names = listed(ago["name"] if ago else part)
    if meta.names or not names or not all(is_bare_name(name) for name in names):
        return False
    if ago and (meta.ago or not any(map(has_given_name, names))):
        return False
    meta.names, meta.bare, meta.ago = names, True, ago["ago"] if ago else meta.ago
    return True

"""When a page was published: what it declares, weighed against its words."""

import datetime as dt
import re
from collections.abc import Iterator

from htmldate import find_date

from lesebuch.drafting.web.metadata import Declared
from lesebuch.edtf import TimeValue

_DATE_META = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
    "pubdate",
    "og:published_time",
)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])|(\d{4}-\d\d)$|(\d{4})$")
_NEVER = "1970-01-01"
"""The first day of computers' clocks: what they write where nobody gave one."""
_VERSION = re.compile(
    r"(<(?:script|link)\b[^>]{0,500}?\s(?:src|href)\s*=\s*[\"']?[^\"'\s>?]{0,500})\?[^\"'\s>]*", re.IGNORECASE
)
"""What stands behind the address of a script or a style sheet: when that was changed."""
_NEXT = dt.timedelta(days=1)
_OLDEST = dt.date(1990, 1, 1)
"""Before the web no page was published; what is dated earlier is what a page tells of."""


def publication(page: str, declared: Declared, today: dt.date) -> tuple[TimeValue | None, str]:
    """The date of publication and what says it.

    A month or a year that an element declares is as exact as the evidence. A day is what htmldate finds, where it is declared, too, or
    next to what is: a page shows the day of its own place, and declares that of Greenwich. Else the declaration goes before what
    htmldate reads out of all words, which may be of other texts, and is in doubt.
    """
    values = [(value, source) for text, source in _declared(declared) if (value := _iso(text, today))]
    page = _VERSION.sub(r"\1", page)
    found = find_date(page, original_date=True, min_date=_OLDEST.isoformat(), max_date=today.isoformat())
    if (
        found
        and found.endswith("-01")
        and not any(str(value) == found for value, _ in values)
        and not names_day(page, found)
    ):
        found = None  # made of a year alone, as in a footer: more exact than the evidence
    if declared.meta.get("generator", "").startswith("MediaWiki") and not values:
        found = None  # a wiki's words have the days of what they tell of
    if found and (not values or any(_is_near(value, found) for value, _ in values)):
        return TimeValue.parse(found), next((source for value, source in values if str(value) == found), GUESSED)
    if not values:
        return None, ""
    value, source = values[0]
    return value, f"{source}{DISPUTED} {found})" if found and len(str(value)) == len(found) else source


def _declared(declared: Declared) -> Iterator[tuple[str, str]]:
    """What the page declares as the time of its publication, and where."""
    yield from (
        (str(item["datePublished"]), "JSON-LD datePublished") for item in declared.linked if "datePublished" in item
    )
    yield from ((declared.meta[name], f"meta {name}") for name in _DATE_META if name in declared.meta)


def _is_near(value: TimeValue, day: str) -> bool:
    """Whether a declared day is that one, or next to it."""
    return value.is_exact and len(str(value)) == len(day) and abs(value.earliest - dt.date.fromisoformat(day)) <= _NEXT


def names_day(page: str, day: str) -> bool:
    """Whether a page has this day, in whatever form."""
    year, month, number = (int(part) for part in day.split("-"))
    numeric = rf"{year}\W?0?{month}\W?0?{number}(?!\d)|(?<!\d)0?{number}\W{{1,2}}0?{month}\W{{1,2}}{year}|(?<!\d)0?{month}/0?{number}/{year}"
    worded = rf"(?<!\d)0?{number}(?:\.|st|º|er)?\s(?:\w+\s)?\w+\.?,?\s{year}|[^\W\d_]\.?\s0?{number}(?:st)?,\s{year}"
    return bool(re.search(f"{numeric}|{worded}", page))


GUESSED = "words, as htmldate reads them"
"""What `published` says of a date that no element declares."""
DISPUTED = " (its words have"
"""And of one that an element declares, with the day that the words have."""


def _iso(text: str, today: dt.date) -> TimeValue | None:
    match = _ISO.match(text.strip())
    if not match or match[1] == _NEVER:
        return None
    try:
        value = TimeValue.parse(match[1] or match[2] or match[3])
    except ValueError:
        return None
    return value if value.earliest <= today else None

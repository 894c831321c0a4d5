"""When a page was published: what it declares, weighed against its words."""

import datetime as dt
import re

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
_OLDEST = dt.date(1990, 1, 1)
"""Before the web no page was published; what is dated earlier is what a page tells of."""


def publication(page: str, declared: Declared, today: dt.date) -> tuple[TimeValue | None, str]:
    """The date of publication and what says it.

    A month or a year that an element declares is as exact as the evidence. A day is what htmldate finds: it weighs declarations
    against the words of the page, which are right more often where the two differ (measured on 430 pages).
    """
    said_dates = [
        (str(item["datePublished"]), "JSON-LD datePublished") for item in declared.linked if "datePublished" in item
    ]
    said_dates += [(declared.meta[name], f"meta {name}") for name in _DATE_META if name in declared.meta]
    values = [(value, source) for text, source in said_dates if (value := _iso(text, today))]
    found = find_date(page, original_date=True, min_date=_OLDEST.isoformat(), max_date=today.isoformat())
    if (
        found
        and found.endswith("-01")
        and not any(str(value) == found for value, _ in values)
        and not names_day(page, found)
    ):
        found = None  # made of a year alone, as in a footer: more exact than the evidence
    if found and not (values and all(len(str(value)) < len(found) for value, _ in values)):
        day = TimeValue.parse(found)
        return day, next((source for value, source in values if str(value) == found), GUESSED)
    return values[0] if values else (None, "")


def names_day(page: str, day: str) -> bool:
    """Whether a page has this day, in whatever form."""
    year, month, number = (int(part) for part in day.split("-"))
    numeric = rf"{year}\W?0?{month}\W?0?{number}(?!\d)|(?<!\d)0?{number}\W{{1,2}}0?{month}\W{{1,2}}{year}|(?<!\d)0?{month}/0?{number}/{year}"
    worded = rf"(?<!\d)0?{number}(?:\.|st|º|er)?\s(?:\w+\s)?\w+\.?,?\s{year}|[^\W\d_]\.?\s0?{number}(?:st)?,\s{year}"
    return bool(re.search(f"{numeric}|{worded}", page))


GUESSED = "words, as htmldate reads them"
"""What `published` says of a date that no element declares."""


def _iso(text: str, today: dt.date) -> TimeValue | None:
    match = _ISO.match(text.strip())
    if not match:
        return None
    try:
        value = TimeValue.parse(match[1] or match[2] or match[3])
    except ValueError:
        return None
    return value if value.earliest <= today else None

"""Dates with a year, as headings, bylines and date lines write them, and dates without one beside a weekday.

Small on purpose: dates in running text are the business of the temporal tagger; here a date counts only where a date of
publication stands.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lesebuch.drafting.months import Written, weekdays, written_dates
from lesebuch.edtf import TimeValue

_MONTHS = (
    ("januar", "jänner", "january", "jan"), ("februar", "feber", "february", "feb"), ("märz", "march", "mär", "mar"),
    ("april", "apr"), ("mai", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("dezember", "december", "dez", "dec"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = (
    ("montag", "monday"), ("dienstag", "tuesday"), ("mittwoch", "wednesday"), ("donnerstag", "thursday"),
    ("freitag", "friday"), ("samstag", "sonnabend", "saturday"), ("sonntag", "sunday"),
)  # fmt: skip
WEEKDAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
WEEKDAY = "(?:" + "|".join(WEEKDAY_NUMBER) + ")"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_ANY_YEAR = _YEAR.replace("19", "1[4-9]")
"""From the first printed books on. A day before 1900 in news is one that they tell of: so this is for lines that date a text."""
_NEXT = r"(?!\d(?!\d?\.\s?[^\W\d_]))"
"""What a page shows apart, dates of publication and of a change, may be pasted without a space: `3. Mai 20244. Mai 2024`."""


def _forms(year: str) -> tuple[str, ...]:
    """`1811-12` may be two years: a month of an old one is not written so."""
    return (
        rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{year}(?!\d)",
        rf"{year}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"{_YEAR}-(?P<m>\d\d)(?![\d-])",
        rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?P<name>{MONTH}),?\s+{year}{_NEXT}",
        rf"(?P<name>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}(?!\d)",
        rf"(?P<name>{MONTH})\s+{year}(?!\d)",
        rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/{year}(?!\d)",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<yy>\d\d)(?![\d.])",
    )


_DATE, _OLD_DATE = (
    tuple(
        re.compile(rf"(?:(?<![\d./-])|(?<=[^\W\d_]-)|(?<=(?:19|20)\d\d)){form}", re.IGNORECASE) for form in _forms(year)
    )
    for year in (_YEAR, _ANY_YEAR)
)
_SURROUNDINGS = re.compile(
    rf"(?:{WEEKDAY}|(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?(?=,)|den|der|am|on|um|at|uhr|h|[ap]\.m|pm|[ecmp][sd]t|et|bst|cest|cet|mez|mesz|utc|gmt"
    r"|le|el|il|à|às|du|kl|klo|г|года|р|року|в|о|الساعة"
    r"|\d{1,2}[:.h]\d\d(?::\d\d)?|T\d\d:\d\d[^\sT]*|[\s,،;|.()·•–-])*",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 120


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    start: int
    end: int
    value: TimeValue
    doubt: str = ""
    day_first: TimeValue | None = None
    """What it is where the month never stands first, if that decides it."""


def find_dates(text: str, *, old: bool = False) -> list[FoundDate]:
    """All dates with a year, in order; a longer form wins over a shorter one within it. `old`: of years before 1900, too."""
    found: list[FoundDate] = []
    taken = bytearray(len(text))
    for pattern in _OLD_DATE if old else _DATE:
        for match in pattern.finditer(text):
            dated = None if any(taken[match.start() : match.end()]) else _dated(match)
            _take(dated, found, taken)
    for written in written_dates(text, old=old):
        dated = None if any(taken[written.start : written.end]) else _written(text, written)
        _take(dated, found, taken)
    return sorted(found, key=lambda dated: dated.start)


def _take(dated: FoundDate | None, found: list[FoundDate], taken: bytearray) -> None:
    if dated is not None:
        found.append(dated)
        taken[dated.start : dated.end] = b"\1" * (dated.end - dated.start)


def only_date(text: str) -> FoundDate | None:
    """The date of a text that is nothing but a date, with a weekday or a time of day at most."""
    dates = find_dates(text, old=True) if len(text) <= _LONGEST_DATE_LINE else []
    if len(dates) != 1:
        return None
    before, after = text[: dates[0].start], text[dates[0].end :]
    return dates[0] if _bare(before) and _bare(after) else None


def _bare(text: str) -> bool:
    """Whether what stands beside a date says no more than the day and the hour."""
    if _SURROUNDINGS.fullmatch(text):
        return True
    words = re.split(r"[\s,،]+", text)
    return bool(_SURROUNDINGS.fullmatch(" ".join(word for word in words if word.casefold() not in weekdays())))


def month_number(name: str) -> int:
    """1 to 12."""
    return _MONTH_NUMBER[name.lower().rstrip(".")]


def _dated(match: re.Match[str]) -> FoundDate | None:
    groups = match.groupdict()
    if groups.get("yy"):
        day = _day(2000 + int(groups["yy"]), int(groups["m"]), int(groups["d"]))
        doubt = f"date: the year in {match[0]} has two digits"
        return FoundDate(match.start(), match.end(), TimeValue.from_date(day), doubt) if day else None
    year = int(groups["y"])
    if "a" in groups:
        return _slashed(match, year, int(groups["a"]), int(groups["b"]))
    month = month_number(groups["name"]) if groups.get("name") else int(groups["m"])
    if not groups.get("d"):
        return (
            FoundDate(match.start(), match.end(), TimeValue.parse(f"{year}-{month:02}")) if 1 <= month <= 12 else None
        )
    day = _day(year, month, int(groups["d"]))
    return FoundDate(match.start(), match.end(), TimeValue.from_date(day)) if day else None


def _written(text: str, written: Written) -> FoundDate | None:
    """A date with the name of a month in another language; several months may be meant."""
    start, end = written.start, written.end
    if written.day is None:
        values = [f"{written.year}-{month:02}" for month in written.months if 1 <= month <= len(_MONTHS)]
    else:
        values = [str(day) for month in written.months if (day := _day(written.year, month, written.day))]
    if not values:
        return None
    if len(values) == 1:
        return FoundDate(start, end, TimeValue.parse(values[0]))
    doubt = f"date: “{text[start:end]}” means another month in another language"
    return FoundDate(start, end, TimeValue.parse(f"[{','.join(values)}]"), doubt)


def _slashed(match: re.Match[str], year: int, first: int, second: int) -> FoundDate | None:
    """5/4/2022 is the fifth of April or the fourth of May."""
    days = sorted({day for day in (_day(year, second, first), _day(year, first, second)) if day})
    if not days:
        return None
    if len(days) == 1:
        return FoundDate(match.start(), match.end(), TimeValue.from_date(days[0]))
    value = TimeValue.parse(f"[{','.join(map(str, days))}]")
    doubt = f"date: {match[0]} may be day/month or month/day"
    day_first = TimeValue.parse(f"{year}-{second:02}-{first:02}")
    return FoundDate(match.start(), match.end(), value, doubt, day_first)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def days(month: int, day: int, weekday: int | None, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days of that date, and weekday if one is given, between two days."""
    for year in range(first.year, last.year + 1):
        candidate = _day(year, month, day)
        if candidate and first <= candidate <= last and weekday in (None, candidate.weekday()):
            yield candidate

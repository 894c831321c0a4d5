"""One point of an EDTF value: a year, month, day, part of a year or moment, possibly vague, possibly in doubt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from lesebuch.edtf.days import Day, month_length
from lesebuch.edtf.year import NOTATION, Year, matching

_MONTHS = 12

SEASON_MONTHS: dict[int, tuple[int, int]] = {
    **dict.fromkeys((21, 25), (3, 5)),
    **dict.fromkeys((22, 26), (6, 8)),
    **dict.fromkeys((23, 27), (9, 11)),
    **dict.fromkeys((24, 28), (12, 14)),
    29: (9, 11),
    30: (12, 14),
    31: (3, 5),
    32: (6, 8),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}
"""First and last month of each sub-year grouping; 13 and 14 are January and February of the year after, since a
winter is named after the year in which it begins. 21 to 24 are read as seasons of the northern hemisphere."""

_POINT = re.compile(
    rf"""(?P<m1>[?~%]?)(?P<year>{NOTATION})(?P<m2>[?~%]?)
    (?:-(?P<m3>[?~%]?)(?P<month>[0-9X]{{2}})(?P<m4>[?~%]?)
       (?:-(?P<m5>[?~%]?)(?P<day>[0-9X]{{2}})(?P<m6>[?~%]?)
          (?:T(?P<time>[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,9}})?)(?P<zone>Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)?)?)?)?""",
    re.VERBOSE,
)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00")
_ZONE = re.compile(
    r"Z|\+(?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|\+14(?::?00)?|"
    r"-(?!00(?::?00)?$)(?:0[0-9]|1[01])(?::?[0-5][0-9])?|-12(?::?00)?"
)
"""Offsets that are in use, from -12:00 to +14:00; -00:00 is excluded by ISO 8601. Many programs write no colon."""

_NONE = ("",) * 6
NO_DATE = "is no EDTF date"
_SHOWN = 60


def quoted(text: str) -> str:
    """What a message shows of a text."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date of an EDTF value, as it is written; compares and sorts by nothing, see `TimeValue`."""

    year: str
    """As written: four digits, X where unknown, perhaps with a minus; or Y, a number, E and an exponent; then perhaps S
    and the number of significant digits."""
    month: str | None = None
    """01 to 12, 21 to 41 for a part of a year, or with X."""
    day: str | None = None
    """01 to 31, or with X."""
    time: str | None = None
    """hh:mm:ss, perhaps with a fraction as programs write it; local or as `zone` says."""
    zone: str = ""
    """Z, an offset such as +02:00, or nothing."""
    marks: tuple[str, ...] = _NONE
    """? uncertain, ~ approximate, % both: before and behind the year, before and behind the month, and the day. One before
    a part is of that part alone, one behind it also of all parts to its left."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a single date; ValueError says what is allowed."""
        found = _POINT.fullmatch(text)
        if found is None:
            raise ValueError(f"{quoted(text)} {NO_DATE}")
        marks = tuple(found[f"m{place}"] or "" for place in range(1, 7))
        point = cls(found["year"], found["month"], found["day"], found["time"], found["zone"] or "", marks)
        if wrong := point._wrong():
            raise ValueError(f"{quoted(text)}: {wrong}")
        return point

    def _wrong(self) -> str:
        """What is wrong with a date of the right form; empty if nothing."""
        try:
            known = self.years
        except ValueError as error:
            return str(error)
        if self.month is not None and (self.year.startswith("Y") or known.estimate is not None):
            return "a year with Y or S stands alone, without month and day"
        if self.season is None and self.month is not None and not choices(self.month, _MONTHS):
            return _NO_MONTH
        if self.season is not None and (self.season not in SEASON_MONTHS or self.day is not None):
            return _NO_MONTH
        if self.day is not None and _edge(self.year, self.month, self.day, last=False) is None:
            return self._no_such_day()
        return self._wrong_time(self.time) if self.time is not None else ""

    def _no_such_day(self) -> str:
        if "X" in f"{self.year}{self.month}{self.day}":
            return "there is no such day"
        return f"that month has {month_length(self.years.first, self.months[0])} days"

    def _wrong_time(self, time: str) -> str:
        if not _TIME.fullmatch(time):
            return "a time is hh:mm:ss, from 00:00:00 to 23:59:59"
        if "X" in f"{self.year}{self.month}{self.day}" or self.mark:
            return "a time is of a day that is fully known, without ? ~ %"
        if self.zone and not _ZONE.fullmatch(self.zone):
            return "a time zone is Z or an offset from -12:00 to +14:00, such as +02:00"
        return ""

    @property
    def years(self) -> Year:
        """The year as numbers."""
        return Year.read(self.year)

    @property
    def has_year(self) -> bool:
        """Whether any digit of the year is known."""
        return bool(self.year.strip("-X"))

    @property
    def season(self) -> int | None:
        """The code of a part of a year (21 to 41), None for a month or a whole year."""
        if self.month is None or "X" in self.month or int(self.month) <= _MONTHS:
            return None
        return int(self.month)

    @property
    def months(self) -> Sequence[int]:
        """The months that it may be, 1 to 12, ascending; none for a part of a year."""
        return () if self.season is not None else choices(self.month or "XX", _MONTHS)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Of year, month and day, as far as they are named: ? uncertain, ~ approximate, % both, or nothing."""
        named = 1 + (self.month is not None) + (self.day is not None)
        return tuple(_together((self.marks[2 * n], *self.marks[2 * n + 1 :: 2])) for n in range(named))

    @property
    def mark(self) -> str:
        """The doubt of all parts together: ? if any is uncertain, ~ if any is approximate, % if both."""
        return _together(self.doubts)

    def first_day(self) -> Day:
        """The earliest day that the point may be."""
        return self._bound(last=False)

    def last_day(self) -> Day:
        """The latest day that the point may be."""
        return self._bound(last=True)

    def _bound(self, *, last: bool) -> Day:
        found = _edge(self.year, self.month, self.day, last=last)
        if found is None:
            raise ValueError(f"{self} is no date")
        return found

    @property
    def is_exact(self) -> bool:
        """A known day, without doubt."""
        return self.day is not None and not self.mark and "X" not in str(self)

    def __str__(self) -> str:
        parts = (part for part in (self.year, self.month, self.day) if part is not None)
        text = "-".join(f"{self.marks[2 * n]}{part}{self.marks[2 * n + 1]}" for n, part in enumerate(parts))
        return f"{text}{f'T{self.time}' if self.time else ''}{self.zone}"


_NO_MONTH = "a month is 01 to 12, a part of a year 21 to 41 and without a day"


def _together(marks: Iterable[str]) -> str:
    found = set(marks) - {""}
    return "%" if len(found) > 1 else "".join(found)


@lru_cache(maxsize=4096)
def choices(pattern: str, last: int) -> tuple[int, ...]:
    """The two-digit numbers from 1 to `last` that a pattern such as ``1X`` allows, ascending."""
    numbers = ((n, f"{n:02}") for n in range(1, last + 1))
    return tuple(n for n, digits in numbers if all(p in ("X", d) for p, d in zip(pattern, digits, strict=True)))


# The days of an index are compared again and again.
@lru_cache(maxsize=65536)
def _edge(year: str, month: str | None, day: str | None, *, last: bool) -> Day | None:
    """The first or last day that these digits allow; None if there is none. The year must be one that can be read."""
    known = Year.read(year)
    if month is not None and "X" not in month and int(month) > _MONTHS:
        return _edge_of_season(known, int(month), last=last)
    months = choices(month or "XX", _MONTHS)
    # Which month, and which year, can depend on the day: a 29th of February, a 31st.
    candidates = matching(year) if known.masked else (known.first, known.last)
    step = -1 if last else 1
    for number in candidates[::step]:
        for one in months[::step]:
            days = choices(day or "XX", month_length(number, one))
            if days:
                return Day(number, one, days[::step][0])
    return None


def _edge_of_season(known: Year, code: int, *, last: bool) -> Day:
    first, end = SEASON_MONTHS[code]
    if not last:
        return Day(known.first, first, 1)
    year, month = known.last + (end - 1) // _MONTHS, (end - 1) % _MONTHS + 1
    return Day(year, month, month_length(year, month))

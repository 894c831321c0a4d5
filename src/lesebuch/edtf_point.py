"""One point of an EDTF value: a year, month, day, season or moment, possibly vague.

EDTF is the profile of ISO 8601-2:2019 that the Library of Congress describes
(https://www.loc.gov/standards/datetime/). Here: level 0, level 1, and of level 2 what a reader of
news needs: unspecified digits anywhere (``156X-12-XX``) and the sub-year groupings 21 to 41.
"""

import calendar
import re
from dataclasses import dataclass
from functools import cache
from typing import Self

ALLOWED = (
    "YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm:ss, a season such as 2023-21, X for unknown digits, then ? ~ or %"
)

Day = tuple[int, int, int]
"""(year, month, day), proleptic Gregorian, astronomical years: 0 is 1 BC. Unlike `datetime.date` without limits."""

_MONTHS = 12
_LEAP_DAY = 29
_FOUR_DIGITS = 9999

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
    r"""(?P<year>-?[0-9X]{4}|Y-?[1-9][0-9]{4,})
    (?:-(?P<month>[0-9X]{2})
       (?:-(?P<day>[0-9X]{2})
          (?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<zone>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?
    (?P<mark>[?~%]?)""",
    re.VERBOSE,
)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00")
_ZONE = re.compile(r"Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?")


def month_length(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar, for any year."""
    # The calendar repeats every 400 years, and the standard library knows the years 1 to 9999 only.
    return calendar.monthrange(2000 + year % 400, month)[1]


@cache
def _choices(pattern: str, first: int, last: int) -> tuple[int, ...]:
    """The two-digit numbers from `first` to `last` that a pattern such as ``1X`` allows, ascending."""
    if "X" not in pattern:  # nearly always; sorting asks for this thousands of times
        return (int(pattern),) if first <= int(pattern) <= last else ()
    fits = (all(p in ("X", d) for p, d in zip(pattern, f"{n:02}", strict=True)) for n in range(first, last + 1))
    return tuple(n for n, fit in enumerate(fits, start=first) if fit)


@dataclass(frozen=True, slots=True)
class Point:
    """One date of an EDTF value; compares and sorts by nothing, see `TimeValue`."""

    year: str
    """Four digits, X where unknown, possibly with a minus; or Y and five digits or more."""
    month: str | None = None
    """01 to 12, 21 to 41 for a part of a year, or with X."""
    day: str | None = None
    """01 to 31, or with X."""
    time: str | None = None
    """hh:mm:ss, local or as `zone` says."""
    zone: str = ""
    """Z, an offset such as +02:00, or nothing."""
    mark: str = ""
    """? uncertain, ~ approximate, % both, of the whole date."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a single date; ValueError says what is allowed."""
        found = _POINT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no EDTF date; allowed: {ALLOWED}")
        point = cls(found["year"], found["month"], found["day"], found["time"], found["zone"] or "", found["mark"])
        point._validate(text)
        return point

    @classmethod
    def of(cls, day: Day) -> Self:
        """The point for a day."""
        year, month, number = day
        return cls(_year_text(year), f"{month:02}", f"{number:02}")

    def _validate(self, text: str) -> None:
        if self.year == "-0000":
            raise ValueError(f"{text!r}: there is no year -0000; the year before 0001 is 0000")
        if self.season is not None:
            if self.day is not None or self.season not in SEASON_MONTHS:
                raise ValueError(f"{text!r}: a month is 01 to 12, a part of a year 21 to 41 and without a day")
        elif self.month is not None and not _choices(self.month, 1, 12):
            raise ValueError(f"{text!r}: a month is 01 to 12, a part of a year 21 to 41 and without a day")
        if self.day is not None and not self._days(self._longest_month()):
            raise ValueError(f"{text!r}: that month has no such day")
        if self.time is not None and (
            not _TIME.fullmatch(self.time) or "X" in self.year + str(self.month) + str(self.day)
        ):
            raise ValueError(f"{text!r}: a time is hh:mm:ss, of a day that is fully known")
        if self.zone and not _ZONE.fullmatch(self.zone):
            raise ValueError(f"{text!r}: a time zone is Z or an offset such as +02:00")

    @property
    def season(self) -> int | None:
        """The code of a part of a year (21 to 41), None for a month or a whole year."""
        if self.month is None or "X" in self.month or int(self.month) <= _MONTHS:
            return None
        return int(self.month)

    @property
    def first_year(self) -> int:
        """The earliest year that the digits allow (for BC years with X: the lowest number)."""
        return self._year_bounds()[0]

    @property
    def last_year(self) -> int:
        """The latest year that the digits allow."""
        return self._year_bounds()[1]

    def _year_bounds(self) -> tuple[int, int]:
        digits = self.year.removeprefix("Y")
        low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        return (low, high) if low <= high else (high, low)

    def _days(self, length: int) -> tuple[int, ...]:
        return _choices(self.day or "XX", 1, length)

    def _longest_month(self) -> int:
        months = _choices(self.month or "XX", 1, 12)
        years = {self.first_year, self.last_year} if "X" not in self.year else {2000}
        return max(month_length(year, month) for year in years for month in months)

    def first_day(self) -> Day:
        """The earliest day that the point may be."""
        year = self.first_year
        if self.season is not None:
            return year, SEASON_MONTHS[self.season][0], 1
        for month in _choices(self.month or "XX", 1, 12):
            days = self._days(month_length(year, month))
            if days:
                return year, month, days[0]
        return self._leap_day(range(year, self.last_year + 1))

    def last_day(self) -> Day:
        """The latest day that the point may be."""
        year = self.last_year
        if self.season is not None:
            year, month = year + (SEASON_MONTHS[self.season][1] - 1) // 12, (SEASON_MONTHS[self.season][1] - 1) % 12 + 1
            return year, month, month_length(year, month)
        for month in reversed(_choices(self.month or "XX", 1, 12)):
            days = self._days(month_length(year, month))
            if days:
                return year, month, days[-1]
        return self._leap_day(range(year, self.first_year - 1, -1))

    def _leap_day(self, years: range) -> Day:
        """The 29th of February in the first of the years that has one: all that may be left unsaid here."""
        return next(((y, 2, 29) for y in years if month_length(y, 2) == _LEAP_DAY), (years[0], 2, 28))

    @property
    def is_exact(self) -> bool:
        """A known day, without doubt."""
        return self.day is not None and not self.mark and "X" not in str(self)

    def __str__(self) -> str:
        text = "-".join(part for part in (self.year, self.month, self.day) if part is not None)
        return f"{text}{f'T{self.time}' if self.time else ''}{self.zone}{self.mark}"


def _year_text(year: int) -> str:
    if abs(year) > _FOUR_DIGITS:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04}"

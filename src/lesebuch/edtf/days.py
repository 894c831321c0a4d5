"""Days of the proleptic Gregorian calendar, for years of any size: `datetime.date` knows 1 to 9999 alone."""

import calendar
import datetime as dt
from typing import NamedTuple

_CYCLE = 400
"""Years after which the calendar repeats itself, days of the week included."""
_CYCLE_DAYS = 146_097
_LIKE = 2000
"""A year that `datetime` knows and at which a cycle begins."""


class Day(NamedTuple):
    """A day. Sorts by time."""

    year: int
    """Astronomical: 0 is 1 BC."""
    month: int
    day: int


MOST_DIGITS = 30
"""Of a year. Cosmology needs eleven; a number of 5,000 digits is a slip or a trap."""
EVER = (Day(-(10 ** (MOST_DIGITS + 1)), 1, 1), Day(10 ** (MOST_DIGITS + 1), 12, 31))
"""What stands for minus and plus infinity: before and after any day that can be written."""


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    return calendar.monthrange(_LIKE + year % _CYCLE, month)[1]


def day_number(day: Day) -> int:
    """Days since the first of January of the year 1, which is 1; a difference of two such numbers counts days."""
    cycles, year = divmod(day.year, _CYCLE)
    like = dt.date(_LIKE + year, day.month, day.day).toordinal()
    return like + (cycles - _LIKE // _CYCLE) * _CYCLE_DAYS


def as_date(day: Day) -> dt.date:
    """The day as `datetime` has it; its first or last day where it has none."""
    if day.year < dt.MINYEAR:
        return dt.date.min
    return dt.date.max if day.year > dt.MAXYEAR else dt.date(*day)

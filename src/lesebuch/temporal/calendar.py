"""Periods of the calendar: arithmetic, TIMEX3 values and EDTF values. Knows no language."""

import calendar
import datetime as dt
from dataclasses import dataclass

SEASONS = ("SP", "SU", "FA", "WI")
_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6}
UNIT_SIZE = {unit: size for size, unit in enumerate(("D", "WE", "W", "M", "S", "Q", "H", "Y", "DE", "CE", "ML"))}
_DAYS = {"D": 1, "W": 7, "WE": 7}


class OutOfRangeError(ValueError):
    """A date before year 1 or after 9999: the expression stays unresolved."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month … that the calendar names."""

    unit: str
    """D day, W week, WE weekend, M month, Q quarter, S season, H half year, Y year, DE decade, CE century, ML millennium."""
    first: dt.date
    """The first day; of a winter the 1 December."""

    @classmethod
    def containing(cls, day: dt.date, unit: str) -> "Period":
        """The period of that unit in which a day lies; of a weekend: the weekend of its week."""
        if unit in _YEARS:
            size = _YEARS[unit]
            return cls(unit, make_date(max(day.year - day.year % size, 1), 1, 1))
        if unit == "S":
            month = day.month // 3 * 3
            return cls(unit, make_date(day.year, month, 1) if month else make_date(day.year - 1, 12, 1))
        if unit in _MONTHS:
            size = _MONTHS[unit]
            return cls(unit, dt.date(day.year, (day.month - 1) // size * size + 1, 1))
        if unit == "W":
            return cls(unit, add_days(day, -day.weekday()))
        if unit == "WE":
            return cls(unit, add_days(day, 5 - day.weekday()))
        return cls("D", day)

    @classmethod
    def year(cls, number: int) -> "Period":
        """The year of that number."""
        return cls("Y", make_date(number, 1, 1))

    @classmethod
    def season(cls, year: int, name: str) -> "Period":
        """Season (SP SU FA WI), quarter (Q1 …) or half (H1 H2) of a year."""
        if name in SEASONS:
            return cls("S", make_date(year, SEASONS.index(name) * 3 + 3, 1))
        unit, number = name[0], int(name[1])
        return cls(unit, make_date(year, (number - 1) * _MONTHS[unit] + 1, 1))

    def shift(self, count: int) -> "Period":
        """The period that lies `count` periods of the same unit later."""
        if self.unit in _YEARS:
            return Period.containing(make_date(self.first.year + count * _YEARS[self.unit], 1, 1), self.unit)
        if self.unit in _MONTHS:
            return Period(self.unit, add_months(self.first, count * _MONTHS[self.unit]))
        return Period(self.unit, add_days(self.first, count * _DAYS[self.unit]))

    @property
    def last(self) -> dt.date:
        """The last day."""
        if self.unit in _YEARS:
            # Century 0 begins in year 1, as there is no year 0.
            size = _YEARS[self.unit]
            return make_date(self.first.year - self.first.year % size + size - 1, 12, 31)
        if self.unit in _MONTHS:
            return add_days(add_months(self.first, _MONTHS[self.unit]), -1)
        return add_days(self.first, {"D": 0, "W": 6, "WE": 1}[self.unit])

    @property
    def timex(self) -> str:
        """The value in TIMEX3."""
        year = self.first.year
        iso = self.first.isocalendar()
        match self.unit:
            case "D":
                return self.first.isoformat()
            case "W":
                return f"{iso.year:04}-W{iso.week:02}"
            case "WE":
                return f"{iso.year:04}-W{iso.week:02}-WE"
            case "S":
                return f"{year:04}-{SEASONS[self.first.month // 3 - 1]}"
            case "M":
                return f"{year:04}-{self.first.month:02}"
            case "Q" | "H":
                return f"{year:04}-{self.unit}{self._index}"
            case _:
                return f"{year:04}"[: {"Y": 4, "DE": 3, "CE": 2, "ML": 1}[self.unit]]

    @property
    def edtf(self) -> str:
        """The value in EDTF; weeks and weekends as an interval of days."""
        year = self.first.year
        match self.unit:
            case "D":
                return self.first.isoformat()
            case "W" | "WE":
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
            case "S":
                return f"{year:04}-{20 + self.first.month // 3}"
            case "M":
                return f"{year:04}-{self.first.month:02}"
            case "Q" | "H":
                return f"{year:04}-{ {'Q': 32, 'H': 39}[self.unit] + self._index }"
            case _:
                return self.timex.ljust(4, "X")

    @property
    def _index(self) -> int:
        return (self.first.month - 1) // _MONTHS[self.unit] + 1


@dataclass(frozen=True, slots=True)
class RangeStart(Period):
    """The first period of a range, which lies where the whole range does."""

    end: Period
    """The last period of the range."""

    @property
    def last(self) -> dt.date:
        """The last day of the range."""
        return self.end.last


def make_date(year: int, month: int, day: int) -> dt.date:
    """Build a date; OutOfRangeError where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise OutOfRangeError(str(error)) from None


def add_days(day: dt.date, count: int) -> dt.date:
    """The day `count` days later."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError as error:
        raise OutOfRangeError(str(error)) from None


def add_months(day: dt.date, count: int) -> dt.date:
    """The same day `count` months later, or the last of that month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OutOfRangeError(f"year {year}")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: dt.date, unit: str, count: int) -> dt.date:
    """The day `count` units later; unit as in `Period`."""
    if unit in _YEARS:
        return add_months(day, 12 * _YEARS[unit] * count)
    if unit in _MONTHS:
        return add_months(day, _MONTHS[unit] * count)
    return add_days(day, _DAYS[unit] * count)


def same_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None if the month has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches: the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return make_date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches: Meeus's Julian algorithm, carried over to the Gregorian calendar."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    gap = year // 100 - year // 400 - 2
    return add_days(make_date(year, month, day + 1), gap)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The first, second … weekday (0 Monday) of a month; -1 the last."""
    if number > 0:
        first = make_date(year, month, 1)
        return add_days(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = make_date(year, month, calendar.monthrange(year, month)[1])
    return add_days(last, -((last.weekday() - weekday) % 7))


def holiday(rule: str, year: int) -> Period:
    """The day or days of a feast in a year.

    Rules: ``05-09`` a fixed day, ``easter+49``, ``orthodox-7`` and the others that ``data/README.md`` explains.
    """
    if rule.startswith(("easter", "orthodox")):
        base = easter(year) if rule.startswith("easter") else orthodox_easter(year)
        offset = rule.removeprefix("easter").removeprefix("orthodox")
        return Period("D", add_days(base, int(offset or 0)))
    if rule.startswith("nth "):
        _, month, weekday, number = rule.split()
        return Period("D", nth_weekday(year, int(month), int(weekday), int(number)))
    if rule.startswith("before "):
        # The n-th given weekday before a fixed day: Advent Sundays, the Day of Repentance.
        _, month_day, weekday, number = rule.split()
        month, day = month_day.split("-")
        end = add_days(make_date(year, int(month), int(day)), -1)
        return Period("D", add_days(end, -((end.weekday() - int(weekday)) % 7) - 7 * (int(number) - 1)))
    month, day = rule.split("-")
    return Period("D", make_date(year, int(month), int(day)))

"""`TimeValue`: dates as exact as they are known, in the notation EDTF (ISO 8601-2).

>>> TimeValue.parse("[2022-03-01..2022-03-02]").format("de")
'zwischen dem 1. und 2. März 2022'
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering
from typing import Self

from lesebuch.edtf_point import ALLOWED, Day, Point
from lesebuch.edtf_print import Edge, Kind, in_words

__all__ = ["Edge", "Kind", "Point", "TimeValue"]

_BRACKETS = {Kind.ONE_OF: ("[", "]"), Kind.ALL_OF: ("{", "}")}
_START: Day = (-(10**12), 1, 1)
_END: Day = (10**12, 12, 31)

Range = tuple[Point | Edge, Point | Edge]
"""First and last point; the same twice for a single point."""


@total_ordering
@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date, an interval or a set of dates. Immutable; sorts by its earliest day, then its latest."""

    kind: Kind
    """POINT, INTERVAL (from … to), ONE_OF (one of these, unknown which) or ALL_OF."""
    ranges: tuple[Range, ...]
    """One range; of a set: one or more."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF; ValueError says what is wrong and what is allowed."""
        text = text.strip()
        if not text:
            raise ValueError(f"an empty text is no EDTF date; allowed: {ALLOWED}")
        for kind, (left, right) in _BRACKETS.items():
            if text.startswith(left):
                if not text.endswith(right):
                    raise ValueError(f"{text!r}: a set that begins with {left} ends with {right}")
                members = text[1:-1].split(",")
                return cls(kind, tuple(_member(member.strip(), text) for member in members))
        if "/" in text:
            first, _, last = text.partition("/")
            return cls(Kind.INTERVAL, (_checked((_bound(first), _bound(last)), text),))
        if ".." in text:
            raise ValueError(f"{text!r}: write [{text}] for one day of a span, a/b for the whole span")
        point = Point.parse(text)
        return cls(Kind.POINT, ((point, point),))

    @classmethod
    def from_date(cls, day: dt.date) -> Self:
        """The value of a day."""
        return cls.between(day, day)

    @classmethod
    def between(cls, first: dt.date, last: dt.date) -> Self:
        """The interval of whole days from `first` to `last`; a point if they are the same day."""
        return cls._from_days([((first.year, first.month, first.day), (last.year, last.month, last.day))])

    @classmethod
    def _from_days(cls, spans: list[tuple[Day, Day]], kind: Kind = Kind.ONE_OF) -> Self:
        ranges = tuple(
            (Edge.OPEN if a == _START else Point.of(a), Edge.OPEN if b == _END else Point.of(b)) for a, b in spans
        )
        if len(ranges) > 1:
            return cls(kind, ranges)
        return cls(Kind.POINT if ranges[0][0] == ranges[0][1] else Kind.INTERVAL, ranges)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points that are named, in their order."""
        named = (p for first, last in self.ranges for p in ((first,) if first == last else (first, last)))
        return tuple(p for p in named if isinstance(p, Point))

    @property
    def earliest_day(self) -> Day:
        """The earliest day as (year, month, day), for years of any size; minus infinity is a year of -10**12."""
        return min(first for first, _ in _spans(self))

    @property
    def latest_day(self) -> Day:
        """The latest day, as `earliest_day`."""
        return max(last for _, last in _spans(self))

    @property
    def earliest(self) -> dt.date:
        """The earliest day that is meant; `date.min` for an open start and for years before 1."""
        return _date(self.earliest_day)

    @property
    def latest(self) -> dt.date:
        """The latest day that is meant; `date.max` for an open end and for years after 9999."""
        return _date(self.latest_day)

    @property
    def sort_key(self) -> tuple[Day, Day, str, str]:
        """Orders by earliest day, latest day, time of day, then notation, so that the order is total."""
        time = self.points[0].time or "" if self.points else ""
        return self.earliest_day, self.latest_day, time, str(self)

    @property
    def is_exact(self) -> bool:
        """One known day, without doubt."""
        return self.kind is Kind.POINT and all(point.is_exact for point in self.points)

    def contains(self, other: "TimeValue | dt.date") -> bool:
        """Whether all days of `other` are days of this value."""
        mine = _merged(_spans(self))
        return all(any(a <= c and d <= b for a, b in mine) for c, d in _spans(_value(other)))

    def intersects(self, other: "TimeValue | dt.date") -> bool:
        """Whether the two have a day in common."""
        theirs = _spans(_value(other))
        return any(a <= d and c <= b for a, b in _spans(self) for c, d in theirs)

    def intersection(self, other: "TimeValue | dt.date") -> "TimeValue | None":
        """What the two have in common, as exact as the two say together; None if nothing."""
        value = _value(other)
        if not self.intersects(value):
            return None
        if value.contains(self):
            return self
        if self.contains(value):
            return value
        theirs = _spans(value)
        common = [(max(a, c), min(b, d)) for a, b in _spans(self) for c, d in theirs if a <= d and c <= b]
        both_all = self.kind is Kind.ALL_OF and value.kind is Kind.ALL_OF
        merged = _merged(common)
        if len(merged) == 1 and Kind.ONE_OF in (self.kind, value.kind):
            # One day of the span, not the whole of it: an interval would claim too much.
            first, last = TimeValue._from_days(merged).ranges[0]
            return TimeValue(Kind.POINT if first == last else Kind.ONE_OF, ((first, last),))
        return TimeValue._from_days(merged, Kind.ALL_OF if both_all else Kind.ONE_OF)

    def format(self, language: str = "de") -> str:
        """In words, for readers: German ("de") or English (all other languages)."""
        return in_words(self.kind, self.ranges, language)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, TimeValue):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        if self.kind is Kind.POINT:
            return str(self.ranges[0][0])
        if self.kind is Kind.INTERVAL:
            return "/".join(_text(bound) for bound in self.ranges[0])
        left, right = _BRACKETS[self.kind]
        members = (_text(a) if a == b else f"{_in_set(a)}..{_in_set(b)}" for a, b in self.ranges)
        return f"{left}{','.join(members)}{right}"


def _bound(text: str) -> Point | Edge:
    if text in ("", ".."):
        return Edge.OPEN if text else Edge.UNKNOWN
    return Point.parse(text)


def _member(text: str, whole: str) -> Range:
    """A member of a set: a date, a..b, ..b or a.. ."""
    if not text or text == "..":
        raise ValueError(f"{whole!r}: a set holds dates and spans a..b, ..b or a.., with commas between them")
    if ".." not in text:
        point = Point.parse(text)
        return point, point
    first, _, last = text.partition("..")
    return _checked((Point.parse(first) if first else Edge.OPEN, Point.parse(last) if last else Edge.OPEN), whole)


def _checked(pair: Range, text: str) -> Range:
    first, last = pair
    if isinstance(first, Point) and isinstance(last, Point) and first.first_day() > last.last_day():
        raise ValueError(f"{text!r} ends before it begins; write the earlier date first")
    if isinstance(first, Edge) and isinstance(last, Edge):
        raise ValueError(f"{text!r} names no date; an interval is open at one end at most")  # noqa: TRY004 - a wrong text, not a wrong type
    return pair


def _text(bound: Point | Edge) -> str:
    return bound.value if isinstance(bound, Enum) else str(bound)


def _in_set(bound: Point | Edge) -> str:
    return "" if isinstance(bound, Edge) else str(bound)


def _spans(value: TimeValue) -> list[tuple[Day, Day]]:
    return [
        (
            first.first_day() if isinstance(first, Point) else _START,
            last.last_day() if isinstance(last, Point) else _END,
        )
        for first, last in value.ranges
    ]


def _merged(spans: Iterable[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """The same days in as few spans as possible, ascending."""
    merged: list[tuple[Day, Day]] = []
    for first, last in sorted(spans):
        if merged and first <= _next(merged[-1][1]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _next(day: Day) -> Day:
    """The day after, where the standard library knows it; else the day itself."""
    if not 1 <= day[0] < dt.MAXYEAR:
        return day
    after = dt.date(*day) + dt.timedelta(days=1)
    return after.year, after.month, after.day


def _value(value: TimeValue | dt.date) -> TimeValue:
    return value if isinstance(value, TimeValue) else TimeValue.from_date(value)


def _date(day: Day) -> dt.date:
    if day[0] < dt.MINYEAR:
        return dt.date.min
    return dt.date.max if day[0] > dt.MAXYEAR else dt.date(*day)

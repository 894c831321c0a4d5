"""`TimeValue`: a date, an interval or a set of dates."""

import datetime as dt
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from lesebuch.edtf.days import EVER, Day, as_date, day_number
from lesebuch.edtf.kinds import Edge, ValueKind
from lesebuch.edtf.point import NO_DATE, EdtfDate, quoted
from lesebuch.edtf.saying import in_words

LONGEST = 2_000
"""Characters of a value: more than a hundred dates. What is longer is refused before it is looked at."""

_BRACKETS = {ValueKind.ONE_OF: ("[", "]"), ValueKind.ALL_OF: ("{", "}")}

Range = tuple[EdtfDate | Edge, EdtfDate | Edge]
"""First and last point; the same twice for a single point."""


@total_ordering
@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date, an interval or a set of dates. Immutable; sorts by its earliest day, then its latest."""

    kind: ValueKind
    """POINT, INTERVAL (from … to), ONE_OF (one of these, unknown which) or ALL_OF."""
    ranges: tuple[Range, ...]
    """One range; of a set: one or more."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF; ValueError says what is wrong, and what to write where that can be guessed."""
        if len(text) > LONGEST:
            raise ValueError(f"a date of {len(text)} characters is too long to be one; {LONGEST} are allowed")
        try:
            return cls._read(text)
        except ValueError as error:
            # The months of seven languages, for which nobody waits whose dates are dates.
            from lesebuch.edtf import advice  # noqa: PLC0415 - see above

            forms = map(cls.maybe, advice.forms(text))
            meant = next((f"; write {form} ({form.format('en')})" for form in forms if form), "")
            said = str(error)
            if not said.startswith(quoted(text)):
                said = f"{quoted(text)}: {said}"
            if not meant and said.endswith(NO_DATE):
                meant = f"; {advice.year_missing(text) or f'allowed: {advice.ALLOWED}'}"
            raise ValueError(f"{said}{meant}") from None

    @classmethod
    def _read(cls, text: str) -> Self:
        for kind, (left, right) in _BRACKETS.items():
            if text.startswith(left):
                if not text.endswith(right):
                    raise ValueError(f"{quoted(text)}: a set that begins with {left} ends with {right}")
                members = text[1:-1].split(",")
                return cls(kind, tuple(_member(member.strip(), text) for member in members))
        if "/" in text:
            first, _, last = text.partition("/")
            return cls(ValueKind.INTERVAL, (_interval(_bound(first), _bound(last), text),))
        if ".." in text:
            raise ValueError(f"{quoted(text)}: a span is [a..b] if one day of it is meant, a/b if all of it is")
        point = EdtfDate.parse(text)
        return cls(ValueKind.POINT, ((point, point),))

    @classmethod
    def maybe(cls, text: str) -> Self | None:
        """As `parse`; None of what is no EDTF."""
        try:
            return cls._read(text) if len(text) <= LONGEST else None
        except ValueError:
            return None

    @classmethod
    def from_date(cls, day: dt.date) -> Self:
        """The value of a day."""
        point = EdtfDate(f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
        return cls(ValueKind.POINT, ((point, point),))

    @property
    def points(self) -> tuple[EdtfDate, ...]:
        """The points that are named, in their order."""
        named = (p for first, last in self.ranges for p in ((first,) if first == last else (first, last)))
        return tuple(p for p in named if isinstance(p, EdtfDate))

    @property
    def spans(self) -> list[tuple[Day, Day]]:
        """First and last day of each range, in their order."""
        return [
            (
                first.first_day() if isinstance(first, EdtfDate) else EVER[0],
                last.last_day() if isinstance(last, EdtfDate) else EVER[1],
            )
            for first, last in self.ranges
        ]

    @property
    def earliest_day(self) -> Day:
        """The earliest day, for years of any size; before all days that can be written if there is none."""
        return min(first for first, _ in self.spans)

    @property
    def latest_day(self) -> Day:
        """The latest day; after all days that can be written if there is none."""
        return max(last for _, last in self.spans)

    @property
    def earliest(self) -> dt.date:
        """The earliest day that is meant; `date.min` for an open start and for years before 1: `earliest_day` has all."""
        return as_date(self.earliest_day)

    @property
    def latest(self) -> dt.date:
        """The latest day that is meant; `date.max` for an open end and for years after 9999: `latest_day` has all."""
        return as_date(self.latest_day)

    @property
    def days(self) -> int | None:
        """How many days lie between the earliest and the latest, both counted; None without a first or a last day."""
        first, last = self.earliest_day, self.latest_day
        return None if first == EVER[0] or last == EVER[1] else day_number(last) - day_number(first) + 1

    @property
    def known_days(self) -> tuple[Day, Day] | None:
        """First and last day as far as they are known; of an open end the other one; None if nothing is known.

        A reader looks for “by April 2025 at the latest” at its end. An unknown year (XXXX) is no place in time.
        """
        known = [span for first, last in self.ranges if (span := _known(first, last))]
        return (min(first for first, _ in known), max(last for _, last in known)) if known else None

    @property
    def sort_key(self) -> tuple[Day, Day, str, str]:
        """Orders by earliest day, latest day, time of day, then notation, so that the order is total."""
        time = self.points[0].time or "" if self.points else ""
        return self.earliest_day, self.latest_day, time, str(self)

    @property
    def place_key(self) -> tuple[bool, tuple[Day, Day] | None, str, str]:
        """Orders as readers look for things: by `known_days`, then time of day, then notation; last what has no place."""
        known = self.known_days
        return known is None, known, *self.sort_key[2:]

    @property
    def is_exact(self) -> bool:
        """One known day, without doubt."""
        return self.kind is ValueKind.POINT and all(point.is_exact for point in self.points)

    def intersects(self, other: "TimeValue | dt.date") -> bool:
        """Whether the two have a day in common."""
        theirs = (other if isinstance(other, TimeValue) else TimeValue.from_date(other)).spans
        return any(a <= d and c <= b for a, b in self.spans for c, d in theirs)

    def format(self, language: str = "de") -> str:
        """In words, for readers: in German, English, or in a draft of French, Ukrainian or Russian; in English for all others."""
        return in_words(self.kind, self.ranges, language)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, TimeValue):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        if self.kind is ValueKind.POINT:
            return str(self.ranges[0][0])
        if self.kind is ValueKind.INTERVAL:
            return "/".join(_text(bound) for bound in self.ranges[0])
        left, right = _BRACKETS[self.kind]
        members = (_text(a) if a == b else f"{_in_set(a)}..{_in_set(b)}" for a, b in self.ranges)
        return f"{left}{','.join(members)}{right}"


def _bound(text: str) -> EdtfDate | Edge:
    if text in ("", ".."):
        return Edge.OPEN if text else Edge.UNKNOWN
    return EdtfDate.parse(text)


def _interval(first: EdtfDate | Edge, last: EdtfDate | Edge, text: str) -> Range:
    # The profile says it of level 0, and of all levels above: “time of day is excluded”.
    if any(isinstance(bound, EdtfDate) and bound.time for bound in (first, last)):
        raise ValueError(f"{quoted(text)}: an interval is of days, months or years, without a time of day")
    return _in_order(first, last, text)


def _member(text: str, whole: str) -> Range:
    """A member of a set: a date, a..b, ..b or a.. ."""
    if not text or text == "..":
        raise ValueError(f"{quoted(whole)}: a set holds dates and spans a..b, ..b or a.., with commas between them")
    if ".." not in text:
        point = EdtfDate.parse(text)
        return point, point
    first, _, last = text.partition("..")
    return _in_order(EdtfDate.parse(first) if first else Edge.OPEN, EdtfDate.parse(last) if last else Edge.OPEN, whole)


def _in_order(first: EdtfDate | Edge, last: EdtfDate | Edge, text: str) -> Range:
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate) and first.first_day() > last.last_day():
        raise ValueError(f"{quoted(text)} ends before it begins; write the earlier date first")
    return first, last


def _known(first: EdtfDate | Edge, last: EdtfDate | Edge) -> tuple[Day, Day] | None:
    low = first.first_day() if isinstance(first, EdtfDate) and first.has_year else None
    high = last.last_day() if isinstance(last, EdtfDate) and last.has_year else None
    if low is None:
        return None if high is None else (high, high)
    return low, low if high is None else high


def _text(bound: EdtfDate | Edge) -> str:
    return bound.value if isinstance(bound, Edge) else str(bound)


def _in_set(bound: EdtfDate | Edge) -> str:
    return "" if isinstance(bound, Edge) else str(bound)

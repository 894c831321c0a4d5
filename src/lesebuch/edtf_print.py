"""EDTF values in words, for readers, in German and English."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from lesebuch.edtf_point import Point


class Kind(Enum):
    """What a value is."""

    POINT = "point"
    INTERVAL = "interval"
    ONE_OF = "one of"
    ALL_OF = "all of"


class Edge(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    """It goes on."""
    UNKNOWN = ""
    """It has an end; nobody knows which."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language; templates are filled by `str.format`."""

    months: tuple[str, ...]
    parts: dict[int, str]
    day: str
    time: str
    century: str
    decade: str
    before_christ: str
    unknown: tuple[str, str, str]
    """Year, month, day unknown; put behind the date."""
    about: str
    about_day: str
    span: str
    between: str
    between_days: str
    """Of days in the same month; `between_dates` of others."""
    between_dates: str
    since: str
    until: str
    since_unknown: str
    until_unknown: str
    earliest: str
    latest: str
    either: str
    both: str


_SEASONS_DE = {21: "Frühjahr", 22: "Sommer", 23: "Herbst", 24: "Winter"}
_SEASONS_EN = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_WINTERS = (24, 28)
_SAME = {25: 21, 26: 22, 27: 23, 28: 24, 29: 21, 30: 22, 31: 23, 32: 24}

GERMAN = Words(
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    parts={
        **_SEASONS_DE,
        **{code: _SEASONS_DE[plain] for code, plain in _SAME.items()},
        **{32 + n: f"{n}. Quartal" for n in range(1, 5)},
        **{36 + n: f"{n}. Jahresdrittel" for n in range(1, 4)},
        **{39 + n: f"{n}. Halbjahr" for n in range(1, 3)},
    },
    day="{day}. {month} {year}",
    time="{date}, {time} Uhr",
    century="{n}. Jahrhundert",
    decade="{n}er-Jahre",
    before_christ="{n} v. Chr.",
    unknown=("Jahr unbekannt", "Monat unbekannt", "Tag unbekannt"),
    about="um {}",
    about_day="um den {}",
    span="{} bis {}",
    between="zwischen {} und {}",
    between_days="zwischen dem {} und {}",
    between_dates="zwischen dem {} und dem {}",
    since="seit {}",
    until="bis {}",
    since_unknown="ab {}, Ende unbekannt",
    until_unknown="bis {}, Anfang unbekannt",
    earliest="frühestens {}",
    latest="spätestens {}",
    either=" oder ",
    both=" und ",
)

ENGLISH = Words(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    parts={
        **_SEASONS_EN,
        **{code: _SEASONS_EN[plain] for code, plain in _SAME.items()},
        33: "first quarter of",
        34: "second quarter of",
        35: "third quarter of",
        36: "fourth quarter of",
        37: "first third of",
        38: "second third of",
        39: "last third of",
        40: "first half of",
        41: "second half of",
    },
    day="{day} {month} {year}",
    time="{date}, {time}",
    century="{n} century",
    decade="{n}s",
    before_christ="{n} BC",
    unknown=("year unknown", "month unknown", "day unknown"),
    about="around {}",
    about_day="around {}",
    span="{} to {}",
    between="between {} and {}",
    between_days="between {} and {}",
    between_dates="between {} and {}",
    since="since {}",
    until="until {}",
    since_unknown="from {}, end unknown",
    until_unknown="until {}, start unknown",
    earliest="{} at the earliest",
    latest="{} at the latest",
    either=" or ",
    both=" and ",
)


def in_words(kind: Kind, ranges: Sequence[tuple[Point | Edge, Point | Edge]], language: str) -> str:
    """A whole value; `language` is a language code, German if it begins with de, else English."""
    words = GERMAN if language.partition("-")[0].lower() == "de" else ENGLISH
    if kind is Kind.INTERVAL:
        return _interval(*ranges[0], words)
    members = [_member(first, last, kind, words) for first, last in ranges]
    if len(members) == 1:
        return members[0]
    if all(first == last for first, last in ranges):
        members = _shortened([first for first, _ in ranges if isinstance(first, Point)], words)
    return ", ".join(members[:-1]) + (words.either if kind is Kind.ONE_OF else words.both) + members[-1]


def _interval(first: Point | Edge, last: Point | Edge, words: Words) -> str:
    if isinstance(first, Point) and isinstance(last, Point):
        return words.span.format(*_shortened([first, last], words))
    if isinstance(first, Point):
        return (words.since if last is Edge.OPEN else words.since_unknown).format(_point(first, words))
    return (words.until if first is Edge.OPEN else words.until_unknown).format(
        _point(last, words) if isinstance(last, Point) else "?"
    )


def _member(first: Point | Edge, last: Point | Edge, kind: Kind, words: Words) -> str:
    if isinstance(first, Point) and isinstance(last, Point):
        if first == last:
            return _point(first, words)
        if kind is Kind.ALL_OF:
            return words.span.format(*_shortened([first, last], words))
        template = words.between
        if first.day is not None and "X" not in first.day:
            same_month = (first.year, first.month) == (last.year, last.month)
            template = words.between_days if same_month else words.between_dates
        return template.format(*_shortened([first, last], words))
    if isinstance(first, Point):
        template = words.since if kind is Kind.ALL_OF else words.earliest
        return template.format(_point(first, words))
    template = words.until if kind is Kind.ALL_OF else words.latest
    return template.format(_point(last, words) if isinstance(last, Point) else "?")


def _shortened(points: list[Point], words: Words) -> list[str]:
    """The points in words; what a point shares with the one after it (year, month) is said once, at the end."""
    texts = []
    for point, after in pairwise(points):
        plain = not point.mark and not after.mark and point.time is None and "X" not in str(point) + str(after)
        same_year = plain and point.year == after.year and point.season is None and after.season is None
        if same_year and point.day and after.day:
            month = "" if point.month == after.month else words.months[int(point.month or 1) - 1]
            texts.append(_trim(words.day.format(day=int(point.day), month=month, year="")))
        elif same_year and point.month and after.month and not point.day and not after.day:
            texts.append(words.months[int(point.month) - 1])
        else:
            texts.append(_point(point, words))
    return [*texts, _point(points[-1], words)]


def _trim(text: str) -> str:
    return " ".join(text.split())


def _point(point: Point, words: Words) -> str:
    text = _date(point, words)
    if point.time is not None:
        text = words.time.format(date=text, time=point.time[:5])
    if point.mark in ("~", "%"):
        text = (words.about_day if point.day else words.about).format(text)
    return text + ("?" if point.mark in ("?", "%") else "")


def _date(point: Point, words: Words) -> str:
    year = "" if point.year == "XXXX" else _year(point, words)
    if point.season in _WINTERS and "X" not in point.year:
        # A winter is named after the year in which it begins.
        year += f"/{(point.first_year + 1) % 100:02}"
    month = "" if point.month is None or "X" in point.month else _month(point, words)
    if point.day is None or "X" in point.day:
        text = _trim(f"{month} {year}")
    elif month:
        text = _trim(words.day.format(day=int(point.day), month=month, year=year))
    else:
        return str(point)
    parts = zip((point.year, point.month, point.day), words.unknown, strict=True)
    unknown = [word for part, word in parts if part is not None and set(part) == {"X"}]
    if not unknown:
        return text
    return f"{text} ({', '.join(unknown)})" if text else ", ".join(unknown)


def _month(point: Point, words: Words) -> str:
    return words.parts[point.season] if point.season is not None else words.months[int(point.month or 1) - 1]


def _year(point: Point, words: Words) -> str:
    digits = point.year
    if digits.endswith("X") and point.month is None and "X" not in digits.rstrip("X"):
        return _many_years(point, words)
    if "X" in digits:
        return digits
    year = point.first_year
    return words.before_christ.format(n=1 - year) if year <= 0 else str(year)


def _many_years(point: Point, words: Words) -> str:
    """A decade, a century, or all that the digits allow."""
    digits = point.year.removeprefix("-")
    before_christ = digits != point.year
    if digits.endswith("XX") and not digits.endswith("XXX"):
        century = words.century.format(n=_ordinal(int(digits[:2]) + 1, words))
        return words.before_christ.format(n=century) if before_christ else century
    if digits.endswith("XXX") or before_christ:
        return words.between.format(point.first_year, point.last_year)
    return words.decade.format(n=f"{int(digits[:3])}0")


def _ordinal(number: int, words: Words) -> str:
    if words is GERMAN:
        return str(number)
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"

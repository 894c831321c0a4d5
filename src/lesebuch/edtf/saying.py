"""EDTF values in words, for readers."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from lesebuch.edtf.days import Day, month_length
from lesebuch.edtf.kinds import Edge, ValueKind
from lesebuch.edtf.point import SEASON_MONTHS, EdtfDate, choices
from lesebuch.edtf.words import EdtfWords, words_of
from lesebuch.edtf.year_words import one_year, turning_year, vague_year, year_number

_MONTHS = 12
_TURNS = frozenset(code for code, (_, last) in SEASON_MONTHS.items() if last > _MONTHS)
"""Parts of a year that reach into the next: the winter of the north, the summer of the south."""
_LEAP = 2000
_FEW = 2
"""Choices that are named one by one even if they follow each other."""


# A date stands on the page of its chapter, in the chronology, in citations and in lists.
@lru_cache(maxsize=16384)
def in_words(kind: ValueKind, ranges: tuple[tuple[EdtfDate | Edge, EdtfDate | Edge], ...], language: str) -> str:
    """A whole value; `language` is a language code; of a language without words of its own they are English."""
    words = words_of(language)
    if kind is ValueKind.INTERVAL:
        return _interval(*ranges[0], words)
    if all(first == last for first, last in ranges):
        members = _series([first for first, _ in ranges if isinstance(first, EdtfDate)], words)
    else:
        members = [_member(first, last, kind, words) for first, last in ranges]
    return _listed(members, words.either if kind is ValueKind.ONE_OF else words.both)


def _interval(first: EdtfDate | Edge, last: EdtfDate | Edge, words: EdtfWords) -> str:
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate):
        return _template("span", [first, last], words).format(*_series([first, last], words))
    since = "since" if last is Edge.OPEN else "since_unknown"
    return _open(first, last, since, "until" if first is Edge.OPEN else "until_unknown", words)


def _open(first: EdtfDate | Edge, last: EdtfDate | Edge, since: str, until: str, words: EdtfWords) -> str:
    """`since` and `until` are names of templates."""
    if isinstance(first, EdtfDate):
        return _template(since, [first], words).format(_point(first, words))
    if isinstance(last, EdtfDate):
        return _template(until, [last], words).format(_point(last, words))
    return f"{words.no_start[first]}, {words.no_end[last]}"


def _template(name: str, points: Sequence[EdtfDate], words: EdtfWords) -> str:
    """The template of that name for these points: many languages say days otherwise than months and years."""
    of_these = {}
    if all(_plain(point) and point.season is None for point in points):
        if all(point.day for point in points):
            of_these = words.of_days
        elif not any(point.day for point in points):
            of_these = words.of_months
    return of_these.get(name) or str(getattr(words, name))


def _member(first: EdtfDate | Edge, last: EdtfDate | Edge, kind: ValueKind, words: EdtfWords) -> str:
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate):
        if first == last:
            return _point(first, words)
        if kind is ValueKind.ALL_OF:
            return _template("span", [first, last], words).format(*_series([first, last], words))
        template = words.between
        if all(point.day is not None and "X" not in point.day for point in (first, last)):
            same_month = (first.year, first.month) == (last.year, last.month)
            template = words.between_days if same_month else words.between_dates
        return template.format(*_series([first, last], words))
    if kind is ValueKind.ALL_OF:
        return _open(first, last, "since", "until", words)
    return _open(first, last, "earliest", "latest", words)


def _series(points: list[EdtfDate], words: EdtfWords) -> list[str]:
    """The points in words; what a point shares with the one after it (year, month, era) is said once, at the end."""
    mixed = len({point.years.first <= 0 for point in points if point.has_year}) > 1
    last = _point(points[-1], words, mixed=mixed)
    return [_before(point, after, words) or _point(point, words, mixed=mixed) for point, after in pairwise(points)] + [
        last
    ]


def _before(point: EdtfDate, after: EdtfDate, words: EdtfWords) -> str:
    """A point without what the one after it says too; empty if it has to be said whole."""
    if not (_plain(point) and _plain(after)) or point.time or point.season or after.season:
        return ""
    if point.year == after.year and point.month and point.day and after.day:
        month = "" if point.month == after.month else words.months[int(point.month) - 1]
        return words.day.format(day=words.nth(int(point.day)), month=month, year="").strip()
    if point.month is None and after.month is None:
        both_before = point.years.first <= 0 and after.years.first <= 0
        return year_number(point.years.first, words) if both_before else ""
    if point.year == after.year and point.month and after.month and not point.day and not after.day:
        return words.months_alone[int(point.month) - 1]
    return ""


def _plain(point: EdtfDate) -> bool:
    return not point.mark and "X" not in str(point) and point.years.estimate is None


def _listed(texts: Sequence[str], conjunction: str) -> str:
    return ", ".join(texts[:-1]) + conjunction + texts[-1] if len(texts) > 1 else texts[0]


def _point(point: EdtfDate, words: EdtfWords, *, mixed: bool = False) -> str:
    text, notes = _date(point, words, mixed=mixed)
    if point.time is not None:
        text = words.time.format(date=text, time=point.time[:5])
    if len(set(point.doubts)) > 1:
        notes += _doubts(point, words)
    elif text:
        text = _doubtful(text, point, words)
    else:  # nothing is known that could be in doubt, but what is said of the whole is kept
        notes += [words.doubts[mark] for mark in (point.mark,) if mark]
    noted = ", ".join(notes)
    return f"{text} ({noted})" if text and noted else text or noted


def _doubtful(text: str, point: EdtfDate, words: EdtfWords) -> str:
    if point.mark in ("~", "%") and point.years.estimate is None:  # an estimate is approximate as it is
        vague = "X" in point.year or point.season is not None
        template = words.about if point.day is None or "X" in point.day else words.about_day
        text = (words.roughly if vague else template).format(text)
    return words.uncertain.format(text) if point.mark in ("?", "%") else text


def _doubts(point: EdtfDate, words: EdtfWords) -> list[str]:
    """What is in doubt, part by part."""
    names = (words.names[0], words.part if point.season is not None else words.names[1], words.names[2])
    doubts = dict.fromkeys(doubt for doubt in point.doubts if doubt)
    parts = tuple(zip(names, point.doubts, strict=False))
    return [
        f"{_listed([name for name, of_it in parts if of_it == doubt], words.both)} {words.doubts[doubt]}"
        for doubt in doubts
    ]


def _date(point: EdtfDate, words: EdtfWords, *, mixed: bool) -> tuple[str, list[str]]:
    """A date without time and doubt, and what is to be noted behind it."""
    year, notes = _year(point, words, mixed=mixed)
    parts = zip((point.year.removeprefix("-"), point.month, point.day), words.unknown, strict=True)
    unknown = [word for part, word in parts if part is not None and set(part) == {"X"}]
    if point.month is None:
        return year, notes + unknown
    if point.season is not None:
        part = words.parts[point.season]
        return (f"{part} {year}" if year else part.removesuffix(" of")), notes + unknown
    if point.day is None or point.day == "XX":
        return (year if point.month == "XX" else _in_a_month(point, year, words)), notes + unknown
    if len(point.months) == 1:
        return _in_a_month(point, year, words), notes + unknown
    if point.month == "XX" and "X" not in point.day:
        said = words.day_alone.format(day=words.nth(int(point.day)), year=year).strip()
        return said, notes + [word for word in unknown if word != words.unknown[1]]
    return _somewhere(point, words), []


def _in_a_month(point: EdtfDate, year: str, words: EdtfWords) -> str:
    whole = point.day is None or point.day == "XX"
    names = words.months_alone if whole else words.months
    month = _options([names[n - 1] for n in point.months], point.months, words.between, words)
    if point.day is None or whole:
        return f"{month} {year}".strip()
    length = month_length(_LEAP if "X" in point.year else point.years.first, point.months[0])
    days = choices(point.day, length)
    day = _options([words.nth(n) for n in days], days, words.between_days, words)
    return words.day.format(day=day, month=month, year=year).strip()


def _options(texts: Sequence[str], numbers: Sequence[int], between: str, words: EdtfWords) -> str:
    """Those that it may be: named, or from the first to the last where they follow each other."""
    if len(numbers) > _FEW and numbers[-1] - numbers[0] == len(numbers) - 1:
        return between.format(texts[0], texts[-1])
    return _listed(texts, words.either)


def _somewhere(point: EdtfDate, words: EdtfWords) -> str:
    """For unknown digits in several places: the first and the last day that they allow."""
    if not point.has_year:
        return str(point)
    days = [_day(day, words) for day in (point.first_day(), point.last_day())]
    return words.between_dates.format(*days)


def _day(day: Day, words: EdtfWords) -> str:
    return words.day.format(day=words.nth(day.day), month=words.months[day.month - 1], year=one_year(day.year, words))


def _year(point: EdtfDate, words: EdtfWords, *, mixed: bool) -> tuple[str, list[str]]:
    """A year in words, which for a vague year with a month is a note behind the date."""
    if not point.has_year:
        return (words.before_christ.format(n="").strip() if point.year.startswith("-") else ""), []
    known = point.years
    if known.first == known.last:
        return (
            turning_year(known.first, words) if point.season in _TURNS else one_year(known.first, words, mixed=mixed)
        ), []
    said = vague_year(point.year, known, words)
    return (said, []) if point.month is None else ("", [said])

"""The date of publication where no line gives it: from a weekday with a date, as news writes it, and what dates the text else.

"Am Dienstag (5. April)" is written within a week of that day. Which years fit is a matter of the calendar; what the text
names as past rules out the early ones. What fits is proposed, none preferred; more than two are too many to propose, and are named
as a doubt.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesebuch.drafting.datelines import MONTH, WEEKDAY, WEEKDAY_NUMBER, days, month_number
from lesebuch.drafting.landmarks import earliest
from lesebuch.drafting.proposal import SourceLine, pointer
from lesebuch.edtf import TimeValue

_OLDEST = dt.date(1990, 1, 1)
"""Older news is rarely scraped, and a set of all centuries helps nobody; the doubt names the limit."""
_WEEK = dt.timedelta(days=6)
_DAY = dt.timedelta(days=1)
_MOST_CANDIDATES = 2
_DAYMONTH = (
    rf"(?:(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?P<m>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
)
_NO_YEAR = r"(?!,?\s+\d{4})"
_PLACE_DAY = re.compile(rf"[^\W\d_][^\d,.(]{{1,40}},\s*(?P<day>{_DAYMONTH}){_NO_YEAR}", re.IGNORECASE)
"""A place line with a day: `Salzau, 3. April (dpa) -`."""
_CLAUSE = 120
_WEEKDAY_DATE = re.compile(
    rf"(?P<this>\b(?:diese[mnr]|heutigen|this)\s+)?\b(?P<w>{WEEKDAY})\b[\s,(]{{1,3}}(?:(?:den|dem|der|the)\s+)?{_DAYMONTH}{_NO_YEAR}\)?",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(rf"\b(?:am|zum|on)\s+{_DAYMONTH}{_NO_YEAR}", re.IGNORECASE)
_FUTURE = r"\b(?:wird|werden|soll|sollen|will|wollen|shall|plans? to)\b"
_COMING_BEFORE = re.compile(rf"{_FUTURE}[^.!?:;,]{{0,60}}$")
_COMING_AFTER = re.compile(rf"^[^.!?:;,]{{0,80}}{_FUTURE}")
"""In the same clause: a comma ends it."""
_RELATIVE = re.compile(
    rf"\b(?:am|seit|on|last|this)\s+(?:vergangenen|letzten|kommenden|nächsten|past|diesem)?\s*{WEEKDAY}\b|\b(?:gestern|heute|vorgestern|yesterday|today)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A date of publication, where it was taken from, and what is left to doubt."""

    value: TimeValue | None
    at: str = ""
    note: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clue:
    """A day without its year that lies close to the publication."""

    at: str
    words: str
    month: int
    day: int
    weekday: int | None
    before: bool
    """Whether the text speaks of it as still to come."""
    same_week: bool

    def window(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day of publication, if the clue means this day."""
        if self.before:
            # What is announced with its date lies ahead; on the day itself it would be "today".
            return (day - _WEEK, day - _DAY) if self.weekday is not None else (dt.date.min, day - _DAY)
        end = day + dt.timedelta(days=6 - day.weekday()) if self.same_week else day + _WEEK
        return day, end


def from_text(blocks: Sequence[SourceLine], today: dt.date) -> PublishedDate:
    """What the text lets one conclude; the value is None where nothing does."""
    clues = [clue for block in blocks for clue in _clues(block)]
    near = [clue for clue in clues if clue.weekday is not None]
    since, reasons = earliest([block.text for block in blocks], today)
    if not near:
        return PublishedDate(None, doubts=(_unknown(blocks, reasons),))
    windows = _windows(near, clues, max(since, _OLDEST), today)
    if not windows:
        doubt = f"date: no year fits “{near[0].words}” (line {near[0].at.split()[0]})"
        return PublishedDate(None, doubts=(doubt,))
    best = near[0]
    years = sorted({window[0].year for window in windows})
    note = f"“{best.words}” fits {', '.join(map(str, years))}" + (f"; {reasons[-1]}" if reasons else "")
    if len(windows) > _MOST_CANDIDATES:
        doubt = f"date: line {best.at.split(maxsplit=1)[0]}, {note}: {', '.join(map(_span, windows))}"
        return PublishedDate(None, doubts=(doubt,))
    value = TimeValue.parse(_edtf(windows))
    doubts = [] if value.is_exact else [f"date: {note}" + ("" if len(years) > 1 else "; the day is not certain")]
    return PublishedDate(value, best.at, note, tuple(doubts))


def _clues(block: SourceLine) -> Iterator[_Clue]:
    taken: list[tuple[int, int]] = []
    for match in _WEEKDAY_DATE.finditer(block.text):
        taken.append(match.span())
        yield _clue(block, match, WEEKDAY_NUMBER[match["w"].lower()], same_week=bool(match["this"]))
    for match in _BARE_DATE.finditer(block.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield _clue(block, match, None, same_week=False)


def _clue(block: SourceLine, match: re.Match[str], weekday: int | None, *, same_week: bool) -> _Clue:
    end = match.end()
    return _Clue(
        at=pointer(block, match.start(), end),
        words=match[0],
        month=month_number(match["m"] or match["m2"]),
        day=int(match["d"] or match["d2"]),
        weekday=weekday,
        before=bool(
            _COMING_BEFORE.search(block.text[max(match.start() - _CLAUSE, 0) : match.start()])
            or _COMING_AFTER.match(block.text[end : end + _CLAUSE])
        ),
        same_week=same_week,
    )


def _windows(
    near: Sequence[_Clue], clues: Sequence[_Clue], since: dt.date, today: dt.date
) -> list[tuple[dt.date, dt.date]]:
    """For each year that fits, the days between which the text was published."""
    windows = []
    for day in days(near[0].month, near[0].day, near[0].weekday, _OLDEST, today):
        window = near[0].window(day)
        for clue in clues:
            window = _narrowed(window, clue, day)
        window = max(window[0], since), min(window[1], today)
        if window[0] <= window[1]:
            windows.append(window)
    return windows


def _narrowed(window: tuple[dt.date, dt.date], clue: _Clue, day: dt.date) -> tuple[dt.date, dt.date]:
    """A clue that does not agree, because it is about another week or another year, says nothing."""
    if clue.weekday is None and not clue.before:
        return window
    for other in days(clue.month, clue.day, clue.weekday, day - dt.timedelta(days=60), day + dt.timedelta(days=60)):
        first, last = clue.window(other)
        common = max(window[0], first), min(window[1], last)
        if common[0] <= common[1]:
            return common
    return window


def _edtf(windows: Sequence[tuple[dt.date, dt.date]]) -> str:
    members = [_span(window) for window in windows]
    return members[0] if len(windows) == 1 and windows[0][0] == windows[0][1] else f"[{','.join(members)}]"


def _span(window: tuple[dt.date, dt.date]) -> str:
    first, last = window
    return str(first) if first == last else f"{first}..{last}"


def _unknown(blocks: Sequence[SourceLine], reasons: list[str]) -> str:
    relative = next(((b.number, m[0]) for b in blocks if (m := _RELATIVE.search(b.text))), None)
    relative = next(((b.number, m["day"]) for b in blocks if (m := _PLACE_DAY.match(b.text))), relative)
    said = f"; line {relative[0]} says only “{relative[1]}”" if relative else ""
    return "date: the text gives none" + said + (f"; {reasons[-1]}" if reasons else "")

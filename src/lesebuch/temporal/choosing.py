"""Which year, which week is meant where the words do not say."""

import datetime as dt
from collections.abc import Callable
from itertools import islice

from lesebuch.temporal.calendar import Period, add_days
from lesebuch.temporal.context import Context
from lesebuch.temporal.view import View

_HALF_YEAR = 220
"""Days ahead within which a day that the present tense announces may lie."""
_STORY = 8
"""Sentences over which a story in the past tense keeps its year, from one day to the next."""
_FAR_BACK = 12
"""Sentences back in which a year is looked for, if there is no reference."""
_SOON = 60
"""Days ahead within which a day without a year is the coming one, whatever the tense."""

PAST, FUTURE, PRESENT = -1, 1, 2


def pick_year(context: Context, period_in: Callable[[int], Period | None]) -> tuple[Period, str | int] | None:
    """The period of the year that is meant, where the words name none; and what says so.

    A year that the same or the last sentence names comes first, except before a verb in the future tense; then the
    tense of the sentence says on which side of the reference the period lies; without a tense it is the nearest.
    """
    tense = context.direction()
    reference = context.reference
    if tense != FUTURE:
        index = _told_year(context, period_in, tense)
        if index is not None:
            told = context.results[index]
            period = period_in(told.period.first.year) if told and told.period else None
            return (period, index) if period else None
    if reference is None:
        return None
    years = [reference.year + n for n in (0, -1, 1, -2, 2, -3, 3, -4, 4)]
    periods = [period for period in map(period_in, years) if period is not None]
    nearest = min(periods, key=lambda p: distance(p, reference), default=None)
    if nearest is not None and nearest.unit == "D" and tense == PAST and nearest.first > reference:
        # A day of next month after "invited": last year's would be named with its year.
        tense = PAST if distance(nearest, reference) > _SOON else 0
    if tense == PAST:
        periods = [p for p in periods if p.first <= reference] or periods
        return (max(periods, key=lambda p: p.first), "reference") if periods else None
    if tense == PRESENT and nearest is not None and nearest.unit == "D":
        # "Meets on 16 December": what is announced lies ahead, unless that is more than half a year.
        tense = FUTURE if any(0 <= (p.first - reference).days < _HALF_YEAR for p in periods) else 0
    elif tense == PRESENT and context.matches("announcing"):
        tense = FUTURE
    if tense == FUTURE:
        periods = [p for p in periods if p.last >= reference] or periods
        return (min(periods, key=lambda p: p.first), "reference") if periods else None
    return (nearest, "reference") if nearest is not None else None


def _told_year(context: Context, period_in: Callable[[int], Period | None], tense: int) -> int | None:
    """The earlier expression whose year goes on.

    It stands in this sentence or the last; a story in the past tense keeps the year from day to day for longer. What a
    pluperfect looks back to ("had ruled until 2019") does not set the year of what follows.
    """
    reference = context.reference
    here = context.sentence(context.start)
    day = any(period.unit == "D" for period in (period_in(2000), period_in(2001)) if period)
    reach = _FAR_BACK if reference is None else 1
    if reference is not None and tense == PAST:
        reach = _STORY if day else _STORY // 2
    look_back = None
    for index, result in context.earlier(reach):
        if result.anchor == "reference":
            break
        if not result.explicit or result.period is None:
            continue
        if reference is not None and result.period.first.year == reference.year:
            continue
        number = context.sentence(context.places[index][0])
        if reference is not None and here - number > 1 and result.period.unit not in ("D", "M"):
            continue
        if number == here or not context.looks_back(index):
            return index
        look_back = index if look_back is None else look_back
    return look_back


def distance(period: Period, day: dt.date) -> int:
    """Days between a day and a period; 0 inside."""
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


def pick_weekday(view: View, context: Context, weekday: int) -> tuple[Period, str | int] | None:
    """The day that a bare name of a weekday means."""
    reference = context.reference
    if reference is None:
        return None
    for index, result in islice(context.earlier(0), 1):
        between = context.text[context.places[index][1] : context.start]
        joined = len(between) < 12 and context.language.patterns["onward"].search(between)  # noqa: PLR2004
        if joined and result.period and result.period.unit == "D":
            return Period("D", add_days(result.period.first, (weekday - result.period.first.weekday()) % 7)), index
    tense = context.direction() or view.number("direction")
    if not tense and context.follows("appointment"):
        tense = FUTURE  # "Sunday, 3 p.m.": a programme.
    if tense in (FUTURE, PRESENT):
        return Period("D", add_days(reference, (weekday - reference.weekday()) % 7)), "reference"
    return Period("D", add_days(reference, -((reference.weekday() - weekday) % 7))), "reference"


def relative_weekday(view: View, context: Context, base: dt.date, step: int) -> Period:
    """The last, this or the next day of that name, seen from `base`."""
    weekday = view.number("weekday")
    if step < 0:
        return Period("D", add_days(base, -((base.weekday() - weekday - 1) % 7 + 1) + 7 * (step + 1)))
    if step > 0:
        return Period("D", add_days(base, (weekday - base.weekday() - 1) % 7 + 1 + 7 * (step - 1)))
    if context.tense() == PAST:
        return Period("D", add_days(base, -((base.weekday() - weekday) % 7)))
    return Period("D", add_days(base, (weekday - base.weekday()) % 7))

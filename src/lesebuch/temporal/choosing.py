"""Which year, which week is meant where the words do not say."""

import datetime as dt
from collections.abc import Callable
from itertools import islice

from lesebuch.temporal.calendar import Period, add_days
from lesebuch.temporal.context import Context
from lesebuch.temporal.view import View

_HALF_YEAR = 220
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
        for index, result in context.earlier(1):
            year = result.period.first.year if result.period else 0
            if result.explicit and (reference is None or year != reference.year):
                period = period_in(year)
                return (period, index) if period else None
            if result.anchor == "reference":
                break
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
    if tense == FUTURE:
        periods = [p for p in periods if p.last >= reference] or periods
        return (min(periods, key=lambda p: p.first), "reference") if periods else None
    return (nearest, "reference") if nearest is not None else None


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
    if tense in (FUTURE, PRESENT):
        return Period("D", add_days(reference, (weekday - reference.weekday()) % 7)), "reference"
    return Period("D", add_days(reference, -((reference.weekday() - weekday) % 7))), "reference"


def relative_weekday(view: View, context: Context, base: dt.date, step: int) -> Period:
    """The last, this or the next day of that name, seen from `base`."""
    weekday = view.number("weekday")
    if step < 0:
        return Period("D", add_days(base, -((base.weekday() - weekday - 1) % 7 + 1)))
    if step > 0:
        return Period("D", add_days(base, (weekday - base.weekday() - 1) % 7 + 1))
    if context.tense() == PAST:
        return Period("D", add_days(base, -((base.weekday() - weekday) % 7)))
    return Period("D", add_days(base, (weekday - base.weekday()) % 7))

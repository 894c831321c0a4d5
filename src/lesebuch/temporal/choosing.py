"""Which year, which week is meant where the words do not say."""

import datetime as dt
from collections.abc import Callable

from lesebuch.temporal.calendar import UNIT_SIZE, Period, RangeStart, add_days
from lesebuch.temporal.context import Context
from lesebuch.temporal.view import View

_HALF_YEAR = 220
"""Days ahead within which a day that the present tense announces may lie."""
STORY = 8
"""Sentences over which a story in the past tense keeps its year, from one day to the next."""
_FAR_BACK = 12
"""Sentences back in which a year is looked for, if there is no reference."""
_NEAR = 2
"""Sentences over which "this year" goes on with the year that was told."""
_SOON = 60
"""Days ahead within which a day without a year is the coming one, whatever the tense."""

PAST, FUTURE, PRESENT = -1, 1, 2
PeriodIn = Callable[[int], Period | None]
"""Gives the period of a year that the words may mean, or None."""


def pick_year(context: Context, period_in: PeriodIn) -> tuple[Period, str | int] | None:
    """The period of the year that is meant, where the words name none; and what says so.

    A year that the same or the last sentence names comes first, except before a verb in the future tense; then the
    tense of the sentence says on which side of the reference the period lies; without a tense it is the nearest.
    """
    tense = context.direction()
    reference = context.reference
    announced = _announced(context, period_in)
    if announced is not None:
        return announced
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
    return (_on_its_side(context, periods, reference, tense), "reference") if periods else None


def _on_its_side(context: Context, periods: list[Period], reference: dt.date, tense: int) -> Period:
    """The period that lies on the side of the reference that the tense says."""
    nearest = min(periods, key=lambda p: distance(p, reference))
    if nearest.unit == "D" and tense == PAST and nearest.first > reference:
        # A day of next month after "invited": last year's would be named with its year.
        tense = PAST if distance(nearest, reference) > _SOON else 0
    if tense == PRESENT:
        tense = _side_of_present(context, nearest, periods, reference)
    if tense == PAST:
        return max([p for p in periods if p.first <= reference] or periods, key=lambda p: p.first)
    if tense == FUTURE:
        return min([p for p in periods if p.last >= reference] or periods, key=lambda p: p.first)
    return nearest


def _side_of_present(context: Context, nearest: Period, periods: list[Period], reference: dt.date) -> int:
    """FUTURE, where the present tense announces, else 0."""
    if isinstance(nearest, RangeStart):
        return FUTURE  # what is over is not told in the present
    if nearest.unit == "D":
        # "Meets on 16 December": what is announced lies ahead, unless that is more than half a year.
        return FUTURE if any(0 <= (p.first - reference).days < _HALF_YEAR for p in periods) else 0
    return FUTURE if context.matches("announcing") else 0


def _announced(context: Context, period_in: PeriodIn) -> tuple[Period, int] | None:
    """The next of that name after the day or month on which it was announced: "in April they said that from 1 May …"."""
    if context.reference is None or not context.matches("announced"):
        return None
    for index, result in context.earlier(0):
        told = result.period
        if told is None or told.unit not in ("D", "M") or told.first > context.reference:
            continue
        periods = (period_in(told.first.year), period_in(told.first.year + 1))
        period = next((p for p in periods if p is not None and p.last >= told.first), None)
        return (period, index) if period else None
    return None


def other_reading(context: Context, picked: Period, period_in: PeriodIn) -> Period | None:
    """The period of that name on the other side of the reference, if no verb decides and the nearest is far."""
    reference = context.reference
    tense = context.direction()
    if reference is None or tense in (PAST, FUTURE) or distance(picked, reference) <= _SOON:
        return None
    if tense == PRESENT and picked.first > reference:
        return None
    step = 1 if picked.first <= reference else -1
    return period_in(picked.first.year + step)


def _told_year(context: Context, period_in: PeriodIn, tense: int) -> int | None:
    """The earlier expression whose year goes on.

    It stands in this sentence or the last; a story in the past tense keeps the year from day to day for longer. What a
    pluperfect looks back to ("had ruled until 2019") does not set the year of what follows.
    """
    reference = context.reference
    here = context.sentence(context.start)
    day = any(period.unit == "D" for period in (period_in(2000), period_in(2001)) if period)
    reach = _FAR_BACK if reference is None else 1
    if reference is not None and tense == PAST:
        reach = STORY if day else STORY // 2
    look_back = None
    for index, result in context.earlier(reach):
        if result.anchor == "reference":
            break
        if not result.explicit or result.period is None:
            continue
        number = context.sentence(context.places[index][0])
        if reference is not None and result.period.first.year == reference.year:
            # The year of the reference is told: in the same sentence it goes on, later no older one does.
            return index if number == here and day else None
        if reference is not None and here - number > 1 and result.period.unit not in ("D", "M"):
            continue
        if number != here and tense == PRESENT and context.tense_at(*context.places[index]) == PAST:
            return None  # the story is over: "He took it in 2021. The trial begins on 3 June."
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
    told = _in_told_week(context, weekday) or _from_beginning(context, weekday)
    reference = context.reference
    if told is not None or reference is None:
        return told
    ahead = weekday_direction(view, context) in (FUTURE, PRESENT)
    last = context.until.get("weekday") if context.until is not None else None
    if isinstance(last, int) and not ahead:
        # Of a range that is over, the end is the last day of that name.
        reference = add_days(reference, -((reference.weekday() - last) % 7))
    if ahead:
        return Period("D", add_days(reference, (weekday - reference.weekday()) % 7)), "reference"
    return Period("D", add_days(reference, -((reference.weekday() - weekday) % 7))), "reference"


def weekday_direction(view: View, context: Context) -> int:
    """On which side of the reference a weekday lies: PAST, FUTURE or PRESENT; 0 if nothing says so."""
    tense = context.direction() or view.number("direction")
    # "Sunday, 3 p.m." is a programme.
    return tense or (FUTURE if context.follows("appointment") else 0)


def in_told_year(context: Context, period_in: PeriodIn) -> tuple[Period, str | int] | None:
    """The period of a year that was just named: "last year in May"."""
    year, index = _just_named(context, "Y", "in_year") or (None, 0)
    period = period_in(year.first.year) if year else None
    return (period, index) if period else None


def _in_told_week(context: Context, weekday: int) -> tuple[Period, str | int] | None:
    """The day of a week that was just named: "next week on Friday"."""
    week, index = _just_named(context, "W", "in_week") or (None, 0)
    return (Period("D", add_days(week.first, weekday)), index) if week else None


def _just_named(context: Context, unit: str, between: str) -> tuple[Period, int] | None:
    """The period of the expression before, if it is of that unit and the words between match the pattern of that name."""
    index, result = next(context.earlier(0), (0, None))
    if result is None or result.period is None or result.period.unit != unit:
        return None
    return (result.period, index) if context.language.patterns[between].fullmatch(context.since(index)) else None


def _from_beginning(context: Context, weekday: int) -> tuple[Period, str | int] | None:
    """The day that ends a range: the first of that name after its beginning."""
    begun = context.beginning
    if begun is None or context.begun is None or begun.period is None or begun.period.unit != "D":
        return None
    return Period("D", add_days(begun.period.first, (weekday - begun.period.first.weekday()) % 7)), context.begun


def of_reference(context: Context, unit: str) -> list[tuple[Period, str | int]]:
    """The period of the reference, if there is one."""
    return [] if context.reference is None else [(Period.containing(context.reference, unit), "reference")]


def running(context: Context, unit: str) -> list[tuple[Period, str | int]]:
    """What "this year", "the end of the month" may be: of the date last told, of the reference; both if nothing decides.

    In the past tense the date that the text told comes first: for "this year" if it is near, for "the end of the year",
    which says less, if it stands in the same sentence. What is announced is of the reference. A date that itself was
    counted from the reference says little: the year of "last year" is not this one.
    """
    now = of_reference(context, unit)
    near, far = (_NEAR, STORY) if context.says_this() else (0, _NEAR)
    tense = context.tense()
    for index, result in context.earlier(far):
        period, known = result.period, result.explicit or unit == "D"
        if period is None or (period.unit == unit and not known):
            continue
        apart = context.sentence(context.start) - context.sentence(context.places[index][0])
        if UNIT_SIZE[period.unit] > UNIT_SIZE[unit]:
            if known and tense == PAST and apart <= near and now and distance(period, now[0][0].first):
                return []  # "in this week", in a story of another year
            continue
        told: tuple[Period, str | int] = (Period.containing(period.first, unit), index)
        if not now:
            return [told]
        if told[0] == now[0][0] or tense == FUTURE or (tense != PAST and not known):
            return now
        return [told] if tense == PAST and apart <= near and known else [told, *now]
    return now


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

"""Builders for what counts from the reference or from another expression."""

import datetime as dt

from lesebuch.temporal.calendar import Period, add_days, holiday, make_date
from lesebuch.temporal.choosing import FUTURE, PRESENT, distance, relative_weekday
from lesebuch.temporal.context import Context, Result
from lesebuch.temporal.dates import UNIT_SIZE, UNKNOWN_DAY, dated
from lesebuch.temporal.view import View

_WEEKS_BACK = 12
"""Sentences back to the beginning from which "the third week" is counted."""


def build_relative(view: View, context: Context) -> Result | None:
    """The last, this, the next: year, month, week, weekday, month by name, season, feast."""
    step = view.number("rel")
    base, anchor = _base(view, context)
    unit = view.get("unit") or view.get("quarter_name")
    if unit is not None and unit not in UNIT_SIZE:
        return None
    if base is None:
        return Result("DATE", _unresolved(view), view.mod)
    if unit == "W" and view.get("weekday") is not None:
        week = Period.containing(base, "W").shift(step)
        return dated(Period("D", add_days(week.first, view.number("weekday"))), anchor, view.mod)
    if unit is not None:
        return dated(Period.containing(base, unit).shift(step), anchor, view.mod)
    if view.get("weekday") is not None:
        return dated(relative_weekday(view, context, base, step), anchor, view.mod)
    return dated(_relative_named(view, context, base, step), anchor, view.mod)


def _unresolved(view: View) -> str:
    """The TIMEX3 value if there is nothing to count from."""
    if view.get("weekday") is not None:
        return f"XXXX-WXX-{view.number('weekday') + 1}"
    if view.get("month") is not None:
        return f"XXXX-{view.number('month'):02}"
    if view.get("season") is not None:
        return f"XXXX-{view.get('season')}"
    unknown = {
        "D": UNKNOWN_DAY,
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "DE": "XXX",
        "CE": "XX",
        "Q": "XXXX-QX",
        "H": "XXXX-HX",
    }
    return unknown.get(str(view.get("unit") or view.get("quarter_name")), "XXXX")


def _base(view: View, context: Context) -> tuple[dt.date | None, str | int | None]:
    """What "last" counts from: a date that the sentence gave before a comma, else the reference."""
    reference = context.reference
    step = view.number("rel")
    if step and view.get("unit") in ("D", "W", "M", "Y"):
        for index, result in context.earlier(0):
            between = context.text[context.places[index][1] : context.start]
            past = reference is None or (result.period is not None and result.period.first < reference)
            if result.dated and result.period and past and "," in between:
                return result.period.first, index
    return context.now()


def _relative_named(view: View, context: Context, base: dt.date, step: int) -> Period:
    """A month, season or feast by name: the last before, the next after; "this" is the one of the running year."""
    month, season = view.get("month"), view.get("season")
    feast = context.language.holidays.get(str(view.get("holiday")))

    def period_in(year: int) -> Period:
        if feast is not None:
            return holiday(feast.partition("/")[0], year)
        return Period("M", make_date(year, month, 1)) if month else Period.season(year, str(season))

    if step == 0:
        return min((period_in(base.year + n) for n in (0, -1)), key=lambda p: (distance(p, base) > 0, -p.first.year))
    periods = [period_in(base.year + n) for n in (-2, -1, 0, 1, 2)]
    if step < 0:
        return max((p for p in periods if p.last < base), key=lambda p: p.first)
    return min((p for p in periods if p.first > base), key=lambda p: p.first)


def build_nth_week(view: View, context: Context) -> Result:
    """The third week: of what began on the day last mentioned."""
    for index, result in context.earlier(_WEEKS_BACK):
        if result.period is not None and result.period.unit == "D":
            week = Period.containing(result.period.first, "W").shift(view.number("ordinal") - 1)
            return dated(week, index, view.mod)
    return Result("DATE", "XXXX-WXX", view.mod)


def build_boundary(view: View, context: Context) -> Result | None:
    """Year's end, the middle of the month: a part of the running period."""
    mod, unit = str(view.get("boundary")).split()
    if context.reference is None:
        return Result("DATE", "XXXX", mod)
    return dated(Period.containing(context.reference, unit), "reference", mod)


def build_weekend(view: View, context: Context) -> Result | None:
    """At the weekend: the last or the next, as the tense says."""
    reference = context.reference
    if reference is None:
        return Result("DATE", "XXXX-WXX-WE")
    weekend = Period.containing(reference, "WE")
    ahead = context.tense() in (FUTURE, PRESENT)
    if not ahead and weekend.first > reference:
        weekend = weekend.shift(-1)
    return dated(weekend, "reference", view.mod)


def build_anaphor(view: View, context: Context) -> Result | None:
    """The day after, the same year, the eve: counts from the date last mentioned."""
    unit, step = str(view.get("unit") or "D"), view.number("step")
    if unit not in UNIT_SIZE:
        return None
    for index, result in context.earlier(view.number("sentences", 3)):
        if result.period is not None and UNIT_SIZE[result.period.unit] <= UNIT_SIZE[unit]:
            return dated(Period.containing(result.period.first, unit).shift(step), index, view.mod)
    if view.get("fallback") and context.reference is not None:
        return dated(Period.containing(context.reference, unit).shift(step), "reference", view.mod)
    return Result("DATE", {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), view.mod)

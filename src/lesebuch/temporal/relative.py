"""Builders for what counts from the reference or from another expression."""

import datetime as dt
from collections.abc import Sequence

from lesebuch.temporal.ancient import count_from_ancient
from lesebuch.temporal.calendar import UNIT_SIZE, Period, add_days, holiday, make_date
from lesebuch.temporal.choosing import (
    FUTURE,
    PAST,
    PRESENT,
    STORY,
    distance,
    of_reference,
    pick_year,
    relative_weekday,
    running,
)
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.date_builders import UNKNOWN_DAY, dated, either
from lesebuch.temporal.view import View

_WEEKS_BACK = 12
"""Sentences back to the beginning from which "the third week" is counted."""


def build_relative(view: View, context: Context) -> Meaning | None:
    """The last, this, the next: year, month, week, weekday, month by name, season, feast."""
    step = view.number("rel")
    unit = view.get("unit") or view.get("quarter_name")
    if unit is not None and unit not in UNIT_SIZE:
        return None
    if view.params.get("unresolved"):
        return Meaning("DATE", _unresolved(view), view.mod)
    if step == 0 and unit is not None and view.get("weekday") is None:
        return _running(view, context, unit)
    base, anchor = _base(view, context)
    if base is None:
        return Meaning("DATE", _unresolved(view), view.mod)
    if unit == "W" and view.get("weekday") is not None:
        week = Period.containing(base, "W").shift(step)
        return dated(Period("D", add_days(week.first, view.number("weekday"))), anchor, view.mod)
    if unit is not None:
        return dated(Period.containing(base, unit).shift(step), anchor, view.mod)
    if view.get("weekday") is not None:
        return dated(relative_weekday(view, context, base, step), anchor, view.mod)
    return dated(_relative_named(view, context, base, step), anchor, view.mod)


def _running(view: View, context: Context, unit: str) -> Meaning | None:
    """The value of "this year", "this day", "the end of the month": of a date that the text tells, or of the reference."""
    if unit == "D" and context.says_this():
        # A day that the text points at is one that it told: the day of publication is "today".
        return build_anaphor(View({**view.slots, "unit": "D"}, view.around, {"step": 0, "sentences": STORY}), context)
    ancient = count_from_ancient(context, STORY, 0) if unit == "Y" and context.tense() == PAST else None
    if ancient is not None:
        return Meaning("DATE", ancient[0], view.mod, ancient[1], ancient[2])
    told = running(context, unit) if context.says_this() or view.params.get("told") else of_reference(context, unit)
    results = [dated(period, anchor, view.mod) for period, anchor in told]
    for result in results:
        result.explicit = result.anchor != "reference"
    return either(results) if results else Meaning("DATE", _unresolved(view), view.mod)


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
            past = reference is None or (result.period is not None and result.period.first < reference)
            if result.dated and result.period and past and "," in context.since(index):
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


def build_nth_part(view: View, context: Context) -> Meaning | None:
    """The last week of September 2014, the first day of the year: a day or a month is known, a week is but START or END."""
    number, unit = view.nth, str(view.get("unit"))
    results = [_part(whole, number, unit, anchor) for whole, anchor in _wholes(view, context)]
    if unit == "W" and view.get("month") is not None and view.get("year") is None and number == -1:
        last = Period.containing(context.reference, "W").shift(-1) if context.reference else None
        if last is None or view.number("month") in (last.first.month, last.last.month):
            return Meaning("DATE", "XXXX-WXX")  # "last week in May" is the last one, or the last of May
    known = [result for result in results if result is not None]
    return either(known) if known else Meaning("DATE", UNKNOWN_DAY if unit == "D" else "XXXX-XX")


def _wholes(view: View, context: Context) -> Sequence[tuple[Period, str | int | None]]:
    """The month or year of which a part is named; two, if nothing decides between them."""
    month, year = view.get("month"), view.get("year")
    if month is None:
        return [(Period.year(year), None)] if year is not None else running(context, "Y")
    if year is not None:
        return [(Period("M", make_date(year, month, 1)), None)]
    picked = pick_year(context, lambda number: Period("M", make_date(number, month, 1)))
    return [picked] if picked else []


def _part(whole: Period, number: int, unit: str, anchor: str | int | None) -> Meaning | None:
    if unit == "W":
        result = dated(whole, anchor, {1: "START", -1: "END"}.get(number))
    else:
        last = Period.containing(whole.last, unit)
        part = last.shift(number + 1) if number < 0 else Period.containing(whole.first, unit).shift(number - 1)
        if part.first > last.first:
            return None
        result = dated(part, anchor)
    result.explicit = anchor is None
    return result


def build_nth_week(view: View, context: Context) -> Meaning:
    """The third week: of what began on the day last mentioned."""
    for index, result in context.earlier(_WEEKS_BACK):
        if result.period is not None and result.period.unit == "D":
            week = Period.containing(result.period.first, "W").shift(view.number("ordinal") - 1)
            return dated(week, index, view.mod)
    return Meaning("DATE", "XXXX-WXX", view.mod)


def build_boundary(view: View, context: Context) -> Meaning | None:
    """Year's end, the middle of the month: a part of the running period."""
    mod, unit = str(view.get("boundary")).split()
    results = [dated(period, anchor, mod) for period, anchor in running(context, unit)]
    return either(results) if results else Meaning("DATE", "XXXX", mod)


def build_weekend(view: View, context: Context) -> Meaning | None:
    """At the weekend: the last or the next, as the tense says."""
    reference = context.reference
    if reference is None:
        return Meaning("DATE", "XXXX-WXX-WE", view.mod)
    weekend = Period.containing(reference, "WE")
    ahead = context.tense() in (FUTURE, PRESENT)
    if not ahead and weekend.first > reference:
        weekend = weekend.shift(-1)
    return dated(weekend, "reference", view.mod)


def build_anaphor(view: View, context: Context) -> Meaning | None:
    """The day after, the same year, the eve: counts from the date last mentioned."""
    unit, step = str(view.get("unit") or "D"), view.number("step")
    if unit not in UNIT_SIZE:
        return None
    sentences = view.number("sentences", 3)
    for index, result in context.earlier(sentences):
        if result.period is not None and UNIT_SIZE[result.period.unit] <= UNIT_SIZE[unit]:
            found = dated(Period.containing(result.period.first, unit).shift(step), index, view.mod)
            found.explicit, found.doubtful = result.explicit, result.doubtful
            found.edtf = None if result.doubtful else found.edtf
            return found
    ancient = count_from_ancient(context, sentences, step) if unit == "Y" else None
    if ancient is not None:
        return Meaning("DATE", ancient[0], view.mod, ancient[1], ancient[2])
    if view.get("fallback") and context.reference is not None:
        return dated(Period.containing(context.reference, unit).shift(step), "reference", view.mod)
    return Meaning("DATE", {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), view.mod)

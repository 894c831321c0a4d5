"""Builders for dates: written out or in part, alone or as the ends of ranges; quarters, days counted from today, feasts."""

from collections.abc import Callable
from dataclasses import replace

from lesebuch.temporal.ancient import ancient_date, told_ancient
from lesebuch.temporal.calendar import Period, RangeStart, add_days, holiday, make_date, nth_weekday, same_day
from lesebuch.temporal.choosing import (
    FUTURE,
    PAST,
    PRESENT,
    STORY,
    PeriodIn,
    in_told_year,
    other_reading,
    pick_weekday,
    pick_year,
    running,
    weekday_direction,
)
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.view import View

UNKNOWN_DAY = "XXXX-XX-XX"
_LEAP_YEAR = 2000
Picked = tuple[Period, str | int | None] | None
"""A period and what it counts from."""


def dated(period: Period, anchor: str | int | None, mod: str | None = None) -> Meaning:
    """The result for a period that is known."""
    edtf = period.edtf + ("~" if mod == "APPROX" and "/" not in period.edtf else "")
    return Meaning("DATE", period.timex, mod, edtf, anchor, period)


def either(results: list[Meaning]) -> Meaning:
    """One result of one reading, or of two that nothing decides between: its `edtf` names both, and nothing counts from it."""
    if len(results) == 1:
        return results[0]
    values = [result.edtf for result in results if result.edtf is not None and not set(result.edtf) & {"/", "~"}]
    edtf = f"[{','.join(sorted(set(values)))}]" if len(values) == len(results) else None
    return Meaning("DATE", results[-1].timex, results[-1].mod, edtf, results[-1].anchor)


# --- Dates


def build_date(view: View, context: Context) -> Meaning | None:
    """A day, month or season, with or without a year; a weekday."""
    month, day = _month_day(view, context)
    weekday, season = view.get("weekday"), view.get("season")
    if month is None and season is None:
        return _weekday(view, context, weekday) if weekday is not None else None
    if view.get("bc") is not None:
        return ancient_date(view, _own_year(view, context, month, day), month, day, season)
    results = []
    for year, anchor in _years(view, context):
        period = _in_year(_own_year(view, context, month, day, year), month, day, season)
        if period is None:
            return None
        result = dated(period, anchor, view.mod)
        result.explicit, result.dated = anchor != "reference", day is not None
        results.append(result)
    return either(results) if results else _partial(view, context, month, day)


def _month_day(view: View, context: Context) -> tuple[int | None, int | None]:
    for name in ("dmy", "iso"):
        value = view.get(name)
        if value is not None:
            return value[1], value[2]
    if view.get("day_month") is not None:
        return view.get("day_month")[0], view.get("day_month")[1]
    month = view.get("month") or view.get("month_number")
    day = view.get("day") or view.get("ordinal")
    if context.until is not None and "month" in view.lent and day and month:
        last = context.until.get("day") or context.until.get("ordinal")
        if last and day > last:
            month = (month - 2) % 12 + 1  # "From the 30th to 2 January"
    return month, day


def _own_year(view: View, context: Context, month: int | None, day: int | None, year: int | None = None) -> int:
    """The year of a date; the one before that which the end of its range lends it, if the turn of the year lies between."""
    if year is None:
        year = 1 - (view.number("year") or view.number("small_year") or view.number("long_year"))
    if context.until is None or not view.lent & {"year", "small_year", "long_year"} or month is None:
        return year
    last_month, last_day = _month_day(context.until, context)
    return year - 1 if (month, day or 1) > (last_month or 12, last_day or 31) else year


def _years(view: View, context: Context) -> list[tuple[int, str | int | None]]:
    """The year that the words give, with its anchor; two, if "this year" has two readings."""
    for name in ("dmy", "iso"):
        if view.get(name) is not None:
            return [(view.get(name)[0], None)]
    for name in ("year", "small_year"):
        if view.get(name) is not None:
            return [(view.number(name), None)]
    if view.get("rel") is not None and context.says_this():
        return [(period.first.year, anchor) for period, anchor in running(context, "Y")]
    if view.get("rel") is not None and context.reference is not None:
        return [(context.reference.year + view.number("rel"), "reference")]
    if view.get("same") is not None:
        index, previous = next(context.earlier(3), (None, None))
        if previous is not None and previous.period is not None and index is not None:
            return [(previous.period.first.year + view.number("same"), index)]
    return []


def _year(view: View, context: Context) -> tuple[int, str | int | None] | None:
    """As `_years`; of two, that of the reference."""
    return next(reversed(_years(view, context)), None)


def _in_year(year: int, month: int | None, day: int | None, season: str | None) -> Period | None:
    if day is not None and month is not None:
        date = same_day(year, month, day)
        return Period("D", date) if date else None
    if month is not None:
        return Period("M", make_date(year, month, 1))
    return Period.season(year, season) if season else None


def _partial(view: View, context: Context, month: int | None, day: int | None) -> Meaning | None:
    season, weekday = view.get("season"), view.get("weekday")

    def period_in(year: int) -> Period | None:
        return _in_year(year, month, day, season)

    def on_weekday(year: int) -> Period | None:
        near = context.reference is None or abs(year - context.reference.year) <= 1
        period = period_in(year)
        return period if near and period is not None and period.first.weekday() == weekday else None

    told = told_ancient(context, 1 if context.tense() != PAST else STORY)
    if told is not None and context.tense() != FUTURE:
        result = ancient_date(view, told[1], month, day, season)
        return replace(result, anchor=told[0]) if result else None
    picked: Picked = pick_year(context, on_weekday) if weekday is not None and day is not None else None
    if view.get("same") is None:  # "of the same year" counts from a date in the text or not at all
        picked = (
            picked
            or in_told_year(context, period_in)
            or _end_of_range(context, period_in)
            or _range_before(context, period_in)
        )
        picked = picked or pick_year(context, _whole_range(context, period_in))
    if picked is None and _in_year(_LEAP_YEAR, month, day, season) is None:
        return None
    if picked is None:
        days = f"-{day:02}" if day is not None else ""
        return Meaning("DATE", f"XXXX-{season}" if season else f"XXXX-{month:02}{days}", view.mod)
    result = dated(*picked, view.mod)
    result.dated = day is not None
    result.explicit = picked[1] != "reference"
    return _with_other_reading(result, context, picked[0], period_in) if weekday is None else result


def _with_other_reading(result: Meaning, context: Context, picked: Period, period_in: PeriodIn) -> Meaning:
    """The result; where nothing says which year is meant, with both that may be. The end of a range has the doubt of its beginning."""
    begun = context.beginning
    if result.anchor != "reference" or (begun is not None and begun.period is not None and not begun.doubtful):
        return result
    other = other_reading(context, picked, period_in)
    return in_doubt(result, picked, other) if other is not None else result


def _end_of_range(context: Context, period_in: PeriodIn) -> Picked:
    """The first of that name after the beginning of the range that it ends; it counts from what that counts from."""
    begun = context.beginning
    if begun is None or begun.period is None:
        return None
    year = begun.period.first.year
    periods = (period_in(year), period_in(year + 1))
    period = next((p for p in periods if p is not None and p.last >= begun.period.first), None)
    return (period, begun.anchor) if period else None


def _range_before(context: Context, period_in: PeriodIn) -> Picked:
    """The last of that name before the end of the range that it begins, if that has its year."""
    years = _years(context.until, context) if context.until is not None else []
    if context.until is None or not years or context.until.get("bc") is not None:
        return None
    year, anchor = years[-1]
    end = _in_year(year, *_month_day(context.until, context), context.until.get("season"))
    periods = (period_in(year), period_in(year - 1))
    period = next((p for p in periods if p is not None and end is not None and p.first <= end.last), None)
    return (period, anchor) if period else None


def _whole_range(context: Context, period_in: PeriodIn) -> PeriodIn:
    """Gives the beginning of a range, which lies where the range as a whole does."""
    until = context.until
    month, day = _month_day(until, context) if until is not None else (None, None)
    if until is None or (month is None and until.get("season") is None):
        return period_in

    def stretch_in(year: int) -> Period | None:
        first = period_in(year)
        ends = (_in_year(number, month, day, until.get("season")) for number in (year, year + 1))
        last = next((p for p in ends if p is not None and first is not None and p.last >= first.first), None)
        return RangeStart(first.unit, first.first, last) if first is not None and last is not None else first

    return stretch_in


def _weekday(view: View, context: Context, weekday: int) -> Meaning:
    offset = view.around.get("day_adjective")
    if offset is not None and context.reference is not None:
        return dated(Period("D", add_days(context.reference, int(offset))), "reference", view.mod)
    picked = pick_weekday(view, context, weekday)
    ends = context.until is not None or context.begun is not None
    if picked is None or (ends and context.matches("opening")):
        return Meaning("DATE", f"XXXX-WXX-{weekday + 1}", view.mod)
    result = dated(*picked, view.mod)
    if context.in_doubt(result.anchor) or (result.anchor == "reference" and not weekday_direction(view, context)):
        return in_doubt(result, picked[0], Period("D", add_days(picked[0].first, 7)))
    return result


def in_doubt(result: Meaning, likely: Period, other: Period) -> Meaning:
    """The result for the likelier of two readings; its EDTF value names both."""
    first, last = sorted((likely.edtf, other.edtf))
    result.edtf, result.doubtful = f"[{first},{last}]", True
    return result


def build_quarter(view: View, context: Context) -> Meaning | None:
    """The first half, the third quarter: of a year that is named, or of the running one."""
    name = f"{view.get('quarter_name')}{view.number('ordinal') or view.number('day')}"
    if name not in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"):
        return None
    return _of_year(view, context, lambda year: Period.season(year, name), f"XXXX-{name}")


def _of_year(view: View, context: Context, period_in: Callable[[int], Period], unknown: str) -> Meaning:
    """The period of the year that the words name, else of the one that is meant; `unknown`: its TIMEX3 value of no year."""
    named = _year(view, context)
    picked = (period_in(named[0]), named[1]) if named is not None else pick_year(context, period_in)
    if picked is None:
        return Meaning("DATE", unknown, view.mod)
    result = dated(*picked, view.mod)
    result.explicit = picked[1] is None
    return result


# --- Today, feasts


def build_day_word(view: View, context: Context) -> Meaning:
    """Today, yesterday, tomorrow …; "today" is nowadays where the sentence says nothing of a single day."""
    offset = view.number("day_word")
    vague = view.get("vague_value")
    if vague is not None and _is_nowadays(context):
        return Meaning("DATE", str(vague))
    patterns = context.language.patterns
    if (
        not offset
        and patterns["until_now"].search(context.before(24))
        and not patterns["today_after"].match(context.after(24))
    ):
        return Meaning("DATE", "PRESENT_REF")  # the end of a time that goes on: no day is meant
    day, anchor = context.now()
    if day is None:
        return Meaning("DATE", UNKNOWN_DAY, view.mod)
    return dated(Period("D", add_days(day, offset)), anchor, view.mod)


def _is_nowadays(context: Context) -> bool:
    patterns = context.language.patterns
    before, after = context.before(24), context.after(24)
    if patterns["today_before"].search(before) or patterns["today_after"].match(after):
        return False
    if patterns["nowadays_before"].search(before) or patterns["nowadays_after"].match(after):
        return True
    if context.matches("today_sentence"):
        return False
    return context.tense() in (PRESENT, 0)


def build_holiday(view: View, context: Context) -> Meaning | None:
    """A feast, with its computed date."""
    rule = context.language.holidays.get(str(view.get("holiday")))
    if rule is None:
        return None
    first, _, last = rule.partition("/")
    unknown = f"XXXX-{first}" if first[:1].isdigit() else UNKNOWN_DAY
    result = _of_year(view, context, lambda year: holiday(first, year), unknown)
    if last and result.period is not None:
        result.edtf = f"{result.period.edtf}/{holiday(last, result.period.first.year).edtf}"
    return result


def build_nth_holiday(view: View, context: Context) -> Meaning | None:
    """The first day of Christmas, the third Sunday of Advent."""
    names = view.params["holidays"]
    number = view.nth
    if not 1 <= number <= len(names):
        return None
    return build_holiday(View({**view.slots, "holiday": names[number - 1]}, view.around, view.params), context)


def build_nth_weekday(view: View, context: Context) -> Meaning | None:
    """The first Sunday in October, the last Friday of May 2020."""
    number = view.nth
    month, weekday = view.number("month"), view.number("weekday")
    if number not in (-1, 1, 2, 3, 4):
        return None
    unknown = f"XXXX-{month:02}-XX"
    return _of_year(view, context, lambda year: Period("D", nth_weekday(year, month, weekday, number)), unknown)

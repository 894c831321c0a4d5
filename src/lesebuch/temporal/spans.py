"""Builders for durations, sets and vague expressions."""

import datetime as dt
from contextlib import suppress

from lesebuch.temporal.ancient import count_from_ancient
from lesebuch.temporal.calendar import UNIT_SIZE, OutOfRangeError, Period, add, add_days
from lesebuch.temporal.choosing import PAST
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.date_builders import UNKNOWN_DAY, dated
from lesebuch.temporal.view import View

_CLOCK_UNITS = ("HOUR", "MIN", "SEC")
_PARTS = {"Y": (12, "M"), "HOUR": (60, "MIN"), "D": (24, "HOUR"), "DE": (10, "Y"), "CE": (100, "Y")}
"""Of how many smaller units a unit consists: half a year is six months, a quarter of a century 25 years."""
_MEMORY = 16
"""How many sentences "a year later" looks back."""


def build_vague(view: View, context: Context) -> Meaning | None:
    """Now, once, soon: a reference without a date."""
    form = view.params.get("form")
    if form == "rel":
        step = view.number("rel") or (PAST if context.tense() == PAST else 0)
        return Meaning("DATE", "PAST_REF" if step < 0 else "FUTURE_REF" if step else "PRESENT_REF", view.mod)
    if form:
        return Meaning(str(view.params.get("type", "DATE")), str(form).format_map(view.slots), view.mod)
    return Meaning("DATE", str(view.get("vague")), view.mod)


def build_duration(view: View, context: Context) -> Meaning | None:
    """A number of units; where the rule gives it a `direction`, with the calendar value that follows."""
    if view.params.get("check") == "thing" and not _is_thing(context):
        return None
    fixed = view.get("long")
    if fixed is not None:
        return Meaning("DURATION", str(fixed), view.mod)
    number, unit = _number(view), str(view.get("unit"))
    if view.get("or_number") is not None:
        return _one_of_two(number, view.get("or_number"), unit, context)
    parts = [(number, unit)]
    if view.get("u2") is not None:
        parts.append((view.get("n2") or view.get("i2") or 1, str(view.get("u2"))))
    result = Meaning("DURATION", duration_value(parts), view.mod)
    direction = view.get("direction")
    if direction is not None and len(parts) == 1:
        with suppress(OutOfRangeError):  # 9,000 years ago: a duration all the same
            _anchor(result, view, number, unit, context)
        if view.params.get("as_date") and result.period is not None:
            result.type, result.timex = "DATE", result.period.timex
    return result


def build_day_counted(view: View, context: Context) -> Meaning | None:
    """A week ago today, tomorrow in eight days: a day."""
    number, unit, (now, anchor) = _number(view), str(view.get("unit")), context.now()
    if not isinstance(number, int) or unit not in ("D", "W", "M", "Y"):
        return None
    if now is None:
        return Meaning("DATE", UNKNOWN_DAY)
    day = add(add_days(now, view.number("day_word")), unit, view.number("sign") * number)
    return dated(Period("D", day), anchor)


def _is_thing(context: Context) -> bool:
    """Whether a following noun can last: of a person, "thirty-year-old" is an age."""
    years = context.language.patterns["of_years"].search(context.text, context.start, context.end)
    return not years or bool(context.language.patterns["lasting"].match(context.after(60)))


Number = int | float | str


def _one_of_two(one: Number, other: Number, unit: str, context: Context) -> Meaning | None:
    """Five or six years ago: the value names both."""
    now, anchor = context.now()
    result = Meaning("DATE", {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"))
    if not isinstance(one, int) or not isinstance(other, int) or unit in _CLOCK_UNITS:
        return None
    if now is not None and unit in ("D", "M", "Y"):
        reached = [Period.containing(add(now, unit, -count), unit).edtf for count in (max(one, other), min(one, other))]
        result.edtf, result.anchor = f"[{','.join(reached)}]", anchor
    return result


def _number(view: View) -> Number:
    """An int, a float, or X for "some"."""
    if any(view.get(name) is not None for name in ("tens", "scale", "score")):
        scale = view.number("scale") or view.number("score")
        return view.number("times", 1) * scale + view.number("tens") + view.number("add")
    if view.get("share_of") is not None:
        return float(view.params["share_of"])
    if view.get("and_half") is not None:
        return view.number("number") + 0.5
    for name in ("number", "int", "decimal", "ordinal", "some"):
        if view.get(name) is not None:
            value: Number = view.get(name)
            if view.get("half") is not None and isinstance(value, int):
                return value - 1 + 0.5 if value > 1 else 0.5
            return value
    return 0.5 if view.get("half") is not None else view.params.get("count", 1)


def duration_value(parts: list[tuple[Number, str]]) -> str:
    """The TIMEX3 value: P2Y9M, PT8H, P1DE, PXD."""
    dates, times = "", ""
    for number, unit in parts:
        if isinstance(number, float) and 0 < number < 1 and unit in _PARTS:
            count, smaller = _PARTS[unit]
            if number * count == int(number * count):
                number, unit = int(number * count), smaller
        text = f"{number:g}" if isinstance(number, float) else str(number)
        if unit in _CLOCK_UNITS:
            times += f"{text}{unit[0]}"
        else:
            dates += f"{text}{unit}"
    return f"P{dates}{f'T{times}' if times else ''}"


def _anchor(result: Meaning, view: View, number: Number, unit: str, context: Context) -> None:
    """Give the duration the calendar value that it leads to."""
    direction, step = str(view.get("direction")), view.number("rel")
    if not isinstance(number, int | float) or unit in _CLOCK_UNITS:
        return
    count, unit, exact = _whole(number, unit)
    if count is None:
        return
    approx = result.mod is not None or not exact
    if direction in ("later", "earlier"):
        _from_last(result, view, count if direction == "later" else -count, unit, context, approx=approx)
        return
    now, anchor = context.now()
    if now is None or _undecided(direction, step, context):
        return
    sign = 1 if direction in ("hence", "next") or (direction == "rel" and step > 0) else -1
    reached = Period.containing(add(now, unit, sign * count), unit)
    value = _marked(reached, approx=approx)
    running = Period.containing(now, unit)
    if direction == "rel":
        direction = "last" if step < 0 else "next"
    match direction:
        case "since":
            value = f"{value.partition('/')[0]}/.."
        case "last":
            value = f"{reached.first.isoformat() if unit in ('W', 'D') else reached.edtf}/{_end(running, unit, now)}"
        case "next":
            value = f"{_end(running, unit, now)}/{reached.last.isoformat() if unit in ('W', 'D') else reached.edtf}"
        case _:
            result.period = reached
    result.edtf, result.anchor = value, anchor


def _undecided(direction: str, step: int, context: Context) -> bool:
    """Whether nothing says that a duration is counted from today.

    "In two days" counts from a day of the story after the past tense, and in what was announced then; without a verb,
    and behind an amount ("three treaties in four years"), it may be how long something took. "For three years" with the
    past tense ends in the story. "These two weeks" lie before, around or ahead of today; "the last years of the war" are
    not ours.
    """
    match direction:
        case "hence":
            return context.tense() in (PAST, 0) or context.matches("announced") or context.behind("amount")
        case "since":
            return context.tense() == PAST
        case "rel" | "last":
            return (direction == "rel" and step == 0) or context.follows("of_something")
    return False


def _end(running: Period, unit: str, now: dt.date) -> str:
    return now.isoformat() if unit in ("W", "D") else running.edtf


def _whole(number: float, unit: str) -> tuple[int | None, str, bool]:
    """Half years in months; decades and centuries in years, since they are counted roughly. And whether exact."""
    if unit in ("DE", "CE", "ML"):
        years = number * {"DE": 10, "CE": 100, "ML": 1000}[unit]
        return (int(years) if years < 5000 else None), "Y", False
    if number != int(number):
        months = number * 12
        return (int(months), "M", False) if unit == "Y" and months == int(months) else (None, unit, False)
    if unit == "WE":
        return None, unit, False
    return int(number), unit, True


def _marked(period: Period, *, approx: bool) -> str:
    return period.edtf + ("~" if approx and "/" not in period.edtf else "")


def _from_last(result: Meaning, view: View, count: int, unit: str, context: Context, *, approx: bool) -> None:
    """A year later: from the date last mentioned, if that is as exact as the unit; with `to_the_day` a day, if it is one."""
    for index, earlier in context.earlier(_MEMORY):
        if earlier.period is None or UNIT_SIZE[earlier.period.unit] > UNIT_SIZE[unit]:
            continue
        exact = view.params.get("to_the_day") and earlier.period.unit == "D"
        period = Period.containing(add(earlier.period.first, unit, count), "D" if exact else unit)
        result.edtf, result.anchor, result.period = _marked(period, approx=approx), index, period
        result.explicit, result.doubtful = earlier.explicit, earlier.doubtful
        result.edtf = None if earlier.doubtful else result.edtf
        return
    ancient = count_from_ancient(context, _MEMORY, count) if unit == "Y" else None
    if ancient is not None:
        _, result.edtf, result.anchor = ancient


def build_set(view: View, _context: Context) -> Meaning | None:
    """How often: each Monday, every four years, daily."""
    fixed = view.get("set")
    if fixed is not None:
        return Meaning("SET", str(fixed), view.mod)
    for name, form in (("weekday", "XXXX-WXX-{}"), ("month", "XXXX-{:02}"), ("season", "XXXX-{}")):
        value = view.get(name)
        if value is not None:
            return Meaning("SET", form.format(value + 1 if name == "weekday" else value), view.mod)
    if view.get("daypart") is not None:
        return Meaning("SET", f"XXXX-XX-XXT{view.get('daypart')}", view.mod)
    if view.get("unit") is None:
        return None
    return Meaning("SET", duration_value([(_number(view), str(view.get("unit")))]), view.mod)

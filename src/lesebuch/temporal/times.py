"""The builder for times of day."""

import re

from lesebuch.temporal.calendar import Period, add_days
from lesebuch.temporal.choosing import pick_weekday, relative_weekday, weekday_direction
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.date_builders import UNKNOWN_DAY, build_date
from lesebuch.temporal.view import View

_NOON, _DAY_HOURS, _DAY_MINUTES = 12, 24, 24 * 60
_ANY_DAY = re.compile(r"XXXX-(?:WXX-|XX-XX)")
_WEEKDAYS = re.compile(r"XXXX-WXX(?:-\d)?")
_MEMORY = 4
"""How many sentences a part of the day remembers the day; a clock time forgets sooner, as in programmes and listings."""


def build_time(view: View, context: Context) -> Meaning | None:
    """A time of day; as certain of its year as the day that it belongs to."""
    result = _time(view, context)
    if result is not None and isinstance(result.anchor, int):
        day = context.results[result.anchor]
        result.explicit = day is not None and day.explicit
    return result


def _time(view: View, context: Context) -> Meaning | None:
    """A clock time or part of a day; of the day that the words name, else of the day last spoken of."""
    clock = _clock(view)
    end = _clock(context.until) if context.until is not None else None
    if clock is not None and end is not None and view.get("pm") and clock > end:
        clock = (clock[0] - _NOON, clock[1])  # "from 9 to 5 p.m."
    part = view.get("daypart")
    if clock is None and part is None:
        return None
    often = _often(view, context) if clock is not None else None
    period, anchor = (None, often[0]) if often else _day(view, context, clocked=clock is not None)
    doubtful = context.in_doubt(anchor) or _either_side(view, context, anchor)
    if period is None and view.params.get("habit"):
        return Meaning("SET", f"PT{part}")
    if clock is None:
        day = period.timex if period else UNKNOWN_DAY
        edtf = period.edtf if period and period.unit == "D" and not doubtful else None
        return Meaning("TIME", f"{day}T{part}", view.mod, edtf, anchor, period, doubtful=doubtful)
    hour, minute = clock
    if part in ("AF", "EV", "NI") and hour < _NOON and (part != "NI" or hour > _NOON - 4):
        hour += _NOON
    if hour > _DAY_HOURS or hour * 60 + minute > _DAY_MINUTES:
        return None
    day = period.timex if period else often[1] if often else UNKNOWN_DAY
    known = period is not None and not doubtful
    edtf = f"{period.edtf}T{hour:02}:{minute:02}:00" if period and known else None
    value = f"{day}T{hour:02}:{minute:02}"
    return Meaning("TIME", value, view.mod, edtf, anchor, period, doubtful=doubtful, often=often is not None)


def _either_side(view: View, context: Context, anchor: str | int | None) -> bool:
    """Whether nothing says on which side of the reference the named weekday lies."""
    named = view.get("weekday") is not None and view.get("rel") is None and view.get("day_word") is None
    return named and view.get("month") is None and anchor == "reference" and not weekday_direction(view, context)


def _often(view: View, context: Context) -> tuple[int, str] | None:
    """Index and day of the SET on whose days the clock time is: "each Sunday at 8.15 p.m."."""
    if any(view.get(name) is not None for name in ("day_word", "month", "weekday")) or view.around.get("day_adjective"):
        return None
    sets = []
    for index, result in context.before_this(0):
        if result.type == "SET" or (result.type == "DATE" and _ANY_DAY.match(result.timex)):
            sets.append((index, often_day(result.timex)))
        elif result.period is not None:
            break
    if not sets:
        return None
    # "Daily except on Mondays": of several, none is the one.
    return sets[0] if len(sets) == 1 else (sets[0][0], UNKNOWN_DAY)


def often_day(timex: str) -> str:
    """The day of a clock time on the days of a SET: XXXX-WXX-7 of each Sunday, any day of what has none."""
    return timex if _WEEKDAYS.fullmatch(timex) else UNKNOWN_DAY


def _clock(view: View) -> tuple[int, int] | None:
    clock = view.get("clock")
    if clock is not None:
        return _of_half_day(view, int(clock[0])), int(clock[1])
    value = view.get("hour") if view.get("hour") is not None else view.get("number")
    if not isinstance(value, int) or not 0 <= value <= _DAY_HOURS:
        return None
    minute = view.number("minute")
    if view.get("half") is not None:
        return (value - 1) % _DAY_HOURS, 30
    if view.get("quarter") is not None:
        total = value * 60 + view.number("quarter")
        return total // 60 % _DAY_HOURS, total % 60
    return _of_half_day(view, value), minute


def _of_half_day(view: View, hour: int) -> int:
    """The hour of the day, where the rule says which half of it: 12 a.m. is 0, 12 p.m. is 12."""
    if hour > _NOON or not (view.get("am") or view.get("pm")):
        return hour
    return hour % _NOON + (_NOON if view.get("pm") else 0)


def _day(view: View, context: Context, *, clocked: bool) -> tuple[Period | None, str | int | None]:
    reference = context.reference
    offset = view.get("day_word")
    if offset is None:
        offset = view.around.get("day_adjective")
    if offset is not None:
        if reference is None:
            return None, None
        return Period("D", add_days(reference, int(offset) - view.number("eve"))), "reference"
    if view.get("month") is not None:
        named = build_date(view, context)
        return (named.period, named.anchor) if named else (None, None)
    weekday = view.get("weekday")
    if weekday is not None and view.get("rel") is not None and reference is not None:
        return relative_weekday(view, context, reference, view.number("rel")), "reference"
    if weekday is not None:
        picked = pick_weekday(view, context, int(weekday) - view.number("eve"))
        return picked or (None, None)
    for index, result in context.earlier(1 if clocked else _MEMORY):
        if result.period is not None and result.period.unit == "D":
            return result.period.shift(view.number("step")), index
    if reference is not None and (clocked or view.get("fallback")):
        return Period("D", reference), "reference"
    return None, None

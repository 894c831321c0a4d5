"""The builder for times of day."""

from lesebuch.temporal.calendar import Period, add_days
from lesebuch.temporal.choosing import pick_weekday, relative_weekday
from lesebuch.temporal.context import Context, Result
from lesebuch.temporal.dates import UNKNOWN_DAY, build_date
from lesebuch.temporal.view import View

_NOON, _DAY_HOURS, _DAY_MINUTES = 12, 24, 24 * 60
_MEMORY = 4
"""How many sentences a part of the day remembers the day; a clock time forgets sooner, as in programmes and listings."""


def build_time(view: View, context: Context) -> Result | None:
    """A time of day; as certain of its year as the day that it belongs to."""
    result = _time(view, context)
    if result is not None and isinstance(result.anchor, int):
        day = context.results[result.anchor]
        result.explicit = day is not None and day.explicit
    return result


def _time(view: View, context: Context) -> Result | None:
    """A clock time or part of a day; of the day that the words name, else of the day last spoken of."""
    clock = _clock(view)
    part = view.get("daypart")
    if clock is None and part is None:
        return None
    period, anchor = _day(view, context, clocked=clock is not None)
    if period is None and view.params.get("habit"):
        return Result("SET", f"PT{part}")
    if clock is None:
        day = period.timex if period else UNKNOWN_DAY
        edtf = period.edtf if period and period.unit == "D" else None
        return Result("TIME", f"{day}T{part}", view.mod, edtf, anchor, period)
    hour, minute = clock
    if part in ("AF", "EV", "NI") and hour < _NOON and (part != "NI" or hour > _NOON - 4):
        hour += _NOON
    if hour > _DAY_HOURS or hour * 60 + minute > _DAY_MINUTES:
        return None
    day = period.timex if period else UNKNOWN_DAY
    edtf = f"{period.edtf}T{hour:02}:{minute:02}:00" if period else None
    return Result("TIME", f"{day}T{hour:02}:{minute:02}", view.mod, edtf, anchor, period)


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

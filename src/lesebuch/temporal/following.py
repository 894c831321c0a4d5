"""Durations that count from the expression behind them: three weeks after Easter, a year before 1999."""

import re

from lesebuch.temporal.calendar import OutOfRangeError, Period, add
from lesebuch.temporal.context import Context, Result
from lesebuch.temporal.dates import UNIT_SIZE

_CLOCK = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)")
_NEAR = 40
"""Characters between a clock time and the day behind it."""
_PLAIN = re.compile(r"P(\d{1,4})([DWMY])")


def lean_on_next(context: Context) -> None:
    """Give such durations their value; their anchor is the expression that follows."""
    for index, result in enumerate(context.results[:-1]):
        if result is None or result.type != "DURATION" or result.edtf is not None:
            continue
        plain, following = _PLAIN.fullmatch(result.timex), context.results[index + 1]
        sign = _direction(context, index)
        if plain and sign and following is not None and following.period is not None:
            _count(result, sign * int(plain[1]), plain[2], following, index + 1)


def day_behind(context: Context) -> None:
    """Give a clock time for which nothing named the day the day that its sentence names next: "at 8 p.m. on Sunday"."""
    for index, result in enumerate(context.results[:-1]):
        following, (_, end) = context.results[index + 1], context.places[index]
        clock = _CLOCK.fullmatch(result.timex) if result is not None else None
        if result is None or clock is None or result.anchor != "reference" or following is None:
            continue
        start = context.places[index + 1][0]
        day = following.period if following.type == "DATE" else None
        if day is None or day.unit != "D" or context.sentence(end) != context.sentence(start) or start - end > _NEAR:
            continue
        if not any(mark in context.text[end:start] for mark in ".;:!?,\n"):
            result.timex, result.edtf = f"{day.edtf}{clock[1]}", f"{day.edtf}{clock[1]}:00"
            result.period, result.anchor = day, index + 1


def _direction(context: Context, index: int) -> int:
    """1 if the words between an expression and the next say "after", -1 "before", 0 anything else."""
    between = context.text[context.places[index][1] : context.places[index + 1][0]]
    for name, sign in (("counted_after", 1), ("counted_before", -1)):
        if context.language.patterns[name].fullmatch(between):
            return sign
    return 0


def _count(result: Result, count: int, unit: str, following: Result, index: int) -> None:
    base = following.period
    if base is None or UNIT_SIZE[base.unit] > UNIT_SIZE[unit]:
        return
    try:
        reached = Period.containing(add(base.first, unit, count), unit)
    except OutOfRangeError:
        return
    approx = result.mod is not None and "/" not in reached.edtf
    result.edtf, result.anchor = reached.edtf + ("~" if approx else ""), index

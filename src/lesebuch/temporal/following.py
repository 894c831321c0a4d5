"""Durations that count from the expression behind them: three weeks after Easter, a year before 1999."""

import re

from lesebuch.temporal.calendar import UNIT_SIZE, OutOfRangeError, Period, add
from lesebuch.temporal.context import Context, Meaning
from lesebuch.temporal.times import often_day

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
    """Give a clock time for which nothing named the day the day that its sentence names next: "at 8 p.m. on Sunday".

    Of the days of a SET, "at 8 p.m. each Sunday", none is the one.
    """
    for index in range(len(context.results) - 2, -1, -1):
        result, following = context.results[index], context.results[index + 1]
        clock = _CLOCK.fullmatch(result.timex) if result is not None else None
        if result is None or clock is None or following is None or not _belongs(context, index):
            continue
        begun = context.results[result.anchor] if isinstance(result.anchor, int) else result
        if begun is None or begun.type != "TIME" or begun.anchor != "reference":
            continue
        day = following.period if following.type == "DATE" else None
        if following.type == "SET" or (following.type == "TIME" and following.often):
            day_value = often_day(following.timex.partition("T")[0])
            result.timex, result.edtf, result.period, result.often = f"{day_value}{clock[1]}", None, None, True
            result.anchor = index + 1 if following.type == "SET" else following.anchor
        elif day is not None and day.unit == "D":
            result.timex, result.edtf = f"{day.edtf}{clock[1]}", f"{day.edtf}{clock[1]}:00"
            result.period, result.anchor = day, index + 1


def _belongs(context: Context, index: int) -> bool:
    """Whether an expression and the next stand close together in one part of a sentence."""
    end, start = context.places[index][1], context.places[index + 1][0]
    if start - end > _NEAR or context.sentence(end) != context.sentence(start):
        return False
    return not any(mark in context.text[end:start] for mark in ".;:!?,\n")


def _direction(context: Context, index: int) -> int:
    """1 if the words between an expression and the next say "after", -1 "before", 0 anything else."""
    between = context.text[context.places[index][1] : context.places[index + 1][0]]
    for name, sign in (("counted_after", 1), ("counted_before", -1)):
        if context.language.patterns[name].fullmatch(between):
            return sign
    return 0


def _count(result: Meaning, count: int, unit: str, following: Meaning, index: int) -> None:
    base = following.period
    if base is None or UNIT_SIZE[base.unit] > UNIT_SIZE[unit]:
        return
    try:
        reached = Period.containing(add(base.first, unit, count), unit)
    except OutOfRangeError:
        return
    approx = result.mod is not None and "/" not in reached.edtf
    result.edtf, result.anchor = reached.edtf + ("~" if approx else ""), index

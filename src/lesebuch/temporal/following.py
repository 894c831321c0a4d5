"""Durations that count from the expression behind them: three weeks after Easter, a year before 1999."""

import re

from lesebuch.temporal.calendar import OutOfRangeError, Period, add
from lesebuch.temporal.context import Context, Result
from lesebuch.temporal.dates import UNIT_SIZE

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

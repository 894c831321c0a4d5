"""Numbers in digits and in words: which kinds of number a token can be."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

_INT = re.compile(r"(\d+)([^\W\d_]{0,4})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?")
_DMY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_PAIR = re.compile(r"(\d{1,2})([.:])(\d{1,2})")
_CLOCK_SECONDS = re.compile(r"(\d{1,2}):(\d\d):\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")

MONTHS, HOURS, DAYS, MINUTES = 12, 24, 31, 59
FIRST_YEAR, LAST_YEAR = 1000, 2199
"""What four digits without another word may be as a year."""
_PIVOT = 30
"""Two digits up to this are 20.., above 19..; in a date such as 3.5.99."""

_LONGEST = 24
"""Characters; what is longer is no date, and Python refuses to read very long numbers."""

_SAMPLES = (
    "0 00 05 5 12 13 24 25 31 32 59 60 80 85 99 100 500 999 1000 1990 2013 2022 2200 12345 1.000 1,5 1.5 "
    "10.12 20.30 08.30 30.11 31.13 20:30 20:30:15 3.5.2022 03.05.22 2022-05-03 2022-05-03T10:00 1234567"
)
NUMBER_SAMPLES = tuple(_SAMPLES.split())
"""One token of each kind, so that each kind has its symbol before the rules are compiled."""


@lru_cache(maxsize=4096)
def _read(token: str, suffixes: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    if len(token) > _LONGEST:
        return {}
    if found := _INT.fullmatch(token):
        return _integer(found[1], found[2], dict(suffixes))
    if found := _ISO.fullmatch(token):
        day = (int(found[1]), int(found[2]), int(found[3]))
        return {"iso": (*day, found[4])} if _is_day(day[1], day[2]) else {}
    if found := _DMY.fullmatch(token):
        month, day_number = int(found[2]), int(found[1])
        return {"dmy": (full_year(found[3]), month, day_number)} if _is_day(month, day_number) else {}
    if found := _CLOCK_SECONDS.fullmatch(token):
        return {"clock": (int(found[1]), int(found[2]))} if int(found[1]) <= HOURS else {}
    if found := _PAIR.fullmatch(token):
        return _pair(found[1], found[2], found[3])
    if _THOUSANDS.fullmatch(token):
        return {"int": int(re.sub(r"[.,]", "", token)), "thousands": True}
    if found := _DECIMAL.fullmatch(token):
        return {"decimal": float(f"{found[1]}.{found[2]}")}
    return {}


def read_number(token: str, suffixes: Mapping[str, str]) -> dict[str, Any]:
    """Classes and values of a token that begins with a digit; empty if it is none that we know.

    int, day, month_number, hour, minute, two_digits, year (four digits), small_year (one to three), long_year (four, past all years of ours), decimal,
    clock (hour, minute), day_month (month, day), dmy and iso (year, month, day …), and what the suffixes say.
    """
    return _read(token, tuple(suffixes.items()))


def _integer(digits: str, suffix: str, suffixes: Mapping[str, str]) -> dict[str, Any]:
    number = int(digits) if len(digits) < 10 else 10**9  # longer ones are no dates anyway
    if suffix:
        return {suffixes[suffix]: number} if suffix in suffixes else {}
    kinds: dict[str, Any] = {"int": number}
    if len(digits) <= 2:
        limits = {"day": (1, DAYS), "month_number": (1, MONTHS), "hour": (0, HOURS), "minute": (0, MINUTES)}
        kinds |= {kind: number for kind, (low, high) in limits.items() if low <= number <= high}
    if len(digits) == 2:
        kinds["two_digits"] = number
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        kinds["year"] = number
    elif len(digits) == 4 and number > LAST_YEAR:
        kinds["long_year"] = number
    elif len(digits) <= 3 and number:
        kinds["small_year"] = number
    return kinds


def _pair(first: str, separator: str, second: str) -> dict[str, Any]:
    a, b = int(first), int(second)
    kinds: dict[str, Any] = {}
    if len(second) == 2 and a <= HOURS and b <= MINUTES:
        kinds["clock"] = (a, b)
    if separator == "." and _is_day(b, a):
        kinds["day_month"] = (b, a)
    if separator == "." and "day_month" not in kinds:
        kinds["decimal"] = float(f"{first}.{second}")
    return kinds


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= DAYS


def full_year(digits: str) -> int:
    """Four digits as they are; two as the year nearest to our time."""
    year = int(digits)
    if len(digits) != 2:
        return year
    return year + (2000 if year <= _PIVOT else 1900)


def number_word_list(data: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """All number words of a language: those that it lists, and those that it writes in one word, up to 999 and 9,000."""
    listed = [(word, value) for value, words in data["words"].items() for word in words.split()]
    small = [(word, int(value)) for word, value in listed if value.isdigit() and 0 < int(value) < 100]
    yield from ((word, float(value) if "." in value else int(value)) for word, value in listed)
    template = data.get("compound")
    if not template:
        return
    units, tens = data["units"].split(), data["tens"].split()
    for t, ten in enumerate(tens, start=2):
        small += [(template.format(unit=unit, ten=ten), t * 10 + u) for u, unit in enumerate(units, start=1)]
    small = list(dict(small).items())
    yield from small
    for count, unit in [(1, ""), *enumerate(units, start=1)]:
        yield unit + data["hundred"], count * 100
        yield unit + data["thousand"], count * 1000
        yield from ((unit + data["hundred"] + word, count * 100 + value) for word, value in small)

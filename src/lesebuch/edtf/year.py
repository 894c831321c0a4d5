"""The year of an EDTF date: four digits, some of them perhaps unknown, or any number behind a Y."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Self

from lesebuch.edtf.days import MOST_DIGITS

NOTATION = r"-?[0-9X]{4}(?:S[0-9]+)?|Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?"
_PARTS = re.compile(r"(?P<y>Y?)(?P<sign>-?)(?P<digits>[0-9X]+)(?:E(?P<exponent>[0-9]+))?(?:S(?P<significant>[0-9]+))?")
_FOUR = 4


@dataclass(frozen=True, slots=True)
class Year:
    """What a notation says of a year."""

    first: int
    """The earliest year that it may be."""
    last: int
    """The latest year that it may be."""
    estimate: int | None = None
    """With significant digits (1950S2: some year from 1900 to 1999, by estimate 1950) the estimate."""
    masked: bool = False
    """Whether digits are unknown."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what matches NOTATION; ValueError says what is allowed."""
        found = _PARTS.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no year")
        if len(text) > 2 * MOST_DIGITS or len(found["digits"]) + _count(found["exponent"]) > MOST_DIGITS:
            raise ValueError(f"a year has {MOST_DIGITS} digits at most")
        _check(found)
        if "X" in found["digits"]:
            years = matching(text)
            return cls(years[0], years[-1], masked=True)
        size = int(found["digits"]) * 10 ** int(found["exponent"] or 0)
        if found["significant"] is None:
            return cls(-size, -size) if found["sign"] else cls(size, size)
        unit = 10 ** max(len(str(size)) - int(found["significant"]), 0)
        if not found["y"]:  # of 0050S2 the zeros are digits too
            unit = 10 ** max(_FOUR - int(found["significant"]), 0)
        low = size // unit * unit
        if found["sign"]:
            return cls(1 - low - unit, -low, -size)
        return cls(low, low + unit - 1, size)


def _count(exponent: str | None) -> int:
    """Digits that an exponent adds; too many where it is itself too long to be a number of digits."""
    digits = (exponent or "0").lstrip("0")
    return int(digits or 0) if len(digits) <= len(str(MOST_DIGITS)) else MOST_DIGITS + 1


def _check(found: re.Match[str]) -> None:
    digits = found["digits"]
    if found["sign"] and not digits.strip("0"):
        raise ValueError("there is no year -0000; the year before 0001 is 0000, which is 1 BC")
    if found["y"] and (digits.startswith("0") or (len(digits) <= _FOUR and not found["exponent"])):
        raise ValueError("Y stands before years of five digits or more, which do not begin with 0")
    if found["significant"] is not None and found["significant"].startswith("0"):
        raise ValueError("behind S stands how many digits are significant, from 1")
    if found["significant"] is not None and "X" in digits:
        raise ValueError("unknown digits (X) and significant digits (S) exclude each other")


@lru_cache(maxsize=256)
def matching(text: str) -> Sequence[int]:
    """All years that four digits with X allow, ascending.

    The year 0, which is 1 BC, counts among those of -00XX: so it is the first century BC, 100 to 1 BC, and whole.
    """
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    choices = ("0123456789" if digit == "X" else digit for digit in digits)
    return sorted(sign * int("".join(chosen)) for chosen in product(*choices))

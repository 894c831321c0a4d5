"""The words for dates, as ``data/LANGUAGE.toml`` has them; templates are filled by `str.format`. Names of months are CLDR's."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

from lesebuch.edtf.kinds import Edge

_DATA = resources.files("lesebuch.edtf").joinpath("data")
_LANGUAGES = frozenset(file.name.removesuffix(".toml") for file in _DATA.iterdir())
_PARTS = {"seasons": (21, 25, 29), "quarters": (33,), "thirds": (37,), "halves": (40,)}
"""The parts of a year, and the first of their codes; seasons of the hemispheres are called like those that name none."""


@dataclass(frozen=True, slots=True)
class EdtfWords:
    """The words of a language."""

    months: tuple[str, ...]
    """With a day: `1 March`."""
    months_alone: tuple[str, ...]
    """Without one; Slavic languages decline them otherwise."""
    parts: dict[int, str]
    """Of a year, by their codes 21 to 41."""
    ordinal: str
    """Of a day of the month."""
    day: str
    day_alone: str
    """A day of a month that nobody knows."""
    time: str
    century: str
    decade: str
    before_christ: str
    after_christ: str
    thousands: str
    """What groups the digits of numbers from 10,000 on."""
    millions: str
    billions: str
    """Thousands of millions."""
    comma: str
    unknown: Sequence[str]
    """Year, month, day unknown; put behind the date."""
    names: Sequence[str]
    """Year, month, day; `part` in place of the month for a part of a year."""
    part: str
    doubts: dict[str, str]
    """What ? ~ and % say of a part of a date."""
    about: str
    about_day: str
    roughly: str
    """`about` of what is no plain date."""
    span: str
    between: str
    between_days: str
    """Of days in the same month; `between_dates` of others."""
    between_dates: str
    since: str
    until: str
    since_unknown: str
    until_unknown: str
    no_start: dict[Edge, str]
    no_end: dict[Edge, str]
    earliest: str
    latest: str
    either: str
    both: str
    first: str = ""
    """The first day of a month, where it is said otherwise than the others."""
    first_century: str = ""
    """The first century, likewise."""
    numerals: str = "plain"
    """How centuries are counted: `plain`, `english` (20th) or `roman` (XX)."""
    uncertain: str = "{}?"
    of_days: dict[str, str] = field(default_factory=dict)
    """Templates of this language that are others for days (`until`: *jusqu’au 3 mai*), by their names."""
    of_months: dict[str, str] = field(default_factory=dict)
    """Likewise for months and years (*jusqu’en mai*)."""

    def nth(self, day: int) -> str:
        """A day of the month."""
        return self.first if day == 1 and self.first else self.ordinal.format(day)


def months_of(language: str, context: Literal["format", "stand-alone"] = "format") -> tuple[str, ...]:
    """The names of the months, as CLDR has them."""
    # Dates are read without it.
    from babel.dates import get_month_names  # noqa: PLC0415 - see above

    names = get_month_names("wide", context, language)
    return tuple(names[number] for number in range(1, 13))


def words_of(language: str) -> EdtfWords:
    """The words of a language code; English for languages that have none here."""
    name = language.replace("_", "-").partition("-")[0].lower()
    return _read(name if name in _LANGUAGES else "en")


@cache
def _read(name: str) -> EdtfWords:
    said = tomllib.loads(_DATA.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    named = [(firsts, said.pop(key)) for key, firsts in _PARTS.items()]
    parts = {first + n: part for firsts, names in named for first in firsts for n, part in enumerate(names)}
    start, end = (
        {Edge[edge.upper()]: words for edge, words in said.pop(key).items()} for key in ("no_start", "no_end")
    )
    return EdtfWords(months_of(name), months_of(name, "stand-alone"), parts, no_start=start, no_end=end, **said)

"""The words for dates, in German and English; templates are filled by `str.format`. Names of months are CLDR's."""

from dataclasses import dataclass
from typing import Literal

from babel.dates import get_month_names

from lesebuch.edtf.kinds import Edge


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
    unknown: tuple[str, str, str]
    """Year, month, day unknown; put behind the date."""
    names: tuple[str, str, str]
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
    numerals: str = "plain"
    """How centuries are counted: `plain`, `english` (20th) or `roman` (XX)."""

    def nth(self, day: int) -> str:
        """A day of the month."""
        return self.first if day == 1 and self.first else self.ordinal.format(day)


def months_of(language: str, context: Literal["format", "stand-alone"] = "format") -> tuple[str, ...]:
    """The names of the months, as CLDR has them."""
    names = get_month_names("wide", context, language)
    return tuple(names[number] for number in range(1, 13))


_SAME = {25: 21, 26: 22, 27: 23, 28: 24, 29: 21, 30: 22, 31: 23, 32: 24}
"""Seasons of the hemispheres are called like those that name none."""
_SEASONS_DE = {21: "Frühjahr", 22: "Sommer", 23: "Herbst", 24: "Winter"}
_SEASONS_EN = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

GERMAN = EdtfWords(
    months=months_of("de"),
    months_alone=months_of("de", "stand-alone"),
    parts={
        **_SEASONS_DE,
        **{code: _SEASONS_DE[plain] for code, plain in _SAME.items()},
        **{32 + n: f"{n}. Quartal" for n in range(1, 5)},
        **{36 + n: f"{n}. Jahresdrittel" for n in range(1, 4)},
        **{39 + n: f"{n}. Halbjahr" for n in range(1, 3)},
    },
    ordinal="{}.",
    day="{day} {month} {year}",
    day_alone="{day} Tag eines unbekannten Monats {year}",
    time="{date}, {time} Uhr",
    century="{n}. Jahrhundert",
    decade="{n}er-Jahre",
    before_christ="{n} v. Chr.",
    after_christ="{n} n. Chr.",
    thousands="\N{NO-BREAK SPACE}",
    millions="{n} Mio.",
    billions="{n} Mrd.",
    comma=",",
    unknown=("Jahr unbekannt", "Monat unbekannt", "Tag unbekannt"),
    names=("Jahr", "Monat", "Tag"),
    part="Jahresabschnitt",
    doubts={"?": "unsicher", "~": "ungefähr", "%": "unsicher und ungefähr"},
    about="um {}",
    about_day="um den {}",
    roughly="etwa {}",
    span="{} bis {}",
    between="zwischen {} und {}",
    between_days="zwischen dem {} und {}",
    between_dates="zwischen dem {} und dem {}",
    since="seit {}",
    until="bis {}",
    since_unknown="ab {}, Ende unbekannt",
    until_unknown="bis {}, Anfang unbekannt",
    no_start={Edge.OPEN: "ohne Anfang", Edge.UNKNOWN: "Anfang unbekannt"},
    no_end={Edge.OPEN: "ohne Ende", Edge.UNKNOWN: "Ende unbekannt"},
    earliest="frühestens {}",
    latest="spätestens {}",
    either=" oder ",
    both=" und ",
)

ENGLISH = EdtfWords(
    months=months_of("en"),
    months_alone=months_of("en", "stand-alone"),
    parts={
        **_SEASONS_EN,
        **{code: _SEASONS_EN[plain] for code, plain in _SAME.items()},
        33: "first quarter of",
        34: "second quarter of",
        35: "third quarter of",
        36: "fourth quarter of",
        37: "first third of",
        38: "second third of",
        39: "last third of",
        40: "first half of",
        41: "second half of",
    },
    ordinal="{}",
    day="{day} {month} {year}",
    day_alone="day {day} of an unknown month {year}",
    time="{date}, {time}",
    century="{n} century",
    numerals="english",
    decade="{n}s",
    before_christ="{n} BC",
    after_christ="{n} AD",
    thousands=",",
    millions="{n} million",
    billions="{n} billion",
    comma=".",
    unknown=("year unknown", "month unknown", "day unknown"),
    names=("year", "month", "day"),
    part="part of the year",
    doubts={"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"},
    about="around {}",
    about_day="around {}",
    roughly="about {}",
    span="{} to {}",
    between="between {} and {}",
    between_days="between {} and {}",
    between_dates="between {} and {}",
    since="since {}",
    until="until {}",
    since_unknown="from {}, end unknown",
    until_unknown="until {}, start unknown",
    no_start={Edge.OPEN: "without a start", Edge.UNKNOWN: "start unknown"},
    no_end={Edge.OPEN: "without an end", Edge.UNKNOWN: "end unknown"},
    earliest="{} at the earliest",
    latest="{} at the latest",
    either=" or ",
    both=" and ",
)

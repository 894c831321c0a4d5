"""Dates in languages other than German and English: `15 septembre 2009`, `1 декабря 2020 г.`, `28 آب 2013`, `2024年4月24日`.

The names of months are those of CLDR (`months.json`, made by `scripts/months.py`), of about sixty languages at once: a line of metadata is
too short to tell its language. Where two languages mean different months by one word, as Croatian and Polish by `listopada`, both are given.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NAMES = frozenset(("mars", "mac", "julie", "augusta", "augustus", "nisan"))
"""Months of some language that are somebody's or something's name in German and English."""
_FILE = Path(__file__).with_name("months.json")
_YEAR = r"(?P<y>(?:[1١۱][9٩۹]|[2٢۲][0٠۰])\d\d)"
_ANY_YEAR = _YEAR.replace("[9٩۹]", "[4-9٤-٩۴-۹]")
_WORD = r"[^\W\d_][^\s\d,،.()/|:;]{0,24}"
"""As long as a name of a month may be: some scripts have no spaces, and a line of them is no word."""
_NAME = rf"(?P<name>{_WORD}(?:[ \u00a0]?/?[ \u00a0]?{_WORD})?)\.?"
"""One word or two; two names of a month may stand beside each other, as in `28 آب/أغسطس 2013`."""
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월](?:\s?(?P<d>\d{1,2})\s?[日일])?",
        rf"(?<![\d./-])(?P<d>\d{{1,2}})(?:er|[º°ª.]|-?го)?\s+(?:de\s+|d['’]\s?|del\s+)?{_NAME},?\s+(?:del?\s+)?{_YEAR}(?!\d)",
        rf"(?<![\d./-]){_YEAR}\.?\s+(?:m\.\s+)?{_NAME}\s+(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<![\w/-])(?P<name>{_WORD})(?:\s+del?)?\s+{_YEAR}(?!\d)",
    )
)
_OLD_FORMS = tuple(re.compile(form.pattern.replace(_YEAR, _ANY_YEAR), re.IGNORECASE) for form in _FORMS)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: its place in the text, the year, the months that are meant, and the day if there is one."""

    start: int
    end: int
    year: int
    months: tuple[int, ...]
    day: int | None


def written_dates(text: str, *, old: bool = False) -> Iterator[Written]:
    """Each date that has a year, with `old` one before 1900, too; the longer form of two in one place comes first."""
    for form in _OLD_FORMS if old else _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            day = groups.get("d")
            months = (int(groups["m"]),) if groups.get("m") else _months(groups["name"], short=day is not None)
            if months and not (day is None and groups.get("name") and _means_another(groups["name"])):
                yield Written(match.start(), match.end(), int(groups["y"]), months, int(day) if day else None)


def _means_another(name: str) -> bool:
    """Whether it is rather a name: `Mars 2020` is about a planet; French, which has no day there, either, writes `mars 2020`."""
    return name[0].isupper() and name.casefold() in _NAMES


@cache
def weekdays() -> frozenset[str]:
    """The names of weekdays in those languages, in lower case."""
    return frozenset(_names()["weekdays"])


def _months(said: str, *, short: bool) -> tuple[int, ...]:
    """Which months a word, or one of two, names; names cut short only count beside a day."""
    groups = [_names()["months"], *([_names()["short"]] if short else [])]
    words = said.casefold().strip(" .")
    # Of two words, the first is no part of the name where the second is one: `le 1er mars`.
    for name in (" ".join(words.split()), *(word.strip(" .") for word in re.split(r"[\s/]+", words))):
        for group in groups:
            if name in group:
                return tuple(group[name])
    return ()


@cache
def _names() -> Mapping[str, Mapping[str, list[int]]]:
    found: Mapping[str, Mapping[str, list[int]]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found

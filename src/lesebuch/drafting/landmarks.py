"""What dates a text from below: nobody writes of these before the day on which they began to be.

Dates are of the public record, and on the safe side: of an office, the day of the election to it. A landmark only ever excludes
years; it never gives a date, and the draft names it, so that the editor can judge.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Landmark:
    """Words, and the day before which they were not written."""

    pattern: re.Pattern[str]
    since: dt.date
    what: str


def _office(title: str, name: str, since: str, what: str) -> Landmark:
    """An office and, a few words on, the name: `Präsident Kasachstans, …`; not a deputy, a candidate or another presidency."""
    words = rf"(?<![Vv]ice )(?<![Vv]ice-)(?<!Vize-)\b{title}\b(?!\s+(?:des Senats|of the Senate))(?:\s+[^\s.;]+){{0,5}}?\s+{name}"
    return Landmark(re.compile(words), dt.date.fromisoformat(since), what)


def _words(pattern: str, since: str, what: str) -> Landmark:
    return Landmark(re.compile(pattern), dt.date.fromisoformat(since), what)


_PRESIDENT = r"(?:[Pp]räsident(?:en|s)?|[Pp]resident)"
_CHANCELLOR = r"(?:(?:Bundesk|K)anzlers?|[Cc]hancellor)"

LANDMARKS: tuple[Landmark, ...] = (
    _office(_PRESIDENT, r"To[kq]a(?:j|y)e[wv]", "2019-03-20", "President Tokajew"),
    _office(_PRESIDENT, r"(?:Selens?k|Zelens?k)\w+", "2019-04-21", "President Selenskyj"),
    _office(_PRESIDENT, "Macron", "2017-05-07", "President Macron"),
    _office(_PRESIDENT, "Trump", "2016-11-08", "President Trump"),
    _office(_PRESIDENT, "Biden", "2020-11-03", "President Biden"),
    _office(_PRESIDENT, "Xi Jinping", "2013-03-14", "President Xi"),
    _office(
        r"(?:EU-)?(?:Kommissionspräsidentin|Commission [Pp]resident)",
        "Ursula von der Leyen",
        "2019-07-16",
        "von der Leyen heads the Commission",
    ),
    _office(_CHANCELLOR, "Scholz", "2021-09-26", "Chancellor Scholz"),
    _office(_CHANCELLOR, "Merz", "2025-02-23", "Chancellor Merz"),
    _words(r"Annexion der Krim|annexation of Crimea", "2014-03-18", "the annexation of Crimea"),
    _words(r"\bCOVID-19|\bCovid-19", "2020-02-11", "the name Covid-19"),
    _words(r"\bNur-Sultan\b", "2019-03-20", "the capital's name Nur-Sultan"),
)

# States whose independence day counts from 1991; not those that keep an older day (Belarus, Georgia, Azerbaijan).
_SINCE_1991 = "Kasachstan|Kazakhstan|Ukraine|Moldau|Moldova|Armeni|Usbekistan|Uzbekistan|Kirgis|Kyrgyz|Tadschikistan|Tajikistan|Turkmenistan"
_ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3})(?:\.|st|nd|rd|th)\s+(?:Unabhängigkeitstag|Jahrestag (?:der|seiner|ihrer) Unabhängigkeit|"
    r"(?:anniversary of (?:its |the )?)?[Ii]ndependence(?: [Dd]ay)?)"
)
_STOP = re.compile(r"(?<!\d)[.!?]\s")
_NEAR = 300
"""Characters on both sides within which a sentence is looked for."""
_YEAR = re.compile(
    r"(?:\b(?:im Jahre?|[Ss]eit|[Nn]ach|[Ii]n|[Ss]ince|[Aa]fter|of|[Vv]on)|[A-ZÄÖÜ][\w-]{1,60})\s(?P<year>19\d\d|20\d\d)(?![\d/%–-])(?!\s+[A-ZÄÖÜ])(?!\s?(?:km|m|t)\b)"
)
_FUTURE = re.compile(
    r"\b(?:wird|werden|soll|sollen|sollte|will|wollen|plant|geplant|künftig|until|by|shall|would|should|plans?|bis|ab)\b"
)


def earliest(texts: list[str], today: dt.date) -> tuple[dt.date, list[str]]:
    """The day before which the texts were not written, and why, latest reason last."""
    reasons = sorted(reason for text in texts for reason in _reasons(text) if reason[0] <= today)
    return (reasons[-1][0] if reasons else dt.date.min), [what for _, what in reasons]


def _reasons(text: str) -> Iterator[tuple[dt.date, str]]:
    for landmark in LANDMARKS:
        if landmark.pattern.search(text):
            yield landmark.since, f"{landmark.what}: not before {landmark.since}"
    for match in _ANNIVERSARY.finditer(text):
        sentence = _sentence(text, match.start())
        if re.search(_SINCE_1991, sentence):
            since = dt.date(1991 + int(match["n"]), 1, 1)
            yield since, f"“{match[0]}” counts from 1991: not before {since.year}"
    for match in _YEAR.finditer(text):
        if not _FUTURE.search(_sentence(text, match.start())):
            yield dt.date(int(match["year"]), 1, 1), f"names {match['year']} as past"


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, or as much of it as is near."""
    before, after = text[max(at - _NEAR, 0) : at], text[at : at + _NEAR]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    end = _STOP.search(after)
    return before[stops[-1] if stops else 0 :] + after[: end.end() if end else None]

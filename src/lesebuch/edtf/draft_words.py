"""The words for dates in French, Ukrainian and Russian: drafts, which nobody has reviewed who speaks these languages from childhood.

Where a word would govern a case that templates cannot give, they take a sign or an abbreviation instead.
"""

from functools import cache

from lesebuch.edtf.kinds import Edge
from lesebuch.edtf.words import ENGLISH, GERMAN, EdtfWords, months_of

_NORTH_AND_SOUTH = (21, 25, 29)
"""Codes of spring: of no hemisphere, of the north, of the south; the other seasons follow each."""


def _parts(
    seasons: tuple[str, ...], quarters: tuple[str, ...], thirds: tuple[str, ...], halves: tuple[str, ...]
) -> dict[int, str]:
    parts = {first + n: name for first in _NORTH_AND_SOUTH for n, name in enumerate(seasons)}
    for first, names in ((33, quarters), (37, thirds), (40, halves)):
        parts |= {first + n: name for n, name in enumerate(names)}
    return parts


@cache
def _french() -> EdtfWords:
    return EdtfWords(
        months=months_of("fr"),
        months_alone=months_of("fr", "stand-alone"),
        parts=_parts(
            ("printemps", "été", "automne", "hiver"),
            ("1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre"),
            ("1er tiers", "2e tiers", "3e tiers"),
            ("1er semestre", "2e semestre"),
        ),
        ordinal="{}",
        first="1er",
        day="{day} {month} {year}",
        day_alone="le {day} d’un mois inconnu {year}",
        time="{date}, {time}",
        century="{n}e siècle",
        numerals="roman",
        decade="années {n}",
        before_christ="{n} av. J.-C.",
        after_christ="{n} apr. J.-C.",
        thousands="\N{NO-BREAK SPACE}",
        millions="{n} millions",
        billions="{n} milliards",
        comma=",",
        unknown=("année inconnue", "mois inconnu", "jour inconnu"),
        names=("année", "mois", "jour"),
        part="partie de l’année",
        doubts={"?": "incertain", "~": "approximatif", "%": "incertain et approximatif"},
        about="vers {}",
        about_day="vers le {}",
        roughly="environ {}",
        span="{} – {}",
        between="entre {} et {}",
        between_days="entre le {} et le {}",
        between_dates="entre le {} et le {}",
        since="depuis {}",
        until="jusqu’à {}",
        since_unknown="depuis {}, fin inconnue",
        until_unknown="jusqu’à {}, début inconnu",
        no_start={Edge.OPEN: "sans début", Edge.UNKNOWN: "début inconnu"},
        no_end={Edge.OPEN: "sans fin", Edge.UNKNOWN: "fin inconnue"},
        earliest="au plus tôt {}",
        latest="au plus tard {}",
        either=" ou ",
        both=" et ",
    )


@cache
def _ukrainian() -> EdtfWords:
    return EdtfWords(
        months=months_of("uk"),
        months_alone=months_of("uk", "stand-alone"),
        parts=_parts(
            ("весна", "літо", "осінь", "зима"),
            ("1-й квартал", "2-й квартал", "3-й квартал", "4-й квартал"),
            ("1-ша третина", "2-га третина", "3-тя третина"),
            ("1-ше півріччя", "2-ге півріччя"),
        ),
        ordinal="{}",
        day="{day} {month} {year}",
        day_alone="{day}-й день невідомого місяця {year}",
        time="{date}, {time}",
        century="{n} століття",
        numerals="roman",
        decade="{n}-ті роки",
        before_christ="{n} до н. е.",
        after_christ="{n} н. е.",
        thousands="\N{NO-BREAK SPACE}",
        millions="{n} млн",
        billions="{n} млрд",
        comma=",",
        unknown=("рік невідомий", "місяць невідомий", "день невідомий"),
        names=("рік", "місяць", "день"),
        part="частина року",
        doubts={"?": "непевно", "~": "приблизно", "%": "непевно і приблизно"},
        about="бл. {}",
        about_day="бл. {}",
        roughly="приблизно {}",
        span="{} – {}",
        between="у проміжку {} – {}",
        between_days="у проміжку {} – {}",
        between_dates="у проміжку {} – {}",
        since="{} – …",
        until="… – {}",
        since_unknown="{} – ?, кінець невідомий",
        until_unknown="? – {}, початок невідомий",
        no_start={Edge.OPEN: "без початку", Edge.UNKNOWN: "початок невідомий"},
        no_end={Edge.OPEN: "без кінця", Edge.UNKNOWN: "кінець невідомий"},
        earliest="не раніше: {}",
        latest="не пізніше: {}",
        either=" або ",
        both=" і ",
    )


@cache
def _russian() -> EdtfWords:
    return EdtfWords(
        months=months_of("ru"),
        months_alone=months_of("ru", "stand-alone"),
        parts=_parts(
            ("весна", "лето", "осень", "зима"),
            ("1-й квартал", "2-й квартал", "3-й квартал", "4-й квартал"),
            ("1-я треть", "2-я треть", "3-я треть"),
            ("1-е полугодие", "2-е полугодие"),
        ),
        ordinal="{}",
        day="{day} {month} {year}",
        day_alone="{day}-е число неизвестного месяца {year}",
        time="{date}, {time}",
        century="{n} век",
        numerals="roman",
        decade="{n}-е годы",
        before_christ="{n} до н. э.",
        after_christ="{n} н. э.",
        thousands="\N{NO-BREAK SPACE}",
        millions="{n} млн",
        billions="{n} млрд",
        comma=",",
        unknown=("год неизвестен", "месяц неизвестен", "день неизвестен"),
        names=("год", "месяц", "день"),
        part="часть года",
        doubts={"?": "под вопросом", "~": "приблизительно", "%": "под вопросом и приблизительно"},
        about="ок. {}",
        about_day="ок. {}",
        roughly="приблизительно {}",
        span="{} – {}",
        between="в промежутке {} – {}",
        between_days="в промежутке {} – {}",
        between_dates="в промежутке {} – {}",
        since="{} – …",
        until="… – {}",
        since_unknown="{} – ?, конец неизвестен",
        until_unknown="? – {}, начало неизвестно",
        no_start={Edge.OPEN: "без начала", Edge.UNKNOWN: "начало неизвестно"},
        no_end={Edge.OPEN: "без конца", Edge.UNKNOWN: "конец неизвестен"},
        earliest="не ранее: {}",
        latest="не позднее: {}",
        either=" или ",
        both=" и ",
    )


_DRAFTS = {"fr": _french, "uk": _ukrainian, "ru": _russian}
"""Made when they are asked for: the names of their months take time to read."""


def words_of(language: str) -> EdtfWords:
    """The words of a language code; English for languages that have none here."""
    name = language.replace("_", "-").partition("-")[0].lower()
    return _DRAFTS[name]() if name in _DRAFTS else GERMAN if name == "de" else ENGLISH

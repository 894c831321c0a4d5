"""Dates in words."""

import pytest
from edtf_texts import VALUE
from hypothesis import given

from lesebuch.edtf import TimeValue, year_in_words

WORDS = {
    "2023-05-25": ("25. Mai 2023", "25 May 2023"),
    "2023-05": ("Mai 2023", "May 2023"),
    "2022-04-05T14:30:59": ("5. April 2022, 14:30 Uhr", "5 April 2022, 14:30"),
    # Doubt
    "1999~": ("um 1999", "around 1999"),
    "1999-03~": ("um März 1999", "around March 1999"),
    "1999-03-04~": ("um den 4. März 1999", "around 4 March 1999"),
    "1999-03-XX~": ("um März 1999 (Tag unbekannt)", "around March 1999 (day unknown)"),
    "2022-04-05?": ("5. April 2022?", "5 April 2022?"),
    "2022%": ("um 2022?", "around 2022?"),
    "199X~": ("etwa 1990er-Jahre", "about 1990s"),
    "2023-21~": ("etwa Frühjahr 2023", "about spring 2023"),
    "1848S2~": ("um 1848 (zwischen 1800 und 1899)", "around 1848 (between 1800 and 1899)"),
    "1848S2%": ("um 1848 (zwischen 1800 und 1899)?", "around 1848 (between 1800 and 1899)?"),
    "?1848-03": ("März 1848 (Jahr unsicher)", "March 1848 (year uncertain)"),
    "1848-~03": ("März 1848 (Monat ungefähr)", "March 1848 (month approximate)"),
    "1848-~21": ("Frühjahr 1848 (Jahresabschnitt ungefähr)", "spring 1848 (part of the year approximate)"),
    "1848~-03-18": ("18. März 1848 (Jahr ungefähr)", "18 March 1848 (year approximate)"),
    "1848-03~-18": ("18. März 1848 (Jahr und Monat ungefähr)", "18 March 1848 (year and month approximate)"),
    "?1848-03-%18": (
        "18. März 1848 (Jahr unsicher, Tag unsicher und ungefähr)",
        "18 March 1848 (year uncertain, day uncertain and approximate)",
    ),
    "?1848-03-?18": ("18. März 1848 (Jahr und Tag unsicher)", "18 March 1848 (year and day uncertain)"),
    "184X-~03": ("März (1840er-Jahre, Monat ungefähr)", "March (1840s, month approximate)"),
    "XXXX?": ("Jahr unbekannt, unsicher", "year unknown, uncertain"),
    # Unknown digits
    "199X": ("1990er-Jahre", "1990s"),
    "010X": ("100er-Jahre", "100s"),
    "004X": ("zwischen 40 und 49 n. Chr.", "between 40 and 49 AD"),
    "000X": ("zwischen 1 v. Chr. und 9 n. Chr.", "between 1 BC and 9 AD"),
    "19XX": ("20. Jahrhundert", "20th century"),
    "20XX": ("21. Jahrhundert", "21st century"),
    "01XX": ("2. Jahrhundert", "2nd century"),
    "02XX": ("3. Jahrhundert", "3rd century"),
    "10XX": ("11. Jahrhundert", "11th century"),
    "11XX": ("12. Jahrhundert", "12th century"),
    "12XX": ("13. Jahrhundert", "13th century"),
    "1XXX": ("zwischen 1000 und 1999", "between 1000 and 1999"),
    "19X4": ("zwischen 1904 und 1994", "between 1904 and 1994"),
    "XXXX": ("Jahr unbekannt", "year unknown"),
    "1985-XX-XX": ("1985 (Monat unbekannt, Tag unbekannt)", "1985 (month unknown, day unknown)"),
    "1985-02-XX": ("Februar 1985 (Tag unbekannt)", "February 1985 (day unknown)"),
    "XXXX-12-25": ("25. Dezember (Jahr unbekannt)", "25 December (year unknown)"),
    "XXXX-12-XX": ("Dezember (Jahr unbekannt, Tag unbekannt)", "December (year unknown, day unknown)"),
    "184X-12-25": ("25. Dezember (1840er-Jahre)", "25 December (1840s)"),
    "18XX-12-XX": ("Dezember (19. Jahrhundert, Tag unbekannt)", "December (19th century, day unknown)"),
    "18XX-XX": ("19. Jahrhundert, Monat unbekannt", "19th century, month unknown"),
    "1848-XX-25": ("25. Tag eines unbekannten Monats 1848", "day 25 of an unknown month 1848"),
    "XXXX-XX-25": ("25. Tag eines unbekannten Monats (Jahr unbekannt)", "day 25 of an unknown month (year unknown)"),
    "1848-1X": ("zwischen Oktober und Dezember 1848", "between October and December 1848"),
    "1848-X1": ("Januar oder November 1848", "January or November 1848"),
    "1848-X3": ("März 1848", "March 1848"),
    "1848-02-1X": ("zwischen dem 10. und 19. Februar 1848", "between 10 and 19 February 1848"),
    "1849-02-2X": ("zwischen dem 20. und 28. Februar 1849", "between 20 and 28 February 1849"),
    "184X-02-2X": ("zwischen dem 20. und 29. Februar (1840er-Jahre)", "between 20 and 29 February (1840s)"),
    "1848-12-3X": ("30. oder 31. Dezember 1848", "30 or 31 December 1848"),
    "1848-12-X1": ("1., 11., 21. oder 31. Dezember 1848", "1, 11, 21 or 31 December 1848"),
    "1848-X1-2X": (
        "zwischen dem 20. Januar 1848 und dem 29. November 1848",
        "between 20 January 1848 and 29 November 1848",
    ),
    "1848-X1-XX": ("Januar oder November 1848 (Tag unbekannt)", "January or November 1848 (day unknown)"),
    "1848-X1-05": (
        "zwischen dem 5. Januar 1848 und dem 5. November 1848",
        "between 5 January 1848 and 5 November 1848",
    ),
    "1848-XX-1X": (
        "zwischen dem 10. Januar 1848 und dem 19. Dezember 1848",
        "between 10 January 1848 and 19 December 1848",
    ),
    "XXXX-1X-05": ("XXXX-1X-05", "XXXX-1X-05"),
    "1848S2": ("um 1848 (zwischen 1800 und 1899)", "around 1848 (between 1800 and 1899)"),
    "1848S4": ("1848", "1848"),
    # Before our era, and long ago
    "0000": ("1 v. Chr.", "1 BC"),
    "0001": ("1 n. Chr.", "1 AD"),
    "0099": ("99 n. Chr.", "99 AD"),
    "0100": ("100", "100"),
    "-0430": ("431 v. Chr.", "431 BC"),
    "-0430-04": ("April 431 v. Chr.", "April 431 BC"),
    "-0430-04-12": ("12. April 431 v. Chr.", "12 April 431 BC"),
    "-0430~": ("um 431 v. Chr.", "around 431 BC"),
    "-04XX": ("5. Jahrhundert v. Chr.", "5th century BC"),
    "-043X": ("zwischen 440 und 431 v. Chr.", "between 440 and 431 BC"),
    "-1XXX": ("zwischen 2000 und 1001 v. Chr.", "between 2000 and 1001 BC"),
    "-XXXX": ("v. Chr. (Jahr unbekannt)", "BC (year unknown)"),
    "-0430-22": ("Sommer 431 v. Chr.", "summer 431 BC"),
    "-0430-24": ("Winter 431/430 v. Chr.", "winter 431/430 BC"),
    "0000-24": ("Winter 1 v. Chr./1 n. Chr.", "winter 1 BC/1 AD"),
    "0043-24": ("Winter 43/44 n. Chr.", "winter 43/44 AD"),
    "0099-24": ("Winter 99 n. Chr./100", "winter 99 AD/100"),
    "0100-28": ("Winter 100/01", "winter 100/01"),
    "1999-24": ("Winter 1999/00", "winter 1999/00"),
    "-0430S2": ("um 431 v. Chr. (zwischen 500 und 401 v. Chr.)", "around 431 BC (between 500 and 401 BC)"),
    "-0430/-0403": ("431 bis 404 v. Chr.", "431 to 404 BC"),
    "-0430-04/-0430-06": ("April bis Juni 431 v. Chr.", "April to June 431 BC"),
    "-0430-04/-0403": ("April 431 v. Chr. bis 404 v. Chr.", "April 431 BC to 404 BC"),
    "-0001/0000": ("2 bis 1 v. Chr.", "2 to 1 BC"),
    "0000/0001": ("1 v. Chr. bis 1 n. Chr.", "1 BC to 1 AD"),
    "0001/0002": ("1 n. Chr. bis 2 n. Chr.", "1 AD to 2 AD"),
    "{0000,-0001}": ("1 und 2 v. Chr.", "1 and 2 BC"),
    "{0001,0000}": ("1 n. Chr. und 1 v. Chr.", "1 AD and 1 BC"),
    "{0476,-0043}": ("476 n. Chr. und 44 v. Chr.", "476 AD and 44 BC"),
    "0476/..": ("seit 476", "since 476"),
    "{0476,0500}": ("476 und 500", "476 and 500"),
    "[-0043,XXXX]": ("44 v. Chr. oder Jahr unbekannt", "44 BC or year unknown"),
    "0XXX": ("zwischen 1 v. Chr. und 999 n. Chr.", "between 1 BC and 999 AD"),
    "-000X": ("zwischen 10 und 1 v. Chr.", "between 10 and 1 BC"),
    "1X0X": ("zwischen 1000 und 1909", "between 1000 and 1909"),
    "X1XX": ("zwischen 100 und 9199", "between 100 and 9199"),
    "-0X30-X1-05": (
        "zwischen dem 5. Januar 931 v. Chr. und dem 5. November 31 v. Chr.",
        "between 5 January 931 BC and 5 November 31 BC",
    ),
    "190X-02-2X": ("zwischen dem 20. und 29. Februar (1900er-Jahre)", "between 20 and 29 February (1900s)"),
    "0001-24": ("Winter 1/2 n. Chr.", "winter 1/2 AD"),
    "Y-12345E9": ("12\N{NO-BREAK SPACE}345 Mrd. v. Chr.", "12,345 billion BC"),
    "-0043/0014": ("44 v. Chr. bis 14 n. Chr.", "44 BC to 14 AD"),
    "-0043/0476": ("44 v. Chr. bis 476 n. Chr.", "44 BC to 476 AD"),
    "-0043/1453": ("44 v. Chr. bis 1453", "44 BC to 1453"),
    "-0043/0999": ("44 v. Chr. bis 999 n. Chr.", "44 BC to 999 AD"),
    "-0043/1000": ("44 v. Chr. bis 1000", "44 BC to 1000"),
    "[-0430..-0403]": ("zwischen 431 und 404 v. Chr.", "between 431 and 404 BC"),
    "[-0430,-0429,-0428]": ("431, 430 oder 429 v. Chr.", "431, 430 or 429 BC"),
    "[..-0043]": ("spätestens 44 v. Chr.", "44 BC at the latest"),
    "-0430/..": ("seit 431 v. Chr.", "since 431 BC"),
    "-9999": ("10\N{NO-BREAK SPACE}000 v. Chr.", "10,000 BC"),
    "-9998": ("9999 v. Chr.", "9999 BC"),
    "Y-17E7": ("170 Mio. v. Chr.", "170 million BC"),
    "Y-169999999": ("170 Mio. v. Chr.", "170 million BC"),
    "Y-170000001": ("170\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}002 v. Chr.", "170,000,002 BC"),
    "Y-1E6": ("1 Mio. v. Chr.", "1 million BC"),
    "Y-9E5": ("900\N{NO-BREAK SPACE}001 v. Chr.", "900,001 BC"),
    "Y-25E5": ("2,5 Mio. v. Chr.", "2.5 million BC"),
    "Y-45E8": ("4,5 Mrd. v. Chr.", "4.5 billion BC"),
    "Y-1E9": ("1 Mrd. v. Chr.", "1 billion BC"),
    "Y-1234E6": ("1234 Mio. v. Chr.", "1234 million BC"),
    "Y-45E8/Y-25E5": ("4,5 Mrd. bis 2,5 Mio. v. Chr.", "4.5 billion to 2.5 million BC"),
    "Y12345": ("12\N{NO-BREAK SPACE}345", "12,345"),
    # Spans and sets
    "2014/2022": ("2014 bis 2022", "2014 to 2022"),
    "2022-05-09/2022-05-11": ("9. bis 11. Mai 2022", "9 to 11 May 2022"),
    "2022-04-29/2022-05-11": ("29. April bis 11. Mai 2022", "29 April to 11 May 2022"),
    "2021-05-09/2022-05-11": ("9. Mai 2021 bis 11. Mai 2022", "9 May 2021 to 11 May 2022"),
    "2022-05-09?/2022-05-11": ("9. Mai 2022? bis 11. Mai 2022", "9 May 2022? to 11 May 2022"),
    "2022-05-09/2022-05-11~": ("9. Mai 2022 bis um den 11. Mai 2022", "9 May 2022 to around 11 May 2022"),
    "2022-05-XX/2022-06-11": ("Mai 2022 (Tag unbekannt) bis 11. Juni 2022", "May 2022 (day unknown) to 11 June 2022"),
    "2022-04/2022-05": ("April bis Mai 2022", "April to May 2022"),
    "2022-04/2023-05": ("April 2022 bis Mai 2023", "April 2022 to May 2023"),
    "2022-04/2022-05-11": ("April 2022 bis 11. Mai 2022", "April 2022 to 11 May 2022"),
    "2022-04-11/2022-05": ("11. April 2022 bis Mai 2022", "11 April 2022 to May 2022"),
    "2022-21/2022-22": ("Frühjahr 2022 bis Sommer 2022", "spring 2022 to summer 2022"),
    "2022-04/2022-22": ("April 2022 bis Sommer 2022", "April 2022 to summer 2022"),
    "1848S2/1999": ("um 1848 (zwischen 1800 und 1899) bis 1999", "around 1848 (between 1800 and 1899) to 1999"),
    "2014/..": ("seit 2014", "since 2014"),
    "2014/": ("ab 2014, Ende unbekannt", "from 2014, end unknown"),
    "../2014": ("bis 2014", "until 2014"),
    "/2014": ("bis 2014, Anfang unbekannt", "until 2014, start unknown"),
    "../..": ("ohne Anfang, ohne Ende", "without a start, without an end"),
    "/": ("Anfang unbekannt, Ende unbekannt", "start unknown, end unknown"),
    "[2022]": ("2022", "2022"),
    "[2022-03-01..2022-03-02]": ("zwischen dem 1. und 2. März 2022", "between 1 and 2 March 2022"),
    "[2021-03-01..2022-03-02]": (
        "zwischen dem 1. März 2021 und dem 2. März 2022",
        "between 1 March 2021 and 2 March 2022",
    ),
    "[2022-02-28..2022-03-01]": (
        "zwischen dem 28. Februar und dem 1. März 2022",
        "between 28 February and 1 March 2022",
    ),
    "[2022-03..2022-05]": ("zwischen März und Mai 2022", "between March and May 2022"),
    "[2022-03-XX..2022-05]": (
        "zwischen März 2022 (Tag unbekannt) und Mai 2022",
        "between March 2022 (day unknown) and May 2022",
    ),
    "[2022-04-05,2022-04-10]": ("5. oder 10. April 2022", "5 or 10 April 2022"),
    "{2020,2021,2023}": ("2020, 2021 und 2023", "2020, 2021 and 2023"),
    "{2020..2022,2024}": ("2020 bis 2022 und 2024", "2020 to 2022 and 2024"),
    "[1848,1850..1852]": ("1848 oder zwischen 1850 und 1852", "1848 or between 1850 and 1852"),
    "[..2022]": ("spätestens 2022", "2022 at the latest"),
    "[2022..]": ("frühestens 2022", "2022 at the earliest"),
    "{..2022}": ("bis 2022", "until 2022"),
    "{2022..}": ("seit 2022", "since 2022"),
    "[2022-04-05T10:00:00,2022-04-05T11:00:00]": (
        "5. April 2022, 10:00 Uhr oder 5. April 2022, 11:00 Uhr",
        "5 April 2022, 10:00 or 5 April 2022, 11:00",
    ),
    "XXXX-33": ("1. Quartal (Jahr unbekannt)", "first quarter (year unknown)"),
    "20XX-33": ("1. Quartal (21. Jahrhundert)", "first quarter (21st century)"),
    "20XX-24": ("Winter (21. Jahrhundert)", "winter (21st century)"),
}

MONTHS = (
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
)
SEASONS = (("Frühjahr", "spring"), ("Sommer", "summer"), ("Herbst", "autumn"), ("Winter", "winter"))
OTHER_PARTS = (
    ("1. Quartal", "first quarter of"),
    ("2. Quartal", "second quarter of"),
    ("3. Quartal", "third quarter of"),
    ("4. Quartal", "fourth quarter of"),
    ("1. Jahresdrittel", "first third of"),
    ("2. Jahresdrittel", "second third of"),
    ("3. Jahresdrittel", "last third of"),
    ("1. Halbjahr", "first half of"),
    ("2. Halbjahr", "second half of"),
)


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    value = TimeValue.parse(text)
    assert (value.format("de"), value.format("en")) == WORDS[text]


def test_months() -> None:
    values = [TimeValue.parse(f"2022-{month:02}") for month in range(1, 13)]
    assert [(v.format(), v.format("en")) for v in values] == [(f"{de} 2022", f"{en} 2022") for de, en in MONTHS]


def test_parts_of_a_year() -> None:
    codes = dict(zip(range(21, 42), (*SEASONS * 3, *OTHER_PARTS), strict=True))
    for code, (german, english) in codes.items():
        year = "2022/23" if code in (24, 28, 30) else "2022"
        value = TimeValue.parse(f"2022-{code}")
        assert (value.format(), value.format("en")) == (f"{german} {year}", f"{english} {year}")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "5. Mai 2022"),
        ("de-AT", "5. Mai 2022"),
        ("DE", "5. Mai 2022"),
        ("en-GB", "5 May 2022"),
        ("it", "5 May 2022"),
    ],
)
def test_languages_without_words_have_english_ones(language: str, words: str) -> None:
    assert TimeValue.parse("2022-05-05").format(language) == words
    assert TimeValue.parse("2022-05-05").format() == "5. Mai 2022"


@pytest.mark.parametrize(
    ("year", "german", "english"),
    [(2022, "2022", "2022"), (44, "44 n. Chr.", "44 AD"), (0, "1 v. Chr.", "1 BC"), (-430, "431 v. Chr.", "431 BC")],
)
def test_years(year: int, german: str, english: str) -> None:
    assert (year_in_words(year, "de"), year_in_words(year, "en")) == (german, english)


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("fr", "2022-03-01", "1er mars 2022"),
        ("fr", "2022-03-02", "2 mars 2022"),
        ("fr", "19XX", "XXe siècle"),
        ("fr", "199X", "années 1990"),
        ("fr", "-0043", "44 av. J.-C."),
        ("fr", "2022-03-01/2022-03-03", "du 1er au 3 mars 2022"),
        ("fr", "2022/2023", "2022 – 2023"),
        ("fr", "00XX", "Ier siècle"),
        ("fr", "2022-03-03?", "3 mars 2022\u202f?"),
        ("fr", "[..2022-03-03]", "au plus tard le 3 mars 2022"),
        ("fr", "[..1850]", "au plus tard en 1850"),
        ("fr", "../2022-03", "jusqu’en mars 2022"),
        ("fr", "18XX/..", "XIXe siècle – …"),
        ("fr", "2022-21", "printemps 2022"),
        ("uk", "2022-03-01", "1 березня 2022"),
        ("uk", "2022-03", "березень 2022"),
        ("uk", "2022-03/2022-04", "березень – квітень 2022"),
        ("uk", "2022-03-01/2022-04-02", "1 березня – 2 квітня 2022"),
        ("uk", "18XX", "XIX століття"),
        ("uk", "2022-03-01/..", "з 1 березня 2022"),
        ("uk", "[2022-03-01..2022-03-03]", "між 1 і 3 березня 2022"),
        ("uk", "[2022-03-01..2022-04]", "у проміжку 1 березня 2022 – квітень 2022"),
        ("uk", "2022~", "бл. 2022"),
        ("ru", "2022-03-01", "1 марта 2022"),
        ("ru", "2022-03", "март 2022"),
        ("ru", "09XX", "X век"),
        ("ru", "../2022-03-01", "до 1 марта 2022"),
        ("ru", "../2022-03-01~", "… – ок. 1 марта 2022"),
        ("ru", "2022-40", "1-е полугодие 2022"),
        ("ru-RU", "2022/..", "2022 – …"),
        ("de", "[2022-03-01..2023]", "zwischen 1. März 2022 und 2023"),
        ("it", "2022-03-01", "1 March 2022"),
    ],
)
def test_other_languages_have_drafts_and_those_without_are_english(language: str, edtf: str, words: str) -> None:
    assert TimeValue.parse(edtf).format(language) == words


@pytest.mark.parametrize("language", ["de", "en", "fr", "uk", "ru"])
@given(VALUE)
def test_each_language_has_words_for_all_that_edtf_can_say(language: str, edtf: str) -> None:
    said = TimeValue.parse(edtf).format(language)
    assert said
    assert not set("{}") & set(said)

"""Dates of publication: as exact as the evidence, and no more."""

import datetime as dt
import re
import runpy
from pathlib import Path

import pytest

from lesebuch.drafting.datelines import find_dates, only_date
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.published import from_text
from lesebuch.drafting.titles import date_label

TODAY = dt.date(2026, 11, 20)


def test_what_stands_beside_a_date_is_read_in_one_way() -> None:
    """In two ways each, these would be read in a thousand million ways."""
    assert only_date("1. Mai 2020 " + "am." * 30 + "x") is None
    assert only_date("1. Mai 2020, 10:30 a.m.") is not None
    assert only_date("1. Mai 2020, 10.30 pm") is not None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("16.11.2025", ["2025-11-16"]),
        ("am 1. 3. 2022 und am 2.3.2022", ["2022-03-01", "2022-03-02"]),
        ("date 2023-05", ["2023-05"]),
        ("2023-05-30T08:00", ["2023-05-30"]),
        ("5. April 2022", ["2022-04-05"]),
        ("3. Jänner 2022", ["2022-01-03"]),
        ("Oktober 2026", ["2026-10"]),
        ("April 5, 2022 and 5th May 2022", ["2022-04-05", "2022-05-05"]),
        ("13/04/2022", ["2022-04-13"]),
        ("03/03/2022", ["2022-03-03"]),
        ("05/04/2022", ["[2022-04-05,2022-05-04]"]),
        ("Madrid-29/05/2025 20:00", ["2025-05-29"]),
        ("31.02.2022, 32.01.2022, 2023-13", []),
        ("im Jahr 2022", []),
        ("Tel. 0221.12.34.2022 und Version 1.2.3.2022", []),
        ("2022-2025", []),
        ("2024年0月", []),
        ("3 " + "a" * 50_000, []),
        ("我们。" * 20_000, []),
    ],
)
def test_dates_with_a_year(text: str, values: list[str]) -> None:
    assert [str(found.value) for found in find_dates(text)] == values


@pytest.mark.parametrize(
    ("date", "value", "doubt"),
    [
        ("01.03.22", "2022-03-01", "the year in 01.03.22 has two digits"),
        ("05/04/2022", "[2022-04-05,2022-05-04]", "05/04/2022 may be day/month or month/day"),
    ],
)
def test_a_date_that_can_be_read_in_two_ways_says_so(date: str, value: str, doubt: str) -> None:
    (found,) = find_dates(f"vom {date}, 9 Uhr")
    assert (found.start, found.end, str(found.value), found.doubt) == (4, 4 + len(date), value, f"date: {doubt}")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("15 septembre 2009", ["2009-09-15"]),
        ("le 1er août 2021 à 9h05", ["2021-08-01"]),
        ("1 Декабря 2020 г., 14:02", ["2020-12-01"]),
        ("21 вересня 2020 року", ["2020-09-21"]),
        ("5 сен. 2020", ["2020-09-05"]),
        ("الأربعاء، 28 آب/أغسطس 2013", ["2013-08-28"]),
        ("٢٨ أغسطس ٢٠١٣", ["2013-08-28"]),
        ("الجمعة 8 فيفري 2019", ["2019-02-08"]),
        ("2024年04月24日23:52", ["2024-04-24"]),
        ("2024年4月", ["2024-04"]),
        ("2024년 4월 24일", ["2024-04-24"]),
        ("20 de marzo de 2020", ["2020-03-20"]),
        ("8 d’abril del 2019", ["2019-04-08"]),
        ("2020. november 5.", ["2020-11-05"]),
        ("juin 2009", ["2009-06"]),
        ("5 listopada 2020", ["[2020-10-05,2020-11-05]"]),
        ("5. März 2020 et 6 mars 2021", ["2020-03-05", "2021-03-06"]),
        ("vom 11 Spielen 2019, im Jahr 2022, seit 25 Jahren 2020", []),
        ("set 2010, out 2011", []),
        ("Mars 2020", []),
        ("mars 2020", ["2020-03"]),
        ("Juin 2020", ["2020-06"]),
        ("3 Mars 2020", ["2020-03-03"]),
    ],
)
def test_dates_with_a_year_in_other_languages(text: str, values: list[str]) -> None:
    assert [str(found.value) for found in find_dates(text)] == values


def test_a_month_that_languages_mean_otherwise_is_doubted() -> None:
    (found,) = find_dates("5 listopada 2020")
    assert "5 listopada 2020" in found.doubt


@pytest.mark.parametrize(
    "text", ["Mercredi 28 août 2013, 14h05", "среда, 28 августа 2013 г.", "الأربعاء، 28 أغسطس 2013"]
)
def test_lines_that_are_only_a_date_in_other_languages(text: str) -> None:
    found = only_date(text)
    assert found is not None
    assert str(found.value) == "2013-08-28"


@pytest.mark.parametrize(
    "text", ["Publié le 3 janvier 2020", "Опубликовано: 3 января 2020", "Pubblicato il 3 gennaio 2020"]
)
def test_labelled_dates_in_other_languages(text: str) -> None:
    found = date_label(text)
    assert found is not None
    assert str(found.date.value) == "2020-01-03"
    assert not found.revised


@pytest.mark.parametrize("text", ["Mis à jour le 3 janvier 2020", "Обновлено 3 января 2020"])
def test_labels_of_a_revision_in_other_languages(text: str) -> None:
    found = date_label(text)
    assert found is not None
    assert found.revised


def test_the_names_of_months_are_those_that_babel_has() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "months.py"))
    assert script["FILE"].read_text(encoding="utf-8") == script["written"]()


@pytest.mark.parametrize(
    "text", ["Dienstag, den 5. April 2022, 14:05 Uhr", "05.04.2022", "(5.4.2022)", "Tuesday, 5 April 2022 at 14:05"]
)
def test_lines_that_are_only_a_date(text: str) -> None:
    found = only_date(text)
    assert found is not None
    assert str(found.value) == "2022-04-05"


@pytest.mark.parametrize("text", ["Der Vertrag vom 5. April 2022", "5. April 2022 bis 6. April 2022", "April"])
def test_lines_that_are_more_than_a_date(text: str) -> None:
    assert only_date(text) is None


def value(*texts: str) -> str | None:
    found = from_text([SourceLine(number, text) for number, text in enumerate(texts, 1)], TODAY).value
    return str(found) if found else None


CORONA = "Seit COVID-19 ist alles anders."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 5 April was a Tuesday in 2022 alone since the pandemic
        ("Am Dienstag (5. April) fiel die Entscheidung.", "[2022-04-05..2022-04-11]"),
        ("An diesem Dienstag (5. April) fiel die Entscheidung.", "[2022-04-05..2022-04-10]"),
        ("Am Dienstag, den 5. April, fiel die Entscheidung.", "[2022-04-05..2022-04-11]"),
        ("It was decided on Tuesday, April 5.", "[2022-04-05..2022-04-11]"),
        ("It was decided on Tuesday (5 April).", "[2022-04-05..2022-04-11]"),
        ("Am Dienstag (5. April) wird entschieden.", "[2022-03-30..2022-04-04]"),
        ("Am Dienstag (5. April) war es so weit. Am Freitag (8. April) wird gefeiert.", "[2022-04-05..2022-04-07]"),
        ("Am Dienstag (5. April) war es so weit. Am Mittwoch (6. April) kam der Rest.", "[2022-04-06..2022-04-11]"),
        # 6 April was a Tuesday in 2021, and no weekday fits all
        ("Am Dienstag (6. April) fiel die Entscheidung.", "[2021-04-06..2021-04-12]"),
        # With a year it is a date in the past and no sign of the publication
        ("Am Dienstag, 5. April 2022, fiel die Entscheidung.", None),
        ("Am vergangenen Donnerstag fiel die Entscheidung.", None),
        ("Am 5. April fiel die Entscheidung.", None),
        ("Im Jahr 1999 fiel die Entscheidung.", None),
    ],
)
def test_weekdays_with_a_date(text: str, expected: str | None) -> None:
    assert value(CORONA, text) == expected


def test_more_than_two_candidates_are_a_doubt_and_no_date() -> None:
    found = from_text([SourceLine(4, "Am Dienstag (5. April) fiel die Entscheidung.")], TODAY)
    assert found.value is None
    years = (1994, 2005, 2011, 2016, 2022)
    spans = ", ".join(f"{year}-04-05..{year}-04-11" for year in years)
    assert found.doubts == (f"date: line 4, “Dienstag (5. April)” fits {', '.join(map(str, years))}: {spans}",)


@pytest.mark.parametrize(
    ("evidence", "first"),
    [
        ("Im Jahr 2010 war das noch anders.", 2011),
        ("Nach der Annexion der Krim war das anders.", 2016),
        ("Der kasachische Präsident Kassym-Schomart Tokajew war dabei.", 2022),
        ("Kasachstan hatte den 20. Unabhängigkeitstag gefeiert.", 2011),
        ("Senatspräsident Tokajew und der Präsident des Senats Tokajew.", 1994),
        ("Vizepräsident Biden, Vice President Biden und der Kanzlerkandidat Scholz.", 1994),
        ("Bis 2030 soll es fertig werden.", 1994),  # a year to come says nothing
        ("Es kamen 2015 Menschen.", 1994),  # a number is no year
        ("Die neuen Ziele sollen ab 2015 gelten.", 1994),
    ],
)
def test_what_the_text_names_as_past_rules_years_out(evidence: str, first: int) -> None:
    lines = [evidence, "Am Dienstag (5. April) fiel die Entscheidung."]
    found = from_text([SourceLine(i, text) for i, text in enumerate(lines, 1)], TODAY)
    candidates = re.findall(r"[\d-]{10}", str(found.value) if found.value else found.doubts[0])
    assert candidates[0] == f"{first}-04-05"


def test_no_date_lies_in_the_future() -> None:
    found = from_text([SourceLine(1, CORONA), SourceLine(2, "Am Freitag (20. November) begann es.")], TODAY).value
    assert str(found) == "[2020-11-20..2020-11-26,2026-11-20]"

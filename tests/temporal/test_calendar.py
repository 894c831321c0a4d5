"""Periods of the calendar and number words: each value is taken from a calendar, none from the code."""

import datetime as dt

import pytest

from lesebuch.temporal import numbers
from lesebuch.temporal.calendar import (
    OutOfRangeError,
    Period,
    RangeStart,
    add,
    add_days,
    add_months,
    easter,
    holiday,
    nth_weekday,
    orthodox_easter,
)
from lesebuch.temporal.language import load
from lesebuch.temporal.numbers import full_year, number_word_list, read_number

DAY = dt.date(2024, 5, 15)


@pytest.mark.parametrize(
    ("unit", "first", "last", "timex", "edtf", "following"),
    [
        ("D", "2024-05-15", "2024-05-15", "2024-05-15", "2024-05-15", "2024-05-16"),
        ("W", "2024-05-13", "2024-05-19", "2024-W20", "2024-05-13/2024-05-19", "2024-05-20"),
        ("WE", "2024-05-18", "2024-05-19", "2024-W20-WE", "2024-05-18/2024-05-19", "2024-05-25"),
        ("M", "2024-05-01", "2024-05-31", "2024-05", "2024-05", "2024-06-01"),
        ("Q", "2024-04-01", "2024-06-30", "2024-Q2", "2024-34", "2024-07-01"),
        ("H", "2024-01-01", "2024-06-30", "2024-H1", "2024-40", "2024-07-01"),
        ("S", "2024-03-01", "2024-05-31", "2024-SP", "2024-21", "2024-06-01"),
        ("Y", "2024-01-01", "2024-12-31", "2024", "2024", "2025-01-01"),
        ("DE", "2020-01-01", "2029-12-31", "202", "202X", "2030-01-01"),
        ("CE", "2000-01-01", "2099-12-31", "20", "20XX", "2100-01-01"),
        ("ML", "2000-01-01", "2999-12-31", "2", "2XXX", "3000-01-01"),
    ],
)
def test_periods(unit: str, first: str, last: str, timex: str, edtf: str, following: str) -> None:
    period = Period.containing(DAY, unit)
    assert (period.first.isoformat(), period.last.isoformat(), period.timex, period.edtf) == (first, last, timex, edtf)
    assert period.shift(1).first.isoformat() == following
    assert period.shift(1).shift(-1) == period


@pytest.mark.parametrize(
    ("day", "season"),
    [
        ("2024-01-15", "2023-WI"),
        ("2024-02-29", "2023-WI"),
        ("2024-03-01", "2024-SP"),
        ("2024-06-01", "2024-SU"),
        ("2024-08-31", "2024-SU"),
        ("2024-09-01", "2024-FA"),
        ("2024-11-30", "2024-FA"),
        ("2024-12-01", "2024-WI"),
    ],
)
def test_a_season_begins_with_its_month(day: str, season: str) -> None:
    assert Period.containing(dt.date.fromisoformat(day), "S").timex == season


@pytest.mark.parametrize(
    ("name", "first", "timex", "edtf"),
    [
        ("SP", "2024-03-01", "2024-SP", "2024-21"),
        ("SU", "2024-06-01", "2024-SU", "2024-22"),
        ("FA", "2024-09-01", "2024-FA", "2024-23"),
        ("WI", "2024-12-01", "2024-WI", "2024-24"),
        ("Q1", "2024-01-01", "2024-Q1", "2024-33"),
        ("Q4", "2024-10-01", "2024-Q4", "2024-36"),
        ("H1", "2024-01-01", "2024-H1", "2024-40"),
        ("H2", "2024-07-01", "2024-H2", "2024-41"),
    ],
)
def test_parts_of_a_year(name: str, first: str, timex: str, edtf: str) -> None:
    period = Period.season(2024, name)
    assert (period.first.isoformat(), period.timex, period.edtf) == (first, timex, edtf)


def test_years_at_the_ends_of_the_calendar() -> None:
    assert Period.year(79).timex == "0079"
    assert Period.containing(dt.date(50, 1, 1), "CE").first == dt.date(1, 1, 1)
    assert Period.containing(dt.date(50, 1, 1), "CE").last == dt.date(99, 12, 31)
    assert Period.containing(dt.date(50, 1, 1), "CE").edtf == "00XX"
    assert Period.containing(dt.date(2021, 1, 3), "W").timex == "2020-W53"
    for far in (lambda: Period.year(0), lambda: Period.year(10_000), lambda: Period.year(9999).shift(1)):
        with pytest.raises(OutOfRangeError):
            far()
    with pytest.raises(OutOfRangeError):
        add_days(dt.date.max, 1)
    with pytest.raises(OutOfRangeError):
        add_months(dt.date(1, 1, 1), -1)
    assert add_months(dt.date(9999, 11, 30), 1) == dt.date(9999, 12, 30)


def test_a_stretch_lies_where_its_ends_lie() -> None:
    stretch = RangeStart("D", dt.date(2023, 12, 28), Period("D", dt.date(2024, 1, 5)))
    assert (stretch.last, stretch.edtf) == (dt.date(2024, 1, 5), "2023-12-28")


@pytest.mark.parametrize(
    ("unit", "count", "day"),
    [
        ("D", 20, "2024-06-04"),
        ("W", -2, "2024-05-01"),
        ("WE", 1, "2024-05-22"),
        ("M", 9, "2025-02-15"),
        ("M", -5, "2023-12-15"),
        ("Q", 1, "2024-08-15"),
        ("S", 1, "2024-08-15"),
        ("H", -1, "2023-11-15"),
        ("Y", -3, "2021-05-15"),
        ("DE", -2, "2004-05-15"),
        ("CE", -1, "1924-05-15"),
        ("ML", -1, "1024-05-15"),
    ],
)
def test_adding(unit: str, count: int, day: str) -> None:
    assert add(DAY, unit, count).isoformat() == day


def test_a_month_later_is_at_most_the_last_of_the_month() -> None:
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2023, 12, 31), 2) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1818, "1818-03-22", "1818-04-26"),
        (1943, "1943-04-25", "1943-04-25"),
        (1954, "1954-04-18", "1954-04-25"),
        (1981, "1981-04-19", "1981-04-26"),
        (2000, "2000-04-23", "2000-04-30"),
        (2016, "2016-03-27", "2016-05-01"),
        (2021, "2021-04-04", "2021-05-02"),
        (2022, "2022-04-17", "2022-04-24"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == eastern


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("05-09", "2024-05-09"),
        ("easter", "2024-03-31"),
        ("easter+49", "2024-05-19"),
        ("easter-2", "2024-03-29"),
        ("orthodox", "2024-05-05"),
        ("orthodox-7", "2024-04-28"),
        ("nth 5 6 2", "2024-05-12"),
        ("nth 11 3 4", "2024-11-28"),
        ("nth 5 0 -1", "2024-05-27"),
        ("before 12-25 6 1", "2024-12-22"),
        ("before 12-25 6 4", "2024-12-01"),
        ("before 11-23 2 1", "2024-11-20"),
    ],
)
def test_holidays(rule: str, day: str) -> None:
    assert holiday(rule, 2024).edtf == day


def test_nth_weekdays() -> None:
    assert nth_weekday(2024, 5, 2, 1) == dt.date(2024, 5, 1)
    assert nth_weekday(2024, 5, 1, 1) == dt.date(2024, 5, 7)
    assert nth_weekday(2024, 5, 4, -1) == dt.date(2024, 5, 31)
    assert nth_weekday(2024, 5, 5, -1) == dt.date(2024, 5, 25)


@pytest.mark.parametrize(
    ("token", "kinds"),
    [
        ("5", {"int": 5, "day": 5, "month_number": 5, "hour": 5, "minute": 5, "small_year": 5}),
        ("0", {"int": 0, "hour": 0, "minute": 0}),
        ("00", {"int": 0, "hour": 0, "minute": 0, "two_digits": 0}),
        (
            "12",
            {"int": 12, "day": 12, "month_number": 12, "hour": 12, "minute": 12, "two_digits": 12, "small_year": 12},
        ),
        ("13", {"int": 13, "day": 13, "hour": 13, "minute": 13, "two_digits": 13, "small_year": 13}),
        ("24", {"int": 24, "day": 24, "hour": 24, "minute": 24, "two_digits": 24, "small_year": 24}),
        ("25", {"int": 25, "day": 25, "minute": 25, "two_digits": 25, "small_year": 25}),
        ("31", {"int": 31, "day": 31, "minute": 31, "two_digits": 31, "small_year": 31}),
        ("32", {"int": 32, "minute": 32, "two_digits": 32, "small_year": 32}),
        ("59", {"int": 59, "minute": 59, "two_digits": 59, "small_year": 59}),
        ("60", {"int": 60, "two_digits": 60, "small_year": 60}),
        ("999", {"int": 999, "small_year": 999}),
        ("1000", {"int": 1000, "year": 1000}),
        ("0999", {"int": 999}),
        ("2199", {"int": 2199, "year": 2199}),
        ("2200", {"int": 2200, "long_year": 2200}),
        ("12345", {"int": 12345}),
        ("1234567890123", {"int": 10**9}),
        ("1" * 25, {}),
        ("80er", {"n_decade": 80}),
        ("18ten", {"ordinal": 18}),
        ("80xy", {}),
        ("16.11.2025", {"dmy": (2025, 11, 16)}),
        ("3.5.99", {"dmy": (1999, 5, 3)}),
        ("3.5.30", {"dmy": (2030, 5, 3)}),
        ("3.5.31", {"dmy": (1931, 5, 3)}),
        ("32.5.2025", {}),
        ("3.13.2025", {}),
        ("2025-11-16", {"iso": (2025, 11, 16, None)}),
        ("2025-11-16T10:30", {"iso": (2025, 11, 16, "10:30")}),
        ("2025-13-16", {}),
        ("20.30", {"clock": (20, 30), "decimal": 20.30}),
        ("20:30", {"clock": (20, 30)}),
        ("24.59", {"clock": (24, 59), "decimal": 24.59}),
        ("25.59", {"decimal": 25.59}),
        ("20.60", {"decimal": 20.60}),
        ("20.5", {"day_month": (5, 20)}),
        ("20.12", {"clock": (20, 12), "day_month": (12, 20)}),
        ("20.13", {"clock": (20, 13), "decimal": 20.13}),
        ("20:30:15", {"clock": (20, 30)}),
        ("25:30:15", {}),
        ("1.500", {"int": 1500, "thousands": True}),
        ("1.500.000", {"int": 1500000, "thousands": True}),
        ("1,5", {"decimal": 1.5}),
        ("10,25", {"decimal": 10.25}),
        ("1.2.3.4", {}),
        ("1" * 24, {"int": 10**9}),
        ("123456789", {"int": 123456789}),
        ("1234567890", {"int": 10**9}),
        ("1,500", {"int": 1500, "thousands": True}),
        ("24:10:15", {"clock": (24, 10)}),
        ("31.12.2025", {"dmy": (2025, 12, 31)}),
        ("1.1.2025", {"dmy": (2025, 1, 1)}),
        ("0.1.2025", {}),
        ("1.0.2025", {}),
        ("2025-12-31", {"iso": (2025, 12, 31, None)}),
        ("2025-12-32", {}),
        ("2025-11-16T10:30:45", {"iso": (2025, 11, 16, "10:30")}),
        ("20,30", {"decimal": 20.3}),
        ("31.1", {"day_month": (1, 31)}),
        ("32.1", {"decimal": 32.1}),
        ("0.1", {"decimal": 0.1}),
        ("20.59", {"clock": (20, 59), "decimal": 20.59}),
        ("20:60", {}),
        ("25:30", {}),
        ("9:05", {"clock": (9, 5)}),
        ("10:5", {}),
    ],
)
def test_numbers_in_digits(token: str, kinds: dict[str, object]) -> None:
    numbers._read.cache_clear()  # what was read before would be remembered
    assert read_number(token, {"er": "n_decade", "ten": "ordinal"}) == kinds


def test_two_digits_are_the_year_nearest_to_ours() -> None:
    assert [full_year(digits) for digits in ("00", "30", "31", "99", "1999")] == [2000, 2030, 1931, 1999, 1999]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("zwei", 2),
        ("zweiundzwanzig", 22),
        ("neunundneunzig", 99),
        ("hundert", 100),
        ("hunderteins", None),
        ("hundertzwei", 102),
        ("hundertfünfzig", 150),
        ("zweihundert", 200),
        ("zweihundertfünfundsechzig", 265),
        ("neunhundertneunundneunzig", 999),
        ("tausend", 1000),
        ("neuntausend", 9000),
        ("zehnhundert", None),
        ("anderthalb", 1.5),
    ],
)
def test_number_words(word: str, number: float | None) -> None:
    german = load("de")
    assert german is not None
    assert german.value(word, "number") == number


def test_number_words_are_composed_of_their_parts() -> None:
    words = list(
        number_word_list(
            {
                "words": {
                    "1": "one",
                    "2": "two",
                    "0": "nil",
                    "1.5": "half",
                    "20": "twenty",
                    "100": "cent",
                    "99": "last",
                },
                "compound": "{ten}-{unit}",
                "units": "one two",
                "tens": "twenty thirty",
                "hundred": "H",
                "thousand": "T",
            }
        )
    )
    composed = {"twenty-one": 21, "twenty-two": 22, "thirty-one": 31, "thirty-two": 32}
    small = {"one": 1, "two": 2, "twenty": 20, "last": 99, **composed}
    listed = {"one": 1, "two": 2, "nil": 0, "half": 1.5, "twenty": 20, "cent": 100, "last": 99}
    hundreds = {start + word: count + value for start, count in (("H", 100), ("oneH", 100), ("twoH", 200))
                for word, value in [("", 0), *small.items()]}  # fmt: skip
    thousands = {"T": 1000, "oneT": 1000, "twoT": 2000}
    assert dict(words) == {**listed, **small, **hundreds, **thousands}
    assert all(isinstance(value, int) for word, value in words if word != "half")
    assert len(words) == 7 + 8 + 3 * (1 + 1 + 8)


def test_number_words_without_a_template_are_those_listed() -> None:
    assert list(number_word_list({"words": {"1": "one un", "2": "two"}})) == [("one", 1), ("un", 1), ("two", 2)]

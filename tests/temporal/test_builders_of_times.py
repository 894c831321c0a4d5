"""What builders make of slots that count from something: seen from Wednesday, 15 May 2024, if not said otherwise."""

import datetime as dt

import pytest
from building import NOTHING, PAST, PRESENT, built, context, date, day, unknown

from lesebuch.temporal.calendar import Period
from lesebuch.temporal.context import Meaning


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"rel": -1, "unit": "D"}, date("2024-05-14")),
        ({"rel": -1, "unit": "W"}, date("2024-W19", "2024-05-06/2024-05-12")),
        ({"rel": 0, "unit": "W"}, date("2024-W20", "2024-05-13/2024-05-19")),
        ({"rel": 1, "unit": "W"}, date("2024-W21", "2024-05-20/2024-05-26")),
        ({"rel": 2, "unit": "M"}, date("2024-07")),
        ({"rel": 1, "unit": "WE"}, date("2024-W21-WE", "2024-05-25/2024-05-26")),
        ({"rel": -1, "unit": "Y"}, date("2023")),
        ({"rel": 1, "unit": "DE"}, date("203", "203X")),
        ({"rel": -1, "unit": "CE"}, date("19", "19XX")),
        ({"rel": 1, "unit": "ML"}, date("3", "3XXX")),
        ({"rel": -1, "unit": "H"}, date("2023-H2", "2023-41")),
        ({"rel": 1, "quarter_name": "Q"}, date("2024-Q3", "2024-35")),
        ({"rel": -1, "unit": "W", "weekday": 0}, date("2024-05-06")),
        ({"rel": 0, "unit": "W", "weekday": 4}, date("2024-05-17")),
        ({"rel": 1, "unit": "W", "weekday": 6}, date("2024-05-26")),
        ({"rel": -1, "weekday": 2}, date("2024-05-08")),
        ({"rel": -1, "weekday": 1}, date("2024-05-14")),
        ({"rel": -2, "weekday": 1}, date("2024-05-07")),
        ({"rel": -3, "weekday": 3}, date("2024-04-25")),
        ({"rel": 0, "weekday": 2}, date("2024-05-15")),
        ({"rel": 0, "weekday": 1}, date("2024-05-21")),
        ({"rel": 1, "weekday": 2}, date("2024-05-22")),
        ({"rel": 1, "weekday": 3}, date("2024-05-16")),
        ({"rel": 2, "weekday": 3}, date("2024-05-23")),
        ({"rel": 3, "weekday": 3}, date("2024-05-30")),
        ({"rel": -1, "month": 4}, date("2024-04")),
        ({"rel": -1, "month": 5}, date("2023-05")),
        ({"rel": -1, "month": 6}, date("2023-06")),
        ({"rel": 0, "month": 2}, date("2024-02")),
        ({"rel": 0, "month": 12}, date("2024-12")),
        ({"rel": 0, "month": 5}, date("2024-05")),
        ({"rel": 1, "month": 5}, date("2025-05")),
        ({"rel": 1, "month": 6}, date("2024-06")),
        ({"rel": 1, "month": 1}, date("2025-01")),
        ({"rel": -1, "season": "WI"}, date("2023-WI", "2023-24")),
        ({"rel": 1, "season": "SP"}, date("2025-SP", "2025-21")),
        ({"rel": -1, "season": "SP"}, date("2023-SP", "2023-21")),
        ({"rel": 0, "season": "SU"}, date("2024-SU", "2024-22")),
        ({"rel": 1, "unit": "SEC"}, None),
    ],
)
def test_last_this_and_next(slots: dict[str, object], expected: object) -> None:
    assert built("relative", slots, context()) == expected


def test_this_winter_is_the_one_that_runs() -> None:
    assert built("relative", {"rel": 0, "season": "WI"}, context("", dt.date(2024, 2, 1))) == date("2023-WI", "2023-24")
    assert built("relative", {"rel": 0, "weekday": 1}, context(PAST)) == date("2024-05-14")
    assert built("relative", {"rel": 0, "weekday": 2}, context(PAST)) == date("2024-05-15")


@pytest.mark.parametrize(
    ("slots", "timex"),
    [
        ({"rel": 1, "unit": "D"}, "XXXX-XX-XX"),
        ({"rel": 1, "unit": "W"}, "XXXX-WXX"),
        ({"rel": 1, "unit": "WE"}, "XXXX-WXX-WE"),
        ({"rel": 0, "unit": "M"}, "XXXX-XX"),
        ({"rel": 1, "unit": "M"}, "XXXX-XX"),
        ({"rel": 1, "unit": "Y"}, "XXXX"),
        ({"rel": 1, "unit": "DE"}, "XXX"),
        ({"rel": 1, "unit": "CE"}, "XX"),
        ({"rel": 1, "unit": "Q"}, "XXXX-QX"),
        ({"rel": 1, "quarter_name": "H"}, "XXXX-HX"),
        ({"rel": 1, "weekday": 0}, "XXXX-WXX-1"),
        ({"rel": 1, "unit": "W", "weekday": 6}, "XXXX-WXX-7"),
        ({"rel": 1, "month": 3}, "XXXX-03"),
        ({"rel": 1, "season": "SU"}, "XXXX-SU"),
    ],
)
def test_without_a_reference_the_next_is_unknown(slots: dict[str, object], timex: str) -> None:
    assert built("relative", slots, context(reference=None)) == unknown(timex)
    assert built("relative", slots, context(), unresolved=True) == unknown(timex)


def test_the_next_counts_from_the_date_before_a_comma() -> None:
    told = Meaning("DATE", "2024-03-08", period=Period("D", dt.date(2024, 3, 8)), dated=True)
    ahead = Meaning("DATE", "2024-08-08", period=Period("D", dt.date(2024, 8, 8)), dated=True)
    for unit, timex in (("D", "2024-03-09"), ("W", "2024-W11"), ("M", "2024-04"), ("Y", "2025")):
        assert (built("relative", {"rel": 1, "unit": unit}, context("x, ", earlier=(told,))) or ())[1::3] == (timex, 0)
        assert (built("relative", {"rel": 1, "unit": unit}, context("x ", earlier=(told,))) or ())[4] == "reference"
        assert (built("relative", {"rel": 1, "unit": unit}, context("x, ", earlier=(ahead,))) or ())[4] == "reference"
    assert (built("relative", {"rel": 1, "unit": "D"}, context("x, ", None, (ahead,))) or ())[1] == "2024-08-09"


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"ordinal": 1, "unit": "D", "month": 9, "year": 2014}, date("2014-09-01", anchor=None)),
        ({"ordinal": -1, "unit": "D", "month": 2, "year": 2014}, date("2014-02-28", anchor=None)),
        ({"ordinal": -2, "unit": "D", "month": 2, "year": 2014}, date("2014-02-27", anchor=None)),
        ({"day": 30, "unit": "D", "month": 9, "year": 2014}, date("2014-09-30", anchor=None)),
        ({"day": 31, "unit": "D", "month": 9, "year": 2014}, unknown("XXXX-XX-XX")),
        ({"ordinal": 12, "unit": "M", "year": 2014}, date("2014-12", anchor=None)),
        ({"ordinal": 13, "unit": "M", "year": 2014}, unknown("XXXX-XX")),
        ({"ordinal": -1, "unit": "M", "year": 2014}, date("2014-12", anchor=None)),
        ({"ordinal": 1, "unit": "W", "month": 9, "year": 2014}, ("DATE", "2014-09", "START", "2014-09", None)),
        ({"ordinal": -1, "unit": "W", "month": 9, "year": 2014}, ("DATE", "2014-09", "END", "2014-09", None)),
        ({"ordinal": 2, "unit": "W", "year": 2014}, ("DATE", "2014", None, "2014", None)),
        ({"ordinal": -1, "unit": "W", "month": 5}, unknown("XXXX-WXX")),
        ({"ordinal": -1, "unit": "W", "month": 3}, ("DATE", "2024-03", "END", "2024-03", "reference")),
        ({"ordinal": 1, "unit": "D"}, date("2024-01-01")),
    ],
)
def test_a_part_of_a_month_or_a_year(slots: dict[str, object], expected: object) -> None:
    assert built("nth-part", slots, context()) == expected


def test_the_third_week_counts_from_the_day_last_mentioned() -> None:
    assert built("nth-week", {"ordinal": 3}, context(earlier=(day("2024-02-07"),))) == date(
        "2024-W08", "2024-02-19/2024-02-25", 0
    )
    assert built("nth-week", {"ordinal": 3}, context()) == unknown("XXXX-WXX")
    month = Meaning("DATE", "2024-01", period=Period("M", dt.date(2024, 1, 1)))
    assert built("nth-week", {"ordinal": 3}, context(earlier=(month,))) == unknown("XXXX-WXX")


def test_the_weekend_is_the_last_or_the_next() -> None:
    saturday = dt.date(2024, 5, 18)
    assert built("weekend", {}, context(PAST)) == date("2024-W19-WE", "2024-05-11/2024-05-12")
    assert built("weekend", {}, context(PRESENT)) == date("2024-W20-WE", "2024-05-18/2024-05-19")
    assert built("weekend", {}, context(PAST, saturday)) == date("2024-W20-WE", "2024-05-18/2024-05-19")
    assert built("weekend", {}, context(reference=None)) == unknown("XXXX-WXX-WE")


@pytest.mark.parametrize(
    ("slots", "params", "expected"),
    [
        ({"unit": "D"}, {"step": 1}, date("2023-03-09", anchor=0)),
        ({}, {"step": -1}, date("2023-03-07", anchor=0)),
        ({"unit": "W"}, {"step": 1}, date("2023-W11", "2023-03-13/2023-03-19", 0)),
        ({"unit": "M"}, {"step": -1}, date("2023-02", anchor=0)),
        ({"unit": "Y"}, {"step": 0}, date("2023", anchor=0)),
        ({"unit": "MIN"}, {"step": 0}, None),
    ],
)
def test_the_same_and_the_following(slots: dict[str, object], params: dict[str, object], expected: object) -> None:
    assert built("anaphor", slots, context(earlier=(day("2023-03-08"),)), **params) == expected


@pytest.mark.parametrize(
    ("unit", "timex"), [("D", "XXXX-XX-XX"), ("W", "XXXX-WXX"), ("M", "XXXX-XX"), ("Y", "XXXX"), ("DE", "XXXX")]
)
def test_nothing_told_nothing_follows(unit: str, timex: str) -> None:
    assert built("anaphor", {"unit": unit}, context(), step=1) == unknown(timex)
    fallback = built("anaphor", {"unit": unit}, context(), step=1, fallback=True)
    assert fallback is not None
    assert fallback[4] == "reference"
    assert built("anaphor", {"unit": unit}, context(reference=None), step=1, fallback=True) == unknown(timex)


def test_a_year_told_does_not_say_which_day() -> None:
    year = Meaning("DATE", "1999", period=Period.year(1999), explicit=True)
    assert built("anaphor", {"unit": "D"}, context(earlier=(year,)), step=1) == unknown("XXXX-XX-XX")
    doubt = Meaning("DATE", "2024-05-13", period=Period("D", dt.date(2024, 5, 13)), doubtful=True)
    assert built("anaphor", {"unit": "D"}, context(earlier=(doubt,)), step=1) == ("DATE", "2024-05-14", None, None, 0)


@pytest.mark.parametrize(
    ("slots", "timex"),
    [
        ({"number": 2, "unit": "Y"}, "P2Y"),
        ({"number": 8, "unit": "HOUR"}, "PT8H"),
        ({"number": 5, "unit": "MIN"}, "PT5M"),
        ({"number": 9, "unit": "SEC"}, "PT9S"),
        ({"half": 1, "unit": "Y"}, "P6M"),
        ({"half": 1, "unit": "HOUR"}, "PT30M"),
        ({"half": 1, "unit": "D"}, "PT12H"),
        ({"half": 1, "unit": "DE"}, "P5Y"),
        ({"half": 1, "unit": "CE"}, "P50Y"),
        ({"half": 1, "unit": "M"}, "P0.5M"),
        ({"number": 2, "half": 1, "unit": "Y"}, "P1.5Y"),
        ({"number": 1, "half": 1, "unit": "Y"}, "P6M"),
        ({"number": 2, "and_half": 1, "unit": "Y"}, "P2.5Y"),
        ({"decimal": 2.25, "unit": "M"}, "P2.25M"),
        ({"int": 12, "unit": "W"}, "P12W"),
        ({"ordinal": 3, "unit": "D"}, "P3D"),
        ({"some": "X", "unit": "D"}, "PXD"),
        ({"unit": "DE"}, "P1DE"),
        ({"tens": 20, "add": 3, "unit": "Y"}, "P23Y"),
        ({"times": 4, "score": 20, "add": 7, "unit": "Y"}, "P87Y"),
        ({"times": 2, "scale": 100, "tens": 30, "unit": "Y"}, "P230Y"),
        ({"scale": 100, "unit": "Y"}, "P100Y"),
        ({"number": 2, "unit": "Y", "n2": 9, "u2": "M"}, "P2Y9M"),
        ({"number": 2, "unit": "Y", "i2": 9, "u2": "M"}, "P2Y9M"),
        ({"number": 2, "unit": "Y", "u2": "M"}, "P2Y1M"),
        ({"number": 2, "unit": "D", "n2": 3, "u2": "HOUR"}, "P2DT3H"),
        ({"long": "PXY"}, "PXY"),
    ],
)
def test_how_long(slots: dict[str, object], timex: str) -> None:
    assert built("duration", slots, context()) == unknown(timex, "DURATION")


@pytest.mark.parametrize(
    ("number", "unit", "direction", "text", "edtf"),
    [
        (2, "D", "ago", PAST, "2024-05-13"),
        (2, "W", "ago", PAST, "2024-04-29/2024-05-05"),
        (2, "M", "ago", PAST, "2024-03"),
        (2, "Y", "ago", PAST, "2022"),
        (2, "DE", "ago", PAST, "2004~"),
        (2, "CE", "ago", PAST, "1824~"),
        (1, "ML", "ago", PAST, "1024~"),
        (1.5, "Y", "ago", PAST, "2022-11~"),
        (1.5, "M", "ago", PAST, None),
        (2, "WE", "ago", PAST, None),
        (2, "HOUR", "ago", PAST, None),
        ("X", "D", "ago", PAST, None),
        (5, "ML", "ago", PAST, None),
        (2, "D", "hence", PRESENT, "2024-05-17"),
        (2, "M", "hence", PRESENT, "2024-07"),
        (2, "M", "hence", PAST, None),
        (2, "M", "hence", NOTHING, None),
        (2, "Y", "since", PRESENT, "2022/.."),
        (2, "W", "since", PRESENT, "2024-04-29/.."),
        (2, "Y", "since", PAST, None),
        (2, "D", "last", NOTHING, "2024-05-13/2024-05-15"),
        (2, "W", "last", NOTHING, "2024-04-29/2024-05-15"),
        (2, "M", "last", NOTHING, "2024-03/2024-05"),
        (2, "Y", "last", NOTHING, "2022/2024"),
        (2, "D", "next", NOTHING, "2024-05-15/2024-05-17"),
        (2, "W", "next", NOTHING, "2024-05-15/2024-06-02"),
        (2, "M", "next", NOTHING, "2024-05/2024-07"),
    ],
)
def test_durations_lead_to_a_date(number: object, unit: str, direction: str, text: str, edtf: str | None) -> None:
    found = built("duration", {"number": number, "unit": unit}, context(text), direction=direction)
    assert found is not None
    assert (found[0], found[3], found[4]) == ("DURATION", edtf, "reference" if edtf else None)
    assert (built("duration", {"number": number, "unit": unit}, context(text, None), direction=direction) or ())[
        3
    ] is None


def test_durations_of_which_the_words_say_the_side() -> None:
    slots = {"number": 2, "unit": "Y"}
    for step, edtf in ((-1, "2022/2024"), (1, "2024/2026"), (0, None)):
        assert (built("duration", {**slots, "rel": step}, context(), direction="rel") or ())[3] == edtf
    assert (built("duration", slots, context("x ", earlier=(day("1990-03-08"),)), direction="later") or ())[3:] == (
        "1992",
        0,
    )
    assert (built("duration", slots, context("x ", earlier=(day("1990-03-08"),)), direction="earlier") or ())[3:] == (
        "1988",
        0,
    )
    assert built("duration", slots, context(PAST), direction="ago", as_date=True) == date("2022")
    assert (built("duration", {**slots, "approx": "APPROX"}, context(PAST), direction="ago") or ())[3] == "2022~"


def test_five_or_six_years_ago() -> None:
    slots = {"number": 5, "or_number": 6}
    for unit, timex, edtf in (
        ("D", "XXXX-XX-XX", "[2024-05-09,2024-05-10]"),
        ("M", "XXXX-XX", "[2023-11,2023-12]"),
        ("Y", "XXXX", "[2018,2019]"),
    ):
        assert built("duration", {**slots, "unit": unit}, context()) == ("DATE", timex, None, edtf, "reference")
    assert built("duration", {**slots, "unit": "W"}, context()) == unknown("XXXX-WXX")
    assert built("duration", {**slots, "unit": "Y"}, context(reference=None)) == unknown("XXXX")
    assert built("duration", {**slots, "unit": "HOUR"}, context()) is None
    assert built("duration", {"some": "X", "or_number": 6, "unit": "Y"}, context()) is None
    assert built("duration", {"number": 5, "or_number": 6.5, "unit": "Y"}, context()) is None


def test_a_day_counted_from_another() -> None:
    slots = {"number": 2, "day_word": 1}
    for unit, timex in (("D", "2024-05-18"), ("W", "2024-05-30"), ("M", "2024-07-16"), ("Y", "2026-05-16")):
        assert built("day-counted", {**slots, "unit": unit}, context(), sign=1) == date(timex)
    assert built("day-counted", {"number": 1, "unit": "W"}, context(), sign=-1) == date("2024-05-08")
    assert built("day-counted", {**slots, "unit": "D"}, context(reference=None), sign=1) == unknown("XXXX-XX-XX")
    assert built("day-counted", {**slots, "unit": "HOUR"}, context(), sign=1) is None
    assert built("day-counted", {"some": "X", "unit": "D"}, context(), sign=1) is None


@pytest.mark.parametrize(
    ("slots", "timex"),
    [
        ({"set": "P1D"}, "P1D"),
        ({"weekday": 0}, "XXXX-WXX-1"),
        ({"month": 5}, "XXXX-05"),
        ({"season": "SU"}, "XXXX-SU"),
        ({"daypart": "EV"}, "XXXX-XX-XXTEV"),
        ({"number": 4, "unit": "Y"}, "P4Y"),
    ],
)
def test_how_often(slots: dict[str, object], timex: str) -> None:
    assert built("set", slots, context()) == unknown(timex, "SET")
    assert built("set", {}, context()) is None

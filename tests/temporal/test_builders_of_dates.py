"""What builders make of slots that name a time: seen from Wednesday, 15 May 2024, if not said otherwise."""

import datetime as dt

import pytest
from building import NOTHING, PAST, PRESENT, TODAY, built, context, date, day, unknown, whole

from lesebuch.edtf import TimeValue
from lesebuch.temporal.builders import BUILDERS
from lesebuch.temporal.calendar import OutOfRangeError, Period
from lesebuch.temporal.choosing import distance, pick_year, weekday_direction
from lesebuch.temporal.context import Meaning
from lesebuch.temporal.edited import result_of
from lesebuch.temporal.view import View


def test_a_reference_without_a_date() -> None:
    assert built("vague", {"vague": "PAST_REF"}, context()) == unknown("PAST_REF")
    assert built("vague", {"n": 3}, context(), form="P{n}D", type="DURATION") == unknown("P3D", "DURATION")
    for text, step, timex in (
        (PAST, 0, "PAST_REF"),
        (PRESENT, 0, "PRESENT_REF"),
        (NOTHING, 0, "PRESENT_REF"),
        (PRESENT, -1, "PAST_REF"),
        (PAST, 1, "FUTURE_REF"),
    ):
        assert built("vague", {"rel": step}, context(text), form="rel") == unknown(timex)


@pytest.mark.parametrize(
    ("slots", "params", "expected"),
    [
        ({"decade": 1990}, {"check": "full"}, date("199", "199X", None)),
        ({"decade": 1000}, {"check": "full"}, date("100", "100X", None)),
        ({"decade": 990}, {"check": "full"}, None),
        ({"decade": 990}, {}, date("099", "099X", None)),
        ({"decade": 1995}, {}, None),
        ({"decade": 80}, {}, date("198", "198X", None)),
        ({"decade": 20}, {}, unknown("XX2")),
        ({"decade": 10}, {}, unknown("XX1")),
        ({"decade": 30}, {}, date("193", "193X", None)),
        ({"decade": 20, "ordinal": 19}, {}, date("182", "182X", None)),
        ({"decade": 20, "rel": 0}, {}, date("202", "202X", None)),
        ({"ordinal": 19}, {}, date("18", "18XX", None)),
        ({"ordinal": 1}, {}, date("00", "00XX", None)),
        ({"day": 19, "unit": "CE"}, {}, date("18", "18XX", None)),
        ({"ordinal": 2, "unit": "ML"}, {}, date("1", "1XXX", None)),
        ({"ordinal": 2, "unit": "ML", "bc": 1}, {}, ("DATE", "BC1", None, "-1XXX", None)),
        ({"ordinal": 5, "bc": 1}, {}, ("DATE", "BC04", None, "-04XX", None)),
        ({"decade": 490, "bc": 1}, {}, ("DATE", "BC049", None, "-0498/-0489", None)),
        ({"year": 431, "bc": 1}, {}, ("DATE", "BC0431", None, "-0430", None)),
        ({"small_year": 1, "bc": 1, "approx": "APPROX"}, {}, ("DATE", "BC0001", "APPROX", "0000~", None)),
        ({"year": 446, "pair": 5, "bc": 1}, {}, ("DATE", "BC0446/BC0445", None, "-0445/-0444", None)),
        ({"year": 446, "pair": 44, "bc": 1}, {}, None),
        ({"year": 431, "pair": 404, "bc": 1}, {}, None),
        ({"year": 431, "pair": 404, "bc": 1}, {"span": True}, ("DATE", "BC0431/BC0404", None, "-0430/-0403", None)),
        ({"year": 1925, "two_digits": 26}, {}, date("1925/1926", anchor=None)),
        ({"year": 1925, "two_digits": 24}, {}, ("DATE", "1925/1924", None, None, None)),
        ({"year": 1907, "month_number": 8}, {"check": "span"}, date("1907/1908", anchor=None)),
        ({"year": 1925, "month_number": 8}, {"check": "span"}, date("1925-08", anchor=None)),
        ({"long_year": 2500}, {}, date("2500", anchor=None)),
        ({}, {}, None),
    ],
)
def test_years_decades_centuries(slots: dict[str, object], params: dict[str, object], expected: object) -> None:
    assert built("years", slots, context(), **params) == expected


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"quarter_name": "Q", "ordinal": 3, "year": 2014}, date("2014-Q3", "2014-35", None)),
        ({"quarter_name": "H", "day": 2, "year": 2014}, date("2014-H2", "2014-41", None)),
        ({"quarter_name": "H", "ordinal": 3, "year": 2014}, None),
        ({"quarter_name": "Q", "ordinal": 2}, date("2024-Q2", "2024-34")),
    ],
)
def test_quarters_and_halves(slots: dict[str, object], expected: object) -> None:
    assert built("quarter", slots, context()) == expected


def test_without_a_year_and_a_reference() -> None:
    nobody = context(reference=None)
    assert built("quarter", {"quarter_name": "Q", "ordinal": 2}, nobody) == unknown("XXXX-Q2")
    assert built("nth-weekday", {"ordinal": 1, "weekday": 6, "month": 5}, nobody) == unknown("XXXX-05-XX")
    assert built("date", {"month": 5}, nobody) == unknown("XXXX-05")
    assert built("date", {"month": 5, "day": 3}, nobody) == unknown("XXXX-05-03")
    assert built("date", {"month": 2, "day": 29}, nobody) == unknown("XXXX-02-29")
    assert built("date", {"month": 2, "day": 30}, nobody) is None
    assert built("date", {"season": "SU"}, nobody) == unknown("XXXX-SU")
    assert built("date", {"weekday": 6}, nobody) == unknown("XXXX-WXX-7")
    assert built("boundary", {"boundary": "END Y"}, nobody) == ("DATE", "XXXX", "END", None, None)


def test_the_nth_weekday_of_a_month() -> None:
    slots = {"weekday": 6, "month": 5}
    for number, timex in ((1, "2020-05-03"), (4, "2020-05-24"), (-1, "2020-05-31")):
        assert built("nth-weekday", {**slots, "ordinal": number, "year": 2020}, context()) == date(timex, anchor=None)
    assert built("nth-weekday", {**slots, "ordinal": 5, "year": 2020}, context()) is None
    assert built("nth-weekday", {**slots, "day": 2}, context()) == date("2024-05-12")
    assert built("boundary", {"boundary": "END Y"}, context()) == ("DATE", "2024", "END", "2024", "reference")


@pytest.mark.parametrize(
    ("slots", "timex"),
    [
        ({"clock": (20, 30)}, "2024-05-15T20:30"),
        ({"hour": 20}, "2024-05-15T20:00"),
        ({"number": 8, "minute": 5}, "2024-05-15T08:05"),
        ({"hour": 12, "am": 1}, "2024-05-15T00:00"),
        ({"hour": 12, "pm": 1}, "2024-05-15T12:00"),
        ({"hour": 1, "pm": 1}, "2024-05-15T13:00"),
        ({"hour": 13, "pm": 1}, "2024-05-15T13:00"),
        ({"hour": 8, "daypart": "EV"}, "2024-05-15T20:00"),
        ({"hour": 8, "daypart": "MO"}, "2024-05-15T08:00"),
        ({"hour": 8, "daypart": "NI"}, "2024-05-15T08:00"),
        ({"hour": 9, "daypart": "NI"}, "2024-05-15T21:00"),
        ({"number": 8, "half": 1}, "2024-05-15T07:30"),
        ({"number": 0, "half": 1}, "2024-05-15T23:30"),
        ({"number": 8, "quarter": 15}, "2024-05-15T08:15"),
        ({"number": 8, "quarter": -15}, "2024-05-15T07:45"),
        ({"hour": 24}, "2024-05-15T24:00"),
        ({"clock": (24, 1)}, None),
        ({"hour": 25}, None),
        ({"hour": 8, "day_word": -1}, "2024-05-14T08:00"),
        ({"hour": 8, "month": 3, "day": 2, "year": 2020}, "2020-03-02T08:00"),
        ({"hour": 8, "weekday": 1, "rel": -1}, "2024-05-14T08:00"),
        ({"hour": 8, "weekday": 3, "rel": 1}, "2024-05-16T08:00"),
    ],
)
def test_clock_times(slots: dict[str, object], timex: str | None) -> None:
    found = built("time", slots, context())
    assert found == (None if timex is None else ("TIME", timex, None, f"{timex}:00", found and found[4]))
    assert found is None or found[4] == (None if "year" in slots else "reference")


@pytest.mark.parametrize("offset", range(-5, 6))
def test_a_day_that_few_years_have_is_looked_for_four_years_around(offset: int) -> None:
    only = Period("D", dt.date(2024 + offset, 5, 20))
    picked = pick_year(context(), lambda year: only if year == only.first.year else None)
    assert picked == ((only, "reference") if abs(offset) <= 4 else None)


@pytest.mark.parametrize(
    ("edtf", "kind", "timex", "mod", "counts_from", "ancient"),
    [
        ("2024", "DATE", "2024", None, "2024-01-01", None),
        ("2024~", "DATE", "2024", "APPROX", "2024-01-01", None),
        ("2024%", "DATE", "2024", "APPROX", "2024-01-01", None),
        ("2024?", "DATE", "2024", None, "2024-01-01", None),
        ("2024-05", "DATE", "2024-05", None, "2024-05-01", None),
        ("2024-05-15", "DATE", "2024-05-15", None, "2024-05-15", None),
        ("2024-05-15T10:30:00", "TIME", "2024-05-15T10:30", None, "2024-05-15", None),
        ("2024-12", "DATE", "2024-12", None, "2024-12-01", None),
        ("2024-21", "DATE", "2024-SP", None, "2024-03-01", None),
        ("2024-22", "DATE", "2024-SU", None, "2024-06-01", None),
        ("2024-23", "DATE", "2024-FA", None, "2024-09-01", None),
        ("2024-24", "DATE", "2024-WI", None, "2024-12-01", None),
        ("2024-33", "DATE", "2024-Q1", None, "2024-01-01", None),
        ("2024-34", "DATE", "2024-Q2", None, "2024-04-01", None),
        ("2024-35", "DATE", "2024-Q3", None, "2024-07-01", None),
        ("2024-36", "DATE", "2024-Q4", None, "2024-10-01", None),
        ("2024-40", "DATE", "2024-H1", None, "2024-01-01", None),
        ("2024-41", "DATE", "2024-H2", None, "2024-07-01", None),
        ("199X", "DATE", "199", None, None, None),
        ("19XX", "DATE", "19", None, None, None),
        ("2024-XX", "DATE", "2024-XX", None, None, None),
        ("2024-05-XX", "DATE", "2024-05-XX", None, None, None),
        ("2023/2024", "DATE", "2023/2024", None, None, None),
        ("[2023,2024]", "DATE", "XXXX", None, None, None),
        ("-0430", "DATE", "BC0431", None, None, -430),
        ("0000", "DATE", "BC0001", None, None, 0),
        ("-0430-05", "DATE", "BC0431-05", None, None, -430),
        ("0001", "DATE", "0001", None, "0001-01-01", None),
    ],
)
def test_what_an_editor_says(
    edtf: str, kind: str, timex: str, mod: str | None, counts_from: str | None, ancient: int | None
) -> None:
    found = result_of(TimeValue.parse(edtf))
    first = found.period.first.isoformat() if found.period else None
    assert (found.type, found.timex, found.mod, first, found.ancient) == (kind, timex, mod, counts_from, ancient)
    assert (found.edtf, found.explicit) == (edtf, counts_from is not None or ancient is not None)


def test_an_edited_duration_stays_one() -> None:
    found = result_of(TimeValue.parse("2020"), Meaning("DURATION", "P4Y", "APPROX"))
    assert (found.type, found.timex, found.mod, found.edtf) == ("DURATION", "P4Y", "APPROX", "2020")
    other = result_of(TimeValue.parse("2020"), Meaning("DATE", "2019", "APPROX"))
    assert (other.type, other.timex, other.mod) == ("DATE", "2020", None)


def test_there_is_no_year_nought() -> None:
    with pytest.raises(OutOfRangeError):
        built("years", {"year": 0}, context())


@pytest.mark.parametrize("told", [None, "2023-03-08"])
@pytest.mark.parametrize(
    ("make", "slots", "params"),
    [
        ("relative", {"rel": 1, "unit": "M"}, {}),
        ("relative", {"rel": 0, "unit": "M"}, {}),
        ("relative", {"rel": 1, "month": 3}, {}),
        ("relative", {"rel": 1, "weekday": 3}, {}),
        ("relative", {"rel": 1, "unit": "W", "weekday": 3}, {}),
        ("relative", {"rel": 1, "unit": "M"}, {"unresolved": True}),
        ("nth-week", {"ordinal": 3}, {}),
        ("anaphor", {"unit": "M"}, {"step": 1}),
        ("anaphor", {"unit": "M"}, {"step": 1, "fallback": True}),
        ("vague", {"vague": "PAST_REF"}, {}),
        ("vague", {"rel": 1}, {"form": "rel"}),
        ("vague", {}, {"form": "PXD"}),
        ("duration", {"number": 2, "unit": "Y"}, {}),
        ("duration", {"long": "PXY"}, {}),
        ("set", {"set": "P1D"}, {}),
        ("set", {"weekday": 1}, {}),
        ("set", {"daypart": "EV"}, {}),
        ("set", {"number": 1, "unit": "Y"}, {}),
        ("years", {"decade": 1990}, {}),
        ("years", {"decade": 20}, {}),
        ("years", {"decade": 80}, {}),
        ("years", {"decade": 30}, {}),
        ("years", {"ordinal": 19}, {}),
        ("years", {"year": 1990}, {}),
        ("years", {"year": 431, "bc": 1}, {}),
        ("years", {"decade": 490, "bc": 1}, {}),
        ("years", {"ordinal": 5, "bc": 1}, {}),
        ("years", {"ordinal": 2, "unit": "ML", "bc": 1}, {}),
        ("years", {"year": 446, "pair": 5, "bc": 1}, {}),
        ("quarter", {"quarter_name": "Q", "ordinal": 3, "year": 2014}, {}),
        ("quarter", {"quarter_name": "Q", "ordinal": 3}, {}),
        ("nth-weekday", {"ordinal": 1, "weekday": 6, "month": 5, "year": 2020}, {}),
        ("nth-weekday", {"ordinal": 1, "weekday": 6, "month": 5}, {}),
        ("date", {"month": 5, "day": 3, "year": 2020}, {}),
        ("date", {"month": 5}, {}),
        ("date", {"season": "SU"}, {}),
        ("date", {"weekday": 3}, {}),
        ("weekend", {}, {}),
        ("day-word", {"day_word": 1}, {}),
        ("time", {"clock": (8, 15)}, {}),
        ("time", {"daypart": "EV"}, {}),
    ],
)
def test_what_modifies_an_expression_stays_with_it(
    make: str, slots: dict[str, object], params: dict[str, object], told: str | None
) -> None:
    earlier = (day(told),) if told else ()
    for reference in (TODAY, None):
        where = context(reference=reference, earlier=earlier)
        assert whole(make, {**slots, "part": "START"}, where, **params).mod == "START"
        assert whole(make, slots, where, **params).mod is None


@pytest.mark.parametrize(
    ("make", "slots", "params"),
    [
        ("relative", {"rel": 0, "unit": "Y"}, {}),
        ("quarter", {"quarter_name": "Q", "ordinal": 3}, {}),
        ("nth-weekday", {"ordinal": 1, "weekday": 6, "month": 5}, {}),
        ("nth-part", {"ordinal": 1, "unit": "D", "month": 3}, {}),
        ("date", {"month": 5, "day": 14}, {}),
        ("time", {"clock": (8, 15)}, {}),
        ("years", {"ordinal": 19}, {}),
        ("anaphor", {"unit": "Y"}, {"step": 1, "fallback": True}),
    ],
)
def test_what_counts_from_the_reference_says_no_year(
    make: str, slots: dict[str, object], params: dict[str, object]
) -> None:
    assert not whole(make, slots, context(), **params).explicit


@pytest.mark.parametrize(
    ("make", "slots", "params"),
    [
        ("quarter", {"quarter_name": "Q", "ordinal": 3, "year": 2014}, {}),
        ("nth-weekday", {"ordinal": 1, "weekday": 6, "month": 5, "year": 2020}, {}),
        ("nth-part", {"ordinal": 1, "unit": "D", "month": 3, "year": 2020}, {}),
        ("date", {"month": 5, "day": 14, "year": 2020}, {}),
        ("years", {"year": 1990}, {}),
        ("years", {"year": 431, "bc": 1}, {}),
        ("years", {"year": 446, "pair": 5, "bc": 1}, {}),
        ("anaphor", {"unit": "Y"}, {"step": 1}),
        ("time", {"daypart": "EV"}, {}),
    ],
)
def test_what_the_words_determine_says_its_year(make: str, slots: dict[str, object], params: dict[str, object]) -> None:
    assert whole(make, slots, context(earlier=(day("2023-03-08"),)), **params).explicit


def test_only_what_names_a_day_of_a_month_is_dated() -> None:
    assert whole("date", {"month": 5, "day": 14, "year": 2020}, context()).dated
    assert whole("date", {"month": 5, "day": 14}, context()).dated
    assert not whole("date", {"month": 5, "year": 2020}, context()).dated
    assert not whole("date", {"month": 5}, context()).dated


def test_years_before_our_era_are_told() -> None:
    told = [({"year": 431}, -430), ({"decade": 490}, -498), ({"ordinal": 5}, -499), ({"year": 446, "pair": 5}, -445)]
    assert [whole("years", {**slots, "bc": 1}, context()).ancient for slots, _ in told] == [year for _, year in told]
    assert whole("years", {"ordinal": 2, "unit": "ML", "bc": 1}, context()).ancient == -1999
    where = context(PAST, earlier=(whole("years", {"year": 431, "bc": 1}, context()),))
    assert built("date", {"month": 5, "day": 3}, where) == ("DATE", "BC0431-05-03", None, "-0430-05-03", 0)
    assert built("date", {"season": "SU"}, where) == ("DATE", "BC0431-SU", None, "-0430-22", 0)
    assert built("anaphor", {"unit": "Y"}, where, step=2) == ("DATE", "BC0429", None, "-0428", 0)
    assert built("relative", {"rel": 0, "unit": "Y"}, where) == ("DATE", "BC0431", None, "-0430", 0)
    later = built("duration", {"number": 2, "unit": "Y"}, where, direction="later")
    assert later == ("DURATION", "P2Y", None, "-0428", 0)


@pytest.mark.parametrize(
    ("slots", "timex"),
    [
        ({"year": 446, "pair": 5}, "BC0446/BC0445"),
        ({"year": 999, "pair": 8}, "BC0999/BC0998"),
        ({"year": 1000, "pair": 99}, None),
        ({"year": 1100, "pair": 99}, None),
        ({"year": 450, "pair": 49}, "BC0450/BC0449"),
        ({"year": 450, "pair": 449}, "BC0450/BC0449"),
        ({"year": 101, "pair": 100}, "BC0101/BC0100"),
        ({"year": 446, "pair": 10}, None),
    ],
)
def test_pairs_of_years_before_our_era(slots: dict[str, object], timex: str | None) -> None:
    found = built("years", {**slots, "bc": 1}, context())
    assert (found and found[1]) == timex


@pytest.mark.parametrize(
    ("text", "earlier", "slots", "expected"),
    [
        ("", ("2024-03-08",), {"daypart": "EV"}, ("TIME", "2024-03-08TEV", None, "2024-03-08", 0)),
        ("", ("2024-03-08",), {"hour": 8}, ("TIME", "2024-03-08T08:00", None, "2024-03-08T08:00:00", 0)),
        ("", ("2024-03-08",), {"daypart": "EV", "step": 1}, ("TIME", "2024-03-09TEV", None, "2024-03-09", 0)),
        ("", (), {"daypart": "EV"}, ("TIME", "XXXX-XX-XXTEV", None, None, None)),
        ("", (), {"daypart": "EV", "day_word": 1}, ("TIME", "2024-05-16TEV", None, "2024-05-16", "reference")),
        (
            "",
            (),
            {"daypart": "EV", "day_word": 0, "eve": 1},
            ("TIME", "2024-05-14TEV", None, "2024-05-14", "reference"),
        ),
        (PAST, (), {"daypart": "EV", "weekday": 0}, ("TIME", "2024-05-13TEV", None, "2024-05-13", "reference")),
        (
            PAST,
            (),
            {"daypart": "NI", "weekday": 0, "eve": 1},
            ("TIME", "2024-05-12TNI", None, "2024-05-12", "reference"),
        ),
        ("", (), {"daypart": "EV", "weekday": 0}, ("TIME", "2024-05-13TEV", None, None, "reference")),
    ],
)
def test_parts_of_a_day(text: str, earlier: tuple[str, ...], slots: dict[str, object], expected: object) -> None:
    assert built("time", slots, context(text, earlier=tuple(map(day, earlier)))) == expected


def test_a_clock_time_of_many_days_is_of_none() -> None:
    sundays = Meaning("SET", "XXXX-WXX-7")
    assert built("time", {"hour": 8}, context(earlier=(sundays,))) == ("TIME", "XXXX-WXX-7T08:00", None, None, 0)
    assert whole("time", {"hour": 8}, context(earlier=(sundays,))).often
    assert built("time", {"hour": 8}, context(earlier=(Meaning("SET", "P1D"),)))[1] == "XXXX-XX-XXT08:00"  # type: ignore[index]
    both = context(earlier=(sundays, Meaning("SET", "P1D")))
    assert built("time", {"hour": 8}, both)[1] == "XXXX-XX-XXT08:00"  # type: ignore[index]
    for slots in ({"day_word": 1}, {"weekday": 4}, {"month": 5, "day": 3}):
        assert not whole("time", {"hour": 8, **slots}, context(earlier=(sundays,))).often
    found = BUILDERS["time"](View({"hour": 8}, {"day_adjective": 1}, {}), context(earlier=(sundays,)))
    assert found is not None
    assert (found.timex, found.often) == ("2024-05-16T08:00", False)
    assert not whole("time", {"hour": 8}, context(earlier=(sundays, day("2024-03-08")))).often
    assert built("time", {"daypart": "EV"}, context(), habit=True) == unknown("PTEV", "SET")


@pytest.mark.parametrize(
    ("period", "reference", "apart"),
    [
        (Period("M", dt.date(2024, 5, 1)), dt.date(2024, 5, 1), 0),
        (Period("M", dt.date(2024, 5, 1)), dt.date(2024, 5, 31), 0),
        (Period("M", dt.date(2024, 5, 1)), dt.date(2024, 6, 2), 2),
        (Period("M", dt.date(2024, 5, 1)), dt.date(2024, 4, 28), 3),
    ],
)
def test_days_between_a_day_and_a_period(period: Period, reference: dt.date, apart: int) -> None:
    assert distance(period, reference) == apart


@pytest.mark.parametrize(
    ("day_of_year", "text", "year"),
    [
        ((5, 16), PAST, 2024),
        ((7, 14), PAST, 2024),
        ((7, 15), PAST, 2023),
        ((7, 15), NOTHING, 2024),
        ((12, 1), NOTHING, 2023),
        ((5, 14), PRESENT, 2024),
        ((12, 20), PRESENT, 2024),
        ((12, 22), PRESENT, 2023),
        ((5, 14), "Er wird ", 2025),
        ((5, 15), "Er wird ", 2024),
        ((5, 16), "Er wird ", 2024),
        ((5, 15), PAST, 2024),
    ],
)
def test_on_which_side_a_day_lies(day_of_year: tuple[int, int], text: str, year: int) -> None:
    picked = pick_year(context(text), lambda number: Period("D", dt.date(number, *day_of_year)))
    assert picked == (Period("D", dt.date(year, *day_of_year)), "reference")


def test_dates_long_before_our_era() -> None:
    slots = {"long_year": 2500, "month": 5, "day": 3, "bc": 1}
    assert built("date", slots, context()) == ("DATE", "BC2500-05-03", None, "-2499-05-03", None)
    for year, pair, timex in ((1000, 9, None), (446, 10, "BC0446/BC0410"), (446, 9, None), (446, 5, "BC0446/BC0445")):
        found = built("years", {"year": year, "pair": pair, "bc": 1}, context(), span=True)
        assert (found and found[1]) == timex


def test_a_rule_may_say_on_which_side_a_weekday_lies() -> None:
    assert weekday_direction(View({}, {}, {"direction": 1}), context()) == 1
    assert weekday_direction(View({}, {}, {"direction": 1}), context(PAST)) == -1
    assert weekday_direction(View({}, {}, {}), context()) == 0


def test_a_day_without_a_verb_has_two_readings() -> None:
    assert built("date", {"month": 12, "day": 1}, context()) == (
        "DATE", "2023-12-01", None, "[2023-12-01,2024-12-01]", "reference",
    )  # fmt: skip
    assert whole("date", {"month": 12, "day": 1}, context()).doubtful
    begun = context(earlier=(day("2023-11-28"),))
    begun.begun = 0
    assert built("date", {"month": 12, "day": 1}, begun) == ("DATE", "2023-12-01", None, "2023-12-01", None)
    begun.results[0] = Meaning(
        "DATE", "2023-11-28", period=Period("D", dt.date(2023, 11, 28)), doubtful=True, anchor="reference"
    )
    assert whole("date", {"month": 12, "day": 1}, begun).doubtful

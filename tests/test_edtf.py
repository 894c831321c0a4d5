"""Dates in EDTF: reading, writing, ordering, comparing, words."""

import datetime as dt

import edtf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesebuch.edtf import TimeValue

YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.integers(1, 12).map("{:02}".format)
DATES = st.dates().map(dt.date.isoformat)
PRECISE = st.one_of(YEARS, st.tuples(YEARS, MONTHS).map("-".join), DATES)
MARKED = st.tuples(PRECISE, st.sampled_from(["", "?", "~", "%"])).map("".join)
UNSPECIFIED = st.one_of(
    st.integers(1, 99).map("{:02}XX".format),
    st.integers(1, 999).map("{:03}X".format),
    YEARS.map("{}-XX".format),
    st.tuples(YEARS, MONTHS).map(lambda pair: "-".join((*pair, "XX"))),
)
SINGLE = st.one_of(MARKED, UNSPECIFIED)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    first, last = sorted((draw(PRECISE), draw(PRECISE)), key=TimeValue.parse)
    assume(TimeValue.parse(first).earliest <= TimeValue.parse(last).latest)
    return draw(st.sampled_from([f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", f"/{last}"]))


@st.composite
def sets(draw: st.DrawFn) -> str:
    # Not UNSPECIFIED: the oracle fails on unknown digits within a set.
    members = draw(st.lists(PRECISE, min_size=1, max_size=4))
    first, last = sorted((draw(DATES), draw(DATES)))
    assume(first < last)
    # An open end stands at that end of the set.
    open_end = draw(st.sampled_from([[], [f"{first}.."], [f"{first}..{last}"]]))
    members = draw(st.sampled_from([[], [f"..{first}"]])) + members + open_end
    assume(len(members) > 1 or ".." in members[0])  # the oracle knows no set of one date
    left, right = draw(st.sampled_from(["[]", "{}"]))
    return left + ",".join(members) + right


VALUES = st.one_of(SINGLE, intervals(), sets())


@given(VALUES)
def test_what_is_read_is_written_again(text: str) -> None:
    assert str(TimeValue.parse(text)) == text


@given(SINGLE)
def test_bounds_of_dates_agree_with_the_oracle(text: str) -> None:
    oracle = edtf.parse_edtf(text)
    value = TimeValue.parse(text)
    assert value.earliest_day == tuple(oracle.lower_strict()[:3])
    assert value.latest_day == tuple(oracle.upper_strict()[:3])


@given(PRECISE, PRECISE)
def test_bounds_of_intervals_agree_with_the_oracle(a: str, b: str) -> None:
    first, last = sorted((a, b), key=TimeValue.parse)
    assume(TimeValue.parse(first).latest <= TimeValue.parse(last).latest)
    oracle = edtf.parse_edtf(f"{first}/{last}")
    value = TimeValue.parse(f"{first}/{last}")
    assert value.earliest_day == tuple(oracle.lower_strict()[:3])
    assert value.latest_day == tuple(oracle.upper_strict()[:3])


@settings(deadline=None)
@given(VALUES)
def test_the_oracle_reads_all_that_we_write(text: str) -> None:
    assert edtf.parse_edtf(text) is not None


@given(VALUES, VALUES)
def test_intersection_lies_in_both_and_is_symmetric(a: str, b: str) -> None:
    first, second = TimeValue.parse(a), TimeValue.parse(b)
    common = first.intersection(second)
    assert (common is not None) == first.intersects(second) == second.intersects(first)
    if common is not None:
        assert first.contains(common)
        assert second.contains(common)
        assert TimeValue.parse(str(common)) == common


@given(VALUES, VALUES, VALUES)
def test_the_order_is_total(a: str, b: str, c: str) -> None:
    x, y, z = TimeValue.parse(a), TimeValue.parse(b), TimeValue.parse(c)
    assert (x < y) + (y < x) + (x == y) == 1
    assert not (x < y < z) or x < z


@given(VALUES, st.sampled_from(["de", "en"]))
def test_all_values_have_words(text: str, language: str) -> None:
    words = TimeValue.parse(text).format(language)
    assert words
    assert words == words.strip()
    assert "  " not in words


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        value = TimeValue.parse(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"allowed|:|;"):
            TimeValue.parse(text)
    else:
        assert value.earliest <= value.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("2023-35", "2023-07-01", "2023-09-30"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("[2022-03-01..2022-03-02]", "2022-03-01", "2022-03-02"),
        ("[2020,2022]", "2020-01-01", "2022-12-31"),
        ("2014/..", "2014-01-01", "9999-12-31"),
        ("/2014", "0001-01-01", "2014-12-31"),
        ("2022-04-05T14:30:00Z", "2022-04-05", "2022-04-05"),
        ("15XX-12-25", "1500-12-25", "1599-12-25"),
        ("1985-02-XX", "1985-02-01", "1985-02-28"),
        ("XXXX-02-29", "0001-01-01", "9996-02-29"),
        ("-0043", "0001-01-01", "0001-01-01"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    value = TimeValue.parse(text)
    assert (value.earliest.isoformat(), value.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("2023-05-25", "25. Mai 2023", "25 May 2023"),
        ("2023-05", "Mai 2023", "May 2023"),
        ("1999~", "um 1999", "around 1999"),
        ("2022-04-05?", "5. April 2022?", "5 April 2022?"),
        ("199X", "1990er-Jahre", "1990s"),
        ("19XX", "20. Jahrhundert", "20th century"),
        ("2023-21", "Frühjahr 2023", "spring 2023"),
        ("2014/2022", "2014 bis 2022", "2014 to 2022"),
        ("2022-05-09/2022-05-11", "9. bis 11. Mai 2022", "9 to 11 May 2022"),
        ("2014/..", "seit 2014", "since 2014"),
        ("[2022-03-01..2022-03-02]", "zwischen dem 1. und 2. März 2022", "between 1 and 2 March 2022"),
        ("[2022-04-05,2022-04-10]", "5. oder 10. April 2022", "5 or 10 April 2022"),
        ("{2020,2021,2023}", "2020, 2021 und 2023", "2020, 2021 and 2023"),
        ("[..2022]", "spätestens 2022", "2022 at the latest"),
        ("-0043", "44 v. Chr.", "44 BC"),
        ("-04XX", "5. Jahrhundert v. Chr.", "5th century BC"),
        ("2021-24", "Winter 2021/22", "winter 2021/22"),
        ("2022-35", "3. Quartal 2022", "third quarter of 2022"),
        (
            "[2022-02-28..2022-03-01]",
            "zwischen dem 28. Februar und dem 1. März 2022",
            "between 28 February and 1 March 2022",
        ),
        ("2022-04-05T14:30:00", "5. April 2022, 14:30 Uhr", "5 April 2022, 14:30"),
        ("XXXX-12-25", "25. Dezember (Jahr unbekannt)", "25 December (year unknown)"),
    ],
)
def test_words(text: str, german: str, english: str) -> None:
    value = TimeValue.parse(text)
    assert (value.format("de"), value.format("en")) == (german, english)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "allowed"),
        ("2023-13", "a month is 01 to 12"),
        ("2023-02-30", "no such day"),
        ("2023-5-1", "YYYY-MM-DD"),
        ("5. April", "allowed"),
        ("2022/2020", "earlier date first"),
        ("[2020", "ends with ]"),
        ("2020..2021", "write [2020..2021]"),
        ("../..", "names no date"),
        ("[]", "holds dates"),
        ("2022-04-05T25:00:00", "hh:mm:ss"),
        ("2022-04-05T10:00:00+25:00", "+02:00"),
        ("2023-21-05", "without a day"),
    ],
)
def test_errors_teach(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as raised:
        TimeValue.parse(text)
    assert says in str(raised.value)


def test_comparison() -> None:
    march = TimeValue.parse("2022-03")
    assert march.contains(dt.date(2022, 3, 31))
    assert not march.contains(TimeValue.parse("2022"))
    assert TimeValue.parse("2022").intersection(march) == march
    assert march.intersection(TimeValue.parse("2023")) is None
    assert str(TimeValue.parse("2022-02-20/2022-03-05").intersection(march)) == "2022-03-01/2022-03-05"
    assert str(TimeValue.parse("[2022-02-20..2022-03-05]").intersection(march)) == "[2022-03-01..2022-03-05]"
    assert [str(v) for v in sorted(map(TimeValue.parse, ["2022-05", "2022", "../2000", "2021-12-31"]))] == [
        "../2000",
        "2021-12-31",
        "2022",
        "2022-05",
    ]


def test_only_known_days_are_exact() -> None:
    exact = [
        text
        for text in ("2022-03-01", "2022-03", "2022-03-01?", "2022-03-XX", "[2022-03-01,2022-03-02]")
        if TimeValue.parse(text).is_exact
    ]
    assert exact == ["2022-03-01"]

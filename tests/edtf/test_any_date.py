"""What holds of any EDTF value, and of any text."""

import datetime as dt
import re

import edtf
import pytest
from edtf_texts import DATE, MONTH, PLAIN_YEAR, VALUE, marked, masked
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesebuch.edtf import Day, TimeValue, day_number

NEAR = settings(deadline=None)
PRECISE = st.one_of(PLAIN_YEAR, st.builds("{}-{}".format, PLAIN_YEAR, MONTH), st.dates().map(dt.date.isoformat))


@NEAR
@given(VALUE)
def test_what_is_read_is_written_again(text: str) -> None:
    value = TimeValue.parse(text)
    assert str(value) == text
    assert TimeValue.parse(str(value)) == value


@given(DATE)
def test_a_span_from_a_date_to_itself_is_that_date(text: str) -> None:
    assert str(TimeValue.parse(f"[{text}..{text}]")) == f"[{text}]"


@NEAR
@given(VALUE)
def test_the_bounds_are_in_order_and_hold_all_that_is_named(text: str) -> None:
    value = TimeValue.parse(text)
    assert value.earliest_day <= value.latest_day
    assert value.earliest <= value.latest
    assert all(point.first_day() <= point.last_day() for point in value.points)
    assert all(first <= last for first, last in value.spans)
    if value.known_days:
        low, high = value.known_days
        assert value.earliest_day <= low <= high <= value.latest_day
    if value.days is not None:
        assert value.days >= 1


@NEAR
@given(st.lists(VALUE, min_size=2, max_size=6))
def test_the_order_is_that_of_the_bounds(texts: list[str]) -> None:
    values = sorted(map(TimeValue.parse, texts))
    bounds = [(value.earliest_day, value.latest_day) for value in values]
    assert bounds == sorted(bounds)


@NEAR
@given(VALUE, VALUE, VALUE)
def test_the_order_is_total(a: str, b: str, c: str) -> None:
    x, y, z = TimeValue.parse(a), TimeValue.parse(b), TimeValue.parse(c)
    assert (x < y) + (y < x) + (x == y) == 1
    assert not (x < y < z) or x < z


@NEAR
@given(VALUE, st.sampled_from(["de", "en"]))
def test_all_values_have_words(text: str, language: str) -> None:
    words = TimeValue.parse(text).format(language)
    assert words
    assert words == words.strip()
    assert "  " not in words
    assert "()" not in words


@NEAR
@given(VALUE, VALUE)
def test_values_have_a_day_in_common_or_lie_apart(a: str, b: str) -> None:
    one, other = TimeValue.parse(a), TimeValue.parse(b)
    assert one.intersects(other) == other.intersects(one)
    assert one.intersects(one)
    if one.latest_day < other.earliest_day:
        assert not one.intersects(other)


@NEAR
@given(st.one_of(st.text(max_size=30), st.text("0123456789XYES-./[]{},?~%TZ: v.Chrbis", max_size=40)))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    value, message = read(text)
    if value:
        assert TimeValue.parse(str(value)) == value
        assert value.format("de")
    else:
        assert repr(text[:20])[1:-1] in message
        assert len(message) < 500
        meant = re.search(r"; write (\S+) \([^;]+\)$", message)
        assert meant is None or TimeValue.parse(meant[1])


def read(text: str) -> tuple[TimeValue | None, str]:
    """The value, or else why there is none."""
    try:
        return TimeValue.parse(text), ""
    except ValueError as error:
        return None, str(error)


@NEAR
@given(st.one_of(PLAIN_YEAR, PRECISE, st.builds("{}{}".format, PRECISE, st.sampled_from("?~%"))))
def test_bounds_of_dates_agree_with_the_oracle(text: str) -> None:
    oracle = edtf.parse_edtf(text)
    value = TimeValue.parse(text)
    assert value.earliest_day == tuple(oracle.lower_strict()[:3])
    assert value.latest_day == tuple(oracle.upper_strict()[:3])


@NEAR
@given(st.integers(1, 99), st.sampled_from(["{:02}XX", "{:03}X", "{:04}-XX", "{:04}-02-XX", "-{:02}XX"]))
def test_bounds_of_vague_dates_agree_with_the_oracle(number: int, form: str) -> None:
    text = form.format(number)
    oracle = edtf.parse_edtf(text)
    value = TimeValue.parse(text)
    assert value.earliest_day == tuple(oracle.lower_strict()[:3])
    assert value.latest_day == tuple(oracle.upper_strict()[:3])


@NEAR
@given(PRECISE, PRECISE)
def test_bounds_of_intervals_agree_with_the_oracle(a: str, b: str) -> None:
    first, last = sorted((a, b), key=TimeValue.parse)
    assume(TimeValue.parse(first).latest <= TimeValue.parse(last).latest)
    oracle = edtf.parse_edtf(f"{first}/{last}")
    value = TimeValue.parse(f"{first}/{last}")
    assert value.earliest_day == tuple(oracle.lower_strict()[:3])
    assert value.latest_day == tuple(oracle.upper_strict()[:3])


@NEAR
@given(masked())
def test_unknown_digits_allow_the_days_that_fit_them_and_no_others(text: str) -> None:
    value = TimeValue.parse(text)
    for day in (value.earliest_day, value.latest_day):
        whole = f"{day.year:04}-{day.month:02}-{day.day:02}"
        assert all(pattern in ("X", digit) for pattern, digit in zip(text, whole, strict=False))
    inner = [p for p in value.points[0].months if value.earliest_day.month <= p]
    assert value.earliest_day.year != value.latest_day.year or inner


@NEAR
@given(marked())
def test_marks_change_no_bound(text: str) -> None:
    bare = TimeValue.parse(text.translate(dict.fromkeys(map(ord, "?~%"))))
    value = TimeValue.parse(text)
    assert (value.earliest_day, value.latest_day) == (bare.earliest_day, bare.latest_day)


@given(st.dates(), st.integers(-3, 3))
def test_days_are_counted_as_the_calendar_counts_them(day: dt.date, cycles: int) -> None:
    assert day_number(Day(day.year, day.month, day.day)) == day.toordinal()
    moved = Day(day.year + 400 * cycles, day.month, day.day)
    assert day_number(moved) == day.toordinal() + 146_097 * cycles


@given(DATE)
def test_a_value_is_no_number(text: str) -> None:
    with pytest.raises(TypeError):
        assert TimeValue.parse(text) < 3

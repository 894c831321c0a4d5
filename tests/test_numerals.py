"""Numbers in letters and back; every number that a style can write is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.numerals import NUMBER_STYLES, in_style, is_roman, letter_value, roman_value

ROMAN = st.integers(1, 3999)


@given(ROMAN)
def test_a_roman_number_is_read_as_it_is_written(number: int) -> None:
    for style in ("LowerRoman", "UpperRoman"):
        written = in_style(number, style)
        assert is_roman(written)
        assert roman_value(written) == number


@pytest.mark.parametrize(
    ("text", "value", "today"),
    [
        ("IIII", 4, False),
        ("xviiii", 19, False),
        ("iV", 4, True),
        ("dill", 599, False),
        ("x2", 0, False),
        ("", 0, False),
    ],
)
def test_numbers_of_old_prints_are_read_and_are_none_of_today(text: str, value: int, today: bool) -> None:
    assert (roman_value(text), is_roman(text)) == (value, today)


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (3, "LowerAlpha", "c"),
        (28, "UpperAlpha", "AB"),
        (4, "LowerRoman", "iv"),
        (19, "UpperRoman", "XIX"),
        (7, "Decimal", "7"),
        (7, "Example", "7"),
        (0, "LowerAlpha", "0"),
        (4000, "UpperRoman", "4000"),
    ],
)
def test_a_number_is_shown_in_its_style(number: int, style: str, shown: str) -> None:
    assert in_style(number, style) == shown


def test_single_letters_count() -> None:
    assert [letter_value(text) for text in ("a", "Z", "aa", "é", "3", "")] == [1, 26, 0, 0, 0, 0]


def test_each_style_has_one_name_in_each_language() -> None:
    for name in ("html", "docutils", "pandoc"):
        assert len({getattr(style, name) for style in NUMBER_STYLES}) == len(NUMBER_STYLES)

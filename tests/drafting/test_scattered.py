"""Names and dates in the short lines above a text."""

import pytest

from lesebuch.drafting.dates import find_dates
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.scattered import said_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Anna Muster", ["Anna Muster"]),
        ("02.02.2022, 11:30 Uhr von Karl Beispiel", ["Karl Beispiel"]),
        ("Gepostet von Anna Muster | Wohnen", ["Anna Muster"]),
        ("Post author By Anna Muster", ["Anna Muster"]),
        ("Veröffentlicht vonAnna Muster 28. Februar 2016", ["Anna Muster"]),
        ("Posted by Marlowe 21.10.2019", ["Marlowe"]),
        ("by Anna K. Muster November 8, 2023", ["Anna K. Muster"]),
        ("1.11.23 20:19 von Anna Muster Lesezeit: 4 Min.", ["Anna Muster"]),
        ("von Anna Muster Foto: © Bildhaus", ["Anna Muster"]),
        ("Anna Muster Education editor", ["Anna Muster"]),
        ("Karl Beispiel, Reporterin", ["Karl Beispiel"]),
        ("Auf den Spuren von Karl Beispiel", []),
        ("Der Sohn von Anna Muster", []),
        ("Ein Brief von Herrn Beispiel an die Stadt", []),
        ("Chief editor", []),
    ],
)
def test_names_that_a_line_says(line: str, names: list[str]) -> None:
    assert said_names(line) == names


def test_dates_that_touch_are_two() -> None:
    assert [str(d.value) for d in find_dates("28. Juli 201930. August 2020 | Anna Muster")] == [
        "2019-07-28",
        "2020-08-30",
    ]
    assert [str(d.value) for d in find_dates("Nr. 3. Mai 201912")] == []


def test_a_name_behind_a_date_is_more_than_a_date() -> None:
    assert not has_date("Veröffentlicht am 8. Februar 2022 von Ei-Team · 3 Min.")

"""Names and dates in the short lines above a text."""

import pytest

from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.metaline import has_date
from lesebuch.drafting.proposal import OpenDraft, SourceLine
from lesebuch.drafting.scattered import said_names
from lesebuch.drafting.webhead import read_shown


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Anna Muster", ["Anna Muster"]),
        ("02.02.2022, 11:30 Uhr von Karl Beispiel", ["Karl Beispiel"]),
        ("Gepostet von Anna Muster | Wohnen", ["Anna Muster"]),
        ("Post author By Anna Muster", ["Anna Muster"]),
        ("Veröffentlicht vonAnna Muster 28. Februar 2016", ["Anna Muster"]),
        ("Veröffentlicht vonAnna Jung 28. Februar 2016", ["Anna Jung"]),
        ("Posted by Marlowe 21.10.2019", ["Marlowe"]),
        ("Autor:innen", []),
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


def printed(*lines: str) -> OpenDraft:
    """A printed page whose title is the second of its lines."""
    blocks = [SourceLine(number, line) for number, line in enumerate(lines, 1)]
    return OpenDraft(tuple(blocks), blocks, title=lines[1], title_at="2", styled=True)


def test_author_and_date_stand_around_the_title_of_a_printed_page() -> None:
    work = printed("Lokales", "Der Bach steigt", "Teilen", "Von Anna Muster", "3. Mai 2024, 14:05 Uhr", "Drucken")
    read_shown(work)
    assert [(credit.name, credit.at) for credit in work.credits] == [("Anna Muster", "4")]
    assert (str(work.published), work.published_at) == ("2024-05-03", '5 "3. Mai 2024"')


def test_what_is_known_already_stands() -> None:
    work = printed("Lokales", "Der Bach steigt", "Von Anna Muster", "3. Mai 2024")
    work.credit("Karl Beispiel", "author", "1")
    work.set_date(find_dates("1. Mai 2024")[0].value, "1")
    read_shown(work)
    assert [credit.name for credit in work.credits] == ["Karl Beispiel"]
    assert str(work.published) == "2024-05-01"

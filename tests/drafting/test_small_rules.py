"""Rules that a whole page seldom shows, each by itself."""

from itertools import product

import pytest
from lxml import html
from tests.drafting.test_likely import TEXT

from lesebuch.drafting import authorsigns, learned, proposal, titlesigns
from lesebuch.drafting.coversheet import CoverSheet
from lesebuch.drafting.head import dateline
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.web import Hints
from lesebuch.drafting.web.metadata import is_of_others
from lesebuch.drafting.web.titling import without_site
from lesebuch.edtf import TimeValue


def test_what_a_cover_sheet_does_not_say_the_file_says() -> None:
    day = TimeValue.parse("2022-03-01")
    own = Hints(title="Der Steg", authors=("Ada Berg",), typed=True, published=day, published_from="meta date")
    assert CoverSheet(()).over(own) == own
    said = CoverSheet((), "Die Brücke", ("Bo Tal",), TimeValue.parse("2021")).over(own)
    assert (said.title, said.is_recorded, said.authors, said.typed) == ("Die Brücke", True, ("Bo Tal",), False)
    assert (str(said.published), said.published_from) == ("2021", "cover sheet")


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Steg zu | Das große Magazin vom See", "Steg zu"),
        ("Das große Magazin vom See | Steg zu", "Steg zu"),
        ("Das große Magazin vom See", ""),
        ("Steg zu – und nun?", "Steg zu – und nun?"),
    ],
)
def test_the_name_of_a_site_goes_even_where_it_is_longer(declared: str, title: str) -> None:
    assert without_site(declared, {"das große magazin vom see"}) == title


@pytest.mark.parametrize("place", ["UNTERAU, 3. April. ", "UNTERAU/BERN, 3. April 2021. ", "Unterau, 3. April 2021. "])
def test_a_place_and_a_day_above_a_report_end_with_a_full_stop(place: str) -> None:
    assert dateline(place + TEXT[0]) == len(place)


@pytest.mark.parametrize("tag", ["figure", "figcaption", "nav", "aside", "footer"])
def test_names_beside_a_text_are_of_others(tag: str) -> None:
    found = html.fragment_fromstring(f"<div><{tag}><p><b>Ada Berg</b></p></{tag}></div>").find(".//b")
    assert found is not None
    assert is_of_others(found)
    assert is_of_others(found, marked=True) == tag.startswith("fig")


HEADS = (
    ("Das Brett", "Von Anna Muster | Foto: Karl Beispiel", "3. Mai 2024"),
    ("DORFBLATT", "Kultur", "Wer hat das Brett gezogen?", "Von Anna Muster, 14.09.2020."),
    ("Startseite", "Das Brett: eine Geschichte", "Autor:", "Anna Muster", "Lesezeit 4 Min."),
)
ENDS = (("Anna Muster",), ("Über die Autorin", "Anna Muster ist Müllerin in Salzau.", "Redaktion: Karl Beispiel"))


def test_each_sign_of_a_title_or_an_author_has_a_weight() -> None:
    titles, authors = set(), set()
    for head, end in product(HEADS, ENDS):
        blocks = [SourceLine(number, line) for number, line in enumerate((*head, *TEXT, *end), 1)]
        titles.update(name for signs in titlesigns.signs_of(blocks).values() for name in signs)
        authors.update(name for at in (-1, 0, 1) for _, _, signs in authorsigns.signs_of(blocks, at) for name in signs)
    assert len(titles) > 35
    assert len(authors) > 30
    assert titles <= set(learned._weights("title"))
    assert authors <= set(learned._weights("author"))


def test_words_of_a_line_are_found_one_behind_the_other() -> None:
    assert proposal._prefix("ein Steg und ein Pfahl", ["ein", "Steg", "und", "ein"]) == "ein Steg und ein"

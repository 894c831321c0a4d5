"""All forms of a term, one by one, and the spellings in which it stands."""

from pathlib import Path

import pytest

from lesebuch.glossary.forms import forms
from lesebuch.glossary.spelling import fold, fold_term, lowered, spellings
from lesebuch.model import EntryKind

CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "forms.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "kind", "term", "expected"), CASES, ids=map(str, range(len(CASES))))
def test_forms(language: str, kind: str, term: str, expected: str) -> None:
    assert forms(term, EntryKind(kind), language) == {term, *(form for form in expected.split(", ") if form)}


def test_a_term_of_many_words_has_not_all_the_forms_of_each() -> None:
    made = forms("Rat Rat Rat Rat Rat Rat", EntryKind.CONCEPT, "de")
    assert len(made) == 1000
    assert "Rat Rat Rat Rat Rat Rat" in made


def test_a_term_of_spaces_is_its_own_form() -> None:
    assert forms(" ", EntryKind.CONCEPT, "de") == {" "}
    assert forms("", EntryKind.CONCEPT, "en") == {""}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "Strasse"),
        ("Sowjet\u00adunion", "Sowjetunion"),
        ("a  b   c", "a b c"),
        ("Baku–Tiflis—Ceyhan‐a‑b−c", "Baku-Tiflis-Ceyhan-a-b-c"),
        ("’ʼ‘‚`‹›", "'''''''"),
        ("„“”«»", '"""""'),
        ("Regie- rung", "Regierung"),
        ("Regie‐ rung", "Regierung"),
        ("Re- gierung", "Regierung"),
        ("R- gierung", "R- gierung"),
        ("Kasachstan- und Belarus-Reise", "Kasachstan- und Belarus-Reise"),
        ("Ein- bis Zweifach", "Ein- bis Zweifach"),
        ("Ein- undzwanzig", "Einundzwanzig"),
        ("pre- and post-war", "pre- and post-war"),
        ("Kreml- Chef", "Kreml- Chef"),
    ],
)
def test_what_is_written_in_several_ways_is_made_one(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_the_way_back_from_a_folded_text() -> None:
    text = "ein  Weiß\u00adbuch  der Regie- rung"
    folded = fold(text)
    assert folded.text == "ein Weissbuch der Regierung"
    for words, stands in (
        ("Weissbuch", "Weiß\u00adbuch"),
        ("der", "der"),
        ("Regierung", "Regie- rung"),
        ("ein", "ein"),
    ):
        start = folded.text.index(words)
        assert text[folded.origin(start) : folded.origin(start + len(words))] == stands
    assert folded.origin(len(folded.text)) == len(text)
    assert [fold("plain").origin(at) for at in range(6)] == [0, 1, 2, 3, 4, 5]


def test_a_term_is_folded_with_single_spaces() -> None:
    assert fold_term("  Neue \t Seidenstraße ") == "Neue Seidenstrasse"


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("KASACHSTANS WEG", "Kasachstans Weg"),
        ("die NATO und KREML-CHEF", "die Nato und Kreml-Chef"),
        ("ÖSTERREICH heute", "Österreich heute"),
        ("VON UND ZU KREML A", "von und zu Kreml A"),
        ("КРЕМЛЬ", "Кремль"),
        ("ABC und DEF", None),
        ("ABC D", None),
    ],
)
def test_words_in_capitals_are_made_small(text: str, small: str | None) -> None:
    assert lowered(text) == small


@pytest.mark.parametrize(
    ("term", "kind", "language", "others"),
    [
        ("NATO", EntryKind.ORGANISATION, "de", {"N.A.T.O.", "Nato"}),
        ("NATO", EntryKind.ORGANISATION, "en", {"N.A.T.O."}),
        ("NATO", EntryKind.PLACE, "de", {"N.A.T.O."}),
        ("EU", EntryKind.ORGANISATION, "de", {"E.U."}),
        ("U. S. A.", EntryKind.PLACE, "de", {"USA"}),
        ("U.S.A.", EntryKind.PLACE, "en", {"USA"}),
        ("Bundesamt (BfV)", EntryKind.ORGANISATION, "de", {"Bundesamt"}),
        ("(BfV)", EntryKind.ORGANISATION, "de", set()),
        ("Peter der Grosse", EntryKind.PERSON, "de", {f"Peter {article} Grossen" for article in ("des", "dem", "den")}),
        ("Karla die Kuehne", EntryKind.PERSON, "de", {"Karla der Kuehnen"}),
        ("Peter der Grosse", EntryKind.PLACE, "de", set()),
        ("Peter der Grosse", EntryKind.PERSON, "en", set()),
        ("Melnytschenko-Bänder", EntryKind.WORK, "de", {"Melnytschenkobänder"}),
        ("Melnytschenko-Bänder", EntryKind.PERSON, "de", set()),
        ("Melnytschenko-Bänder", EntryKind.PLACE, "de", set()),
        ("Melnytschenko-Bänder", EntryKind.WORK, "en", set()),
        ("NATO-Gipfel", EntryKind.EVENT, "de", set()),
        ('Gruppe "Wagner"', EntryKind.ORGANISATION, "de", {"Gruppe Wagner"}),
        ("C5+1", EntryKind.ORGANISATION, "de", set()),
    ],
)
def test_spellings(term: str, kind: EntryKind, language: str, others: set[str]) -> None:
    assert set(spellings(term, kind, language)) == {term, *others}

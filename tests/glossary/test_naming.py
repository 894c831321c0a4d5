"""Whom events name."""

from handmade import WHERE, entry
from lesebuch.edtf import TimeValue
from lesebuch.glossary import Linker, named
from lesebuch.model import Event, Markup

ENTRIES = {"nordstadt": entry("nordstadt", "Nordstadt"), "rat": entry("rat", "Oberrat"), "see": entry("see", "Blausee")}


def told(text: str) -> tuple[str, ...]:
    event = Event("e", TimeValue.parse("2022"), (), Markup(text, WHERE), WHERE)
    return named([event], ENTRIES, Linker(ENTRIES, ("de",)), "de")["e"]


def test_words_and_links_name_entries() -> None:
    assert told("In Nordstadt tagt der {entry}`Rat der Alten <rat>`.") == ("nordstadt", "rat")
    assert told("Er tagt am\nBlausee: {entry}`nordstadt`.") == ("nordstadt", "see")


def test_keys_of_works_name_nothing_and_unknown_entries_are_none() -> None:
    assert told("Er tagt {cite}`zeitung-nordstadt-2022`, sagt {entry}`niemand`.") == ()
    assert told("Wie {passage}`in Nordstadt <bericht#p3>` steht.") == ("nordstadt",)

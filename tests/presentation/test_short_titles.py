"""A text and its passages as sentences and lists name them, and how long it is."""

import pytest

from handmade import chapter, paragraphs
from lesebuch.model import Passage, PassageKind
from lesebuch.presentation import catalogue, wording

CASES = {
    "Der Brunnen": "Der Brunnen",
    "Wer trinkt? Ein Dorf und sein letzter Brunnen am Hang": "Wer trinkt?",
    "Zwei Brücken: Warum Salzau dreimal über den Fluss geht": "Zwei Brücken",
    "Zwei Brücken – Warum Salzau dreimal über den Fluss geht": "Zwei Brücken",
    "Am 3.5.1998 wurde in Salzau der neue Brunnen eingeweiht": "Am 3.5.1998 wurde in Salzau der …",
    "Nein: Der Rat von Salzau lehnt die neue Brücke endgültig ab": "Nein: Der Rat von Salzau lehnt die …",
}


@pytest.mark.parametrize("title", CASES)
def test_a_title_is_cut_where_it_pauses(title: str) -> None:
    assert wording.short_title(title) == CASES[title]


def test_passages_have_one_name_in_sentences_and_lists() -> None:
    catalogue.use("de")
    assert wording.passages_named("p3") == wording.passages_listed(["p3"])[0] == "Abs.\N{NO-BREAK SPACE}3"
    assert wording.passages_named("p3", "p7") == "Abs.\N{NO-BREAK SPACE}3–7"
    assert wording.passages_listed(["p3", "p7", "h2", "p9", "t1", "t2"]) == [
        *("Abs.\N{NO-BREAK SPACE}3", "7", "Zwischentitel 2", "Abs.\N{NO-BREAK SPACE}9", "Titel", "Titel 2"),
    ]


def test_the_length_is_that_of_the_running_text_in_words_or_where_none_are_parted_in_signs() -> None:
    catalogue.use("de")
    told = [
        Passage("t1", PassageKind.TITLE, "Der Brunnen"),
        *paragraphs("Es war 1900 – im Mai. " * 300),
        Passage("h1", PassageKind.HEADING, "Salzau-Ost"),
    ]
    assert wording.length(chapter(*told)) == "1.501 Wörter"
    assert wording.length(chapter(*paragraphs("井很深，村里人喝它的水。"))) == "10 Zeichen"
    assert not wording.length(chapter(*paragraphs(None)))

"""A text as a sentence on paper names it."""

import pytest

from lesebuch.presentation import wording

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

"""Forms of one word: by the dictionary of the text's language, and only of words that an edition may show."""

from pathlib import Path

import pytest
from small_reader import Build

from lesebuch.html import lemmas


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("de", {"Ging", "gegangen", "gehen", "Haus"}, [["gehen", "gegangen", "ging"]]),
        ("de", {"Häuser", "ging"}, [["gehen", "ging"], ["haus", "häuser"]]),
        ("en", {"saw", "seen", "table"}, [["see", "saw", "seen"]]),
        ("ru", {"городов", "города"}, [["город", "города", "городов"]]),
        ("kk", {"қала", "қалалар"}, []),
        ("", {"a", "b"}, []),
    ],
)
def test_words_stand_with_the_one_that_they_are_forms_of(
    language: str, words: set[str], found: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lemmas.groups(words, language) == found
    # Of many words, for which the dictionary is loaded whole.
    monkeypatch.setattr(lemmas, "_MANY", 0)
    assert lemmas.groups(words, language) == found


@pytest.mark.parametrize(("edition", "shown"), [("class", True), ("public", False)])
def test_a_public_edition_has_no_words_of_protected_texts(root: Path, build: Build, edition: str, shown: bool) -> None:
    text = (build(root, edition=edition).out / "_static" / lemmas.FILE).read_text(encoding="utf-8")
    assert ('"saßen"' in text) is shown

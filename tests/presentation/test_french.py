"""What French sets otherwise: a space that does not break before high signs and within quotation marks, a narrow one but for
the colon."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from pybtex.database import Entry, Person

from lesebuch.presentation import catalogue, wording
from lesebuch.sphinx_ext.references import bibliography


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Titel: Wort"), ("en", "Titel: Wort"), ("fr", "Titel\u00a0: Wort")]
)
def test_words_behind_what_they_are(language: str, said: str) -> None:
    catalogue.use(language)
    assert wording.labelled("Titel", "Wort") == said


def test_no_line_begins_with_a_high_sign_or_ends_with_an_opening_quotation_mark() -> None:
    path = files("lesebuch") / "locale" / "fr" / "LC_MESSAGES" / "lesebuch.po"
    with path.open("rb") as stream:
        messages = read_po(stream)
    said = [
        text for one in messages if one.id for text in (one.string if isinstance(one.string, tuple) else (one.string,))
    ]
    assert len(said) > 300
    assert [text for text in said if re.search(r"[^\u00a0]:(?!\d)|[^\u202f][;?!»]|«[^\u202f]", text)] == []


def test_nobody_puts_a_colon_behind_words_of_ours_but_the_catalogue() -> None:
    code = Path(str(files("lesebuch")))
    by_hand = re.compile(r"""\b_\(["'][^"']+["']\)\}?["']?: ?["'{]|\b_\(["'][^"']+["']\) \+ ": \"""")
    assert [path.name for path in code.rglob("*.py") if by_hand.search(path.read_text(encoding="utf-8"))] == []


def test_a_work_is_listed_with_the_space_before_its_colon() -> None:
    catalogue.use("fr")
    try:
        style = bibliography.ReaderStyle(sorting_style="none")
        entry = Entry("book", [("title", "Lexique"), ("year", "1901")], {"author": [Person("Roux, Eve")]})
        assert "(1901)\u00a0: Lexique" in style.format_entry("", entry).text.render_as("text")
    finally:
        catalogue.use("de")

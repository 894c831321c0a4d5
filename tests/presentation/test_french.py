"""What French sets otherwise: a space that does not break before high signs and within quotation marks, a narrow one but for
the colon."""

import re
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from lesebuch.presentation import catalogue, wording


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

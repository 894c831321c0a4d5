"""Marks of a source's own notes: layout, not words."""

import pytest
from replaying import replay

from lesebuch.model import Source, SourceStyle
from lesebuch.normalise import normalise


def line_of(raw: str, *columns: tuple[int, int], extractor: str = "html 3") -> str:
    source = Source("a", "", extractor, raw, styles=tuple(SourceStyle(1, *place, "noteref", "1") for place in columns))
    text, _ = normalise(source)
    assert replay(raw, text.edits) == text.lines[0].text
    return text.lines[0].text


@pytest.mark.parametrize(
    ("raw", "columns", "wanted"),
    [
        ("Der Steg[1] ist neu.", [(8, 11)], "Der Steg ist neu."),
        ("Der Steg[1] ist neu.", [(9, 10)], "Der Steg ist neu."),
        ("Der Steg 1.", [(9, 10)], "Der Steg."),
        ("Der Steg 1 ist neu.", [(9, 10)], "Der Steg ist neu."),
        ("Seit 19911 neu", [(9, 10)], "Seit 1991 neu"),
        ("Der 1Steg", [(4, 5)], "Der Steg"),
        ("Der Steg1, 2 ist", [(8, 9), (11, 12)], "Der Steg ist"),
        ("Der Ste\u0308g1.", [(9, 10)], "Der Stëg."),
        ("Ende.[1]", [(5, 8)], "Ende."),
        ("1", [(0, 1)], ""),
    ],
)
def test_they_go_with_what_belongs_to_them(raw: str, columns: list[tuple[int, int]], wanted: str) -> None:
    assert line_of(raw, *columns) == wanted


@pytest.mark.parametrize("extractor", ["html 2", "docx 2", "markdown 3", "pdf 2", "epub 1"])
def test_older_versions_keep_them(extractor: str) -> None:
    assert line_of("Der Steg[1].", (8, 11), extractor=extractor) == "Der Steg[1]."


def test_other_styles_keep_their_words() -> None:
    source = Source(
        "a", "", "html 3", "Der Steg.", styles=(SourceStyle(1, 4, 8, "emphasis"), SourceStyle(1, 9, 9, "noteref", "1"))
    )
    text, _ = normalise(source)
    assert text.lines[0].text == "Der Steg."
    assert not text.edits

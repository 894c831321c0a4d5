"""What the records say of themselves, and how words lead back to the source."""

import pytest

from handmade import chapter
from lesebuch.model import (
    Anchor,
    Contributor,
    Passage,
    PassageKind,
    PassageRef,
    Reader,
    Run,
    SourceSpan,
    Span,
    locate,
    surface,
)
from lesebuch.problems import Where

WHERE = Where("corpus/a.md", 1)
# "Der Küster" in line 3 from column 2 on, where ü is u and a mark; then " geht" in line 5 from column 0 on.
RUNS = (Run(0, 5, 3, 2, 5), Run(5, 1, 3, 7, 2), Run(6, 4, 3, 9, 4), Run(11, 4, 5, 0, 4))


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (0, 1, [(3, 2, 3)]),
        (0, 5, [(3, 2, 7)]),
        (1, 3, [(3, 3, 5)]),
        (4, 5, [(3, 6, 7)]),
        (5, 6, [(3, 7, 9)]),
        (4, 6, [(3, 6, 9)]),
        (5, 8, [(3, 7, 11)]),
        (6, 8, [(3, 9, 11)]),
        (9, 10, [(3, 12, 13)]),
        (0, 10, [(3, 2, 13)]),
        (10, 11, []),  # the space that stands for the end of a line
        (9, 12, [(3, 12, 13), (5, 0, 1)]),
        (11, 15, [(5, 0, 4)]),
        (13, 14, [(5, 2, 3)]),
        (0, 15, [(3, 2, 13), (5, 0, 4)]),
        (15, 20, []),
    ],
)
def test_words_stand_where_their_runs_say(start: int, end: int, spans: list[tuple[int, int, int]]) -> None:
    assert locate(RUNS, start, end) == tuple(SourceSpan(*span) for span in spans)


def test_a_text_without_runs_stands_nowhere() -> None:
    assert locate((), 0, 4) == ()


def test_a_text_that_begins_later_than_asked_stands_where_it_begins() -> None:
    assert locate((Run(3, 2, 1, 0, 2),), 0, 5) == (SourceSpan(1, 0, 2),)


def test_a_passage_knows_its_source() -> None:
    passage = Passage("p1", PassageKind.PARAGRAPH, "Der Küster geht", RUNS)
    assert passage.source == (SourceSpan(3, 2, 13), SourceSpan(5, 0, 4))
    assert passage.locate(11, 13) == (SourceSpan(5, 0, 2),)
    assert surface(passage, Span("p1", 4, 10)) == "Küster"
    bare = Passage("p1", PassageKind.PARAGRAPH, None)
    assert bare.source == ()
    assert surface(bare, Span("p1", 0, 3)) == ""


def test_a_note_stands_where_its_words_end() -> None:
    assert Anchor((Span("p1", 0, 3), Span("p2", 0, 1)), "x").passage == "p2"


def test_authors_are_those_who_wrote() -> None:
    people = (Contributor("A", "author"), Contributor("B", "translator"), Contributor("C", "author"))
    assert chapter(contributors=people).authors == ("A", "C")


def test_a_reader_finds_chapters_and_passages() -> None:
    passages = (Passage("p1", PassageKind.LEAD, "eins"), Passage("p2", PassageKind.LEAD, "zwei"))
    reader = Reader((chapter(slug="a"), chapter(*passages, slug="b")))
    assert reader.chapter("b") is reader.chapters[1]
    assert reader.chapter("c") is None
    assert reader.passage(PassageRef("b", "p2")) is passages[1]
    assert reader.passage(PassageRef("b", "p3")) is None
    assert reader.passage(PassageRef("a", "p1")) is None
    assert reader.passage(PassageRef("c", "p1")) is None
    assert str(PassageRef("b", "p2")) == "b#p2"


def test_ids_begin_with_the_letter_of_their_kind() -> None:
    letters = {kind.value: kind.letter for kind in PassageKind}
    assert letters == {
        "title": "t", "subtitle": "t", "byline": "b", "dateline": "b", "lead": "p", "paragraph": "p", "quote": "p",
        "heading": "h", "caption": "c", "signature": "s", "provenance": "s", "item": "p", "table": "p", "row": "p",
        "verse": "p", "line": "v", "speech": "p", "figure": "c", "footnote": "n", "box": "p", "page": "g", "rule": "r",
        "attribution": "s", "salutation": "s", "closing": "s",
    }  # fmt: skip

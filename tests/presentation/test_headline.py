"""The line under a title says who, where and when, each once."""

import pytest

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Contributor, Passage, PassageKind, Time
from lesebuch.presentation.citation import Collection
from lesebuch.presentation.headline import untold

READER = Collection("Lesebuch", editors=("Redaktion",))
ADA = Contributor("Ada Kahn", "author")
BO = Contributor("Bo Stein", "author")


def chapter(edtf: str = "", **fields: object) -> Chapter:
    return handmade.chapter(published=TimeValue.parse(edtf) if edtf else None, **fields)


def told(made: Chapter, *front: str, dated: str = "") -> list[tuple[str, str]]:
    passages = [Passage(f"b{n}", PassageKind.BYLINE, words) for n, words in enumerate(front, 1)]
    times = [Time(0, 1, "DATE", dated, None, dated, None, "x", f"b{len(front)}")] if dated else []
    return [(fact.name, fact.words) for fact in untold(made, READER, passages, times)]


def test_without_a_byline_all_is_said_by_the_editors() -> None:
    made = chapter("2022-03-01", contributors=(ADA, BO), publisher="Bote")
    assert told(made) == [("author", "Ada Kahn, Bo Stein"), ("publisher", "Bote"), ("published", "1. März 2022")]


def test_what_the_source_says_is_not_said_again() -> None:
    made = chapter("2022-03-01", contributors=(ADA, BO), publisher="Bote")
    assert told(made, "Von ADA  Kahn für den Bote vom 1.3.2022", dated="2022-03-01") == [("author", "Bo Stein")]


@pytest.mark.parametrize(
    ("published", "dated", "again"),
    [
        ("2022-03-01", "2022-03-01", False),
        ("2022-03-01?", "2022-03-01", False),
        ("2022-03", "2022-03", False),
        ("2022-03-01", "2022-03", True),
        ("2022-03", "2022-03-01", True),
        ("2022-03-01", "2021-03-01", True),
        ("[2022-03-01..2022-03-02]", "2022-03-01", True),
    ],
)
def test_a_date_is_said_again_where_it_is_another_one(published: str, dated: str, again: bool) -> None:
    names = [name for name, _ in told(chapter(published), "Stand heute", dated=dated)]
    assert names == (["published"] if again else [])


def test_a_date_within_the_text_says_nothing_of_the_texts_own() -> None:
    made = chapter("2022-03-01")
    time = Time(0, 1, "DATE", "2022-03-01", None, "2022-03-01", None, "x", "p1")
    front = [Passage("b1", PassageKind.BYLINE, "Von Ada Kahn")]
    assert [fact.name for fact in untold(made, READER, front, [time])] == ["published"]


def test_without_an_author_whoever_signs_or_worked_on_it_is_named() -> None:
    edited = Contributor("Di Ort", "editor")
    signed = Contributor("dio", "signature")
    assert told(chapter(contributors=(edited,))) == [("editor", "Redaktion: Di Ort")]
    assert told(chapter(contributors=(edited, signed))) == [("author", "dio")]


def test_of_a_text_of_the_editors_own_the_reader_is_not_named_and_nothing_is_made_up() -> None:
    assert told(chapter(contributors=(Contributor("Redaktion", "author"),), publisher="Haus")) == [
        ("author", "Redaktion")
    ]
    assert told(chapter()) == []


def test_words_that_are_not_here_say_nothing() -> None:
    made = chapter("2022-03-01", contributors=(ADA,))
    front = [Passage("b1", PassageKind.BYLINE, None)]
    time = Time(0, 1, "DATE", "2022-03-01", None, "2022-03-01", None, "x", "b1")
    assert [fact.name for fact in untold(made, READER, front, [time])] == ["author", "published"]

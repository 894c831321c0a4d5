"""Each passage has one place on its page."""

from hypothesis import given
from hypothesis import strategies as st

import handmade
from lesebuch.model import Chapter, Passage, PassageKind
from lesebuch.presentation.arrangement import ChapterPage, arrange

K = PassageKind


def chapter(kinds: list[PassageKind], *, available: bool = True) -> Chapter:
    passages = (Passage(f"{kind.letter}{n}", kind, "x" if available else None) for n, kind in enumerate(kinds, 1))
    return handmade.chapter(*passages, available=available)


def shape(page: ChapterPage) -> tuple[str, list[str], list[tuple[str, list[str]]]]:
    return (
        page.title.id if page.title else "",
        [passage.id for passage in page.front],
        [(s.heading.id if s.heading else "", [passage.id for passage in s.passages]) for s in page.text],
    )


@given(st.lists(st.sampled_from(PassageKind), max_size=12), st.booleans())
def test_every_passage_stands_once_and_in_its_order(kinds: list[PassageKind], available: bool) -> None:
    made = chapter(kinds, available=available)
    page = arrange(made)
    text = [p for section in page.text for p in ([section.heading] if section.heading else []) + list(section.passages)]
    shown = [*page.front, *text]
    assert shown == [passage for passage in made.passages if passage is not page.title]
    assert (page.title is None) == (K.TITLE not in kinds)
    assert all(section.heading or section.passages for section in page.text)
    assert available or all(section.heading is None for section in page.text)


def test_what_belongs_to_the_title_stands_before_the_text() -> None:
    kinds = [K.TITLE, K.SUBTITLE, K.BYLINE, K.LEAD, K.HEADING, K.PARAGRAPH, K.HEADING, K.BYLINE]
    assert shape(arrange(chapter(kinds))) == ("t1", ["t2", "b3"], [("", ["p4"]), ("h5", ["p6"]), ("h7", ["b8"])])
    assert shape(arrange(chapter(kinds, available=False))) == (
        "t1",
        ["t2", "b3"],
        [("", ["p4", "h5", "p6", "h7", "b8"])],
    )


def test_a_title_within_the_text_is_the_pages_title() -> None:
    assert shape(arrange(chapter([K.PARAGRAPH, K.TITLE, K.PARAGRAPH]))) == ("t2", [], [("", ["p1", "p3"])])

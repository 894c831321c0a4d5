"""Which entries are named together, and which passages are there."""

from dataclasses import replace
from pathlib import Path

from lesebuch.config import Edition
from lesebuch.model import Mention, PassageRef, Reader, Span
from lesebuch.pipeline import read
from lesebuch.presentation.index import Index, places

MINI = Path(__file__).parents[1] / "roots" / "mini"


def reader(*passages: set[str]) -> Reader:
    """A reader with one chapter, in which each passage mentions these entries; a, b, c, d are entries."""
    whole, _ = read(MINI, Edition.CLASS)
    one = next(iter(whole.entries.values()))
    chapter = whole.chapters[0]
    mentions = tuple(
        Mention(entry, Span(f"p{n}", at, at + 1))
        for n, named in enumerate(passages, 1)
        for at, entry in enumerate(sorted(named))
    )
    entries = {slug: replace(one, slug=slug, term=slug) for slug in "abcd"}
    return Reader(chapters=(chapter,), entries=entries, mentions={chapter.slug: mentions})


def test_neighbours_stand_in_the_same_passages_and_more_than_once() -> None:
    index = Index(reader({"a", "b"}, {"a", "b", "c"}, {"a"}, {"d"}))
    assert index.neighbours("a") == (("b", 2),)
    assert index.neighbours("c") == ()
    assert index.neighbours("d") == ()


def test_what_is_named_everywhere_comes_behind_what_is_named_with_it_alone() -> None:
    index = Index(reader({"a", "b", "c"}, {"a", "b", "c"}, {"c"}, {"c"}, {"c"}))
    assert index.neighbours("a") == (("b", 2), ("c", 2))
    assert index.neighbours("a", most=1) == (("b", 2),)


def test_a_passage_counts_once_however_often_it_names_them() -> None:
    whole = reader({"a", "b"}, {"a", "b"})
    slug = whole.chapters[0].slug
    twice = replace(whole, mentions={slug: (*whole.mentions[slug], *whole.mentions[slug])})
    assert Index(twice).neighbours("a") == (("b", 2),)


def test_places_that_are_not_there_are_left_out() -> None:
    found = reader()
    slug = found.chapters[0].slug
    refs = (PassageRef(slug, "p1"), PassageRef(slug, "p99"), PassageRef("nowhere", "p1"), PassageRef(slug, "h1"))
    assert places(refs, found) == ((slug, ("p1", "h1")),)

"""A page's navigation has every year, and however many chapters there are, never more than a few of them."""

import pytest

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Part, Reader
from lesebuch.presentation.index import Index
from lesebuch.presentation.navigation import ALL, AROUND, Navigation
from lesebuch.problems import Where


def chapter(slug: str, published: str) -> Chapter:
    return handmade.chapter(slug=slug, title=slug, published=TimeValue.parse(published) if published else None)


def slugs(navigation: Navigation, slug: str) -> dict[str, list[str]]:
    return {group.name: [chapter.slug for chapter in group.chapters] for group in navigation.beside(slug)}


def test_a_few_chapters_are_all_shown_on_every_page() -> None:
    chapters = tuple(chapter(f"c{n:02}", f"20{n // 30:02}") for n in range(ALL))
    navigation = Navigation(Index(Reader(chapters)))
    assert navigation.whole
    assert slugs(navigation, "c01") == slugs(navigation, "") == slugs(navigation, "nothing")
    assert sorted(slug for shown in slugs(navigation, "").values() for slug in shown) == sorted(
        c.slug for c in chapters
    )


@pytest.mark.parametrize(
    ("at", "first", "last"), [(0, 0, AROUND), (20, 20 - AROUND, 20 + AROUND), (ALL, ALL - AROUND, ALL)]
)
def test_of_many_the_neighbours_in_the_own_year_are_shown(at: int, first: int, last: int) -> None:
    chapters = (*(chapter(f"c{n}", "2001") for n in range(ALL + 1)), chapter("late", "2002"), chapter("undated", ""))
    navigation = Navigation(Index(Reader(chapters)))
    assert not navigation.whole
    assert slugs(navigation, f"c{at}") == {"2001": [f"c{n}" for n in range(first, last + 1)], "2002": [], "": []}
    assert slugs(navigation, "") == {"2001": [], "2002": [], "": []}
    assert slugs(navigation, "undated") == {"2001": [], "2002": [], "": ["undated"]}


def test_chapters_of_parts_are_shown_by_part_and_the_others_behind_them() -> None:
    chapters = tuple(chapter(slug, "2001") for slug in "bac")
    parts = (Part("Eins", ("b",), Where("reader.toml", 1)), Part("Zwei", ("a",), Where("reader.toml", 4)))
    groups = Index(Reader(chapters, parts=parts)).groups
    assert [(g.name, g.label, [c.slug for c in g.chapters]) for g in groups] == [
        ("part-1", "Eins", ["b"]),
        ("part-2", "Zwei", ["a"]),
        ("part-3", "Weitere Texte", ["c"]),
    ]


def test_an_order_that_is_not_that_of_time_is_one_group() -> None:
    chapters = (chapter("b", "2002"), chapter("a", "2001"), chapter("c", "2002"))
    (group,) = Index(Reader(chapters)).groups
    assert (group.name, group.label, [c.slug for c in group.chapters]) == ("chapters", "", ["b", "a", "c"])

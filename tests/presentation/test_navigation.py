"""A page's navigation has every year, and however many chapters there are, never more than a few of them."""

import pytest

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Reader, Rights
from lesebuch.presentation.index import Index
from lesebuch.presentation.navigation import ALL, AROUND, Navigation
from lesebuch.problems import Where


def chapter(slug: str, published: str) -> Chapter:
    where = Where(f"corpus/{slug}.md", 1)
    when = TimeValue.parse(published) if published else None
    return Chapter(slug, slug, "x.txt", 1, 1, where, Rights.OPEN, "draft", "de", available=True, published=when)


def slugs(navigation: Navigation, slug: str) -> dict[str, list[str]]:
    return {year: [chapter.slug for chapter in chapters] for year, chapters in navigation.beside(slug)}


def test_a_few_chapters_are_all_shown_on_every_page() -> None:
    chapters = tuple(chapter(f"c{n}", f"20{n % 3:02}") for n in range(ALL))
    navigation = Navigation(Index(Reader(chapters)))
    assert navigation.whole
    assert slugs(navigation, "c1") == slugs(navigation, "") == slugs(navigation, "nothing")
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

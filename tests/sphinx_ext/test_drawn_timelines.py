"""Timelines where the pages are not ours: each page has the drawings that it shows, and doctrees have none."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from small_reader import Build

PLAIN = ("-W", "-D", "lesebuch_search=0")


@pytest.fixture
def told(root: Path) -> Path:
    """The small reader with a chapter that tells of two events."""
    with (root / "corpus" / "bruecke.md").open("a", encoding="utf-8") as file:
        file.write("\n:::{event} 2021-09-01\n:id: feier\n:at: p2\nDie Stadt feiert.\n:::\n")
    return root


def shapes(page: str) -> list[str]:
    return [svg.get("class").removeprefix("lb-timeline ") for svg in html.fromstring(page).iterfind(".//figure//svg")]


def test_a_page_in_another_theme_has_the_drawings_that_it_shows(told: Path, build: Build) -> None:
    run = build(told, *PLAIN, "-D", "html_theme=alabaster")
    assert run.code == 0, run.output
    assert shapes(run.page("chapters/bruecke")) == ["narrow"]
    assert shapes(run.page("chronology")) == ["wide", "narrow"]
    trees = list((run.out / ".doctrees").rglob("*.doctree"))
    assert len(trees) > 5
    assert [path.name for path in trees if b"<svg" in path.read_bytes()] == []


def test_an_epub_of_sphinx_has_the_wide_drawing_as_a_picture(told: Path, build: Build) -> None:
    run = build(told, "-D", "lesebuch_search=0", "-b", "epub")
    pages = [(run.out / f"{name}.xhtml").read_text("utf-8") for name in ("chapters/bruecke", "chronology")]
    assert [page.count("data:image/svg+xml;base64,") for page in pages] == [1, 1]


@pytest.mark.parametrize("theme", ["lesebuch", "alabaster"])
def test_on_one_page_of_all_each_drawing_has_ids_of_its_own_and_leads_to_its_events(
    told: Path, build: Build, theme: str
) -> None:
    run = build(told, *PLAIN, "-D", f"html_theme={theme}", "-b", "singlehtml")
    assert run.code == 0, run.output
    page = html.fromstring(run.page("index"))
    ids = Counter(page.xpath("//@id"))
    figures = page.xpath("//figure[contains(@class, 'timeline')]")
    assert len(figures) == 2
    assert [id_ for id_, count in ids.items() if count > 1 and "timeline" in id_] == []
    links = {link for figure in figures for link in figure.xpath(".//a/@href")}
    assert len(links) == 6
    assert [link for link in links if ids[re.sub("^#", "", link)] != 1] == []
    assert set(page.xpath("//figure//svg/@aria-labelledby | //figure//svg/@aria-describedby")) <= ids.keys()

"""The list of works: each leads back to where it is cited, and many are found by letter."""

import re
from pathlib import Path

from small_reader import Build

PLAIN = ("-D", "lesebuch_search=0")
WORK = re.compile(r'<div class="work" id="([^"]+)">(.*?)</div>', re.DOTALL)


def cite(root: Path, *works: str) -> None:
    lines = [
        f"@book{{{work}, author = {{{work.capitalize()}, Ada}}, title = {{Werk {work}}}, year = 2001}}"
        for work in works
    ]
    (root / "docs" / "references.bib").write_text("\n".join(lines), encoding="utf-8")
    (root / "docs" / "works.md").write_text("# Werke\n\n```{bibliography}\n:all:\n```\n", encoding="utf-8")
    (root / "docs" / "essay.md").write_text(
        f"# Aufsatz\n\nErst {{cite}}`{works[0]}`, dann {{cite}}`{works[0]}`.\n", encoding="utf-8"
    )


def links(page: str) -> dict[str, list[tuple[str, str]]]:
    """By the words of a work, the links back."""
    return {
        re.sub("<[^>]+>", "", body.split("</p>")[0]): re.findall(
            r'<a href="([^"]+)"[^>]*>([^<]+)</a>', body.partition("cited-in")[2]
        )
        for _, body in WORK.findall(page)
    }


def test_each_work_leads_back_to_where_it_is_cited(root: Path, build: Build) -> None:
    cite(root, "alt", "neu")
    built = build(root, *PLAIN)
    found = links(built.page("works"))
    first, second = found["Alt, Ada (2001): Werk alt."]
    assert (first[1], second[1]) == ("Aufsatz", "2")
    for href, _ in (first, second):
        page, _, place = href.partition("#")
        assert page == "essay.html"
        assert f'class="bibtex-citation" id="{place}"' in built.page("essay")
    assert found["Neu, Ada (2001): Werk neu."] == []
    assert 'class="letters works"' not in built.page("works")


def test_a_list_follows_when_a_page_cites_more_or_less(root: Path, build: Build) -> None:
    cite(root, "alt", "neu")
    build(root, *PLAIN)
    (root / "docs" / "essay.md").write_text("# Aufsatz\n\nNun {cite}`neu`.\n", encoding="utf-8")
    found = links(build(root, *PLAIN).page("works"))
    assert found["Alt, Ada (2001): Werk alt."] == []
    assert [words for _, words in found["Neu, Ada (2001): Werk neu."]] == ["Aufsatz"]


def test_many_works_stand_under_letters(root: Path, build: Build) -> None:
    cite(root, *(f"{letter}{n}" for letter in "abcde" for n in "vwxyz"))
    page = build(root, *PLAIN).page("works")
    nav = page[page.index('class="letters works"') :].partition("</nav>")[0]
    targets = re.findall(r'href="#([^"]+)">(\w)<', nav)
    assert [letter for _, letter in targets] == list("ABCDE")
    for target, letter in targets:
        assert re.search(rf'<h2 class="letter" id="{target}">{letter}</h2><div class="work"', page)

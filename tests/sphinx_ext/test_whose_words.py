"""Each page says whose words it shows, and a private edition says that it is one."""

import re
from pathlib import Path

import pytest
from small_reader import Build, Built

import handmade
from lesebuch.model import Chapter, Contributor, Passage, PassageKind, Reader, Rights
from lesebuch.presentation import rights

PLAIN = ("-D", "lesebuch_search=0")
NOINDEX = '<meta name="robots" content="noindex">'


def html(run: Built) -> list[str]:
    found = [path for path in sorted(run.out.rglob("*.html")) if "_static" not in path.parts]
    assert found
    return [path.read_text(encoding="utf-8") for path in found]


def foot(page: str) -> str:
    return re.sub(r"\s+", " ", page.partition("<footer")[2].partition("</footer>")[0])


def chapter(**fields: object) -> Chapter:
    return handmade.chapter(**{"title": "Wohin?", "rights": Rights.RESTRICTED, "available": False} | fields)


def test_the_licence_of_the_notes_does_not_stand_under_a_protected_text(small: Built) -> None:
    text, notes = re.findall(r"<p>(.*?)</p>", foot(small.page("chapters/hafen")))
    assert "Alle Rechte liegen bei den Urhebern und Verlagen." in text
    assert "CC BY-SA" not in text
    assert notes == "Einführung und Anmerkungen: Redaktion Altenfurt, CC BY-SA 4.0"


def test_an_open_text_has_its_own_licence(small: Built) -> None:
    text, _ = re.findall(r"<p>(.*?)</p>", foot(small.page("chapters/bruecke")))
    assert "Rechte" not in text
    assert text.startswith("Text: Marta Beispiel")
    assert text.endswith("frei verwendbar")


def test_a_page_that_quotes_a_protected_text_says_so(small: Built) -> None:
    assert "Zitate aus geschützten Texten" in foot(small.page("index"))
    assert "Zitate" not in foot(small.page("glossary"))


def test_a_page_without_a_chapter_is_the_editors_own(small: Built) -> None:
    assert "Text dieser Seite: Redaktion Altenfurt, CC BY-SA 4.0" in foot(small.page("glossary"))


def test_a_public_page_says_that_the_text_is_not_there(root: Path, build: Build) -> None:
    run = build(root, *PLAIN, edition="public")
    assert "Der Wortlaut ist hier nicht enthalten." in foot(run.page("chapters/hafen"))
    assert "Zitate" not in foot(run.page("index"))


def test_every_page_of_a_private_edition_says_that_it_is_one(small: Built) -> None:
    for page in html(small):
        assert page.count(NOINDEX) == 1
        assert "nicht weiter" in foot(page)
        assert 'class="lb-private" href="#lb-rights"' in page
    assert "Disallow: /\n" in (small.out / "robots.txt").read_text(encoding="utf-8")


def test_a_public_edition_is_for_search_engines(root: Path, build: Build) -> None:
    run = build(root, *PLAIN, edition="public")
    assert not (run.out / "robots.txt").exists()
    for page in html(run):
        assert "noindex" not in page
        assert "lb-private" not in page


def test_a_class_edition_of_open_texts_alone_may_be_passed_on(root: Path, build: Build) -> None:
    """It stays true when the protected text goes or comes: every page and robots.txt follow."""
    held = root / "seeds" / "hafen.txt"
    text = held.read_bytes()
    assert NOINDEX in build(root, *PLAIN).page("glossary")
    held.unlink()
    without = build(root, *PLAIN)
    assert not (without.out / "robots.txt").exists()
    assert not any("noindex" in page for page in html(without))
    held.write_bytes(text)
    again = build(root, *PLAIN)
    assert (again.out / "robots.txt").is_file()
    assert all(NOINDEX in page for page in html(again))


def test_a_robots_file_of_ones_own_stays(root: Path, build: Build) -> None:
    (root / "docs" / "extra").mkdir()
    (root / "docs" / "extra" / "robots.txt").write_text("User-agent: Rabe\n", encoding="utf-8")
    with (root / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('html_extra_path = ["extra"]\n')
    run = build(root, *PLAIN)
    assert (run.out / "robots.txt").read_text(encoding="utf-8") == "User-agent: Rabe\n"


@pytest.mark.parametrize("available", [True, False])
def test_only_a_protected_text_at_hand_makes_an_edition_private(available: bool) -> None:
    passages = (Passage("p1", PassageKind.PARAGRAPH, "Wort" if available else None),)
    held = chapter(available=available, passages=passages)
    assert rights.is_private(Reader(chapters=(held,))) is available
    assert not rights.is_private(Reader(chapters=(chapter(rights=Rights.OPEN, available=True),)))


def test_what_is_not_known_leaves_no_gap_in_the_line() -> None:
    assert rights.of_chapter(chapter(available=True), "", "")[0] == (
        "Text: Alle Rechte liegen bei den Urhebern und Verlagen."
    )
    named = chapter(available=True, publisher="Bote", contributors=(Contributor("Ada Kahn", "author"),))
    assert rights.of_chapter(named, "", "CC0")[0].startswith("Text: Ada Kahn, Bote. Alle Rechte")
    assert rights.of_chapter(chapter(rights=Rights.OPEN, licence="CC0 1.0"), "Wir", "") == (
        "Text: CC0 1.0",
        "Einführung und Anmerkungen: Wir",
    )

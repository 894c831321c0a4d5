"""Parts, order and kinds of reader.toml in all outputs: pages, sidebar, EPUB, plain text, book."""

import re
from pathlib import Path

import pypdf
import pytest
from small_reader import Build

TABLES = """
[notes.law]
label = {de = "Rechtslage", en = "Law"}
colour = {light = "#1d4f8a", dark = "#8bb8e7"}

[entries.ship]
label = "Schiffsart"
like = "concept"
colour = {light = "#1d4f8a", dark = "#8bb8e7"}

[roles.author]
label = "Aus der Feder von"

[[part]]
title = "Wasser & Wege"
chapters = ["hafen"]
introduction = "Was das *Wasser* bringt."

[[part]]
title = "Land"
chapters = ["bruecke"]
"""


@pytest.fixture
def parted(root: Path) -> Path:
    with (root / "reader.toml").open("a", encoding="utf-8") as stream:
        stream.write(TABLES)
    note = next(path for path in sorted((root / "corpus").glob("*.md")) if ":kind: context" in path.read_text("utf-8"))
    note.write_text(note.read_text("utf-8").replace(":kind: context", ":kind: law"), encoding="utf-8")
    entry = next(iter(sorted((root / "glossary").glob("*.md"))))
    entry.write_text(re.sub("kind: \\w+", "kind: ship", entry.read_text("utf-8")), encoding="utf-8")
    return root


def test_the_site_shows_parts_in_their_order(parted: Path, build: Build) -> None:
    run = build(parted, "-W")
    assert run.code == 0, run.output
    page = run.page("chapters")
    assert re.findall(r'<section class="year" id="(part-\d)"><h2>([^<]*)<', page) == [
        ("part-1", "Wasser &amp; Wege"),
        ("part-2", "Land"),
    ]
    assert '<div class="part-intro"><p>Was das <em>Wasser</em> bringt.</p>' in page
    assert page.index('id="part-1"') < page.index("part-intro") < page.index('id="part-2"')
    sidebar = run.page("glossary").partition("lb-tree")[2]
    assert '<a href="chapters.html#part-1">Wasser &amp; Wege</a>' in sidebar
    assert sidebar.index("chapters/hafen.html") < sidebar.index("chapters/bruecke.html")


def test_kinds_have_their_names_and_colours(parted: Path, build: Build) -> None:
    run = build(parted, "-W")
    pages = {path.stem: path.read_text("utf-8") for path in run.out.rglob("*.html")}
    page = next(text for text in pages.values() if "Rechtslage" in text)
    assert '<div class="note kind-law"' in page
    assert '<sup class="nr kind-law"' in page
    assert "body .note.kind-law .kind,body .nr.kind-law a{color:#1d4f8a}" in page
    assert "[data-theme=dark] body .entry.kind-ship .entry-kind{color:#8bb8e7}" in pages["glossary"]
    assert '<p class="entry-kind">Schiffsart</p>' in pages["glossary"]
    assert any("<dt>Aus der Feder von</dt>" in text for text in pages.values())


@pytest.mark.parametrize(("builder", "suffix"), [("epub", ".xhtml"), ("text", ".txt"), ("latex", ".tex")])
def test_other_outputs_name_parts_and_kinds(parted: Path, build: Build, builder: str, suffix: str) -> None:
    run = build(parted, "-b", builder)
    assert run.code == 0, run.output
    text = " ".join(path.read_text("utf-8") for path in run.out.rglob(f"*{suffix}"))
    for words in ("Wege", "Land", "bringt.", "Rechtslage", "Schiffsart"):
        assert words in text, words


def test_a_changed_part_changes_list_and_sidebar(parted: Path, build: Build) -> None:
    build(parted)
    path = parted / "reader.toml"
    path.write_text(path.read_text("utf-8").replace('title = "Land"', 'title = "Festland"'), encoding="utf-8")
    run = build(parted)
    assert "<h2>Festland</h2>" in run.page("chapters")
    assert ">Festland</a>" in run.page("glossary")


def test_in_the_book_each_part_begins_with_a_page_of_its_own(parted: Path, build: Build) -> None:
    run = build(parted, "-W", "-b", "typst")
    assert run.code == 0, run.output
    pages = [page.extract_text() for page in pypdf.PdfReader(run.out / "reader.pdf").pages]
    (opening,) = [n for n, page in enumerate(pages) if "bringt." in page]
    assert "Wasser & Wege" in pages[opening]
    assert "Hafen" in pages[opening + 1]
    titles = [str(item["/Title"]) for item in _flat(pypdf.PdfReader(run.out / "reader.pdf").outline)]
    assert titles.index("Wasser & Wege") < titles.index("Land")


def _flat(outline: list[object]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for item in outline:
        found += _flat(item) if isinstance(item, list) else [item]  # type: ignore[list-item]
    return found

"""The e-book: its text is the source's, its notes open, nothing is dropped, and checkers find nothing."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from ebooks import DC, PAGES, TYPE, Ebook, H, build, passage
from lxml import etree

import chromium
import warm
from jvm import Check

sys.path.insert(0, str(Path(__file__).parents[1] / "typst"))

from printed import Printed, copy_mini, letters
from printed import build as print_book

from lesebuch.cli.main import main
from lesebuch.epub.builder import EbookBuilder
from lesebuch.epub.drawings import as_file
from lesebuch.epub.visitors import VISITORS
from lesebuch.html.visitors import VISITORS as OF_THE_SITE
from lesebuch.sphinx_ext import nodes as ours

REPOSITORY = Path(__file__).parents[2]
BLOCKS = Path(__file__).parents[1] / "roots" / "blocks"
PARTS = """
[[part]]
title = "Vom Wasser"
chapters = ["leitung", "brunnen"]
introduction = "Zwei Texte über **Wasser**, auch {passage}`brunnen#p1`."

[[part]]
title = "Vom Fluss"
chapters = ["ferry"]
"""


def chapters(root: Path, folder: Path) -> list[dict]:
    assert main(["export", "jsonl", "--root", str(root), "-o", str(folder / "reader.jsonl")]) == 0
    return [json.loads(line) for line in (folder / "reader.jsonl").read_text(encoding="utf-8").splitlines()]


def compared(book: Ebook, read: list[dict]) -> int:
    """How many passages of the corpus say in the book what they say there."""
    count = 0
    for chapter in read:
        texts = {p["id"]: p["text"] for p in chapter["passages"] if p["text"] is not None}
        tree = book.page(f"chapters/{chapter['id']}")
        assert {id_: passage(tree, id_) for id_ in texts} == texts
        count += len(texts)
    return count


def with_page(root: Path, text: str) -> None:
    """Add a page to the book."""
    (root / "docs" / "mehr.md").write_text(text, encoding="utf-8")
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("chapters\n", "chapters\nmehr\n"), encoding="utf-8")


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small reader, in parts."""
    root = copy_mini(tmp_path_factory.mktemp("mini"))
    config = root / "reader.toml"
    config.write_text(config.read_text(encoding="utf-8") + PARTS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def book(mini: Path) -> Ebook:
    made = build(mini, mini.parent / "out")
    assert (made.code, made.output) == (0, "")
    return made


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Ebook:
    """A reader with all kinds of blocks."""
    folder = tmp_path_factory.mktemp("blocks")
    made = build(Path(shutil.copytree(BLOCKS, folder / "reader")), folder / "out")
    assert (made.code, made.output) == (0, "")
    return made


# --- The text ----------------------------------------------------------------------------------------------------------


def test_the_text_is_that_of_the_passages(book: Ebook, blocks: Ebook, mini: Path, tmp_path: Path) -> None:
    assert compared(book, chapters(mini, tmp_path)) > 15
    assert compared(blocks, chapters(BLOCKS, tmp_path)) > 20


def test_the_text_of_this_reader_is_that_of_its_passages(epubcheck: Check, real_seeds: Path, tmp_path: Path) -> None:
    made = build(REPOSITORY, tmp_path / "out", seeds=str(real_seeds))
    assert (made.code, made.output) == (0, "")
    assert compared(made, chapters(REPOSITORY, tmp_path)) > 300
    assert checked(epubcheck, made) == ""


def test_a_book_whose_words_were_changed_is_not_made(mini: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    spoilt = 'def setup(app):\n    app.connect("doctree-resolved", spoil, priority=999)\n\n'
    spoilt += "def spoil(app, tree, name):\n    from docutils import nodes\n    from lesebuch.sphinx_ext import nodes as ours\n"
    spoilt += '    for node in tree.findall(ours.passage):\n        node += nodes.Text(" Dazu.")\n'
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + spoilt, encoding="utf-8")
    made = build(root, tmp_path / "out")
    assert made.code == 1
    assert "The words of the passage 'p1' were changed" in made.output
    assert not made.path.exists()


# --- What a book holds -------------------------------------------------------------------------------------------------


def test_a_space_that_does_not_break_before_a_sign_is_no_change() -> None:
    faults: list[str] = []
    builder = SimpleNamespace(fault=lambda message, _: faults.append(message))
    page = SimpleNamespace(places={"p1": etree.fromstring("<p>Le pont\N{NO-BREAK SPACE}; la rive</p>")})
    for text, count in (("Le pont ; la rive", 0), ("Le pont , la rive", 1)):
        chapter = SimpleNamespace(passages=[SimpleNamespace(id="p1", text=text)])
        EbookBuilder._prove(builder, page, chapter, "a")  # type: ignore[arg-type]
        assert len(faults) == count


def test_each_number_of_a_note_opens_its_note_and_the_note_leads_back(book: Ebook) -> None:
    marks = [(name, link, note) for name, _, link, note in book.links() if link.get(TYPE) == "noteref"]
    assert len(marks) > 3
    for name, mark, note in marks:
        assert mark.get("role") == "doc-noteref"
        assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
        assert note.getroottree().getroot() is book.trees[name]
        backs = [link.get("href") for link in note.iter(f"{H}a") if link.get("role") == "doc-backlink"]
        assert backs == [f"#{mark.get('id')}"]


def test_no_link_is_dead_and_no_id_is_there_twice(book: Ebook, blocks: Ebook) -> None:
    for made in (book, blocks):
        assert [f"{name}: {href}" for name, href, _, found in made.links() if found is None] == []
        for name, tree in made.trees.items():
            ids = [e.get("id") for e in tree.iter() if e.get("id")]
            assert len(ids) == len(set(ids)), name


def test_an_entry_leads_to_where_it_is_named_and_is_reached_from_there(book: Ebook) -> None:
    glossary = book.page("glossary")
    (term,) = [e for e in glossary.iter(f"{H}dt") if e.get("id") == "brunnen"]
    assert term.get(TYPE) == "glossterm"
    uses = [link.get("href") for link in term.getnext().iter(f"{H}a")]
    assert "chapters/brunnen.xhtml#p1" in uses
    mentions = [link for name, _, link, _ in book.links() if link.get(TYPE) == "glossref"]
    assert "../glossary.xhtml#brunnen" in {link.get("href") for link in mentions}
    assert {link.get("role") for link in mentions} == {"doc-glossref"}


def test_the_list_of_pages_has_each_numbered_passage(book: Ebook, mini: Path, tmp_path: Path) -> None:
    listed = {link.get("href"): link.text for link in book.navigation("page-list").iter(f"{H}a")}
    numbered = {
        f"text/chapters/{chapter['id']}.xhtml#lb-{p['id']}"
        for chapter in chapters(mini, tmp_path)
        for p in chapter["passages"]
        if p["id"].startswith("p") and "." not in p["id"]
    }
    assert set(listed) == numbered
    assert len(set(listed.values())) == len(listed)
    for name, href, _, found in book.links():
        if name == "EPUB/nav.xhtml" and "#lb-" in href:
            assert (found.get(TYPE), found.get("role")) == ("pagebreak", "doc-pagebreak")
            assert found.get("aria-label", "").startswith("Absatz ")


def printed_with(mini: Path, folder: Path, edition: str) -> tuple[Ebook, Printed]:
    """The e-book of the small reader, made with a book of that edition beside it, and that book."""
    on_paper = print_book(mini, folder / "pdf", edition)
    assert on_paper.code == 0, on_paper.output
    offers = json.dumps([str(folder / "pdf")])
    made = build(mini, folder / "out", f"lesebuch_offers={offers}")
    assert (made.code, made.output) == (0, "")
    return made, on_paper


def test_with_a_printed_book_its_pages_are_the_pages(epubcheck: Check, mini: Path, tmp_path: Path) -> None:
    made, on_paper = printed_with(mini, tmp_path, "class")
    listed = {str(link.text): str(link.get("href")) for link in made.navigation("page-list").iter(f"{H}a")}
    assert len(listed) > 5
    pages = {str(number): page for number, page in enumerate(on_paper.pages, 1)}
    compared_pages = 0
    for label, href in listed.items():
        name, _, id_ = href.partition("#")
        (mark,) = [e for e in made.trees[f"EPUB/{name}"].iter() if e.get("id") == id_]
        assert (mark.get(TYPE), mark.get("role"), mark.get("aria-label")) == ("pagebreak", "doc-pagebreak", label)
        if "/chapters/" in name:
            # Around the chapters the book says some things in other words.
            follows = letters(passage_words(mark.getparent())).lstrip("0123456789")[:12]
            assert follows, label
            assert follows in letters(pages[label]), label
            compared_pages += 1
    assert compared_pages >= 2
    breaks = [e for tree in made.trees.values() for e in tree.iter() if e.get(TYPE) == "pagebreak"]
    assert len(breaks) == len(listed)
    assert made.said("pageBreakSource")[0].startswith("Wasser für Salzau (PDF")
    assert compared(made, chapters(mini, tmp_path)) > 15
    assert checked(epubcheck, made) == ""


def test_a_book_of_another_edition_does_not_say_what_the_pages_are(mini: Path, tmp_path: Path) -> None:
    made, _ = printed_with(mini, tmp_path, "public")
    listed = [str(link.get("href")) for link in made.navigation("page-list").iter(f"{H}a")]
    assert listed
    assert all("#lb-p" in href and "page" not in href.partition("#")[2] for href in listed)


def test_pages_of_a_printed_source_are_the_pages(blocks: Ebook) -> None:
    printed = [e for tree in blocks.trees.values() for e in tree.iter(f"{H}p") if e.get(TYPE) == "pagebreak"]
    assert printed
    listed = [str(link.text) for link in blocks.navigation("page-list").iter(f"{H}a")]
    assert any(text.endswith(passage_words(printed[0])) for text in listed)


def test_with_a_printed_book_a_printed_source_has_no_pages_of_its_own(epubcheck: Check, tmp_path: Path) -> None:
    """There is one series of pages: else a reading system goes to page 12 of a source for page 12 of the book."""
    made, _ = printed_with(Path(shutil.copytree(BLOCKS, tmp_path / "reader")), tmp_path, "class")
    breaks = [e for tree in made.trees.values() for e in tree.iter() if "doc-pagebreak" in str(e.get("role"))]
    listed = [link.get("href") for link in made.navigation("page-list").iter(f"{H}a")]
    assert listed
    assert sorted(str(e.get("id")) for e in breaks) == sorted(str(href).partition("#")[2] for href in listed)
    assert {e.get("id") for e in breaks} == {
        e.get("id") for t in made.trees.values() for e in t.iter() if e.get(TYPE) == "pagebreak"
    }
    # They are words of the source, and stay.
    assert compared(made, chapters(tmp_path / "reader", tmp_path)) > 15
    assert checked(epubcheck, made) == ""


def passage_words(element: object) -> str:
    return "".join(element.itertext()).strip()  # type: ignore[attr-defined]


def test_parts_begin_on_pages_of_their_own_and_the_navigation_follows_the_text(book: Ebook) -> None:
    texts = [name.removeprefix(PAGES) for name in book.spine if name.startswith(f"{PAGES}chapters")]
    assert texts == [
        "chapters.xhtml",
        "chapters-part-1.xhtml",
        "chapters/leitung.xhtml",
        "chapters/brunnen.xhtml",
        "chapters-part-2.xhtml",
        "chapters/ferry.xhtml",
    ]
    part = book.page("chapters-part-1")
    assert "Zwei Texte über Wasser" in passage_words(part)
    assert "Zwei Texte über Wasser" not in passage_words(book.page("chapters"))
    assert [link.get("href") for link in part.iter(f"{H}a")] == ["chapters/brunnen.xhtml#p1"]
    places = [str(link.get("href")).partition("#")[0] for link in book.navigation("toc").iter(f"{H}a")]
    order = [book.spine.index(f"EPUB/{place}") for place in places]
    assert order == sorted(order)
    assert list(dict.fromkeys(places)) == [name.removeprefix("EPUB/") for name in book.spine[3:]]


def test_the_landmarks_lead_to_cover_title_contents_text_and_glossary(book: Ebook) -> None:
    marks = {link.get(TYPE): link.get("href") for link in book.navigation("landmarks").iter(f"{H}a")}
    assert list(marks) == ["cover", "titlepage", "toc", "bodymatter", "glossary", "bibliography"]
    assert marks["bodymatter"] == "text/chapters/leitung.xhtml"


def test_the_metadata_say_what_it_is_and_who_can_read_it(book: Ebook, mini: Path) -> None:
    assert [e.text for e in book.package.iter(f"{DC}language")] == ["de"]
    (identifier,) = book.package.iter(f"{DC}identifier")
    assert str(identifier.text).startswith("urn:uuid:")
    assert book.said("schema:accessMode") == ["textual", "visual"]
    assert {"pageBreakMarkers", "alternativeText", "tableOfContents"} <= set(book.said("schema:accessibilityFeature"))
    assert book.said("schema:accessibilityHazard") == ["none"]
    assert book.said("schema:accessModeSufficient") == ["textual"]
    assert len(book.said("schema:accessibilitySummary")) == 1
    assert book.said("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert len(book.said("a11y:certifiedBy")) == 1
    public = build(mini, mini.parent / "public", edition="public")
    assert public.package.find(f".//{DC}identifier").text != identifier.text


def test_no_claim_is_made_where_a_picture_has_no_words(mini: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    shutil.copy(REPOSITORY / "docs" / "images" / "page.png", root / "docs" / "drawing-1.png")
    with_page(root, "# Mehr\n\n```{image} drawing-1.png\n```\n")
    made = build(root, tmp_path / "out", "lesebuch_report=0")
    assert made.files["EPUB/text/pictures/drawing-1.png"] == (root / "docs" / "drawing-1.png").read_bytes()
    assert made.files["EPUB/text/drawings/drawing-1.png"] != made.files["EPUB/text/pictures/drawing-1.png"]
    assert made.said("dcterms:conformsTo") == made.said("schema:accessModeSufficient") == []
    assert "alternativeText" not in made.said("schema:accessibilityFeature")


def test_a_text_in_another_language_says_so(book: Ebook) -> None:
    foreign = [e for e in book.page("chapters/ferry").iter() if e.get("lang") == "en"]
    assert foreign
    assert {e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in foreign} == {"en"}


def test_it_does_not_say_by_which_line_a_date_is_known(book: Ebook) -> None:
    assert "Beleg" not in "".join(text for tree in book.trees.values() for text in tree.itertext())


def test_nothing_runs_and_nothing_waits_for_a_script(book: Ebook, blocks: Ebook) -> None:
    for made in (book, blocks):
        for name, tree in made.trees.items():
            tags = {str(e.tag).removeprefix(H) for e in tree.iter()}
            assert not tags & {"script", "details", "form", "textarea", "button"}, name
            named = {str(key) for e in tree.iter() for key in e.attrib}
            assert not [key for key in named if key.startswith(("data-", "on")) or key == "tabindex"], name


def test_numbers_of_lists_keep_the_brackets_of_the_source(blocks: Ebook) -> None:
    shown = {str(e.get("class")).split()[-1] for tree in blocks.trees.values() for e in tree.iter(f"{H}ol")}
    bracketed = [name for name in shown if name.startswith("bracket")]
    assert bracketed
    style = blocks.files["EPUB/book.css"].decode()
    assert [name for name in bracketed if f".{name}" not in style] == []


def test_the_chronology_is_drawn_in_pictures_that_are_described(book: Ebook) -> None:
    pictures = list(book.page("chronology").iter(f"{H}img"))
    assert pictures
    assert all(book.files[f"{PAGES}{p.get('src')}"].startswith(b"\x89PNG") for p in pictures)
    assert all("Zeitleiste" in str(p.get("alt")) for p in pictures)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><a href="#x"><text>A &amp; b</text></a></svg>'
    assert as_file(drawing) == as_file(drawing)


def test_each_node_has_a_function() -> None:
    known = {*VISITORS, *OF_THE_SITE}
    assert [kind.__name__ for kind in (*ours.BLOCKS, *ours.INLINES) if kind not in known] == []


# --- What people write -------------------------------------------------------------------------------------------------


def test_what_has_no_way_into_a_book_is_an_error_with_its_place(mini: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    odd = "from docutils import nodes\nfrom sphinx.util.docutils import SphinxDirective\n\n"
    odd += "class odd(nodes.General, nodes.Element):\n    pass\n\nclass Odd(SphinxDirective):\n"
    odd += "    def run(self):\n        node = odd()\n        self.set_source_info(node)\n        return [node]\n\n"
    odd += 'def setup(app):\n    app.add_directive("odd", Odd)\n'
    (root / "docs" / "odd_nodes.py").write_text(odd, encoding="utf-8")
    conf = root / "docs" / "conf.py"
    with_odd = 'import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nhtml_theme = "lesebuch"\n'
    with_odd += conf.read_text(encoding="utf-8").replace('["lesebuch"]', '["lesebuch", "odd_nodes"]')
    conf.write_text(with_odd, encoding="utf-8")
    target = tmp_path / "out" / "reader.epub"
    assert build(root, tmp_path / "out").code == 0
    assert target.is_file()
    with_page(root, "# Mehr\n\n```{odd}\n```\n")
    made = build(root, tmp_path / "out")
    assert made.code == 1
    assert "mehr.md:3: ERROR: There is no way to write a node of the kind 'odd'" in made.output
    assert not target.exists()


def test_formulas_html_and_pictures_of_others_come_along_as_they_can(
    epubcheck: Check, mini: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    text = "# Mehr\n\n$$\\sin \\frac{a}{b}$$\n\nA<br>b <kbd>Strg</kbd>.\n\n<div>Ein &nbsp; Kasten<script>x()</script></div>\n\n"
    text += "![Ein Bild](https://bild.example/a.png) ![Noch eins](b.bmp)\n\nEine Fußnote[^1].\n\n[^1]: Unten.\n\n[Daheim](nirgends.txt)\n"
    with_page(root, text)
    (root / "docs" / "b.bmp").write_bytes(b"BM")
    (root / "docs" / "nirgends.txt").write_text("x", encoding="utf-8")
    conf = root / "docs" / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + 'myst_enable_extensions = ["dollarmath"]\n', encoding="utf-8")
    made = build(root, tmp_path / "out", "lesebuch_report=0")
    assert made.code == 0, made.output
    assert "The picture https://bild.example/a.png is not in this reader" in made.output
    assert "The picture b.bmp has a format that no e-book has" in made.output
    page = made.page("mehr")
    assert "[Noch eins]" in passage_words(page)
    assert page.find(".//{http://www.w3.org/1998/Math/MathML}mfrac") is not None
    assert page.find(f".//{H}br") is not None
    assert "Ein \N{NO-BREAK SPACE} Kasten" in passage_words(page)
    assert "x()" not in passage_words(page)
    assert "[Ein Bild]" in passage_words(page)
    (note,) = [e for e in page.iter() if e.get("role") == "doc-footnote"]
    assert note.get(TYPE) == "footnote"
    assert checked(epubcheck, made) == ""


def test_a_link_out_of_the_book_leads_to_the_site_or_is_its_words(mini: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    (root / "docs" / "abseits.md").write_text("---\norphan: true\n---\n\n# Abseits\n", encoding="utf-8")
    with_page(root, "# Mehr\n\n[Abseits](abseits.md) und <a href='#fort'>fort</a>\n")
    made = build(root, tmp_path / "out")
    assert made.code == 0
    assert "mehr.md: WARNING: A link to '#fort' leads to no place of the book" in made.output
    assert f"{PAGES}abseits.xhtml" not in made.files
    assert not list(made.page("mehr").iter(f"{H}a"))
    assert "Abseits" in passage_words(made.page("mehr"))
    config = root / "reader.toml"
    config.write_text('baseurl = "https://salzau.example/"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    made = build(root, tmp_path / "site")
    (link,) = made.page("mehr").iter(f"{H}a")
    assert link.get("href") == "https://salzau.example/abseits.html"


# --- The file ----------------------------------------------------------------------------------------------------------


def test_the_same_reader_gives_the_same_bytes(book: Ebook, mini: Path, tmp_path: Path) -> None:
    again = build(mini, tmp_path / "again")
    assert again.path.read_bytes() == book.path.read_bytes()


def test_a_reader_may_have_any_theme(epubcheck: Check, mini: Path, tmp_path: Path) -> None:
    made = build(mini, tmp_path / "out", "html_theme=furo")
    assert (made.code, made.output) == (0, "")
    marks = [link.get(TYPE) for link in made.navigation("landmarks").iter(f"{H}a")]
    assert marks[-1] == "bibliography"
    assert checked(epubcheck, made) == ""


def test_a_file_of_others_stays(mini: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "reader.epub").write_bytes(b"mine")
    made = build(mini, tmp_path / "out")
    assert made.code == 1
    assert "is not made by Lesebuch and stays as it is" in made.output
    assert made.path.read_bytes() == b"mine"


def test_a_public_book_holds_no_restricted_word(epubcheck: Check, mini: Path, tmp_path: Path) -> None:
    public = build(mini, tmp_path / "public", edition="public")
    assert (public.code, public.output) == (0, "")
    shown = "".join(passage_words(tree) for tree in public.trees.values())
    assert "drehte am Samstag" in shown
    whole = shown + b"".join(public.files.values()).decode("utf-8", "replace")
    assert not [word for word in ("Rathaus", "Beide Seiten", "den Bau einer", "Von Jonas") if word in whole]
    boxes = [e for tree in public.trees.values() for e in tree.iter(f"{H}aside") if e.get("class") == "missing"]
    assert boxes
    assert not [e for box in boxes for e in box.iter(f"{H}details")], "nothing is folded in a book"
    assert checked(epubcheck, public) == ""


def checked(epubcheck: Check, book: Ebook) -> str:
    """What EPUBCheck says, if that is more than nothing."""
    said = "\n".join(epubcheck(book.path))
    assert "EPUBCheck completed" in said
    return "" if "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages" in said else said


def test_epubcheck_has_nothing_to_say(epubcheck: Check, book: Ebook, blocks: Ebook) -> None:
    assert checked(epubcheck, book) == ""
    assert checked(epubcheck, blocks) == ""


def test_epubcheck_finds_faults(epubcheck: Check, book: Ebook, tmp_path: Path) -> None:
    spoilt = tmp_path / "book.epub"
    with zipfile.ZipFile(spoilt, "w") as archive:
        for name, data in book.files.items():
            archive.writestr(name, data.replace(b"</html>", b"<p>") if name.endswith("nav.xhtml") else data)
    assert "ERROR" in checked(epubcheck, Ebook(0, "", spoilt))


def ace() -> tuple[str, dict[str, str]]:
    """Ace by DAISY as `make test-setup` installs it, and the environment it needs."""
    browser = chromium.path()
    programs = os.pathsep.join([str(Path(warm.COLD).parent), os.environ["PATH"]])
    node = os.pathsep.join([str(Path(sys.prefix, "node", "node_modules", ".bin")), programs])
    found = shutil.which("ace-cli", path=node)
    if found is None:
        pytest.skip("Ace by DAISY is not installed (scripts/node-packages.sh)")
    return found, os.environ | {"PATH": programs, "PUPPETEER_EXECUTABLE_PATH": browser}


def test_ace_finds_nothing(book: Ebook, blocks: Ebook, tmp_path: Path) -> None:
    program, environment = ace()
    for name, made in (("mini", book), ("blocks", blocks)):
        command = [program, "-f", "-s", "-o", str(tmp_path / name), str(made.path)]
        subprocess.run(command, check=True, capture_output=True, env=environment)
        report = json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8"))
        assert report["earl:result"]["earl:outcome"] == "pass"
        assert [a for page in report["assertions"] for a in page["assertions"]] == []


def test_a_command_builds_it(mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(shutil.copytree(mini, tmp_path / "reader"))
    assert main(["build", "--root", str(root), "--format", "epub", "--edition", "public"]) == 0
    assert "e-book" in capsys.readouterr().out
    assert (root / "docs" / "_build" / "public" / "epub" / "reader.epub").is_file()

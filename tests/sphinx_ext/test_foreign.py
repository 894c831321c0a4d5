"""What is in another language than the page says so, wherever it stands, and is turned where it is written the other way."""

import json
import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from lxml import html as lxml_html
from small_reader import Build, Built
from sphinx import addnodes
from whole_reader import copy_whole

from lesebuch.config import Edition
from lesebuch.edtf import TimeValue
from lesebuch.html import languages
from lesebuch.html.languages import attributes, direction
from lesebuch.html.pages import holds_ours
from lesebuch.pipeline import read
from lesebuch.presentation import catalogue, wording
from lesebuch.presentation.catalogue import BEGIN, END
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.passage_quotes import shorten

TITLE = "Die neue Brücke über die Lenne"
NAME = "\u0646\u0648\u0631 \u0633\u0639\u064a\u062f"


def set_language(root: Path, language: str) -> None:
    path = root / "corpus" / "bruecke.md"
    path.write_text(path.read_text("utf-8").replace("language: de", f"language: {language}"), encoding="utf-8")


@pytest.fixture
def arabic(root: Path, build: Build) -> Built:
    """A reader one of whose texts is said to be Arabic."""
    set_language(root, "ar")
    chapter = root / "corpus" / "bruecke.md"
    chapter.write_text(chapter.read_text("utf-8").replace("Marta Beispiel", NAME, 1), encoding="utf-8")
    run = build(root, "-W")
    assert run.code == 0, run.output
    return run


def marked(page: str, text: str) -> list[tuple[str | None, str | None]]:
    """`lang` and `dir` of the innermost elements around each place where a text stands."""
    found = []
    for element in lxml_html.fromstring(page).iter():
        if (
            isinstance(element.tag, str)
            and element.tag not in {"title", "script"}
            and (element.text or "").strip() == text
        ):
            holder = next((e for e in (element, *element.iterancestors()) if e.get("lang")), None)
            found.append((holder.get("lang"), holder.get("dir")) if holder is not None else (None, None))
    return found


def test_a_title_bears_its_language_in_all_places(arabic: Built) -> None:
    for name in ("index", "chapters", "glossary", "chapters/bruecke", "chapters/hafen", "sources"):
        found = marked(arabic.page(name), TITLE)
        assert found, name
        assert set(found) == {("ar", "rtl")}, name


def test_headings_passages_quotations_and_words_of_notes_do_too(arabic: Built) -> None:
    page = arabic.page("chapters/bruecke")
    assert re.search(r'<h1[^>]* lang="ar" dir="rtl"', page)
    assert re.search(r'<h2[^>]* lang="ar" dir="rtl"', page)
    assert len(re.findall(r'<(?:p|blockquote)[^>]*class="psg[^>]* lang="ar" dir="rtl"', page)) > 2
    assert re.search(r'<q class="words" lang="ar" dir="rtl">', page)
    assert re.search(rf'class="citation"[^>]*><bdi>{NAME}</bdi>: <span lang="ar" dir="rtl">{TITLE}</span>', page)
    assert '<blockquote class="quoted" lang="ar" dir="rtl">' in arabic.page("index")


def test_a_title_that_the_editors_give_is_in_their_language(root: Path, build: Build) -> None:
    set_language(root, "ar\nsupplied: [title]")
    page = build(root).page("chapters")
    assert TITLE in page
    assert 'lang="ar"' not in page


def test_the_search_knows_the_language_of_each_passage(arabic: Built) -> None:
    text = (arabic.out / "_static" / "lesebuch-index.js").read_text("utf-8")
    pages = {url: units for url, _, units in json.loads(text[len("lesebuchIndex(") : -len(");\n")])}
    languages = {unit[0]: unit[3:] for unit in pages["chapters/bruecke.html"]}
    assert languages["p1"] == ["ar"]
    assert languages["cite"] == [] if "cite" in languages else True
    assert all(unit[3:] == [] for unit in pages["chapters/hafen.html"])


def test_a_page_of_a_reader_in_hebrew_is_turned(root: Path, build: Build) -> None:
    path = root / "reader.toml"
    path.write_text(path.read_text("utf-8").replace('language = "de"', 'language = "he"'), encoding="utf-8")
    page = build(root).page("chapters/bruecke")
    assert re.search(r'<body[^>]* dir="rtl"', page)
    assert re.search(r'<h1[^>]* lang="de" dir="ltr"', page)


def test_a_text_in_the_language_of_the_page_says_nothing() -> None:
    before = catalogue.current()
    try:
        catalogue.use("de")
        assert [attributes(tag) for tag in ("de", "", "en", "ar", "az-Arab", "xx")] == [
            "",
            "",
            ' lang="en"',
            ' lang="ar" dir="rtl"',
            ' lang="az-Arab" dir="rtl"',
            ' lang="xx"',
        ]
        assert [direction(tag) for tag in ("yi", "ckb", "kk-Arab", "kk", "")] == ["rtl", "rtl", "rtl", "ltr", "ltr"]
    finally:
        catalogue.use(before)


@pytest.mark.parametrize(("short", "name"), [("", TITLE), ("\nshort: Lenne", "Lenne")])
def test_in_a_sentence_on_paper_a_short_title_bears_its_language_too(root: Path, short: str, name: str) -> None:
    set_language(root, f"ar{short}")
    reader, _problems = read(root, Edition.CLASS)
    link = ours.passage_link("", "", chapter="bruecke", passage="p1", long=True)
    shorten(nodes.paragraph("", "", link), reader)
    assert link.astext().startswith(f"„{name}“, ")
    marks = [(node.astext(), node["classes"]) for node in link.findall(nodes.inline) if node is not link]
    assert marks == [(name, ["language-ar"])]


def test_a_quoted_passage_in_another_language_than_its_chapter_says_so(tmp_path: Path, build: Build) -> None:
    """So do words of verse; both were in the chapter's language where another page quotes them."""
    root = copy_whole(tmp_path)
    poem = root / "corpus" / "gedicht.md"
    poem.write_text(
        poem.read_text("utf-8").replace("styles:\n", "styles:\n  - {at: 'v4 \"Schnur\"', is: language, target: nds}\n"),
        encoding="utf-8",
    )
    run = build(root, "-D", "lesebuch_search=0")
    page = lxml_html.fromstring(run.page("links"))
    whole = [e.getparent().text_content() == e.text_content() for e in page.xpath('//blockquote//p/span[@lang="ru"]')]
    assert whole == [False, True]
    assert [e.text for e in page.xpath('//blockquote//*[@lang="nds"]')] == ["Schnur"]


def test_words_of_editors_in_another_language_say_so(root: Path, build: Build) -> None:
    note = root / "corpus" / "hafen.md"
    told = (
        "\n:::{annotation} p1\n:kind: language\nRussisch [*порт*]{.language-ru}, hebräisch [נמל]{.language-he}.\n:::\n"
    )
    note.write_text(note.read_text("utf-8") + told, encoding="utf-8")
    page = lxml_html.fromstring(build(root, "-W").page("chapters/hafen"))
    found = {e.text_content(): (e.get("lang"), e.get("dir")) for e in page.xpath("//span[@lang]")}
    assert (found["порт"], found["נמל"]) == (("ru", None), ("he", "rtl"))


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("pl", f"{BEGIN}Named in{END} {{texts}}, {{passages}}"), ("en-GB", "Named in {texts}, {passages}"), ("fr", None)],
)
def test_what_no_catalogue_has_says_that_it_is_english_but_for_its_fields(language: str, spoken: str | None) -> None:
    catalogue.use(language, tagged=True)
    said = catalogue.say("Named in {texts}, {passages}")
    assert said == spoken if spoken else BEGIN not in said
    marks = "«\N{NARROW NO-BREAK SPACE}{words}\N{NARROW NO-BREAK SPACE}»" if language == "fr" else "“{words}”"
    assert catalogue.say("“{words}”") == marks
    assert (wording.date(TimeValue.parse("2019-05")) == f"{BEGIN}May 2019{END}") == (language == "pl")
    catalogue.use(language)
    assert BEGIN not in catalogue.say("No such message")
    assert BEGIN not in wording.date(TimeValue.parse("2019-05"))


def test_a_message_that_a_catalogue_lacks_says_so_too() -> None:
    catalogue.use("fr", tagged=True)
    assert catalogue.say("No such message") == f"{BEGIN}No such message{END}"
    assert catalogue.plain(catalogue.say_number("{n} nothing", "{n} nothings", 2)) == "2 nothings"


NOTES = f"{BEGIN}Notes{END}"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
"""A flag."""


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"<h2>{NOTES}</h2>", '<h2 lang="en">Notes</h2>'),
        (f"<p>{NOTES}: Anna</p>", '<p><span lang="en">Notes</span>: Anna</p>'),
        (f"<dt>{NOTES} 3&nbsp;</dt>", '<dt lang="en">Notes 3&nbsp;</dt>'),
        (f'<h1 lang="ru">{NOTES}</h1>', '<h1 lang="ru"><span lang="en">Notes</span></h1>'),
        (f'<a title="{NOTES} > x">3</a>', '<a lang="en" title="Notes > x">3</a>'),
        (f'<a title="{NOTES}">{NOTES}</a>', '<a lang="en" title="Notes">Notes</a>'),
        (f'<a title="{NOTES}">Mosty</a>', '<a title="Notes">Mosty</a>'),
        (f'<nav aria-label="{NOTES}">1</nav>', '<nav aria-label="Notes">1</nav>'),
        (f'<input placeholder="{NOTES}">Mosty', '<input lang="en" placeholder="Notes">Mosty'),
        (f"<title>{NOTES} – Mosty</title>", "<title>Notes – Mosty</title>"),
        (f"<option>{NOTES}</option>", '<option lang="en">Notes</option>'),
        (f"<p>{BEGIN}Cut", "<p>Cut"),
        (f"<p>{NOTES} {ENGLAND}</p>", f'<p lang="en">Notes {ENGLAND}</p>'),
    ],
)
def test_an_element_names_the_language_of_words_that_stay_english(said: str, shown: str) -> None:
    catalogue.use("pl")
    assert languages.marked(said) == shown


def test_a_single_page_holds_something_of_ours_only_if_one_of_its_pages_does() -> None:
    page = new_document("index")
    page += addnodes.start_of_file(docname="theirs")
    assert not holds_ours("index", page, {"reader"})
    page += addnodes.start_of_file(docname="reader")
    assert holds_ours("index", page, {"reader"})
    assert holds_ours("reader", None, {"reader"})

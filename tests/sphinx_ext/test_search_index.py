"""What of a page is searched, and in which pieces."""

import json
import re
from html import escape
from itertools import accumulate
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from small_reader import Build, Built, copy_small
from sphinx.cmd.build import main

from lesebuch.html import search, search_words, searched

PAGE = """<!doctype html><html><body><nav>Texte</nav><article data-searched>
<section class="chapter" id="t1"><h1>Ein Fall<a class="headerlink" href="#t1">#</a></h1>
<dl class="meta" id="lb-meta"><div class="f-author"><dt>Text</dt><dd>Ada Kahn</dd></div>
<div class="f-rights"><dt>Rechte</dt><dd>CC0</dd></div></dl>
<p class="psg paragraph" id="p1"><a class="num" href="#p1" aria-label="Absatz 1">1</a>Über <b>Wasser</b>kraft<sup
class="nr" id="ref-x"><a href="#x">1</a></sup> und<span class="recte"> [Wind]</span> Wnd.</p><p class="psg paragraph" id="p2">Zwei</p>
<section class="apparatus notes" id="anmerkungen"><h2>Anmerkungen</h2>
<div class="note context" id="p1-x"><a class="back" href="#ref-x">7</a><div><p><span class="kind">Sprache</span>
<q>Wnd</q></p><p>Gemeint ist<br>Wind.</p></div><a class="lb-shut" href="#ref-x" aria-label="Schließen">×</a></div>
<div class="work" id="w">Ein Buch<p class="cited-in">Angeführt in: Streit</p></div></section></section></article></body></html>"""


def index(run: Built) -> dict[str, list[list[str]]]:
    units: dict[str, list[list[str]]] = {}
    for name, function in (("index", "lesebuchIndex("), ("rest", "lesebuchRest(")):
        text = (run.out / "_static" / f"lesebuch-{name}.js").read_text(encoding="utf-8")
        assert text.startswith(function)
        for url, _, found in json.loads(text[len(function) : -len(");\n")]):
            units.setdefault(url, []).extend(found)
    return units


def test_a_page_is_cut_at_its_places_and_holds_no_label_of_ours() -> None:
    page = searched.searched("a.html", PAGE.encode())
    assert page is not None
    assert (page.title, page.units) == (
        "Ein Fall",
        (
            ("t1", "Ein Fall", ""),
            ("lb-meta", "Ada Kahn", ""),
            ("p1", "Über Wasserkraft und Wnd.", "Absatz 1"),
            ("p2", "Zwei", "Absatz 2"),
            ("p1-x", "Wnd Gemeint ist Wind.", "Anmerkung 7"),
            ("w", "Ein Buch", ""),
        ),
    )


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<?xml version="1.0"?><svg></svg><p>Ein Satz.</p>', ["Ein Satz."]),
        ("<!DOCTYPE svg><p>Ein Satz.</p>", ["Ein Satz."]),
        ("<p>Ein Satz.</p><!-- offen", ["Ein Satz."]),
        ("<script>offen", []),
    ],
)
def test_of_html_of_an_editor_what_a_browser_does_not_show_is_not_searched(markup: str, words: list[str]) -> None:
    page = searched.searched("a.html", f"<html><body><article data-searched>{markup}</article></body></html>".encode())
    assert [unit[1] for unit in (page.units if page else ())] == words


@pytest.mark.parametrize("sign", ["<!--", "<script>", "<style ", "<!", "<?", "<", '"', "<a b='"])
def test_a_page_takes_time_in_proportion_to_its_length(sign: str) -> None:
    def seconds(signs: int) -> float:
        page = f"<article data-searched>{sign * (signs // len(sign))}</article>".encode()
        start = process_time()
        searched.searched("a.html", page)
        return process_time() - start

    assert seconds(100_000) < 2


def test_what_one_chooses_from_and_what_is_drawn_is_not_searched() -> None:
    text = """<section id="c"><h1>Jahre</h1><form class="lb-periods"><label>Text <select><option>Ada Kahn</option></select></label></form>
    <button>Alle</button> <p>Ein Satz.</p><figure><svg><title id="d">Ada Kahn</title></svg></figure>
    <details class="timeline-fold"><summary>Als Zeitleiste</summary></details></section>"""
    page = searched.searched("a.html", f"<html><body><article data-searched>{text}</article></body></html>".encode())
    assert page is not None
    assert [unit[:2] for unit in page.units] == [("c", "Jahre Ein Satz.")]


def test_a_page_without_a_body_to_search_has_nothing() -> None:
    assert searched.searched("a.html", PAGE.replace(" data-searched", "").encode()) is None
    assert searched.searched("a.html", b"") is None


def test_signs_of_markup_in_attributes_comments_and_words_are_no_markup() -> None:
    text = """<p class="psg" id="p1" title="2 > 1 &lt; 3">1 &lt; 2 &amp;amp; <!-- id="no" > -->3 &gt; 2<a id="inner" href="?a>b">!</a></p>
    <p data-id="p9" title='his "id="'>Ein<br>Satz.</p>"""
    page = searched.searched("a.html", f"<html><body><article data-searched>{text}</article></body></html>".encode())
    assert page is not None
    assert [unit[:2] for unit in page.units] == [("p1", "1 < 2 &amp; 3 > 2! Ein Satz.")]


def body(text: str) -> bytes:
    return f"<html><body><article data-searched>{text}</article><p id='z'>Fuß</p></body></html>".encode()


def units(page: bytes) -> list[tuple[str, ...]]:
    found = searched.searched("a.html", page)
    assert found is not None
    return list(found.units)


@pytest.mark.parametrize(
    "text",
    [
        "<p id='a'>Ein<p id=b>Zwei <b>und</i></b><script>if (1 < 2) {}</script>",
        '<ul><li id="a">Ein<li id="b">Zwei <B>und</b></ul></p>',
        '<p id="a">Ein</p><p id="b">Zwei <i><b>und</i></b></p>',
    ],
)
def test_html_that_closes_nothing_in_its_order_is_put_right_first(text: str) -> None:
    assert [unit[:2] for unit in units(body(text))] == [("a", "Ein"), ("b", "Zwei und")]


def test_what_needs_to_be_put_right_and_what_does_not_are_searched_alike(small: Built) -> None:
    pages = [path.read_bytes() for path in sorted(small.out.rglob("*.html"))]
    pages = [page for page in pages if b"data-searched" in page]
    assert len(pages) > 5
    for page in pages:
        # A stray end tag, which a parser passes over.
        assert units(page.replace(b"</h1>", b"</h1></i>")) == units(page)


def test_a_heading_names_its_place_with_the_words_that_are_links() -> None:
    heading = '<h2>Öl aus <a class="m" href="../g.html#x">Aktau</a> am Meer<sup class="nr"><a href="#n">3</a></sup><a class="headerlink">#</a></h2>'
    made = units(body(f'<section class="text-section" id="h2">{heading}<p>Es floss.</p></section>'))
    assert made == [("h2", "Öl aus Aktau am Meer Es floss.", "Öl aus Aktau am Meer")]
    note = '<div class="note" id="p1-x" role="note"><a class="back" href="#r">7</a><div><h3>Mehr</h3><p>Ein Satz.</p></div></div>'
    assert units(body(note)) == [("p1-x", "Mehr Ein Satz.", "Anmerkung 7")]


def test_a_page_is_called_as_its_first_heading() -> None:
    titles = [
        searched.searched("a.html", body(text))
        for text in ("<p>Ein Satz.</p>", "<p>Ein Satz.</p><h1>Eins</h1>", "<h1>Eins</h1><p>Ein Satz.</p><h1>Zwei</h1>")
    ]
    assert [page and page.title for page in titles] == ["", "Eins", "Eins"]


def test_what_opens_a_drawing_is_no_word_of_a_text() -> None:
    drawn = (
        '<details class="timeline-fold"><summary>Als Zeitleiste</summary><figure class="timeline"></figure></details>'
    )
    assert units(body(f'<p id="p1">Ein</p><section id="e">{drawn}</section>')) == [("p1", "Ein", "")]


def test_every_passage_is_in_the_index_as_it_is_in_the_source(small: Built) -> None:
    units = {unit[0]: unit[1] for unit in index(small)["chapters/hafen.html"]}
    for line, name in zip(
        (small.out.parent / "reader/seeds/hafen.txt").read_text("utf-8").splitlines()[::2],
        ("t1", "p1", "p2"),
        strict=True,
    ):
        assert units[name] == line


def test_what_is_listed_twice_is_found_once(small: Built) -> None:
    pages = index(small)
    assert "search-page.html" not in pages
    assert all(
        unit[0] not in {"anmerkungen", "ereignisse", "begriffe", "zitieren"} for unit in pages["chapters/hafen.html"]
    )
    assert "Streit um den alten Hafen" not in json.dumps(pages["chapters.html"])


def test_a_large_index_is_a_script_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    assert not search.write(tmp_path, search.read(tmp_path))
    texts, rest = ((tmp_path / f"_static/lesebuch-{name}.js").read_text(encoding="utf-8") for name in ("index", "rest"))
    # Who asks for all places of a word in the texts loads nothing else.
    assert "Wasserkraft" in texts
    assert "Ein Buch" not in texts
    assert "Ein Buch" in rest
    assert "Wasserkraft" not in rest
    assert not (tmp_path / "_static/lesebuch-texts.js").exists()
    search.remove(tmp_path)
    assert list((tmp_path / "_static").iterdir()) == []
    monkeypatch.setattr(search, "_LARGEST", len(texts.encode()))
    assert search.write(tmp_path, search.read(tmp_path))
    whole = (tmp_path / "_static/lesebuch-texts.js").read_text(encoding="utf-8")
    assert "Wasserkraft" in whole
    assert "Ein Buch" in whole
    large = f'lesebuchIndex("lesebuch-texts.js",{len(whole.encode())});\n'
    assert (tmp_path / "_static/lesebuch-index.js").read_text(encoding="utf-8") == large
    assert not (tmp_path / "_static/lesebuch-rest.js").exists()


def test_only_a_large_reader_has_files_of_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    out = tmp_path / "out"
    usual = search._LARGEST
    for size in (usual, 1, usual):
        monkeypatch.setattr(search, "_LARGEST", size)
        assert main(["-q", "-E", str(root / "docs"), str(out)]) == 0
        assert (out / search_words.FOLDER).is_dir() is (size == 1)


def words_of(out: Path) -> dict[str, set[str]]:
    """By each word the pages that hold it, as the script reads them."""
    folder = out / search_words.FOLDER
    known = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    lists = [one for n in range(99) if (path := folder / f"{n}.json").is_file() for one in json.loads(path.read_text())]
    found = [*known["own"].split(), *known["rest"].split()]
    assert len(set(found)) == len(found) == len(lists)
    return {word: {known["pages"][n] for n in accumulate(steps)} for word, (steps, _) in zip(found, lists, strict=True)}


def test_of_each_word_the_pages_are_known_that_hold_it(small: Built, tmp_path: Path) -> None:
    pages = search.read(small.out)
    search_words.write(tmp_path, pages)
    expected: dict[str, set[str]] = {}
    for page in pages:
        for _, text, *_rest in page.units:
            for word in re.findall(r"[^\W_]+", text.lower()):
                expected.setdefault(word, set()).add(page.address)
    found = words_of(tmp_path)
    assert len(expected) > 100
    for word, holding in expected.items():
        # A browser finds parts of words, too, and looks at pages that hold them.
        assert holding <= set().union(*(there for known, there in found.items() if word in known)), word
    assert all(there for there in found.values())


def test_each_page_of_a_large_reader_is_a_file(small: Built, tmp_path: Path) -> None:
    pages = [page for page in search.read(small.out) if page.units]
    search_words.write(tmp_path, pages)
    for n, page in enumerate(pages):
        text = (tmp_path / search_words.FOLDER / f"page-{n}.json").read_text(encoding="utf-8")
        assert json.loads(text) == [page.address, page.title, [list(unit) for unit in page.units]]


def test_the_words_of_the_sources_stand_first_and_without_signs_around_them(tmp_path: Path) -> None:
    units = (("p1", "„Öl“, sagt die EU-Kommission … 3,5 %", ""), ("x", "Öl (Erdöl)", ""))
    search_words.write(tmp_path, [searched.Searched("a.html", "A", units)])
    known = json.loads((tmp_path / search_words.FILE).read_text(encoding="utf-8"))
    assert known["own"].split() == ["3,5", "die", "eu-kommission", "sagt", "öl"]
    assert known["rest"] == "erdöl"


def test_of_a_word_on_very_many_pages_those_are_known_that_hold_it_most_often(tmp_path: Path) -> None:
    pages = [searched.Searched(f"{n}.html", "", (("p1", "Öl " * (1 + n), ""),)) for n in range(100)]
    search_words.write(tmp_path, pages)
    [[steps, often]] = json.loads((tmp_path / search_words.FOLDER / "0.json").read_text(encoding="utf-8"))
    assert list(accumulate(steps)) == list(range(100))
    assert set(often) == set(range(40, 100))
    # The same files, whatever was there before.
    before = {path.name: path.read_bytes() for path in (tmp_path / search_words.FOLDER).iterdir()}
    search_words.write(tmp_path, pages[:1])
    assert len(list((tmp_path / search_words.FOLDER).iterdir())) == 3
    search_words.write(tmp_path, pages)
    assert {path.name: path.read_bytes() for path in (tmp_path / search_words.FOLDER).iterdir()} == before


def test_a_changed_text_is_searched_anew_and_an_unchanged_one_is_not(root: Path, build: Build) -> None:
    made = [path for path in build(root).out.rglob("*") if path.name == "lesebuch-index.js"]
    times = {path: path.stat().st_mtime_ns for path in made if path.is_file()}
    assert times
    build(root)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    note = root / "corpus" / "hafen.md"
    note.write_text(note.read_text(encoding="utf-8").replace("Festmachen", "Anbinden"), encoding="utf-8")
    assert "Anbinden" in json.dumps(index(build(root)))


def test_the_search_page_works_with_pages_in_folders(root: Path, build: Build) -> None:
    run = build(root, "-b", "dirhtml", out="dir")
    assert run.code == 0, run.output
    assert next(unit[0] for unit in index(run)["chapters/bruecke/index.html"]) == "t1"


def facts(run: Built) -> dict[str, Any]:
    text = (run.out / "_static" / "lesebuch-facts.js").read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(text[len("lesebuchFacts(") : -len(");\n")])
    return known


def test_of_each_chapter_the_filters_know_who_wrote_it_where_and_when(small: Built) -> None:
    pages = facts(small)["pages"]
    assert {page["kind"] for page in pages.values()} >= {"chapter", "entry", "event"}
    chapters = {url: page for url, page in pages.items() if page["kind"] == "chapter"}
    assert set(chapters) == {url for url in index(small) if url.startswith("chapters/")}
    for url, page in chapters.items():
        html = (small.out / url).read_text(encoding="utf-8")
        told = [*page.get("authors", ()), page.get("outlet", ""), page.get("year", "")]
        assert all(escape(value, quote=False) in html for value in told)
        assert all(f'id="{event}"' in html for event in page.get("events", ()))


def test_what_a_search_knows_beside_the_pages_holds_no_restricted_word(root: Path, build: Build) -> None:
    run = build(root, edition="public")
    assert run.code == 0, run.output
    said = "".join((run.out / "_static" / f"lesebuch-{name}.js").read_text("utf-8") for name in ("facts", "index"))
    words = set(re.findall(r"\w{12,}", (root / "seeds" / "hafen.txt").read_text("utf-8")))
    shown = {word for page in run.out.rglob("*.html") for word in words if word in page.read_text("utf-8")}
    assert words - shown
    assert not [word for word in words - shown if word in said]

"""What of a page is searched, and in which pieces."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
from small_reader import Build, Built, copy_small
from sphinx.cmd.build import main

from lesebuch.html import search

PAGE = """<!doctype html><html><body><nav>Texte</nav><article data-pagefind-body>
<section class="chapter" id="t1"><h1>Ein Fall<a class="headerlink" href="#t1">#</a></h1>
<dl class="meta" id="lb-meta"><div class="f-author"><dt>Text</dt><dd>Ada Kahn</dd></div>
<div class="f-rights"><dt>Rechte</dt><dd>CC0</dd></div></dl>
<p class="psg paragraph" id="p1"><a class="num" href="#p1" aria-label="Absatz 1, Link">1</a>Über <b>Wasser</b>kraft<sup
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
    page = search.searched("a.html", PAGE.encode())
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


def test_what_one_chooses_from_and_what_is_drawn_is_not_searched() -> None:
    text = """<section id="c"><h1>Jahre</h1><form class="lb-periods"><label>Text <select><option>Ada Kahn</option></select></label></form>
    <button>Alle</button> <p>Ein Satz.</p><figure><svg><title id="d">Ada Kahn</title></svg></figure>
    <details class="timeline-fold"><summary>Als Zeitleiste</summary></details></section>"""
    page = search.searched("a.html", f"<html><body><article data-pagefind-body>{text}</article></body></html>".encode())
    assert page is not None
    assert [unit[:2] for unit in page.units] == [("c", "Jahre Ein Satz.")]


def test_a_page_without_a_body_to_search_has_nothing() -> None:
    assert search.searched("a.html", PAGE.replace(" data-pagefind-body", "").encode()) is None
    assert search.searched("a.html", b"") is None


def test_signs_of_markup_in_attributes_comments_and_words_are_no_markup() -> None:
    text = """<p class="psg" id="p1" title="2 > 1 &lt; 3">1 &lt; 2 &amp;amp; <!-- id="no" > -->3 &gt; 2<a id="inner" href="?a>b">!</a></p>
    <p data-id="p9" title='his "id="'>Ein<br>Satz.</p>"""
    page = search.searched("a.html", f"<html><body><article data-pagefind-body>{text}</article></body></html>".encode())
    assert page is not None
    assert [unit[:2] for unit in page.units] == [("p1", "1 < 2 &amp; 3 > 2! Ein Satz.")]


def test_pagefind_is_given_what_is_searched_and_nothing_else() -> None:
    meta = '<meta property="lesebuch:year" data-pagefind-filter="year[content]" content="2001">'
    page = search.searched("a.html", PAGE.replace("<body>", f"<head>{meta}</head><body>").encode())
    assert page is not None
    bare = page.bare.decode()
    assert meta in bare
    assert all(id_ in bare for id_ in ('id="p1"', 'id="p2"', 'id="p1-x"'))
    assert not any(word in bare for word in ("Texte", "CC0", "[Wind]", "Sprache", ">7<", "Anmerkungen", "×", "Streit"))
    # Behind an element Pagefind sees a space, even before a comma.
    assert "Über Wasserkraft und Wnd." in bare


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


def test_a_large_index_is_left_to_pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_only_a_large_reader_has_an_index_of_pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)
    asked: list[Path] = []
    monkeypatch.setattr(search, "pagefind", lambda outdir, _searched, _language: asked.append(outdir))
    out = tmp_path / "out"
    for size, times in ((search._LARGEST, 0), (1, 1)):
        monkeypatch.setattr(search, "_LARGEST", size)
        assert main(["-q", "-E", str(root / "docs"), str(out)]) == 0
        assert asked == [out] * times


def test_a_changed_text_is_searched_anew_and_an_unchanged_one_is_not(root: Path, build: Build) -> None:
    made = [path for path in build(root).out.rglob("*") if "pagefind" in path.parts or path.name == "lesebuch-index.js"]
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
        # The same for Pagefind.
        assert html.count("data-pagefind-filter=") == len([value for value in told if value])
        assert all(f'id="{event}"' in html for event in page.get("events", ()))


def test_what_a_search_knows_beside_the_pages_holds_no_restricted_word(root: Path, build: Build) -> None:
    run = build(root, edition="public")
    assert run.code == 0, run.output
    said = "".join((run.out / "_static" / f"lesebuch-{name}.js").read_text("utf-8") for name in ("facts", "index"))
    words = set(re.findall(r"\w{12,}", (root / "seeds" / "hafen.txt").read_text("utf-8")))
    shown = {word for page in run.out.rglob("*.html") for word in words if word in page.read_text("utf-8")}
    assert words - shown
    assert not [word for word in words - shown if word in said]

"""Whole builds of the small reader."""

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_reader import Build, Built, write_lock, write_register

from handmade import chapter, paragraphs
from lesebuch.edtf import TimeValue
from lesebuch.html import search, search_words
from lesebuch.model import Event, Markup, PassageRef, Reader
from lesebuch.problems import Where
from lesebuch.sphinx_ext.domain import LesebuchDomain

# Words that stand in the restricted source alone.
SECRET = ("Zitronenfalter", "Quittenkähne")
PLAIN = ("-D", "lesebuch_search=0")
PAGELESS = ("-b", "dummy")
"""For what is said before any page is written."""


def pages(run: Built) -> dict[str, float]:
    return {str(p.relative_to(run.out)): p.stat().st_mtime_ns for p in run.out.rglob("*.html")}


def written(before: dict[str, float], after: dict[str, float]) -> set[str]:
    return {name for name, time in after.items() if before.get(name) != time}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_small_reader_builds_without_a_warning(small: Built) -> None:
    assert small.code == 0, small.output
    page = small.page("chapters/bruecke")
    for passage in ("t1", "b1", "p1", "h1", "p2", "p3"):
        assert page.count(f'id="{passage}"') == 1
    assert '<section class="chapter" id="t1">' in page
    assert 'href="../glossary.html#hafenverein"' in page
    assert '<meta name="citation_author" content="Marta Beispiel">' in page
    assert all(word in small.page("chapters/hafen") for word in SECRET)


def test_no_link_within_a_page_or_between_pages_is_dead(small: Built) -> None:
    ids = {p: set(re.findall(r'\bid="([^"]+)"', p.read_text(encoding="utf-8"))) for p in small.out.rglob("*.html")}
    for page in ids:
        for href in re.findall(r'<a [^>]*href="([^"]+)"', page.read_text(encoding="utf-8")):
            if href == "#" or href.startswith(("http", "mailto")):
                continue
            name, _, anchor = href.partition("#")
            name = name.partition("?")[0]
            below = small.out if name.startswith("/") else page.parent
            target = (below / name.lstrip("/")).resolve() if name else page
            assert target in ids or (target.suffix != ".html" and target.is_file()), f"{page.name}: {href}"
            assert not anchor or anchor in ids[target] or anchor == "lb-nav", f"{page.name}: {href}"


def test_the_marks_of_a_passage_nest_and_say_what_they_are(small: Built) -> None:
    page = small.page("chapters/bruecke")
    assert 'Taler</span><span class="recte"> [<span class="sr">richtig: </span>Mark]</span>' in page
    assert '<time datetime="2021-05-04">4. Mai 2021</time>' in page
    assert re.search(r'<a class="m" href="../glossary.html#altenfurt">Altenfurt</a>', page)
    assert re.search(r'<a class="m2" href="../glossary.html#altenfurt" tabindex="-1">Altenfurt</a>', page)
    assert '<q class="words">ihre neue Brücke eröffnet</q>' in page


def test_the_glossary_lists_where_an_entry_is_mentioned(small: Built) -> None:
    page = small.page("glossary")
    entry = page.partition('id="hafenverein"')[2].partition("</article>")[0]
    for passage in ("bruecke.html#p1", "bruecke.html#p2", "hafen.html#p1"):
        assert f'href="chapters/{passage}"' in entry


def test_the_chronology_draws_and_lists_every_event(small: Built) -> None:
    page = small.page("chronology")
    for event in ("streit", "eroeffnung", "tagung"):
        assert f'<tr id="{event}">' in page
        assert f'<a href="#{event}" tabindex="-1"' in page
    assert 'class="unsure"' in page.partition('id="tagung"')[2][:80]


def test_an_event_of_several_texts_leads_from_each_to_the_others(small: Built) -> None:
    for page, other, title in (
        ("bruecke", "hafen", "Streit um den alten Hafen"),
        ("hafen", "bruecke", "Die neue Brücke"),
    ):
        listed = small.page(f"chapters/{page}").partition('<ul class="shared')[2].partition("</ul>")[0]
        assert "Der Hafenverein streitet für die Brücke." in listed
        assert re.search(
            rf'<a [^>]*href="#p1">Abs\.\xa01</a>; auch in: <a [^>]*href="{other}.html#p1"[^>]*>{title}', listed
        )
    # The search finds the event once, in the chronology.
    found = "".join(
        (small.out / f"_static/lesebuch-{name}.js").read_text(encoding="utf-8") for name in ("index", "rest")
    )
    assert found.count("streitet für die Brücke") == 1


def test_what_other_texts_tell_outdates_a_page(small: Built) -> None:
    def print_of(line: int, *named: str, title: str = "B") -> str:
        where = Where("corpus/chronology.md", line)
        told = tuple(PassageRef(*name.split("#")) for name in named)
        event = Event("streit", TimeValue.parse("2021"), told, Markup("Streit.", where), where)
        chapters = tuple(chapter(*paragraphs("Eins.", "Zwei."), slug=slug, title=title) for slug in "ab")
        domain = LesebuchDomain.__new__(LesebuchDomain)
        domain.install(Reader(chapters, events=(event,)), small.out)
        return domain.fingerprint("shared:a")

    before = print_of(1, "a#p1", "b#p1")
    assert before == print_of(9, "a#p1", "b#p1")
    others = {print_of(1, "a#p1"), print_of(1, "a#p1", "b#p2"), print_of(1, "a#p1", "b#p1", title="C"), before}
    assert len(others) == 4
    known = pickle.loads((small.out / ".doctrees/environment.pickle").read_bytes())
    assert "shared:bruecke" in known.domaindata["lesebuch"]["uses"]["chapters/bruecke"]


def test_all_dates_of_the_texts_are_listed_with_their_places(small: Built) -> None:
    listed = small.page("chronology").partition("Alle Daten")[2]
    exact = listed.partition("<strong>4. Mai 2021</strong>")[2].partition("</li>")[0]
    assert 'href="chapters/bruecke.html#p1"' in exact
    assert "„" not in exact
    assert "„vergangenen Jahr“" in listed or "„Im vergangenen Jahr“" in listed


def test_a_public_build_says_what_is_missing_and_keeps_the_targets(root: Path, build: Build) -> None:
    run = build(root, "-W", *PLAIN, edition="public")
    assert run.code == 0, run.output
    page = run.page("chapters/hafen")
    assert "Der Wortlaut dieses Textes ist hier nicht enthalten." in page
    # Students cannot do anything with it.
    assert (
        "seeds/" in page.partition('<details><summary class="fold">Haben Sie die Datei')[2].partition("</details>")[0]
    )
    assert '<li id="p1">' in page
    assert '<li id="p2">' in page
    assert "Pfosten zum Festmachen." in page
    assert "Der Wortlaut dieser Stelle ist in dieser Ausgabe nicht enthalten." in run.page("index")


def test_nothing_of_a_restricted_text_is_in_a_public_build(root: Path, build: Build) -> None:
    assert build(root, edition="class").code == 0
    run = build(root, edition="public")
    assert run.code == 0, run.output
    files = [path for path in run.out.rglob("*") if path.is_file()]
    assert run.out / "_static" / "lesebuch-index.js" in files
    search_words.write(run.out, search.read(run.out))
    words = [path for path in (run.out / search_words.FOLDER).rglob("*") if path.is_file()]
    assert words
    for path in [*files, *words]:
        data = path.read_bytes()
        for word in SECRET:
            assert word.encode() not in data, path
            assert word.lower().encode() not in data, path


def test_two_editions_never_share_a_folder(root: Path, build: Build) -> None:
    assert build(root, *PLAIN, edition="class", out="same").code == 0
    run = build(root, *PLAIN, edition="public", out="same")
    assert run.code != 0
    assert "another folder" in run.output


@pytest.mark.parametrize("edition", ["", "Class", "private"])
def test_an_unknown_edition_stops_the_build(root: Path, build: Build, edition: str) -> None:
    run = build(root, *PLAIN, edition=edition, out="x")
    assert run.code != 0
    assert "allowed: class, public" in run.output


def test_without_a_word_the_edition_is_public(root: Path, build: Build) -> None:
    run = build(root, *PLAIN, edition=None)
    assert run.code == 0
    assert not any(word in run.page("chapters/hafen") for word in SECRET)
    assert "nicht enthalten" in run.page("chapters/hafen")


# --- Problems ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "what"),
    [
        ("docs/index.md", "`bruecke#p1`", "`bruecke#p99`", r"docs/index.md:3:", r"has no passage 'p99'.*dead-passage"),
        ("docs/index.md", "`bruecke#p1`", "`brücke`", r"docs/index.md:3:", r"no chapter 'brücke'.*dead-passage"),
        ("docs/index.md", "{passage} bruecke#p2", "{passage} bruecke#p8", r"docs/index.md:5:", "dead-passage"),
        ("docs/index.md", "„Taler“", "„Gulden“", r"docs/index.md:5:", "do not occur"),
        ("corpus/bruecke.md", "dritte Brücke", "{nope}`dritte`", r"corpus/bruecke.md:20:", "nope"),
        ("corpus/hafen.md", "Pfosten zum", "[Pfosten](weg.md) zum", r"corpus/hafen.md:17:", "xref_missing"),
        ("glossary/hafenverein.md", "gegründet", "{passage}`hafen#p44`", r"glossary/hafenverein.md:7:", "dead-passage"),
        (
            "glossary/hafenverein.md",
            "{entry}`altenfurt`",
            "{entry}`neufurt`",
            r"glossary/hafenverein.md:7:",
            "unknown-entry",
        ),
        ("corpus/bruecke.md", "ihre neue Brücke", "seine neue Brücke", r"corpus/bruecke.md:18", "anchor-not-found"),
    ],
)
def test_what_is_wrong_fails_the_build_at_its_file_and_line(
    root: Path, build: Build, file: str, old: str, new: str, place: str, what: str
) -> None:
    edit(root / file, old, new)
    run = build(root, "-W", "--keep-going", *PAGELESS)
    assert run.code != 0
    assert re.search(f"{place}.*{what}", run.output), run.output


# --- Rebuilds ----------------------------------------------------------------------------------------------------------


def _note(root: Path) -> None:
    edit(root / "corpus/bruecke.md", "Es ist die dritte Brücke", "Es ist schon die dritte Brücke")


def _definition(root: Path) -> None:
    edit(root / "glossary/altenfurt.md", "Stadt an der Lenne", "Kleine Stadt an der Lenne")


def _variant(root: Path) -> None:
    edit(root / "glossary/altenfurt.md", "kind: place", "kind: place\nvariants: [Bürgermeisterin]")


def _event(root: Path) -> None:
    edit(root / "corpus/hafen.md", "Der Verein tagt", "Der Verein tagt lange")


def _seed(root: Path) -> None:
    edit(root / "seeds/hafen.txt", "niemand fragte", "kaum jemand fragte")
    write_register(root)
    write_lock(root)


def _touch(root: Path) -> None:
    for path in (*root.glob("corpus/*"), *root.glob("glossary/*"), *root.glob("seeds/*")):
        path.touch()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_note, {"chapters/bruecke"}),
        (_definition, {"glossary"}),
        (_variant, {"chapters/bruecke", "glossary"}),
        (_event, {"chapters/hafen", "chronology"}),
        # Of the seed its checksum is shown with the sources, the list of texts counts its words, and the start page quotes the passage.
        (_seed, {"chapters/hafen", "chapters", "index", "sources"}),
        (_touch, set()),
    ],
    ids=["note", "definition", "variant", "event", "seed", "touch"],
)
def test_a_change_rebuilds_what_shows_it_and_no_more(
    root: Path, build: Build, change: Callable[[Path], None], expected: set[str]
) -> None:
    first = build(root, *PLAIN)
    before = pages(first)
    change(root)
    second = build(root, *PLAIN)
    read = set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", _lines(second.output)))
    assert read == expected
    # A page that has a toctree of pages that were read is written too, though it is not read.
    assert {f"{name}.html" for name in expected} <= written(before, pages(second))
    allowed = expected | {"chapters", "index"} if expected else set()
    # The page of the entry tells what the glossary tells.
    allowed |= {"entries/altenfurt"} if "glossary" in expected else set()
    assert written(before, pages(second)) <= {f"{name}.html" for name in allowed}


def _lines(output: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m|\r", "\n", output)


def test_a_new_chapter_is_on_every_page_that_lists_it(root: Path, build: Build) -> None:
    build(root, *PLAIN)
    (root / "corpus" / "hafen.md").rename(root / "corpus" / "kai.md")
    edit(root / "corpus/chronology.md", "hafen#p1", "kai#p1")
    edit(root / "corpus/bruecke.md", "`hafen#p1`", "`kai#p1`")
    edit(root / "docs/index.md", "<hafen>", "<kai>")
    edit(root / "docs/index.md", "hafen#p2", "kai#p2")
    (root / "corpus" / "passages.lock").unlink()
    write_lock(root)
    run = build(root, "-W", *PLAIN)
    assert run.code == 0, run.output
    for name in ("chapters", "glossary", "chronology", "sources", "chapters/bruecke", "search-page"):
        assert "hafen.html" not in run.page(name), name
    assert "kai.html" in run.page("search-page")


def test_two_processes_give_what_one_gives(root: Path, build: Build) -> None:
    # Sphinx reads in parallel from six documents on.
    for n in range(8):
        text = f"# Seite {n}\n\n{{passage}}`bruecke#p{n % 3 + 1}` und {{entry}}`altenfurt`.\n"
        (root / "docs" / f"seite-{n}.md").write_text(f"---\norphan: true\n---\n\n{text}", encoding="utf-8")
    one = build(root, "-W", *PLAIN, out="one")
    two = build(root, "-W", "-j", "2", *PLAIN, out="two")
    assert (one.code, two.code) == (0, 0), two.output
    names = {p.relative_to(one.out) for p in one.out.rglob("*.html")}
    assert names == {p.relative_to(two.out) for p in two.out.rglob("*.html")}
    for name in names:
        assert (one.out / name).read_text(encoding="utf-8") == (two.out / name).read_text(encoding="utf-8"), name
    # What the processes noted came back: a change is found.
    _note(root)
    again = build(root, "-j", "2", *PLAIN, out="two")
    assert "schon die dritte" in again.page("chapters/bruecke")


def test_an_epub_builds(root: Path, build: Build) -> None:
    run = build(root, "-b", "epub", "-D", "epub_show_urls=no", "-D", "version=1", out="epub")
    assert run.code == 0, run.output
    assert list(run.out.glob("*.epub"))

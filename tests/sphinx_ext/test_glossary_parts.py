"""A large glossary stands on pages of its own: no entry is lost, no page grows with the glossary, old addresses lead on."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from small_reader import Build

from handmade import entry
from lesebuch.presentation.glossary_parts import FROM, LARGEST, GlossaryPage, split

QUIET = ("-D", "lesebuch_search=0", "-D", "lesebuch_report=0")
"""Without what the reader says of entries that nothing mentions."""
NAMES = "Aal Bach Damm Elch Furt Gras Hain Insel Joch Kai Lehm Moor Netz Ohr Priel Ried Sand Teich Ufer Wehr".split()


def walked(parts: tuple[GlossaryPage, ...]) -> list[GlossaryPage]:
    return [part for top in parts for part in top.walk()]


@given(st.lists(st.text("aäÄbz1-я „", min_size=1, max_size=5), min_size=FROM, max_size=FROM + 200))
def test_each_entry_is_on_one_page_and_each_page_has_a_name_of_its_own(terms: list[str]) -> None:
    entries = {f"e{number}": entry(f"e{number}", term) for number, term in enumerate(terms)}
    parts = split(entries)
    shown = [found.slug for top in parts for leaf in top.walk() if not leaf.parts for found in leaf.entries]
    assert sorted(shown) == sorted(entries)
    names = [part.name for part in walked(parts)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_no_part_grows_with_the_glossary(count: int) -> None:
    terms = [f"{NAMES[n % 20]}{NAMES[n // 20 % 20].lower()}{NAMES[n // 400 % 20].lower()} {n}" for n in range(count)]
    parts = split({f"e{n}": entry(f"e{n}", term) for n, term in enumerate(terms)})
    assert max(len(leaf.entries) for top in parts for leaf in top.walk() if not leaf.parts) <= LARGEST
    assert max(len(part.parts) for part in walked(parts)) <= len(NAMES) + 1


def test_a_small_glossary_is_one_page() -> None:
    assert split({f"e{n}": entry(f"e{n}", f"Wort {n}") for n in range(FROM - 1)}) == ()


@pytest.fixture
def large(root: Path) -> Path:
    for number in range(FROM):
        term = f"{NAMES[number % 20]}weg {number}"
        (root / "glossary" / f"e{number}.md").write_text(
            f"---\nterm: {term}\nkind: concept\n---\n\nSteht [hier](chapters.md).\n", encoding="utf-8"
        )
    see = root / "glossary" / "e7.md"
    see.write_text(see.read_text(encoding="utf-8").replace("kind:", "see: [altenfurt]\nkind:"), encoding="utf-8")
    return root


def entries_on(page: str) -> list[str]:
    return [str(found) for found in html.fromstring(page).xpath("//article[starts-with(@class, 'entry ')]/@id")]


def pages_of(out: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in out.glob("glossary*.html")}


def test_every_entry_is_on_one_page_and_links_lead_there(large: Path, build: Build) -> None:
    run = build(large, "-n", "-W", "--keep-going", *QUIET)
    assert run.code == 0, run.output
    pages = pages_of(run.out)
    found = {slug: name for name, page in pages.items() for slug in entries_on(page)}
    assert len(found) == FROM + 2
    assert sum(len(entries_on(page)) for page in pages.values()) == FROM + 2
    assert entries_on(pages["glossary"]) == []
    assert found["altenfurt"] == "glossary-a"
    assert 'href="../glossary-a.html#altenfurt"' in run.page("chapters/bruecke")
    assert 'href="glossary-a.html#altenfurt"' in pages[found["e7"]]
    assert 'href="chapters/bruecke.html#p1"' in pages["glossary-a"]
    assert 'href="chapters.html"' in pages["glossary-b"]
    assert 'href="glossary-b.html"' in pages["glossary"]
    # In the sidebar of no page.
    assert "glossary-b.html" not in run.page("chapters/bruecke")


def test_previews_and_old_addresses_know_the_pages(large: Path, build: Build) -> None:
    static = build(large, *QUIET).out / "_static"

    def arguments(name: str) -> list[object]:
        text = (static / name).read_text(encoding="utf-8")
        found: list[object] = json.loads(f"[{text.partition('(')[2].rpartition(')')[0]}]")
        return found

    assert arguments("lesebuch-entries.js") == [None]
    shown, part = arguments("lesebuch-entries-a.js")
    assert part == "a"
    assert isinstance(shown, dict)
    assert shown["altenfurt"][0] == "Altenfurt"
    pages, entries = arguments("lesebuch-places.js")
    assert isinstance(pages, dict)
    assert isinstance(entries, dict)
    assert pages[entries["altenfurt"]] == "glossary-a.html"
    assert len(entries) == FROM + 2


def test_a_changed_entry_changes_its_page_alone(large: Path, build: Build) -> None:
    build(large, *QUIET)
    path = large / "glossary" / "e3.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Steht", "Stand"), encoding="utf-8")
    run = build(large, *QUIET)
    assert "Stand" in run.page("glossary-e")
    read = re.search(r"updating environment: .*", run.output)
    assert read
    assert read[0].endswith("0 added, 2 changed, 0 removed"), read[0]


def test_a_glossary_that_shrinks_is_one_page_again(large: Path, build: Build) -> None:
    build(large, *QUIET)
    for number in range(0, FROM, 2):
        (large / "glossary" / f"e{number}.md").unlink()
    run = build(large, *QUIET)
    assert list(pages_of(run.out)) == ["glossary"]
    assert len(entries_on(run.page("glossary"))) == FROM // 2 + 2
    assert 'href="../glossary.html#altenfurt"' in run.page("chapters/bruecke")
    assert not list((run.out / "_static").glob("lesebuch-entries-*.js"))
    fresh = build(large, *QUIET, out="fresh")
    assert fresh.page("chapters/bruecke") == run.page("chapters/bruecke")


def test_a_part_that_comes_is_linked_from_pages_that_were_there(large: Path, build: Build) -> None:
    build(large, *QUIET)
    for number in range(LARGEST):
        (large / "glossary" / f"x{number}.md").write_text(
            f"---\nterm: A{NAMES[number % 20].lower()} {number}\nkind: concept\n---\n\nNeu.\n", encoding="utf-8"
        )
    run = build(large, *QUIET)
    assert 'href="../glossary-al.html#altenfurt"' in run.page("chapters/bruecke")
    # The page that was the whole letter names those that came in its place.
    assert 'href="glossary-al.html"' in run.page("glossary-a")


def test_the_glossary_may_be_any_page(large: Path, build: Build) -> None:
    docs = large / "docs"
    (docs / "more").mkdir()
    (docs / "glossary.md").rename(docs / "more" / "terms.md")
    entry_file = large / "glossary" / "e3.md"
    entry_file.write_text(
        entry_file.read_text(encoding="utf-8").replace("chapters.md", "../chapters.md"), encoding="utf-8"
    )
    run = build(large, *QUIET)
    assert "more/terms-a.html#altenfurt" in run.page("chapters/bruecke")
    assert 'href="../chapters.html"' in run.page("more/terms-e")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "latex", "typst"])
def test_every_builder_has_every_entry(large: Path, build: Build, builder: str) -> None:
    run = build(large, "-W", "--keep-going", "-b", builder, *QUIET, out=builder)
    assert run.code == 0, run.output
    suffix = {"dirhtml": "html", "singlehtml": "html", "text": "txt", "latex": "tex", "typst": "typ"}[builder]
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(run.out.rglob(f"*.{suffix}")))
    assert [n for n in range(FROM) if not re.search(rf"weg\W{{1,3}}{n}\b", text)] == []
    if builder == "typst":
        book = (run.out / ".lesebuch-working" / "reader.pdf.typ").read_text(encoding="utf-8")
        assert len(re.findall(r"\bletter\(", book)) == len({name[0] for name in NAMES} | {"A", "H"})

"""Who is named with whom, and where it is drawn."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lesebuch.config import Edition
from lesebuch.model import EntryKind, Mention, Reader, Span
from lesebuch.pipeline import read
from lesebuch.presentation import network
from lesebuch.presentation.index import Index

BASE, _ = read(Path(__file__).parents[1] / "roots" / "mini", Edition.CLASS)
NAMES = ["Ada Kahn", "Bund der Fährleute", "Carl <Ohm>", "D & Co", "Eva Roth", "Fünfundzwanzigster Verein der Freunde"]


def reader(*passages: set[int], kinds: dict[int, EntryKind] | None = None, chapter: int = 0) -> Reader:
    """A reader in which each passage of a chapter names these of `NAMES`, which are people unless `kinds` says otherwise."""
    one = next(iter(BASE.entries.values()))
    slug = BASE.chapters[chapter].slug
    told = {n: (kinds or {}).get(n, EntryKind.PERSON) for n in range(len(NAMES))}
    entries = {
        f"e{n}": replace(one, slug=f"e{n}", term=NAMES[n], kind=str(kind), like=None) for n, kind in told.items()
    }
    found = tuple(
        Mention(f"e{n}", Span(f"p{p}", n, n + 1)) for p, named in enumerate(passages, 1) for n in sorted(named)
    )
    return Reader(chapters=BASE.chapters, entries=entries, mentions={slug: found})


def made(whole: Reader) -> tuple[network.Named, ...]:
    return network.network(whole, Index(whole))


def test_those_are_linked_whom_more_than_one_passage_names() -> None:
    names = made(reader({0, 1}, {0, 1, 4}, {0, 4}, {2}))
    assert [(named.term, named.near) for named in names] == [
        ("Ada Kahn", (("e1", 2), ("e4", 2))),
        ("Bund der Fährleute", (("e0", 2),)),
        ("Eva Roth", (("e0", 2),)),
    ]


def test_a_line_leads_to_the_passages_that_name_both() -> None:
    whole = reader({0, 1}, {0, 1, 4}, {0, 4}, {1})
    names = made(whole)
    pairs = network.pairs(names)
    assert [(one.entry, other.entry) for one, other in pairs] == [("e0", "e1"), ("e0", "e4")]
    slug = BASE.chapters[0].slug
    assert [Index(whole).both(one.entry, other.entry) for one, other in pairs] == [
        ((slug, ("p1", "p2")),),
        ((slug, ("p2", "p3")),),
    ]
    assert Index(whole).both("e1", "e4") == ((slug, ("p2",)),)
    assert Index(whole).both("e0", "e2") == ()
    lines = re.findall(r'<a href="#(both-[^"]+)"[^>]*><title>([^<]+)</title><line', network.draw(names))
    assert lines == [
        ("both-e0.e1", "Ada Kahn und Bund der Fährleute: 2 Stellen"),
        ("both-e0.e4", "Ada Kahn und Eva Roth: 2 Stellen"),
    ]


def test_the_drawing_of_an_entry_leads_to_the_pairs_of_that_entry_alone() -> None:
    whole = reader(*[{0, 1, 4}] * 2)
    names = network.around(network.beside("e4", whole, Index(whole)))
    assert [(one.entry, other.entry) for one, other in network.pairs(names, "e4")] == [("e4", "e0"), ("e4", "e1")]
    assert re.findall(r'href="#(both-[^"]+)"', network.draw(names, own="e4")) == ["both-e0.e4", "both-e1.e4"]
    assert network.draw(names, own="e4").count("<line") == 3


def test_places_and_concepts_are_not_in_it_and_organisations_have_corners() -> None:
    whole = reader({0, 1, 4}, {0, 1, 4}, kinds={1: EntryKind.ORGANISATION, 4: EntryKind.PLACE})
    names = made(whole)
    assert [(named.entry, named.person) for named in names] == [("e0", True), ("e1", False)]
    assert len(set(re.findall(r'rx="([\d.]+)"', network.draw(names)))) == 2


def test_a_reader_without_names_has_no_network() -> None:
    assert made(reader({0}, {0})) == ()


passages = st.lists(st.sets(st.integers(0, len(NAMES) - 1), max_size=6), max_size=12)


@given(passages)
@settings(max_examples=40, deadline=None)
def test_no_box_lies_on_another_and_each_is_on_the_sheet(told: list[set[int]]) -> None:
    whole = reader(*told)
    names = made(whole)
    for shown, narrow in ((names, False), (network.narrowed(names), True)):
        for one, other in combinations(shown, 2):
            beside = abs(one.x - other.x) >= (one.width + other.width) / 2
            below = abs(one.y - other.y) >= network._HIGH
            assert beside or below
        box = etree.fromstring(network.draw(names, narrow=narrow)).get("viewBox")
        wide, high = map(float, str(box).split()[2:])
        assert wide == (network.NARROW if narrow else network.WIDTH)
        assert all(named.width / 2 <= named.x <= wide - named.width / 2 for named in shown)
        assert all(network._HIGH / 2 <= named.y <= high - network._HIGH / 2 for named in shown)
    assert names == made(whole)
    links = {(one.entry, other): count for one in names for other, count in one.near}
    assert links == {(other, one): count for (one, other), count in links.items()}


def test_the_drawing_is_well_formed_says_what_it_shows_and_leads_on() -> None:
    names = made(reader({0, 1, 2, 3}, {0, 1, 2, 3}))
    svg = etree.fromstring(network.draw(names))
    assert [text for text in svg.itertext() if text in NAMES] == [NAMES[n] for n in (0, 1, 2, 3)]
    assert {link.get("href") for link in svg.iter("{*}a") if link.find("{*}rect") is not None} == {
        f"#with-e{n}" for n in range(4)
    }
    assert len(list(svg.iter("{*}line"))) == 6
    assert svg.get("viewBox") == f"0 0 {network.WIDTH:g} {network.LOW:g}", "a few names on a large sheet"
    assert "4" in network.describe(names)
    assert "6" in network.describe(names)


def test_a_name_that_is_wider_than_the_sheet_is_cut_and_told_whole() -> None:
    (name,) = (named for named in made(reader({0, 5}, {0, 5})) if named.entry == "e5")
    assert name.label == NAMES[5]
    narrow = replace(name, most=120)
    assert narrow.width == 120
    assert narrow.label == "Fünfundzwanz…"
    svg = network._box(narrow)
    assert f"<title>{NAMES[5]}</title>" in svg
    assert "<title>" not in network._box(name)


def test_texts_share_what_both_mention_and_rare_entries_count_more() -> None:
    chapters = tuple(replace(BASE.chapters[0], slug=slug) for slug in "abcde")
    mention = {n: Mention(f"e{n}", Span("p1", n, n + 1)) for n in range(3)}
    told = {"a": (0, 1), "b": (1,), "c": (0,), "d": (1,), "e": (2,)}
    mentions = {slug: tuple(mention[n] for n in named) for slug, named in told.items()}
    whole = replace(reader(), chapters=chapters, mentions=mentions)
    found = dict(network.related(whole, Index(whole)))
    assert found["a"] == (("c", ("e0",)), ("b", ("e1",)), ("d", ("e1",)))
    assert dict(network.related(whole, Index(whole), most=1))["a"] == (("c", ("e0",)),)
    assert found["c"] == (("a", ("e0",)),)
    assert "e" not in found


def test_of_what_texts_share_the_rarest_is_named_first() -> None:
    chapters = tuple(replace(BASE.chapters[0], slug=slug) for slug in "abcd")
    told = {"a": range(5), "b": range(5), "c": (0, 2), "d": (0, 2, 3)}
    mentions = {slug: tuple(Mention(f"e{n}", Span("p1", n, n + 1)) for n in named) for slug, named in told.items()}
    whole = replace(reader(), chapters=chapters, mentions=mentions)
    other, shared = dict(network.related(whole, Index(whole)))["a"][0]
    assert (other, shared) == ("b", ("e1", "e4", "e3", "e0", "e2"))
    assert network.some(whole, shared) == f"{NAMES[1]}, {NAMES[4]}, {NAMES[3]} …"
    assert network.some(whole, shared[:1]) == NAMES[1]


def test_a_thousand_texts_are_compared_by_what_few_of_them_mention() -> None:
    chapters = tuple(replace(BASE.chapters[0], slug=f"c{n:04}") for n in range(1000))
    mentions = {
        c.slug: (Mention("e0", Span("p1", 0, 1)), Mention(f"e{1 + n // 2 % 2}", Span("p2", 0, 1)))
        for n, c in enumerate(chapters)
    }
    mentions |= {c.slug: (*mentions[c.slug], Mention("e5", Span("p3", 0, 1))) for c in chapters[:3]}
    whole = replace(reader(), chapters=chapters, mentions=mentions)
    found = dict(network.related(whole, Index(whole)))
    assert set(found) == {"c0000", "c0001", "c0002"}
    assert [other for other, _ in found["c0000"]] == ["c0001", "c0002"]

"""Words that more than one entry could claim, and how far a mention reaches."""

from collections.abc import Mapping

import pytest

import handmade
from lesebuch.glossary import Linker, link
from lesebuch.model import Chapter, Entry, EntryKind, Markup, Mention, MentionRule, Span
from lesebuch.problems import Code, Where

HERE = Where("glossary/x.md", 3)


def linker(terms: Mapping[str, str], *, kind: str = "concept", exclude: Mapping[str, str] | None = None) -> Linker:
    """One entry for each slug; its value lists the term and the variants, with bars between."""
    entries = {}
    for slug, listed in terms.items():
        term, *variants = listed.split("|")
        excluded = tuple(filter(None, (exclude or {}).get(slug, "").split("|")))
        entries[slug] = Entry(slug, term, EntryKind(kind), Markup("x", HERE), HERE, tuple(variants), excluded)
    return Linker(entries, ["de"])


def found(made: Linker, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], slug) for start, end, slug in made.find(text, "de")]


def test_the_longest_wins_and_of_equally_long_ones_the_first() -> None:
    made = linker({"a": "Alt Bau", "b": "Bau Chor", "c": "Chor Dach Erd", "d": "Bau", "e": "Bau Alt"}, kind="place")
    assert found(made, "Alt Bau Chor") == [("Bau Chor", "b")]
    assert found(made, "Alt Bau Alt") == [("Alt Bau", "a")]
    assert found(made, "Bau Alt Bau") == [("Bau Alt", "e"), ("Bau", "d")]
    assert found(made, "Alt Bau Chor Dach Erd") == [("Alt Bau", "a"), ("Chor Dach Erd", "c")]
    assert found(made, "Bau Chor Dach Erd") == [("Bau", "d"), ("Chor Dach Erd", "c")]
    assert found(made, "Bau, Bau Chor und Bau") == [("Bau", "d"), ("Bau Chor", "b"), ("Bau", "d")]


def test_mentions_may_touch() -> None:
    made = linker({"a": "Alt", "b": "Bau"}, kind="place")
    assert found(made, "Alt/Bau") == [("Alt", "a"), ("Bau", "b")]


def test_a_form_of_two_entries_goes_to_the_one_that_changes_less() -> None:
    made = linker({"a": "Land", "b": "Lande"})
    assert made.problems == ()
    assert found(made, "Land, Lande, Länder, Landes") == [
        ("Land", "a"), ("Lande", "b"), ("Länder", "a"), ("Landes", "b"),
    ]  # fmt: skip
    turned = linker({"b": "Lande", "a": "Land"})
    assert turned.problems == ()
    assert found(turned, "Landes, Länder") == [("Landes", "b"), ("Länder", "a")]


def test_a_form_that_two_entries_make_alike_is_a_problem_of_the_later_one() -> None:
    made = linker({"eins": "Balke", "zwei": "Balk", "drei": "Balks"})
    assert found(made, "Balken") == [("Balken", "eins")]
    assert [(p.code, p.where, p.message, p.hint) for p in linker({"a": "Rat", "b": "Kreis|Rat"}).problems] == [
        (
            Code.CLASHING_FORM, HERE, "`Rat` is a form of this entry and of `a`.",
            "List it under `variants` of one entry alone.",
        )
    ]  # fmt: skip
    clash = linker({"a": "Rast", "b": "Rest"})
    assert clash.problems == ()
    alike = linker({"a": "Name", "b": "Namen"}).problems
    assert alike == ()
    same = linker({"a": "Bot", "b": "Boten"})
    assert found(same, "Boten") == [("Boten", "b")]


def test_two_plurals_that_are_one_word_are_a_problem_that_is_told_once() -> None:
    made = linker({"a": "Zyklus", "b": "Zyklum"})
    assert [(p.where, p.message) for p in made.problems] == [(HERE, "`Zyklen` is a form of this entry and of `a`.")]
    assert found(made, "Zyklen") == [("Zyklen", "a")]


def test_what_is_listed_beats_what_is_excluded_and_that_beats_what_is_made() -> None:
    made = linker({"a": "Rat", "b": "Räte"}, exclude={"a": "Räte|Rats|der Rat von"})
    assert found(made, "Rat Rats Räte Räten") == [("Rat", "a"), ("Räte", "b")]
    assert found(made, "der Rat von, der Rat") == [("Rat", "a")]


def test_capitals_are_read_as_small_letters_only_where_nothing_else_is() -> None:
    made = linker({"welt": "WELT", "erde": "Welt", "reich": "Welt Reich"})
    assert found(made, "WELT") == [("WELT", "welt")]
    assert found(made, "WELTEN") == [("WELTEN", "erde")]
    assert found(made, "REICH WELT REICHE") == [("WELT", "welt")]
    assert found(made, "Welt WELT ERDE WELTEN") == [("Welt", "erde"), ("WELT", "welt"), ("WELTEN", "erde")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kreml", "Kreml"),
        ("Kreml-Chef", "Kreml-Chef"),
        ("der Kreml-Chef-Berater kam", "Kreml-Chef-Berater"),
        ("Nicht-Kreml-Chef", "Nicht-Kreml-Chef"),
        ("A-Kreml", "A-Kreml"),
        ("Nord-Ost-Kreml", "Nord-Ost-Kreml"),
        ("Kreml-", "Kreml"),
        ("Kreml- und", "Kreml"),
        ("-Kreml", "Kreml"),
        (" -Kreml", "Kreml"),
        ("Kreml--Chef", "Kreml"),
        ("Kreml‐Chef", "Kreml‐Chef"),
        ("Kreml‑Chef.", "Kreml‑Chef"),
        ("Kreml–Chef", "Kreml"),
        ("Kreml-C", "Kreml-C"),
        ("x-Kreml-y z", "x-Kreml-y"),
    ],
)
def test_a_compound_is_a_mention_as_a_whole(text: str, words: str) -> None:
    assert found(linker({"a": "Kreml"}, kind="place"), text) == [(words, "a")]


def test_a_compound_of_two_mentions_is_two() -> None:
    made = linker({"a": "Kreml", "b": "Berlin"}, kind="place")
    assert found(made, "Kreml-Berlin") == [("Kreml", "a"), ("Berlin", "b")]
    assert found(made, "Nord-Kreml-Berlin-Achse und Berlin-Mitte") == [
        ("Kreml", "a"), ("Berlin", "b"), ("Berlin-Mitte", "b"),
    ]  # fmt: skip
    assert found(made, "Kreml-Chef Berlin-Mitte") == [("Kreml-Chef", "a"), ("Berlin-Mitte", "b")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'Marx'", ["Marx"]),
        ("Marx' Werk", ["Marx'"]),
        ("„Marx‘", ["Marx'"]),
        ("1Marx", []),
        ("Marx1", []),
        ("Marxa", []),
    ],
)
def test_an_apostrophe_may_close_a_quotation(text: str, words: list[str]) -> None:
    assert [w.replace("‘", "'") for w, _ in found(linker({"a": "Marx"}, kind="person"), text)] == words


def chapter(*texts: str | None, rules: tuple[MentionRule, ...] = ()) -> Chapter:
    return handmade.chapter(*handmade.paragraphs(*texts), mention_rules=rules)


def test_spans_count_from_the_beginning_of_their_passage() -> None:
    made = linker({"a": "Kreml", "b": "Berlin"}, kind="place")
    mentions, problems = link(chapter("Kreml", None, "", "im Kreml", "Kreml Berlin"), made)
    assert problems == []
    assert [(m.entry, m.span) for m in mentions] == [
        ("a", Span("p1", 0, 5)),
        ("a", Span("p4", 3, 8)),
        ("a", Span("p5", 0, 5)),
        ("b", Span("p5", 6, 12)),
    ]


def test_rules_touch_what_they_overlap_and_nothing_else() -> None:
    made = linker({"a": "Kreml", "b": "Berlin"}, kind="place")
    texts = "Kreml Kreml Berlin", "Kreml"

    def linked(*rules: tuple[str, int, int, str]) -> tuple[list[tuple[str, str, int, int]], list[str]]:
        made_of = tuple(MentionRule(Span(p, start, end), entry, HERE) for p, start, end, entry in rules)
        mentions, problems = link(chapter(*texts, rules=made_of), made)
        return [(m.entry, m.span.passage, m.span.start, m.span.end) for m in mentions], [p.message for p in problems]

    first, second, third, fourth = ("a", "p1", 0, 5), ("a", "p1", 6, 11), ("b", "p1", 12, 18), ("a", "p2", 0, 5)
    said = "The linker says the same of p1 without this rule."
    assert linked(("p1", 0, 5, "")) == ([second, third, fourth], [])
    assert linked(("p1", 5, 6, "")) == ([first, second, third, fourth], [said])
    assert linked(("p1", 4, 7, "")) == ([third, fourth], [])
    assert linked(("p1", 0, 5, "a")) == ([first, second, third, fourth], [said])
    assert linked(("p1", 0, 5, "b")) == ([("b", "p1", 0, 5), second, third, fourth], [])
    assert linked(("p1", 0, 11, "a")) == ([("a", "p1", 0, 11), third, fourth], [])
    assert linked(("p1", 5, 6, "b")) == ([first, ("b", "p1", 5, 6), second, third, fourth], [])
    assert linked(("p1", 0, 5, ""), ("p2", 0, 5, "")) == ([second, third], [])


def test_a_language_has_rules_of_its_own() -> None:
    entries = {"a": Entry("a", "Treaty", EntryKind.TREATY, Markup("x", HERE), HERE)}
    made = Linker(entries, ["de-AT", "en-GB", "kk"])
    text = "Treaty Treaties Treatys"
    assert [text[s:e] for s, e, _ in made.find(text, "en-GB")] == ["Treaty", "Treaties"]
    assert [text[s:e] for s, e, _ in made.find(text, "de-AT")] == ["Treaty", "Treatys"]
    assert [text[s:e] for s, e, _ in made.find(text, "kk")] == ["Treaty"]


def test_mentions_are_records() -> None:
    assert link(chapter("Kreml"), linker({"a": "Kreml"}))[0] == (Mention("a", Span("p1", 0, 5)),)

"""What mentions an entry, and what only looks like it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
from lesebuch.glossary import Linker, link, read_entries
from lesebuch.model import Chapter, Entry, EntryKind, Markup, Mention, MentionRule, Passage, PassageKind, Span
from lesebuch.problems import Code, Where

HERE = Where("test.md", 1)


def entry(slug: str, kind: str, term: str, *variants: str, exclude: Sequence[str] = ()) -> Entry:
    return Entry(slug, term, EntryKind(kind), Markup("x", HERE), HERE, variants, tuple(exclude))


ENTRIES = {
    e.slug: e
    for e in (
        entry("kasachstan", "place", "Kasachstan", "Republik Kasachstan", "Kazakhstan"),
        entry("unionsstaat", "organisation", "Unionsstaat", "Union State"),
        entry("tokajew", "person", "Kassym-Schomart Tokajew", "Tokajew", "Toqajew", "Präsident Tokajew"),
        entry("volksrepubliken", "place", "Volksrepubliken Donezk und Luhansk", "Republiken Luhansk und Donezk"),
        entry("lawrow", "person", "Sergej Lawrow", "Lawrow"),
        entry("putin", "person", "Wladimir Putin", "Putin"),
        entry("trump", "person", "Donald Trump", "Trump"),
        entry("nasarbajew", "person", "Nursultan Nasarbajew", "Nasarbajew", "Nursultan"),
        entry("nur-otan", "organisation", "Nur Otan", "Amanat"),
        entry("welt", "work", "DIE WELT", "WELT"),
        entry("kreml", "place", "Kreml"),
        entry("eu", "organisation", "Europäische Union", "EU"),
        entry("eawu", "organisation", "Eurasische Wirtschaftsunion"),
        entry("referendum", "concept", "Referendum"),
        entry("integritaet", "concept", "territoriale Integrität"),
        entry("vertrag", "treaty", "Organisation des Vertrags über kollektive Sicherheit", "OVKS"),
        entry("btc", "concept", "Baku–Tiflis–Ceyhan"),
        entry("botschaft", "concept", "Botschaft", exclude=["frohe Botschaft"]),
        entry("rat", "organisation", "Rat", exclude=["Raten"]),
        entry("abkommen", "treaty", "Minsker Vereinbarungen"),
    )
}
LINKER = Linker(ENTRIES, ["de", "en", "kk"])


def found(text: str, language: str = "de") -> list[tuple[str, str]]:
    return [(text[start:end], slug) for start, end, slug in LINKER.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Hauptstadt Kasachstans", [("Kasachstans", "kasachstan")]),
        ("Präsident der Republik Kasachstan", [("Republik Kasachstan", "kasachstan")]),
        ("die Organe des Unionsstaates", [("Unionsstaates", "unionsstaat")]),
        ("des Unionsstaats", [("Unionsstaats", "unionsstaat")]),
        ("die Rede des Präsidenten Tokajews", [("Präsidenten Tokajews", "tokajew")]),
        ("Toqajew oder Tokajew", [("Toqajew", "tokajew"), ("Tokajew", "tokajew")]),
        ("Kassym‑Schomart Tokajew", [("Kassym‑Schomart Tokajew", "tokajew")]),  # non-breaking hyphen
        ("den Republiken Luhansk und Donezk", [("Republiken Luhansk und Donezk", "volksrepubliken")]),
        ("das Lawrow-Interview", [("Lawrow-Interview", "lawrow")]),
        ("der Kreml-Putin-Streit", [("Kreml", "kreml"), ("Putin", "putin")]),
        ("EU-Länder und Nicht-EU-Länder", [("EU-Länder", "eu"), ("Nicht-EU-Länder", "eu")]),
        ("der Eurasischen Wirtschaftsunion", [("Eurasischen Wirtschaftsunion", "eawu")]),
        ("zwei Referenden", [("Referenden", "referendum")]),
        ("Territoriale Integrität und territorialer Integrität", [
            ("Territoriale Integrität", "integritaet"), ("territorialer Integrität", "integritaet")]),
        ("Organisation des Vertrages über kollektive Sicherheit", [
            ("Organisation des Vertrages über kollektive Sicherheit", "vertrag")]),
        ("über Baku-Tiflis-Ceyhan", [("Baku-Tiflis-Ceyhan", "btc")]),
        ("eine  Minsker  Vereinbarung", [("Minsker  Vereinbarung", "abkommen")]),
        ("Putin’s Brief, Trump' Antwort", [("Putin’s", "putin"), ("Trump", "trump")]),
        ("der WELT", [("WELT", "welt")]),
        ("Räte und Rates", [("Räte", "rat"), ("Rates", "rat")]),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "der höchste Trumpf",
        "auf der ganzen Welt, die Welt",
        "Kasachstanische",
        "kremlnah",
        "Putinismus",
        "EUR",
        "Raten",
    ],
)
def test_look_alikes(text: str) -> None:
    assert found(text) == []


def test_party_is_not_the_president() -> None:
    assert found("Nur Otan und Nursultan") == [("Nur Otan", "nur-otan"), ("Nursultan", "nasarbajew")]


def test_excluded_phrase_hides_the_entry() -> None:
    assert found("die frohe Botschaft der Botschaft") == [("Botschaft", "botschaft")]


def test_english_forms() -> None:
    assert found("Kazakhstan's Union States", "en") == [("Kazakhstan's", "kasachstan"), ("Union States", "unionsstaat")]


def test_other_languages_take_the_terms_as_they_are() -> None:
    assert found("Kreml Kremls", "kk") == [("Kreml", "kreml")]


def test_where_a_script_parts_no_words_a_term_stands_among_others() -> None:
    entries = (
        entry("wang", "person", "王立国"),
        entry("nato", "organisation", "NATO"),
        entry("alp", "place", "アルプ"),
    )
    linker = Linker({e.slug: e for e in entries}, ["zh", "ja"])

    def mentioned(text: str, language: str) -> list[tuple[str, str]]:
        return [(text[start:end], slug) for start, end, slug in linker.find(text, language)]

    assert mentioned("镇长王立国说NATO成员国", "zh") == [("王立国", "wang"), ("NATO", "nato")]
    assert mentioned("高いアルプの山、アルプス", "ja") == [("アルプ", "alp")]


def test_mentions_do_not_cross_lines() -> None:
    assert found("Nur\nOtan") == []


def test_mentions_do_not_cross_cells() -> None:
    passage = Passage("p1", PassageKind.TABLE, "Nur\tOtan\nNur Otan")
    mentions, problems = link(handmade.chapter(passage), LINKER)
    assert problems == []
    assert mentions == (Mention("nur-otan", Span("p1", 9, 17)),)


@given(st.text(alphabet=st.sampled_from("Putin-s KremlEU ’\n\u2011ä"), max_size=80))
def test_any_text_gives_whole_words_in_order(text: str) -> None:
    at = 0
    for start, end, slug in LINKER.find(text, "de"):
        assert at <= start < end <= len(text)
        assert slug in ENTRIES
        assert "\n" not in text[start:end]
        assert not (start and text[start - 1].isalnum())
        assert not text[end : end + 1].isalnum()
        at = end


def test_two_entries_with_one_form_are_a_problem() -> None:
    both = {e.slug: e for e in (entry("a", "concept", "Rat"), entry("b", "concept", "Kreis", "Rat"))}
    assert [p.code for p in Linker(both, ["de"]).problems] == [Code.CLASHING_FORM]


def test_a_listed_form_beats_an_inflected_one() -> None:
    both = {e.slug: e for e in (entry("a", "concept", "Rat"), entry("b", "concept", "Räte"))}
    linker = Linker(both, ["de"])
    assert linker.problems == ()
    assert [slug for _, _, slug in linker.find("Rat und Räte", "de")] == ["a", "b"]


def chapter(text: str, *rules: MentionRule) -> Chapter:
    title = Passage("t1", PassageKind.TITLE, "Putin")
    return handmade.chapter(title, *handmade.paragraphs(text), mention_rules=rules)


def test_spans_are_of_the_passage() -> None:
    mentions, problems = link(chapter("An Putin"), LINKER)
    assert problems == []
    assert mentions == (Mention("putin", Span("t1", 0, 5)), Mention("putin", Span("p1", 3, 8)))


def test_rules_put_the_linker_right() -> None:
    text = "Botschaft von Putin"
    nothing = MentionRule(Span("p1", 0, 9), "", HERE)
    other = MentionRule(Span("p1", 14, 19), "kreml", HERE)
    mentions, problems = link(chapter(text, nothing, other), LINKER)
    assert problems == []
    assert mentions[1:] == (Mention("kreml", Span("p1", 14, 19)),)


def test_a_rule_that_changes_nothing_is_a_problem() -> None:
    _, problems = link(chapter("nichts", MentionRule(Span("p1", 0, 6), "", HERE)), LINKER)
    assert [p.code for p in problems] == [Code.UNUSED_RULE]


def test_a_missing_text_has_no_mentions() -> None:
    empty = handmade.chapter(*handmade.paragraphs(None), available=False)
    assert link(empty, LINKER) == ((), [])


GOOD = "---\nterm: Putin\nvariants: [Wladimir Putin]\nkind: person\n---\n\nPräsident.\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_an_entry_is_read(tmp_path: Path) -> None:
    entries, problems = read_entries(write(tmp_path, putin=GOOD))
    assert problems == []
    assert entries["putin"].variants == ("Wladimir Putin",)
    assert entries["putin"].body.text == "Präsident."
    assert entries["putin"].body.where.line == 7


@pytest.mark.parametrize(
    ("written", "read"),
    [("[43.25, -76]", (43.25, -76.0)), ("[-90, 180]", (-90.0, 180.0)), ('["+0.5", 7]', (0.5, 7.0)), ("", None)],
)
def test_coordinates_are_degrees(tmp_path: Path, written: str, read: tuple[float, float] | None) -> None:
    text = GOOD.replace("kind: person", f"kind: place\ncoordinates: {written}")
    entries, problems = read_entries(write(tmp_path, putin=text))
    assert problems == []
    assert entries["putin"].coordinates == read


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD.replace("kind: person", "kind: human"), Code.BAD_VALUE, 4),
        (GOOD.replace("kind: person", "sort: person\nkind: person"), Code.UNKNOWN_KEY, 4),
        (GOOD.replace("term: Putin\n", ""), Code.MISSING_KEY, 2),
        (GOOD.replace("[Wladimir Putin]", "Wladimir"), Code.BAD_VALUE, 3),
        (GOOD.replace("kind: person", "kind: person\nsee: [nobody]"), Code.UNKNOWN_ENTRY, 5),
        (GOOD.replace("kind: person", "kind: person\nwikidata: 7747"), Code.BAD_VALUE, 5),
        (GOOD.replace("kind: person", "kind: person\ncoordinates: [90.01, 0]"), Code.BAD_VALUE, 5),
        (GOOD.replace("kind: person", "kind: person\ncoordinates: [0, -180.5]"), Code.BAD_VALUE, 5),
        (GOOD.replace("kind: person", "kind: person\ncoordinates: [12]"), Code.BAD_VALUE, 5),
        (GOOD.replace("kind: person", "kind: person\ncoordinates: 51,5"), Code.BAD_VALUE, 5),
        (GOOD.replace("kind: person", "kind: person\ncoordinates: [51° N, 0° W]"), Code.BAD_VALUE, 5),
        (GOOD.replace("\nPräsident.\n", ""), Code.MISSING_KEY, 6),
        ("term: Putin", Code.BAD_YAML, 1),
        (GOOD.replace("[Wladimir", "[[Wladimir"), Code.BAD_YAML, 3),
    ],
)
def test_faulty_entries_are_named_with_their_line(tmp_path: Path, text: str, code: Code, line: int) -> None:
    _, problems = read_entries(write(tmp_path, putin=text))
    assert [(p.code, p.where.line) for p in problems] == [(code, line)]


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    entries, problems = read_entries(tmp_path)
    assert entries == {}
    assert [p.code for p in problems] == [Code.UNREADABLE]

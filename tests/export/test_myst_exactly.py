"""MyST, sign for sign: the chapters of the mini reader in `golden/`, and what they do not have, by example.

The golden files are written anew by `python tests/export/test_myst_exactly.py`; read them before they are committed.
"""

from pathlib import Path

import pytest

import handmade
from lesebuch.config import Edition
from lesebuch.edtf import TimeValue
from lesebuch.export import myst
from lesebuch.export.escaping import escape, finish, wrap
from lesebuch.model import (
    Anchor,
    Annotation,
    AnnotationKind,
    Chapter,
    Emendation,
    Entry,
    EntryKind,
    Event,
    Markup,
    Mention,
    Passage,
    PassageKind,
    PassageRef,
    Reader,
    Span,
    Time,
)
from lesebuch.pipeline import read
from lesebuch.problems import Where

MINI = Path(__file__).parents[1] / "roots" / "mini"
GOLDEN = Path(__file__).parent / "golden"
WHERE = Where("corpus/a.md", 1)


def made() -> dict[str, str]:
    """File -> text: all chapters of the class edition, and the one that the public edition has without its text."""
    whole, public = read(MINI)[0], read(MINI, Edition.PUBLIC)[0]
    files = {f"{chapter.slug}.md": myst(whole, chapter) for chapter in whole.chapters}
    return files | {"leitung-public.md": myst(public, next(c for c in public.chapters if c.slug == "leitung"))}


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    return made()


@pytest.mark.parametrize("name", ["brunnen.md", "ferry.md", "leitung.md", "leitung-public.md"])
def test_golden(exported: dict[str, str], name: str) -> None:
    assert exported[name] == (GOLDEN / name).read_text(encoding="utf-8")


def chapter(*passages: Passage, head: str = "", notes: tuple[Annotation, ...] = (), **fields: object) -> Chapter:
    base = {"slug": "a", "title": "Ein *Titel*", "file": "a.txt", "first": 3, "annotations": notes}
    return handmade.chapter(*passages, head=Markup(head, WHERE) if head else None, **base, **fields)


FRONT = [
    "---", 'id: "a"', "contributors: []", "published: null", "publisher: null", 'language: "de"', 'rights: "open"',
    "url: null", 'source: "a.txt, 3-9"', "---", "",
]  # fmt: skip


def lines(reader: Reader, of: Chapter) -> list[str]:
    """The lines behind the front matter, which is the same for all."""
    found = myst(reader, of).split("\n")
    assert found[: len(FRONT)] == FRONT
    assert found[-1] == ""
    return found[len(FRONT) : -1]


def test_a_chapter_without_a_title_of_its_own_begins_with_the_editors() -> None:
    of = chapter(Passage("h1", PassageKind.HEADING, "Kopf"), Passage("t1", PassageKind.TITLE, "Titel"), head="Vorab.")
    assert lines(Reader((of,)), of) == [
        "# Ein \\*Titel\\*", "", "```{admonition} Einführung", "Vorab.", "```", "",
        "% heading", "", "(a.h1)=", "## Kopf", "", "% title", "", "(a.t1)=", "Titel",
    ]  # fmt: skip


def test_the_first_title_is_the_documents_and_a_second_is_none() -> None:
    of = chapter(
        Passage("t1", PassageKind.TITLE, "Titel"), Passage("t2", PassageKind.TITLE, "Noch einer"),
        Passage("p1", PassageKind.QUOTE, "- so"), head="`` x ``` y",
    )  # fmt: skip
    assert lines(Reader((of,)), of) == [
        "% title", "", "(a.t1)=", "# Titel", "", "````{admonition} Einführung", "`` x ``` y", "````", "",
        "% title", "", "(a.t2)=", "Noch einer", "", "% quote", "", "(a.p1)=", "> \\- so",
    ]  # fmt: skip


def test_roles_of_ours_become_links_or_words() -> None:
    entry = Entry("rat", "Der *Rat*", EntryKind.CONCEPT, Markup("Ein {entry}`Gremium <rat>`.", WHERE), WHERE)
    body = (
        "{entry}`rat` {entry}`Räte <rat>` {entry}`fehlt` {passage}`a#p1` {passage}`hier <a#p1>` {passage}`b#p2` "
        "{passage}`dort <b#p2>` {cite}`x-1` {cite:p}` y-2 ` {ref}`z` ende {entry}`1 < 2`"
    )
    note = Annotation("n", AnnotationKind.CONTEXT, Anchor((Span("p1", 0, 3),), "Wo"), Markup(body, WHERE), WHERE)
    of = chapter(Passage("p1", PassageKind.LEAD, "Wort"), notes=(note,))
    reader = Reader((of,), {"rat": entry}, (), {"a": (Mention("rat", Span("p1", 0, 4)),)})
    assert lines(reader, of) == [
        "# Ein \\*Titel\\*", "", "% lead", "", "(a.p1)=", "[Wort](#entry-rat)[^n]", "",
        "[^n]: „Wo“ (Hintergrund)", "",
        "    Der \\*Rat\\* Räte fehlt [a\\#p1](#a.p1) [hier](#a.p1) b\\#p2 dort (b\\#p2) \\[x-1\\] \\[y-2\\] {ref}`z` ende 1 \\< 2",
        "", "## Glossar", "", "(entry-rat)=", "**Der \\*Rat\\***", "", "Ein Gremium.",
    ]  # fmt: skip


def test_numbers_stand_behind_the_last_word_and_behind_links() -> None:
    def note(name: str, *spans: Span) -> Annotation:
        return Annotation(name, AnnotationKind.PERSON, Anchor(spans), Markup("N.\n\nM.", WHERE), WHERE)

    notes = (note("n1", Span("p1", 0, 3), Span("p2", 0, 4)), note("n2", Span("p2", 3, 8)))
    emendations = (
        Emendation("e1", Anchor((Span("p2", 5, 6),), "e"), "so*", Markup("E.", WHERE), WHERE),
        Emendation("e2", Anchor((Span("p1", 0, 3),)), "", Markup("F.", WHERE), WHERE),
    )
    of = chapter(
        Passage("p1", PassageKind.LEAD, "Eins"), Passage("p2", PassageKind.LEAD, "Wort der Zeit"),
        notes=notes, emendations=emendations,
    )  # fmt: skip
    reader = Reader((of,), {}, (), {})
    assert lines(reader, of)[2:] == [
        "% lead", "", "(a.p1)=", "Ein[^e2]s", "", "% lead", "", "(a.p2)=", "Wort[^n1] d[^e1]er[^n2] Zeit", "",
        "[^n1]: (Person)", "", "    N.", "", "    M.", "", "[^n2]: (Person)", "", "    N.", "", "    M.", "",
        "[^e1]: „e“ (Textkritik, richtig: so\\*)", "", "    E.", "", "[^e2]: (Textkritik)", "", "    F.",
    ]  # fmt: skip


def test_events_and_dates_are_those_of_the_chapter() -> None:
    def event(name: str, day: str, *at: str, of: str = "") -> Event:
        refs = tuple(PassageRef(*ref.split("#")) for ref in at)
        return Event(name, TimeValue.parse(day), refs, Markup(f"Es {{entry}}`{name}`.\nUnd.", WHERE), WHERE, of)

    events = (
        event("eins", "2020", "a#p1"), event("zwei", "2021-05-04", "b#p1", "a#p1"), event("drei", "2022", "b#p1"),
        event("vier", "2023~", of="a"), event("fünf", "2023", of="b"),
    )  # fmt: skip
    of = chapter(Passage("p1", PassageKind.LEAD, "1998, gestern, neulich, gestern"))
    spans = ((0, 4, "1998"), (6, 13, "1998-05-03"), (15, 22, None), (24, 31, "1998-05-03"))
    times = tuple(Time(a, b, "DATE", "", None, edtf, None, "x", "p1") for a, b, edtf in spans)
    reader = Reader((of,), {}, events, {}, {"a": times})
    assert lines(reader, of)[6:] == [
        "", "## Ereignisse", "",
        "- 2020", "", "  Es eins.", "  Und.", "- 4\\. Mai 2021", "", "  Es zwei.", "  Und.", "- um 2023", "", "  Es vier.", "  Und.", "",
        "## Zeitangaben", "", "- „gestern“ ([p1](#a.p1)): 3\\. Mai 1998",
    ]  # fmt: skip


def test_the_glossary_is_in_alphabetical_order() -> None:
    entries = {
        s: Entry(s, t, EntryKind.PLACE, Markup("x", WHERE), WHERE) for s, t in (("x", "b"), ("y", "C"), ("z", "a"))
    }
    of = chapter(Passage("p1", PassageKind.LEAD, "b C a b"))
    mentions = tuple(Mention(slug, Span("p1", at, at + 1)) for slug, at in (("x", 0), ("y", 2), ("z", 4), ("x", 6)))
    found = lines(Reader((of,), entries, (), {"a": mentions}), of)
    assert [line for line in found if line.startswith("(entry")] == ["(entry-z)=", "(entry-x)=", "(entry-y)="]
    assert found[5] == "[b](#entry-x) [C](#entry-y) [a](#entry-z) [b](#entry-x)"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("\\`{}[]<>&$~^!#|", r"\\\`\{\}\[\]\<\>\&\$\~\^\!\#\|"),
        ("a\tb\nc\rd", "a&#9;b&#10;c&#13;d"),
        ("Wort, (so): 1. +-%", "Wort, (so): 1. +-%"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("line", "finished"),
    [
        ("  a b ", "&#32;&#32;a b&#32;"),
        ("\u2003a", "&#8195;a"),
        ("- a", "\\- a"),
        ("+", "\\+"),
        ("=", "\\="),
        ("(a)", "\\(a)"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("1234567890. a", "1234567890. a"),
        ("1 a.", "1 a."),
        ("[^n](a", "[^n]\\(a"),
        ("[b](#entry)", "[b](#entry)"),
        ("Wort", "Wort"),
        ("", ""),
    ],
)
def test_finish(line: str, finished: str) -> None:
    assert finish(line) == finished


def test_a_long_line_is_broken_within_a_link_to_its_own_passage() -> None:
    assert wrap("a" * 6000, "x.p1") == "a" * 6000
    words = "ab " * 2001
    made = wrap(words, "x.p1")
    assert made == "ab " * 2000 + "[ab](\n#x.p1) "
    assert wrap("ab " * 4100, "x.p1").count("(\n#x.p1)") == 2
    assert wrap("[b](#c) " * 800, "x.p1") == "[b](#c) " * 800
    assert wrap("*" * 6001, "x.p1") == "*" * 6001
    assert wrap("." * 6000 + "1 \\a &#97; b", "y") == "." * 6000 + "1 \\a &#97; [b](\n#y)"


if __name__ == "__main__":
    for file, text in made().items():
        (GOLDEN / file).write_text(text, encoding="utf-8")

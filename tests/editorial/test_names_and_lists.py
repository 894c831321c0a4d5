"""Labels, doubles, lists in running text, order of notes, links into the reader: each at its edges."""

from collections.abc import Sequence

import pytest

import handmade
from lesebuch import myst
from lesebuch.editorial.anchors import AnchorPoint, Miss, Pointer, locate_range, occurrences, parse, parse_words
from lesebuch.editorial.labels import doubles, made_id, names_of, normal
from lesebuch.editorial.links import check_links
from lesebuch.editorial.lists import check_lists
from lesebuch.editorial.lock import fingerprint
from lesebuch.editorial.noteorder import check_order
from lesebuch.editorial.scanned import ScannedMarkup, metadata
from lesebuch.edtf import TimeValue
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
    MentionRule,
    Outside,
    Passage,
    PassageKind,
    PassageRef,
    Reader,
    Registered,
    Rights,
    Span,
)
from lesebuch.myst import split_title
from lesebuch.problems import Code, Problem, Where


def piece(text: str, *pages: str, path: str = "docs/a.md") -> ScannedMarkup:
    markup = Markup(text, Where(path, 1))
    return ScannedMarkup(markup, myst.scan(markup), pages or ("a",), whole=len(pages) < 2)


def said(problems: Sequence[Problem]) -> list[str]:
    return [f"{p.where} {p.message}" + (f" ({p.hint})" if p.hint else "") for p in problems]


HOW = "(A chapter is called as its file in corpus/. To give it another name: lesebuch rename OLD NEW.)"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Über uns", "uber-uns"),
        ("Straße und Łódź", "strasze-und-lodz"),
        ("1. Der Anfang!", "der-anfang"),
        ("A  b\tc", "a-b-c"),
        ("Æsop, œuvre, Øl, đ, ħ, ı, ŧ", "aesop-oeuvre-ol-d-h-i-t"),
        ("--x--", "x"),
        ("42", ""),
        ("习", ""),
    ],
)
def test_ids_of_headings(text: str, made: str) -> None:
    assert made_id(text) == made


def test_labels_are_compared_in_small_letters_with_single_spaces() -> None:
    assert normal("  Der \n Name ") == "der name"


def test_names_of_pages() -> None:
    pages = [
        piece("# Über A\n\n(Erste Marke)=\n## Teil\n\n(zweite)=\nText\n", "a"),
        piece("# B\n\n(zweite)=\n## Mit Titel\n\n```{math}\n:label: e1\na\n```\n", "b"),
        piece("# C\n\n```{glossary}\nWort : n\n  Was.\n..\n: x\nEin Satz\n  So.\n```\n", "c"),
    ]
    names = names_of(pages)
    assert names.labels["erste marke"] == ({"a"}, True)
    assert names.labels["zweite"] == ({"a", "b"}, True)
    assert {name for name, (at, titled) in names.labels.items() if at == {""} and titled} == {
        "genindex", "modindex", "search", "py-modindex",
    }  # fmt: skip
    assert names.anchors == {"a": {"über a", "uber-a", "teil"}, "b": {"b", "mit titel", "mit-titel"}, "c": {"c"}}
    assert names.terms == {"wort", "ein satz"}
    assert names.equations == {"e1"}
    assert not names.objects
    assert names_of([piece("# A\n\n```{option} -x\nWas.\n```\n")]).objects
    assert names_of([piece("(ohne)=\nText\n", "a")]).labels["ohne"] == ({"a"}, False)


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([("(x)=\n## B\n\n(x)=\n## C\n", "a")], ["docs/a.md:4 The label `x` is used in docs/a.md:1 already."]),
        (
            [("(x)=\n## B\n", "a"), ("\n(X)=\n## C\n", "b")],
            ["docs/b.md:2 The label `X` is used in docs/a.md:1 already."],
        ),
        ([("(x)=\nText\n", "a"), ("(x)=\nText\n", "b")], []),
        ([("(x)=\n## B\n", "a"), ("(x)=\nText\n", "b")], []),
        ([("(x)=\nText\n", "a"), ("(x)=\n## B\n", "b")], []),
        ([("(x)=\nText\n\n(x)=\nText\n", "a")], ["docs/a.md:4 The label `x` is used in docs/a.md:1 already."]),
        (
            [("(x)=\nText\n", "a", "b")],
            ["docs/a.md:1 The label `x` would be given twice: this text stands on the pages a and b. (Remove it.)"],
        ),
        (
            [("```{math}\n:label: e\na\n```\n", "a"), ("```{math}\n:label: e\na\n```\n", "b")],
            ["docs/b.md:1 The equation `e` is given in docs/a.md:1 already."],
        ),
        ([("```{math}\n:label: e\na\n```\n\n```{glossary}\ne\n  x\n```\n", "a")], []),
    ],
)
def test_what_is_given_twice(pages: list[tuple[str, ...]], lines: list[str]) -> None:
    found = doubles([piece(text, *at, path=f"docs/{at[0]}.md") for text, *at in pages])
    assert said(list(found)) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er kam am\n1. August wieder.", [(2, "1. August wieder.")]),
        ("Er kam am\n1) August wieder an", [(2, "1) August wieder")]),
        ("Er kam\n- und ging", [(2, "- und ging")]),
        ("Er kam\n+ und ging", [(2, "+ und ging")]),
        ("Er kam\n2. August", []),
        ("Er kam:\n- und ging", []),
        ("Er kam\n\n- und ging", []),
        ("- eins", []),
        ("Er kam\n- eins\n- zwei", []),
        ("- eins\n  - zwei", []),
        ("# Kopf\n- eins", []),
        (":::{note}\nEr kam\n- und ging\n:::", [(3, "- und ging")]),
        ("Vor\n\n```{note}\nEr kam\n- und ging\n```", [(5, "- und ging")]),
        ("```{code-block} text\nEr kam\n- und ging\n```", []),
        ("```\nEr kam\n- und ging\n```", []),
        ("---\na: b\n---\n\nEr kam\n- und ging", [(6, "- und ging")]),
        ("Er kam\n* und\n\nSie auch\n- so", [(2, "* und"), (5, "- so")]),
    ],
)
def test_lists_that_break_off_a_paragraph(text: str, found: list[tuple[int, str]]) -> None:
    problems = check_lists([Markup(text, Where("docs/a.md", 11))])
    assert [(p.where, p.message, p.code) for p in problems] == [
        (Where("docs/a.md", line + 10), f"“{words}” begins a list in the middle of a paragraph.", Code.LIST_IN_TEXT)
        for line, words in found
    ]


def chapter(*passages: Passage, slug: str = "a", **fields: object) -> Chapter:
    place = Where(f"corpus/{slug}.md", 2)
    return handmade.chapter(*passages, slug=slug, title=slug, file=f"{slug}.txt", where=place, **fields)


TWO = Passage("p1", PassageKind.LEAD, "Wort der Zeit"), Passage("p2", PassageKind.LEAD, "Noch eines")


@pytest.mark.parametrize(
    ("notes", "wrong"),
    [
        ([("p1", 0, 4), ("p1", 5, 8)], []),
        ([("p1", 5, 8), ("p1", 0, 4)], ["n2 n1"]),
        ([("p1", 5, 8), ("p2", 0, 4)], []),
        ([("p2", 5, 8), ("p1", 0, 4), ("p2", 0, 4)], ["n3 n1"]),
        ([("p1", 5, 8), ("p1", 0, 8)], []),
        ([("p1", 0, 8), ("p1", 5, 8)], ["n2 n1"]),
        ([("p1", 0, 8), ("p1", 0, 8)], []),
        ([("p1", 0, 13), ("p1", None, None)], []),
        ([("p1", None, None), ("p1", 5, 13)], ["n2 n1"]),
        ([("p1", None, None), ("p1", None, None)], []),
        ([("p1", 9, 13), ("p1", 0, 4), ("p1", 5, 8)], ["n2 n1", "n3 n1"]),
    ],
)
def test_the_order_of_notes(notes: list[tuple[str, int, int]], wrong: list[str]) -> None:
    annotations, emendations = [], []
    for number, (passage, start, end) in enumerate(notes, 1):
        where = Where("corpus/a.md", 10 + number)
        anchor = Anchor((Span(passage, start or 0, end or 13),), "" if end is None else "x")
        if number % 2:
            annotations.append(Annotation(f"n{number}", AnnotationKind.CONTEXT, anchor, Markup("x", where), where))
        else:
            emendations.append(Emendation(f"n{number}", anchor, "", Markup("x", where), where))
    made = chapter(*TWO, annotations=tuple(annotations), emendations=tuple(emendations))
    expected = [message.split() for message in wrong]
    assert [(p.code, p.where.line, p.message) for p in check_order([made])] == [
        (Code.NOTE_ORDER, 10 + int(late[1:]), f"The note {late} stands behind {early}, but its words stand before.")
        for late, early in expected
    ]
    bare = chapter(*TWO, annotations=tuple(annotations), emendations=tuple(emendations), available=False)
    assert check_order([bare]) == []


HERE = Where("glossary/x.md", 2)


def entry(slug: str) -> Entry:
    return Entry(slug, slug.title(), EntryKind.CONCEPT, Markup("x", HERE), HERE)


def links(text: str, reader: Reader | None = None, unread: Sequence[str] = ()) -> list[str]:
    reader = reader or Reader((chapter(*TWO),), {"e": entry("e")}, mentions={"a": (Mention("e", Span("p1", 0, 4)),)})
    return said(check_links(reader, [piece(text)], frozenset(["k-1", "k-2"]), unread))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{passage}`a#p1` {passage}`a` {passage}`x <a#p2>` {entry}`e` {entry}`E <e>` {cite}`k-1, k-2`", []),
        ("{cite:t}`{vgl.}k-1{S. 3}` {footcite}`k-2` {ref}`nirgends`", []),
        ("{Passage}`a#p3`", ["docs/a.md:1:1 There is no passage p3 in the chapter a."]),
        ("{passage}`b#p3`", [f"docs/a.md:1:1 There is no chapter `b`. {HOW}"]),
        ("{passage}`b`", [f"docs/a.md:1:1 There is no chapter `b`. {HOW}"]),
        ("{passage}`bä`", [f"docs/a.md:1:1 There is no chapter `bä`. {HOW}"]),
        ("{passage}`u` {passage}`u#p7`", []),
        ("{entry}`x`", ["docs/a.md:1:1 There is no glossary entry `x`."]),
        ("{cite}`k-1,k-3`", ["docs/a.md:1:1 docs/references.bib does not list `k-3`. (Did you mean `k-2`?)"]),
        ("```{passage} a#p9\n```", ["docs/a.md:1 There is no passage p9 in the chapter a."]),
        ("```{chapter} a\n```", []),
        ("```{chapter} b\n```", ["docs/a.md:1 There is no chapter `b`."]),
        ('```{passage} a#p1\n:words: "Wort"\n```', []),
        ('```{passage} a#p1\n:words: "Wert"\n```', ["docs/a.md:2 The words “Wert” do not occur in a#p1."]),
        ("```{passage} a#p1\n:words: Wort\n```", [
            'docs/a.md:2 `:words: Wort` must be "words", "words" 2 or "first" .. "last".']),
    ],
)  # fmt: skip
def test_links_into_the_reader(text: str, lines: list[str]) -> None:
    assert links(text, unread=["u"]) == lines


def test_what_others_say_of_the_reader() -> None:
    def event(name: str, line: int, *refs: PassageRef) -> Event:
        where = Where("corpus/chronology.md", line)
        return Event(name, TimeValue.parse("2020"), refs, Markup("x", where), where)

    rule = MentionRule(Span("p1", 0, 1), "fehlt", Where("corpus/a.md", 5))
    nothing = MentionRule(Span("p1", 0, 1), "", Where("corpus/a.md", 6))
    source = Registered(
        "a.txt", "", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 3),
        outside=(Outside(1, 1, "x", "a"), Outside(2, 2, "x", "weg"), Outside(3, 3, "x")),
    )  # fmt: skip
    reader = Reader(
        (chapter(*TWO, mention_rules=(rule, nothing)),), {"e": entry("e"), "f": entry("f"), "g": entry("g")},
        (event("z", 9), event("y", 4, PassageRef("a", "p7")), event("z", 2, PassageRef("a", "p1"))),
        {"a": (Mention("e", Span("p1", 0, 4)),)}, {}, (source,),
    )  # fmt: skip
    assert links("{entry}`f`", reader) == [
        "corpus/chronology.md:4 There is no passage p7 in the chapter a.",
        "corpus/chronology.md:9 The event id `z` is used in corpus/chronology.md:2 already.",
        "corpus/a.md:5 `mentions` names `fehlt`, which is no entry.",
        "seeds/register.yaml:3 `outside` says `of: weg`, which is no chapter.",
        "glossary/x.md:2 No chapter mentions “G”.",
    ]
    assert (
        links("{entry}`f`", reader, unread=["weg"])[-1] == "corpus/a.md:5 `mentions` names `fehlt`, which is no entry."
    )
    bare = Reader((chapter(*TWO), chapter(slug="b", available=False)), {"e": entry("e")})
    assert links("", bare) == []


def test_targets_and_heads() -> None:
    assert split_title(" x <a#p1> ")[1] == "a#p1"
    assert split_title(" a#p1 ")[1] == "a#p1"
    assert split_title("x <y> z")[1] == "x <y> z"
    assert metadata(piece("---\norphan: true\n---\n\n# A\n")) == {"orphan": True}
    assert metadata(piece("# A\n")) == {}


def test_fingerprints_never_change() -> None:
    """Published ids hang on them."""
    assert fingerprint("") == "e3b0c44298fc1c14"
    assert fingerprint("Der Fluß, 1984!") == fingerprint("DER FLUSS1984") == "d8e3d63193a77255"


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("p2", Pointer(AnchorPoint("p2"))),
        (" p2 ", Pointer(AnchorPoint("p2"))),
        ("17", Pointer(AnchorPoint("17"))),
        ("5 - 7", Pointer(AnchorPoint("5-7"))),
        ("5\u20137", Pointer(AnchorPoint("5-7"))),
        ('p2 "a b"', Pointer(AnchorPoint("p2", "a b"))),
        ("p2 „a  b“ 3", Pointer(AnchorPoint("p2", "a b", 3))),
        ('p2 "a" .. "b"', Pointer(AnchorPoint("p2", "a"), AnchorPoint("", "b"))),
        ('p2 "a" 2 .. p3 "b" 4', Pointer(AnchorPoint("p2", "a", 2), AnchorPoint("p3", "b", 4))),
        ("p2 … p3", Pointer(AnchorPoint("p2"), AnchorPoint("p3"))),
        ('p2 "a "b" c"', Pointer(AnchorPoint("p2", 'a "b" c'))),
        ("p2 ‚a‘", Pointer(AnchorPoint("p2", "a"))),
        ("p2 «a» .. »b«", Pointer(AnchorPoint("p2", "a"), AnchorPoint("", "b"))),
        ("p2 ››", None),
        ('p2 ""', None),
        ("p2 ..", None),
        ("p2 a", None),
        ('p2 "a" b', None),
        ('"a"', None),
        ("x", None),
        ("", None),
        ("p1234567890123", None),
    ],
)
def test_anchors_as_written(text: str, pointer: Pointer | None) -> None:
    assert parse(text) == pointer


def test_words_of_anchors() -> None:
    assert parse_words('"a" .. "b"') == Pointer(AnchorPoint("", "a"), AnchorPoint("", "b"))
    assert Pointer(AnchorPoint("p1", "a"), AnchorPoint("p2", "b")).words == "a … b"
    assert Pointer(AnchorPoint("p1"), AnchorPoint("p2", "b")).words == "b"
    assert Pointer(AnchorPoint("p1", "a")).words == "a"
    assert occurrences("aaaa", "aa") == [(0, 2), (2, 4)]
    assert occurrences("a  b a\tb ab", "a b") == [(0, 4), (5, 8)]
    assert occurrences("a b", "c") == []


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("ab cd ab", 'p1 "cd"', (3, 5)),
        ("ab cd ab", 'p1 "ab" 2', (6, 8)),
        ("ab cd ab", 'p1 "ab" 1', (0, 2)),
        ("ab cd ab", "p1", (0, 8)),
        ("ab cd ab", 'p1 "cd" .. "ab"', (3, 8)),
        ("ab cd ab", 'p1 "ab" 1 .. "cd"', (0, 5)),
        ("ab cd", 'p1 "ab" .. p1', (0, 5)),
        ("abc", 'p1 "ab" .. "abc"', (0, 3)),
        ("ab cd ab", 'p1 "ab"', "The words “ab” occur 2 times in p1."),
        ("ab cd ab", 'p1 "ab" 3', "There is no occurrence 3 of “ab” in p1, only 2."),
        ("ab cd ab", 'p1 "x"', "The words “x” do not occur in p1."),
        ("ab cd ab", 'p1 "cd" .. "ab" 1', "In p1, “ab” stands before “cd”."),
        ("ab cd", 'p1 "cd" .. "ab"', "The words “ab” do not occur in p1 behind “cd”."),
        ("ab cd cd", 'p1 "ab" .. "cd"', "The words “cd” occur 2 times in p1 behind “ab”."),
    ],
)
def test_where_anchors_stand(text: str, at: str, place: tuple[int, int] | str) -> None:
    pointer = parse(at)
    assert pointer
    found = locate_range(text, pointer, "p1")
    assert (found.message if isinstance(found, Miss) else found) == place

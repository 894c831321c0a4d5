"""Exported MyST, read back by myst-parser, has each passage's text: for any text and any marks on it."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.export import myst
from lesebuch.model import (
    Anchor,
    Annotation,
    AnnotationKind,
    CellSpan,
    Contributor,
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
    Rights,
    Span,
    Styled,
    Subpassage,
    Time,
)
from lesebuch.pipeline import read
from lesebuch.problems import Where

MINI = Path(__file__).parents[1] / "roots" / "mini"
BLOCKS = MINI.with_name("blocks")
WHERE = Where("corpus/test.md", 1)
ALL_EXTENSIONS = [
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "html_admonition",
    "html_image", "strikethrough", "substitution", "tasklist",
]  # fmt: skip


def parse(text: str, extensions: Sequence[str] = ()) -> nodes.document:
    overrides = {"report_level": 2, "halt_level": 2, "warning_stream": "", "myst_enable_extensions": list(extensions)}
    return publish_doctree(text, parser=Parser(), settings_overrides=overrides)


def texts(document: nodes.document, slug: str) -> dict[str, str]:
    """The text of each block that has a passage's target, without the numbers of footnotes."""
    for number in list(document.findall(nodes.footnote_reference)):
        number.parent.remove(number)
    found = {}
    for name, id_ in document.nameids.items():
        if name.startswith(slug + ".") and id_:
            node = document.ids[id_]
            block = node[0] if isinstance(node, nodes.section) else node
            found[name.removeprefix(slug + ".")] = block.astext()
    return found


def reader_of(passages: Sequence[Passage], mentions: Sequence[Mention], notes: Sequence[Span]) -> Reader:
    annotations = tuple(
        Annotation(f"n{number}", AnnotationKind.CONTEXT, Anchor((span,), "Wort"), Markup("Eine Notiz.", WHERE), WHERE)
        for number, span in enumerate(notes)
        if number % 2
    )
    emendations = tuple(
        Emendation(f"n{number}", Anchor((span,), "[Wort]*"), "*so*", Markup("- Liste\n- mehr", WHERE), WHERE)
        for number, span in enumerate(notes)
        if not number % 2
    )
    chapter = handmade.chapter(
        *passages, slug="test", title="1. *Titel* #", annotations=annotations, emendations=emendations,
        contributors=(Contributor('A "B" C: - \\', "author"),), head=Markup("Vorab.\n\n```\ncode\n```", WHERE),
    )  # fmt: skip
    entry = Entry("wort", "Wo*rt_", EntryKind.CONCEPT, Markup("Ein Begriff.", WHERE), WHERE)
    event = Event("e", TimeValue.parse("2022-03-01"), (PassageRef("test", "p1"),), Markup("Etwas.", WHERE), WHERE)
    return Reader((chapter,), {"wort": entry}, (event,), {"test": tuple(mentions)})


# Normalised text: no control characters, no lone surrogates, no white space at the ends.
CHARACTERS = st.one_of(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~^$&:;=%@\"'/,? \u2028ab1äЖ习"), st.characters(exclude_categories=("Cc", "Cs"))
)
MARKUP = st.sampled_from(
    ["![a](b)", "[a]: b", "[^n0]", "[^n0]: x", "{ref}`a`", "<b>", "<!-- a -->", "&amp;", "&#35;", "http://a.de", "1. a", "- a",
     "# a", "---", "+++", "% a", "(a)=", ":::{note}", "```", "$a$", "$$", "{{ a }}", "a | b", ":a: b", "    a", "\\", "\\\\",
     "**a**", "~~a~~", "{a}", "[x]{.y}", "a  ", "===", "> a", "* [ ] a", "]", "](", "](#", "(", "!", "[", "`"]
)  # fmt: skip
TEXTS = (
    st.lists(st.one_of(CHARACTERS, MARKUP), min_size=1, max_size=12)
    .map(lambda parts: "".join(parts).strip())
    .filter(lambda text: text and "\n" not in text)
)
KINDS = st.sampled_from(list(PassageKind))


@st.composite
def readers(draw: st.DrawFn) -> Reader:
    made = [(draw(KINDS), draw(TEXTS)) for _ in range(draw(st.integers(1, 4)))]
    passages = [Passage(f"{kind.letter}{number}", kind, text) for number, (kind, text) in enumerate(made, 1)]
    mentions, notes = [], []
    for passage in passages:
        length = len(passage.text or "")
        cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
        mentions += [Mention("wort", Span(passage.id, a, b)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, length - 1))
            notes.append(Span(passage.id, start, draw(st.integers(start + 1, length))))
    return reader_of(passages, mentions, notes)


def one(text: str, *notes: tuple[int, int], kind: PassageKind = PassageKind.PARAGRAPH) -> Reader:
    passage = Passage(f"{kind.letter}1", kind, text)
    return reader_of([passage], [], [Span(passage.id, *note) for note in notes])


@pytest.mark.parametrize("extensions", [[], ALL_EXTENSIONS], ids=["core", "extensions"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reader=readers())
@example(reader=one("a(b", (0, 1)))
@example(reader=one("a!b", (0, 2)))
@example(reader=one("1. a", (0, 1)))
@example(reader=one("1) a"))
@example(reader=one("(test.p1)="))
@example(reader=one("a #", kind=PassageKind.HEADING))
@example(reader=one("- a", kind=PassageKind.QUOTE))
def test_the_text_comes_back(extensions: list[str], reader: Reader) -> None:
    [chapter] = reader.chapters
    found = texts(parse(myst(reader, chapter), extensions), "test")
    assert found == {passage.id: passage.text for passage in chapter.passages}


@pytest.mark.parametrize("kind", [PassageKind.PARAGRAPH, PassageKind.QUOTE])
@pytest.mark.parametrize("words", ["Ein Wort, [so] (wahr): 3 * 4! ", "Wort", "习", "*a_ "])
def test_very_long_passages_come_back(kind: PassageKind, words: str) -> None:
    """docutils refuses lines of more than 10,000 characters."""
    text = (words * (30_000 // len(words))).strip()
    reader = one(text, (5, 20_000), (7000, 7001), (15_000, 25_000), kind=kind)
    assert texts(parse(myst(reader, reader.chapters[0])), "test") == {"p1": text}


def test_white_space_at_the_ends_comes_back() -> None:
    reader = one("  a\tb\nc  ")
    assert texts(parse(myst(reader, reader.chapters[0])), "test") == {"p1": "  a\tb\nc  "}


def test_twice_the_same() -> None:
    reader, _ = read(MINI)
    chapter = reader.chapters[0]
    assert myst(reader, chapter) == myst(read(MINI)[0], chapter)


@pytest.mark.parametrize("slug", ["brunnen", "leitung", "ferry"])
def test_a_real_chapter_has_its_notes_its_links_and_no_complaint(slug: str) -> None:
    reader, _ = read(MINI)
    chapter = reader.chapter(slug)
    assert chapter
    document = parse(myst(reader, chapter))
    notes = len(chapter.annotations) + len(chapter.emendations)
    assert len(list(document.findall(nodes.footnote))) == notes
    assert len(list(document.findall(nodes.footnote_reference))) == notes
    goals = [node["refid"] for node in document.findall(nodes.reference) if "refid" in node]
    assert len(goals) >= len(reader.mentions[slug])
    assert all(goal in document.ids for goal in goals)
    assert texts(document, slug) == {passage.id: passage.text for passage in chapter.passages}


def test_what_the_text_says_of_time_is_listed_with_its_value() -> None:
    texts_of = ("Am 3. Mai 1998 kam er [gestern].", "Im Jahr 1998 ging er.")
    passages = [Passage(f"p{n}", PassageKind.PARAGRAPH, text) for n, text in enumerate(texts_of, 1)]
    reader = reader_of(passages, [], [])
    found = (("p1", 3, 14, "1998-05-03"), ("p1", 22, 31, "1998-05-02"), ("p1", 15, 18, None), ("p2", 3, 12, "1998"))
    times = tuple(Time(a, b, "DATE", "", None, edtf, None, "x", name) for name, a, b, edtf in found)
    document = parse(myst(replace(reader, times={"test": times}), reader.chapters[0]))
    section = next(s for s in document.findall(nodes.section) if s[0].astext() == "Zeitangaben")
    items = [item.astext() for item in section.findall(nodes.list_item)]
    assert items == ["„[gestern]“ (p1): 2. Mai 1998", "„Jahr 1998“ (p2): 1998"]
    assert [link["refid"] for link in section.findall(nodes.reference)] == ["test-p1", "test-p2"]


def test_a_chapter_without_its_text_has_its_notes() -> None:
    reader, _ = read(MINI)
    chapter = reader.chapter("leitung")
    assert chapter
    passages = tuple(Passage(p.id, p.kind, None) for p in chapter.passages)
    note = chapter.annotations[0]
    notes = (replace(note, anchor=Anchor((Span("p2", 0, 0),), note.anchor.words)),)
    bare = handmade.chapter(*passages, slug="leitung", rights=Rights.RESTRICTED, available=False, annotations=notes)
    text = myst(Reader((bare,)), bare)
    assert "Rathaus" not in text
    document = parse(text)
    assert set(texts(document, "leitung").values()) == {"[…]"}
    assert "einen Rückschritt" in next(iter(document.findall(nodes.footnote))).astext()


def test_a_note_without_words_stands_behind_its_passage_and_a_mention_of_nothing_is_plain() -> None:
    reader = reader_of([Passage("p1", PassageKind.PARAGRAPH, "Ein Wort.")], [Mention("fehlt", Span("p1", 0, 3))], [])
    note = Annotation("leer", AnnotationKind.CONTEXT, Anchor((Span("p1", 0, 0),), ""), Markup("Notiz.", WHERE), WHERE)
    chapter = replace(reader.chapters[0], annotations=(note,))
    assert "\nEin Wort.[^leer]\n" in myst(replace(reader, chapters=(chapter,)), chapter)


@pytest.mark.parametrize("slug", ["brief", "gedicht", "gespraech", "ordnung", "zahlen"])
def test_all_kinds_of_blocks_are_read_back(slug: str) -> None:
    reader, _ = read(BLOCKS)
    chapter = reader.chapter(slug)
    assert chapter is not None
    document = parse(myst(reader, chapter), ALL_EXTENSIONS)
    for raw in list(document.findall(nodes.raw)):  # a hard break
        raw.parent.replace(raw, nodes.Text("\n"))
    found = {name: " ".join(text.split()) for name, text in texts(document, slug).items()}
    assert found == {p.id: " ".join((p.text or "").split()) for p in chapter.passages}


def test_blocks_are_written_as_the_field_does() -> None:
    def passage(kind: PassageKind, text: str, **more: Any) -> Passage:
        return Passage(f"p{next(count)}", kind, text, **more)

    count = itertools.count(1)
    table = Passage(
        "p9",
        PassageKind.TABLE,
        "a|\tb\nc\td",
        parts=(
            Subpassage("p9.1", 0, 4, (CellSpan(0, 2, header=True), CellSpan(3, 4, header=True))),
            Subpassage("p9.2", 5, 8, (CellSpan(5, 6, align="right"), CellSpan(7, 8))),
        ),
    )
    bold = Styled(0, 4, "speaker"), Styled(6, 8, "emphasis"), Styled(9, 12, "link", "https://example.org/a_b")
    passages = (
        passage(PassageKind.ITEM, "vier", label="4."),
        passage(PassageKind.ITEM, "ohne"),
        passage(PassageKind.ITEM, "– mit"),
        passage(PassageKind.VERSE, "eins\n1. zwei", parts=(Subpassage("v1", 0, 4), Subpassage("v2", 5, 12))),
        passage(PassageKind.SPEECH, "Anna: so wie", styles=bold),
        passage(PassageKind.PARAGRAPH, "(so) da", styles=(Styled(0, 4, "emphasis"),)),
        table,
    )
    made = myst(reader_of(passages, (), ()), reader_of(passages, (), ()).chapters[0])
    blocks = [block.partition(")=\n")[2] for block in made.split("\n\n") if ")=\n" in block]
    assert blocks[: len(passages)] == [
        "4. vier",
        "- ohne",
        "– mit",
        "eins\\\n1\\. zwei",
        r"**Anna**: *so* [wie](<https://example.org/a\_b>)",
        r"\(so) da",
        "| a\\| | b |\n| --: | --- |\n| c | d |",
    ]

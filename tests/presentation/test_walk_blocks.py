"""Verse, tables and words that the source sets apart: one well-nested sequence, whose words are the text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import annotation, chapter, entry
from lesebuch.model import Annotation, CellSpan, Mention, Passage, PassageKind, Reader, Span, Styled, Subpassage
from lesebuch.presentation.index import Index
from lesebuch.presentation.outward import Linked, Referred, address
from lesebuch.presentation.walk import (
    Closed,
    Grid,
    Mentioned,
    NoteNumber,
    Opened,
    Outward,
    PlainWords,
    Set,
    ShownCell,
    Step,
    TableRow,
    VerseLine,
    Walk,
)

ENTRIES = {"ort": entry("ort", "Ort")}
CELLS = st.text(st.characters(categories=["L", "N", "P"]), max_size=6)
LINKS = Mentioned | Linked | Referred


def verse(*lines: str, first: int = 1) -> Passage:
    parts, at = [], 0
    for n, line in enumerate(lines, first):
        parts.append(Subpassage(f"v{n}", at, at + len(line)))
        at += len(line) + 1
    return Passage("p1", PassageKind.VERSE, "\n".join(lines), parts=tuple(parts))


def table(*rows: list[str], header: int = 0) -> Passage:
    parts, at = [], 0
    for n, row in enumerate(rows):
        start, cells = at, []
        for cell in row:
            cells.append(CellSpan(at, at + len(cell), header=n < header))
            at += len(cell) + 1
        parts.append(Subpassage(f"p1.{n + 1}", start, at - 1, tuple(cells)))
    return Passage("p1", PassageKind.TABLE, "\n".join("\t".join(row) for row in rows), parts=tuple(parts))


def walked(
    *passages: Passage, mentions: tuple[Mention, ...] = (), notes: tuple[Annotation, ...] = ()
) -> list[tuple[Step, ...]]:
    made = chapter(*passages, url="https://example.org/a/b.html", annotations=notes)
    reader = Reader((made,), ENTRIES, mentions={"x": mentions})
    walk = Walk(reader, Index(reader), made)
    return [walk.steps(passage) for passage in passages]


def outline(steps: tuple[Step, ...]) -> str:
    """Steps as a line: `<kind` opens, `>` closes, `#1` is a number, `@` a sign for a link."""
    made = ""
    for step in steps:
        match step:
            case PlainWords(text):
                made += text
            case Opened(mark):
                made += f"<{getattr(mark, 'kind', type(mark).__name__.lower())} "
            case Closed():
                made += ">"
            case NoteNumber(_, number):
                made += f"#{number}"
            case Outward():
                made += "@"
    return made


def touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@st.composite
def cases(draw: st.DrawFn) -> tuple[Passage, tuple[Mention, ...], tuple[Annotation, ...]]:
    width = draw(st.integers(1, 3))
    if draw(st.booleans()):
        lines = draw(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=4))
        made = verse(*lines)
    else:
        rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=3))
        made = table(*rows, header=draw(st.integers(0, 2)))
    places = st.tuples(*[st.integers(0, len(made.text or ""))] * 2).map(sorted)
    kinds = st.sampled_from(["emphasis", "link", "language", "noteref", "item"])
    styles = [Styled(*place, draw(kinds), "https://example.org/") for place in draw(st.lists(places, max_size=5))]
    spans = [Span("p1", *place) for place in draw(st.lists(places, max_size=4))]
    mentions = [span for n, span in enumerate(spans) if not any(touch(span, other) for other in spans[:n])]
    notes = [annotation(f"n{n}", Span("p1", *place)) for n, place in enumerate(draw(st.lists(places, max_size=3)))]
    passage = Passage("p1", made.kind, made.text, parts=made.parts, styles=tuple(styles))
    return passage, tuple(Mention("ort", span) for span in mentions), tuple(notes)


@given(cases())
def test_the_words_are_the_text_and_no_link_stands_within_a_link(
    case: tuple[Passage, tuple[Mention, ...], tuple[Annotation, ...]],
) -> None:
    passage, mentions, notes = case
    (steps,) = walked(passage, mentions=mentions, notes=notes)
    assert "".join(step.text for step in steps if isinstance(step, PlainWords)) == passage.text
    opened: list[object] = []
    for step in steps:
        if isinstance(step, Opened):
            assert not (isinstance(step.mark, LINKS) and any(isinstance(mark, LINKS) for mark in opened))
            opened.append(step.mark)
        elif isinstance(step, Closed):
            assert opened.pop() is step.mark
        elif isinstance(step, NoteNumber | Outward):
            assert not any(isinstance(mark, LINKS) for mark in opened)
        elif passage.kind is PassageKind.TABLE and isinstance(step, PlainWords) and not (set(step.text) & set("\t\n")):
            assert any(isinstance(mark, ShownCell) for mark in opened)
    assert sorted(step.note.id for step in steps if isinstance(step, NoteNumber)) == sorted(n.id for n in notes)
    ids = [s.mark.id for s in steps if isinstance(s, Opened) and isinstance(s.mark, VerseLine | TableRow)]
    assert ids == [part.id for part in passage.parts]
    shown = sum(isinstance(s, Opened) and isinstance(s.mark, ShownCell) for s in steps)
    assert shown == sum(len(part.cells) for part in passage.parts)


def test_a_note_over_two_lines_is_split_and_has_its_number_in_the_second() -> None:
    passage = verse("Am Ufer steht", "ein Haus")
    (steps,) = walked(passage, notes=(annotation("n", Span("p1", 8, 17)),))
    assert outline(steps) == "<verseline Am Ufer <context steht>>\n<verseline <context ein>#1 Haus>"


def test_the_number_of_a_note_on_a_stanza_stands_in_its_last_line_and_on_a_table_behind_it() -> None:
    passage = verse("a", "b")
    assert (
        outline(walked(passage, notes=(annotation("n", Span("p1", 0, 3), words=""),))[0])
        == "<verseline a>\n<verseline b#1>"
    )
    grid = table(["a", "b"])
    assert (
        outline(walked(grid, notes=(annotation("n", Span("p1", 0, 3), words=""),))[0])
        == "<grid <tablerow <showncell a>\t<showncell b>>>#1"
    )


def test_a_note_on_a_row_that_ends_with_an_empty_cell_keeps_its_number() -> None:
    (steps,) = walked(table(["a", "b", ""], ["c", "", ""]), notes=(annotation("n", Span("p1", 0, 4), words=""),))
    assert outline(steps).startswith(
        "<grid <tablerow <showncell <context a>>\t<showncell <context b>#1>\t<showncell >>"
    )


def test_header_cells_name_columns_above_and_rows_beside() -> None:
    made = table(["", "x"], ["y", "1"], header=1)
    side = Subpassage("p1.2", 3, 6, (CellSpan(3, 4, header=True), CellSpan(5, 6, columns=1, rows=2, align="right")))
    (steps,) = walked(Passage("p1", PassageKind.TABLE, made.text, parts=(made.parts[0], side)))
    marks = [step.mark for step in steps if isinstance(step, Opened)]
    cells = [mark for mark in marks if isinstance(mark, ShownCell)]
    assert [mark.scope for mark in cells] == ["col", "col", "row", ""]
    assert cells[-1] == ShownCell(columns=1, rows=2, scope="", align="right")
    assert [mark for mark in marks if isinstance(mark, Grid)] == [Grid(2, 1)]


def test_a_table_is_as_wide_as_its_cells_and_those_that_reach_down_into_its_rows() -> None:
    text = "a\tb\nc\td"
    tall = Subpassage("p1.1", 0, 3, (CellSpan(0, 1, rows=3), CellSpan(2, 3, columns=2)))
    short = Subpassage("p1.2", 4, 7, (CellSpan(4, 5), CellSpan(6, 7, columns=3)))
    (steps,) = walked(Passage("p1", PassageKind.TABLE, text, parts=(tall, short)))
    assert steps[0] == Opened(Grid(5, 0))


def test_a_link_of_the_source_leads_on_around_a_mention() -> None:
    text = "seht im Ort nach"
    styled = Passage("p1", PassageKind.PARAGRAPH, text, styles=(Styled(0, 16, "link", "../c.html"),))
    (steps,) = walked(styled, mentions=(Mention("ort", Span("p1", 8, 11)),))
    assert outline(steps) == "<linked seht im ><mentioned Ort><linked  nach>"
    assert Opened(Linked("https://example.org/c.html")) in steps


def test_a_link_on_nothing_but_a_mention_stands_behind_it_as_a_sign() -> None:
    for end in (3, 4):
        styled = Passage("p1", PassageKind.PARAGRAPH, "Ort.", styles=(Styled(0, end, "link", "https://example.org/"),))
        (steps,) = walked(styled, mentions=(Mention("ort", Span("p1", 0, 3)),))
        assert outline(steps) == "<mentioned Ort>@."


def test_emphasis_lies_within_what_readers_ask_about_and_around_what_it_holds() -> None:
    both = Passage("p1", PassageKind.PARAGRAPH, "im Ort", styles=(Styled(0, 6, "emphasis"), Styled(3, 6, "strong")))
    (steps,) = walked(both, mentions=(Mention("ort", Span("p1", 3, 6)),))
    assert outline(steps) == "<emphasis im <mentioned <strong Ort>>>"


def test_marks_lead_to_the_next_note_of_that_mark_and_the_first_is_led_back_to() -> None:
    def text(name: str) -> Passage:
        return Passage(name, PassageKind.PARAGRAPH, "so1", styles=(Styled(2, 3, "noteref", "1"),))

    def own(name: str) -> Passage:
        return Passage(name, PassageKind.FOOTNOTE, "1 da", label="1")

    steps = walked(text("p1"), text("p2"), own("n1"), text("p3"), own("n2"), text("p4"))
    marks = [step.mark for walk in steps for step in walk if isinstance(step, Opened)]
    assert marks == [Referred("n1", True), Referred("n1", False), Referred("n2", True), Referred("n2", False)]


def test_a_mark_without_a_note_is_raised_and_no_link() -> None:
    alone = Passage("p1", PassageKind.PARAGRAPH, "so1", styles=(Styled(2, 3, "noteref", "1"),))
    assert walked(alone)[0][1] == Opened(Set("superscript"))


def test_only_addresses_that_can_be_opened_are_links() -> None:
    base = "https://example.org/a/b.html"
    assert address("c.html", base) == "https://example.org/a/c.html"
    assert address("mailto:a@example.org", "") == "mailto:a@example.org"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "#s",
        "c.html",
        "http://",
        "file:///x",
        "https://a b",
        "//[",
    ):
        assert address(bad, "") == "", bad
    assert address(" JavaScript:alert(1)", base) == ""


def test_a_table_whose_rows_nobody_knows_is_its_words() -> None:
    (steps,) = walked(Passage("p1", PassageKind.TABLE, "eins zwei"))
    assert steps == (PlainWords("eins zwei"),)


@pytest.mark.parametrize(
    ("label", "words", "sign"),
    [("", "Steg", "•"), ("2", "Boot", "2."), ("(a)", "Seil", "(a)"), ("1.1", "1.1 Netz", "")],
)
def test_an_item_in_a_cell_has_its_sign_unless_its_words_begin_with_it(label: str, words: str, sign: str) -> None:
    made = table(["Karla", f"{words} Ruder"])
    passage = replace(made, styles=(Styled(6, 6 + len(words), "item", label),))
    (steps,) = walked(passage, notes=(annotation("n", Span("p1", 6 + len(words) // 2, len(made.text or ""))),))
    marks = [step.mark for step in steps if isinstance(step, Opened)]
    # It stays whole where a note goes beyond it: its sign would stand twice.
    assert [mark for mark in marks if isinstance(mark, Set)] == [Set("item", sign)]

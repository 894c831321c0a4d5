"""Cases: a source, what `structure` says of it, the blocks that come out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.editorial import bind, coverage
from lesebuch.editorial.anchors import AnchorPoint, Pointer
from lesebuch.editorial.chapterfile import DROP, KINDS, METADATA, ChapterFile, StructureItem
from lesebuch.model import Chapter, Outside, Registered, Rights, Source, SourceSpan, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, Where

WHERE = Where("corpus/test.md", 1)
REGISTERED = Registered("test.txt", "", "text 1", "", Rights.OPEN, Where("seeds/register.yaml", 1))


def chapter_file(items: list[StructureItem], first: int, last: int) -> ChapterFile:
    return ChapterFile(
        slug="test",
        where=WHERE,
        file="test.txt",
        first=first,
        last=last,
        title="Test",
        language="de",
        status="draft",
        structure=tuple(items),
    )


def item(at: Pointer, kind: str) -> StructureItem:
    return StructureItem(at, kind, "published" if kind == METADATA else "", "x" if kind == DROP else "", WHERE)


def text_of(raw: str) -> Text:
    return normalise(Source("test.txt", "", "text 1", raw))[0]


def make(raw: str, items: list[StructureItem], first: int = 1, last: int = 0) -> tuple[Chapter, list[Problem]]:
    text = text_of(raw)
    return bind(chapter_file(items, first, last or len(text.lines)), REGISTERED, text, None)


def shown(chapter: Chapter) -> list[tuple[str, str, str | None]]:
    return [(passage.id, passage.kind.value, passage.text) for passage in chapter.passages]


def test_lines_that_nobody_claims_are_paragraphs() -> None:
    chapter, problems = make(" Eins \n\nZwei\u00a0drei", [])
    assert shown(chapter) == [("p1", "paragraph", "Eins"), ("p2", "paragraph", "Zwei drei")]
    assert chapter.passages[0].source == (SourceSpan(1, 1, 5),)
    assert problems == []


def test_what_words_leave_of_a_line_are_paragraphs() -> None:
    items = [item(Pointer(AnchorPoint("1", "Minsk –")), "dateline"), item(Pointer(AnchorPoint("1", "|")), DROP)]
    chapter, _ = make("Minsk – Es regnet. | Und wie.", items)
    assert shown(chapter) == [
        ("b1", "dateline", "Minsk –"),
        ("p1", "paragraph", "Es regnet."),
        ("p2", "paragraph", "Und wie."),
    ]
    assert chapter.dropped[0].source == (SourceSpan(1, 19, 20),)


@pytest.mark.parametrize("kind", ["paragraph", "lead", "quote", "caption"])
def test_lines_of_running_text_are_joined(kind: str) -> None:
    chapter, _ = make("eins\n\nzwei\ndrei", [item(Pointer(AnchorPoint("1-3")), kind)])
    first = chapter.passages[0]
    assert (first.kind.value, first.text) == (kind, "eins zwei")
    assert first.source == (SourceSpan(1, 0, 4), SourceSpan(3, 0, 4))
    assert first.locate(5, 9) == (SourceSpan(3, 0, 4),)
    assert chapter.passages[1].text == "drei"


@pytest.mark.parametrize("kind", ["title", "subtitle", "heading", "byline", "dateline", "signature", "provenance"])
def test_lines_of_other_kinds_are_passages_of_their_own(kind: str) -> None:
    chapter, _ = make("eins\n\nzwei", [item(Pointer(AnchorPoint("1-3")), kind)])
    assert [passage.text for passage in chapter.passages] == ["eins", "zwei"]


def test_ids_count_by_letter() -> None:
    kinds = [
        "title",
        "subtitle",
        "byline",
        "lead",
        "heading",
        "caption",
        "quote",
        "signature",
        "provenance",
        "dateline",
    ]
    items = [item(Pointer(AnchorPoint(str(line))), kind) for line, kind in enumerate(kinds, 1)]
    chapter, _ = make("\n".join(kinds), items)
    assert [passage.id for passage in chapter.passages] == ["t1", "t2", "b1", "p1", "h1", "c1", "p2", "s1", "s2", "b2"]


def test_two_claims_on_the_same_words_are_a_problem() -> None:
    items = [item(Pointer(AnchorPoint("1", "b c")), "title"), item(Pointer(AnchorPoint("1", "c d")), DROP)]
    chapter, problems = make("a b c d e", items)
    assert [problem.code for problem in problems] == [Code.OVERLAP]
    assert [passage.text for passage in chapter.passages] == ["a", "b c", "d e"]


def test_a_soft_hyphen_at_the_edge_of_a_line_is_accounted_for() -> None:
    chapter, _ = make("\u00adeins\u00ad\n\u00ad\nzw\u00adei", [])
    assert [passage.text for passage in chapter.passages] == ["eins", "zwei"]
    assert {span for part in chapter.dropped for span in part.source} == {
        SourceSpan(1, 0, 1),
        SourceSpan(1, 5, 6),
        SourceSpan(2, 0, 1),
    }
    assert coverage([REGISTERED], {"test.txt": text_of("\u00adeins\u00ad\n\u00ad\nzw\u00adei")}, [chapter]) == []


def test_lost_lines_are_named_once() -> None:
    raw = "eins\nzwei\n\ndrei\nvier\nfünf"
    chapter, _ = make(raw, [], 1, 1)
    register = replace(REGISTERED, outside=(Outside(5, 5, "menu"),))
    problems = coverage([register], {"test.txt": text_of(raw)}, [chapter])
    assert [(problem.where.line, problem.message) for problem in problems] == [
        (2, "Lines 2-4 are in no chapter, from “zwei” on."),
        (6, "Line 6 is in no chapter, from “fünf” on."),
    ]


def test_a_line_that_nobody_claims_is_one_problem_whatever_normalisation_took_away() -> None:
    raw = "eins\nzw\u00adei\nu\u0308ber"
    chapter, _ = make(raw, [], 1, 1)
    problems = coverage([REGISTERED], {"test.txt": text_of(raw)}, [chapter])
    assert [problem.message for problem in problems] == ["Lines 2-3 are in no chapter, from “zw\u00adei” on."]


def test_two_chapters_on_the_same_lines_are_a_problem() -> None:
    raw = "eins\nzwei\ndrei"
    first, _ = make(raw, [], 1, 2)
    second, _ = make(raw, [], 2, 3)
    problems = coverage([REGISTERED], {"test.txt": text_of(raw)}, [first, replace(second, slug="zweites")])
    assert [problem.code for problem in problems] == [Code.OVERLAP]
    assert "Line 2 of test.txt is taken by test and by zweites." in problems[0].message


LETTERS = st.text(alphabet="ab ä\u0308|\u00a0\u00ad\u200b\t“.", max_size=12)


@st.composite
def claims(draw: st.DrawFn, lines: int) -> StructureItem:
    first = draw(st.integers(1, lines))
    kind = draw(st.sampled_from(KINDS))
    shape = draw(st.sampled_from(["line", "lines", "words", "range"]))
    if shape == "line":
        return item(Pointer(AnchorPoint(str(first))), kind)
    if shape == "lines":
        return item(Pointer(AnchorPoint(f"{first}-{draw(st.integers(first, lines))}")), kind)
    words = st.sampled_from(["a", "b", "ab", "|", "a b", "ä"])
    number = st.integers(0, 2)
    begin = AnchorPoint(str(first), draw(words), draw(number))
    return item(Pointer(begin, AnchorPoint("", draw(words), draw(number)) if shape == "range" else None), kind)


@given(st.lists(LETTERS, min_size=1, max_size=6), st.data())
def test_no_character_is_lost_and_none_is_claimed_twice(lines: list[str], data: st.DataObject) -> None:
    """For any source and any `structure`, however many of its items are wrong."""
    raw = "\n".join(lines)
    items = data.draw(st.lists(claims(len(lines)), max_size=5))
    text = text_of(raw)
    chapter, _ = bind(chapter_file(items, 1, len(lines)), REGISTERED, text, None)
    assert coverage([REGISTERED], {"test.txt": text}, [chapter]) == []
    covered: set[tuple[int, int]] = set()
    for part in (*chapter.passages, *chapter.metadata, *chapter.dropped):
        for span in part.source:
            places = {(span.line, column) for column in range(span.start, span.end)}
            assert not places & covered
            covered |= places
    for number, line in enumerate(lines, 1):
        for column, character in enumerate(line):
            assert character.isspace() or (number, column) in covered


@given(st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_runs_lead_back_to_the_source(lines: list[str], data: st.DataObject) -> None:
    """What a passage says stands, but for normalisation, where its runs say."""
    raw = "\n".join(lines)
    chapter, _ = make(raw, data.draw(st.lists(claims(len(lines)), max_size=4)))
    for passage in chapter.passages:
        again = [
            text_of("".join(lines[span.line - 1][span.start : span.end])).lines[0].text.strip()
            for span in passage.source
        ]
        assert " ".join(again).split() == (passage.text or "").split()

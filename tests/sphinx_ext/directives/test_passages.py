"""The doctree of a passage gives its text again, whatever marks lie on it."""

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from handmade import annotation, chapter, emendation, entry
from lesebuch.edtf import TimeValue
from lesebuch.model import Annotation, Chapter, Emendation, Mention, Passage, PassageKind, Reader, Span, Time
from lesebuch.presentation import ids
from lesebuch.presentation.commentary import numbered, words_of
from lesebuch.presentation.index import Index
from lesebuch.presentation.walk import Walk
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives.passages import block, fill

ENTRY = entry("ort", "Ort")


def note(number: int, start: int, end: int, passage: str = "p1", words: str = "x") -> Annotation:
    return annotation(f"n{number}", Span(passage, start, end), words=words)


def slip(number: int, start: int, end: int, to: str = "y") -> Emendation:
    return emendation(f"e{number}", Span("p1", start, end), to=to)


def filled(made: Chapter, mentions: tuple[Mention, ...] = (), times: tuple[Time, ...] = ()) -> list[ours.passage]:
    reader = Reader((made,), {"ort": ENTRY}, mentions={"x": mentions}, times={"x": times})
    walk = Walk(reader, Index(reader), made)
    made_blocks = [block(passage, made, "de") for passage in made.passages]
    for node, passage in zip(made_blocks, made.passages, strict=True):
        if passage.text is not None:
            node.children = []
            fill(node, passage, walk.steps(passage))
    return made_blocks


def spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, int]]]:
    # Not NUL, which docutils uses for itself and normalisation removes from every source.
    text = draw(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=60))
    kinds = st.sampled_from(["note", "emendation", "mention", "time"])
    marks = draw(st.lists(st.tuples(kinds, spans(len(text))), max_size=12))
    return text, [(kind, start, end) for kind, (start, end) in marks]


@given(marked())
def test_the_nodes_give_the_text_again(case: tuple[str, list[tuple[str, int, int]]]) -> None:
    text, marks = case
    notes = tuple(note(n, a, b) for n, (kind, a, b) in enumerate(marks) if kind == "note")
    emendations = tuple(slip(n, a, b) for n, (kind, a, b) in enumerate(marks) if kind == "emendation")
    mentions = tuple(Mention("ort", Span("p1", a, b)) for kind, a, b in marks if kind == "mention")
    times = tuple(Time(a, b, "DATE", "2022", None, "2022", None, "r", "p1") for kind, a, b in marks if kind == "time")
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, text), annotations=notes, emendations=emendations)
    (node,) = filled(made, mentions, times)
    assert node.astext() == text
    # Each note's number stands exactly once, and never within a link.
    refs = list(node.findall(ours.note_ref))
    assert sorted(ref["note"] for ref in refs) == sorted(ids.note(n.id) for n in (*notes, *emendations))
    for ref in refs:
        above = ref.parent
        while above is not None:
            assert not isinstance(above, ours.mention)
            above = above.parent


def test_a_note_on_words_of_two_passages_has_its_number_at_the_end() -> None:
    first, second = (Passage(f"p{n}", PassageKind.PARAGRAPH, "eins zwei drei") for n in (1, 2))
    two = annotation("n", Span("p1", 5, 14), Span("p2", 0, 4), words="zwei … eins")
    one, other = filled(chapter(first, second, annotations=(two,)))
    assert not list(one.findall(ours.note_ref))
    assert [node.astext() for node in one.findall(ours.annotated)] == ["zwei drei"]
    assert [type(node) for node in other.children] == [ours.annotated, ours.note_ref, nodes.Text]


def test_only_the_first_mention_below_the_headings_is_marked_as_such() -> None:
    passages = (Passage("h1", PassageKind.HEADING, "Ort"), Passage("p1", PassageKind.PARAGRAPH, "Ort Ort"))
    mentions = tuple(Mention("ort", Span(p, a, a + 3)) for p, a in (("h1", 0), ("p1", 0), ("p1", 4)))
    heading, paragraph = filled(chapter(*passages), mentions)
    assert [node["first"] for node in heading.findall(ours.mention)] == [False]
    assert [node["first"] for node in paragraph.findall(ours.mention)] == [True, False]


def test_a_mention_is_told_apart_from_an_equal_one_at_another_place() -> None:
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, "Ort und Ort"))
    (node,) = filled(made, (Mention("ort", Span("p1", 0, 3)), Mention("ort", Span("p1", 8, 11))))
    assert [node.astext() for node in node.findall(ours.mention)] == ["Ort", "Ort"]


def test_a_missing_passage_is_a_target_only() -> None:
    (node,) = filled(chapter(Passage("p7", PassageKind.PARAGRAPH, None), available=False))
    assert node["ids"] == ["p7"]
    assert node["missing"]
    assert not node.children


def test_the_language_of_a_text_is_given_where_it_is_not_the_pages() -> None:
    (node,) = filled(chapter(Passage("p1", PassageKind.PARAGRAPH, "oil"), language="en"))
    assert node["language"] == "en"


def test_a_date_that_the_words_already_give_is_not_repeated() -> None:
    day = TimeValue.parse("2022-03-01")
    text = f"am {day.format('de')} und tags darauf"
    times = (
        Time(3, 3 + len(day.format("de")), "DATE", "2022-03-01", None, "2022-03-01", None, "r", "p1"),
        Time(text.index("tags"), len(text), "DATE", "2022-03-02", None, "2022-03-02", 0, "r", "p1"),
    )
    (node,) = filled(chapter(Passage("p1", PassageKind.PARAGRAPH, text)), times=times)
    assert [mark["label"] for mark in node.findall(ours.time_mark)] == ["", "2. März 2022"]
    assert [mark["datetime"] for mark in node.findall(ours.time_mark)] == ["2022-03-01", "2022-03-02"]


def test_notes_are_numbered_by_passage_and_then_as_the_file_has_them() -> None:
    passages = tuple(Passage(f"p{n}", PassageKind.PARAGRAPH, "eins zwei drei") for n in (1, 2))
    notes = (note(1, 5, 9, "p2"), note(2, 0, 4, "p2"), note(3, 5, 9, "p1"))
    made = chapter(*passages, annotations=notes, emendations=(slip(4, 0, 4),))
    assert [n.id for n in numbered(made)] == ["n3", "e4", "n1", "n2"]


def test_long_words_are_shortened_in_the_middle() -> None:
    text = "eins zwei drei vier fünf sechs sieben acht neun zehn"
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, text), annotations=(note(1, 0, len(text)),))
    assert words_of(made.annotations[0], made) == "eins zwei drei vier … acht neun zehn"

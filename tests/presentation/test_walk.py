"""Whatever marks lie on a text, the walk over it is well nested, and says every mark where it stands."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handmade import annotation, chapter, emendation, entry
from lesebuch.model import Annotation, Chapter, Emendation, Mention, Passage, PassageKind, Reader, Span, Time
from lesebuch.presentation.commentary import Noted, numbered
from lesebuch.presentation.index import Index
from lesebuch.presentation.walk import Closed, Correction, Dated, Mentioned, NoteNumber, Opened, PlainWords, Step, Walk

ENTRIES = {slug: entry(slug) for slug in ("ort", "tal")}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def walked(
    made: Chapter, mentions: tuple[Mention, ...] = (), times: tuple[Time, ...] = ()
) -> dict[str, tuple[Step, ...]]:
    reader = Reader((made,), ENTRIES, mentions={"x": mentions}, times={"x": times})
    walk = Walk(reader, Index(reader), made)
    return {passage.id: walk.steps(passage) for passage in made.passages}


@st.composite
def spans(draw: st.DrawFn, passages: tuple[Passage, ...]) -> Span:
    passage = draw(st.sampled_from(passages))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(passage.text or ""))] * 2)))
    return Span(passage.id, start, end)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Chapter, tuple[Mention, ...], tuple[Time, ...]]:
    passages = tuple(
        Passage(f"p{n}", PassageKind.PARAGRAPH, text)
        for n, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=3)), 1)
    )
    many = st.lists(spans(passages), max_size=6)
    words = st.sampled_from(["x", ""])
    notes = tuple(annotation(f"n{n}", span, words=draw(words)) for n, span in enumerate(draw(many)))
    slips = tuple(emendation(f"e{n}", span, words=draw(words)) for n, span in enumerate(draw(many)))
    mentions = tuple(Mention(draw(st.sampled_from(["ort", "tal", "fort"])), span) for span in draw(many))
    edtf = st.sampled_from(["2022", "2022-03-01", "", None])
    times = tuple(
        Time(span.start, span.end, "DATE", "x", None, draw(edtf), None, "r", span.passage) for span in draw(many)
    )
    return chapter(*passages, annotations=notes, emendations=slips), mentions, times


@given(cases())
def test_the_words_are_the_text_and_marks_pair_as_brackets_do(
    case: tuple[Chapter, tuple[Mention, ...], tuple[Time, ...]],
) -> None:
    for passage, steps in zip(case[0].passages, walked(*case).values(), strict=True):
        assert "".join(step.text for step in steps if isinstance(step, PlainWords)) == passage.text
        assert not any(step == PlainWords("") for step in steps)
        opened = []
        for step in steps:
            if isinstance(step, Opened):
                opened.append(step.mark)
            elif isinstance(step, Closed):
                assert opened.pop() is step.mark
        assert not opened


@given(cases())
def test_each_note_has_its_number_once_and_never_within_a_link(
    case: tuple[Chapter, tuple[Mention, ...], tuple[Time, ...]],
) -> None:
    steps = [step for steps in walked(*case).values() for step in steps]
    wanted = {note.id: n for n, note in enumerate(numbered(case[0]), 1)}
    found = [(step.note.id, step.number) for step in steps if isinstance(step, NoteNumber)]
    assert sorted(found) == sorted(wanted.items())
    assert sorted(s.note.id for s in steps if isinstance(s, Correction)) == sorted(n.id for n in case[0].emendations)
    within = 0
    for step in steps:
        if isinstance(step, Opened | Closed) and isinstance(step.mark, Mentioned):
            within += 1 if isinstance(step, Opened) else -1
        assert not (within and isinstance(step, NoteNumber))


@given(cases())
def test_each_mark_covers_its_words_and_no_others(case: tuple[Chapter, tuple[Mention, ...], tuple[Time, ...]]) -> None:
    made, mentions, times = case
    for passage, steps in walked(*case).items():
        covered = {name: text_under(steps, name) for name in ("n", "e", "ort", "tal", "time")}
        notes = [note for note in (*made.annotations, *made.emendations) if not on_the_whole(note, made)]
        wanted = {
            "n": places(passage, [s for n in notes if isinstance(n, Annotation) for s in n.anchor.spans]),
            "e": places(passage, [s for n in notes if isinstance(n, Emendation) for s in n.anchor.spans]),
            "ort": places(passage, [m.span for m in mentions if m.entry == "ort"]),
            "tal": places(passage, [m.span for m in mentions if m.entry == "tal"]),
            "time": places(passage, [t.span for t in times if t.edtf]),
        }
        assert covered == wanted


def on_the_whole(note: Noted, made: Chapter) -> bool:
    """Whether a note sets no words apart."""
    (span,) = note.anchor.spans
    (text,) = (passage.text for passage in made.passages if passage.id == span.passage)
    return not note.anchor.words and (span.start, span.end) == (0, len(text or ""))


def places(passage: str, marked: list[Span]) -> set[int]:
    return {place for span in marked if span.passage == passage for place in range(span.start, span.end)}


def text_under(steps: tuple[Step, ...], name: str) -> set[int]:
    found: set[int] = set()
    opened: list[str] = []
    at = 0
    for step in steps:
        match step:
            case Opened(mark):
                opened.append(kind_of(mark))
            case Closed():
                opened.pop()
            case PlainWords(text):
                if name in opened:
                    found |= set(range(at, at + len(text)))
                at += len(text)
    return found


def kind_of(mark: object) -> str:
    match mark:
        case Mentioned(entry):
            return entry
        case Dated():
            return "time"
        case Annotation():
            return "n"
        case _:
            return "e"


def test_of_a_passage_without_its_text_there_are_the_numbers_alone() -> None:
    notes = (annotation("n0", Span("p1", 2, 4)), annotation("n1", Span("p1", 0, 0), words=""))
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, None), available=False, annotations=notes)
    assert walked(made, (Mention("ort", Span("p1", 0, 3)),))["p1"] == (NoteNumber(notes[0], 1), NoteNumber(notes[1], 2))


def test_a_number_within_a_mention_stands_behind_it_and_a_correction_stays() -> None:
    slip = emendation("e0", Span("p1", 0, 2))
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, "Ostsee"), emendations=(slip,))
    place = Mentioned("ort", first=True)
    assert walked(made, (Mention("ort", Span("p1", 0, 6)),))["p1"] == (
        Opened(place), Opened(slip), PlainWords("Os"), Closed(slip), Correction(slip), PlainWords("tsee"), Closed(place), NoteNumber(slip, 1),
    )  # fmt: skip


def test_a_mention_of_no_entry_is_none() -> None:
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, "Fort"))
    assert walked(made, (Mention("fort", Span("p1", 0, 4)),))["p1"] == (PlainWords("Fort"),)


def test_the_numbers_are_the_same_without_the_text() -> None:
    passages = tuple(Passage(f"p{n}", PassageKind.PARAGRAPH, "eins zwei") for n in (1, 2))
    notes = (annotation("n0", Span("p2", 0, 4)), annotation("n1", Span("p1", 5, 9)))
    made = chapter(*passages, annotations=notes)
    silent = replace(made, available=False, passages=tuple(replace(p, text=None) for p in passages))
    counted = [
        [(s.note.id, s.number) for steps in walked(c).values() for s in steps if isinstance(s, NoteNumber)]
        for c in (made, silent)
    ]
    assert counted == [[("n1", 1), ("n0", 2)]] * 2


def test_a_date_is_said_in_words_unless_the_text_has_just_these() -> None:
    made = chapter(Passage("p1", PassageKind.PARAGRAPH, "2022 am Montag"))
    times = tuple(
        Time(start, end, "DATE", "x", None, edtf, None, "r", "p1")
        for start, end, edtf in ((0, 4, "2022"), (8, 14, "2021"))
    )
    marks = [step.mark for step in walked(made, times=times)["p1"] if isinstance(step, Opened)]
    assert [(str(mark.value), mark.label) for mark in marks if isinstance(mark, Dated)] == [
        ("2022", ""),
        ("2021", "2021"),
    ]

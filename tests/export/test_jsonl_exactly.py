"""JSONL of chapters made by hand: what the mini reader does not have."""

import json
from typing import Any

import handmade
from lesebuch.edtf import TimeValue
from lesebuch.export import jsonl
from lesebuch.model import (
    Anchor,
    Annotation,
    AnnotationKind,
    Chapter,
    Emendation,
    Event,
    Markup,
    Mention,
    Passage,
    PassageKind,
    PassageRef,
    Reader,
    Run,
    Span,
    Time,
)
from lesebuch.problems import Where

WHERE = Where("corpus/a.md", 1)
PASSAGES = (
    Passage("p1", PassageKind.PARAGRAPH, "Straße", (Run(0, 6, 4, 2, 6),)),
    Passage("p2", PassageKind.QUOTE, "habt", (Run(0, 4, 6, 0, 4),)),
)


def chapter(slug: str, **fields: Any) -> Chapter:
    base = {"title": slug.upper(), "file": "a.txt", "first": 3, "available": False}
    return handmade.chapter(slug=slug, **base | fields)


def objects(*chapters: Chapter, **fields: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl(Reader(chapters, **fields)).splitlines()]


def test_a_chapter_of_which_nothing_is_known() -> None:
    text = jsonl(Reader((chapter("ä"), chapter("a"))))
    assert [json.loads(line)["id"] for line in text.splitlines()] == ["a", "ä"]
    assert text.endswith("}\n")
    assert "Ä" in text
    found = json.loads(text.splitlines()[0])
    assert found | {
        "id": "a", "title": "A", "contributors": [], "authors": [], "published": None, "publisher": None,
        "language": "de", "rights": "open", "url": None, "source": {"file": "a.txt", "sha256": "", "lines": [3, 9]},
        "passages": [], "metadata": [], "dropped": [], "terms": [], "times": [], "annotations": [],
        "emendations": [], "events": [],
    } == found  # fmt: skip


def test_an_available_chapter_without_mentions_and_times() -> None:
    [found] = objects(chapter("a", available=True, passages=PASSAGES))
    assert found["terms"] == found["times"] == []
    assert found["passages"][0] == {
        "id": "p1", "kind": "paragraph", "text": "Straße", "source": [{"line": 4, "start": 2, "end": 8}],
    }  # fmt: skip


def test_mentions_and_times_stand_where_their_words_stand() -> None:
    mentions = {"a": (Mention("weg", Span("p1", 1, 4)),)}
    times = {"a": (Time(0, 2, "SET", "XXXX-WXX-1", "APPROX", "1998~", "reference", "regel", "p2"),)}
    whole = chapter("a", available=True, passages=PASSAGES)
    [found] = objects(whole, mentions=mentions, times=times)
    assert found["terms"] == [
        {
            "entry": "weg", "passage": "p1", "start": 1, "end": 4, "surface": "tra",
            "source": [{"line": 4, "start": 3, "end": 6}],
        }
    ]  # fmt: skip
    assert found["times"] == [
        {
            "passage": "p2", "start": 0, "end": 2, "surface": "ha", "type": "SET", "timex": "XXXX-WXX-1", "mod": "APPROX",
            "edtf": "1998~", "anchor": "reference", "rule": "regel", "source": [{"line": 6, "start": 0, "end": 2}],
        }
    ]  # fmt: skip
    [withheld] = objects(chapter("a", passages=PASSAGES), mentions=mentions, times=times)
    assert withheld["terms"] == withheld["times"] == []


def test_a_note_on_several_passages_has_an_object_for_each() -> None:
    spans = (Span("p1", 2, 6), Span("p2", 0, 1), Span("p7", 0, 3), Span("p3", 0, 0))
    bare = Passage("p3", PassageKind.LEAD, None)
    note = Annotation("n", AnnotationKind.PERSON, Anchor(spans, "x"), Markup("Wer.", WHERE), WHERE)
    slip = Emendation("e", Anchor(spans[:1], "x"), "", Markup("Was.", WHERE), WHERE)
    [found] = objects(chapter("a", passages=(*PASSAGES, bare), annotations=(note,), emendations=(slip,)))
    assert found["annotations"] == [
        {
            "id": "n",
            "kind": "person",
            "passage": "p1",
            "start": 2,
            "end": 6,
            "words": "x",
            "text": "Wer.",
            "plain": "Wer.",
        },
        {
            "id": "n",
            "kind": "person",
            "passage": "p2",
            "start": 0,
            "end": 1,
            "words": "x",
            "text": "Wer.",
            "plain": "Wer.",
        },
        {
            "id": "n",
            "kind": "person",
            "passage": "p7",
            "start": None,
            "end": None,
            "words": "x",
            "text": "Wer.",
            "plain": "Wer.",
        },
        {
            "id": "n",
            "kind": "person",
            "passage": "p3",
            "start": None,
            "end": None,
            "words": "x",
            "text": "Wer.",
            "plain": "Wer.",
        },
    ]
    assert found["emendations"] == [
        {"id": "e", "passage": "p1", "start": 2, "end": 6, "words": "x", "to": None, "text": "Was.", "plain": "Was."}
    ]


def test_events_come_with_the_passages_of_their_chapter() -> None:
    def event(name: str, *at: str, of: str = "") -> Event:
        refs = tuple(PassageRef(*ref.split("#")) for ref in at)
        return Event(name, TimeValue.parse("2020-05~"), refs, Markup("Es.", WHERE), WHERE, of)

    events = (event("e1", "b#p1", "a#p2", "a#p1"), event("e2", "b#p1"), event("e3", of="a"), event("e4", of="b"))
    first, _ = objects(chapter("a"), chapter("b"), events=events)
    assert first["events"] == [
        {"id": "e1", "edtf": "2020-05~", "passages": ["p2", "p1"], "text": "Es.", "plain": "Es."},
        {"id": "e3", "edtf": "2020-05~", "passages": [], "text": "Es.", "plain": "Es."},
    ]

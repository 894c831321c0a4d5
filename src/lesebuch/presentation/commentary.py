"""The notes and emendations of a chapter: their order, their numbers, the words that they are about, and where these stand."""

from typing import TypeAlias

from lesebuch.model import Annotation, Chapter, Emendation, surface

Noted: TypeAlias = Annotation | Emendation


def numbered(chapter: Chapter) -> tuple[Noted, ...]:
    """Notes and emendations in the order of their numbers; the number is the place from 1.

    It is the order of the passages and, within a passage, of the file: the same with and without the text at hand.
    """
    order = {passage.id: n for n, passage in enumerate(chapter.passages)}
    notes: list[Noted] = [*chapter.annotations, *chapter.emendations]
    return tuple(sorted(notes, key=lambda note: (order.get(note.anchor.passage, -1), note.where)))


def place_of(note: Noted, chapter: Chapter) -> str:
    """The id of the line or row in which a note's number stands; of the passage, if the note is about several of them or has no text."""
    span = note.anchor.spans[-1]
    passage = chapter.find(span.passage)
    parts = passage.parts if passage and span.start < span.end else ()
    return next((part.id for part in parts if part.start <= span.start and span.end <= part.end), span.passage)


def words_of(note: Noted, chapter: Chapter) -> str:
    """The words that a note is about, as the text has them, else as the editor quotes them; shortened in the middle."""
    passages = {passage.id: passage for passage in chapter.passages}
    found = [surface(passages[s.passage], s) for s in note.anchor.spans if s.passage in passages and s.end > s.start]
    words = " … ".join(found) if note.anchor.words and found else note.anchor.words
    longest = 8
    parts = words.split()
    return words if len(parts) <= longest else f"{' '.join(parts[:4])} … {' '.join(parts[-3:])}"

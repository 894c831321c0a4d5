"""How far a reader is: what its editors have still to do, chapter by chapter and entry by entry."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lesebuch.model import Anchor, Chapter, Reader
from lesebuch.problems import Where
from lesebuch.sources import is_older

_CITED = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}`")


@dataclass(frozen=True, slots=True)
class Open:
    """A thing to do: what it is about, and where that stands."""

    name: str
    where: Where


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """A kind of things to do; its key for programs, a heading for people."""

    key: str
    heading: str


QUESTIONS = (
    StatusQuestion("drafts", "Chapters that are drafts"),
    StatusQuestion("no-text", "Chapters without their text"),
    StatusQuestion("no-head-note", "Chapters without head note"),
    StatusQuestion("no-notes", "Chapters without notes"),
    StatusQuestion("passages-without-note", "Passages without any note"),
    StatusQuestion("bare-passages", "Passages without note, mention or date"),
    StatusQuestion("passages-without-task", "Passages that no assignment uses"),
    StatusQuestion("no-events", "Chapters without events"),
    StatusQuestion("no-date", "Chapters whose date nobody knows"),
    StatusQuestion("notes-without-reference", "Notes on context or persons without reference"),
    StatusQuestion("events-without-reference", "Events without reference"),
    StatusQuestion("entries-without-mention", "Entries that nothing mentions"),
    StatusQuestion("entries-without-reference", "Entries without reference"),
    StatusQuestion("older-extractor", "Sources that are read as they once were; `lesebuch replace` reads them anew"),
)


def status(reader: Reader) -> dict[str, list[Open]]:
    """What is open, by the keys of `QUESTIONS`, each list in the order of the reader."""
    found: dict[str, list[Open]] = {question.key: [] for question in QUESTIONS}
    told = {ref.chapter for event in reader.events for ref in event.passages}
    for chapter in reader.chapters:
        for key, opened in _chapter(chapter, reader, told):
            found[key].append(opened)
    mentioned = {mention.entry for mentions in reader.mentions.values() for mention in mentions}
    for slug, entry in reader.entries.items():
        if slug not in mentioned:
            found["entries-without-mention"].append(Open(slug, entry.where))
        if not _CITED.search(entry.body.text):
            found["entries-without-reference"].append(Open(slug, entry.where))
    found["events-without-reference"] = [
        Open(event.id, event.where) for event in reader.events if not _CITED.search(event.body.text)
    ]
    found["passages-without-task"] = list(_untasked(reader))
    found["older-extractor"] = [
        Open(source.file, source.where) for source in reader.register if is_older(source.extractor)
    ]
    return found


def _untasked(reader: Reader) -> Iterable[Open]:
    """What could be cited, and no assignment does; of a reader without assignments nothing."""
    used = [at for assignment in reader.assignments.values() for at in assignment.used]
    for chapter in reader.chapters if reader.assignments else ():
        ranges = [at for at in used if reader.chapter(at.chapter) is chapter]
        # A chapter as a whole, which is what a list of texts names, says nothing of its passages.
        named = {passage.id for at in ranges if at.first for passage in chapter.between(at.first, at.last)}
        for passage in chapter.passages:
            if passage.id[0] == "p" and passage.id not in named:
                yield Open(f"{chapter.slug}#{passage.id}", chapter.where)


def counts(reader: Reader) -> Mapping[str, int]:
    """What there is."""
    return {
        "chapters": len(reader.chapters),
        "reviewed": sum(chapter.status == "reviewed" for chapter in reader.chapters),
        "passages": sum(len(chapter.passages) for chapter in reader.chapters),
        "notes": sum(len(chapter.annotations) for chapter in reader.chapters),
        "emendations": sum(len(chapter.emendations) for chapter in reader.chapters),
        "events": len(reader.events),
        "entries": len(reader.entries),
        "assignments": len(reader.assignments),
        "mentions": sum(map(len, reader.mentions.values())),
        "dates": sum(map(len, reader.times.values())),
    }


def _chapter(chapter: Chapter, reader: Reader, told: Collection[str]) -> Iterable[tuple[str, Open]]:
    """`told`: chapters at whose passages events are."""
    itself = Open(chapter.slug, chapter.where)
    answers = {
        "drafts": chapter.status != "reviewed",
        "no-text": not chapter.available,
        "no-head-note": chapter.head is None or not chapter.head.text.strip(),
        "no-notes": not chapter.annotations,
        "no-events": not chapter.events and chapter.slug not in told,
        "no-date": chapter.published is None,
    }
    yield from ((key, itself) for key, is_open in answers.items() if is_open)
    for note in chapter.annotations:
        if note.kind in ("context", "person") and not _CITED.search(note.body.text):
            yield "notes-without-reference", Open(f"{chapter.slug}#{note.id}", note.where)
    if chapter.available:
        noted = {span.passage for anchor in _anchors(chapter) for span in anchor.spans}
        found = {mention.span.passage for mention in reader.mentions.get(chapter.slug, ())}
        found |= {time.span.passage for time in reader.times.get(chapter.slug, ())}
        # What is cited: headings, captions and the like need no note.
        names = [passage.id for passage in chapter.passages if passage.id[0] == "p" and passage.id not in noted]
        for name in names:
            yield "passages-without-note", Open(f"{chapter.slug}#{name}", chapter.where)
            if name not in found:
                yield "bare-passages", Open(f"{chapter.slug}#{name}", chapter.where)


def _anchors(chapter: Chapter) -> Sequence[Anchor]:
    notes = [note.anchor for note in chapter.annotations]
    return [*notes, *(note.anchor for note in chapter.emendations)]

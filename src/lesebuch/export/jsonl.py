"""The corpus, its glossary and its events as JSONL, an object a line; `records` says what each holds. Programs rely on every key."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from lesebuch.export import records
from lesebuch.model import Anchor, Chapter, Entry, Event, Markup, Passage, PassageKind, Reader, SourceSpan, surface
from lesebuch.myst.plain import plain

_Status = Literal["draft", "reviewed"]
_Type = Literal["DATE", "TIME", "DURATION", "SET"]


def jsonl(reader: Reader) -> str:
    """One line a chapter, sorted by slug.

    `start` and `end` are code points in the passage's text, those of `source` in the raw line of the source; ends are
    exclusive. What is within them in the source and not in `text` are white space, soft hyphens, characters without width
    and the marks of the source's own notes, whose places `styles` has. Where the text is missing, `text`, `start` and
    `end` are null, and `terms` and `times` are empty. A note on several passages has an object for each, with the same id.
    """
    return _lines(_chapter(reader, chapter) for chapter in sorted(reader.chapters, key=lambda chapter: chapter.slug))


def glossary(reader: Reader) -> str:
    """One line an entry, sorted by slug."""
    return _lines(_entry(reader, reader.entries[slug]) for slug in sorted(reader.entries))


def events(reader: Reader) -> str:
    """One line an event, those of all chapters and of the chronology, in order of time."""
    return _lines(_event(reader, event) for event in reader.events)


def _lines(objects: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


def _chapter(reader: Reader, chapter: Chapter) -> records.Chapter:
    passages = {passage.id: passage for passage in chapter.passages}
    return {
        "schema": records.CHAPTER,
        "id": chapter.slug,
        "title": chapter.title,
        "contributors": [{"name": c.name, "role": c.role} for c in chapter.contributors],
        "authors": list(chapter.authors),
        "published": str(chapter.published) if chapter.published else None,
        "publisher": chapter.publisher or None,
        "language": chapter.language,
        "original": _original(chapter),
        "rights": chapter.rights,
        "licence": chapter.licence or None,
        "url": chapter.url or None,
        "supplied": list(chapter.supplied),
        "status": cast("_Status", chapter.status),
        "order": reader.place(chapter.slug),
        "part": reader.part(chapter.slug),
        "source": {"file": chapter.file, "sha256": chapter.sha256, "lines": [chapter.first, chapter.last]},
        "head": _prose(reader, chapter.head) if chapter.head else None,
        "passages": [_passage(passage) for passage in chapter.passages],
        "metadata": [{"field": item.field, "source": _spans(item.source)} for item in chapter.metadata],
        "dropped": [{"reason": item.reason, "source": _spans(item.source)} for item in chapter.dropped],
        "terms": list(_terms(reader, chapter, passages)),
        "times": list(_times(reader, chapter, passages)),
        "annotations": list(_annotations(reader, chapter, passages)),
        "emendations": list(_emendations(reader, chapter, passages)),
        "events": list(_events(reader, chapter)),
    }


def _original(chapter: Chapter) -> records.Original | None:
    original = chapter.original
    if original is None:
        return None
    return {
        "language": original.language,
        "title": original.title or None,
        "published": str(original.published) if original.published else None,
        "url": original.url or None,
    }


def _prose(reader: Reader, markup: Markup) -> records.Prose:
    return {"text": markup.text, "plain": plain(markup.text, reader.entries)}


def _passage(passage: Passage) -> records.Passage:
    record: records.Passage = {
        "id": passage.id,
        "kind": passage.kind,
        "text": passage.text,
        "source": _spans(passage.source),
    }
    if passage.level:
        record["level"] = passage.level
    if passage.label:
        record["label"] = passage.label
    if passage.group:
        record["group"] = passage.group
    if passage.target:
        record["target"] = passage.target
    if passage.language:
        record["language"] = passage.language
    if passage.parts and passage.text is not None:
        _add_parts(record, passage)
    if passage.styles:
        record["styles"] = [
            {"start": style.start, "end": style.end, "kind": style.kind, "target": style.target or None}
            for style in passage.styles
        ]
    return record


def _add_parts(record: records.Passage, passage: Passage) -> None:
    if passage.kind is PassageKind.VERSE:
        record["lines"] = [{"id": part.id, "start": part.start, "end": part.end} for part in passage.parts]
        return
    record["rows"] = [
        {
            "id": part.id,
            "start": part.start,
            "end": part.end,
            "cells": [
                {
                    "start": c.start,
                    "end": c.end,
                    "header": c.header,
                    "columns": c.columns,
                    "rows": c.rows,
                    "align": c.align or None,
                }
                for c in part.cells
            ],
        }
        for part in passage.parts
    ]


def _spans(spans: Sequence[SourceSpan]) -> list[records.SourceSpan]:
    return [{"line": span.line, "start": span.start, "end": span.end} for span in spans]


def _terms(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[records.Term]:
    for mention in reader.mentions.get(chapter.slug, ()) if chapter.available else ():
        span, passage = mention.span, passages[mention.span.passage]
        yield {
            "entry": mention.entry,
            "passage": span.passage,
            "start": span.start,
            "end": span.end,
            "surface": surface(passage, span),
            "source": _spans(passage.locate(span.start, span.end)),
        }


def _times(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[records.Time]:
    """An index is written in digits: readers of columns, such as Arrow, take one type for a key."""
    for time in reader.times.get(chapter.slug, ()) if chapter.available else ():
        span, passage = time.span, passages[time.span.passage]
        yield {
            "passage": span.passage,
            "start": span.start,
            "end": span.end,
            "surface": surface(passage, span),
            "type": cast("_Type", time.type),
            "timex": time.timex,
            "mod": time.mod,
            "edtf": time.edtf,
            "anchor": None if time.anchor is None else str(time.anchor),
            "rule": time.rule,
            "source": _spans(passage.locate(span.start, span.end)),
        }


def _annotations(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[records.Annotation]:
    for note in chapter.annotations:
        prose, words = _prose(reader, note.body), note.anchor.words or None
        for name, start, end in _places(note.anchor, passages):
            yield {
                "id": note.id,
                "kind": note.kind,
                "passage": name,
                "start": start,
                "end": end,
                "words": words,
                **prose,
            }


def _emendations(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[records.Emendation]:
    for note in chapter.emendations:
        prose, words, to = _prose(reader, note.body), note.anchor.words or None, note.to or None
        for name, start, end in _places(note.anchor, passages):
            yield {"id": note.id, "passage": name, "start": start, "end": end, "words": words, "to": to, **prose}


def _places(anchor: Anchor, passages: Mapping[str, Passage]) -> Iterator[tuple[str, int | None, int | None]]:
    """Passage, start and end for each passage that a note touches."""
    for span in anchor.spans:
        passage = passages.get(span.passage)
        known = passage is not None and passage.text is not None
        yield span.passage, span.start if known else None, span.end if known else None


def _events(reader: Reader, chapter: Chapter) -> Iterator[records.ChapterEvent]:
    """The chapter's own events and those of the chronology that point at it, with its passages alone."""
    for event in reader.events:
        if event.concerns(chapter.slug):
            here = [ref.passage for ref in event.passages if ref.chapter == chapter.slug]
            yield {"id": event.id, "edtf": str(event.when), "passages": here, **_prose(reader, event.body)}


def _entry(reader: Reader, entry: Entry) -> records.Entry:
    return {
        "schema": records.ENTRY,
        "id": entry.slug,
        "term": entry.term,
        "kind": entry.kind,
        "variants": list(entry.variants),
        "exclude": list(entry.exclude),
        "see": list(entry.see),
        "coordinates": list(entry.coordinates) if entry.coordinates else None,
        "wikidata": entry.wikidata or None,
        **_prose(reader, entry.body),
    }


def _event(reader: Reader, event: Event) -> records.Event:
    return {
        "schema": records.EVENT,
        "id": event.id,
        "edtf": str(event.when),
        "chapter": event.chapter or None,
        "passages": [str(ref) for ref in event.passages],
        **_prose(reader, event.body),
    }

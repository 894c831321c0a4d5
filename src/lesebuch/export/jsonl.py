"""The corpus as JSONL: an object a chapter, sorted by slug. Outside programs rely on every key."""

import json
from collections.abc import Iterator, Mapping

from lesebuch.model import Anchor, Chapter, Passage, Reader, SourceSpan, surface

Json = dict[str, object]


def jsonl(reader: Reader) -> str:
    """One line a chapter.

    `start` and `end` are code points in the passage's text, those of `source` in the raw line of the source; ends are
    exclusive. Where the text is missing, `text`, `start` and `end` are null, and `terms` and `times` are empty. A note
    on several passages has an object for each, with the same id.
    """
    chapters = sorted(reader.chapters, key=lambda chapter: chapter.slug)
    return "".join(json.dumps(_chapter(reader, chapter), ensure_ascii=False) + "\n" for chapter in chapters)


def _chapter(reader: Reader, chapter: Chapter) -> Json:
    passages = {passage.id: passage for passage in chapter.passages}
    return {
        "id": chapter.slug,
        "title": chapter.title,
        "contributors": [{"name": c.name, "role": c.role} for c in chapter.contributors],
        "authors": list(chapter.authors),
        "published": str(chapter.published) if chapter.published else None,
        "publisher": chapter.publisher or None,
        "language": chapter.language,
        "rights": chapter.rights.value,
        "url": chapter.url or None,
        "source": {"file": chapter.file, "sha256": chapter.sha256, "lines": [chapter.first, chapter.last]},
        "passages": [_passage(passage) for passage in chapter.passages],
        "metadata": [{"field": item.field, "source": _spans(item.source)} for item in chapter.metadata],
        "dropped": [{"reason": item.reason, "source": _spans(item.source)} for item in chapter.dropped],
        "terms": list(_terms(reader, chapter, passages)),
        "times": list(_times(reader, chapter, passages)),
        "annotations": [
            {"id": note.id, "kind": note.kind.value, **place, "text": note.body.text}
            for note in chapter.annotations
            for place in _places(note.anchor, passages)
        ],
        "emendations": [
            {**place, "to": note.to or None, "text": note.body.text}
            for note in chapter.emendations
            for place in _places(note.anchor, passages)
        ],
        "events": list(_events(reader, chapter)),
    }


def _passage(passage: Passage) -> Json:
    return {"id": passage.id, "kind": passage.kind.value, "text": passage.text, "source": _spans(passage.source)}


def _spans(spans: tuple[SourceSpan, ...]) -> list[Json]:
    return [{"line": span.line, "start": span.start, "end": span.end} for span in spans]


def _terms(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[Json]:
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


def _times(reader: Reader, chapter: Chapter, passages: Mapping[str, Passage]) -> Iterator[Json]:
    for time in reader.times.get(chapter.slug, ()) if chapter.available else ():
        span, passage = time.span, passages[time.span.passage]
        yield {
            "passage": span.passage,
            "start": span.start,
            "end": span.end,
            "surface": surface(passage, span),
            "type": time.type,
            "timex": time.timex,
            "mod": time.mod,
            "edtf": time.edtf,
            "anchor": time.anchor,
            "rule": time.rule,
            "source": _spans(passage.locate(span.start, span.end)),
        }


def _places(anchor: Anchor, passages: Mapping[str, Passage]) -> Iterator[Json]:
    """An object for each passage that a note touches."""
    for span in anchor.spans:
        passage = passages.get(span.passage)
        known = passage is not None and passage.text is not None
        yield {
            "passage": span.passage,
            "start": span.start if known else None,
            "end": span.end if known else None,
        }


def _events(reader: Reader, chapter: Chapter) -> Iterator[Json]:
    """The chapter's own events and those of the chronology that point at it, with its passages alone."""
    for event in reader.events:
        here = [ref.passage for ref in event.passages if ref.chapter == chapter.slug]
        if event.chapter == chapter.slug or here:
            yield {"id": event.id, "edtf": str(event.when), "passages": here, "text": event.body.text}

"""Chapters and what belongs to them, made by hand: a test says what it is about, all else is as plain as can be."""

from typing import Any

from lesebuch.model import (
    Anchor,
    Annotation,
    AnnotationKind,
    Chapter,
    Emendation,
    Entry,
    EntryKind,
    Markup,
    Passage,
    PassageKind,
    Rights,
    Span,
)
from lesebuch.problems import Where

WHERE = Where("corpus/x.md", 1)
NOTHING = Markup("", WHERE)


def paragraphs(*texts: str | None) -> tuple[Passage, ...]:
    """The passages p1, p2 …; None: one whose text is not at hand."""
    return tuple(Passage(f"p{n}", PassageKind.PARAGRAPH, text) for n, text in enumerate(texts, 1))


def chapter(*passages: Passage, **fields: Any) -> Chapter:
    """An open chapter `x` in German, whose text is at hand."""
    plain = {"slug": "x", "title": "X", "file": "x.txt", "first": 1, "last": 9, "where": WHERE, "status": "reviewed"}
    plain |= {"language": "de", "rights": Rights.OPEN, "available": True, "passages": passages}
    return Chapter(**plain | fields)


def annotation(name: str, *spans: Span, words: str = "x") -> Annotation:
    """A note on these words, which says nothing."""
    return Annotation(name, AnnotationKind.CONTEXT, Anchor(spans, words), NOTHING, WHERE)


def emendation(name: str, *spans: Span, words: str = "x", to: str = "y") -> Emendation:
    """A slip in these words."""
    return Emendation(name, Anchor(spans, words), to, NOTHING, WHERE)


def entry(slug: str, term: str = "", kind: str = EntryKind.PLACE, **fields: Any) -> Entry:
    """An entry of the glossary, without a definition."""
    return Entry(slug, term or slug, kind, NOTHING, WHERE, **fields)

"""All places of an entry with the words around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lesebuch.model import Chapter, Reader
from lesebuch.presentation.index import Index

AROUND = 90
"""Characters that are shown on either side of a place."""
MOST = 300
"""Lines that a page shows; the concordance of the search has all."""
Part = tuple[str, bool]
"""Words, and whether they are those that name the entry."""


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A place, or several that are close to one another."""

    passage: str
    parts: tuple[Part, ...]
    """Empty where the text is not at hand."""
    language: str
    """BCP 47."""


def lines(entry: str, reader: Reader, index: Index) -> Iterator[tuple[Chapter, tuple[ContextLine, ...]]]:
    """Chapter by chapter the lines of an entry, in the order of the texts."""
    for slug, passages in index.backlinks(entry):
        chapter = reader.chapter(slug)
        if chapter is not None:
            yield chapter, tuple(line for passage in passages for line in _of_passage(chapter, passage, entry, index))


def _of_passage(chapter: Chapter, name: str, entry: str, index: Index) -> Iterator[ContextLine]:
    passage = chapter.find(name)
    text = passage.text if passage is not None else None
    language = (passage.language if passage is not None else "") or chapter.language
    if not text:
        yield ContextLine(name, (), language)
        return
    spans = index.spans(entry, chapter.slug, name)
    for group in _close(spans):
        yield ContextLine(name, tuple(_parts(text, group)), language)


def _close(spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans in groups, so that the words around two groups do not overlap."""
    groups: list[list[tuple[int, int]]] = []
    for span in sorted(spans):
        if groups and span[0] <= groups[-1][-1][1] + 2 * AROUND:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Part]:
    """The words before, the names and what stands between them, the words behind; whole words alone."""
    spans = list(spans)
    start, end = max(0, spans[0][0] - AROUND), spans[-1][1] + AROUND
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or spans[0][0]
    if end < len(text):
        end = max(text.rfind(" ", 0, end), spans[-1][1])
    at = start
    if start:
        yield "… ", False
    for first, last in spans:
        if first < at:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if text[at:end]:
        yield text[at:end], False
    if end < len(text):
        yield " …", False


def shown(
    found: Iterable[tuple[Chapter, tuple[ContextLine, ...]]],
) -> tuple[list[tuple[Chapter, list[ContextLine]]], int]:
    """The first lines, at most `MOST`, and how many there are in all."""
    flat = [(chapter, line) for chapter, group in found for line in group]
    groups = groupby(flat[:MOST], key=lambda item: item[0].slug)
    kept = [list(group) for _slug, group in groups]
    return [(group[0][0], [line for _chapter, line in group]) for group in kept], len(flat)

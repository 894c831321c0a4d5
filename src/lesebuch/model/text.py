"""Normalised text, each character of which knows its place in the source."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from lesebuch.model.sources import Source, SourceSpan


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of normalised text and the piece of the source that it comes from.

    Where `length == width`, each character maps to one character. Else the run is one unit (a composed umlaut).
    """

    at: int
    """Offset in the normalised text."""
    length: int
    line: int
    column: int
    """Column in the raw line."""
    width: int
    """Length in the raw line."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of normalisation: what stood at a place of the source, and what stands there now."""

    rule: str
    line: int
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Line:
    """A normalised line. Blank lines have the text ''."""

    number: int
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised source: one `Line` for each line of the source, and every edit that led there."""

    source: Source
    lines: tuple[Line, ...]
    edits: tuple[Edit, ...] = ()


def locate(runs: tuple[Run, ...], start: int, end: int) -> tuple[SourceSpan, ...]:
    """Where `[start, end)` of a normalised text stands in the source: one span for each line it touches."""
    first = max(bisect_right(runs, start, key=lambda run: run.at) - 1, 0)
    spans: list[SourceSpan] = []
    for run in runs[first:]:
        if run.at >= end:
            break
        if run.at + run.length <= start:
            continue
        exact = run.length == run.width
        left = run.column + (max(start - run.at, 0) if exact else 0)
        right = run.column + (min(end - run.at, run.length) if exact else run.width)
        if spans and spans[-1].line == run.line:
            spans[-1] = SourceSpan(run.line, spans[-1].start, right)
        else:
            spans.append(SourceSpan(run.line, left, right))
    return tuple(spans)


def offset(runs: tuple[Run, ...], column: int) -> int:
    """How much of a normalised line stands before a column of the raw one. `runs` are those of the line."""
    index = bisect_left(runs, column, key=lambda run: run.column)
    if not index:
        return 0
    run = runs[index - 1]
    return run.at + (min(column - run.column, run.length) if run.length == run.width else run.length)


def find(runs: tuple[Run, ...], place: SourceSpan) -> tuple[int, int] | None:
    """Where words of the source stand in the normalised text of these runs; None if they are not in it.

    The way back from `locate`. Of a run that is one unit, a part is all of it.
    """
    start, end = -1, -1
    for run in runs:
        left, right = max(run.column, place.start), min(run.column + run.width, place.end)
        if run.line != place.line or left >= right:
            continue
        exact = run.length == run.width
        low = run.at + (left - run.column if exact else 0)
        high = run.at + (right - run.column if exact else run.length)
        start = low if start < 0 else min(start, low)
        end = max(end, high)
    return None if start < 0 else (start, end)

"""Proves that nothing of a source is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from lesebuch.model import Chapter, Dropped, Metadata, Passage, Registered, SourceSpan, Text
from lesebuch.problems import Code, Problem, Where
from lesebuch.stage_memory import Memory, Nothing, Same

_LONGEST = 40
"""Characters of lost words that a message quotes."""


def coverage(
    register: Sequence[Registered],
    texts: Mapping[str, Text],
    chapters: Sequence[Chapter],
    memory: Memory | None = None,
) -> list[Problem]:
    """What is in no passage, no metadata, not dropped and not outside; and lines that two chapters take.

    `texts` are those at hand, by their name in the register. Characters count as they stand in the source; white
    space need not be covered. `memory`: of a process that reads the same reader again and again.
    """
    memory, problems = memory or Nothing(), list[Problem]()
    by_file: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        by_file.setdefault(chapter.file, []).append(chapter)
    for source in register:
        own = sorted(by_file.get(source.file, []), key=lambda chapter: chapter.first)
        text = texts.get(source.file)
        key = "coverage", source, Same(text), *map(Same, own)
        problems += memory.get(key, partial(_of_source, source, text, own))
    return problems


def _of_source(source: Registered, text: Text | None, chapters: Sequence[Chapter]) -> list[Problem]:
    problems = list(_overlaps(source, chapters))
    if text is not None:
        problems += _beyond(source, text)
        problems += _lost(source, text, chapters)
    return problems


def _beyond(source: Registered, text: Text) -> Iterator[Problem]:
    for out in source.outside:
        if out.last > len(text.lines):
            message = f"`outside` names lines {out.first}-{out.last}, but {source.file} has {len(text.lines)}."
            hint = f"Correct the lines under `outside` of {source.file}."
            yield Problem(Code.ANCHOR_NOT_FOUND, source.where, message, hint)


_COPIED = "If one of the two files in corpus/ is a copy of the other, delete it. Else let each word belong to one."


def _overlaps(source: Registered, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    ranges = [(chapter.first, chapter.last, chapter.slug, chapter.where) for chapter in chapters]
    ranges += [(out.first, out.last, f"`outside` ({out.reason})", source.where) for out in source.outside]
    ranges.sort(key=lambda item: item[:2])
    last, owner, before = 0, "", (0, 0)
    for first, end, name, where in ranges:
        if first <= last:
            end_ = min(end, last)
            lines = (
                f"Lines {first}-{end_} of {source.file} are" if end_ > first else f"Line {first} of {source.file} is"
            )
            message = f"{lines} taken by {owner} and by {name}."
            copied = (first, end) == before and where.path != source.where.path
            yield Problem(Code.OVERLAP, where, message, _COPIED if copied else "")
        before = first, end
        if end > last:
            last, owner = end, name


def _lost(source: Registered, text: Text, chapters: Iterable[Chapter]) -> Iterator[Problem]:
    """Whole lines that follow each other are one problem, parts of a line one each."""
    pending: tuple[int, str, int] | None = None
    claimed = _claimed(chapters)
    for number, line, gaps in _lines(source, text, claimed):
        if gaps and number not in claimed:
            first, words, _ = pending or (number, line.strip(), number)
            pending = first, words, number
            continue
        if pending:
            yield _lost_lines(source, *pending)
            pending = None
        for start, words in gaps:
            where = Where(source.file, number, start + 1)
            yield Problem(Code.LOST_TEXT, where, f"These words are in no chapter: “{_short(words)}”.")
    if pending:
        yield _lost_lines(source, *pending)


def _claimed(chapters: Iterable[Chapter]) -> dict[int, list[SourceSpan]]:
    """What the chapters account for, by line."""
    claimed: dict[int, list[SourceSpan]] = {}
    for chapter in chapters:
        parts: tuple[Passage | Metadata | Dropped, ...] = (*chapter.passages, *chapter.metadata, *chapter.dropped)
        for span in (span for part in parts for span in part.source):
            claimed.setdefault(span.line, []).append(span)
    return claimed


def _lines(
    source: Registered, text: Text, claimed: Mapping[int, list[SourceSpan]]
) -> Iterator[tuple[int, str, list[tuple[int, str]]]]:
    """The lines that are not blank: number, raw text, gaps."""
    end = len(text.lines) + 1
    outside = {number for out in source.outside for number in range(out.first, min(out.last + 1, end))}
    cleaned: Mapping[int, list[SourceSpan]] | None = None
    for number, line in enumerate(text.source.text.split("\n"), 1):
        if not line or line.isspace():
            continue
        gaps = [] if number in outside else _gaps(line, claimed.get(number, []))
        if gaps:
            # Looked up only where something is missing: nearly all lines are claimed from end to end.
            cleaned = _cleaned(text) if cleaned is None else cleaned
            gaps = _gaps(line, [*claimed.get(number, []), *cleaned.get(number, [])])
        yield number, line, gaps


def _lost_lines(source: Registered, first: int, words: str, last: int) -> Problem:
    lines, it = (f"Lines {first}-{last} are", "them") if last > first else (f"Line {first} is", "it")
    message = f"{lines} in no chapter, from “{_short(words)}” on."
    hint = f"Give {it} to a chapter, or list {it} under `outside` in {source.where.path} with a reason."
    return Problem(Code.LOST_TEXT, Where(source.file, first), message, hint)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _gaps(line: str, spans: list[SourceSpan]) -> list[tuple[int, str]]:
    """Stretches of a line that no span covers, without the white space around them, with their columns."""
    gaps = []
    at = 0
    for start, end in (*sorted((span.start, span.end) for span in spans), (len(line), len(line))):
        if start > at:
            words = line[at:start]
            if stripped := words.strip():
                gaps.append((at + len(words) - len(words.lstrip()), stripped))
        at = max(at, end)
    return gaps


def _cleaned(text: Text) -> dict[int, list[SourceSpan]]:
    """What normalisation took away; it is recorded there."""
    found: dict[int, list[SourceSpan]] = {}
    for edit in text.edits:
        if not edit.replacement.strip():
            found.setdefault(edit.line, []).append(SourceSpan(edit.line, edit.start, edit.end))
    return found

"""Finds the characters that the book cannot print, in whatever people write and in what the sources say."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from lesebuch import glyphs
from lesebuch.model import Chapter, Markup, Reader
from lesebuch.problems import Code, Problem, Where
from lesebuch.stage_memory import Memory, Same

_Piece = tuple[str, Where]
_NAMED = 8
"""Signs and lines that a problem names."""


def check_printable(
    reader: Reader, markups: Iterable[Markup], folders: Iterable[Path], memory: Memory
) -> list[Problem]:
    """A problem for each file with signs that no font has; of sources the path is their name in the register.

    One for each line would bury all others, for a text in a script that the fonts lack. `markups`: all that people write;
    `folders`: the reader's own, with fonts.
    """
    pieces = [*_pieces(reader, memory), *(piece for markup in markups for piece in _lines(markup))]
    wanted = [(glyphs.signs(text), where) for text, where in pieces]
    lacking = glyphs.missing(frozenset().union(*(signs for signs, _ in wanted)), tuple(map(str, folders)))
    found: dict[str, list[tuple[Where, frozenset[str]]]] = {}
    for signs, where in wanted:
        if missing := signs & lacking:
            found.setdefault(where.path, []).append((where, missing))
    return [_problem(places) for places in found.values()]


def _problem(places: list[tuple[Where, frozenset[str]]]) -> Problem:
    """What is lacking in one file, at the first of its places; few signs and lines are named, many are counted."""
    signs = sorted(frozenset().union(*(missing for _, missing in places)))
    named = "; ".join(map(glyphs.described, signs[:_NAMED]))
    rest = f" and {len(signs) - _NAMED} other signs" if len(signs) > _NAMED else ""
    lines = sorted({where.line for where, _ in places})
    where = min((where for where, _ in places), key=lambda where: where.line)
    more = f" (lines {', '.join(map(str, lines[:_NAMED]))}" if len(lines) > 1 else ""
    more += f" and {len(lines) - _NAMED} others" if len(lines) > _NAMED else ""
    return Problem(Code.NO_GLYPH, where, f"No font of the book has {named}{rest}{more}{')' if more else ''}.")


def _pieces(reader: Reader, memory: Memory) -> Iterator[_Piece]:
    for chapter in reader.chapters:
        yield from memory.get(("signs", Same(chapter)), partial(_words, chapter))
        yield " ".join([chapter.title, chapter.publisher, *(c.name for c in chapter.contributors)]), chapter.where
    for entry in reader.entries.values():
        yield entry.term, entry.where


def _words(chapter: Chapter) -> list[_Piece]:
    """The rare signs in the text of a chapter, by lines of its source."""
    return [
        (sign, Where(chapter.file, passage.locate(match.start(), match.end())[0].line))
        for passage in chapter.passages
        for sign in glyphs.signs(passage.text or "")
        for match in re.finditer(re.escape(sign), passage.text or "")
    ]


def _lines(markup: Markup) -> Iterator[_Piece]:
    if glyphs.signs(markup.text):
        for number, line in enumerate(markup.text.split("\n"), markup.where.line):
            yield line, Where(markup.where.path, number)

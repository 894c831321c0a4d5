"""A passage as its emendations would have it, and the way from its words to those of the source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lesebuch.model import Emendation, Passage, PassageKind

_APART = str.maketrans("\t\n", "||")
"""What two cells say does not run on: a number in one and a month in the next are no day."""
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of the text and those that stand in their place; offsets on both sides."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The emended text of a passage."""

    text: str
    changes: tuple[_Change, ...]
    """In order, apart from each other."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source's words for a span of the emended text; what was put in stands for all that it replaced."""
        return self._first(start), self._last(end)

    def emended(self, start: int, end: int) -> tuple[int, int]:
        """The reverse of `original`."""
        low, high = start, end
        for change in self.changes:
            shift = change.new_end - change.end
            if change.start <= start < change.end:
                low = change.new_start
            elif change.end <= start:
                low = start + shift
            if change.start < end <= change.end:
                high = change.new_end
            elif change.end < end:
                high = end + shift
        return low, high

    def _first(self, offset: int) -> int:
        place = offset
        for change in self.changes:
            if change.new_start <= offset < change.new_end:
                return change.start
            if change.new_end <= offset:
                place = offset + change.end - change.new_end
        return place

    def _last(self, offset: int) -> int:
        place = offset
        for change in self.changes:
            if change.new_start < offset <= change.new_end:
                return change.end
            if change.new_end < offset:
                place = offset + change.end - change.new_end
        return place


def read(passage: Passage, emendations: Iterable[Emendation]) -> Reading:
    """The passage with the words of all emendations that say what it should read; of two on the same words the first."""
    text = passage.text or ""
    if passage.kind is PassageKind.TABLE:
        text = _apart(text, passage)
    spans = [
        (emendation.anchor.spans[0], emendation.to)
        for emendation in emendations
        if emendation.to and emendation.anchor.words and len(emendation.anchor.spans) == 1
    ]
    pieces, changes, done, length = [], [], 0, 0
    for span, words in sorted(((s, w) for s, w in spans if s.passage == passage.id), key=lambda pair: pair[0].start):
        start, end, new = _narrowed(text, span.start, span.end, words)
        if start < done or start >= end:
            continue
        pieces += [text[done:start], new]
        length += start - done
        changes.append(_Change(start, end, length, length + len(new)))
        done, length = end, length + len(new)
    return Reading("".join([*pieces, text[done:]]), tuple(changes))


def _apart(text: str, passage: Passage) -> str:
    """The words of a table, of the same length: cells do not run on, and bare numbers in its body count things."""
    text = text.translate(_APART)
    for row in passage.parts:
        for n, cell in enumerate(row.cells):
            if n and not cell.header and text[cell.start : cell.end].isdigit():
                text = f"{text[: cell.start]}{'|' * (cell.end - cell.start)}{text[cell.end :]}"
    return text


def _narrowed(text: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """The change without the words that it leaves as they are, at its beginning and its end; one word at least remains."""
    old, new = _PARTS.findall(text[start:end]), _PARTS.findall(words)
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        start += len(old.pop(0))
        new.pop(0)
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        end -= len(old.pop())
        new.pop()
    return start, end, "".join(new)

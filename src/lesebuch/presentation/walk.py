"""The one walk over a chapter's text: each passage as a well-nested sequence of words and marks that every writer follows.

`Opened` and `Closed` pair as brackets do, so that a writer needs a stack and decides nothing. The `Words` of a passage,
joined, are its text. The number of each note stands once, in the last passage that the note is about, and never within a
mention, which is a link where a writer has links.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lesebuch.edtf import TimeValue
from lesebuch.model import Annotation, Chapter, Emendation, Mention, Passage, PassageKind, Reader, Span, Time
from lesebuch.nesting import Layer, Mark, Nested, Node, nest
from lesebuch.presentation import wording
from lesebuch.presentation.commentary import Noted, numbered
from lesebuch.presentation.index import Index


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words that name a glossary entry."""

    entry: str
    first: bool
    """Whether it is the first mention in the chapter, headings aside, and begins here."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a time with a value."""

    value: TimeValue
    label: str
    """The date in words; empty where the words of the text are just that."""


Shown: TypeAlias = Mentioned | Dated | Annotation | Emendation
"""What words are marked as; a note stands for the words that it is about."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text, as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """From here to its `Closed` words are marked. Where marks cross, one is several such parts."""

    mark: Shown


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of what was opened last."""

    mark: Shown


@dataclass(frozen=True, slots=True)
class Correction:
    """Behind words with a slip: the place for what they should read."""

    note: Emendation


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a note, behind its words, or behind the mention in which they end."""

    note: Noted
    number: int
    """Counted from 1 in the chapter, the same with and without the text at hand."""


Step: TypeAlias = Words | Opened | Closed | Correction | Number


@dataclass(frozen=True, slots=True)
class _About:
    """A mark's value: the words of a note; `ends`: whether the note's number stands behind them."""

    note: Noted
    ends: bool


_Value: TypeAlias = _About | Mention | Time
_HEADINGS = frozenset({PassageKind.TITLE, PassageKind.SUBTITLE, PassageKind.HEADING})


class Walk:
    """The steps of a chapter's passages. All that stands on the chapter is sorted by passage once."""

    def __init__(self, reader: Reader, index: Index, chapter: Chapter) -> None:
        self._chapter = chapter
        notes = numbered(chapter)
        self._number = {note.id: n for n, note in enumerate(notes, 1)}
        self._marks: dict[str, list[Mark[_Value]]] = defaultdict(list)
        self._whole: dict[str, list[Noted]] = defaultdict(list)
        self._first: set[Mention] = set()
        self._add_mentions(index.mentions(chapter.slug))
        for time in reader.times.get(chapter.slug, ()):
            if time.edtf:
                self._add(time.span, Layer.TIME, time)
        lengths = {passage.id: len(passage.text) for passage in chapter.passages if passage.text is not None}
        for note in notes:
            self._add_note(note, lengths)

    def _add_mentions(self, mentions: Iterable[Mention]) -> None:
        seen: set[str] = set()
        # A heading is no place to look up a word: the first mention is the first in the text below.
        headings = {passage.id for passage in self._chapter.passages if passage.kind in _HEADINGS}
        for mention in mentions:
            self._add(mention.span, Layer.MENTION, mention)
            if mention.entry not in seen and mention.span.passage not in headings:
                seen.add(mention.entry)
                self._first.add(mention)

    def _add_note(self, note: Noted, lengths: Mapping[str, int]) -> None:
        layer = Layer.EMENDATION if isinstance(note, Emendation) else Layer.ANNOTATION
        last = note.anchor.spans[-1]
        length = lengths.get(last.passage, 0)
        whole = not note.anchor.words and (last.start, last.end) == (0, length)
        if whole or not length or last.start == last.end:
            # On a whole passage, or without its words: there is nothing to set apart; the number stands at the end.
            self._whole[last.passage].append(note)
            return
        for span in note.anchor.spans:
            self._add(span, layer, _About(note, ends=span is last))

    def _add(self, span: Span, layer: Layer, value: _Value) -> None:
        self._marks[span.passage].append(Mark(span.start, span.end, layer, value))

    def steps(self, passage: Passage) -> tuple[Step, ...]:
        """The passage; of one whose text is not at hand there are the numbers of its notes."""
        steps: list[Step] = []
        if passage.text is not None:
            self._follow(passage.text, nest(len(passage.text), self._marks[passage.id]), steps, None)
        for note in self._whole[passage.id]:
            steps += [*_correction(note), self._numbered(note)]
        return tuple(steps)

    def _follow(self, text: str, tree: Sequence[Node[_Value]], steps: list[Step], held: list[Step] | None) -> None:
        """Append the steps of a tree. `held`: within a mention, the numbers that stand behind it."""
        for part in tree:
            if not isinstance(part, Nested):
                steps.append(Words(text[part.start : part.end]))
                continue
            value = part.mark.value
            mark = self._shown(text, part)
            behind: list[Step] | None = [] if isinstance(value, Mention) and held is None else held
            steps.append(Opened(mark))
            self._follow(text, part.children, steps, behind)
            steps.append(Closed(mark))
            if isinstance(value, _About) and value.ends and part.last:
                steps += _correction(value.note)
                (steps if behind is None else behind).append(self._numbered(value.note))
            if held is None:
                steps += behind or ()

    def _shown(self, text: str, part: Nested[_Value]) -> Shown:
        value = part.mark.value
        if isinstance(value, Mention):
            return Mentioned(value.entry, value in self._first and part.first)
        if isinstance(value, Time):
            when = TimeValue.parse(value.edtf or "")
            label = wording.date(when)
            return Dated(when, "" if label == text[value.span.start : value.span.end] else label)
        return value.note

    def _numbered(self, note: Noted) -> Number:
        return Number(note, self._number[note.id])


def _correction(note: Noted) -> tuple[Correction, ...]:
    return (Correction(note),) if isinstance(note, Emendation) else ()

"""The one walk over a chapter's text: each passage as a well-nested sequence of words and marks that every writer follows.

`Opened` and `Closed` pair as brackets do, so that a writer needs a stack and decides nothing. The `PlainWords` of a passage,
joined, are its text; those between lines, rows and cells are the line feeds and tabs that join them. The number of each
note stands once, in the last passage that the note is about, and never within a link. No link stands within a link: where
one of the source holds a mention it leads on before and behind it, and one that is nothing else stands behind it as a sign.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lesebuch.edtf import TimeValue
from lesebuch.model import (
    Annotation,
    Chapter,
    Emendation,
    Mention,
    Passage,
    PassageKind,
    Reader,
    Span,
    Styled,
    Subpassage,
    Time,
)
from lesebuch.nesting import Layer, Nested, NestedMark, Node, nest
from lesebuch.presentation import wording
from lesebuch.presentation.commentary import Noted, numbered
from lesebuch.presentation.index import Index
from lesebuch.presentation.labels import sign_in_cell
from lesebuch.presentation.outward import Linked, Marked, OwnNotes, Referred, address
from lesebuch.presentation.quoted_table import header_rows, placed


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
    timex: str = ""
    """The value of TIMEX3, which says of words what no calendar does."""


@dataclass(frozen=True, slots=True)
class Set:
    """Words that the source sets apart."""

    kind: str
    """As in `Styled`, but for links and marks of notes."""
    target: str = ""
    """Of words in another language that language, of an item of a list in a cell its number or sign."""


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse."""

    id: str

    @property
    def number(self) -> int:
        """Counted through the chapter."""
        return int(self.id[1:])


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table."""

    columns: int
    header: int
    """How many of the first rows are made of header cells alone."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table."""

    id: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a row."""

    columns: int
    rows: int
    scope: str
    """Of a header cell what it names, `col` or `row`; empty: it is none."""
    align: str = ""
    """left, center or right, where the source says so."""


Shown: TypeAlias = (
    Mentioned | Dated | Annotation | Emendation | Set | Linked | Referred | VerseLine | Grid | TableRow | ShownCell
)
"""What words are marked as; a note stands for the words that it is about."""


@dataclass(frozen=True, slots=True)
class PlainWords:
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
class NoteNumber:
    """The number of a note, behind its words, or behind the mention in which they end."""

    note: Noted
    number: int
    """Counted from 1 in the chapter, the same with and without the text at hand."""


@dataclass(frozen=True, slots=True)
class Outward:
    """Behind a mention: the place for a link of the source that had no other words."""

    address: str


@dataclass(frozen=True, slots=True)
class Back:
    """Behind a note of the source to which a mark leads: the place for the way back."""

    note: str


Step: TypeAlias = PlainWords | Opened | Closed | Correction | NoteNumber | Outward | Back | Marked


@dataclass(frozen=True, slots=True)
class _About:
    """A mark's value: the words of a note; `ends`: whether the note's number stands behind them."""

    note: Noted
    ends: bool


_Value: TypeAlias = _About | Mention | Time | Set | Linked | Referred
_LINKS = Mention | Linked | Referred
_HEADINGS = frozenset({PassageKind.TITLE, PassageKind.SUBTITLE, PassageKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a passage's text with the marks of notes that stand in it and are no words of it."""

    words: str
    points: list[tuple[int, Marked]]
    """Offsets in the words, in their order; used up."""

    def part(self, start: int, end: int) -> Iterator[str | Marked]:
        """The words between two offsets, with what stands before the first word or behind any of them."""
        yield from self.up_to(start) if not start else ()
        while start < end:
            at = min(self.points[0][0], end) if self.points else end
            yield self.words[start:at]
            yield from self.up_to(at)
            start = at

    def up_to(self, offset: int) -> Iterator[Marked]:
        """What stands there, or before."""
        while self.points and self.points[0][0] <= offset:
            yield self.points.pop(0)[1]


class Walk:
    """The steps of a chapter's passages. All that stands on the chapter is sorted by passage once."""

    def __init__(self, reader: Reader, index: Index, chapter: Chapter) -> None:
        self._chapter = chapter
        notes = numbered(chapter)
        self._number = {note.id: n for n, note in enumerate(notes, 1)}
        self._marks: dict[str, list[NestedMark[_Value]]] = defaultdict(list)
        self._whole: dict[str, list[Noted]] = defaultdict(list)
        self._points: dict[str, list[tuple[int, Marked]]] = defaultdict(list)
        self._first: set[Mention] = set()
        self._parted = {passage.id for passage in chapter.passages if passage.parts}
        self._texts = {passage.id: passage.text for passage in chapter.passages if passage.text is not None}
        self._add_mentions(index.mentions(chapter.slug))
        for time in reader.times.get(chapter.slug, ()):
            if time.edtf:
                self._add(time.span, Layer.TIME, time)
        self._own = OwnNotes(chapter)
        for passage in chapter.passages:
            for style in passage.styles:
                self._add_style(passage, style)
        for note in notes:
            self._add_note(note)

    def _add_mentions(self, mentions: Iterable[Mention]) -> None:
        seen: set[str] = set()
        # A heading is no place to look up a word: the first mention is the first in the text below.
        headings = {passage.id for passage in self._chapter.passages if passage.kind in _HEADINGS}
        for mention in mentions:
            self._add(mention.span, Layer.MENTION, mention)
            if mention.entry not in seen and mention.span.passage not in headings:
                seen.add(mention.entry)
                self._first.add(mention)

    def _add_style(self, passage: Passage, style: Styled) -> None:
        if style.kind == "image":  # it stands beside the passage
            return
        value: Set | Referred = Set(style.kind, style.target)
        if style.kind == "link":
            self._add_link(passage.id, style)
            return
        if style.kind == "item":
            sign = sign_in_cell(style.target, self._texts[passage.id][style.start : style.end])
            self._add(Span(passage.id, style.start, style.end), Layer.ITEM, Set("item", sign))
            return
        if style.kind == "noteref" and style.start == style.end:
            self._points[passage.id].append((style.start, Marked(style.target, self._own.find(passage, style))))
            return
        if style.kind == "noteref":
            mentioned = any(_touch(mark, style) for mark in self._marks[passage.id] if mark.layer is Layer.MENTION)
            value = (None if mentioned else self._own.find(passage, style)) or Set("superscript")
        layer = Layer.LINK if isinstance(value, Referred) else Layer.STYLE
        self._add(Span(passage.id, style.start, style.end), layer, value)

    def _add_link(self, passage: str, style: Styled) -> None:
        """Without the mentions in it, which are links of ours; where they leave no word, within the last of them."""
        to = address(style.target, self._chapter.url)
        if not to:
            return
        marks = [mark for mark in self._marks[passage] if mark.layer is Layer.MENTION]
        inner = [mark for mark in marks if _touch(mark, style)]
        inner.sort(key=lambda mark: mark.start)
        at, rest = style.start, []
        for mark in inner:
            rest.append((at, mark.start))
            at = max(at, mark.end)
        text = self._texts[passage]
        rest = [(low, high) for low, high in [*rest, (at, style.end)] if any(map(str.isalnum, text[low:high]))]
        if not rest:
            rest = [(max(style.start, inner[-1].start), min(style.end, inner[-1].end))] if inner else []
        for low, high in rest:
            self._add(Span(passage, low, high), Layer.LINK, Linked(to))

    def _add_note(self, note: Noted) -> None:
        layer = Layer.EMENDATION if isinstance(note, Emendation) else Layer.ANNOTATION
        last = note.anchor.spans[-1]
        text = self._texts.get(last.passage, "")
        # Cells at the end of a row may be empty, and nothing stands between lines: the number stands behind words.
        end = len(text[: last.end].rstrip()) if last.passage in self._parted else min(last.end, len(text))
        whole = not note.anchor.words and (last.start, last.end) == (0, len(text))
        if whole or last.start >= end:
            # On a whole passage, or without its words: there is nothing to set apart; the number stands at the end.
            self._whole[last.passage].append(note)
            return
        for span in note.anchor.spans:
            ends = span is last
            self._add(Span(span.passage, span.start, end) if ends else span, layer, _About(note, ends=ends))

    def _add(self, span: Span, layer: Layer, value: _Value) -> None:
        self._marks[span.passage].append(NestedMark(span.start, span.end, layer, value))

    def steps(self, passage: Passage) -> tuple[Step, ...]:
        """The passage; of one whose text is not at hand there are the numbers of its notes."""
        behind = self._behind(passage)
        if passage.text is None:
            return behind
        if passage.kind is PassageKind.VERSE and passage.parts:
            return tuple(self._verse(passage, behind))
        if passage.kind is PassageKind.TABLE and passage.parts:
            return (*self._table(passage), *behind)
        return (*self._stretch(passage, 0, len(passage.text)), *behind)

    def speech(self, passage: Passage, named: int, said: int) -> tuple[Sequence[Step], Sequence[Step]]:
        """Who speaks, up to `named`, and what is said, from `said` on; what is marked over both is marked in each."""
        words = self._stretch(passage, said, len(passage.text or ""))
        return self._stretch(passage, 0, named), (*words, *self._behind(passage))

    def _behind(self, passage: Passage) -> tuple[Step, ...]:
        steps: list[Step] = []
        for note in self._whole[passage.id]:
            steps += [*_correction(note), self._numbered(note)]
        if passage.text is not None and self._own.is_marked(passage.id):
            steps.append(Back(passage.id))
        return tuple(steps)

    def _verse(self, passage: Passage, behind: Sequence[Step]) -> Iterator[Step]:
        """What stands behind the stanza stands in its last line."""
        for n, part in enumerate(passage.parts):
            if n:
                yield PlainWords("\n")
            line = VerseLine(part.id)
            yield Opened(line)
            yield from self._stretch(passage, part.start, part.end)
            yield from behind if part is passage.parts[-1] else ()
            yield Closed(line)

    def _table(self, passage: Passage) -> Iterator[Step]:
        header = header_rows(passage.parts)
        grid = Grid(max(_width(passage.parts[:header]), _width(passage.parts[header:])), header)
        yield Opened(grid)
        for n, row in enumerate(passage.parts):
            if n:
                yield PlainWords("\n")
            opened = TableRow(row.id)
            yield Opened(opened)
            for m, cell in enumerate(row.cells):
                if m:
                    yield PlainWords("\t")
                scope = "" if not cell.header else "col" if n < header else "row"
                shown = ShownCell(cell.columns, cell.rows, scope, cell.align)
                yield from (Opened(shown), *self._stretch(passage, cell.start, cell.end), Closed(shown))
            yield Closed(opened)
        yield Closed(grid)

    def _stretch(self, passage: Passage, start: int, end: int) -> list[Step]:
        """The steps of a part of a passage: all of it, a line, a cell, what is said."""
        steps: list[Step] = []
        marks, whole = self._marks[passage.id], passage.text or ""
        if (start, end) != (0, len(whole)):
            marks = [NestedMark(m.start - start, m.end - start, m.layer, m.value) for m in marks if m.start < end]
        # The mark of a note goes with the word before it, also where a part ends in between.
        low = start + 1 if whole[:start][-1:].strip() else start
        points = [(at - start, mark) for at, mark in self._points[passage.id] if low <= at <= end]
        text = _Stretch(whole[start:end], points)
        self._follow(text, nest(len(text.words), marks), steps, None)
        return [*steps, *text.up_to(end)]

    def _follow(self, text: _Stretch, tree: Sequence[Node[_Value]], steps: list[Step], held: list[Step] | None) -> None:
        """Append the steps of a tree. `held`: within a link, what stands behind it."""
        for part in tree:
            if not isinstance(part, Nested):
                for piece in text.part(part.start, part.end):
                    if isinstance(piece, str):
                        steps.append(PlainWords(piece))
                    else:
                        (steps if held is None else held).append(piece)
                continue
            value = part.mark.value
            if held is not None and isinstance(value, Linked | Referred):
                self._unlinked(text, part, steps, held)
                continue
            mark = self._shown(part)
            behind: list[Step] | None = [] if isinstance(value, _LINKS) and held is None else held
            steps.append(Opened(mark))
            self._follow(text, part.children, steps, behind)
            steps.append(Closed(mark))
            if isinstance(value, _About) and value.ends and part.last:
                steps += _correction(value.note)
                (steps if behind is None else behind).append(self._numbered(value.note))
            if held is None:
                steps += behind or ()

    def _unlinked(self, text: _Stretch, part: Nested[_Value], steps: list[Step], held: list[Step]) -> None:
        """A link within a link: its words alone, and a sign behind the outer one that leads where it led."""
        if isinstance(part.mark.value, Referred):
            raised = Set("superscript")
            steps.append(Opened(raised))
            self._follow(text, part.children, steps, held)
            steps.append(Closed(raised))
            return
        self._follow(text, part.children, steps, held)
        if isinstance(part.mark.value, Linked) and part.last:
            held.append(Outward(part.mark.value.address))

    def _shown(self, part: Nested[_Value]) -> Shown:
        value = part.mark.value
        if isinstance(value, Mention):
            return Mentioned(value.entry, value in self._first and part.first)
        if isinstance(value, Time):
            when = TimeValue.parse(value.edtf or "")
            label = wording.date(when)
            words = self._texts[value.span.passage][value.span.start : value.span.end]
            return Dated(when, "" if label == words else label, value.timex)
        if isinstance(value, Referred):
            return value if part.first else Referred(value.note, first=False)
        return value.note if isinstance(value, _About) else value

    def _numbered(self, note: Noted) -> NoteNumber:
        return NoteNumber(note, self._number[note.id])


def _touch(mark: NestedMark[_Value], style: Styled) -> bool:
    return mark.start < style.end and style.start < mark.end


def _width(rows: Sequence[Subpassage]) -> int:
    """How many columns rows need, those included into which cells reach from above."""
    return max((place.column + place.cell.columns for place in placed(rows)), default=0)


def _correction(note: Noted) -> tuple[Correction, ...]:
    return (Correction(note),) if isinstance(note, Emendation) else ()

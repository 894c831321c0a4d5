"""From a chapter's passages to doctree nodes: the text itself, split at the boundaries of all marks on it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docutils import nodes

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Emendation, Mention, Passage, PassageKind, Reader, Span, Time
from lesebuch.nesting import Layer, Mark, Nested, Node, nest
from lesebuch.presentation import ids, wording
from lesebuch.presentation.commentary import Noted, numbered
from lesebuch.presentation.datetimes import html_datetime
from lesebuch.presentation.index import Index
from lesebuch.sphinx_ext import nodes as ours

NUMBERED = frozenset({PassageKind.PARAGRAPH, PassageKind.LEAD, PassageKind.QUOTE})
_HEADINGS = frozenset({PassageKind.TITLE, PassageKind.SUBTITLE, PassageKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Words:
    """A mark's value: the words of a note; `ends`: whether the note's number stands behind them."""

    note: Noted
    ends: bool


_Value: TypeAlias = _Words | Mention | Time


class PassageBuilder:
    """Makes the inline nodes of a chapter's passages."""

    def __init__(self, reader: Reader, index: Index, chapter: Chapter) -> None:
        self._chapter = chapter
        self._entries = reader.entries
        self._notes = numbered(chapter)
        self._number = {note.id: n for n, note in enumerate(self._notes, 1)}
        self._marks: dict[str, list[Mark[_Value]]] = defaultdict(list)
        self._whole: dict[str, list[Noted]] = defaultdict(list)
        self._first: set[Mention] = set()
        self._add_mentions(index.mentions(chapter.slug))
        for time in reader.times.get(chapter.slug, ()):
            if time.edtf:
                self._mark(time.span, Layer.TIME, time)
        for note in self._notes:
            self._add_note(note)

    def _add_mentions(self, mentions: Iterable[Mention]) -> None:
        seen: set[str] = set()
        # A heading is no place to look up a word: the first mention is the first in the text below.
        headings = {passage.id for passage in self._chapter.passages if passage.kind in _HEADINGS}
        for mention in mentions:
            self._mark(mention.span, Layer.MENTION, mention)
            if mention.entry not in seen and mention.span.passage not in headings:
                seen.add(mention.entry)
                self._first.add(mention)

    def _add_note(self, note: Noted) -> None:
        layer = Layer.EMENDATION if isinstance(note, Emendation) else Layer.ANNOTATION
        last = note.anchor.spans[-1]
        if not note.anchor.words or last.start == last.end:
            # On a whole passage, or without its words: there is nothing to set apart; the number stands at the end.
            self._whole[last.passage].append(note)
            return
        for span in note.anchor.spans:
            self._mark(span, layer, _Words(note, ends=span is last))

    def _mark(self, span: Span, layer: Layer, value: _Value) -> None:
        self._marks[span.passage].append(Mark(span.start, span.end, layer, value))

    def fill(self, element: nodes.Element, passage: Passage) -> None:
        """Append the passage's inline nodes to an empty element; its `astext()` is then the passage's text."""
        text = passage.text or ""
        element += self._inline(text, nest(len(text), self._marks[passage.id]))
        for note in self._whole[passage.id]:
            element += [*self._mark_of(note), self._number_of(note)]
        if element.astext() != text:
            raise AssertionError(f"{self._chapter.slug}#{passage.id}: the nodes do not give the text again")

    def _inline(
        self, text: str, tree: Sequence[Node[_Value]], held: list[nodes.Node] | None = None
    ) -> list[nodes.Node]:
        """Nodes of a tree. A number is a link, and no link stands within another: within a mention numbers go to `held`."""
        made: list[nodes.Node] = []
        for part in tree:
            if not isinstance(part, Nested):
                made.append(nodes.Text(text[part.start : part.end]))
                continue
            element = self._element(text, part)
            mention = isinstance(element, ours.mention)
            behind: list[nodes.Node] | None = [] if mention and held is None else held
            element += self._inline(text, part.children, behind)
            made.append(element)
            if part.last and isinstance(part.mark.value, _Words) and part.mark.value.ends:
                made += self._mark_of(part.mark.value.note)
                (made if behind is None else behind).append(self._number_of(part.mark.value.note))
            if mention and held is None:
                made += behind or []
        return made

    def _element(self, text: str, part: Nested[_Value]) -> nodes.Element:
        value = part.mark.value
        if isinstance(value, Mention):
            return ours.mention("", "", entry=value.entry, first=value in self._first and part.first)
        if isinstance(value, Time):
            return _time(value, text[value.span.start : value.span.end])
        if isinstance(value.note, Emendation):
            return ours.emended("", "", note=ids.note(value.note.id), to=value.note.to)
        return ours.annotated("", "", note=ids.note(value.note.id))

    def _mark_of(self, note: Noted) -> list[nodes.Node]:
        return [ours.emendation_mark(to=note.to, note=ids.note(note.id))] if isinstance(note, Emendation) else []

    def _number_of(self, note: Noted) -> ours.note_ref:
        kind = "emendation" if isinstance(note, Emendation) else str(note.kind)
        return ours.note_ref(
            ids=[ids.reference(note.id)], note=ids.note(note.id), number=self._number[note.id], kind=kind
        )


def _time(time: Time, words: str) -> ours.time_mark:
    value = TimeValue.parse(time.edtf or "")
    label = wording.date(value)
    # What the words say already need not be said again.
    shown = "" if label == words else label
    return ours.time_mark("", "", edtf=str(value), label=shown, datetime=html_datetime(value))


def block(passage: Passage, chapter: Chapter, language: str) -> ours.passage:
    """The node of a passage that is not a heading, with its bare text; `PassageBuilder.fill` puts the marks in.

    `language`: of the page; the passage says if its own is another.
    """
    node = ours.passage("", "", ids=[passage.id], passage=passage.id, kind=str(passage.kind), chapter=chapter.slug)
    node["support_smartquotes"] = False
    if passage.kind in NUMBERED:
        node["number"] = int(passage.id[1:])
    if passage.text is None:
        node["missing"] = True
        return node
    if chapter.language != language:
        node["language"] = chapter.language
    node += nodes.Text(passage.text)
    return node

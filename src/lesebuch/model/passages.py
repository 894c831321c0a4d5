"""Passages: the blocks of a chapter, their parts, and words in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from lesebuch.model.sources import SourceSpan, TableCell
from lesebuch.model.text import Run, locate


class PassageKind(StrEnum):
    """What a block of a chapter is."""

    _value_: str
    letter: str
    """That its ids begin with; kinds with the same letter are counted together."""

    def __new__(cls, kind: str, letter: str = "") -> Self:
        """A kind as files write it, and its letter, which whoever looks one up need not say."""
        made = str.__new__(cls, kind)
        made._value_, made.letter = kind, letter
        return made

    TITLE = "title", "t"
    SUBTITLE = "subtitle", "t"
    BYLINE = "byline", "b"
    DATELINE = "dateline", "b"
    LEAD = "lead", "p"
    PARAGRAPH = "paragraph", "p"
    QUOTE = "quote", "p"
    HEADING = "heading", "h"
    CAPTION = "caption", "c"
    SIGNATURE = "signature", "s"
    PROVENANCE = "provenance", "s"
    ITEM = "item", "p"
    TABLE = "table", "p"
    ROW = "row", "p"
    """Of a table: never a passage of its own, but cited as one."""
    VERSE = "verse", "p"
    """A stanza."""
    LINE = "line", "v"
    """Of a stanza: never a passage of its own, but cited as one."""
    SPEECH = "speech", "p"
    FIGURE = "figure", "c"
    FOOTNOTE = "footnote", "n"
    """A note of the source, not of the editors."""
    BOX = "box", "p"
    PAGE = "page", "g"
    """Where a page of the printed source begins."""
    RULE = "rule", "r"
    ATTRIBUTION = "attribution", "s"
    """Whose words a quotation is."""
    SALUTATION = "salutation", "s"
    CLOSING = "closing", "s"


@dataclass(frozen=True, slots=True)
class CellSpan(TableCell):
    """A cell of a passage: offsets in the table's normalised text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Subpassage:
    """A line of verse or a row of a table: offsets in the passage's normalised text, and an id of its own."""

    id: str
    """`v12`, counted through the chapter, or `p7.2`, the second row of `p7`."""
    start: int
    end: int
    cells: tuple[CellSpan, ...] = ()
    """Of a row, from left to right."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that the source sets apart: offsets in the passage's normalised text."""

    start: int
    end: int
    kind: str
    """As in `SourceStyle`; `speaker` of the words that name whose speech it is."""
    target: str = ""
    """As in `SourceStyle`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that a page shows. Its id never changes meaning once published."""

    id: str
    kind: PassageKind
    text: str | None
    """Normalised; None where the source is not at hand."""
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading 1 to 6, of an item the depth of its list, from 1; 0: the source does not say."""
    label: str = ""
    """Of an item its number or letter, of a footnote its mark, of a page break the page's number."""
    group: int = 0
    """Neighbours of a kind with the same number, which is not 0, stand together, as the paragraphs of a box do."""
    target: str = ""
    """Of a figure the address of its picture."""
    language: str = ""
    """BCP 47, where it is not the chapter's."""
    parts: tuple[Subpassage, ...] = ()
    """Lines of a stanza, rows of a table, in order; without the text, those that the lock file knows."""
    styles: tuple[Styled, ...] = ()
    """Words that the source sets apart, in order; they may overlap."""

    @property
    def source(self) -> tuple[SourceSpan, ...]:
        """The words of the source that it is made of."""
        return self.locate(0, len(self.text or ""))

    def locate(self, start: int, end: int) -> tuple[SourceSpan, ...]:
        """Where `text[start:end]` stands in the source."""
        return locate(self.runs, start, end)

    def part(self, id_: str) -> "Passage | None":
        """A line or a row as a passage of its own; None if there is none of that id."""
        found = next((part for part in self.parts if part.id == id_), None)
        if found is None:
            return None
        kind = PassageKind.ROW if self.kind is PassageKind.TABLE else PassageKind.LINE
        text = None if self.text is None else self.text[found.start : found.end]
        return Passage(id_, kind, text, language=self.language, styles=tuple(self._styles_in(found)))

    def _styles_in(self, part: Subpassage) -> Iterator[Styled]:
        """The words of a part that the source sets apart, by their places in it."""
        for style in self.styles:
            start, end = max(style.start, part.start), min(style.end, part.end)
            if start < end:
                yield replace(style, start=start - part.start, end=end - part.start)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a passage: offsets in its normalised text. The whole passage is `(0, len(text))`."""

    passage: str
    """Id within the chapter, such as `p3`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a note is about: one span for each passage that it touches, in order, and the words as written.

    Where the text is missing, the spans are empty (`start == end == 0`) and `words` is all that can be shown.
    """

    spans: tuple[Span, ...]
    words: str = ""
    """The quoted words; empty where the anchor is a whole passage."""

    @property
    def passage(self) -> str:
        """The passage in which it ends: the note's number stands there."""
        return self.spans[-1].passage

"""Chapters: passages, and what the editors say about them."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from lesebuch.edtf import TimeValue
from lesebuch.model.sources import Rights, SourceSpan
from lesebuch.model.text import Run, locate
from lesebuch.problems import Where


class PassageKind(StrEnum):
    """What a block of a chapter is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    HEADING = "heading"
    CAPTION = "caption"
    SIGNATURE = "signature"
    PROVENANCE = "provenance"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    """Of a table: never a passage of its own, but cited as one."""
    VERSE = "verse"
    """A stanza."""
    LINE = "line"
    """Of a stanza: never a passage of its own, but cited as one."""
    SPEECH = "speech"
    FIGURE = "figure"
    FOOTNOTE = "footnote"
    """A note of the source, not of the editors."""
    BOX = "box"
    PAGE = "page"
    """Where a page of the printed source begins."""
    RULE = "rule"
    ATTRIBUTION = "attribution"
    """Whose words a quotation is."""
    SALUTATION = "salutation"
    CLOSING = "closing"

    @property
    def letter(self) -> str:
        """The letter that its ids begin with; kinds with the same letter are counted together."""
        return _LETTERS[self]


_LETTERS: Mapping[PassageKind, str] = {
    PassageKind.TITLE: "t",
    PassageKind.SUBTITLE: "t",
    PassageKind.BYLINE: "b",
    PassageKind.DATELINE: "b",
    PassageKind.LEAD: "p",
    PassageKind.PARAGRAPH: "p",
    PassageKind.QUOTE: "p",
    PassageKind.HEADING: "h",
    PassageKind.CAPTION: "c",
    PassageKind.SIGNATURE: "s",
    PassageKind.PROVENANCE: "s",
    PassageKind.ITEM: "p",
    PassageKind.TABLE: "p",
    PassageKind.ROW: "p",
    PassageKind.VERSE: "p",
    PassageKind.LINE: "v",
    PassageKind.SPEECH: "p",
    PassageKind.FIGURE: "c",
    PassageKind.FOOTNOTE: "n",
    PassageKind.BOX: "p",
    PassageKind.PAGE: "g",
    PassageKind.RULE: "r",
    PassageKind.ATTRIBUTION: "s",
    PassageKind.SALUTATION: "s",
    PassageKind.CLOSING: "s",
}


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell of a table: offsets in the table's normalised text. An empty one has no words (`start == end`)."""

    start: int
    end: int
    header: bool = False
    columns: int = 1
    """How many columns it spans."""
    rows: int = 1
    """How many rows it spans."""


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
        return Passage(id_, kind, text, language=self.language)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Words of the source that became metadata and are not shown as a passage."""

    field: str
    source: tuple[SourceSpan, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that nobody sees, and why."""

    reason: str
    source: tuple[SourceSpan, ...]


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


@dataclass(frozen=True, slots=True)
class Markup:
    """MyST that an editor wrote, with its place, so that a warning points at it."""

    text: str
    where: Where
    """Path and the line on which `text` begins."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on words of a chapter."""

    id: str
    kind: str
    """An `AnnotationKind`, or one that reader.toml adds."""
    anchor: Anchor
    body: Markup
    where: Where


@dataclass(frozen=True, slots=True)
class Emendation:
    """A slip in the source: the text stays, the page shows both."""

    id: str
    anchor: Anchor
    to: str
    """What it should read; empty where only the fault is named."""
    body: Markup
    where: Where


SLUG = re.compile(r"[a-z][a-z0-9-]*")
"""The name of a chapter, an entry, an event."""


def slug_like(name: str) -> str:
    """The name that is nearest to another and keeps to `SLUG`: `Dépêche 1` gives `depeche-1`; '' if nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-")


def naming(name: str) -> str:
    """What to do about a file whose name is none, as a sentence."""
    rule = "Name the file with small letters a-z, digits and hyphens, beginning with a letter"
    return f"{rule}: `{slug_like(name)}`." if slug_like(name) else f"{rule}."


_ID = r"[a-z]\d+(?:\.\d+)?"
_REF = re.compile(rf"({SLUG.pattern})#({_ID})")
_RANGE = re.compile(rf"({SLUG.pattern})(?:#({_ID})(?:[-\u2013]({_ID}))?)?")


@dataclass(frozen=True, slots=True)
class PassageRef:
    """A passage of the reader: `SLUG#p3`."""

    chapter: str
    passage: str

    def __str__(self) -> str:
        return f"{self.chapter}#{self.passage}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `SLUG#p3`; None if it is none."""
        match = _REF.fullmatch(text.strip())
        return cls(match[1], match[2]) if match else None


@dataclass(frozen=True, slots=True)
class PassageRange:
    """What a reference names: passages that follow one another (`SLUG#p3-p7`), one (`SLUG#p3`), or a chapter (`SLUG`)."""

    chapter: str
    first: str = ""
    """Empty: the chapter as a whole."""
    last: str = ""
    """Of one passage, that passage."""

    def __str__(self) -> str:
        ids = self.first if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.chapter}#{ids}" if ids else self.chapter

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `SLUG#p3-p7`, `SLUG#p3` or `SLUG`; None if it is none of them."""
        match = _RANGE.fullmatch(text.strip())
        return cls(match[1], match[2] or "", match[3] or match[2] or "") if match else None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the passages that tell of it."""

    id: str
    when: TimeValue
    passages: tuple[PassageRef, ...]
    body: Markup
    where: Where
    chapter: str = ""
    """The chapter whose file lists it; empty for corpus/chronology.md."""


@dataclass(frozen=True, slots=True)
class MentionRule:
    """Where the linker is wrong: `entry` is what these words mention; empty means nothing."""

    span: Span
    entry: str
    where: Where


@dataclass(frozen=True, slots=True)
class TimeRule:
    """Where the tagger is wrong: `value` is when these words say something was; None: they say nothing of time."""

    span: Span
    value: TimeValue | None
    where: Where


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or agency, and what it did: a `Role`, or one that reader.toml adds."""

    name: str
    role: str
    group: bool | None = None
    """Whether it is an agency, an office or the like, whose name has no surname; None: nobody has said."""


@dataclass(frozen=True, slots=True)
class Original:
    """Of a translation: what it was made from. Unknown fields are empty or None."""

    language: str
    title: str = ""
    published: TimeValue | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the editor gives a field as it is: a line of the source and words in it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture that the source shows, and the file in which the reader keeps it."""

    of: str
    """Its address within the source, as `picture_key` has it."""
    file: str
    """Below `pictures/` in a folder of sources; empty: the reader does without it."""
    where: Where
    alt: str = ""
    """What it shows, for those who do not see it, where no words of the source say so."""
    credit: str = ""
    path: Path | None = None
    """Where the file is; None where it is not at hand, or must not be shown."""


def picture_key(address: str) -> str:
    """A picture's address within its source; a short sign for one that holds all of the picture (`data:`)."""
    if not address.startswith("data:"):
        return address
    return f"data:{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class ChapterDescription:
    """What a chapter file says of its chapter and binding to the text leaves as it is."""

    slug: str
    title: str
    file: str
    """Name of the source in the register."""
    first: int
    last: int
    """Lines of the source, both included."""
    where: Where
    status: str
    """`draft` or `reviewed`."""
    language: str
    supplied: tuple[str, ...] = ()
    """Fields that the editor gives and the source does not."""
    short: str = ""
    """What editors call it in passing; empty: by its title."""
    contributors: tuple[Contributor, ...] = ()
    published: TimeValue | None = None
    publisher: str = ""
    url: str = ""
    original: Original | None = None
    head: Markup | None = None
    pictures: tuple[SourcePicture, ...] = ()
    """Of the source, those that the file names."""

    def described(self) -> dict[str, Any]:
        """These fields, by name: what a `Chapter` has from its file."""
        return {field.name: getattr(self, field.name) for field in fields(ChapterDescription)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(ChapterDescription):
    """A source with all that the editors say about it."""

    rights: Rights
    sha256: str = ""
    """Of the source's bytes, from the register."""
    available: bool = False
    """Whether the text is at hand and may be shown."""
    evidence: tuple[Evidence, ...] = ()
    licence: str = ""
    passages: tuple[Passage, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    events: tuple[Event, ...] = ()
    mention_rules: tuple[MentionRule, ...] = ()
    time_rules: tuple[TimeRule, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of those who wrote it, in order."""
        return tuple(c.name for c in self.contributors if c.role == "author")

    def between(self, first: str, last: str) -> tuple[Passage, ...]:
        """The passages from one to another, or the lines or rows; none if they do not follow one another."""
        found = self.passages
        if {first, last} - {passage.id for passage in found}:
            parts = (passage.part(part.id) for passage in self.passages for part in passage.parts)
            found = tuple(part for part in parts if part)
        ids = [passage.id for passage in found]
        return found[ids.index(first) : ids.index(last) + 1] if {first, last} <= set(ids) else ()

    def find(self, id_: str) -> Passage | None:
        """What an id names: a passage, or a line or a row of one, as a passage of its own."""
        for passage in self.passages:
            if passage.id == id_:
                return passage
            if passage.parts and (part := passage.part(id_)):
                return part
        return None

"""Chapters: what a source is, and what the editors say about it."""

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from lesebuch.edtf import TimeValue
from lesebuch.model.passages import Anchor, Passage, Span
from lesebuch.model.references import PassageRef
from lesebuch.model.sources import Rights, SourceSpan
from lesebuch.problems import Where


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

    def concerns(self, slug: str) -> bool:
        """Whether it is a chapter's own, or points at it."""
        return slug == self.chapter or any(ref.chapter == slug for ref in self.passages)


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

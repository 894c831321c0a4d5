"""The reader: all chapters, glossary, events and what was found in the text, with one index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lesebuch.model.chapters import Chapter, Event, Markup, Passage, PassageRef, Span
from lesebuch.model.sources import Registered
from lesebuch.problems import Where


class EntryKind(StrEnum):
    """What a glossary entry is about."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TREATY = "treaty"
    EVENT = "event"
    CONCEPT = "concept"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry."""

    slug: str
    term: str
    """The term in its basic form; all its inflected forms are found by themselves."""
    kind: EntryKind
    """What it is about."""
    body: Markup
    where: Where
    variants: tuple[str, ...] = ()
    """Spellings that inflection does not produce, such as abbreviations and transliterations."""
    exclude: tuple[str, ...] = ()
    """Phrases that look like it and are not (`not` in the file)."""
    see: tuple[str, ...] = ()
    """Other entries to look at, by the names of their files."""
    wikidata: str = ""
    """Its item in Wikidata, such as `Q1520`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a passage that name a glossary entry."""

    entry: str
    span: Span


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression in a passage; the fields are those of TIMEX3, and `edtf` where it has a calendar value."""

    span: Span
    type: str
    timex: str
    mod: str | None
    edtf: str | None
    anchor: str | int | None
    """`reference`, the index of another of the chapter's expressions, or None."""
    rule: str
    """The name of the tagger's rule; `editor` where the chapter file says it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything, with one index. Chapters are in order of publication, unknown dates last, then by slug."""

    chapters: tuple[Chapter, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By slug."""
    events: tuple[Event, ...] = ()
    """Of all chapters and of the chronology, in order of time."""
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """By chapter; in the order of the text, never overlapping."""
    times: Mapping[str, tuple[Time, ...]] = field(default_factory=dict)
    """By chapter; in the order of the text."""
    register: tuple[Registered, ...] = ()
    _index: dict[str, Chapter] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {chapter.slug: chapter for chapter in self.chapters})

    def chapter(self, slug: str) -> Chapter | None:
        """The chapter of that name, if there is one."""
        return self._index.get(slug)

    def passage(self, ref: PassageRef) -> Passage | None:
        """The passage of that id, or the line or row, if there is one."""
        chapter = self.chapter(ref.chapter)
        return chapter.find(ref.passage) if chapter else None


def surface(passage: Passage, span: Span) -> str:
    """The words that a span covers."""
    return (passage.text or "")[span.start : span.end]

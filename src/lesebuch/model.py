"""The data that flows from stage to stage. Nothing here reads files, and nothing is changed once made.

Longer than other files: the types refer to one another, and are best read in one go.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lesebuch.edtf import TimeValue
from lesebuch.problems import Where

# --- Sources -----------------------------------------------------------------------------------------------------------


class Rights(StrEnum):
    """Who may see the text of a source."""

    OPEN = "open"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Source:
    """A source as extracted: lines as they stand there, only line feeds separate, the byte order mark is gone."""

    file: str
    """Name in the register; not a path."""
    sha256: str
    """Of the bytes, in hexadecimal."""
    extractor: str
    """Name and version, such as `text 1`."""
    text: str
    encoding: str = ""
    """Of a plain text file, as it was detected; empty for other formats."""


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Words of a source: a line, counted from 1, and columns in code points of the raw line, end exclusive."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outside:
    """Lines of a source that belong to no chapter."""

    first: int
    last: int
    reason: str
    of: str = ""
    """Of a duplicate: the chapter that it repeats."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A source as seeds/register.yaml lists it."""

    file: str
    """Name of the file; it lies in one of the folders with sources."""
    sha256: str
    """Checksum of the file's bytes, by which it is found, whatever its name."""
    extractor: str
    """What read it, and in which version, such as `text 1`."""
    text_sha256: str
    """Checksum of the text that was read from it."""
    rights: Rights
    """Who may see its text."""
    where: Where
    licence: str = ""
    """Licence of the text, such as `CC BY 4.0`."""
    title: str = ""
    """What it is called in the list of sources."""
    url: str = ""
    """Where it was found."""
    accessed: TimeValue | None = None
    """When it was taken from there: a date in EDTF, or `null`."""
    outside: tuple[Outside, ...] = ()
    """Lines that belong to no chapter, each with a reason: `{lines: 37-39, reason: newsletter call}`."""


# --- Text --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of normalised text and the piece of the source that it comes from.

    Where `length == width`, each character maps to one character. Else the run is one unit (a composed umlaut).
    """

    at: int
    """Offset in the normalised text."""
    length: int
    line: int
    column: int
    """Column in the raw line."""
    width: int
    """Length in the raw line."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of normalisation: what stood at a place of the source, and what stands there now."""

    rule: str
    line: int
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Line:
    """A normalised line. Blank lines have the text ''."""

    number: int
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised source: one `Line` for each line of the source, and every edit that led there."""

    source: Source
    lines: tuple[Line, ...]
    edits: tuple[Edit, ...] = ()


def locate(runs: tuple[Run, ...], start: int, end: int) -> tuple[SourceSpan, ...]:
    """Where `[start, end)` of a normalised text stands in the source: one span for each line it touches."""
    first = max(bisect_right(runs, start, key=lambda run: run.at) - 1, 0)
    spans: list[SourceSpan] = []
    for run in runs[first:]:
        if run.at >= end:
            break
        if run.at + run.length <= start:
            continue
        exact = run.length == run.width
        left = run.column + (max(start - run.at, 0) if exact else 0)
        right = run.column + (min(end - run.at, run.length) if exact else run.width)
        if spans and spans[-1].line == run.line:
            spans[-1] = SourceSpan(run.line, spans[-1].start, right)
        else:
            spans.append(SourceSpan(run.line, left, right))
    return tuple(spans)


# --- Chapters ----------------------------------------------------------------------------------------------------------


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
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that a page shows. Its id never changes meaning once published."""

    id: str
    kind: PassageKind
    text: str | None
    """Normalised; None where the source is not at hand."""
    runs: tuple[Run, ...] = ()

    @property
    def source(self) -> tuple[SourceSpan, ...]:
        """The words of the source that it is made of."""
        return self.locate(0, len(self.text or ""))

    def locate(self, start: int, end: int) -> tuple[SourceSpan, ...]:
        """Where `text[start:end]` stands in the source."""
        return locate(self.runs, start, end)


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


class AnnotationKind(StrEnum):
    """What an annotation gives."""

    CONTEXT = "context"
    LANGUAGE = "language"
    PERSON = "person"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on words of a chapter."""

    id: str
    kind: AnnotationKind
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
class PassageRef:
    """A passage of the reader: `SLUG#p3`."""

    chapter: str
    passage: str

    def __str__(self) -> str:
        return f"{self.chapter}#{self.passage}"


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
    """A person or agency, and what it did: author, editor, translator or signature."""

    name: str
    role: str


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
class Chapter:
    """A source with all that the editors say about it."""

    slug: str
    title: str
    file: str
    """Name of the source in the register."""
    first: int
    last: int
    """Lines of the source, both included."""
    where: Where
    rights: Rights
    status: str
    """`draft` or `reviewed`."""
    language: str
    sha256: str = ""
    """Of the source's bytes, from the register."""
    available: bool = False
    """Whether the text is at hand and may be shown."""
    supplied: tuple[str, ...] = ()
    """Fields that the editor gives and the source does not."""
    contributors: tuple[Contributor, ...] = ()
    published: TimeValue | None = None
    evidence: tuple[Evidence, ...] = ()
    publisher: str = ""
    url: str = ""
    licence: str = ""
    original: Original | None = None
    passages: tuple[Passage, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    head: Markup | None = None
    annotations: tuple[Annotation, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    events: tuple[Event, ...] = ()
    mention_rules: tuple[MentionRule, ...] = ()
    time_rules: tuple[TimeRule, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of those who wrote it, in order."""
        return tuple(c.name for c in self.contributors if c.role == "author")


# --- Glossary and times ------------------------------------------------------------------------------------------------


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


# --- The reader --------------------------------------------------------------------------------------------------------


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
        """The passage of that id, if there is one."""
        chapter = self.chapter(ref.chapter)
        return next((p for p in chapter.passages if p.id == ref.passage), None) if chapter else None


def surface(passage: Passage, span: Span) -> str:
    """The words that a span covers."""
    return (passage.text or "")[span.start : span.end]

"""The reader: all chapters, glossary, events and what was found in the text, with one index."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lesebuch.model.assignments import Assignment
from lesebuch.model.chapters import Chapter, Event, Markup
from lesebuch.model.kinds import EntryKind, Kinds
from lesebuch.model.passages import Passage, Span
from lesebuch.model.quizzes import Quiz
from lesebuch.model.references import PassageRef
from lesebuch.model.sources import Registered
from lesebuch.model.times import Time
from lesebuch.problems import Where


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry."""

    slug: str
    term: str
    """The term in its basic form; all its inflected forms are found by themselves."""
    kind: str
    """What it is about: an `EntryKind`, or one that reader.toml adds."""
    body: Markup
    where: Where
    variants: tuple[str, ...] = ()
    """Spellings that inflection does not produce, such as abbreviations and transliterations."""
    exclude: tuple[str, ...] = ()
    """Phrases that look like it and are not (`not` in the file)."""
    see: tuple[str, ...] = ()
    """Other entries to look at, by the names of their files."""
    coordinates: tuple[float, float] | None = None
    """Where it is: latitude and longitude in degrees (WGS 84), north and east positive."""
    wikidata: str = ""
    """Its item in Wikidata, such as `Q1520`."""
    like: EntryKind | None = None
    """The kind whose names have the same forms, if its own is none of ours."""

    @property
    def forms(self) -> EntryKind:
        """The kind of ours by which the forms of its names are made."""
        return self.like or EntryKind(self.kind)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a passage that name a glossary entry."""

    entry: str
    span: Span


@dataclass(frozen=True, slots=True)
class Renamed:
    """What was called otherwise before: by the old name, the name of now."""

    chapters: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def former(names: Mapping[str, str], name: str) -> tuple[str, ...]:
        """What the thing of this name was called before, sorted; `names` is one of the three."""
        return tuple(sorted(old for old, new in names.items() if new == name))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the reader: chapters that stand together, under a title."""

    title: str
    chapters: tuple[str, ...]
    """Their slugs, in order."""
    where: Where
    introduction: Markup | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything, with one index. Chapters are in the order of reader.toml; those that it does not name follow.

    They are in order of publication, unknown dates last, then by slug.
    """

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
    renamed: Renamed = field(default_factory=Renamed)
    kinds: Kinds = field(default_factory=Kinds)
    """Kinds of notes and entries and roles that reader.toml adds, or names otherwise."""
    parts: tuple[Part, ...] = ()
    """Those of reader.toml, with chapters that exist; a chapter is in one of them at most."""
    assignments: Mapping[str, Assignment] = field(default_factory=dict)
    """By name."""
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    """By name."""
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By event the entries that its words name or link, sorted."""
    _index: dict[str, Chapter] = field(init=False, repr=False, compare=False)
    _order: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {chapter.slug: chapter for chapter in self.chapters}
        former = {old: index[new] for old, new in self.renamed.chapters.items() if new in index}
        object.__setattr__(self, "_index", former | index)
        object.__setattr__(self, "_order", {chapter.slug: n for n, chapter in enumerate(self.chapters, 1)})

    def chapter(self, slug: str) -> Chapter | None:
        """The chapter that has that name, or had it before it was renamed; None if there is none."""
        return self._index.get(slug)

    def place(self, slug: str) -> int:
        """The number of a chapter in the reader's order, from 1."""
        return self._order[slug]

    def part(self, slug: str) -> str | None:
        """The title of the part in which a chapter stands."""
        return next((part.title for part in self.parts if slug in part.chapters), None)

    def passage(self, ref: PassageRef) -> Passage | None:
        """The passage of that id, or the line or row, if there is one."""
        chapter = self.chapter(ref.chapter)
        return chapter.find(ref.passage) if chapter else None


def surface(passage: Passage, span: Span) -> str:
    """The words that a span covers."""
    return (passage.text or "")[span.start : span.end]

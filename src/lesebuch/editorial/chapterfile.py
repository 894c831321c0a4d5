"""What stands in corpus/SLUG.md, read and checked, not yet bound to the text."""

from dataclasses import dataclass

from lesebuch.editorial.anchors import Pointer
from lesebuch.edtf import TimeValue
from lesebuch.model import Contributor, Markup, Original, PassageKind
from lesebuch.problems import Where

METADATA = "metadata"
DROP = "drop"
KINDS: tuple[str, ...] = (*(kind.value for kind in PassageKind), METADATA, DROP)
JOINED = frozenset({PassageKind.PARAGRAPH, PassageKind.LEAD, PassageKind.QUOTE, PassageKind.CAPTION})
"""Kinds of which several lines make one passage."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of `structure`: lines, or words of a line, and what they are."""

    at: Pointer
    kind: str
    """One of `KINDS`."""
    field: str
    """Of metadata."""
    reason: str
    """Of what is dropped."""
    where: Where


@dataclass(frozen=True, slots=True)
class Proof:
    """An item of `evidence`: where the source bears out a field."""

    field: str
    at: Pointer
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Override:
    """An item of `mentions`."""

    at: Pointer
    entry: str
    where: Where


@dataclass(frozen=True, slots=True)
class Dating:
    """An item of `times`."""

    at: Pointer
    value: TimeValue | None
    where: Where


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation or, where `kind` is None, an emendation."""

    at: Pointer
    kind: str | None
    id: str
    """As written; empty: it comes from the anchor."""
    to: str
    body: Markup
    where: Where


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event as written; `at` are passages, `p3` or `SLUG#p3`."""

    id: str
    when: TimeValue
    at: tuple[str, ...]
    body: Markup
    where: Where
    at_where: Where


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapter file."""

    slug: str
    where: Where
    source: str
    first: int
    last: int
    title: str
    language: str
    status: str
    supplied: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    published: TimeValue | None
    evidence: tuple[Proof, ...]
    publisher: str
    url: str
    original: Original | None
    structure: tuple[Item, ...]
    mentions: tuple[Override, ...]
    times: tuple[Dating, ...]
    head: Markup | None
    notes: tuple[Note, ...]
    events: tuple[Occurrence, ...]

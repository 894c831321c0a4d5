"""What stands in corpus/SLUG.md, read and checked, not yet bound to the text."""

from dataclasses import dataclass

from lesebuch.editorial.anchors import Pointer
from lesebuch.edtf import TimeValue
from lesebuch.model import ChapterDescription, Markup, PassageKind
from lesebuch.problems import Where

METADATA = "metadata"
DROP = "drop"
ROW = PassageKind.ROW.value
_PARTS = frozenset({PassageKind.TABLE, PassageKind.LINE})
"""What rows and verses make; a file does not say it."""
KINDS: tuple[str, ...] = (*(kind.value for kind in PassageKind if kind not in _PARTS), METADATA, DROP)
JOINED = frozenset({PassageKind.PARAGRAPH, PassageKind.LEAD, PassageKind.QUOTE, PassageKind.CAPTION})
"""Kinds of which several lines make one passage, a sentence that runs on."""
COMPOSED = frozenset({PassageKind.ROW, PassageKind.VERSE})
"""Kinds of which several lines make one passage, with its lines as parts: a table, a stanza."""

PARTED = (PassageKind.ITEM, PassageKind.SPEECH, PassageKind.FOOTNOTE)
"""Kinds of which each line makes one passage, unless the item says that all of its lines are one."""
ONE = "one"


@dataclass(frozen=True, slots=True)
class Detail:
    """What an item of `structure` says beyond the kind; what it leaves open the format of the source may say."""

    level: int = 0
    label: str = ""
    one: bool = False
    """Whether all lines are one passage."""
    speaker: str | None = ""
    """None: nobody is named; '': whoever stands before the first colon."""
    header: int = 0
    target: str = ""
    language: str = ""


_OPEN = Detail()


@dataclass(frozen=True, slots=True)
class StructureItem:
    """An item of `structure`: lines, or words of a line, and what they are."""

    at: Pointer
    kind: str
    """One of `KINDS`."""
    field: str
    """Of metadata."""
    reason: str
    """Of what is dropped."""
    where: Where
    detail: Detail = _OPEN


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


AIMED = ("link", "language", "noteref")
"""Styles that need a target."""
STYLES = (
    *("emphasis", "strong", "smallcaps", "superscript", "subscript", "underline", "deleted", "inserted", "code"),
    *AIMED,
)
"""How words may be set apart."""


@dataclass(frozen=True, slots=True)
class WrittenStyle:
    """An item of `styles`."""

    at: Pointer
    kind: str
    """One of `STYLES`."""
    target: str
    where: Where


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """An annotation or, where `kind` is None, an emendation."""

    at: Pointer
    kind: str | None
    id: str
    """As written; empty: it comes from the anchor."""
    to: str
    body: Markup
    where: Where


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """An event as written; `at` are passages, `p3` or `SLUG#p3`."""

    id: str
    when: TimeValue
    at: tuple[str, ...]
    body: Markup
    where: Where
    at_where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFile(ChapterDescription):
    """A chapter file."""

    evidence: tuple[Proof, ...] = ()
    structure: tuple[StructureItem, ...] = ()
    faulty: bool = False
    """Whether an item of `structure` could not be read: passages are not what they are meant to be."""
    mentions: tuple[Override, ...] = ()
    times: tuple[Dating, ...] = ()
    notes: tuple[WrittenNote, ...] = ()
    events: tuple[WrittenEvent, ...] = ()
    styles: tuple[WrittenStyle, ...] = ()

"""Kinds of notes and entries, and roles of contributors: ours, and those that a reader adds in reader.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnnotationKind(StrEnum):
    """What an annotation gives; the kinds that every reader has."""

    CONTEXT = "context"
    LANGUAGE = "language"
    PERSON = "person"
    COMPARISON = "comparison"


class EntryKind(StrEnum):
    """What a glossary entry is about; the kinds that every reader has."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TREATY = "treaty"
    EVENT = "event"
    CONCEPT = "concept"
    WORK = "work"


class Role(StrEnum):
    """What a contributor did; the roles that every reader has."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind or role as reader.toml describes it; what it does not say is empty."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """Its name for readers, by language; under '' in any language."""
    light: str = ""
    """Its colour on light paper, as `#8a2f1d`."""
    dark: str = ""
    """Its colour on dark paper."""
    like: EntryKind | None = None
    """Of an entry: the kind of ours whose names have the same forms."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What reader.toml says of kinds, by their names; kinds of ours that it does not name are not in it."""

    notes: Mapping[str, Kind] = field(default_factory=dict)
    entries: Mapping[str, Kind] = field(default_factory=dict)
    roles: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def note_names(self) -> tuple[str, ...]:
        """All kinds that a note may have."""
        return tuple(dict.fromkeys((*AnnotationKind, *self.notes)))

    @property
    def entry_names(self) -> tuple[str, ...]:
        """All kinds that an entry may have."""
        return tuple(dict.fromkeys((*EntryKind, *self.entries)))

    @property
    def role_names(self) -> tuple[str, ...]:
        """All roles that a contributor may have."""
        return tuple(dict.fromkeys((*Role, *self.roles)))

    def like(self, entry: str) -> EntryKind | None:
        """Of a kind of entry: the kind of ours whose names have the same forms; None of ours that stay as they are."""
        described = self.entries.get(entry)
        if described and described.like:
            return described.like
        return None if entry in set(EntryKind) else EntryKind.CONCEPT

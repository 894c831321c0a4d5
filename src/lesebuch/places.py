"""What in a reader has a name that links may use on any page, and in any other project: the names, no addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lesebuch.model import Chapter, Reader

AT_PASSAGE = re.compile(r"[a-z][0-9]+(?:\.[0-9]+)?-.+")
"""What begins with a passage or a row: `p2-ovks`."""


class PlaceKind(StrEnum):
    """Kinds of places."""

    CHAPTER = "chapter"
    PASSAGE = "passage"
    NOTE = "note"
    EVENT = "event"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its name."""

    kind: PlaceKind
    name: str
    """As links write it: `ovks` (a chapter, an entry, an event), `ovks#p3` (a passage), `ovks#p3-treaty` (a note)."""
    chapter: str = ""
    """Slug of the chapter on whose page it stands; empty for entries and for events of no chapter."""
    id: str = ""
    """In the reader: of the passage, note, event or entry; empty for a chapter."""


def note_id(name: str) -> str:
    """Id of a note. What begins with its passage or row (`p2-ovks`, `p7.2-80`) lasts as it is; all else gets a prefix."""
    return name if AT_PASSAGE.fullmatch(name) else f"note-{name}"


def places_of(reader: Reader) -> Iterator[Place]:
    """All places, in the reader's order. A name may occur for several kinds, for one of them only once."""
    for chapter in reader.chapters:
        yield Place(PlaceKind.CHAPTER, chapter.slug, chapter.slug)
        yield from _of_chapter(chapter)
    for event in reader.events:
        yield Place(PlaceKind.EVENT, event.id, event.chapter, event.id)
    for slug in reader.entries:
        yield Place(PlaceKind.ENTRY, slug, "", slug)


def _of_chapter(chapter: Chapter) -> Iterator[Place]:
    for passage in chapter.passages:
        yield Place(PlaceKind.PASSAGE, f"{chapter.slug}#{passage.id}", chapter.slug, passage.id)
    for name in (*(note.id for note in chapter.annotations), *(note.id for note in chapter.emendations)):
        yield Place(PlaceKind.NOTE, f"{chapter.slug}#{note_id(name)}", chapter.slug, name)

"""What pages ask of a reader again and again, worked out once: labels, backlinks, years."""

from collections import defaultdict
from functools import cached_property

from lesebuch.model import Chapter, Entry, Mention, PassageRef, Reader
from lesebuch.presentation.wording import short, sort_key

Backlinks = tuple[tuple[str, tuple[str, ...]], ...]
"""Chapters in the reader's order, and of each the passages in the order of the text."""

Years = tuple[tuple[str, tuple[Chapter, ...]], ...]
"""Chapters by year of publication as `year_of` has it; '' holds those without a date."""


class Index:
    """Lookups on a reader. Read-only; each is built when it is first asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def mentions(self, slug: str) -> tuple[Mention, ...]:
        """Mentions in a chapter, of entries that exist."""
        return tuple(m for m in self._reader.mentions.get(slug, ()) if m.entry in self._reader.entries)

    def entries(self, slug: str) -> list[tuple[str, str, list[str]]]:
        """What a chapter mentions, by alphabet: entry, its term, the passages in the order of the text."""
        found: dict[str, dict[str, None]] = {}
        for mention in self.mentions(slug):
            found.setdefault(mention.entry, {})[mention.span.passage] = None
        rows = [(entry, self._reader.entries[entry].term, list(passages)) for entry, passages in found.items()]
        return sorted(rows, key=lambda row: sort_key(row[1]))

    def backlinks(self, entry: str) -> Backlinks:
        """Where an entry is mentioned."""
        return self._backlinks.get(entry, ())

    @cached_property
    def _backlinks(self) -> dict[str, Backlinks]:
        found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for chapter in self._reader.chapters:
            for mention in self.mentions(chapter.slug):
                found[mention.entry][chapter.slug][mention.span.passage] = None
        return {
            entry: tuple((slug, tuple(passages)) for slug, passages in chapters.items())
            for entry, chapters in found.items()
        }

    @cached_property
    def years(self) -> Years:
        """Chapters by year of publication, in the reader's order."""
        groups: dict[str, list[Chapter]] = {}
        for chapter in self._reader.chapters:
            groups.setdefault(year_of(chapter), []).append(chapter)
        return tuple((year, tuple(chapters)) for year, chapters in groups.items())

    @cached_property
    def letters(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Entries by first letter, both in German order."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self._reader.entries.values(), key=lambda entry: sort_key(entry.term)):
            letter = sort_key(entry.term)[:1].upper()
            groups.setdefault(letter if letter.isalpha() else "#", []).append(entry)
        return tuple((letter, tuple(entries)) for letter, entries in groups.items())


def year_of(chapter: Chapter) -> str:
    """Astronomical year of publication (-430 is 431 BC), of a range the first that is known; empty if unknown."""
    known = chapter.published.known_days if chapter.published else None
    return str(known[0].year) if known else ""


def places(passages: tuple[PassageRef, ...], reader: Reader) -> list[tuple[str, str, list[str]]]:
    """Slug, short title and passages, chapter by chapter; those that do not exist are left out."""
    grouped: dict[str, list[str]] = {}
    for ref in passages:
        if reader.passage(ref) is not None:
            grouped.setdefault(ref.chapter, []).append(ref.passage)
    found = ((reader.chapter(slug), ids) for slug, ids in grouped.items())
    return [(chapter.slug, short(chapter.title), ids) for chapter, ids in found if chapter]

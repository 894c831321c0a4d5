"""What pages ask of a reader again and again, worked out once: labels, backlinks, years."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import sqrt

from lesebuch.model import Chapter, Entry, Mention, Part, PassageRef, Reader
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.collation import letter, sort_key

Backlinks = tuple[tuple[str, tuple[str, ...]], ...]
"""Chapters in the reader's order, and of each the passages in the order of the text."""


@dataclass(frozen=True, slots=True)
class ChapterGroup:
    """Chapters that lists show together: of a part, or of a year where there are no parts."""

    name: str
    """`part-1`, or the year as `year_of` has it, '' of no date."""
    label: str
    """For readers; empty where the chapters stand in an order of their own, without parts."""
    chapters: tuple[Chapter, ...]
    part: Part | None = None


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

    def spans(self, entry: str, chapter: str, passage: str) -> tuple[tuple[int, int], ...]:
        """Where in a passage an entry is mentioned, in code points of its text."""
        return self._spans.get((entry, chapter, passage), ())

    @cached_property
    def _spans(self) -> dict[tuple[str, str, str], tuple[tuple[int, int], ...]]:
        found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
        for chapter in self._reader.chapters:
            for mention in self.mentions(chapter.slug):
                span = mention.span
                found[mention.entry, chapter.slug, span.passage].append((span.start, span.end))
        return {key: tuple(sorted(spans)) for key, spans in found.items()}

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

    def both(self, entry: str, other: str) -> Backlinks:
        """Where the same passages mention both of two entries."""
        theirs = {slug: frozenset(passages) for slug, passages in self.backlinks(other)}
        shared = (
            (slug, tuple(passage for passage in passages if passage in theirs.get(slug, ())))
            for slug, passages in self.backlinks(entry)
        )
        return tuple((slug, passages) for slug, passages in shared if passages)

    def neighbours(self, entry: str, most: int = 6) -> tuple[tuple[str, int], ...]:
        """Entries that the same passages mention, and how many; first those that are seldom named without one another.

        The measure is the cosine of the two sets of passages. Once together may be chance, and is left out.
        """
        return self._neighbours.get(entry, ())[:most]

    @cached_property
    def _neighbours(self) -> dict[str, tuple[tuple[str, int], ...]]:
        named: dict[str, set[PassageRef]] = defaultdict(set)
        together: dict[str, Counter[str]] = defaultdict(Counter)
        for chapter in self._reader.chapters:
            passages: dict[str, set[str]] = defaultdict(set)
            for mention in self.mentions(chapter.slug):
                passages[mention.span.passage].add(mention.entry)
            for passage, entries in passages.items():
                for entry in entries:
                    named[entry].add(PassageRef(chapter.slug, passage))
                    together[entry].update(entries - {entry})
        return {
            entry: tuple(
                sorted(
                    ((other, count) for other, count in counts.items() if count > 1),
                    # All are divided by the same root of the entry's own number.
                    key=lambda found: (-found[1] / sqrt(len(named[found[0]])), found[0]),
                )
            )
            for entry, counts in together.items()
        }

    @cached_property
    def groups(self) -> tuple[ChapterGroup, ...]:
        """The chapters as lists show them: by part, else by year of publication, in the reader's order."""
        return self._parts() if self._reader.parts else self._years()

    def _parts(self) -> tuple[ChapterGroup, ...]:
        chapters = {chapter.slug: chapter for chapter in self._reader.chapters}
        groups = [
            ChapterGroup(f"part-{n}", part.title, tuple(chapters.pop(slug) for slug in part.chapters), part)
            for n, part in enumerate(self._reader.parts, 1)
        ]
        rest = [ChapterGroup(f"part-{len(groups) + 1}", _("Other texts"), tuple(chapters.values()))] if chapters else []
        return (*groups, *rest)

    def _years(self) -> tuple[ChapterGroup, ...]:
        years = [(year, tuple(group)) for year, group in groupby(self._reader.chapters, year_of)]
        if len({year for year, _chapters in years}) < len(years):
            # Not the order of time, but one that the editors have chosen: years would cut it to pieces.
            return (ChapterGroup("chapters", "", self._reader.chapters),)
        return tuple(ChapterGroup(year, wording.year(year), chapters) for year, chapters in years)

    @cached_property
    def letters(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Entries by first letter, both in the order of the reader's language; what begins with no letter stands first."""
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(self._reader.entries.values(), key=lambda entry: sort_key(entry.term)):
            groups.setdefault(letter(entry.term), []).append(entry)
        return tuple((name, tuple(entries)) for name, entries in groups.items())


def year_of(chapter: Chapter) -> str:
    """Astronomical year of publication (-430 is 431 BC), of a range the first that is known; empty if unknown."""
    known = chapter.published.known_days if chapter.published else None
    return str(known[0].year) if known else ""


def places(passages: tuple[PassageRef, ...], reader: Reader) -> Backlinks:
    """Passages chapter by chapter; those that do not exist are left out."""
    grouped: dict[str, list[str]] = {}
    for ref in passages:
        if reader.passage(ref) is not None:
            grouped.setdefault(ref.chapter, []).append(ref.passage)
    return tuple((slug, tuple(ids)) for slug, ids in grouped.items())

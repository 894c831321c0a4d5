"""The pages of a large glossary: by letter, and of a letter with many entries by what its terms begin with.

So a page has about the same size however many entries there are. Which page an entry is on follows from the terms alone,
so that it is the same in all editions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lesebuch.model import Entry
from lesebuch.presentation.collation import beginning, sort_key

FROM = 300
"""Entries from which on the glossary is split."""
LARGEST = 100
"""Entries up to which a part is one page."""
_DEEPEST = 8
"""Letters by which terms are told apart."""
OTHER = "other"
"""Name of the part with the terms that begin with no letter."""


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """A page of the glossary."""

    name: str
    """Of the page, behind the name of the glossary's own: `a`, `sa`; of ASCII letters and digits."""
    label: str
    """What the terms begin with: `A`, `Sa`; `#` where that is no letter."""
    entries: tuple[Entry, ...]
    """In the order of the alphabet; all, be they on this page or on those below it."""
    parts: tuple["GlossaryPage", ...] = ()
    """The pages below it, which have the entries; empty where the page has them itself."""

    def walk(self) -> Iterator["GlossaryPage"]:
        """The page and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def split(entries: Mapping[str, Entry]) -> tuple[GlossaryPage, ...]:
    """The parts of a glossary, by alphabet; none while it is small enough for one page."""
    if len(entries) < FROM:
        return ()
    ordered = sorted(entries.values(), key=lambda entry: (sort_key(entry.term), entry.slug))
    return tuple(_part(start, group) for start, group in _groups(ordered, 1))


def _groups(entries: Sequence[Entry], length: int) -> list[tuple[str, list[Entry]]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(beginning(entry.term, length), []).append(entry)
    return list(groups.items())


def _part(start: str, entries: Sequence[Entry]) -> GlossaryPage:
    parts: tuple[GlossaryPage, ...] = ()
    if len(entries) > LARGEST and start:
        parts = _below(start, entries)
    return GlossaryPage(_name(start), start.strip().capitalize() or "#", tuple(entries), parts)


def _below(start: str, entries: Sequence[Entry]) -> tuple[GlossaryPage, ...]:
    """Parts by the shortest beginnings that differ."""
    for length in range(len(start) + 1, _DEEPEST + 1):
        groups = _groups(entries, length)
        if len(groups) > 1:
            return tuple(_part(beginning, group) for beginning, group in groups)
    return ()


def _name(start: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in start) or OTHER

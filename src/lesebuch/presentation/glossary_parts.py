"""The pages of a large glossary: by letter, and of a letter with many entries by what its terms begin with.

So a page has about the same size however many entries there are. Which page an entry is on follows from the terms alone,
so that it is the same in all editions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lesebuch.model import Entry
from lesebuch.presentation.wording import sort_key

FROM = 300
"""Entries from which on the glossary is split."""
LARGEST = 100
"""Entries up to which a part is one page."""
_DEEPEST = 8
"""Letters by which terms are told apart."""
OTHER = "other"
"""Name of the part with the terms that begin with no letter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the glossary."""

    name: str
    """Of the page, behind the name of the glossary's own: `a`, `sa`; of ASCII letters and digits."""
    label: str
    """What the terms begin with: `A`, `Sa`; `#` where that is no letter."""
    entries: tuple[Entry, ...]
    """In the order of the alphabet; all, be they on this page or on those below it."""
    parts: tuple["Part", ...] = ()
    """The pages below it, which have the entries; empty where the page has them itself."""

    def leaves(self) -> Iterator["Part"]:
        """The pages that have entries."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def walk(self) -> Iterator["Part"]:
        """The page and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def split(entries: Mapping[str, Entry]) -> tuple[Part, ...]:
    """The parts of a glossary, by alphabet; none while it is small enough for one page."""
    if len(entries) < FROM:
        return ()
    ordered = sorted(entries.values(), key=lambda entry: (sort_key(entry.term), entry.slug))
    return tuple(_part(start, group) for start, group in _groups(ordered, 1))


def _groups(entries: Sequence[Entry], length: int) -> list[tuple[str, list[Entry]]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        # A term that is no longer than that is told apart from the part that it stands in.
        start = sort_key(entry.term)[:length].ljust(length)
        groups.setdefault(start if start[:1].isalpha() else "", []).append(entry)
    return list(groups.items())


def _part(start: str, entries: Sequence[Entry]) -> Part:
    parts: tuple[Part, ...] = ()
    if len(entries) > LARGEST and start:
        parts = _below(start, entries)
    return Part(_name(start), start.strip().capitalize() or "#", tuple(entries), parts)


def _below(start: str, entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Parts by the shortest beginnings that differ."""
    for length in range(len(start) + 1, _DEEPEST + 1):
        groups = _groups(entries, length)
        if len(groups) > 1:
            return tuple(_part(beginning, group) for beginning, group in groups)
    return ()


def _name(start: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in start) or OTHER

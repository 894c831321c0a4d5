"""By what the chronology can be searched: years, texts, and whom or what its events name."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.model import Event, Reader
from lesebuch.presentation import wording
from lesebuch.presentation.collation import sort_key


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """Only what leads to some event."""

    years: tuple[tuple[int, str], ...]
    """Those in which something begins or ends, with their names, in order."""
    chapters: tuple[tuple[str, str], ...]
    """Slug and short title, in the reader's order."""
    kinds: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """Kinds of entries with their names, and of each the entries with their terms, all by alphabet."""


def choice(events: Sequence[Event], reader: Reader) -> FilterChoice:
    """What a reader may choose."""
    years = {day.year for event in events for day in event.when.known_days or ()}
    told = {ref.chapter for event in events for ref in event.passages}
    named = {slug for event in events for slug in reader.named.get(event.id, ())}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for slug in named:
        kinds.setdefault(str(reader.entries[slug].kind), []).append((slug, reader.entries[slug].term))
    groups = [
        (kind, wording.entry_kind(kind, reader.kinds), tuple(sorted(entries, key=lambda entry: sort_key(entry[1]))))
        for kind, entries in kinds.items()
    ]
    return FilterChoice(
        tuple((year, wording.year(str(year))) for year in sorted(years)),
        tuple((c.slug, wording.short(c.title)) for c in reader.chapters if c.slug in told),
        tuple(sorted(groups, key=lambda group: sort_key(group[1]))),
    )

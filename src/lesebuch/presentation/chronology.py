"""Events in their order, and which of them a timeline draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lesebuch.edtf import Edge, TimeValue, ValueKind
from lesebuch.model import Event, Reader
from lesebuch.myst.plain import words
from lesebuch.presentation import ids, timeline, wording
from lesebuch.presentation.index import Backlinks, places


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event that several texts tell, as one of them sees it."""

    when: TimeValue
    words: str
    """What happened, in plain words."""
    here: tuple[str, ...]
    """The passages of this text."""
    others: Backlinks
    """Those of the others, in the order in which the editors name them."""


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events as the chronology lists and numbers them."""
    return tuple(sorted(events, key=lambda event: (event.when.place_key, event.id)))


def shared(reader: Reader) -> Mapping[str, tuple[SharedEvent, ...]]:
    """By chapter the events that it and others tell, in order of time."""
    found: dict[str, list[SharedEvent]] = {}
    for event in in_order(reader.events):
        told = places(event.passages, reader)
        if len(told) > 1:
            said = words(event.body, reader.entries)
            for slug, here in told:
                others = tuple(text for text in told if text[0] != slug)
                found.setdefault(slug, []).append(SharedEvent(event.when, said, here, others))
    return {slug: tuple(events) for slug, events in found.items()}


def items(
    events: Iterable[Event], words: Mapping[str, str] | None = None, *, numbered: bool = True
) -> tuple[timeline.DrawnEvent, ...]:
    """What the timeline draws: each event that has a place in time, with its number in the list, in whatever order they come.

    `words`: by the event's id what happened, in plain words. `numbered`: whether the list shows numbers.
    """
    found = (
        _item(event, number if numbered else 0, (words or {}).get(event.id, ""))
        for number, event in enumerate(in_order(events), 1)
    )
    return tuple(item for item in found if item is not None)


def is_sure(when: TimeValue) -> bool:
    """Whether all days are known and meant: of an exact day, and of a span between exact days."""
    opens = any(isinstance(bound, Edge) for pair in when.ranges for bound in pair)
    known = when.kind is ValueKind.INTERVAL and not opens
    return when.is_exact or (known and all(point.is_exact for point in when.points))


def _item(event: Event, number: int, words: str) -> timeline.DrawnEvent | None:
    when = event.when
    if when.known_days is None:
        return None
    return timeline.DrawnEvent(number, ids.event(event.id), *when.known_days, is_sure(when), wording.date(when), words)

"""Events in their order, and which of them a timeline draws."""

from collections.abc import Iterable

from lesebuch.edtf import Edge, Kind
from lesebuch.model import Event
from lesebuch.presentation import ids, timeline, wording


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events as the chronology lists and numbers them."""
    return tuple(sorted(events, key=lambda event: (event.when.place_key, event.id)))


def items(events: Iterable[Event]) -> tuple[timeline.Item, ...]:
    """What the timeline draws: each event that has a place in time, with its number in the list, in whatever order they come."""
    found = (_item(event, number) for number, event in enumerate(in_order(events), 1))
    return tuple(item for item in found if item is not None)


def _item(event: Event, number: int) -> timeline.Item | None:
    when = event.when
    if when.known_days is None:
        return None
    opens = any(isinstance(bound, Edge) for pair in when.ranges for bound in pair)
    known = when.kind is Kind.INTERVAL and not opens
    sure = when.is_exact or (known and all(point.is_exact for point in when.points))
    return timeline.Item(number, ids.event(event.id), *when.known_days, sure, wording.date(when))

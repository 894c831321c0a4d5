"""The directive `{chronology}`: a drawn timeline and all events in order of time."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.edtf import Edge, Kind
from lesebuch.model import Event
from lesebuch.sphinx_ext import apparatus, targets, timeline, wording
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain


class Chronology(SphinxDirective):
    """`{chronology}`: the events of all chapters and of corpus/chronology.md."""

    def run(self) -> list[nodes.Node]:
        """Build the timeline and the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "chronology")
        events = in_order(domain.reader.events)
        if not events:
            return []
        holder = ours.event_list(kind="chronology")
        for number, told in enumerate(events, 1):
            event = apparatus.event(self, told, domain.reader)
            event["number"] = number
            holder += event
        shown = items(events)
        drawn = [ours.timeline(svg=timeline.draw(shown), alt=timeline.describe(shown))] if shown else []
        return [*drawn, holder]


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
    return timeline.Item(number, targets.event(event.id), *when.known_days, sure, wording.date(when))

"""The directive `{chronology}`: a drawn timeline and all events in order of time."""

import datetime as dt
from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.edtf import Edge, Kind
from lesebuch.model import Event
from lesebuch.sphinx_ext import apparatus, targets, timeline
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
        drawn = ours.timeline(svg=timeline.draw(items(events)), alt=timeline.describe(items(events)))
        holder = ours.event_list(kind="chronology")
        for number, told in enumerate(events, 1):
            event = apparatus.event(self, told, domain.reader)
            event["number"] = number
            holder += event
        return [drawn, holder]


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events as the chronology numbers them, in its list and in each of its drawings."""
    # “By April 2025 at the latest” begins nowhere; a reader looks for it at its end.
    return tuple(sorted(events, key=lambda event: (*_days(event), event.id)))


def items(events: Iterable[Event]) -> tuple[timeline.Item, ...]:
    """What the timeline draws: each event with its number in the list, in whatever order they come."""
    return tuple(_item(event, number) for number, event in enumerate(in_order(events), 1))


def _days(event: Event) -> tuple[dt.date, dt.date]:
    """First and last day; of an open end the other one."""
    first, last = event.when.earliest, event.when.latest
    return (last if first == dt.date.min else first), (first if last == dt.date.max else last)


def _item(event: Event, number: int) -> timeline.Item:
    when = event.when
    first, last = _days(event)
    opens = any(bound is Edge.OPEN or bound is Edge.UNKNOWN for pair in when.ranges for bound in pair)
    known = when.kind is Kind.INTERVAL and not opens
    sure = when.is_exact or (known and all(point.is_exact for point in when.points))
    return timeline.Item(number, targets.event(event.id), first, last, sure, when.format("de"))

"""The directive `{chronology}`: a drawn timeline and all events in order of time."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.presentation import chronology, timeline
from lesebuch.sphinx_ext import chapter_parts
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain


class Chronology(SphinxDirective):
    """`{chronology}`: the events of all chapters and of corpus/chronology.md."""

    def run(self) -> list[nodes.Node]:
        """Build the timeline and the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "chronology")
        events = chronology.in_order(domain.reader.events)
        if not events:
            return []
        holder = ours.event_list(kind="chronology")
        for number, told in enumerate(events, 1):
            event = chapter_parts.event(self, told, domain.reader)
            event["number"] = number
            holder += event
        shown = chronology.items(events)
        drawn = [ours.timeline(svg=timeline.draw(shown), alt=timeline.describe(shown))] if shown else []
        return [*drawn, holder]

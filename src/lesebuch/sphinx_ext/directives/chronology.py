"""The directive `{chronology}`: a drawn timeline and all events in order of time."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.presentation import chronology, event_filter
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives import chapter_parts
from lesebuch.sphinx_ext.domain import LesebuchDomain


class Chronology(SphinxDirective):
    """`{chronology}`: the events of all chapters and of corpus/chronology.md."""

    def run(self) -> list[nodes.Node]:
        """Build the timeline and the list."""
        domain = LesebuchDomain.of(self.env)
        domain.use(self.env.docname, "chronology")
        reader = domain.reader
        events = chronology.in_order(reader.events)
        if not events:
            return []
        holder = ours.event_list(kind="chronology")
        for number, told in enumerate(events, 1):
            event = chapter_parts.event(self, told, reader)
            event["number"] = number
            event["years"] = told.when.known_days and tuple(day.year for day in told.when.known_days)
            event["entries"] = [(slug, str(reader.entries[slug].kind)) for slug in reader.named.get(told.id, ())]
            holder += event
        shown = chronology.items(events, chapter_parts.words_of_events(events, holder))
        if not shown:
            return [holder]
        drawn = chapter_parts.drawn(shown, "chronology")
        drawn["choice"] = event_filter.choice(events, reader)
        return [drawn, holder]

"""Which entries an event names: those that its words mention, and those that it links."""

import re
from collections.abc import Iterable, Mapping

from lesebuch.glossary.linker import Linker
from lesebuch.model import Entry, Event
from lesebuch.myst import split_title

_ROLE = re.compile(r"\{(?P<name>[\w:-]+)\}`(?P<content>[^`]*)`")


def named(
    events: Iterable[Event], entries: Mapping[str, Entry], linker: Linker, language: str
) -> dict[str, tuple[str, ...]]:
    """By the event's id the entries, sorted by their names. `language`: the one in which the editors write."""
    return {event.id: _entries(event.body.text, entries, linker, language) for event in events}


def _entries(text: str, entries: Mapping[str, Entry], linker: Linker, language: str) -> tuple[str, ...]:
    linked: set[str] = set()

    def spoken(role: re.Match[str]) -> str:
        # A key of a work is no word, and what a link to an entry shows is that entry.
        words, goal = split_title(role["content"])
        if role["name"] == "entry":
            linked.add(goal)
            return " "
        return words or " "

    prose = _ROLE.sub(spoken, text)
    found = {entry for line in prose.split("\n\n") for _, _, entry in linker.find(" ".join(line.split()), language)}
    return tuple(sorted((found | linked) & entries.keys()))

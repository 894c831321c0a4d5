"""The order of a build: our steps at Sphinx's events, each with the first sentence of what it says of itself."""

import inspect
from collections.abc import Iterable

from sphinx.events import core_events

from lesebuch.html import build_steps as site
from lesebuch.sphinx_ext import build_steps as documents
from lesebuch.sphinx_ext.build_steps import Step
from lesebuch.sphinx_ext.intake import READ

EVENTS = [*core_events, "html-collect-pages", "html-page-context"]
"""As a build comes to them; what stands about all pages is written behind them, and last of all comes the end."""
EVENTS.insert(EVENTS.index("builder-inited") + 1, READ)
EVENTS.append(EVENTS.pop(EVENTS.index("build-finished")))


def page() -> str:
    """One table of what stands in both."""
    rows = [
        f"| `{event}` | {priority} | `{function.__module__.removeprefix('lesebuch.')}.{function.__name__}` | {_says(function)} |"
        for event, priority, function in in_order((*documents.STEPS, *site.STEPS))
    ]
    return "\n".join(["| Event | Priority | Step | What it does |", "|---|---|---|---|", *rows])


def in_order(steps: Iterable[Step]) -> list[Step]:
    """As they run; of equal priority what comes first stays first."""
    return sorted(steps, key=lambda step: (EVENTS.index(step[0]), step[1]))


def _says(function: object) -> str:
    said = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    return said.replace("|", chr(92) + "|")

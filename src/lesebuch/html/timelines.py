"""HTML of a drawn timeline, and what a reader may choose of it."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.choosing import Choice
from lesebuch.sphinx_ext import looks
from lesebuch.sphinx_ext import nodes as ours

SCRIPT = "_static/lesebuch-periods.js"


def visit_timeline(self: Any, node: ours.timeline) -> None:
    """Drawings of which a style sheet shows one; of a chapter the narrow one, folded, since the list below says the same."""
    drawing = node["narrow"] if node["kind"] == "chapter" else f"{node['svg']}{node['narrow']}{node['sheet']}"
    if self.builder.name == "epub":
        # In an EPUB each page with a drawing in it must be declared, which Sphinx cannot do; a picture need not.
        data = b64encode(node["svg"].encode()).decode()
        drawing = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(node["alt"], quote=True)}"/>'
    tall = " tall" if node["sheet"] else ""
    figure = f'<figure class="timeline{tall}" aria-label="{_("Timeline")}">{drawing}</figure>\n'
    if node["kind"] == "chapter":
        figure = f'<details class="timeline-fold"><summary>{_("As a timeline")}</summary>{figure}</details>\n'
    elif self.builder.name in {"html", "dirhtml"} and looks.ours(self.config):
        address = relative_uri(self.builder.get_target_uri(self.docnames[-1]), SCRIPT)
        figure = f'{_form(node["choice"])}{figure}<script defer src="{address}"></script>\n'
    self.body.append(figure)
    raise nodes.SkipNode


def _form(choice: Choice) -> str:
    """What the script makes of it needs the script: without it the form stays hidden."""
    everything = _option("", _("all"))
    years = [_option(str(year), name) for year, name in choice.years]
    chapters = (_option(slug, title) for slug, title in choice.chapters)
    names = "".join(
        f'<optgroup label="{escape(label, quote=True)}">{_option(f"kind:{kind}", _("{kind}: all").format(kind=label))}'
        f"{''.join(_option(slug, term) for slug, term in entries)}</optgroup>"
        for kind, label, entries in choice.kinds
    )
    selects = (
        _select("from", _("From"), years),
        _select("to", _("To"), years),
        _select("chapter", _("Text"), [everything, *chapters]),
        _select("entry", _("Named"), [everything, names]),
    )
    count = escape(_("{n} of {all} events"), quote=True)
    return (
        f'<form class="lb-periods" hidden>{"".join(selects)}<button type="reset">{_("Show all")}</button>'
        f'<output data-count="{count}"></output></form>\n'
    )


def _select(name: str, label: str, options: Iterable[str]) -> str:
    return f'<label>{label} <select name="{name}">{"".join(options)}</select></label>'


def _option(value: str, label: str) -> str:
    return f'<option value="{escape(value, quote=True)}">{escape(label)}</option>'

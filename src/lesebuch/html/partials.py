"""Titles of pages as HTML, made once each: Sphinx makes one anew for its page, for both neighbours, and for all pages below it."""

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.sphinx_ext.domain import LesebuchDomain

Parts = dict[str, str]


def remember(app: Sphinx) -> None:
    """On `builder-inited`, where there is a reader: the builder asks once for each title that the environment keeps."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and LesebuchDomain.of(app.env).reader.chapters:
        builder: Any = app.builder
        builder.render_partial = once(builder.render_partial)


def once(render: Callable[[nodes.Node | None], Parts]) -> Callable[[nodes.Node | None], Parts]:
    """The same function, which renders no title twice. A page that is read again has another title."""
    # With the node itself, so that no other takes its place in memory.
    known: dict[int, tuple[nodes.Node, Parts]] = {}

    def rendered(node: nodes.Node | None) -> Parts:
        if not isinstance(node, nodes.title):
            return render(node)
        if id(node) not in known:
            known[id(node)] = node, render(node)
        return dict(known[id(node)][1])

    return rendered

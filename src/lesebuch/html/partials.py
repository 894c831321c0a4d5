"""Titles of pages as HTML, made once each: Sphinx makes one anew for its page, for both neighbours, and for all pages below it."""

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html.translator import LesebuchTranslator
from lesebuch.sphinx_ext.domain import LesebuchDomain

Parts = dict[str, str]


def remember(app: Sphinx) -> None:
    """On `builder-inited`, where there is a reader: the builder asks once for each title that the environment keeps."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and LesebuchDomain.of(app.env).reader.chapters:
        builder: Any = app.builder
        ours = builder.get_translator_class() is LesebuchTranslator
        builder.render_partial = once(directly(builder.render_partial) if ours else builder.render_partial)


class _Words(dict[str, str]):
    """A title that is nothing but words needs no translator; whoever asks for more than its words gets that made."""

    def __init__(self, title: nodes.title, render: Callable[[nodes.Node | None], Parts]) -> None:
        super().__init__(title="".join(t.astext().translate(LesebuchTranslator.special_characters) for t in title))
        self._title, self._render = title, render

    def __missing__(self, part: str) -> str:
        self.update(self._render(self._title))
        return dict(self)[part]

    def copy(self) -> "_Words":
        return _Words(self._title, self._render)


def directly(render: Callable[[nodes.Node | None], Parts]) -> Callable[[nodes.Node | None], Parts]:
    """The same function, which takes a short way with titles of words alone."""

    def rendered(node: nodes.Node | None) -> Parts:
        if isinstance(node, nodes.title) and all(isinstance(child, nodes.Text) for child in node.children):
            return _Words(node, render)
        return render(node)

    return rendered


def once(render: Callable[[nodes.Node | None], Parts]) -> Callable[[nodes.Node | None], Parts]:
    """The same function, which renders no title twice. A page that is read again has another title."""
    # With the node itself, so that no other takes its place in memory.
    known: dict[int, tuple[nodes.Node, Parts]] = {}

    def rendered(node: nodes.Node | None) -> Parts:
        if not isinstance(node, nodes.title):
            return render(node)
        if id(node) not in known:
            known[id(node)] = node, render(node)
        return known[id(node)][1].copy()

    return rendered

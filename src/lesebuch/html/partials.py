"""Titles of pages as HTML, made once each: Sphinx makes one anew for its page, for both neighbours, and for all pages below it.

Titles and tables of contents that are nothing but words need no document and no translator of their own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html.translator import LesebuchTranslator
from lesebuch.sphinx_ext.domain import LesebuchDomain

Parts = dict[str, str]


def remember(app: Sphinx) -> None:
    """On `builder-inited`, where there is a reader: the builder asks once for each title that the environment keeps."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and LesebuchDomain.of(app.env).reader.chapters:
        builder: Any = app.builder
        is_known = writes_as_known(builder.get_translator_class(), app.registry.translation_handlers)
        builder.render_partial = once(directly(builder.render_partial) if is_known else builder.render_partial)


def writes_as_known(translator: type, handlers: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether a translator writes words, links and lists as Sphinx does, whatever a theme has added to it for other nodes.

    `handlers`: what extensions write in their own way, by the format and the names of nodes.
    """
    if not issubclass(translator, LesebuchTranslator) or any(not _WRITTEN.isdisjoint(own) for own in handlers.values()):
        return False
    methods = [f"{step}_{name}" for name in _WRITTEN for step in ("visit", "depart")]
    return all(getattr(translator, name) is getattr(LesebuchTranslator, name) for name in methods)


_WRITTEN = frozenset(
    kind.__name__
    for kind in (nodes.Text, nodes.bullet_list, nodes.list_item, addnodes.compact_paragraph, nodes.reference)
)


class _Words(dict[str, str]):
    """A title that is nothing but words needs no translator; whoever asks for more than its words gets that made."""

    def __init__(self, title: nodes.title, render: Callable[[nodes.Node | None], Parts]) -> None:
        super().__init__(title=_words(title))
        self._title, self._render = title, render

    def __missing__(self, part: str) -> str:
        self.update(self._render(self._title))
        return dict(self)[part]

    def copy(self) -> "_Words":
        return _Words(self._title, self._render)


def directly(render: Callable[[nodes.Node | None], Parts]) -> Callable[[nodes.Node | None], Parts]:
    """The same function, which takes a short way with titles and tables of contents of words alone."""

    def rendered(node: nodes.Node | None) -> Parts:
        if isinstance(node, nodes.title) and _is_words(node):
            return _Words(node, render)
        if isinstance(node, nodes.bullet_list) and (listed := contents(node)):
            return {"fragment": listed, "title": ""}
        return render(node)

    return rendered


def _is_words(node: nodes.Element) -> bool:
    return all(isinstance(child, nodes.Text) for child in node.children)


def _words(node: nodes.Element) -> str:
    return "".join(child.astext().translate(LesebuchTranslator.special_characters) for child in node.children)


def contents(listed: nodes.bullet_list) -> str:
    """A table of contents as docutils writes it; empty if it holds anything but links with words, and lists of these."""
    made = []
    if not _is_bare(listed):
        return ""
    for item in listed.children:
        link = _link(item)
        below = item.children[1:]
        inner = contents(below[0]) if len(below) == 1 and isinstance(below[0], nodes.bullet_list) else ""
        if not link or bool(below) != bool(inner):
            return ""
        made.append(f"<li>{link}{inner}</li>\n")
    return f"<ul>\n{''.join(made)}</ul>\n" if made else ""


def _is_bare(node: nodes.Element) -> bool:
    return not any(node.attributes.values())


_KNOWN = frozenset({"internal", "refuri", "anchorname"})


def _link(item: nodes.Node) -> str:
    """The link of an item; empty if it is anything else."""
    holder = item.children[0] if isinstance(item, nodes.list_item) and _is_bare(item) and item.children else None
    is_text = isinstance(holder, addnodes.compact_paragraph) and _is_bare(holder) and len(holder.children) == 1
    link = holder.children[0] if holder and is_text else None
    if not isinstance(link, nodes.reference) or not _is_words(link):
        return ""
    said = {name for name, value in link.attributes.items() if value not in ("", [])}
    if not said <= _KNOWN or not link.get("internal") or not link.get("refuri"):
        return ""
    href = link["refuri"].translate(LesebuchTranslator.special_characters)
    return f'<a class="reference internal" href="{href}">{_words(link)}</a>'


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

"""The reader's first document: its title is that of the book, and what it says is the book's preface."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.presentation.catalogue import say as _
from lesebuch.typst import chapters
from lesebuch.typst.blocks import plain_of, rest
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.translation import Handler, TypstTranslation


def preface() -> str:
    """What a first document is called whose title is the book's."""
    return _("About this book")


def _section(t: TypstTranslation, node: nodes.section) -> TypstCode:
    if not _is_root(t, node):
        return chapters.section(t, node)
    title = node.next_node(nodes.title)
    labels = [*t.claim([t.docname]), *t.labels(node)]
    name = plain_of(title) if title is not None and title.parent is node else ""
    if title is not None and name in {"", "…", t.title}:
        # The title page says it already.
        t.omit(title)
        name = preface()
    with t.section():
        body = t.children(title) if title is not None and name != preface() else preface()
        head = call("section", body, level=1, labels=labels, plain=name)
        return block([head, *(t.node(child) for child in rest(node))], "\n")


def _is_root(t: TypstTranslation, node: nodes.section) -> bool:
    return t.level == 0 and t.files == 0 and isinstance(node.parent, nodes.document)


HANDLERS: Mapping[type[nodes.Node], Handler] = {nodes.section: _section}

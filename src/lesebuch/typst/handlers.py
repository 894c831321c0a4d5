"""How each kind of node is printed: one table for the book, one for handouts. A kind that is in none is an error."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst import blocks, chapters, formulas, inlines, matter, root, tables, textual
from lesebuch.typst.code import TypstCode
from lesebuch.typst.translation import Handler, TypstTranslation


def _note(t: TypstTranslation, node: ours.editorial_note) -> TypstCode:
    """A note outside the list of a chapter's notes."""
    return t.body(node.children)


BOOK: Mapping[type[nodes.Node], Handler] = {
    **inlines.HANDLERS,
    **blocks.HANDLERS,
    **tables.HANDLERS,
    **formulas.HANDLERS,
    **chapters.HANDLERS,
    **textual.HANDLERS,
    **matter.HANDLERS,
    **root.HANDLERS,
    ours.editorial_note: _note,
}

"""Tables: docutils' model in Typst's, with its header told apart, as accessible PDF asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from docutils import nodes

from lesebuch.sphinx_ext import columns
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.translation import Handler, TypstTranslation

_ALIGN = {"text-left": TypstCode(("left",)), "text-center": TypstCode(("center",)), "text-right": TypstCode(("right",))}


def _table(t: TypstTranslation, node: nodes.table) -> TypstCode:
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    group = node.next_node(nodes.tgroup)
    assert group is not None  # docutils' own model
    head, body = columns.rows(group, nodes.thead), columns.rows(group, nodes.tbody)
    # Markdown cannot write a table without a header: one whose cells are all empty is none, and its first column leads.
    form = not any(row.astext().strip() for row in head)
    if form:
        head = []
    return call(
        "grid-table",
        *(_cell(t, entry, empty=_waits(t, entry)) for row in body for entry in row.children),
        widths=columns.widths(node, group),
        head=[_cell(t, entry) for row in head for entry in row.children],
        header=len(head),
        repeats=repeats(head),
        form=form,
        filled=not any(_waits(t, entry) for row in body for entry in row.children),
        caption=block(t.children(title) for title in titles) or None,
    )


_LEADING = (
    nodes.reference,
    nodes.footnote_reference,
    ours.entry_link,
    ours.mention,
    ours.note_ref,
    ours.own_mark,
    ours.own_ref,
    ours.passage_link,
    ours.source_link,
)
"""What is a link in print, or has one: the number of a note. Of mentions, that is the first."""


def repeats(head: Iterable[nodes.Element]) -> bool:
    """Whether these rows may stand above each part of a table: what accessible PDF has again may hold no link."""
    found = (node for row in head for node in row.findall() if isinstance(node, _LEADING))
    return not any(not isinstance(node, ours.mention) or node.get("first") for node in found)


def _waits(t: TypstTranslation, entry: nodes.Node) -> bool:
    """Whether a class writes into a cell: on a sheet it is as high as a line to write on."""
    return t.sheet is not None and columns.waits(entry)


def _cell(t: TypstTranslation, entry: Any, *, empty: bool = False) -> TypstCode:
    align = next((_ALIGN[name] for name in entry["classes"] if name in _ALIGN), _ALIGN["text-left"])
    across, down = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
    body = block([call("v", TypstCode(("8mm",)))]) if empty else t.body(entry.children)
    return call("cell", body, align=align, across=across, down=down)


HANDLERS: Mapping[type[nodes.Node], Handler] = {nodes.table: _table}

"""HTML of what stands in the words of a source: lines of verse, tables, words set apart, its own links and notes."""

from collections.abc import Callable
from html import escape
from typing import Any, TypeAlias

from docutils import nodes

from lesebuch.html.links import here
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours

Visit: TypeAlias = Callable[[Any, Any], None]
_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "smallcaps": 'span class="smallcaps"',
    "superscript": "sup",
    "subscript": "sub",
    "underline": "u",
    "deleted": "del",
    "inserted": "ins",
    "code": "code",
    "speaker": 'strong class="speaker"',
}
_EACH = 5
"""Of so many lines of verse one has its number beside it, as editions of verse do."""


def visit_set_apart(self: Any, node: ours.set_apart) -> None:  # noqa: ANN401 - the theme's translator has no type
    """The element that means the same; words in another language say which."""
    tag = _TAGS.get(node["kind"], "span")
    if node["kind"] == "language":
        tag = f'span lang="{escape(node["target"], quote=True)}"'
    self.body.append(f"<{tag}>")
    self.context.append(f"</{tag.partition(' ')[0]}>")


def depart(self: Any, _node: nodes.Element) -> None:  # noqa: ANN401
    """End of the element."""
    self.body.append(self.context.pop())


def visit_source_link(self: Any, node: ours.source_link) -> None:  # noqa: ANN401
    """A link of the source, out of the reader."""
    self.body.append(f'<a class="src" rel="external noreferrer" href="{escape(node["address"], quote=True)}">')
    self.context.append("</a>")


def visit_outward_sign(self: Any, node: ours.outward_sign) -> None:  # noqa: ANN401
    """A link of the source on words that lead to the glossary. A style sheet shows a sign: no word is added."""
    href = escape(node["address"], quote=True)
    self.body.append(
        f'<a class="src out" rel="external noreferrer" href="{href}" aria-label="{_("Link of the source")}"></a>'
    )
    raise nodes.SkipNode


def visit_own_ref(self: Any, node: ours.own_ref) -> None:  # noqa: ANN401
    """The mark of a note of the source: words of the text, unlike the numbers of our notes."""
    id_ = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(f'<sup class="own"><a{id_} href="#{here(self, node["note"])}" role="doc-noteref">')
    self.context.append("</a></sup>")


def visit_verse_line(self: Any, node: ours.verse_line) -> None:  # noqa: ANN401
    """A line of its own, which hangs where it is too long for the page; the number is no text of the page."""
    shown = f' data-n="{node["number"]}"' if node["number"] % _EACH == 0 else ""
    self.body.append(f'<span class="vl" id="{node["ids"][0]}"{shown}>')
    self.context.append("</span>")


def visit_grid(self: Any, node: ours.grid) -> None:  # noqa: ANN401
    """A table, in a region of its own that the keyboard reaches: it scrolls where it is wider than the page."""
    rows = [child for child in node.children if isinstance(child, ours.grid_row)]
    for n, row in enumerate(rows):
        row["head"] = n < node["header"]
        row["opens"] = n in {0, node["header"]}
    named = self.lesebuch_caption if getattr(self, "lesebuch_caption", "") else ""
    label = f'aria-labelledby="{named}"' if named else f'aria-label="{_("Table")}"'
    self.body.append(f'<div class="scroll" role="region" tabindex="0" {label}><table>')
    self.context.append("</tbody></table></div>" if node["header"] < len(rows) else "</thead></table></div>")


def visit_grid_row(self: Any, node: ours.grid_row) -> None:  # noqa: ANN401
    """A row; the first one of the head or of the body opens that."""
    if node["opens"]:
        self.body.append("<thead>" if node["head"] else "<tbody>")
    self.body.append(f'<tr id="{node["ids"][0]}">')
    following = node.next_node(ours.grid_row, descend=False, siblings=True)
    self.context.append("</tr></thead>" if node["head"] and following and not following["head"] else "</tr>")


def visit_grid_cell(self: Any, node: ours.grid_cell) -> None:  # noqa: ANN401
    """A cell, with what it names if it is a header cell."""
    spans = f' colspan="{node["columns"]}"' if node["columns"] > 1 else ""
    spans += f' rowspan="{node["rows"]}"' if node["rows"] > 1 else ""
    tag, scope = ("th", f' scope="{node["scope"]}"') if node["scope"] else ("td", "")
    self.body.append(f"<{tag}{scope}{spans}>")
    self.context.append(f"</{tag}>")


TEXTUAL: dict[type[nodes.Element], tuple[Visit, Visit | None]] = {
    ours.set_apart: (visit_set_apart, depart),
    ours.source_link: (visit_source_link, depart),
    ours.outward_sign: (visit_outward_sign, None),
    ours.own_ref: (visit_own_ref, depart),
    ours.verse_line: (visit_verse_line, depart),
    ours.grid: (visit_grid, depart),
    ours.grid_row: (visit_grid_row, depart),
    ours.grid_cell: (visit_grid_cell, depart),
}

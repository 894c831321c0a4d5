"""HTML of what stands in the words of a source: lines of verse, tables, words set apart, its own links and notes."""

from collections.abc import Callable
from html import escape
from typing import Any, TypeAlias

from docutils import nodes

from lesebuch.html.links import here
from lesebuch.model import PassageKind
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.labels import stands_high
from lesebuch.sphinx_ext import nodes as ours

Visit: TypeAlias = Callable[[Any, Any], None]
Visitors: TypeAlias = tuple[Visit, Visit | None]
"""Of a kind of node: what opens it, and what closes it."""


def between(opening: str, closing: str) -> Visitors:
    """Of a node that is nothing but what stands in it, between two tags."""
    return ending(opening), ending(closing)


def ending(closing: str) -> Visit:
    """Writes the same whatever the node says, as at the end of most."""

    def write(self: Any, _node: nodes.Element) -> None:
        self.body.append(closing)

    return write


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


def visit_set_apart(self: Any, node: ours.set_apart) -> None:
    """The element that means the same; words in another language say which."""
    if node["kind"] == "break":
        self.body.append("<br/>")  # as XML has it, which an e-book is
        self.context.append("")
        return
    tag = _TAGS.get(node["kind"], "span")
    if node["kind"] == "item":  # whose sign a style sheet shows, as that of a list
        tag = f'span class="ci" data-n="{escape(node["target"], quote=True)}"'
    elif node["kind"] == "language":
        direction = "" if is_rightward(node["target"]) else ' dir="rtl"'
        tag = f'span lang="{escape(node["target"], quote=True)}"{direction}'
    self.body.append(f"<{tag}>")
    self.context.append(f"</{tag.partition(' ')[0]}>")


def depart(self: Any, _node: nodes.Element) -> None:
    """End of the element."""
    self.body.append(self.context.pop())


def visit_source_link(self: Any, node: ours.source_link) -> None:
    """A link of the source, out of the reader."""
    self.body.append(f'<a class="src" rel="external noreferrer" href="{escape(node["address"], quote=True)}">')
    self.context.append("</a>")


def visit_outward_sign(self: Any, node: ours.outward_sign) -> None:
    """A link of the source on words that lead to the glossary. A style sheet shows a sign: no word is added."""
    href = escape(node["address"], quote=True)
    self.body.append(
        f'<a class="src out" rel="external noreferrer" href="{href}" aria-label="{_("Link in the source")}"></a>'
    )
    raise nodes.SkipNode


def visit_own_ref(self: Any, node: ours.own_ref) -> None:
    """The mark of a note of the source: words of the text, unlike the numbers of our notes."""
    id_ = f' id="{node["ids"][0]}"' if node["ids"] else ""
    tag = "span" if stands_high(node.astext()) else "sup"
    self.body.append(f'<{tag} class="own"><a{id_} href="#{here(self, node["note"])}" role="doc-noteref">')
    self.context.append(f"</a></{tag}>")


def visit_own_mark(self: Any, node: ours.own_mark) -> None:
    """The mark of a note of the source; a style sheet shows it, since it is no word of the text that is copied or searched."""
    id_ = f' id="{node["ids"][0]}"' if node["ids"] else ""
    label = escape(node["label"], quote=True)
    tag = "span" if stands_high(node["label"]) else "sup"
    sign = f'data-n="{label}"'
    if node["note"]:
        name = _("Note {n}").format(n=label)
        sign = f'href="#{here(self, node["note"])}" role="doc-noteref" aria-label="{name}" {sign}'
    self.body.append(f'<{tag} class="own"><a{id_} {sign}></a></{tag}>')
    raise nodes.SkipNode


def visit_own_back(self: Any, node: ours.own_back) -> None:
    """The way back; a style sheet shows its sign."""
    self.body.append(
        f'<a class="src back" href="#{here(self, node["note"])}" role="doc-backlink" aria-label="{_("Back to the text")}"></a>'
    )
    raise nodes.SkipNode


def visit_verse_line(self: Any, node: ours.verse_line) -> None:
    """A line of its own, which hangs where it is too long for the page; the number is no text of the page."""
    shown = f' data-n="{node["number"]}"' if node["number"] % _EACH == 0 else ""
    self.body.append(f'<span class="vl" id="{node["ids"][0]}"{shown}>')
    self.context.append("</span>")


def visit_grid(self: Any, node: ours.grid) -> None:
    """A table, in a region of its own that the keyboard reaches: it scrolls where it is wider than the page."""
    rows = [child for child in node.children if isinstance(child, ours.grid_row)]
    for n, row in enumerate(rows):
        row["head"] = n < node["header"]
        row["opens"] = n in {0, node["header"]}
    named = node.get("named", "")
    label = f'aria-labelledby="{named}"' if named else f'aria-label="{_("Table")}"'
    self.body.append(f'<div class="scroll" role="region" tabindex="0" {label}><table>')
    self.context.append("</tbody></table></div>" if node["header"] < len(rows) else "</thead></table></div>")


def visit_grid_row(self: Any, node: ours.grid_row) -> None:
    """A row; the first one of the head or of the body opens that."""
    if node["opens"]:
        self.body.append("<thead>" if node["head"] else "<tbody>")
    self.body.append(f'<tr id="{node["ids"][0]}">')
    following = node.next_node(ours.grid_row, descend=False, siblings=True)
    self.context.append("</tr></thead>" if node["head"] and following and not following["head"] else "</tr>")


def visit_grid_cell(self: Any, node: ours.grid_cell) -> None:
    """A cell, with what it names if it is a header cell."""
    spans = f' colspan="{node["columns"]}"' if node["columns"] > 1 else ""
    spans += f' rowspan="{node["rows"]}"' if node["rows"] > 1 else ""
    tag, scope = ("th", f' scope="{node["scope"]}"') if node["scope"] else ("td", "")
    align = f' class="to-{node["align"]}"' if node["align"] else ""
    self.body.append(f"<{tag}{scope}{spans}{align}>")
    self.context.append(f"</{tag}>")


# --- Blocks ------------------------------------------------------------------------------------------------------------

_TAGS_OF_BLOCKS = {
    PassageKind.QUOTE: "blockquote",
    PassageKind.TABLE: "div",
}
_ROLES = {
    PassageKind.PAGE: ' role="doc-pagebreak"',
    PassageKind.RULE: ' role="separator"',
}
"""Of words that part others. What has such a role can hold no link."""
_CAPTIONS = frozenset({PassageKind.CAPTION, PassageKind.ATTRIBUTION})


_CLASSES = {PassageKind.TABLE: "tbl", PassageKind.FIGURE: "pict"}
"""Of kinds whose names are classes of Bootstrap's, which themes load."""


def class_of(node: ours.passage) -> str:
    """The class that tells a passage's kind."""
    return _CLASSES.get(node["kind"], str(node["kind"]))


def tag_of(node: ours.passage) -> str:
    """The element of a passage; what captions a figure or a quotation is one of its own."""
    within = node.parent.get("kind", "") if isinstance(node.parent, ours.text_group) else ""
    if within in {"figure", "quotation"} and node["kind"] in _CAPTIONS:
        return "figcaption"
    return _TAGS_OF_BLOCKS.get(node["kind"], "p")


def attributes_of(node: ours.passage) -> str:
    """What a passage's element says beside its class, its id and its language."""
    made = ' role="doc-footnote"' if node["kind"] == PassageKind.FOOTNOTE else ""
    if "label" in node and not _is_numbered(node):
        made += f' data-label="{escape(node["label"], quote=True)}"'
    return made


def role_of_words(node: ours.passage) -> str:
    """The role of a passage's words as an attribute, apart from its number, which is a link; mostly none."""
    return _ROLES.get(node["kind"], "")


def opening_of(node: ours.passage) -> str:
    """What opens before a passage: the item of a list, which holds the list within it, too."""
    if not _is_item(node):
        return ""
    return f'<li value="{node["value"]}">' if _is_numbered(node) else "<li>"


def closing_of(node: ours.passage) -> str:
    """The end of a passage's element. A list within the list stands within the item before it, which goes on."""
    sign = ""
    if node.get("address"):
        href = escape(node["address"], quote=True)
        sign = f'<a class="src out" rel="external noreferrer" href="{href}" aria-label="{_("Open the picture")}"></a>'
    ends = _is_item(node) and not isinstance(node.next_node(descend=False, siblings=True), ours.text_group)
    return f"{sign}</{tag_of(node)}>{'</li>' if ends else ''}\n"


def _is_item(node: ours.passage) -> bool:
    return isinstance(node.parent, ours.text_group) and node.parent["kind"] == "list"


def _is_numbered(node: ours.passage) -> bool:
    return _is_item(node) and "value" in node and bool(node.parent["ordered"])


def visit_text_group(self: Any, node: ours.text_group) -> None:
    """A list, a box, a figure, a quotation with its source, the source's notes."""
    opening, closing = _GROUPS.get(node["kind"]) or _list(node)
    if node["kind"] in _NAMES:
        # No landmark: a text has several of the same name.
        opening = f'{opening} role="note" aria-label="{_(_NAMES[node["kind"]])}"'
    if node["kind"] == "figure":
        _name_table(node)
    within = isinstance(node.parent, ours.text_group) and node["kind"] == "list"
    self.body.append(f"<{opening}>")
    self.context.append(f"</{closing}>{'</li>' if within else ''}\n")


_GROUPS = {
    "box": ('aside class="box"', "aside"),
    "quotation": ('figure class="quotation"', "figure"),
    "figure": ('figure class="fig"', "figure"),
    "notes": ('aside class="own-notes"', "aside"),
}
_AROUND = {")": "bracket", "()": "brackets"}
_NAMES = {"box": N_("Box"), "notes": N_("Notes in the source")}


def _list(node: ours.text_group) -> tuple[str, str]:
    tag = "ol" if node["ordered"] else "ul"
    signs = "" if node["signs"] else " own"
    # Letters of `type` in a selector are the same in either case: it is the class that tells.
    sign = f" {_AROUND.get(node['around'], 'sign')}-{node['signs']}" if node["signs"] else ""
    style = f' type="{node["signs"]}"' if node["ordered"] and node["signs"] not in {"", "1"} else ""
    return f'{tag} class="lst{signs}{sign}"{style}', tag


def _name_table(node: ours.text_group) -> None:
    """A table's region is called as its caption."""
    named = next((c["ids"][0] for c in node.children if isinstance(c, ours.passage) and c["kind"] in _CAPTIONS), "")
    for grid in node.findall(ours.grid):
        grid["named"] = named


TEXTUAL: dict[type[nodes.Element], Visitors] = {
    ours.set_apart: (visit_set_apart, depart),
    ours.source_link: (visit_source_link, depart),
    ours.outward_sign: (visit_outward_sign, None),
    ours.own_ref: (visit_own_ref, depart),
    ours.own_mark: (visit_own_mark, None),
    ours.own_back: (visit_own_back, None),
    ours.text_group: (visit_text_group, depart),
    ours.verse_line: (visit_verse_line, depart),
    ours.grid: (visit_grid, depart),
    ours.grid_row: (visit_grid_row, depart),
    ours.grid_cell: (visit_grid_cell, depart),
}

"""The usual blocks of a document: sections, paragraphs, lists, quotes, boxes, pictures, tables."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from lesebuch.numerals import NUMBER_STYLES
from lesebuch.office import pandoc, pictures
from lesebuch.office.inlines import omitted
from lesebuch.office.pandoc import Made
from lesebuch.office.translation import Handler, OfficeTranslation
from lesebuch.presentation.drawings import on_paper
from lesebuch.presentation.map_drawing import linked
from lesebuch.sphinx_ext import columns
from lesebuch.sphinx_ext import nodes as ours


def _start_of_file(t: OfficeTranslation, node: addnodes.start_of_file) -> Made:
    with t.file(node["docname"], beside=node.get("beside", False)):
        return t.blocks(node.children)


def _section(t: OfficeTranslation, node: nodes.section) -> Made:
    with t.section() as level:
        made: Made = []
        for child in node.children:
            made += _heading(t, child, level) if isinstance(child, nodes.title) else t.blocks([child])
        return made


def _heading(t: OfficeTranslation, title: nodes.title, level: int) -> Made:
    body = t.children(title)
    names = [*t.pending, *t.claim(title)]
    t.pending.clear()
    if title.get("passage"):
        names += t.claim(nodes.Element(ids=[title["passage"]]))
    made = pandoc.anchored([pandoc.header(level, body)], names)
    language = title.get("language", "")
    return pandoc.directed(made, language) if language else made


def _blocks(t: OfficeTranslation, node: nodes.Element) -> Made:
    return t.blocks(node.children)


def _paragraph(t: OfficeTranslation, node: nodes.paragraph) -> Made:
    inlines = t.children(node)
    style = next((style for name, style in _STYLES.items() if name in node["classes"]), "")
    return [pandoc.paragraph(inlines, style)] if inlines else []


_STYLES = {"task-facts": "TaskFacts", "see": "Places"}
"""Styles of paragraphs, by their classes."""


def in_style(style: str) -> Handler:
    """A node with words in it as a paragraph in a style."""
    return lambda t, node: [pandoc.paragraph(t.inlines(node.children), style)]


# --- Lists -------------------------------------------------------------------------------------------------------------


def _item(t: OfficeTranslation, node: nodes.Element) -> Made:
    # A paragraph of an item is as close and as small as what stands around the list; pandoc gives others no style.
    body = [block | {"t": "Plain"} if block["t"] == "Para" else block for block in t.blocks(node.children)]
    return t.placed(node, body or [pandoc.paragraph([])])


def _items(t: OfficeTranslation, node: nodes.Element) -> list[Made]:
    return [_item(t, item) for item in node.children if isinstance(item, nodes.list_item)]


_NUMBERING = {style.docutils: style.pandoc for style in NUMBER_STYLES}


def _enumerated_list(t: OfficeTranslation, node: nodes.enumerated_list) -> Made:
    sign = _NUMBERING.get(node.get("enumtype", ""), "Decimal")
    bracket = "TwoParens" if node.get("prefix") else "OneParen" if node.get("suffix") == ")" else "Period"
    return [ordered(_items(t, node), node.get("start", 1), sign, bracket)]


def ordered(items: list[Made], start: int, sign: str, delimiter: str) -> pandoc.Node:
    """A numbered list. `sign`, `delimiter`: as pandoc calls the style of its numbers, and what follows them."""
    return {"t": "OrderedList", "c": [[start, {"t": sign}, {"t": delimiter}], items]}


def definitions(pairs: Iterable[tuple[Made, Made]]) -> Made:
    """Terms, each with what is said of it."""
    return [{"t": "DefinitionList", "c": [[term, [body]] for term, body in pairs]}]


def _definition_list(t: OfficeTranslation, node: nodes.definition_list) -> Made:
    return definitions(_definition(t, item) for item in node.children)


def _definition(t: OfficeTranslation, item: Any) -> tuple[Made, Made]:
    head: Made = []
    for term in (child for child in item.children if isinstance(child, nodes.term | nodes.classifier)):
        head += [*([pandoc.words(", ")] if head else []), *t.placed(term, t.children(term))]
    body = [child for part in item.children if isinstance(part, nodes.definition) for child in part.children]
    return t.placed(item, head), t.blocks(body)


def _field_list(t: OfficeTranslation, node: nodes.Element) -> Made:
    fields: list[Any] = [field for field in node.children if isinstance(field, nodes.field)]
    return definitions((t.children(field.children[0]), t.blocks(field.children[1].children)) for field in fields)


def _option_list(t: OfficeTranslation, node: nodes.option_list) -> Made:
    pairs = []
    for item in node.findall(nodes.option_list_item):
        head = [part for option in item.findall(nodes.option) for part in [*_option(t, option), pandoc.words("  ")]]
        body = [child for part in item.children if isinstance(part, nodes.description) for child in part.children]
        pairs.append((head[:-1], t.blocks(body)))
    return definitions(pairs)


def _option(t: OfficeTranslation, node: nodes.option) -> Made:
    made: Made = []
    for child in node.findall(nodes.Text):
        if isinstance(child.parent, nodes.option_argument):
            made.append(pandoc.words(str(child.parent.get("delimiter", " "))))
        made += t.text(child)
    return [pandoc.span(made, style="VerbatimChar")]


def _line_block(t: OfficeTranslation, node: nodes.line_block) -> Made:
    """A paragraph of lines: pandoc's own block of lines has a style of its own, also within a quotation."""
    lines = _lines(t, node, 0)
    return [pandoc.paragraph([part for n, line in enumerate(lines) for part in ([_END] if n else []) + line])]


_END: pandoc.Node = {"t": "LineBreak"}


def _lines(t: OfficeTranslation, node: nodes.Element, depth: int) -> list[Made]:
    """Each line, indented as deep as it stands."""
    made: list[Made] = []
    for line in node.children:
        if isinstance(line, nodes.line_block):
            made += _lines(t, line, depth + 1)
        elif isinstance(line, nodes.Element):
            made.append([*([pandoc.words("\N{NO-BREAK SPACE}" * 4 * depth)] if depth else []), *t.children(line)])
    return made


# --- Quotes and boxes --------------------------------------------------------------------------------------------------


def quotation(t: OfficeTranslation, node: nodes.Element) -> Made:
    """A quotation, and whose it is."""
    source = [child for child in node.children if isinstance(child, nodes.attribution)]
    quoted = [child for child in node.children if not isinstance(child, nodes.attribution)]
    made: Made = []
    for block in t.blocks(quoted):
        if block["t"] == "Table":
            # Within a quotation its cells would be indented, and those in its head not.
            made.append(block)
        elif made and made[-1]["t"] == "BlockQuote":
            made[-1]["c"].append(block)
        else:
            made.append({"t": "BlockQuote", "c": [block]})
    language = node.get("language", "")
    return [*(pandoc.directed(made, language) if language else made), *t.blocks(source)]


def _literal_block(t: OfficeTranslation, node: nodes.Element) -> Made:
    words = "".join(str(child.astext()) for child in node.findall(nodes.Text))
    t.omit(node)
    return [{"t": "CodeBlock", "c": [pandoc.attributes(), words]}]


def box(blocks: Made, title: Made | None = None) -> Made:
    """Paragraphs in a frame, below what they are called. Around lists and tables word processors draw none."""
    if not title:
        return [pandoc.div(blocks, style="Box")]
    if any(block["t"] in _UNFRAMED for block in blocks):
        return [pandoc.paragraph(title, "BoxTitle"), *blocks]
    return [pandoc.paragraph(title, "BoxHead"), pandoc.div(blocks, style="BoxBody")]


_UNFRAMED = frozenset({"BulletList", "OrderedList", "DefinitionList", "Table"})


def _aside(t: OfficeTranslation, node: nodes.Element) -> Made:
    titles = [child for child in node.children if isinstance(child, nodes.title | nodes.subtitle)]
    body = [child for child in node.children if child not in titles]
    head = [part for n, title in enumerate(titles) for part in ([_END] if n else []) + t.children(title)]
    return box(t.blocks(body), head)


def _admonition(kind: str) -> Handler:
    """A box; one without a title of its own has that which Sphinx gives its kind, in the reader's language."""

    def made(t: OfficeTranslation, node: nodes.Element) -> Made:
        if kind and not isinstance(node.next_node(), nodes.title):
            return box(t.blocks(node.children), [pandoc.words(str(admonitionlabels[kind]))])
        return _aside(t, node)

    return made


# --- Pictures and tables -----------------------------------------------------------------------------------------------


def _image(t: OfficeTranslation, node: nodes.image) -> Made:
    alt = str(node.get("alt", "")).strip()
    if not alt:
        t.fault(f"The picture {node['uri']!r} has no alternative text.", node)
        return []
    if "://" in node["uri"]:
        t.fault(f"The picture {node['uri']} lies on another host: save it beside this document.", node)
        return []
    found = t.picture(node["uri"])
    if not found.data:
        t.fault(f"There is no picture {node['uri']!r}.", node)
        return []
    t.pictures.append(alt)
    width = str(node.get("width", "")).replace(" ", "")
    share = re.fullmatch(r"(\d+(?:\.\d+)?)%", width)
    height = found.height(float(share[1]) / 100 if share else None) if share or not width else ""
    return [pandoc.image(found.data, alt, width="" if height else width, height=height)]


def _map(t: OfficeTranslation, node: ours.place_map) -> Made:
    """A picture; the list below it has the links."""
    data = pictures.of_drawing(on_paper(linked(node["paper"], lambda _entry: "")))
    if not data:
        t.fault("The map could not be drawn.", node)
        return []
    t.pictures.append(node["alt"])
    image = pandoc.image(data, node["alt"], width="100%")
    return [pandoc.paragraph([image]), *(pandoc.paragraph(t.inlines([child]), "Caption") for child in node.children)]


_ALIGN = {"text-left": "AlignLeft", "text-center": "AlignCenter", "text-right": "AlignRight"}


def _table(t: OfficeTranslation, node: nodes.table) -> Made:
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    group = node.next_node(nodes.tgroup)
    assert group is not None  # docutils' own model
    shares = columns.widths(node, group, t.signs)
    head, body = columns.rows(group, nodes.thead), columns.rows(group, nodes.tbody)
    if not any(row.astext().strip() for row in head):
        # Markdown cannot write a table without a header.
        head = []
    return [
        pandoc.table(
            [[_cell(t, entry, style="Table Heading") for entry in row.children] for row in head],
            [[_cell(t, entry, empty=columns.waits(entry)) for entry in row.children] for row in body],
            [share / sum(shares) for share in shares],
            [part for title in titles for part in t.children(title)],
        )
    ]


def _cell(t: OfficeTranslation, entry: Any, *, empty: bool = False, style: str = "") -> list[Any]:
    align = next((_ALIGN[name] for name in entry["classes"] if name in _ALIGN), "AlignDefault")
    across, down = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
    # As high as a line to write on.
    body: Made = [{"t": "Plain", "c": [{"t": "LineBreak"}]}] if empty else t.blocks(entry.children)
    if style:
        body = [pandoc.paragraph(made["c"], style) if made["t"] in ("Para", "Plain") else made for made in body]
    return pandoc.cell(body, align=align, across=across, down=down)


# --- Works and notes ---------------------------------------------------------------------------------------------------


def _citation(t: OfficeTranslation, node: nodes.citation) -> Made:
    """A work. Its label is a key for programs, and the list is in the order of names."""
    for child in node.children:
        if isinstance(child, nodes.label):
            t.omit(child)
    body = [child for child in node.children if not isinstance(child, nodes.label)]
    return [pandoc.paragraph(t.inlines(body), "Work")]


def _footnote(t: OfficeTranslation, node: nodes.Element) -> Made:
    """Footnotes stand at their marks. One that no mark refers to is lost, and `prove` says so."""
    t.claim(node)
    for child in node.children:
        if isinstance(child, nodes.label):
            t.omit(child)
    return []


def _transition(_t: OfficeTranslation, node: nodes.transition) -> Made:
    # MyST sets a line before the footnotes at the end; here they stand at their marks.
    return [] if "footnotes" in node["classes"] else [{"t": "HorizontalRule"}]


_BOXES = ("hint", "tip", "important", "attention", "caution", "warning", "danger", "error")

HANDLERS: Mapping[type[nodes.Node], Handler] = {
    nodes.document: _blocks,
    addnodes.start_of_file: _start_of_file,
    nodes.section: _section,
    nodes.paragraph: _paragraph,
    addnodes.compact_paragraph: _paragraph,
    nodes.bullet_list: lambda t, node: [{"t": "BulletList", "c": _items(t, node)}],
    nodes.enumerated_list: _enumerated_list,
    nodes.definition_list: _definition_list,
    nodes.line_block: _line_block,
    nodes.block_quote: quotation,
    nodes.attribution: in_style("Attribution"),
    nodes.literal_block: _literal_block,
    nodes.doctest_block: _literal_block,
    nodes.container: _blocks,
    nodes.compound: _blocks,
    nodes.rubric: in_style("BoxTitle"),
    nodes.subtitle: in_style("BoxTitle"),
    nodes.caption: in_style("Caption"),
    nodes.transition: _transition,
    nodes.image: _image,
    nodes.figure: _blocks,
    ours.picture: _blocks,
    ours.place_map: _map,
    nodes.legend: _blocks,
    nodes.table: _table,
    nodes.citation: _citation,
    nodes.footnote: _footnote,
    nodes.admonition: _admonition(""),
    nodes.note: _admonition(""),
    addnodes.seealso: _admonition("seealso"),
    **{getattr(nodes, name): _admonition(name) for name in _BOXES},
    nodes.topic: _aside,
    nodes.sidebar: _aside,
    nodes.field_list: _field_list,
    nodes.docinfo: _field_list,
    nodes.option_list: _option_list,
    addnodes.versionmodified: _blocks,
    addnodes.acks: _blocks,
    addnodes.hlist: _blocks,
    addnodes.hlistcol: _blocks,
    addnodes.glossary: _blocks,
    addnodes.centered: in_style("Centred"),
    ours.passage_quote: quotation,
    # What only other outputs show: it has no words for readers, or they are meant for one format alone.
    nodes.comment: omitted,
    nodes.substitution_definition: omitted,
    addnodes.toctree: omitted,
    addnodes.highlightlang: omitted,
    addnodes.tabular_col_spec: omitted,
    nodes.meta: omitted,
    # Sphinx has reported it already.
    nodes.system_message: omitted,
}

"""The usual blocks of a document: sections, paragraphs, lists, quotes, boxes, pictures."""

import re
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from lesebuch.model import PassageKind
from lesebuch.numerals import NUMBER_STYLES
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.code import NOTHING, TypstCode, Value, block, call, text, value
from lesebuch.typst.date_pages import dates, places
from lesebuch.typst.inlines import wrapped
from lesebuch.typst.translation import Handler, TypstTranslation


def _document(t: TypstTranslation, node: nodes.document) -> TypstCode:
    return t.children(node)


def _start_of_file(t: TypstTranslation, node: addnodes.start_of_file) -> TypstCode:
    with t.file(node["docname"], beside=node.get("beside", False)):
        made = t.children(node)
    # Notes in the margin have the page to themselves, and the margin of the next ones is free.
    return block([call("pagebreak", weak=True), made]) if node.get("behind") and t.beside else made


def heading(t: TypstTranslation, section: nodes.section, level: int, **options: Any) -> TypstCode:
    """The heading of a section. It bears the labels of the section and of the document that it begins."""
    title = section.next_node(nodes.title, descend=True)
    # The contents name parts, and what begins a document: chapters, assignments.
    listed = level == 1 or bool(t.pending)
    labels = t.claim(t.pending) + t.labels(section)
    t.pending.clear()
    if title is None or title.parent is not section:
        return block(call("anchor", label) for label in labels)
    labels += t.labels(title)
    plain = plain_of(title)
    return call("section", t.children(title), level=level, labels=labels, listed=listed, plain=plain, **options)


def plain_of(title: nodes.Element) -> str:
    """The words of a title, without the numbers of notes that hang on them."""
    marks = (nodes.footnote_reference, nodes.raw)
    words = "".join(
        str(found.get("alt", "")) if isinstance(found, nodes.image) else found.astext()
        for found in title.findall(lambda node: isinstance(node, nodes.Text | nodes.image))
        if not isinstance(found.parent, marks)
    )
    # A heading without a word is none, for those who hear the page.
    return " ".join(words.split()) or "…"


def rest(section: nodes.section) -> list[nodes.Node]:
    """What follows a section's title."""
    return [child for child in section.children if not isinstance(child, nodes.title)]


def _section(t: TypstTranslation, node: nodes.section) -> TypstCode:
    with t.section() as level:
        return block([heading(t, node, level), *(t.node(child) for child in rest(node))], "\n")


def _paragraph(t: TypstTranslation, node: nodes.paragraph) -> TypstCode:
    if all(isinstance(child, nodes.image) for child in node.children):
        # Markdown puts a picture that stands alone into a paragraph; on the page it is a block of its own.
        return t.children(node)
    kind = next((name for name in ("see", "task-facts") if name in node["classes"]), "plain")
    return call("paragraph", t.children(node), kind=kind)


def _list_item(t: TypstTranslation, node: nodes.list_item) -> TypstCode:
    return block([*t.anchors(node), t.body(node.children)])


def _bullet_list(t: TypstTranslation, node: nodes.bullet_list) -> TypstCode:
    return call("list", *(_list_item(t, item) for item in node.children if isinstance(item, nodes.list_item)))


_NUMBERING = {style.docutils: style.html for style in NUMBER_STYLES}


def _enumerated_list(t: TypstTranslation, node: nodes.enumerated_list) -> TypstCode:
    if t.sheet is None and "map-places" in node["classes"]:
        return places(t, node)
    items = [_list_item(t, item) for item in node.children if isinstance(item, nodes.list_item)]
    sign = _NUMBERING.get(node.get("enumtype", ""), "1")
    numbering = f"{node.get('prefix', '')}{sign}{node.get('suffix', '') or '.'}"
    return call("enum", *items, start=node.get("start", 1), numbering=numbering)


def _definition_list(t: TypstTranslation, node: nodes.definition_list) -> TypstCode:
    return call("definitions", *(_definition(t, item) for item in node.children))


def _definition(t: TypstTranslation, item: Any) -> TypstCode:
    terms = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
    bodies = [child for part in item.children if isinstance(part, nodes.definition) for child in part.children]
    head: list[TypstCode] = []
    for n, term in enumerate(terms):
        head += [value(", "), t.children(term)] if n else [*t.anchors(term), t.children(term)]
    return value([block([*t.anchors(item), *head]), t.body(bodies)])


def _field_list(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """Fields, as `:name: body`."""
    fields = [(field.children[0], field.children[1]) for field in node.children if isinstance(field, nodes.field)]
    return call(
        "definitions",
        *(value([block([*t.anchors(name), t.children(name)]), t.body(body.children)]) for name, body in fields),  # type: ignore[arg-type]
    )


def _option_list(t: TypstTranslation, node: nodes.option_list) -> TypstCode:
    """Options of a command, as docutils knows them."""
    items = []
    for item in node.findall(nodes.option_list_item):
        heads = [call("typed", _option(found)) for found in item.findall(nodes.option)]
        bodies = [child for part in item.children if isinstance(part, nodes.description) for child in part.children]
        items.append(value([block(part for head in heads for part in (head, value("  "))), t.body(bodies)]))
    return call("definitions", *items)


def _option(node: nodes.option) -> TypstCode:
    parts: list[TypstCode] = []
    for child in node.findall(nodes.Text):
        if isinstance(child.parent, nodes.option_argument):
            parts.append(value(str(child.parent.get("delimiter", " "))))
        parts.append(text(child, child))
    return block(parts)


def _line_block(t: TypstTranslation, node: nodes.line_block) -> TypstCode:
    return call("lines", *_lines(t, node, 0))


def _lines(t: TypstTranslation, node: nodes.Element, depth: int) -> list[Value]:
    """Each line with how deep it is indented; a block in a block goes on in its paragraph."""
    made: list[Value] = []
    for line in node.children:
        if isinstance(line, nodes.line_block):
            made += _lines(t, line, depth + 1)
        elif isinstance(line, nodes.Element):
            made.append([depth, t.children(line)])
    return made


_SHORT = 500
"""Signs of what stays on one page with the words below it."""


def quotation(t: TypstTranslation, node: nodes.Element, language: str = "") -> TypstCode:
    """What is quoted, and whose words it is, which stands below the end of it if that is short."""
    source = [child for child in node.children if isinstance(child, nodes.attribution)]
    quoted = [child for child in node.children if not isinstance(child, nodes.attribution)]
    last = [quoted.pop()] if quoted and len(quoted[-1].astext()) <= _SHORT else []
    said = block(t.children(child) for child in source) or None
    return call("quotation", t.body(quoted), last=t.body(last) or None, source=said, language=language)


def _literal_block(_t: TypstTranslation, node: nodes.Element) -> TypstCode:
    return call("listing", block(text(child, child) for child in node.findall(nodes.Text)) or value(""))


def _container(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    if t.sheet is None and "dates" in node.get("classes", ()):
        return dates(t, node)
    if t.sheet is None and node.children and all(isinstance(child, nodes.citation) for child in node.children):
        return call("works", t.children(node))
    known = [name for name in ("lead", "way", "dates") if name in node.get("classes", ())]
    return call(known[0], t.children(node)) if known else t.children(node)


def _aside(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """A box beside the text: its title, maybe a second one, its body."""
    titles = [child for child in node.children if isinstance(child, nodes.title | nodes.subtitle)]
    body = [child for child in node.children if child not in titles]
    heads = [block([*([value(" · ")] if n else []), t.children(title)]) for n, title in enumerate(titles)]
    return call("framed", t.several(body), title=block(heads) or None)


def _admonition(kind: str) -> Handler:
    """A box; one without a title of its own has that which Sphinx gives its kind, in the reader's language."""

    def made(t: TypstTranslation, node: nodes.Element) -> TypstCode:
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        body = [child for child in node.children if not isinstance(child, nodes.title)]
        title = t.children(titles[0]) if titles else value(str(admonitionlabels[kind])) if kind else None
        return call("framed", t.body(body), title=title)

    return made


def _image(t: TypstTranslation, node: nodes.image) -> TypstCode:
    alt = str(node.get("alt", "")).strip()
    if not alt:
        t.fault(f"The picture {node['uri']!r} has no alternative text.", node)
        return NOTHING
    if "://" in node["uri"]:
        t.fault(f"The picture {node['uri']} lies on another host: save it beside this document.", node)
        return NOTHING
    path = t.image(node["uri"])
    if not path:
        t.fault(f"There is no picture {node['uri']!r}.", node)
        return NOTHING
    alone = all(isinstance(child, nodes.image) for child in node.parent.children)
    alone = alone or not isinstance(node.parent, nodes.TextElement)
    return call("picture", path, alt=alt, alone=alone, width=_width(node))


_LENGTH = re.compile(r"([\d.]+)\s*(%|px|pt|cm|mm|in|em|)")


def _width(node: nodes.image) -> TypstCode | None:
    """As the document gives it; a pixel is three quarters of a point, as in CSS."""
    match = _LENGTH.fullmatch(str(node.get("width", "")).strip())
    if not match or not (number := float(match[1])):
        return None
    if match[2] in ("px", ""):
        return TypstCode((f"{number * 0.75:g}pt",))
    return TypstCode((f"{min(number, 100):g}%" if match[2] == "%" else f"{number:g}{match[2]}",))


_BELOW = (PassageKind.CAPTION, PassageKind.FIGURE)
"""What a source says of a picture."""


def _figure(t: TypstTranslation, node: nodes.figure) -> TypstCode:
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    body = [child for child in node.children if not isinstance(child, nodes.caption | nodes.legend)]
    caption = block(t.children(child) for child in captions) or None
    after = node.next_node(descend=False, siblings=True)
    leads = bool(legends) or (isinstance(after, ours.passage) and after["kind"] in _BELOW)
    made = call("captioned", t.several(body), caption=caption, leads=leads)
    return block([made, *(t.node(legend) for legend in legends)])


def _citation(t: TypstTranslation, node: nodes.citation) -> TypstCode:
    labels = t.labels(node)
    names = [child for child in node.children if isinstance(child, nodes.label)]
    body = [child for child in node.children if not isinstance(child, nodes.label)]
    # A work begins with whom it is by; what follows in brackets is the year.
    guide = " ".join(part.astext() for part in body).partition(" (")[0] if t.sheet is None else ""
    return call("work", block(t.children(name) for name in names), t.body(body), labels=labels, guide=guide)


def _footnote(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """Footnotes stand at their marks. One that no mark refers to is lost, and `prove` says so."""
    t.labels(node)
    for child in node.children:
        if isinstance(child, nodes.label):
            t.omit(child)
    return NOTHING


def _transition(_t: TypstTranslation, node: nodes.transition) -> TypstCode:
    # MyST sets a line before the footnotes at the end; here they stand at their marks.
    return NOTHING if "footnotes" in node["classes"] else call("divider")


def _omit(t: TypstTranslation, node: nodes.Node) -> TypstCode:
    return t.omit(node)


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    nodes.document: _document,
    addnodes.start_of_file: _start_of_file,
    nodes.section: _section,
    nodes.paragraph: _paragraph,
    addnodes.compact_paragraph: _paragraph,
    nodes.bullet_list: _bullet_list,
    nodes.enumerated_list: _enumerated_list,
    nodes.definition_list: _definition_list,
    nodes.line_block: _line_block,
    nodes.block_quote: quotation,
    nodes.literal_block: _literal_block,
    nodes.container: _container,
    nodes.compound: _container,
    nodes.rubric: wrapped("rubric"),
    nodes.transition: _transition,
    nodes.image: _image,
    nodes.figure: _figure,
    ours.picture: _figure,
    nodes.legend: wrapped("legend"),
    nodes.citation: _citation,
    nodes.footnote: _footnote,
    nodes.admonition: _admonition(""),
    nodes.note: _admonition(""),
    nodes.hint: _admonition("hint"),
    nodes.tip: _admonition("tip"),
    nodes.important: _admonition("important"),
    nodes.attention: _admonition("attention"),
    nodes.caution: _admonition("caution"),
    nodes.warning: _admonition("warning"),
    nodes.danger: _admonition("danger"),
    nodes.error: _admonition("error"),
    nodes.topic: _aside,
    nodes.sidebar: _aside,
    nodes.subtitle: wrapped("rubric"),
    nodes.caption: wrapped("rubric"),
    nodes.attribution: wrapped("paragraph"),
    nodes.field_list: _field_list,
    nodes.docinfo: _field_list,
    nodes.option_list: _option_list,
    nodes.doctest_block: _literal_block,
    addnodes.versionmodified: lambda t, node: t.children(node),
    addnodes.acks: lambda t, node: t.children(node),
    addnodes.hlist: lambda t, node: t.children(node),
    addnodes.hlistcol: lambda t, node: t.children(node),
    addnodes.glossary: lambda t, node: t.children(node),
    addnodes.centered: wrapped("centered"),
    addnodes.seealso: _admonition("seealso"),
    # What only other outputs show: it has no words for readers, or they are meant for one format alone.
    nodes.comment: _omit,
    nodes.substitution_definition: _omit,
    addnodes.toctree: _omit,
    addnodes.highlightlang: _omit,
    addnodes.tabular_col_spec: _omit,
    nodes.meta: _omit,
    # Sphinx has reported it already.
    nodes.system_message: _omit,
}

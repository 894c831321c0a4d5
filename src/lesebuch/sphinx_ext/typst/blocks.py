"""The usual blocks of a document: sections, paragraphs, lists, quotes, boxes, pictures."""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext.typst.code import NOTHING, Code, block, call, text, value
from lesebuch.sphinx_ext.typst.inlines import wrapped
from lesebuch.sphinx_ext.typst.translation import Handler, Translation


def _document(t: Translation, node: nodes.document) -> Code:
    return t.children(node)


def _start_of_file(t: Translation, node: addnodes.start_of_file) -> Code:
    with t.file(node["docname"]):
        return t.children(node)


def heading(t: Translation, section: nodes.section, level: int, **options: Any) -> Code:  # noqa: ANN401
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


def _section(t: Translation, node: nodes.section) -> Code:
    with t.section() as level:
        return block([heading(t, node, level), *(t.node(child) for child in rest(node))], "\n")


def _paragraph(t: Translation, node: nodes.paragraph) -> Code:
    if all(isinstance(child, nodes.image) for child in node.children):
        # Markdown puts a picture that stands alone into a paragraph; on the page it is a block of its own.
        return t.children(node)
    kind = "see" if "see" in node["classes"] else "plain"
    return call("paragraph", t.children(node), kind=kind)


def _list_item(t: Translation, node: nodes.list_item) -> Code:
    return block([*t.anchors(node), t.body(node.children)])


def _bullet_list(t: Translation, node: nodes.bullet_list) -> Code:
    return call("list", *(_list_item(t, item) for item in node.children if isinstance(item, nodes.list_item)))


_NUMBERING = {"arabic": "1.", "loweralpha": "a)", "upperalpha": "A)", "lowerroman": "i.", "upperroman": "I."}


def _enumerated_list(t: Translation, node: nodes.enumerated_list) -> Code:
    items = [_list_item(t, item) for item in node.children if isinstance(item, nodes.list_item)]
    return call("enum", *items, start=node.get("start", 1), numbering=_NUMBERING.get(node.get("enumtype", ""), "1."))


def _definition_list(t: Translation, node: nodes.definition_list) -> Code:
    return call("definitions", *(_definition(t, item) for item in node.children))


def _definition(t: Translation, item: Any) -> Code:  # noqa: ANN401 - docutils does not say what a list holds
    terms = [child for child in item.children if isinstance(child, nodes.term | nodes.classifier)]
    bodies = [child for part in item.children if isinstance(part, nodes.definition) for child in part.children]
    head: list[Code] = []
    for n, term in enumerate(terms):
        head += [value(", "), t.children(term)] if n else [*t.anchors(term), t.children(term)]
    return value([block([*t.anchors(item), *head]), t.body(bodies)])


def _line_block(t: Translation, node: nodes.line_block) -> Code:
    lines = [t.children(line) if isinstance(line, nodes.line) else t.node(line) for line in node.children]
    return call("lines", *lines)


def _block_quote(t: Translation, node: nodes.block_quote) -> Code:
    source = [child for child in node.children if isinstance(child, nodes.attribution)]
    quoted = [child for child in node.children if not isinstance(child, nodes.attribution)]
    return call("quotation", t.body(quoted), source=block(t.children(child) for child in source) or None)


def _literal_block(_t: Translation, node: nodes.literal_block) -> Code:
    return call("listing", block(text(child, child) for child in node.findall(nodes.Text)))


def _container(t: Translation, node: nodes.Element) -> Code:
    known = [name for name in ("lead", "way", "dates") if name in node.get("classes", ())]
    return call(known[0], t.children(node)) if known else t.children(node)


def _admonition(kind: str) -> Handler:
    def made(t: Translation, node: nodes.Element) -> Code:
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        body = [child for child in node.children if not isinstance(child, nodes.title)]
        title = t.children(titles[0]) if titles else value(kind) if kind else None
        return call("framed", t.body(body), title=title)

    return made


def _image(t: Translation, node: nodes.image) -> Code:
    alt = str(node.get("alt", "")).strip()
    if not alt:
        t.fault(f"The picture {node['uri']!r} has no alternative text.", node)
        return NOTHING
    path = t.image(node["uri"])
    if not path:
        t.fault(f"There is no picture {node['uri']!r}.", node)
        return NOTHING
    alone = all(isinstance(child, nodes.image) for child in node.parent.children)
    return call("picture", path, alt=alt, alone=alone or not isinstance(node.parent, nodes.TextElement))


def _figure(t: Translation, node: nodes.figure) -> Code:
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    body = [child for child in node.children if not isinstance(child, nodes.caption)]
    return call("captioned", t.several(body), caption=block(t.children(child) for child in captions) or None)


def _citation(t: Translation, node: nodes.citation) -> Code:
    labels = t.labels(node)
    names = [child for child in node.children if isinstance(child, nodes.label)]
    body = [child for child in node.children if not isinstance(child, nodes.label)]
    return call("work", block(t.children(name) for name in names), t.body(body), labels=labels)


def _footnote(t: Translation, node: nodes.Element) -> Code:
    """Footnotes stand at their marks. One that no mark refers to is lost, and `prove` says so."""
    t.labels(node)
    for child in node.children:
        if isinstance(child, nodes.label):
            t.omit(child)
    return NOTHING


def _transition(_t: Translation, _node: nodes.transition) -> Code:
    return call("divider")


def _omit(t: Translation, node: nodes.Node) -> Code:
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
    nodes.block_quote: _block_quote,
    nodes.literal_block: _literal_block,
    nodes.container: _container,
    nodes.compound: _container,
    nodes.rubric: wrapped("rubric"),
    nodes.transition: _transition,
    nodes.image: _image,
    nodes.figure: _figure,
    nodes.legend: lambda t, node: t.children(node),
    nodes.citation: _citation,
    nodes.footnote: _footnote,
    nodes.admonition: _admonition(""),
    nodes.note: _admonition(""),
    nodes.hint: _admonition("Hinweis"),
    nodes.tip: _admonition("Tipp"),
    nodes.important: _admonition("Wichtig"),
    nodes.attention: _admonition("Achtung"),
    nodes.caution: _admonition("Vorsicht"),
    nodes.warning: _admonition("Warnung"),
    nodes.danger: _admonition("Gefahr"),
    addnodes.seealso: _admonition("Siehe auch"),
    # What only other outputs show: it has no words for readers, or they are meant for one format alone.
    nodes.comment: _omit,
    nodes.raw: _omit,
    nodes.substitution_definition: _omit,
    addnodes.toctree: _omit,
    addnodes.highlightlang: _omit,
}

"""Our nodes as nodes that every builder knows, for those formats that have no writer of ours: LaTeX, text, man pages.

What is told stays, and stays in its order. Nothing stands within the words of a passage: the numbers of its notes follow
behind it. Drawings go; the lists below them say the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from lesebuch.model import PassageKind
from lesebuch.numerals import NUMBER_STYLES
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain

_WRITTEN = frozenset({"html", "typst", "office"})
"""Formats with a writer of ours."""
_WITHOUT_LINKS = frozenset({"text", "man"})
_WITH_TARGETS = frozenset({"latex", "texinfo"})
"""There ids of paragraphs are not looked at."""
_FOR_PROGRAMS = frozenset({"xml", "pseudoxml"})
"""There a passage's paragraph holds its text and nothing else."""
_OURS = (*ours.BLOCKS, *ours.INLINES)

Made: TypeAlias = list[nodes.Node]


def simplify(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`, when the marks stand in the passages."""
    if app.builder.format in _WRITTEN:
        return
    found = [
        (node, owner) for node, owner in ours.owned(doctree, docname) if isinstance(node, _OURS) or "passage" in node
    ]
    entries = LesebuchDomain.of(app.env).entry_pages
    # From the last to the first: what is within a node comes before the node itself.
    for node, owner in reversed(found):
        links = BuilderLinks(app.builder, owner, entries)
        if isinstance(node, nodes.title):
            # A title is looked at before what is in it is plain; it keeps its words alone.
            node[:] = [nodes.Text(node.astext())]
        elif isinstance(node, _OURS):
            at = node.parent.index(node)
            node.parent[at : at + 1] = _PLAIN[type(node)](node, links)


@dataclass(frozen=True, slots=True)
class BuilderLinks:
    """Links as a builder wants them, from a document."""

    builder: Any
    docname: str
    entries: Mapping[str, str]
    """By entry: its page."""

    def to(self, docname: str, id_: str, children: Sequence[nodes.Node]) -> Made:
        """The nodes as a link; as they are where the builder knows no links, or not that page."""
        if self.builder.format in _WITHOUT_LINKS or not docname:
            return list(children)
        try:
            return [make_refnode(self.builder, self.docname, docname, id_, list(children))]
        except NoUri:
            return list(children)

    def passage(self, slug: str, passage: str, words: str) -> Made:
        """A link to a passage, or to a chapter."""
        return self.to(chapter_page(slug), passage, [nodes.Text(words)])

    def entry(self, slug: str, children: Sequence[nodes.Node]) -> Made:
        """A link to a glossary entry."""
        return self.to(self.entries.get(slug, ""), slug, children)


Plainly: TypeAlias = Callable[[Any, BuilderLinks], Made]


# --- Parts -------------------------------------------------------------------------------------------------------------


def _between(parts: Iterable[Made], sign: str) -> Made:
    made: Made = []
    for part in parts:
        made += ([nodes.Text(sign)] if made else []) + part
    return made


def _target(node: nodes.Element) -> Made:
    return [nodes.target("", "", ids=list(node["ids"]))] if node["ids"] else []


def _item(node: nodes.Element, term: Made, body: Made) -> Made:
    """An item of a definition list; its term bears the ids."""
    return [
        nodes.definition_list_item("", nodes.term("", "", *term, ids=list(node["ids"])), nodes.definition("", *body))
    ]


def _places(slug: str, ids: Sequence[str], links: BuilderLinks) -> Made:
    named = zip(ids, wording.passages_listed(ids), strict=True)
    return _between((links.passage(slug, id_, name) for id_, name in named), ", ")


def _children(node: nodes.Element, _links: BuilderLinks) -> Made:
    return list(node.children)


def _head_note(node: ours.head_note, _links: BuilderLinks) -> Made:
    """With a heading of its own: nothing else tells it from the text."""
    return [nodes.rubric("", _("Introduction")), *node.children]


def _nothing(_node: nodes.Element, _links: BuilderLinks) -> Made:
    return []


def _picture(node: ours.picture, _links: BuilderLinks) -> Made:
    return [nodes.figure("", *node.children, ids=list(node["ids"]), names=list(node["names"]))]


def _definitions(node: nodes.Element, _links: BuilderLinks) -> Made:
    return [nodes.definition_list("", *node.children)]


# --- Passages ----------------------------------------------------------------------------------------------------------


def _passage(node: ours.passage, links: BuilderLinks) -> Made:
    if node.get("missing"):
        return [nodes.inline("", "", *_target(node), nodes.Text(wording.passage_name(node["passage"])))]
    refs = list(node.findall(ours.note_ref))
    for ref in refs:
        ref.parent.remove(ref)
    notes = _between((links.to(links.docname, n["note"], [nodes.Text(str(n["number"]))]) for n in refs), ", ")
    if notes:
        notes = [nodes.Text("["), *notes, nodes.Text("]")]
    block = nodes.paragraph("", "", *node.children, classes=["passage", node["kind"]])
    made: Made = [block]
    if links.builder.format in _FOR_PROGRAMS:
        made += [nodes.paragraph("", "", *notes, classes=["passage-notes"])] if notes else []
    else:
        number = [nodes.strong("", str(node["number"])), nodes.Text(" ")] if "number" in node else []
        block[:] = [*number, *block.children, *([nodes.Text(" "), *notes] if notes else [])]
    if links.builder.format in _WITH_TARGETS:
        block.insert(0, _target(node))
    else:
        block["ids"] = list(node["ids"])
    return [nodes.block_quote("", *made)] if node["kind"] == PassageKind.QUOTE else made


def _missing_passages(node: ours.missing_passages, _links: BuilderLinks) -> Made:
    listed = _between(([child] for child in node.children), ", ")
    return [nodes.paragraph("", "", nodes.Text(wording.labelled(_("Passages of this text"), "")), *listed)]


def _mention(node: ours.mention, links: BuilderLinks) -> Made:
    return links.entry(node["entry"], node.children) if node["first"] else list(node.children)


def _mark(node: ours.own_mark, links: BuilderLinks) -> Made:
    label = [nodes.Text(node["label"])]
    return [nodes.superscript("", "", *(links.to(links.docname, node["note"], label) if node["note"] else label))]


def _named(node: nodes.Element, _links: BuilderLinks) -> Made:
    return [nodes.rubric("", node["label"]), *node.children]


def _group(node: ours.text_group, _links: BuilderLinks) -> Made:
    """A list is one where its items have no signs of their own; what it holds is plain by now."""
    if node["kind"] != "list" or not node["signs"]:
        return list(node.children)
    items: list[nodes.list_item] = []
    for child in node.children:
        if isinstance(child, nodes.bullet_list | nodes.enumerated_list) and items:
            items[-1] += child
        else:
            items.append(nodes.list_item("", child))
    if not node["ordered"]:
        return [nodes.bullet_list("", *items, bullet="-")]
    around = {"prefix": node["around"][:-1], "suffix": node["around"][-1]}
    return [nodes.enumerated_list("", *items, enumtype=_NUMBERS[node["signs"]], **around)]


_NUMBERS = {style.html: style.docutils for style in NUMBER_STYLES}


def _styled(node: ours.set_apart, _links: BuilderLinks) -> Made:
    if node["kind"] == "item":
        return [*([nodes.Text(f"{node['target']} ")] if node["target"] else []), *node.children]
    made = _STYLES.get(node["kind"], nodes.inline)
    return [made("", "", *node.children)]


_STYLES: dict[str, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "speaker": nodes.strong,
    "superscript": nodes.superscript,
    "subscript": nodes.subscript,
}


def _behind(sign: str) -> Plainly:
    """A line of verse, a row or a cell: a sign parts it from the one before it, as in prose that quotes verse."""
    return lambda node, _links: [*([nodes.Text(sign)] if node.parent.index(node) > 0 else []), *node.children]


# --- The editorial layer -----------------------------------------------------------------------------------------------


def _field(node: ours.metadata_field, _links: BuilderLinks) -> Made:
    body = nodes.field_body("", nodes.paragraph("", "", *node.children))
    return [nodes.field("", nodes.field_name("", node["label"]), body)]


def _fields(node: nodes.Element, _links: BuilderLinks) -> Made:
    return [nodes.field_list("", *node.children)] if node.children else []


def _note(node: ours.editorial_note, links: BuilderLinks) -> Made:
    head = f"{node['number']} {node['label']}"
    head += f", {wording.quoted(node['words'])}" if node["words"] else ""
    head += f" → {node['to']}" if node.get("to") else ""
    place = links.to(links.docname, node["passage"], [nodes.Text(wording.passages_named(node["about"]))])
    return _item(node, [nodes.Text(f"{head} ("), *place, nodes.Text(")")], list(node.children))


def _event(node: ours.event, _links: BuilderLinks) -> Made:
    number = f"{node['number']}. " if "number" in node else ""
    return _item(node, [nodes.Text(number + node["label"])], list(node.children))


def _passage_links(node: ours.passage_links, links: BuilderLinks) -> Made:
    rows = []
    for slug, title, ids in node["refs"]:
        here = links.docname == chapter_page(slug)
        rows.append(
            [*([] if here else [*links.passage(slug, "", title), nodes.Text(", ")]), *_places(slug, ids, links)]
        )
    return [nodes.paragraph("", "", *_between(rows, "; "))] if rows else []


def _entry_index(node: ours.entry_index, links: BuilderLinks) -> Made:
    slug = links.docname.removeprefix(chapter_page(""))
    items = []
    for entry, term, ids in node["entries"]:
        words = [
            *links.entry(entry, [nodes.Text(term)]),
            nodes.Text(wording.colon()),
            *_places(slug, ids, links),
        ]
        items.append(nodes.list_item("", nodes.paragraph("", "", *words)))
    return [nodes.bullet_list("", *items)]


def _cite_box(node: ours.cite_box, _links: BuilderLinks) -> Made:
    before, title, after = node["citation"].partition(node["title"])
    return [
        nodes.paragraph("", "", nodes.Text(before), foreign.words(title, node["title_language"]), nodes.Text(after)),
        nodes.literal_block(node["bibtex"], node["bibtex"], language="none"),
    ]


# --- Lists -------------------------------------------------------------------------------------------------------------


def _glossary_group(node: ours.glossary_group, _links: BuilderLinks) -> Made:
    return [nodes.rubric("", node["letter"]), nodes.definition_list("", *node.children)]


def _glossary_entry(node: ours.glossary_entry, _links: BuilderLinks) -> Made:
    return _item(node, [nodes.Text(f"{node['term']} ({node['label']})")], list(node.children))


def _glossary_index(node: ours.glossary_index, links: BuilderLinks) -> Made:
    items = []
    for docname, label, first, last, _count in node["parts"]:
        words = links.to(docname, "", [nodes.Text(label)])
        items.append(nodes.list_item("", nodes.paragraph("", "", *words, nodes.Text(f": {first} – {last}"))))
    return [nodes.bullet_list("", *items)]


def _chapter_group(node: ours.chapter_group, _links: BuilderLinks) -> Made:
    items = [child for child in node.children if isinstance(child, nodes.list_item)]
    said = [child for child in node.children if child not in items]
    name = [nodes.rubric("", node["label"])] if node["label"] else []
    return [*name, *said, nodes.bullet_list("", *items)]


def _chapter_item(node: ours.chapter_item, links: BuilderLinks) -> Made:
    facts = [node["date"], node["byline"], "" if node["available"] else _("text not included")]
    words = "".join(f", {fact}" for fact in facts if fact)
    title = links.passage(node["chapter"], "", node["title"])
    return [nodes.list_item("", nodes.paragraph("", "", *title, nodes.Text(words)))]


def _source_item(node: ours.source_item, _links: BuilderLinks) -> Made:
    return _item(node, [nodes.Text(node["title"])], [nodes.field_list("", *node.children)])


_PLAIN: dict[type[nodes.Element], Plainly] = {
    ours.passage: _passage,
    ours.missing_passages: _missing_passages,
    ours.mention: _mention,
    ours.time_mark: _children,
    ours.annotated: _children,
    ours.emended: _children,
    # Stays until its passage takes it; in a title there is no place for it.
    ours.note_ref: lambda node, _links: [node],
    ours.emendation_mark: _nothing,
    ours.set_apart: _styled,
    ours.source_link: lambda node, _links: [nodes.reference("", "", *node.children, refuri=node["address"])],
    ours.outward_sign: _nothing,
    ours.own_back: _nothing,
    ours.text_group: _group,
    ours.own_ref: lambda node, links: links.to(links.docname, node["note"], node.children),
    ours.own_mark: _mark,
    ours.verse_line: _behind("/ "),
    ours.grid: _children,
    ours.grid_row: _behind("/ "),
    ours.grid_cell: _behind("| "),
    ours.metadata_block: _fields,
    ours.metadata_field: _field,
    ours.chapter_line: _children,
    ours.head_note: _head_note,
    ours.missing_text: _children,
    ours.apparatus: lambda node, _links: [nodes.section("", *node.children, ids=list(node["ids"]))],
    ours.note_list: _definitions,
    ours.editorial_note: _note,
    ours.event_list: _definitions,
    ours.event: _event,
    ours.event_body: _children,
    ours.timeline: _nothing,
    ours.network: _nothing,
    ours.place_map: _children,
    ours.picture: _picture,
    ours.passage_link: lambda node, links: links.passage(node["chapter"], node["passage"], node.astext()),
    ours.passage_links: _passage_links,
    ours.entry_link: lambda node, links: links.entry(node["entry"], node.children),
    ours.glossary_list: _children,
    ours.glossary_group: _glossary_group,
    ours.glossary_index: _glossary_index,
    ours.glossary_entry: _glossary_entry,
    ours.entry_index: _entry_index,
    ours.cite_box: _cite_box,
    ours.passage_quote: lambda node, _links: [nodes.block_quote("", *node.children)],
    ours.task_hint: _named,
    ours.expected: _named,
    ours.answer_space: _nothing,
    ours.chapter_list: _children,
    ours.chapter_group: _chapter_group,
    ours.part_introduction: _children,
    ours.part_opening: _nothing,
    ours.chapter_item: _chapter_item,
    ours.cited_work: _children,
    ours.source_list: _definitions,
    ours.source_item: _source_item,
}

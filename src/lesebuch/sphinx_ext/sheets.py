"""What a sheet for a class holds, whatever it is written as: a chapter, the entries that it mentions, the works that its notes cite.

A builder of sheets gives documents of the reader addresses that begin with `INTERNAL`.
"""

from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util import logging

from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import CHAPTERS, GLOSSARY, chapter_page
from lesebuch.sphinx_ext import nodes as ours

logger = logging.getLogger(__name__)

INTERNAL = "%"
"""How the addresses begin that a builder makes for documents of the reader."""

MARK = "Lesebuch: handout"
"""Among the keywords of the file: by it a later run knows a file of ours."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A sheet before a writer has it."""

    docname: str
    """Of the document whose words come first."""
    title: str
    tree: nodes.document
    """That document, links resolved; entries and works follow, each part as the file that they come from."""


def compose(builder: Builder, slug: str) -> Composed:
    """The sheet of a chapter. That its text is not at hand is reported."""
    docname = chapter_page(slug)
    tree = resolved(builder, docname)
    if next(tree.findall(ours.missing_text), None) is not None:
        logger.warning("The text of this chapter is not at hand; the handout has the rest.", location=docname)
    heading = tree.next_node(nodes.title)
    title = " ".join(heading.astext().split()) if heading is not None else docname
    if entries := _entries(builder, tree):
        tree += _part(GLOSSARY, _("Terms"), [ours.glossary_list("", *entries)])
    for page, found in _works(builder, tree).items():
        tree += _part(page, _("Works cited in the notes"), found)
    return Composed(docname, title, tree)


def resolved(builder: Builder, docname: str) -> nodes.document:
    """A document with its links resolved."""
    tree = builder.env.get_doctree(docname)
    tree["docname"] = docname
    builder.env.resolve_references(tree, docname, builder)
    return tree


def _entries(builder: Builder, tree: nodes.document) -> list[nodes.Element]:
    """The glossary's entries that the sheet mentions, in the glossary's order."""
    wanted = {slug for index in tree.findall(ours.entry_index) for slug, *_rest in index["entries"]}
    wanted |= {link["entry"] for kind in (ours.mention, ours.entry_link) for link in tree.findall(kind)}
    if not wanted or GLOSSARY not in builder.env.found_docs:
        return []
    return [e for e in resolved(builder, GLOSSARY).findall(ours.glossary_entry) if wanted.intersection(e["ids"])]


def _works(builder: Builder, tree: nodes.document) -> dict[str, list[nodes.Node]]:
    """By document: the works that notes and entries cite."""
    cited: dict[str, set[str]] = {}
    for link in tree.findall(nodes.reference):
        page, _hash, id_ = str(link.get("refuri", "")).removeprefix(INTERNAL).partition("#")
        if str(link.get("refuri", "")).startswith(INTERNAL) and id_:
            cited.setdefault(page, set()).add(id_)
    found: dict[str, list[nodes.Node]] = {}
    for page in sorted(set(cited) & builder.env.found_docs):
        if page.startswith(f"{CHAPTERS}/"):
            continue
        works = [
            work for work in resolved(builder, page).findall(nodes.citation) if cited[page].intersection(work["ids"])
        ]
        if works:
            found[page] = list(works)
    return found


def _part(docname: str, title: str, body: list[nodes.Node]) -> addnodes.start_of_file:
    return addnodes.start_of_file("", nodes.section("", nodes.title("", title), *body), docname=docname)

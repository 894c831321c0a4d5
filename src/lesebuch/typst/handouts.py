"""The Sphinx builder `typst-handout`: one chapter as a sheet for a class, with the entries and works that it needs."""

from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from lesebuch import glyphs
from lesebuch.config import HANDOUTS
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import CHAPTERS, GLOSSARY, chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst import chapters, spoken, wrapping
from lesebuch.typst.builder import TypstBuilder
from lesebuch.typst.code import TypstCode, call
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.inlines import INTERNAL
from lesebuch.typst.translation import Handler, Sheet, Translation

logger = logging.getLogger(__name__)

MARK = "Lesebuch: handout"
"""Among the keywords of the PDF: by it a later run knows a file of ours."""


def _entry_index(t: Translation, node: ours.entry_index) -> TypstCode:
    """The entries themselves follow; their list is not needed."""
    return t.omit(node)


HANDOUT: Mapping[type[nodes.Node], Handler] = {
    **BOOK,
    nodes.section: chapters.section,
    ours.entry_index: _entry_index,
}


class HandoutBuilder(TypstBuilder):
    """A chapter, the entries that it mentions, the works that its notes cite; nothing else of the reader."""

    name = HANDOUTS
    epilog = "The handout is in %(outdir)s."
    always_reports = True

    def init(self) -> None:
        """Name the file after the chapter."""
        super().init()
        self.output = f"{self.config.typst_handout}.pdf"

    def write_all(self) -> None:
        """Put the sheet together, translate and print it."""
        docname = chapter_page(self.config.typst_handout)
        tree = self._resolved(docname)
        if next(tree.findall(ours.missing_text), None) is not None:
            logger.warning("The text of this chapter is not at hand; the handout has the rest.", location=docname)
        heading = tree.next_node(nodes.title)
        title = " ".join(heading.astext().split()) if heading is not None else docname
        entries = self._entries(tree)
        if entries:
            tree += _part(GLOSSARY, _("Terms"), _holding(ours.glossary_list(), entries))
        works = self._works(tree)
        for page, found in works.items():
            tree += _part(page, _("Works cited in the notes"), found)
        config = self.reader_config()
        translation = Translation(HANDOUT, docname, sheet=Sheet(config.baseurl), files=1, image=self.picture)
        code = self.translate(tree, translation)
        head = call("handout.with", title=title, reader=config.title, keyword=MARK, language=current())
        missing = self.missing(
            glyphs.signs(code.characters) | glyphs.signs(head.characters) | glyphs.signs(spoken.file()), code
        )
        self.make(wrapping.file("handout.typ", head, code, translation.passages, missing))

    def _resolved(self, docname: str) -> nodes.document:
        tree = self.env.get_doctree(docname)
        tree["docname"] = docname
        self.env.resolve_references(tree, docname, self)
        return tree

    def _entries(self, tree: nodes.document) -> list[nodes.Node]:
        """The glossary's entries that the chapter mentions, in the glossary's order."""
        wanted = {slug for index in tree.findall(ours.entry_index) for slug, *_rest in index["entries"]}
        wanted |= {link["entry"] for kind in (ours.mention, ours.entry_link) for link in tree.findall(kind)}
        if not wanted or GLOSSARY not in self.env.found_docs:
            return []
        return [e for e in self._resolved(GLOSSARY).findall(ours.glossary_entry) if wanted.intersection(e["ids"])]

    def _works(self, tree: nodes.document) -> dict[str, list[nodes.Node]]:
        """By document: the works that notes and entries cite."""
        cited: dict[str, set[str]] = {}
        for link in tree.findall(nodes.reference):
            page, _hash, id_ = str(link.get("refuri", "")).removeprefix(INTERNAL).partition("#")
            if str(link.get("refuri", "")).startswith(INTERNAL) and id_:
                cited.setdefault(page, set()).add(id_)
        found: dict[str, list[nodes.Node]] = {}
        for page in sorted(set(cited) & self.env.found_docs):
            if page.startswith(f"{CHAPTERS}/"):
                continue
            works = [
                work for work in self._resolved(page).findall(nodes.citation) if cited[page].intersection(work["ids"])
            ]
            if works:
                found[page] = list(works)
        return found


def _part(docname: str, title: str, body: list[nodes.Node]) -> addnodes.start_of_file:
    part = addnodes.start_of_file(docname=docname)
    section = nodes.section()
    section += nodes.title("", title)
    section += body
    part += section
    return part


def _holding(holder: nodes.Element, body: list[nodes.Node]) -> list[nodes.Node]:
    holder += body
    return [holder]

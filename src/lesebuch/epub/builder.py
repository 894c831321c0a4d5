"""The Sphinx builder `ebook`: all documents, in the order of the tables of contents, as one EPUB, `reader.epub`."""

from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from lxml import etree
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.util import logging
from sphinx.util.osutil import relative_uri
from sphinx.writers.html import HTMLWriter

from lesebuch.config import FILE, Config
from lesebuch.config_reading import read_config
from lesebuch.epub import archive, contents, drawings, openings, paper
from lesebuch.epub.binding import Binding
from lesebuch.epub.contents import ENDING
from lesebuch.epub.openings import Opening
from lesebuch.epub.package import PICTURE_TYPES, picture_type
from lesebuch.epub.pages import EbookPage, page, settle, words
from lesebuch.epub.translator import EbookTranslator
from lesebuch.epub.visitors import ADDED, VISITORS
from lesebuch.html.translator import NO_BREAK
from lesebuch.model import Chapter
from lesebuch.presentation.ids import CHAPTERS
from lesebuch.sphinx_ext import html_in_text
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf.project import edition_of, offered_folders
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.sheets import leave_to_editors
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

PICTURES = "pictures"
DRAWINGS = "drawings"
BOOK = "reader.epub"


class EbookBuilder(Builder):
    """Doctrees to XHTML to EPUB."""

    name = "ebook"
    format = "html"
    epilog = f"The e-book is %(outdir)s/{BOOK}."
    allow_parallel = True
    default_translator_class = EbookTranslator
    supported_image_types: ClassVar[list[str]] = list(dict.fromkeys(PICTURE_TYPES.values()))
    # Else Sphinx would fetch them.
    supported_remote_images = True
    # What translators of HTML ask a builder for.
    add_permalinks = False
    download_support = False
    search = False
    embedded = True
    out_suffix = link_suffix = ENDING
    imagedir = PICTURES
    dlpath = ""
    # Sphinx wants one to be chosen; the translator asks none.
    math_renderer_name = "mathjax"

    def init(self) -> None:
        """Begin with nothing."""
        self.highlighter = PygmentsBridge("html", "none")
        self.current_docname = ""
        self.imgpath = ""
        self.secnumbers: dict[str, tuple[int, ...]] = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}
        self.printed = False
        self.faults = 0
        self.openings: dict[str, Opening] = {}
        self.drawn_files: dict[str, bytes] = {}
        """Drawings of ours by their names, in a folder apart from the pictures of the reader's own."""

    def get_outdated_docs(self) -> str:
        """All: it is one file."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's signature
        """Addresses from the folder of the book's pages."""
        return contents.address(docname)

    def create_translator(self, *arguments: Any) -> Any:
        """Visitors of the site, and in place of some of them ours."""
        translator = super().create_translator(*arguments)
        for kind, (visit, depart) in VISITORS.items():
            setattr(translator, f"visit_{kind.__name__}", visit.__get__(translator))
            if depart is not None:
                setattr(translator, f"depart_{kind.__name__}", depart.__get__(translator))
        return translator

    def drawn(self, node: ours.timeline | ours.network | ours.place_map) -> list[tuple[str, str]]:
        """The pictures of a drawing, each with its address from the page and its alternative text."""
        if isinstance(node, ours.timeline):
            parts = drawings.timelines(node["items"])
        else:
            parts = [(node["narrow"], node["alt"])]
        shown = []
        for svg, alt in parts:
            name = f"drawing-{len(self.drawn_files) + 1}.png"
            self.drawn_files[name] = drawings.as_file(svg)
            shown.append((relative_uri(self.get_target_uri(self.current_docname), f"{DRAWINGS}/{name}"), alt))
        return shown

    # --- Pages ---------------------------------------------------------------------------------------------------------

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Make the book. Where that fails no book of an earlier build stays, and the command ends with 1."""
        target = Path(self.outdir, BOOK)
        if target.is_file() and not archive.is_ours(target):
            self.fault(f"{target} is not made by Lesebuch and stays as it is. Move it, or name another folder.", None)
            self._app.statuscode = 1
            return
        names = contents.order(self.env, self.config.root_doc)
        binding = Binding(self.config.project, self._reader_config, edition_of(self.config), self._chapters)
        for docname in names:
            self._add(binding, docname)
        for made, link in settle(binding.pages, self._reader_config.baseurl):
            message = f"A link to {link!r} leads to no place of the book, and is its words alone."
            logger.warning(message, location=made.path.removesuffix(ENDING), type="lesebuch", subtype="ebook")
        if self.faults:
            target.unlink(missing_ok=True)
            logger.error("%s was not made: see the faults above", BOOK, type="lesebuch", subtype="ebook")
            # Sphinx has no public way to fail without a traceback, which would be of no use here.
            self._app.statuscode = 1
            return
        if self._paper:
            binding.page_list, binding.paper = paper.mark(self._paper, binding.pages), True
        binding.contents = contents.navigation(self.env, self.config.root_doc, binding.sections, binding.openings)
        fonts = tuple(str(Path(self.confdir, folder)) for folder in self.config.typst_font_paths)
        write_whole(target, binding.bound(self._pictures(), fonts))

    def _add(self, binding: Binding, docname: str) -> None:
        """Write a document as a page."""
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        leave_to_editors(doctree)
        html_in_text.fold(doctree)
        if opening := self.openings.pop(docname, None):
            self._page(binding, opening.docname, opening.document, opening.label, "doc-part")
        if LesebuchDomain.of(self.env).reader.parts:
            found = openings.take(doctree, docname, self.env.found_docs)
            self.openings |= found
            binding.openings |= {first: contents.address(opening.docname) for first, opening in found.items()}
        made = self._page(binding, docname, doctree, self.env.titles[docname].astext(), self._role(docname, doctree))
        binding.sections[docname] = contents.sections(docname, doctree)
        if made and (chapter := self._chapter(docname)):
            binding.page_list += contents.page_list(docname, doctree, chapter.title)
            self._prove(made, chapter, docname)

    def _page(
        self, binding: Binding, docname: str, doctree: nodes.document, title: str, role: str = ""
    ) -> EbookPage | None:
        """Write a page; None if what was made of the document is no XML, which is reported."""
        self.current_docname = docname
        self.imgpath = relative_uri(self.get_target_uri(docname), PICTURES)
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.printed = bool(self._paper) or contents.is_printed(doctree)
        self.post_process_images(doctree)
        doctree.settings = self._settings
        translator = self.create_translator(doctree, self)
        doctree.walkabout(translator)
        try:
            made = page(docname + ENDING, title, "".join(translator.fragment), role)
        except etree.XMLSyntaxError as error:
            self.fault(f"The page cannot be written as XML: {error}", docname)
            return None
        binding.pages[made.path] = made
        return made

    def _role(self, docname: str, doctree: nodes.document) -> str:
        """What a page is, as a role of DPUB-ARIA."""
        domain = LesebuchDomain.of(self.env)
        if self._chapter(docname):
            return "doc-chapter"
        if docname in {domain.glossary_page, *domain.entry_pages.values()}:
            return "doc-glossary"
        if any(isinstance(node, ours.cited_work | nodes.citation) for node in doctree.findall(nodes.Element)):
            return "doc-bibliography"
        return ""

    def _prove(self, made: EbookPage, chapter: Chapter, docname: str) -> None:
        """Before anything is written: each passage says on its page what the source says, but for spaces that do not break (html/translator.py)."""
        for passage in chapter.passages:
            if passage.text is None:
                continue
            found = words(made, passage.id, ADDED)
            if found is None or found.replace(NO_BREAK, " ") != passage.text.replace(NO_BREAK, " "):
                self.fault(f"The words of the passage {passage.id!r} were changed on the way into the e-book.", docname)

    def fault(self, message: str, place: nodes.Node | str | None) -> None:
        """Report what keeps the book from being made."""
        self.faults += 1
        logger.error(message, location=place, type="lesebuch", subtype="ebook")

    # --- What there is -------------------------------------------------------------------------------------------------

    @cached_property
    def _reader_config(self) -> Config:
        config, _ = read_config(LesebuchDomain.of(self.env).root / FILE)
        return config

    @cached_property
    def _paper(self) -> dict[str, list[str]]:
        """The pages of the printed book, if that is made of the same state."""
        return paper.read(offered_folders(self.config))

    @cached_property
    def _settings(self) -> Any:
        """What docutils' writers of HTML are told."""
        settings = get_default_settings(HTMLWriter)
        for name, value in self.env.settings.items():
            setattr(settings, name, value)
        settings.compact_lists = True
        return settings

    @cached_property
    def _chapters(self) -> tuple[Chapter, ...]:
        return LesebuchDomain.of(self.env).reader.chapters

    def _chapter(self, docname: str) -> Chapter | None:
        folder, _, slug = docname.partition("/")
        return LesebuchDomain.of(self.env).reader.chapter(slug) if folder == CHAPTERS else None

    def _pictures(self) -> dict[str, tuple[bytes, str]]:
        """By the path from the package document: data and type of each picture."""
        found = {
            f"{PICTURES}/{name}": (Path(self.srcdir, uri).read_bytes(), type_)
            for uri, name in sorted(self.images.items())
            if (type_ := picture_type(name))
        }
        return found | {f"{DRAWINGS}/{name}": (data, picture_type(name)) for name, data in self.drawn_files.items()}

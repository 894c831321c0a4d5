"""The Sphinx builders `docx-handout` and `odt-handout`: chapters, passages or an assignment as a sheet for a class, to be changed in a word processor."""

import tempfile
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from lesebuch.config import FILE, HANDOUTS, Config, Setting, read_config
from lesebuch.office import opendocument, pandoc, pictures, word
from lesebuch.office.chapters import answer_lines
from lesebuch.office.handlers import SHEET
from lesebuch.office.package import finished
from lesebuch.office.pandoc import Made
from lesebuch.office.translation import Translation
from lesebuch.office.words import Running, opening
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.orders import Order
from lesebuch.sphinx_ext import html_in_text, sheets
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

NOTED = (ours.editorial_note, nodes.footnote)
"""Nodes that stand where a mark refers to them."""


class OfficeBuilder(Builder):
    """Doctree to pandoc's tree to a file of a word processor."""

    format = "office"
    epilog = "The handout is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]
    # Else Sphinx would fetch them: nothing is fetched, and `blocks` says of each what to do.
    supported_remote_images = True
    form = ""
    """The ending of the file, and pandoc's name of its format."""
    reference: Callable[[Running], bytes]
    """Makes the document with the styles."""

    def get_outdated_docs(self) -> str:
        """All: a sheet is made when it is asked for."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Addresses within the reader begin with a mark of their own."""
        return sheets.INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """As `get_target_uri`: all is one document."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Make the sheet that was ordered. If that fails there is no file, and the command ends with 1."""
        config, _ = read_config(LesebuchDomain.of(self.env).root / FILE)
        self._write(Order.read(self.config[Setting.HANDOUT.value]), config)

    def _write(self, order: Order, config: Config) -> None:
        tree = sheets.Composer(self, order).document()
        sheets.report_missing(tree)
        title = sheets.title_of(order, tree)
        t = self._translated(tree, config.baseurl)
        if t is None:
            self._fail("see the faults above")
            return
        head = opening(config.title, order, sheets.way_back(config.baseurl, order))
        try:
            made = self._written([*head, *t.made, *answer_lines(order.answers)], Running.of(title, large=order.large))
        except pandoc.PandocError as error:
            self._fail(str(error))
            return
        write_whole(Path(self.outdir, f"sheet.{self.form}"), finished(made, title, t.pictures))

    def _translated(self, tree: nodes.document, baseurl: str) -> Translation | None:
        """The walk that is done. What cannot be written is reported, and then there is nothing."""
        html_in_text.fold(tree)
        t = Translation(SHEET, tree["docname"], baseurl, lambda uri: pictures.embedded(Path(self.srcdir, uri)))
        t.look(tree, NOTED)
        t.made = t.node(tree)
        t.prove(tree)
        for doubt in t.doubts:
            logger.warning(doubt.message, location=doubt.node, type="lesebuch", subtype="print")
        for fault in t.faults:
            logger.error(fault.message, location=fault.node, type="lesebuch", subtype="print")
        return None if t.faults else t

    def _written(self, blocks: Made, running: Running) -> bytes:
        meta = {"lang": current(), "keywords": sheets.MARK}
        with tempfile.TemporaryDirectory(prefix="lesebuch-") as folder:
            styles = Path(folder, f"reference.{self.form}")
            styles.write_bytes(type(self).reference(running))
            return pandoc.write(blocks, self.form, meta=meta, reference=styles)

    def _fail(self, why: str) -> None:
        # No traceback: what is wrong is in the documents. Sphinx has no public way to fail without one.
        logger.error("The handout was not made: %s", why, type="lesebuch", subtype="print")
        self._app.statuscode = 1


class DocxBuilder(OfficeBuilder):
    """A sheet for Word."""

    name = HANDOUTS[".docx"]
    form = "docx"
    reference = staticmethod(word.reference)


class OdtBuilder(OfficeBuilder):
    """A sheet for LibreOffice and its like."""

    name = HANDOUTS[".odt"]
    form = "odt"
    reference = staticmethod(opendocument.reference)

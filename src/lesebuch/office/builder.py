"""The Sphinx builders `docx-handout` and `odt-handout`: chapters, passages or an assignment as a sheet for a class, to be changed in a word processor."""

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from lesebuch import stamps
from lesebuch.config import FILE, HANDOUTS, SHEETS, Setting
from lesebuch.config_reading import read_config
from lesebuch.office import blocks, chapters, inlines, opendocument, pandoc, pictures, word
from lesebuch.office.package import finished
from lesebuch.office.pandoc import Made
from lesebuch.office.translation import OfficeTranslation
from lesebuch.office.words import Running, opening, way_alt
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.orders import Order
from lesebuch.sphinx_ext import code_version, html_in_text, sheets
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

NOTED = (ours.editorial_note, nodes.footnote)
"""Nodes that stand where a mark refers to them."""
SHEET = {**inlines.HANDLERS, **blocks.HANDLERS, **chapters.HANDLERS}
"""How each kind of node is written. A kind that is not in it is an error."""
_USUAL, _LARGE = 62, 40
"""Signs in a line of the text, and of large type."""


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
    always_reports = True
    """Whether it says of which text it has but the rest."""
    keeps = False
    """Whether a sheet that would be the same stays, and one that is asked for no more goes."""

    def init(self) -> None:
        """As Sphinx asks."""
        self._known = sheets.ResolvedLists()

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
        """Make what was ordered. If that fails there is no file, and the command ends with 1."""
        orders = self.orders()
        stamps.remove_older(Path(self.outdir))
        for name, order in orders.items():
            self._write(name, order)
        if self.keeps:
            stamps.remove_others(Path(self.outdir), f".{self.form}", orders)

    def orders(self) -> Mapping[str, Order]:
        """What to make, by the names of the files without the ending."""
        return {"sheet": Order.read(self.config[Setting.HANDOUT.value])}

    def _write(self, name: str, order: Order) -> None:
        config, _ = read_config(LesebuchDomain.of(self.env).root / FILE)
        tree = sheets.Composer(self, order, self._known).document()
        if self.always_reports:
            sheets.report_missing(tree)
        title = sheets.title_of(order, tree)
        target = Path(self.outdir, f"{name}.{self.form}")
        try:
            t = self._translated(tree, config.baseurl, _LARGE if order.large else _USUAL)
            way = sheets.way_back(config.baseurl, order)
            head = opening(config.title, order, way)
            t.pictures[:0] = [way_alt(way)] if way else []
            document = self._document([*head, *t.made])
            styles = type(self).reference(Running.of(title, large=order.large))
            mark = _fingerprint(document, styles, title, t.pictures) if self.keeps else ""
            if mark and stamps.stands(target, mark):
                return
            made = self._written(document, styles)
        except pandoc.PandocError as error:
            target.unlink(missing_ok=True)
            stamps.forget(target)
            # No traceback: what is wrong is in the documents. Sphinx has no public way to fail without one.
            logger.error("The handout was not made: %s", error, type="lesebuch", subtype="print")
            self._app.statuscode = 1
            return
        # A sheet of which no stamp tells what it was like when it was made would be taken for one that somebody has changed.
        stamps.forget(target)
        write_whole(target, finished(made, title, t.pictures))
        if mark:
            stamps.note(target, mark)

    def _translated(self, tree: nodes.document, baseurl: str, signs: int) -> OfficeTranslation:
        """The walk that is done. What cannot be written is reported, and then PandocError. `signs`: in a line."""
        html_in_text.fold(tree)
        t = OfficeTranslation(
            SHEET, tree["docname"], baseurl, lambda uri: pictures.embedded(Path(self.srcdir, uri)), signs=signs
        )
        t.look(tree, NOTED)
        t.made = t.node(tree)
        t.prove(tree)
        for doubt in t.doubts:
            logger.warning(doubt.message, location=doubt.node, type="lesebuch", subtype="print")
        for fault in t.faults:
            logger.error(fault.message, location=fault.node, type="lesebuch", subtype="print")
        if t.faults:
            raise pandoc.PandocError("see the faults above")
        return t

    @staticmethod
    def _document(blocks: Made) -> bytes:
        return pandoc.document(blocks, {"lang": current(), "keywords": sheets.MARK})

    def _written(self, document: bytes, styles: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="lesebuch-") as folder:
            reference = Path(folder, f"reference.{self.form}")
            reference.write_bytes(styles)
            return pandoc.write(document, self.form, reference)


def _fingerprint(document: bytes, styles: bytes, title: str, pictures: list[str]) -> str:
    """Of all that a sheet is made from, and of the programs that make it."""
    digest = hashlib.blake2b(digest_size=16)
    for part in (_programs(), document, styles, repr((title, pictures)).encode()):
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


@cache
def _programs() -> bytes:
    return f"{version('pypandoc_binary')} {code_version()}".encode()


class DocxBuilder(OfficeBuilder):
    """A sheet for Word."""

    name = HANDOUTS[".docx"]
    form = "docx"
    reference = staticmethod(word.reference)


class DocxSheetsBuilder(DocxBuilder):
    """For Word, a sheet of each chapter and each assignment, and one with its answers where the reader shows them."""

    name = SHEETS[".docx"]
    epilog = "The handouts are in %(outdir)s."
    # As the site, which leaves out what is not at hand, too.
    always_reports = False
    keeps = True

    def orders(self) -> Mapping[str, Order]:
        """All of the reader."""
        return sheets.sheets_of(self.env)


class OdtBuilder(OfficeBuilder):
    """A sheet for LibreOffice and its like."""

    name = HANDOUTS[".odt"]
    form = "odt"
    reference = staticmethod(opendocument.reference)

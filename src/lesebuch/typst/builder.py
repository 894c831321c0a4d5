"""The Sphinx builder `typst`: all documents, in the order of the tables of contents, as one PDF, `reader.pdf`."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.nodes import inline_all_toctrees

from lesebuch import glyphs, stamps
from lesebuch.config import FILE, LINES, Config
from lesebuch.config_reading import read_config
from lesebuch.model import Chapter
from lesebuch.presentation.ids import GLOSSARY
from lesebuch.problems import Code
from lesebuch.sphinx_ext import html_in_text
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.passage_quotes import shorten
from lesebuch.sphinx_ext.project import edition_of
from lesebuch.sphinx_ext.proving import Fault
from lesebuch.sphinx_ext.sheets import INTERNAL, leave_to_editors
from lesebuch.typst import (
    citations,
    events,
    formulas,
    glossaries,
    materials,
    places,
    printing,
    spoken,
    timelines,
    titles,
    wrapping,
)
from lesebuch.typst.code import TypstCode
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.linebreaks import Counted
from lesebuch.typst.tagging import FileTerms
from lesebuch.typst.translation import TypstTranslation
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

NOTED = (ours.editorial_note, nodes.footnote)
"""Nodes that stand where a mark refers to them."""
MONOSPACED = "DejaVu Sans Mono"


class NotPrintedError(Exception):
    """What is wrong has been reported."""


class TypstBuilder(Builder):
    """Doctree to Typst to PDF."""

    name = "typst"
    format = "typst"
    epilog = "The book is %(outdir)s/reader.pdf."
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Else Sphinx would fetch them: nothing is fetched while a book is made, and `blocks` says of each what to do.
    supported_remote_images = True
    output = "reader.pdf"
    always_reports = False
    """Whether it says what it finds even where `lesebuch_report` is off: nobody has said it before."""

    def get_outdated_docs(self) -> str:
        """All: what is up to date is found out when the code is made, from what would be printed."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Addresses within the book begin with a mark of their own."""
        return INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """As `get_target_uri`: all is one document."""
        return self.get_target_uri(to, typ)

    # --- From documents to code ----------------------------------------------------------------------------------------

    def tree(self) -> nodes.document:
        """All documents in one, links resolved."""
        root = self.config.root_doc
        tree = inline_all_toctrees(self, set(), root, self.env.get_doctree(root), str, [root])
        tree["docname"] = root
        glossaries.gather(tree)
        # Names of files stand in the list of sources, at the end.
        leave_to_editors(tree)
        events.refer(tree)
        citations.gather(tree)
        shorten(tree, LesebuchDomain.of(self.env).reader)
        self.env.resolve_references(tree, root, self)
        materials.refer(tree)
        for drawn in list(tree.findall(ours.timeline)):
            # The list of a chapter is short, and the chronology draws its events among all others.
            parts = timelines.by_page(drawn["items"]) if drawn["kind"] == "chronology" else []
            drawn.parent.replace(drawn, parts)
        return tree

    def translate(self, tree: nodes.document, translation: TypstTranslation) -> TypstCode:
        """The code of a document. What cannot be printed is reported, and no PDF is made."""
        html_in_text.fold(tree)
        translation.formulas = formulas.read(tree)
        translation.look(tree, noted=NOTED)
        code = translation.node(tree)
        translation.prove(tree, (words.node for words in code.words))
        for doubt in translation.doubts:
            logger.warning(doubt.message, location=doubt.node, type="lesebuch", subtype="print")
        self.fail_on(translation.faults)
        return code

    def fail_on(self, faults: list[Fault]) -> None:
        """Report faults with their places, and stop."""
        for fault in faults:
            logger.error(fault.message, location=fault.node, type="lesebuch", subtype="print")
        if faults:
            raise NotPrintedError("see the faults above")

    def picture(self, uri: str) -> str:
        """Copy a picture to where Typst may read it: its path from there; empty if there is no such file."""
        source = Path(self.srcdir, uri)
        if not source.is_file():
            return ""
        name = f"{hashlib.blake2b(uri.encode(), digest_size=4).hexdigest()}-{source.name}"
        target = Path(self.outdir, stamps.WORKING, printing.PICTURES, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return f"{printing.PICTURES}/{name}"

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Make the book. Where that fails, no book of an earlier build stays, and the command ends with 1."""
        stamps.remove_older(Path(self.outdir), *printing.older(Path(self.outdir)))
        try:
            self.write_all()
        except NotPrintedError as error:
            pdf = Path(self.outdir, self.output)
            stamps.remove(pdf, stamps.beside(pdf, LINES))
            # No traceback: what is wrong is in the documents.
            logger.error("%s was not made: %s", self.output, error, type="lesebuch", subtype="print")
            # Sphinx has no public way to fail without a traceback, which would be of no use here.
            self._app.statuscode = 1

    def write_all(self) -> None:
        """Translate and print."""
        tree = self.tree()
        beside = self.reader_config.book_notes == "margin"
        translation = TypstTranslation(
            BOOK,
            self.config.root_doc,
            title=self.config.project,
            glossary=LesebuchDomain.of(self.env).glossary_page or GLOSSARY,
            image=self.picture,
            beside=beside,
        )
        code = self.translate(tree, translation)
        imprint = titles.Imprint(
            self.reader_config,
            self.config,
            edition_of(self.config),
            self.chapters(),
            bylines=translation.bylines,
            run_in=translation.run_in,
            pictures={found["licence"] for found in tree.findall(ours.picture) if "licence" in found},
        )
        written = code.written
        signs = glyphs.signs(written.characters) | glyphs.signs(imprint.book().characters) | glyphs.signs(spoken.file())
        missing = self.missing(signs, code)
        named = replace(imprint, families=self.families(signs - missing, code))
        self.make(wrapping.file("book.typ", named.book(), written, translation.known, missing), named.terms())

    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the reader."""
        return LesebuchDomain.of(self.env).reader.chapters

    def families(self, signs: AbstractSet[str], code: TypstCode) -> tuple[str, ...]:
        """The fonts that the book is set in."""
        listed = any(piece in ("verbatim", "listing") for piece in code.pieces)
        found = printing.families(signs, self.font_folders())
        mathematical = "formula" in code.pieces
        return tuple(
            dict.fromkeys([*found, *([MONOSPACED] if listed else []), *([formulas.FAMILY] if mathematical else [])])
        )

    def missing(self, signs: AbstractSet[str], code: TypstCode) -> frozenset[str]:
        """Those of the signs that no font has. Each is reported with its places."""
        missing = glyphs.missing(signs, self.font_folders())
        log = logger.warning if self.config.lesebuch_report or self.always_reports else logger.info
        for place, found in places.of(code, missing, LesebuchDomain.of(self.env).reader).items():
            message = f"No font of the book has {'; '.join(map(glyphs.described, found))}."
            log("%s %s", message, Code.NO_GLYPH.hint, location=place, type="lesebuch", subtype=str(Code.NO_GLYPH))
        return missing

    def font_folders(self) -> tuple[str, ...]:
        """The reader's own folders with fonts."""
        return tuple(str(Path(self.confdir, folder)) for folder in self.config.typst_font_paths)

    # --- From code to PDF ----------------------------------------------------------------------------------------------

    @cached_property
    def reader_config(self) -> Config:
        """reader.toml, the same for all sheets; what is wrong in it has been reported when the reader was read."""
        config, _ = read_config(LesebuchDomain.of(self.env).root / FILE)
        return config

    def make(self, source: str, terms: FileTerms | None = None, counted: Counted | None = None) -> None:
        """Print, unless the PDF of exactly this is there already.

        `terms`: what its metadata say of its use; `counted`: the passages whose lines are written down beside it.
        """
        pdf = Path(self.outdir, self.output)
        # With the whole name, so that none is called as a file of the template is.
        main, lines = stamps.beside(pdf, ".typ"), stamps.beside(pdf, LINES)
        if pdf.is_file() and not stamps.is_ours(pdf):
            message = "%s is not made by Lesebuch and stays as it is. Move it, or name another folder for the output."
            logger.error(message, pdf, type="lesebuch", subtype="own-file")
            raise NotPrintedError("there is a file in its place")
        printing.write_template(main.parent)
        write_whole(main, source)
        mark = printing.fingerprint(main, self.font_folders(), terms)
        # One that was damaged since, or whose lines are gone, is made anew.
        if stamps.stands(pdf, mark, lines):
            return
        try:
            timestamp = _timestamp(self.reader_config)
            printed = printing.print_file(
                main, timestamp=timestamp, folders=self.font_folders(), terms=terms, counted=counted
            )
        except printing.PrintError as error:
            logger.error("%s", error, type="lesebuch", subtype="print")
            raise NotPrintedError("see what Typst says above") from None
        # Not before: with its stamp a book of an earlier build is ours to remove.
        stamps.forget(pdf)
        write_whole(pdf, self.finished(printed.pdf))
        if printed.lines:
            write_whole(lines, json.dumps(printed.lines, separators=(",", ":")) + "\n")
        stamps.note(pdf, mark, lines)

    def finished(self, pdf: bytes) -> bytes:
        """What is written of the PDF."""
        return pdf

    def finish(self) -> None:
        """Nothing is left to do."""


def _timestamp(config: Config) -> int:
    """Seconds since 1970 of the day of the edition."""
    return int(dt.datetime.combine(config.day, dt.time(12), dt.UTC).timestamp())

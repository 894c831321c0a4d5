"""The Sphinx builder `typst-handout`: chapters, passages or an assignment as a sheet for a class, with what they need."""

import io
from collections.abc import Mapping
from pathlib import Path

import segno
from docutils import nodes

from lesebuch import glyphs, stamps
from lesebuch.config import HANDOUTS, SHEETS
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.orders import Fold, Margin, Order
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.sheets import MARK, Composer, ResolvedLists, report_missing, sheets_of, title_of, way_back
from lesebuch.typst import chapters, spoken, wrapping
from lesebuch.typst.builder import TypstBuilder
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.imposition import imposed
from lesebuch.typst.linebreaks import counted
from lesebuch.typst.translation import Handler, Sheet, TypstTranslation


def _entry_index(t: TypstTranslation, node: ours.entry_index) -> TypstCode:
    """The entries themselves follow; their list is not needed."""
    return t.omit(node)


HANDOUT: Mapping[type[nodes.Node], Handler] = {
    **BOOK,
    nodes.section: chapters.section,
    ours.entry_index: _entry_index,
}


class HandoutBuilder(TypstBuilder):
    """What was ordered, the entries that it mentions, the works that its notes cite; nothing else of the reader."""

    name = HANDOUTS[".pdf"]
    epilog = "The handout is in %(outdir)s."
    always_reports = True
    # Not as the template.
    output = "sheet.pdf"
    lines = False
    """Whether it writes down, too, how lines are broken."""
    fold: Fold | None = None

    def write_all(self) -> None:
        """Print the sheet."""
        order = Order.read(self.config.typst_handout)
        self.fold = order.fold
        self.print_sheet(order, ResolvedLists())

    def finished(self, pdf: bytes) -> bytes:
        """Two pages on a sheet, where that was ordered."""
        return imposed(pdf, self.fold) if self.fold else pdf

    def print_sheet(self, order: Order, known: ResolvedLists) -> None:
        """Put a sheet together, translate and print it. `known`: the same for all sheets."""
        docname = next(iter(order.pages))
        tree = Composer(self, order, known).document()
        if self.always_reports:
            report_missing(tree)
        title = title_of(order, tree)
        config = self.reader_config
        translation = TypstTranslation(
            HANDOUT,
            docname,
            sheet=Sheet(config.baseurl),
            beside=order.margin is Margin.NOTES,
            files=1,
            image=self.picture,
        )
        code = self.translate(tree, translation)
        if order.margin is Margin.NOTES:
            code = block([code, call("further-notes", _("Further notes"))])
        head = call(
            "handout.with",
            title=title,
            reader=config.title,
            keyword=MARK,
            language=current(),
            group=order.group,
            named=order.title != "",
            signed=not order.teacher,
            large=order.large,
            half=order.fold is not None,
            margin=order.margin or "",
            **_way_back(way_back(config.baseurl, order)),
        )
        written = code.written
        missing = self.missing(
            glyphs.signs(written.characters) | glyphs.signs(head.characters) | glyphs.signs(spoken.file()), code
        )
        source = wrapping.file("handout.typ", head, written, translation.known, missing, lines=self.lines)
        self.make(source, counted=counted(tree) if self.lines else None)


class HandoutsBuilder(HandoutBuilder):
    """A sheet of each chapter and each assignment, and one with its answers where the reader shows them."""

    name = SHEETS[".pdf"]
    epilog = "The handouts are in %(outdir)s."
    # As the site, which leaves out what is not at hand, too.
    always_reports = False

    def write_all(self) -> None:
        """Print those of which anything has changed."""
        known = ResolvedLists()
        orders = sheets_of(self.env)
        for name, order in orders.items():
            self.output = f"{name}.pdf"
            # That of a whole chapter is the one whose lines are counted on the screen, too.
            self.lines = name == next(iter(order.what))
            self.print_sheet(order, known)
        stamps.remove_others(Path(self.outdir), ".pdf", orders)


def _way_back(address: str) -> dict[str, str]:
    """The address that leads back to the site, and a picture of it that a telephone reads; nothing without an address."""
    if not address:
        return {}
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, nl=False)
    return {"address": address, "code": drawn.getvalue().decode()}

"""The Sphinx builder `typst-handout`: chapters, passages or an assignment as a sheet for a class, with what they need."""

import io
from collections.abc import Mapping, Sequence

import segno
from docutils import nodes
from sphinx.util import logging

from lesebuch import glyphs
from lesebuch.config import HANDOUTS
from lesebuch.model import PassageRange
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.ids import ASSIGNMENTS
from lesebuch.presentation.orders import Order
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.sheets import Composer
from lesebuch.typst import chapters, spoken, wrapping
from lesebuch.typst.builder import TypstBuilder
from lesebuch.typst.code import TypstCode, block, call
from lesebuch.typst.handlers import BOOK
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
    """What was ordered, the entries that it mentions, the works that its notes cite; nothing else of the reader."""

    name = HANDOUTS
    epilog = "The handout is in %(outdir)s."
    always_reports = True
    # Not as the template.
    output = "sheet.pdf"

    def write_all(self) -> None:
        """Put the sheet together, translate and print it."""
        order = Order.read(self.config.typst_handout)
        docname = next(iter(order.pages))
        tree = Composer(self, order).document()
        if next(tree.findall(ours.missing_text), None) is not None:
            logger.warning("The text of this chapter is not at hand; the handout has the rest.", location=docname)
        heading = tree.next_node(nodes.title)
        title = order.title or (" ".join(heading.astext().split()) if heading is not None else docname)
        config = self.reader_config()
        translation = Translation(HANDOUT, docname, sheet=Sheet(config.baseurl), files=1, image=self.picture)
        code = self.translate(tree, translation)
        if order.answers:
            code = block([code, call("answer-space", order.answers)])
        head = call(
            "handout.with",
            title=title,
            reader=config.title,
            keyword=MARK,
            language=current(),
            group=order.group,
            named=order.title != "",
            large=order.large,
            **_way_back(config.baseurl, docname, order.pages[docname]),
        )
        missing = self.missing(
            glyphs.signs(code.characters) | glyphs.signs(head.characters) | glyphs.signs(spoken.file()), code
        )
        self.make(wrapping.file("handout.typ", head, code, translation.passages, missing))


def _way_back(baseurl: str, docname: str, chosen: Sequence[PassageRange]) -> dict[str, str]:
    """The address of what the sheet begins with, and a picture of it that a telephone reads; nothing without an address."""
    if not baseurl:
        return {}
    # Whoever has the sheet for teachers goes where the class goes.
    page = docname.removesuffix("-teacher") if docname.startswith(f"{ASSIGNMENTS}/") else docname
    address = f"{baseurl.rstrip('/')}/{page}.html" + (f"#{chosen[0].first}" if chosen else "")
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, nl=False)
    return {"address": address, "code": drawn.getvalue().decode()}

"""The Sphinx builder `typst-handout`: one chapter as a sheet for a class, with the entries and works that it needs."""

from collections.abc import Mapping

from docutils import nodes

from lesebuch import glyphs
from lesebuch.presentation.catalogue import current
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext import sheets
from lesebuch.typst import chapters, spoken, wrapping
from lesebuch.typst.builder import TypstBuilder
from lesebuch.typst.code import TypstCode, call
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.translation import Handler, Sheet, Translation


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

    name = "typst-handout"
    epilog = "The handout is in %(outdir)s."
    always_reports = True

    def init(self) -> None:
        """Name the file after the chapter."""
        super().init()
        self.output = f"{self.config.typst_handout}.pdf"

    def write_all(self) -> None:
        """Put the sheet together, translate and print it."""
        sheet = sheets.compose(self, self.config.typst_handout)
        config = self.reader_config()
        translation = Translation(HANDOUT, sheet.docname, sheet=Sheet(config.baseurl), files=1, image=self.picture)
        code = self.translate(sheet.tree, translation)
        head = call("handout.with", title=sheet.title, reader=config.title, keyword=sheets.MARK, language=current())
        missing = self.missing(
            glyphs.signs(code.characters) | glyphs.signs(head.characters) | glyphs.signs(spoken.file()), code
        )
        self.make(wrapping.file("handout.typ", head, code, translation.passages, missing))

"""Sheets as files of word processors: Sphinx builders that translate doctrees to pandoc's tree, of which pandoc makes docx and odt."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.office.builder import DocxBuilder, DocxSheetsBuilder, OdtBuilder


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builders. What sheet they make says the same setting as for sheets in PDF."""
    app.setup_extension("lesebuch.sphinx_ext")
    app.add_builder(DocxBuilder)
    app.add_builder(DocxSheetsBuilder)
    app.add_builder(OdtBuilder)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

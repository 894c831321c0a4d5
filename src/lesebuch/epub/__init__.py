"""The e-book: doctrees as the pages of an EPUB 3, one book for each edition. Its pages are HTML, and built on the site's visitors."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.epub.builder import EbookBuilder


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.setup_extension("lesebuch.html")
    app.add_builder(EbookBuilder)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

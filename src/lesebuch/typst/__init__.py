"""The book and the handouts: a Sphinx builder that translates doctrees to Typst and prints them as PDF."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.typst.builder import TypstBuilder
from lesebuch.typst.handouts import HandoutBuilder, HandoutsBuilder


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builders."""
    app.setup_extension("lesebuch.sphinx_ext")
    app.add_builder(TypstBuilder)
    app.add_builder(HandoutBuilder)
    app.add_builder(HandoutsBuilder)
    app.add_config_value("typst_font_paths", (), "", (list, tuple))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

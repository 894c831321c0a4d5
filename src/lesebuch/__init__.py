"""Annotated readers and teaching corpora from a folder of sources."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Make `extensions = ["lesebuch"]` work: the documents, then the writers, each an extension of its own."""
    app.setup_extension("lesebuch.sphinx_ext")
    for writer in app.config.lesebuch_writers.split(","):
        app.setup_extension(f"lesebuch.{writer}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

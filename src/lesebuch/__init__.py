"""Annotated readers and teaching corpora from a folder of sources."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Make `extensions = ["lesebuch"]` work: the documents, then the writers, each an extension of its own."""
    for part in ("lesebuch.sphinx_ext", "lesebuch.html", "lesebuch.typst", "lesebuch.office", "lesebuch.epub"):
        app.setup_extension(part)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

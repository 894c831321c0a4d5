"""Annotated readers and teaching corpora from a folder of sources."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Make `extensions = ["lesebuch"]` work; Sphinx is imported only by those who use it."""
    from lesebuch.sphinx_ext import setup as register  # noqa: PLC0415

    return register(app)

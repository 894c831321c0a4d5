"""The site: how HTML shows the nodes of a reader, and what its pages hold around them."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.config import Setting
from lesebuch.html import transforms, visitors
from lesebuch.html.build_steps import STEPS
from lesebuch.sphinx_ext import nodes
from lesebuch.sphinx_ext.build_steps import connect
from lesebuch.sphinx_ext.conf import looks

_THEME = Path(__file__).parent / "templates"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; when it runs, says `build_steps`."""
    app.setup_extension("lesebuch.sphinx_ext")
    app.add_html_theme(looks.THEME, str(_THEME))
    # A list, as JSON: the command line of Sphinx splits others at each comma.
    app.add_config_value(Setting.OFFERS.value, "[]", "", str)
    for node in (*nodes.BLOCKS, *nodes.INLINES):
        app.add_node(node, html=visitors.VISITORS[node])
    app.add_post_transform(transforms.EmptyHeads)
    connect(app, STEPS)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}

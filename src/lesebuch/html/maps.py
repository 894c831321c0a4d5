"""HTML of a drawn map: one drawing for wide screens, one for narrow ones; a style sheet shows one of the two."""

from base64 import b64encode
from html import escape
from typing import Any

from lesebuch.html.links import Pages
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.map_drawing import linked
from lesebuch.sphinx_ext import nodes as ours


def visit_map(self: Any, node: ours.place_map) -> None:
    """The drawings, then the caption and what is to be known of the borders."""
    pages, docname = Pages.of(self.builder), self.docnames[-1]
    if self.builder.name == "epub":
        # In an EPUB each page with a drawing in it must be declared, which Sphinx cannot do; a picture need not.
        data = b64encode(linked(node["wide"], lambda _entry: "").encode()).decode()
        drawing = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(node["alt"], quote=True)}"/>'
    else:
        drawing = linked(node["wide"] + node["narrow"], lambda entry: pages.entry(entry, docname))
    self.body.append(f'<figure class="map" aria-label="{_("Map")}">{drawing}<figcaption>')


def depart_map(self: Any, _node: ours.place_map) -> None:
    """End of the figure."""
    self.body.append("</figcaption></figure>\n")

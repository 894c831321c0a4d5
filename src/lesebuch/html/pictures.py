"""HTML of pictures, each with its measures, so that nothing jumps when it comes, and loaded when it is near; and of maps."""

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.images import get_image_size

from lesebuch.html.links import Pages
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.map_drawing import linked
from lesebuch.sphinx_ext import nodes as ours


def visit_picture(self: Any, node: ours.picture) -> None:
    """The figure; how wide it is on the page is the figure's matter, the image keeps its own measures."""
    style = ""
    for image in node.findall(nodes.image):
        if share := image.attributes.pop("width", ""):
            style = f' style="width:{share}"'
        size = get_image_size(Path(self.builder.srcdir, image["uri"]))
        if size:
            image["width"], image["height"] = map(str, size)
        image["loading"] = "lazy"
    name = f' id="{node["ids"][0]}"' if node["ids"] else ""
    self.body.append(f'<figure class="lb-picture"{name}{style}>\n')


def depart_picture(self: Any, node: ours.picture) -> None:
    """End of the figure, and of its caption, which caption or legend have begun, whichever comes first."""
    self.body.append("</figcaption>\n</figure>\n" if len(node) > 1 else "</figure>\n")


def as_picture(svg: str, alt: str) -> str:
    """A drawing as a picture. In an EPUB each page with a drawing in it must be declared, which Sphinx cannot do; a picture need not."""
    data = b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt, quote=True)}"/>'


def visit_map(self: Any, node: ours.place_map) -> None:
    """One drawing for wide screens and one for narrow ones, of which a style sheet shows one; then the caption and what is to be known of the borders."""
    pages, docname = Pages.of(self.builder), self.docnames[-1]
    if self.builder.name == "epub":
        drawing = as_picture(linked(node["wide"], lambda _entry: ""), node["alt"])
    else:
        drawing = linked(node["wide"] + node["narrow"], lambda entry: pages.entry(entry, docname))
    self.body.append(f'<figure class="map" aria-label="{_("Map")}">{drawing}<figcaption>')

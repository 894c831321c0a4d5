"""HTML of pictures: each with its measures, so that nothing jumps when it comes, and loaded when it is near."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.images import get_image_size

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

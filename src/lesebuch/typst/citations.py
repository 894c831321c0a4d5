"""How texts are cited stands in a book once, with its sources: chapters end with their text and its dates."""

from docutils import nodes

from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours


def gather(tree: nodes.document) -> None:
    """Where a list of sources names a chapter, let it say how the chapter is cited; a chapter on no list says it by itself."""
    boxes = {box["chapter"]: box for box in tree.findall(ours.cite_box)}
    for field in [field for field in tree.findall(ours.metadata_field) if field["name"] == "chapters"]:
        links = {link["chapter"]: link for link in field.findall(ours.passage_link) if link["chapter"] in boxes}
        for chapter, link in links.items():
            box = boxes.pop(chapter)
            box.parent.remove(box)
            # The line names the chapter, and its pages.
            link.parent.replace(link, box)
        if links:
            field["label"] = _("How to cite")
        if len(field.children) > _ONE:
            field[:] = [*_lines(field)]


_ONE = 2
"""A chapter of a source is named by a link and its lines; between several stands a sign."""


def _lines(field: ours.metadata_field) -> list[nodes.line]:
    """A line for each chapter of a source."""
    several = [nodes.line()]
    for child in field.children:
        if several[-1].children and isinstance(child, ours.cite_box | ours.passage_link):
            # The sign that stood before it is not needed.
            several[-1].pop()
            several.append(nodes.line())
        several[-1] += child
    return several

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
            field["label"] = _("Cite")

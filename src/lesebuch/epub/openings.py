"""Pages on which the parts of a book begin. On the site, what the editors say of a part stands in the list of chapters."""

from collections.abc import Collection
from dataclasses import dataclass

from docutils import nodes

from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours


@dataclass(frozen=True, slots=True)
class Opening:
    """The page of a part. It lies beside the list, so that what stood there leads where it did."""

    docname: str
    label: str
    document: nodes.document


def take(doctree: nodes.document, docname: str, taken: Collection[str]) -> dict[str, Opening]:
    """The pages of the parts that a document lists, by the page of the first chapter of each; their words leave the list.

    `taken`: names that documents have.
    """
    found = {}
    for group in doctree.findall(ours.chapter_group):
        item = group.next_node(ours.chapter_item)
        if not group["label"] or item is None:
            continue
        said = [child for child in group.children if isinstance(child, ours.part_introduction)]
        name = f"{docname}-{group['ids'][0]}"
        while name in taken:
            name += "-"
        section = nodes.section("", nodes.title("", group["label"]), ids=["part"])
        for introduction in said:
            group.remove(introduction)
            section += introduction.children
        document = doctree.copy()
        document += section
        found[chapter_page(item["chapter"])] = Opening(name, group["label"], document)
    return found

"""A book prints the words of its texts once: where an assignment quotes passages of them as material, it leads there."""

from docutils import nodes
from sphinx import addnodes

from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours

_GAP = "\N{EM SPACE}"


def refer(tree: nodes.document) -> None:
    """Let the number of a material stand before the text and the passages that it is; a part of a passage stays quoted.

    What the editors say of the passages stands with them, too. Links have been resolved and shortened before.
    """
    printed = {file["docname"] for file in (tree, *tree.findall(addnodes.start_of_file))}
    for quote in list(tree.findall(ours.passage_quote)):
        if quote.get("material") and not quote["missing"] and chapter_page(quote["chapter"]) in printed:
            _shorten(quote)


def _shorten(quote: ours.passage_quote) -> None:
    holder = quote.parent
    at = holder.index(quote)
    title = holder[at - 1]
    source = next(child for child in quote.children if isinstance(child, nodes.attribution))
    notes = [
        node for node in holder[at + 1 : at + 2] if isinstance(node, nodes.bullet_list) and _NOTES in node["classes"]
    ]
    named = nodes.strong("", "", *title.children)
    holder[at - 1 : at + 1 + len(notes)] = [nodes.paragraph("", "", named, nodes.Text(_GAP), *source.children)]


_NOTES = "material-notes"

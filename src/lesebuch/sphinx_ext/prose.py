"""What editors say as plain words, where there is no room for more: in a drawing, in a preview."""

import re

from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext import nodes as ours

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=[”“’»)]*\s+[„“‚«»(]*[^\W\d_])")
"""An end of a sentence; a point behind a digit is an ordinal, and behind one or two letters an abbreviation."""


def plain(node: nodes.Element) -> str:
    """The words without citations of works and lists of places."""
    copy = node.deepcopy()
    for idle in [*copy.findall(addnodes.pending_xref), *copy.findall(ours.passage_links)]:
        if isinstance(idle, ours.passage_links) or idle.get("refdomain") == "cite":
            idle.parent.remove(idle)
    text = " ".join(copy.astext().split())
    return re.sub(r" (?=[.,;])", "", text)


def first_sentence(text: str) -> str:
    """The first sentence, without its full stop."""
    end = _SENTENCE.search(text)
    return (text[: end.start()] if end else text).rstrip(".")

"""Where signs that no font has come from: the file and line that people can open."""

import re

from docutils import nodes
from sphinx.util.nodes import get_node_line, get_node_source

from lesebuch.glyphs import pattern
from lesebuch.model import Reader
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.code import TypstCode


def of(code: TypstCode, missing: frozenset[str], reader: Reader) -> dict[str, list[str]]:
    """By place, in the order of the pages, the signs there; '' for those that stand in no text of a document."""
    found: dict[str, dict[str, None]] = {}
    if not missing:
        return {}
    sign = re.compile(pattern(missing).removesuffix("+"))
    for words in code.words:
        for match in sign.findall(words.text):
            found.setdefault(_place(words.node, match, reader), {})[match] = None
    known = {match for matches in found.values() for match in matches}
    if rest := [match for match in sorted(missing) if match not in known]:
        found[""] = dict.fromkeys(rest)
    return {place: list(matches) for place, matches in found.items()}


def _place(node: nodes.Node, sign: str, reader: Reader) -> str:
    """Of the text of a chapter the line of its source, else the line of the document."""
    parent: nodes.Element | None = node.parent
    passage = slug = ""
    while parent is not None and not slug:
        passage = passage or parent.get("passage", "") if isinstance(parent, ours.passage | nodes.title) else passage
        slug = parent.get("chapter", "") if isinstance(parent, nodes.section | ours.passage) else ""
        parent = parent.parent
    if passage and (chapter := reader.chapter(slug)):
        found = next((p for p in chapter.passages if p.id == passage), None)
        at = (found.text or "").find(sign) if found else -1
        if found and at >= 0:
            return f"{chapter.file}:{found.locate(at, at + len(sign))[0].line}"
    holder = node.parent
    return f"{get_node_source(holder) or ''}:{get_node_line(holder) or ''}".rstrip(":")

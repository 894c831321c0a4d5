"""Ids where all documents are one page: there each chapter's `p3` would stand beside all others.

Documents that hold nothing of ours keep their ids; Sphinx leaves it to their authors that they differ.
"""

import re
from dataclasses import replace

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.html.links import unique
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain

_HREF = re.compile(r'(?<= href="#)|(?<= id=")|(?<= aria-labelledby=")|(?<= aria-describedby=")')
_TO_DOCUMENT = re.compile(r"#document-(?P<docname>[^#]+)#(?P<id>.+)")


def separate(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`, last of all."""
    if app.builder.name != "singlehtml":
        return
    used = set(LesebuchDomain.of(app.env).uses)
    whole = looks.ours(app.config)
    for node, owner in ours.owned(doctree, docname):
        if whole or owner in used:
            _rename(node, owner)
        # Sphinx 9 leaves the address of a place on another page as it is, which leads nowhere on this one.
        found = _TO_DOCUMENT.fullmatch(node.get("refuri", "")) if isinstance(node, nodes.reference) else None
        if found and (whole or found["docname"] in used):
            node["refuri"] = f"#{unique(found['docname'], found['id'])}"


def _rename(node: nodes.Element, docname: str) -> None:
    for name in ("ids", "backrefs"):
        if node.get(name):
            node[name] = [unique(docname, id_) for id_ in node[name]]
    if node.get("refid"):
        node["refid"] = unique(docname, node["refid"])
    if isinstance(node, ours.network):
        for drawing in ("svg", "narrow"):
            node[drawing] = _HREF.sub(unique(docname, ""), node[drawing])
    if isinstance(node, ours.place_map):
        for drawing in ("wide", "narrow"):
            node[drawing] = _HREF.sub(unique(docname, ""), node[drawing])
    if isinstance(node, ours.timeline):
        node["items"] = [replace(item, id=unique(docname, item.id)) for item in node["items"]]

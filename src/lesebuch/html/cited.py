"""Cited works whole, in one script, which a page loads when the first preview of one is asked for.

Pages that cite much would else say the same addresses again and again: a fifth of a glossary's weight.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.backends.plaintext import Backend
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html.calling import call
from lesebuch.sphinx_ext.conf import looks
from lesebuch.writing import write_if_changed

_FILE = "lesebuch-cited.js"


def shorten(app: Sphinx, document: nodes.document, _page: str) -> None:
    """On `doctree-resolved`: citations without the whole work as a title, which sphinxcontrib-bibtex gives to its links; the script has it."""
    if not looks.is_our_site(app.builder):
        return
    for citation in document.findall(_is_citation):
        for link in citation.findall(nodes.reference):
            link.attributes.pop("reftitle", None)


def _is_citation(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "bibtex-citation" in node["classes"]


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: by the address of each work in its list, seen from the site's root, its words."""
    builder = app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return
    plain = Backend()
    bibliography: Any = app.env.get_domain("cite")
    works = {
        f"{builder.get_target_uri(work.bibliography_key.docname)}#{work.citation_id}": work.tooltip_entry.text.render(
            plain
        )
        for work in bibliography.citations
        if work.tooltip_entry
    }
    text = call("lesebuchCited", works)
    write_if_changed(Path(app.outdir, "_static", _FILE), text)

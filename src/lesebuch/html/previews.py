"""Short definitions of all entries in one script, which a page loads when the first preview is asked for.

A script and not JSON, since browsers load it from `file:` too; one for all pages, so that a changed definition
changes this file and the glossary, not every chapter that mentions the entry.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.sphinx_ext import looks
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

_FILE = "lesebuch-entries.js"
_LONGEST = 380
_SENTENCE = re.compile(r"(?<=[a-zäöüß)“])[.;](?= [A-ZÄÖÜ„a-z])")
"""An end of a sentence; a point behind a digit is an ordinal."""


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, from the glossary's doctree."""
    if failed or not isinstance(app.builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return
    page = LesebuchDomain.of(app.env).glossary_page
    if page not in app.env.all_docs:
        return
    entries = app.env.get_doctree(page).findall(ours.glossary_entry)
    short = {entry["ids"][0]: [entry["term"], definition(entry)] for entry in entries}
    text = f"lesebuchEntries({json.dumps(short, ensure_ascii=False, separators=(',', ':'))});\n"
    path = Path(app.outdir, "_static", _FILE)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)


def definition(entry: ours.glossary_entry) -> str:
    """The first paragraph without its citations, cut at a sentence where it is long."""
    first = next((child for child in entry.children if isinstance(child, nodes.paragraph)), None)
    if first is None:
        return ""
    copy = first.deepcopy()
    for citation in list(copy.findall(addnodes.pending_xref)):
        if citation.get("refdomain") == "cite":
            citation.parent.remove(citation)
    text = " ".join(copy.astext().split()).replace(" .", ".").replace(" ,", ",").replace(" ;", ";")
    if len(text) <= _LONGEST:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text[: _LONGEST + 1])]
    return text[: ends[-1]] if ends and ends[-1] > _LONGEST // 2 else text[:_LONGEST].rsplit(" ", 1)[0] + " …"

"""What the scripts of a page say, in one script of words in the reader's language, the same for all pages."""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import looks
from lesebuch.writing import write_whole

FILE = "lesebuch-words.js"

_WORDS = {
    "close": "Close",
    "note": "Note {n}",
    "notes": "Below the text",
    "date": "Date",
    "work": "Cited work",
    "works": "In the list of works",
    "entry": "Glossary entry",
    "glossary": "In the glossary",
}
"""Messages of the catalogue, by the names that the scripts know."""


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`."""
    if failed or not isinstance(app.builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return
    said = {name: _(message) for name, message in _WORDS.items()}
    text = f"globalThis.lesebuchWords = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"
    path = Path(app.outdir, "_static", FILE)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)

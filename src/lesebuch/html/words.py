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
    "below": "Below the text",
    "date": "Date",
    "work": "Cited work",
    "works": "In the list of works",
    "entry": "Glossary entry",
    "glossary": "In the glossary",
    "notes": "Notes",
    "size": "Text size",
    "size-normal": "Normal",
    "size-small": "Small",
    "size-large": "Large",
    "size-larger": "Larger",
    "width": "Line width",
    "width-normal": "Normal",
    "width-narrow": "Narrow",
    "width-wide": "Wide",
    "theme": "Colours",
    "theme-auto": "As the system",
    "theme-light": "Light",
    "theme-dark": "Dark",
    "theme-sepia": "Sepia",
    "terms": "Terms",
    "terms-first": "First mention",
    "terms-section": "In each section",
    "terms-all": "All mentions",
    "terms-none": "None",
    "dates": "Dates",
    "dates-pointed": "When pointed at",
    "dates-always": "Always",
    "dates-never": "Never",
    "notes-beside": "Beside the text",
    "notes-below": "Below the text",
    "lines": "Line numbers",
    "lines-none": "None",
    "lines-five": "Every five lines",
    "link": "{name}, link",
    "paragraph": "Par.",
    "paragraphs": "only {n} paragraphs",
    "nowhere": "No such text.",
    "copy-link": "Copy link",
    "copy-quote": "Copy quotation",
    "copied": "Copied",
    "print": "Print passage",
    "quotation": "“{words}” ({reference})",
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

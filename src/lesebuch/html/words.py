"""What the scripts of a page say, in one script of words in the reader's language, the same for all pages."""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import looks
from lesebuch.writing import write_whole

FILE = "lesebuch-words.js"

_WORDS = {
    "close": N_("Close"),
    "note": N_("Note {n}"),
    "below": N_("Below the text"),
    "date": N_("Date"),
    "work": N_("Cited work"),
    "works": N_("In the list of works"),
    "entry": N_("Glossary entry"),
    "glossary": N_("In the glossary"),
    "kind": N_("Kind"),
    "all": N_("All"),
    "notes": N_("Notes"),
    "size": N_("Text size"),
    "size-normal": N_("Normal"),
    "size-small": N_("Small"),
    "size-large": N_("Large"),
    "size-larger": N_("Larger"),
    "width": N_("Line width"),
    "width-normal": N_("Normal"),
    "width-narrow": N_("Narrow"),
    "width-wide": N_("Wide"),
    "theme": N_("Colours"),
    "theme-auto": N_("As the system"),
    "theme-light": N_("Light"),
    "theme-dark": N_("Dark"),
    "theme-sepia": N_("Sepia"),
    "terms": N_("Terms"),
    "terms-first": N_("First mention"),
    "terms-section": N_("In each section"),
    "terms-all": N_("All mentions"),
    "terms-none": N_("None"),
    "dates": N_("Dates"),
    "dates-pointed": N_("When pointed at"),
    "dates-always": N_("Always"),
    "dates-never": N_("Never"),
    "notes-beside": N_("Beside the text"),
    "notes-below": N_("Below the text"),
    "lines": N_("Line numbers"),
    "lines-none": N_("None"),
    "lines-five": N_("Every five lines"),
    "link": N_("{name}, link"),
    "paragraph": N_("Par."),
    "paragraphs": N_("only {n} paragraphs"),
    "nowhere": N_("No such text."),
    "copy-link": N_("Copy link"),
    "copy-quote": N_("Copy quotation"),
    "copied": N_("Copied"),
    "print": N_("Print passage"),
    "quotation": N_("“{words}” ({reference})"),
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

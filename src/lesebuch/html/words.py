"""What the scripts of a page say, in one script of words in the reader's language, the same for all pages."""

import json
from pathlib import Path

from sphinx.application import Sphinx

from lesebuch.html.previews import are_offered
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.writing import write_if_changed

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
    "everywhere": N_("Every occurrence in context"),
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
    "theme-auto": N_("System"),
    "theme-light": N_("Light"),
    "theme-dark": N_("Dark"),
    "theme-sepia": N_("Sepia"),
    "terms": N_("Terms"),
    "terms-first": N_("First mention"),
    "terms-section": N_("In each section"),
    "terms-all": N_("All mentions"),
    "terms-none": N_("None"),
    "dates": N_("Dates"),
    "dates-pointed": N_("On hover"),
    "dates-always": N_("Always"),
    "dates-never": N_("Never"),
    "notes-beside": N_("Beside the text"),
    "notes-below": N_("Below the text"),
    "lines": N_("Line numbers"),
    "lines-none": N_("None"),
    "lines-five": N_("Every five lines"),
    "paragraph": N_("Par."),
    "paragraphs": N_("only {n} paragraphs"),
    "nowhere": N_("No such text."),
    "copy-link": N_("Copy link"),
    "copy-quote": N_("Copy quotation"),
    "copied": N_("Copied"),
    "share": N_("Share"),
    "print": N_("Print passage"),
    "show-large": N_("Show large"),
    "cite": N_("Cite"),
    "copy": N_("Copy"),
    "list": N_("In the list of works:"),
    "left": N_("{n} of {all} works"),
    "mine": N_("My notes"),
    "mine-file": N_("my-notes"),
    "note-mine": N_("Add note"),
    "mark": N_("Highlight"),
    "marked": N_("Highlighted"),
    "keep": N_("Save"),
    "discard": N_("Discard"),
    "change": N_("Change"),
    "remove": N_("Delete"),
    "orphans": N_("Notes on words that are no longer in the text"),
    "where": N_("Your notes stay in this browser. Save them to a file to keep them or take them with you."),
    "lapses": N_("This browser deletes what it has kept seven days after your last visit."),
    "unkept": N_("This browser cannot keep your notes. Save them to a file before you leave the page."),
    "save-json": N_("Save all (JSON)"),
    "save-md": N_("Save as text (Markdown)"),
    "load": N_("Load notes from a file"),
    "take": N_("Import the notes on “{reader}” ({n})"),
    "taken": N_("{n} of {all} notes are new."),
    "unread": N_("There are no notes in this file."),
    "keeping": N_("{n} of {all} files"),
    "kept-all": N_("Saved for offline reading"),
    "keep-failed": N_("That did not work. Please try again"),
    "save": N_("Save as {format}"),
    "blank": N_("Fill the blank with the address of the text."),
    "hints": N_("Hints"),
    "hints-folded": N_("Collapsed"),
    "hints-open": N_("Open"),
    "expected": N_("Expected answers"),
    "expected-shown": N_("Shown"),
    "expected-hidden": N_("Hidden"),
    "answers-kept": N_(
        "Your answers stay in this browser; nobody else sees them. Save them as a document to hand them in."
    ),
    "answers-lost": N_("This browser cannot keep your answers. Save them before you close the page."),
    "answers-left": N_("Your answers to tasks that are no longer on this page:"),
    "answers-send": N_("Send answers"),
    "answers-html": N_("Save answers"),
    "answers-markdown": N_("As Markdown"),
    "answers-clear": N_("Delete answers"),
    "answers-sure": N_("Delete all answers on this page?"),
    "answers-name": N_("Name"),
    "forget": N_("Delete everything saved in this browser"),
    "forget-sure": N_(
        "Delete everything this browser has saved for this reader: your notes and answers, your place in the texts, and these settings?"
    ),
    "quotation": N_("“{words}” ({reference})"),
}
"""Messages of the catalogue, by the names that the scripts know."""


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`."""
    if failed or not are_offered(app):
        return
    said = {name: _(message) for name, message in _WORDS.items()}
    text = f"globalThis.lesebuchWords = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};\n"
    write_if_changed(Path(app.outdir, "_static", FILE), text)

"""Names of pages, and ids of what a chapter's page holds beside its passages, kept apart from theirs.

A page has each id once. An editor may name a note like the passage that it stands on (`c1`) or like a section of the editorial layer.
"""

import re

from lesebuch.folders import ASSIGNMENTS, TEACHER_PAGE
from lesebuch.model import AnnotationKind, EntryKind
from lesebuch.places import AT_PASSAGE, note_id
from lesebuch.presentation.catalogue import is_spoken

CHAPTERS = "chapters"
"""Folder of the chapters' pages."""
ENTRIES = "entries"
"""Folder of the pages that have all places of an entry."""
GLOSSARY = "glossary"
"""Name of the page with the glossary, where there are several."""
_GERMAN = {
    "notes": "anmerkungen",
    "events": "ereignisse",
    "entries": "begriffe",
    "cite": "zitieren",
    "undated": "ohne-datum",
}
"""What is called otherwise in a German reader: sections of the editorial layer, and the chapters without a date."""
_PASSAGE = re.compile(r"[a-z][0-9]+(?:\.[0-9]+)?")
_KEPT_APART = re.compile(r"(?:note|ref|event|from|main|lb)-.+")


def chapter_page(slug: str) -> str:
    """The name of a chapter's page, without an ending."""
    return f"{CHAPTERS}/{slug}"


def assignment_page(name: str) -> str:
    """The name of an assignment's page."""
    return f"{ASSIGNMENTS}/{name}"


def teacher_page(name: str) -> str:
    """The name of the page with the expected answers of an assignment."""
    return TEACHER_PAGE.format(name)


def task(name: str) -> str:
    """Id of a task on its page."""
    return f"task-{name}"


def section(kind: str) -> list[str]:
    """Ids of a section of the editorial layer, the first the one that links name.

    Readers in all languages once had the German names: they lead there still.
    """
    return [_GERMAN[kind]] if is_spoken("de") else [kind, _GERMAN[kind]]


def group(name: str) -> list[str]:
    """Ids of a group in the list of chapters, the first the one that links name: a year, a part, or '' for no date."""
    return [f"y{name}" if name.lstrip("-").isdigit() else name] if name else section("undated")


def global_name(docname: str, id_: str) -> str:
    """The name that an id has where ids are global: in the PDF, in Word files, in TEI. Without an id, the page's."""
    folder, _, name = docname.rpartition("/")
    # Of chapters it is the name that other programs know: SLUG.p3.
    prefix = name if folder == CHAPTERS else docname
    return f"{prefix}.{id_}" if id_ else docname


def part_page(glossary: str, part: str) -> str:
    """The name of the page with a part of the glossary, beside the glossary's own."""
    return f"{glossary}-{part}"


def entry_page(slug: str) -> str:
    """The name of the page of an entry's own."""
    return f"{ENTRIES}/{slug}"


def letter(label: str) -> str:
    """Id of a letter in the glossary; `#` stands for what is no letter."""
    return f"letter-{label.lower()}" if label != "#" else "letter-other"


def note(name: str) -> str:
    """Id of a note."""
    return note_id(name)


def kind(name: str) -> str:
    """The class of a kind of note or entry in markup: kinds that a reader adds are kept apart from classes of ours."""
    return name if name in {*AnnotationKind, *EntryKind} else f"kind-{name}"


def reference(name: str) -> str:
    """Id of the number in the text that leads to a note."""
    return f"ref-{name}"


def event(name: str) -> str:
    """Id of an event; a prefix where it could be a passage's, a note's or a section's."""
    taken = any(name in section(kind) for kind in _GERMAN) or any(
        p.fullmatch(name) for p in (_PASSAGE, AT_PASSAGE, _KEPT_APART)
    )
    return f"event-{name}" if taken else name


def own_reference(passage: str) -> str:
    """Id of the first mark in the text that leads to a note of the source."""
    return f"from-{passage}"

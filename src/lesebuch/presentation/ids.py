"""Names of pages, and ids of what a chapter's page holds beside its passages, kept apart from theirs.

A page has each id once. An editor may name a note like the passage that it stands on (`c1`) or like a section of the editorial layer.
"""

import re

CHAPTERS = "chapters"
"""Folder of the chapters' pages."""
GLOSSARY = "glossary"
"""Name of the page with the glossary, where there are several."""
SECTIONS = {"notes": "anmerkungen", "events": "ereignisse", "entries": "begriffe", "cite": "zitieren"}
"""Ids of the sections of the editorial layer, by their kind."""
_PASSAGE = re.compile(r"[a-z][0-9]+(?:\.[0-9]+)?")
_AT_PASSAGE = re.compile(r"[a-z][0-9]+(?:\.[0-9]+)?-.+")
_KEPT_APART = re.compile(r"(?:note|ref|event|from|main|lb)-.+")


def chapter_page(slug: str) -> str:
    """The name of a chapter's page, without an ending."""
    return f"{CHAPTERS}/{slug}"


def year(number: str) -> str:
    """Id of a year in the list of chapters; an empty `number` stands for no date."""
    return f"y{number}" if number else "ohne-datum"


def note(name: str) -> str:
    """Id of a note. What begins with its passage (`p2-ovks`) lasts as it is; all else gets a prefix."""
    return name if _AT_PASSAGE.fullmatch(name) else f"note-{name}"


def reference(name: str) -> str:
    """Id of the number in the text that leads to a note."""
    return f"ref-{name}"


def event(name: str) -> str:
    """Id of an event; a prefix where it could be a passage's, a note's or a section's."""
    taken = name in SECTIONS.values() or any(p.fullmatch(name) for p in (_PASSAGE, _AT_PASSAGE, _KEPT_APART))
    return f"event-{name}" if taken else name


def own_reference(passage: str) -> str:
    """Id of the first mark in the text that leads to a note of the source."""
    return f"from-{passage}"

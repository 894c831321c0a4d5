"""What the names of styles and classes say: only names that mean one thing wherever they are used."""

import re
from collections.abc import Iterable

WORD_CAPTION, WORD_BOX, WORD_NUMBER = "lesebuch caption", "lesebuch box", "lesebuch number"
"""Styles that `word.py` gives; behind that of a box stands its number. The last is of characters: the number of an item, which is written."""
_KINDS = {
    "verse": r"verses?|poem|poetry|poesie|stanza|strophe|line-?group|line-?block|gedicht|lyrik|po[eè]me|poem-?line|verse-?line|z3998:(?:poem|verse|song|hymn|lyrics)",
    "speech": r"dialog(?:ue)?|dialogzeile|speech|z3998:(?:speech|dialogue)",
    "box": r"box|side-?bar|info-?box|text-?box|kasten|lesebuch-box-\d+",
    "quote": r"(?:intense-?|block-?)?quot(?:e|ation)s?|block-?text|(?:intensives-?)?zitat|z3998:letter-quotation",
    "caption": r"(?:image-?|table-?)?caption|beschriftung|lesebuch-caption|(?:table|image)-?title",
    "attribution": r"attribution|quote-?source|cite|quellenangabe",
    "salutation": r"salutation|anrede|z3998:salutation",
    "closing": r"closing|gru(?:ss|ß)formel|valediction|z3998:valediction",
    "signature": r"signature|unterschrift|z3998:sender",
    "title": r"title|titel|fulltitle",
    "subtitle": r"sub-?title|untertitel",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}


_CHARACTERS = {
    "emphasis": re.compile(r"(?:subtle |intense )?emphasis|emphatic|hervorhebung", re.IGNORECASE),
    "strong": re.compile(r"strong|fett|strengthened", re.IGNORECASE),
}


def set_apart(style: str) -> str:
    """What a style of characters says of words, as in `SourceStyle`; empty if nothing."""
    return next((kind for kind, pattern in _CHARACTERS.items() if pattern.fullmatch(style.strip())), "")


def kind_of(classes: Iterable[str], style: str = "") -> str:
    """The kind that a style names, else the first that a class names, as in `Layout`; empty if none does."""
    for name in (style, *classes):
        bare = re.sub(r"\s+", "-", name.strip())
        kind = next((kind for kind, pattern in _PATTERNS.items() if bare and pattern.fullmatch(bare)), "")
        if kind:
            return kind
    return ""

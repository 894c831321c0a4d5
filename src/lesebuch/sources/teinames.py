"""Which elements of TEI P5 are what, where a table tells it."""

import re
from collections.abc import Mapping

from lxml import etree

from lesebuch.sources.teiheader import local

ROOTS = ("TEI", "teiCorpus", "TEI.2")
SKIPPED = frozenset(
    ["", "fw", "figDesc", "desc", "index", "rdg", "witDetail", "facsimile", "sourceDoc", "standOff", "teiHeader"]
)
_REGISTERS = frozenset(["listPerson", "listPlace", "listOrg", "listEvent", "listNym", "listRelation", "listObject"])
"""Lists of what a text names, with dates and coordinates: data of the edition, of which no reader makes sentences."""
EDITORIAL = frozenset(["comment", "commentary", "commentaries", "apparatus", "kommentar"])
"""Types of divisions in which an edition speaks of its text."""
PRINTED = ("sic", "orig", "abbr")
PLAIN = frozenset(
    [
        "p",
        "ab",
        "trailer",
        "docImprint",
        "docDate",
        "docEdition",
        "imprimatur",
        "titlePart",
        "address",
        "addrLine",
        "label",
    ]
)
"""Elements that are a line of the kind of what they stand in."""
KINDS: Mapping[str, str] = {
    "byline": "byline", "docAuthor": "byline", "dateline": "dateline", "signed": "signature", "closer": "closing",
    "opener": "salutation", "bibl": "attribution",
}  # fmt: skip
STYLES: Mapping[str, str] = {
    "emph": "emphasis",
    "del": "deleted",
    "add": "inserted",
    "code": "code",
    "speaker": "speaker",
}
RENDERED = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"small-?caps|\bsc\b|#k\b|kapit", "smallcaps"), (r"ital|\bi\b|#i\b|kursiv|aq\b", "emphasis"),
        (r"bold|\bb\b|#b\b|fett", "strong"), (r"sup", "superscript"), (r"\bsub", "subscript"), (r"under|\bu\b|#u\b", "underline"),
        (r"spac|gesperrt|#g\b|\bg\b", "emphasis"),
    )
)  # fmt: skip
_SIDES = {"left": "left", "center": "center", "centre": "center", "right": "right"}


def is_register(element: etree._Element, name: str) -> bool:
    """A list of works is a bibliography that people read, unless it stands beside such lists."""
    if name != "listBibl":
        return name in _REGISTERS
    parent = element.getparent()
    return parent is not None and any(local(sibling) in _REGISTERS for sibling in parent)


def is_index(note: etree._Element) -> bool:
    """A note that is nothing but such lists names what the line mentions, for an index."""
    inner = [element for element in note if local(element)]
    said = (note.text, *(element.tail for element in note))
    lists = all(local(element) in _REGISTERS or local(element) == "listBibl" for element in inner)
    return bool(inner) and lists and not any((text or "").strip() for text in said)


def stands_alone(seg: etree._Element) -> bool:
    """Whether it is one of several lines at the beginning or end of a letter, which have nothing between them."""
    parent = seg.getparent()
    if parent is None or local(parent) not in ("opener", "closer"):
        return False
    return not any((text or "").strip() for text in (parent.text, *(element.tail for element in parent)))


def side(cell: etree._Element) -> str:
    """To which side the words of a cell stand: left, center or right; empty where neither it nor its row says so."""
    row = cell.getparent()
    for element in (cell, *([] if row is None else [row])):
        said = re.split(r"[^a-z]+", f"{element.get('rend') or ''} {element.get('style') or ''}".lower())
        if named := next((_SIDES[word] for word in said if word in _SIDES), ""):
            return named
    return ""

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


def is_register(element: etree._Element, name: str) -> bool:
    """A list of works is a bibliography that people read, unless it stands beside such lists."""
    if name != "listBibl":
        return name in _REGISTERS
    parent = element.getparent()
    return parent is not None and any(local(sibling) in _REGISTERS for sibling in parent)

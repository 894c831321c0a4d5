"""What becomes of the changes that a document keeps of its text as it was (`tracked.py` finds them).

A source is read as if all of them were accepted, unless the register says otherwise: there a third word stands behind name and
version of the extractor (`docx 4 reject`). So whoever reads it later gets the same text.
"""

ACCEPT, REJECT, ALL = "accept", "reject", "all"
CHANGES = (ACCEPT, REJECT, ALL)
"""`all`: what was inserted and what was deleted is in the text, both marked."""
HOLDERS = frozenset(["docx", "odt", "rtf"])
"""Formats of documents that may keep changes."""


def parted(extractor: str) -> tuple[str, str]:
    """Name and version of an extractor, and what becomes of changes; what is neither counts as `accept`."""
    name, version, choice, *_ = (*extractor.split(), "", "", "")
    return f"{name} {version}".strip(), choice if name in HOLDERS and choice in CHANGES else ACCEPT


def joined(extractor: str, changes: str) -> str:
    """Both as the register has them; that changes are accepted is not said."""
    return (
        f"{extractor} {changes}"
        if changes in (REJECT, ALL) and extractor.split(maxsplit=1)[0] in HOLDERS
        else extractor
    )

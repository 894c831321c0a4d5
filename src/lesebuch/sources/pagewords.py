"""What of a page is words: what only tells programs how to show it goes, and readings beside characters are set apart.

- A reading (ruby) stands in brackets where the page has none for it (HTML Living Standard, 4.5.10 to 4.5.12: `rp`).
- A formula is what is shown of it, not what else it is called (MathML Core, 3.8: `annotation`).
- Styles and scripts of a drawing are none of its words.
"""

from collections.abc import Iterable

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_NO_WORDS = (f"{_SVG}style", f"{_SVG}script", "{*}annotation", "{*}annotation-xml")


def keep_words(tree: etree._Element) -> None:
    """Change a tree as the rules above say."""
    for element in tree.iter(*_NO_WORDS):
        for child in list(element):
            element.remove(child)
        element.text = None
    for ruby in tree.iter("ruby"):
        if next(ruby.iter("rp"), None) is None:
            put_in_brackets(ruby.iter("rt"))


def put_in_brackets(readings: Iterable[etree._Element]) -> None:
    """Begin and end readings with brackets; those that follow each other at once share them."""
    said = {reading: None for reading in readings if "".join(map(str, reading.itertext())).strip()}
    for reading in said:
        before = reading.getprevious()
        if before is None or before not in said or (before.tail or "").strip():
            reading.text = f"({reading.text or ''}"
    for reading in said:
        after = reading.getnext()
        if after is not None and after in said and not (reading.tail or "").strip():
            continue
        if len(reading):
            reading[-1].tail = f"{reading[-1].tail or ''})"
        else:
            reading.text = f"{reading.text or ''})"

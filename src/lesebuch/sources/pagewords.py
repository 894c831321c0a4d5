"""What of a page is words: what only tells programs how to show it goes, and readings beside characters are set apart.

- A reading (ruby) stands in brackets where the page has none for it (HTML Living Standard, 4.5.10 to 4.5.12: `rp`).
- A formula is what is shown of it, not what else it is called (MathML Core, 3.8: `annotation`).
- Styles and scripts of a drawing are none of its words.
- A page need not say where its head ends: it does before the first element that is none of a head's (HTML Living Standard, 13.2.6.4.4). The
  parser knows that of older elements alone.
"""

from collections.abc import Iterable
from itertools import dropwhile

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_OF_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
_NO_WORDS = (f"{_SVG}style", f"{_SVG}script", "{*}annotation", "{*}annotation-xml")


def keep_words(tree: etree._Element) -> None:
    """Change a tree as the rules above say."""
    _end_head(tree)
    for element in list(tree.iter(*_NO_WORDS)):  # one may stand in another, with which it goes
        for child in list(element):
            element.remove(child)
        element.text = None
    for ruby in tree.iter("ruby"):
        if not _own(ruby, "rp"):
            put_in_brackets(_own(ruby, "rt"))


def _end_head(tree: etree._Element) -> None:
    for head in tree.findall("head"):
        strays = list(dropwhile(lambda element: element.tag in _OF_HEAD, head))
        if not strays:
            continue
        body = tree.find("body")
        if body is None:
            body = etree.SubElement(tree, "body")
        strays[-1].tail = f"{strays[-1].tail or ''}{body.text or ''}"
        body.text = None
        for at, stray in enumerate(strays):
            body.insert(at, stray)


def _own(ruby: etree._Element, tag: str) -> list[etree._Element]:
    """Elements of a ruby, without those of one within it."""
    return [element for element in ruby.iter(tag) if next(element.iterancestors("ruby")) is ruby]


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

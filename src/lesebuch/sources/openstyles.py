"""What styles of an OpenDocument text say of cells, which pandoc does not tell: to which side their words stand.

A sign before the first word of a cell says so (`marking.py`). (OpenDocument 1.3, part 3, 16.2 and 20.223.)
"""

from collections.abc import Mapping

from lxml import etree

from lesebuch.sources.marking import SIDES

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ALIGN = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}text-align"
_SIGNS = {side: sign for sign, side in SIDES.items()}
_SIDES = {"left": "left", "center": "center", "right": "right", "end": "right"}
_DEEPEST = 20
"""Styles that build on each other."""


def align(root: etree._Element, styles: etree._Element | None) -> None:
    """Put the sign into each cell whose first paragraph stands to a side. `styles`: the root of the document's own styles."""
    known = {**_styles(styles), **_styles(root)}
    for cell in root.iter(f"{_TABLE}table-cell"):
        paragraph = next(cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h"), None)
        if paragraph is None or not "".join(map(str, paragraph.itertext())).strip():
            continue
        if side := _side(str(paragraph.get(f"{_TEXT}style-name")), known):
            paragraph.text = _SIGNS[side] + (paragraph.text or "")


def _styles(root: etree._Element | None) -> Mapping[str, tuple[str, str]]:
    """Of styles of paragraphs: to which side words stand, and the style that they build on."""
    found = {}
    for style in () if root is None else root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}paragraph-properties")
        said = "" if properties is None else str(properties.get(_ALIGN, ""))
        found[str(style.get(f"{_STYLE}name"))] = (said, str(style.get(f"{_STYLE}parent-style-name", "")))
    return found


def _side(name: str, styles: Mapping[str, tuple[str, str]]) -> str:
    for _ in range(_DEEPEST):
        said, name = styles.get(name, ("", ""))
        if said:
            return _SIDES.get(said, "")
    return ""

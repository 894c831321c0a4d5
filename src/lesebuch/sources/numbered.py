"""Numbers that web pages set apart from the words of their items: those of lists, and the terms of which laws make lists."""

import re

from lxml import etree

_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivxlc]{1,6})[.)]|[-–•§]|[a-z]{2}\))\s*", re.IGNORECASE)


def counts(line: str, element: etree._Element) -> bool:
    """Whether a line is the number of an item of a list, whose words stand in a block of their own."""
    if not _NUMBER.fullmatch(line):
        return False
    item = next((e for e in (element, *element.iterancestors()) if e.tag in ("li", "ul", "ol")), None)
    said = ""
    for piece in map(str, item.itertext()) if item is not None and item.tag == "li" else ():
        said = f"{said}{piece}".lstrip()
        if len(said.rstrip()) > len(line):
            return said.startswith(line)
    return False


def is_number(term: etree._Element | None) -> bool:
    """Whether a term is nothing but a number or a letter, as in laws, and its description follows."""
    if term is None or term.tag != "dt" or not _NUMBER.fullmatch("".join(map(str, term.itertext()))):
        return False
    following = term.getnext()
    return following is not None and following.tag == "dd"

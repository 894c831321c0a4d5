"""By what one sees that an element of a page is a note, or stands for one."""

import re

from lxml import etree

HOLDERS = ("li", "p", "div", "aside", "section", "dd", "td", "blockquote")
"""What a note may be, where its anchor is only an empty place in it."""
BRACKETS = "[](){}［］（）"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NAMED = re.compile(
    r"(?<![a-z])(?:foot-?note|end-?note|side-?note|(?:cite-?)?note|fuss-?note|fn|ftn|edn|sdfootnote|ref(?:erence)?)s?(?![a-z])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BLOCKS = frozenset(
    [*HOLDERS, "ol", "ul", "dl", "dt", "tr", "th", "table", "body", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_STEPS = 40
"""Elements before one that are looked at."""
_SIGNS = 40
"""Characters at the beginning of a block that are looked at."""


def words_of(element: etree._Element) -> set[str]:
    """The words by which an element says what it is."""
    attributes = ("role", _TYPE, "epub:type", "data-type", "class")
    return {word for attribute in attributes for word in (element.get(attribute) or "").split()}


def is_named_note(address: str, *elements: etree._Element | None) -> bool:
    """Whether a link's address, or the classes or the name of one of these, have a word for a note in them."""
    said = [address.rpartition("#")[2]]
    for element in elements:
        if element is not None:
            said += [*words_of(element), element.get("id") or ""]
    return any(_NAMED.search(_CAMEL.sub("-", word).replace("_", "-")) for word in said)


def beginning(element: etree._Element) -> str:
    """The first characters of the words in it."""
    text = ""
    for piece in element.itertext():
        text = (text + str(piece)).lstrip()
        if len(text) >= _SIGNS:
            break
    return text


def begins_with(element: etree._Element, mark: str) -> bool:
    """Whether a block begins with this mark, in brackets or with a full stop or not, and something stands behind it."""
    pattern = rf"[\[(［（^]?\s*{re.escape(mark)}\s*(?:[\])］）.:^↑]|(?=\W)|(?<=\d)(?=[^\W\d]))"
    return bool(re.match(pattern, beginning(element)))


def number_in_list(item: etree._Element) -> str:
    """The number of an item of a numbered list, as far as it is counted from one end; empty: it is none."""
    above = item.getparent()
    if item.tag != "li" or above is None or above.tag != "ol":
        return ""
    own, first = item.get("value") or "", above.get("start") or "1"
    if own.isdecimal() or not first.isdecimal():
        return own
    return str(int(first) + above.index(item))


def stands_behind_words(element: etree._Element) -> bool:
    """Whether words of the running text, which are no link, stand before it in its block."""
    for _ in range(_STEPS):
        before = element.getprevious()
        above = element.getparent()
        text = (before.tail if before is not None else above.text if above is not None else "") or ""
        if re.search(r"[^\W\d_]", text):
            return True
        if before is not None:
            if before.tag in _BLOCKS:
                return False
            if before.tag != "a" and any(sign.isalpha() for sign in beginning(before)):
                return True
            element = before
        elif above is None or above.tag in _BLOCKS:
            return False
        else:
            element = above
    return False

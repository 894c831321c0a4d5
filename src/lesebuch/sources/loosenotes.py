"""Notes of pages to which no link leads: their numbers alone tell them.

See `pagenotes.py` for the rules. All numbers of a row of notes must be referred to, each further up; of several raised numbers that are
alike (an exponent may be one) the first behind the reference before it is the reference.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from lesebuch.sources.notesigns import BRACKETS, beginning, is_named_note, number_in_list, stands_behind_words

_HEADING = re.compile(
    r"(?:references (?:and|&) )?(?:foot|end)?notes?(?: (?:and|&) references)?|references|(?:anmerkung|fu(?:ß|ss)note|endnote|einzelnachweis)(?:e?n|e)?|nachweise|"
    r"notes(?: de bas de page| et références)?|notas(?: al pie| de rodapé)?|note(?: a piè di pagina)?|przypisy|noten|voetnoten|noter|fotnoter|"
    r"примечани[ея]|сноски|примітки|виноски|注释|註釋|注|脚注|الهوامش|هوامش",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "li", "dd", "aside", "section")
_INNER = frozenset(
    ["p", "div", "ul", "ol", "dl", "table", "li", "blockquote", "section", "article", "aside", "figure", *_HEADINGS]
)
_MOST_DIGITS = 3
_WITHIN = 3
"""Elements around a list among which one may say that it holds notes."""


@dataclass(frozen=True, slots=True)
class LooseNotes:
    """As `Notes` has them."""

    references: Mapping[etree._Element, str]
    notes: Mapping[etree._Element, str]
    more: Mapping[etree._Element, etree._Element]


def find_loose(
    tree: etree._Element, references: Mapping[etree._Element, str], notes: Mapping[etree._Element, str]
) -> LooseNotes:
    """The notes of a page that no link leads to; `references` and `notes` are those that are known."""
    order = {element: place for place, element in enumerate(tree.iter())}
    raised = [
        (order[element], mark, element)
        for element in tree.iter("sup")
        if (mark := _number(element)) and not _is_taken(element, references, notes) and stands_behind_words(element)
    ]
    found: dict[etree._Element, str] = {}
    links: dict[etree._Element, str] = {}
    if raised:
        for row in (_raised_rows(tree, notes), _strong_rows(tree, notes, order), *_lists(tree, notes)):
            matched = _matched(row, raised, order, found)
            if matched:
                links |= matched
                found |= dict(row)
    more = _continued(dict(notes) | found, dict(references) | links, order)
    return LooseNotes(links, found, more)


def _number(element: etree._Element) -> str:
    text = "".join(map(str, element.itertext())).strip().strip(BRACKETS).strip()
    return text if text.isdecimal() and len(text) <= _MOST_DIGITS else ""


def _is_taken(
    element: etree._Element, references: Mapping[etree._Element, str], notes: Mapping[etree._Element, str]
) -> bool:
    linked = (*element.iter("a"), *element.iterancestors("a"))
    if any(link in references or (link.get("href") or "").startswith("#") for link in linked):
        return True
    return any(above in notes for above in element.iterancestors())


_Row = Sequence[tuple[etree._Element, str]]  # noqa: SLF001 - lxml's only name for it
"""Blocks that may be notes, with their numbers, in the order of the page."""


def _raised_rows(tree: etree._Element, notes: Mapping[etree._Element, str]) -> _Row:
    """Blocks that begin with a raised number."""
    row = []
    for element in tree.iter("sup"):
        mark = _number(element)
        block = _begun(element) if mark else None
        if block is not None and block not in notes and beginning(block).lstrip(BRACKETS).startswith(mark):
            row.append((block, mark))
    return row


def _strong_rows(
    tree: etree._Element, notes: Mapping[etree._Element, str], order: Mapping[etree._Element, int]
) -> _Row:
    """Blocks below a line or a heading that begin with a strong number."""
    row: list[tuple[etree._Element, str]] = []
    parted: dict[etree._Element, int] = {}
    for element in tree.iter("hr", "p", "div", *_HEADINGS):
        parent = element.getparent()
        if parent is not None and parent not in parted and (element.tag == "hr" or _is_heading(element)):
            parted[parent] = order[element]
    for element in tree.iter("strong", "b"):
        mark = _number(element)
        block = _begun(element) if mark else None
        parent = None if block is None else block.getparent()
        if block is not None and block not in notes and parent in parted and parted[parent] < order[block]:
            row.append((block, mark))
    return row


def _begun(element: etree._Element) -> etree._Element | None:
    """The block that begins with this element, and has more in it."""
    while True:
        above = element.getparent()
        if above is None or element.getprevious() is not None or (above.text or "").strip():
            return None
        if above.tag in _BLOCKS:
            return above if any(sign.isalpha() for sign in beginning(above)) else None
        if above.tag in ("td", "th", "tr", "body"):
            return None
        element = above


def _is_heading(element: etree._Element) -> bool:
    alone = element.tag in _HEADINGS or (element.tag in ("p", "div") and not any(e.tag in _INNER for e in element))
    return alone and bool(_HEADING.fullmatch(beginning(element).strip(" :.\n\t")))


def _lists(tree: etree._Element, notes: Mapping[etree._Element, str]) -> list[_Row]:
    """Numbered lists that say that they hold notes; those beside a text are one row."""
    beside: list[tuple[etree._Element, str]] = []
    rows: list[_Row] = []
    for found in tree.iter("ol"):
        items = [(item, number_in_list(item)) for item in found.iterchildren("li") if item not in notes]
        if not items or not all(mark for _item, mark in items):
            continue
        around = [found, *(above for above, _ in zip(found.iterancestors(), range(_WITHIN), strict=False))]
        if around[1].tag == "aside":
            beside += items
        elif any(is_named_note("", e) for e in around if e.tag not in ("body", "article", "main")) or _is_headed(found):
            rows.append(items)
    return [*rows, *([beside] if beside else [])]


def _is_headed(element: etree._Element) -> bool:
    before = element.getprevious()
    return before is not None and _is_heading(before)


def _matched(
    row: _Row,
    raised: Sequence[tuple[int, str, etree._Element]],
    order: Mapping[etree._Element, int],
    known: Mapping[etree._Element, str],
) -> dict[etree._Element, str]:
    """The references to a row of notes; none if one of them has no note, or the numbers do not go up by one."""
    numbers = [int(mark) for _note, mark in row]
    if not numbers or any(note in known for note, _ in row) or any(b != a + 1 for a, b in pairwise(numbers)):
        return {}
    links: dict[etree._Element, str] = {}
    further = iter(raised)
    for note, mark in row:
        place = order[note]
        found = next((e for e in further if e[0] >= place or (e[1] == mark and note not in e[2].iterancestors())), None)
        if found is None or found[0] >= place:
            return {}
        links[found[2]] = mark
    return links


def _continued(
    notes: Mapping[etree._Element, str], references: Mapping[etree._Element, str], order: Mapping[etree._Element, int]
) -> dict[etree._Element, etree._Element]:
    """What stands between two notes of a row, all of which stand below the text, belongs to the first."""
    more: dict[etree._Element, etree._Element] = {}
    above: dict[etree._Element, list[etree._Element]] = {}
    for note in sorted((note for note in notes if note in order), key=order.__getitem__):
        parent = note.getparent()
        if parent is not None:
            above.setdefault(parent, []).append(note)
    places = sorted(order[reference] for reference in references if reference in order)
    for row in above.values():
        if bisect_left(places, order[row[0]]) < bisect_right(places, order[row[-1]]):
            continue
        for first, second in pairwise(row):
            between: list[etree._Element] = []
            for element in first.itersiblings():
                if element is second:
                    more |= dict.fromkeys(between, first)
                    break
                if element.tag in _HEADINGS or element.tag == "hr":
                    break
                if isinstance(element.tag, str):
                    between.append(element)
    return more

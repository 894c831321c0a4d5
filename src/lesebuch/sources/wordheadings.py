"""Headings of a Word file that have no style of headings: those of its outline, and short numbered lines in bold.

Word shows a paragraph in the outline of a text by its level (`outlineLvl`, ECMA-376, part 1, 17.3.1.20), which it or its style says;
pandoc looks at the names of styles alone. Contracts and minutes are often without either: there a list whose items are in bold, each
with text below it, holds headings. They get a style of headings; that writes their numbers, too (`wordnumbers.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from lesebuch.sources.wordnumbers import (
    Numbers,
    Place,
    Style,
    add_property,
    heading_something,
    is_on,
    said_of,
    set_property,
    style_of,
    whole,
    words_of,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_APART = (f"{_W}tbl", f"{_W}txbxContent", f"{_W}sdtContent")
"""What stands in these, tables of contents among them, heads nothing."""
_OTHER = re.compile(r"(?:sub)?title|caption|toc .*|list.*|header|footer", re.IGNORECASE)
"""Names of styles of what is in an outline and is no heading."""
_LEVELS = 9
_STYLE = "LesebuchHeading"
_FEWEST, _ALONE = 2, 0.7
"""Numbered lines in bold, and the share of them that have something else than another one below."""
_LONGEST = 120
_STOPS = ".;,:"
"""Ends of sentences, which have a level in an outline where a program numbers paragraphs of laws by it."""


def mark_headings(root: etree._Element, numbers: Numbers) -> None:
    """Give a style of headings to what is a heading without one."""
    paragraphs = [p for p in root.iter(f"{_W}p") if words_of(p) and not any(True for _ in p.iterancestors(*_APART))]
    found = dict(_outlined(paragraphs, numbers))
    if not found and not any(numbers.is_heading(style_of(paragraph)) for paragraph in paragraphs):
        found = dict(_numbered_in_bold(paragraphs, numbers))
    for paragraph, level in found.items():
        if place := numbers.place(paragraph):  # its style may have said so
            counted = etree.Element(f"{_W}numPr")
            add_property(counted, "ilvl", place.level)
            add_property(counted, "numId", place.form)
            set_property(paragraph, "numPr", counted)
        set_property(paragraph, "pStyle", etree.Element(f"{_W}pStyle", {f"{_W}val": f"{_STYLE}{level}"}))
    numbers.styles.update({f"{_STYLE}{level}": Style(f"heading {level}") for level in set(found.values())})


def declare_headings(styles: etree._Element) -> None:
    """The styles that `mark_headings` gives."""
    for level in range(1, _LEVELS + 1):
        style = etree.SubElement(styles, f"{_W}style", {f"{_W}type": "paragraph", f"{_W}styleId": f"{_STYLE}{level}"})
        add_property(style, "name", f"heading {level}")


def _outlined(paragraphs: Sequence[etree._Element], numbers: Numbers) -> Iterator[tuple[etree._Element, int]]:
    """Those of the outline, with their levels from 1."""
    kinds: dict[tuple[str, int], list[tuple[etree._Element, str]]] = {}
    for paragraph in paragraphs:
        name = style_of(paragraph)
        chain = [style for _, style in numbers.style_chain(name)]
        if numbers.is_heading(name) or any(_OTHER.fullmatch(style.name) for style in chain):
            continue
        own = whole(said_of(paragraph.find(f"{_W}pPr"), "outlineLvl"))
        level = next((n for n in (own, *(style.outline for style in chain)) if n is not None), _LEVELS)
        if level < _LEVELS:
            kinds.setdefault((name, level), []).append((paragraph, words_of(paragraph)))
    for (_, level), held in kinds.items():
        told = heading_something(held)
        yield from ((paragraph, level + 1) for paragraph in told if words_of(paragraph)[-1] not in _STOPS)


def _numbered_in_bold(paragraphs: Sequence[etree._Element], numbers: Numbers) -> Iterator[tuple[etree._Element, int]]:
    """Those of lists whose items are in bold and have other text below them, with the depths of these from 1."""
    places = [numbers.place(paragraph) for paragraph in paragraphs]
    lists: dict[tuple[str, int], list[tuple[etree._Element, str]]] = {}
    plain, alone = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for paragraph, (place, below) in zip(paragraphs, pairwise([*places, None]), strict=True):
        if place is None or numbers.forms[place.form][place.level].format in ("bullet", "none"):
            continue
        key, words = (place.list_, place.level), words_of(paragraph)
        if len(words) > _LONGEST or not _is_bold(paragraph, numbers):
            plain[key] += 1
            continue
        lists.setdefault(key, []).append((paragraph, words))
        alone[key] += not _is_beside(place, below)
    bold = Counter[str]()
    for (list_, _), held in lists.items():
        bold[list_] += len(held)
    for key, held in lists.items():
        if not plain[key] and bold[key[0]] >= _FEWEST and alone[key] >= _ALONE * len(held):
            yield from ((paragraph, key[1] + 1) for paragraph in heading_something(held))


def _is_beside(place: Place, below: Place | None) -> bool:
    """Whether the next paragraph is an item of the same list, no deeper."""
    return below is not None and below.list_ == place.list_ and below.level <= place.level


def _is_bold(paragraph: etree._Element, numbers: Numbers) -> bool:
    """Whether all its words are."""
    by_style = next((s.is_bold for _, s in numbers.style_chain(style_of(paragraph)) if s.is_bold is not None), False)
    runs = [run for run in paragraph.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    said = (is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)
    return all(by_style if bold is None else bold for bold in said)

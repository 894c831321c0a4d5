"""The notes of web pages and books, and what in the text refers to them.

A note is what a reference leads to, within the page or the book, where it says that it is one: by its role (DPUB-ARIA, EPUB's
structural semantics), by its name, by a link that leads back, or by the number of the reference, with which it begins or which it
has in its list. References are raised, or say so, or are a number behind words of the text.

Where no link leads there (`loosenotes.py`), a raised number belongs to the block further down that begins with the same number, raised
too, or below a line or a heading such as “Notes” strong, or that has the number in a list below such a heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from lesebuch.sources.loosenotes import find_loose
from lesebuch.sources.notesigns import (
    BRACKETS,
    HOLDERS,
    begins_with,
    is_named_note,
    number_in_list,
    stands_behind_words,
    words_of,
)

_NOTES = frozenset(["doc-footnote", "doc-endnote", "footnote", "rearnote", "endnote", "note"])
_REFERENCES = frozenset(["doc-noteref", "noteref", "footnote-ref", "footnoteref"])
_LONGEST_MARK = 6
_OF_WORD = re.compile(r"_(?:ftn|edn)ref\d+")
"""The name that Word gives to a reference; that of its note lacks `ref`. What makes pages of its documents often drops both."""


@dataclass(frozen=True, slots=True)
class Notes:
    """References and the notes that they lead to, both with the mark."""

    references: Mapping[etree._Element, str]
    notes: Mapping[etree._Element, str]
    more: Mapping[etree._Element, etree._Element]
    """Blocks that continue a note, which is another block, with the note."""
    first: Mapping[etree._Element, etree._Element]
    """Notes to which links lead, each with the first of its references."""
    back: frozenset[etree._Element]
    """Links of a sign alone that lead from a note back to its reference."""


def find_notes(trees: Sequence[etree._Element], names: Sequence[str] = ("",)) -> Notes:
    """All notes of the pages of a file; `names` are the pages' names, as links have them."""
    order = {element: place for place, element in enumerate(e for tree in trees for e in tree.iter())}
    linked = _forward(_linked(trees, names, order), order)
    references = {link: mark for link, mark, _note in linked}
    notes = {note: mark for _link, mark, note in linked}
    back = {
        other
        for link, _mark, note in linked
        for other in _leading_back(note, link)
        if not any(sign.isalnum() for text in other.itertext() for sign in str(text))
    }
    more: dict[etree._Element, etree._Element] = {}
    for tree in trees:
        loose = find_loose(tree, references, notes)
        references |= loose.references
        notes |= loose.notes
        more |= loose.more
    first: dict[etree._Element, etree._Element] = {}
    for link, _mark, note in linked:
        first.setdefault(note, link)
    return Notes(references, notes, more, first, frozenset(back))


_Link = tuple[etree._Element, str, etree._Element]  # noqa: SLF001 - lxml's only name for it
"""What refers to a note, its mark, and the note."""


def _forward(links: Sequence[_Link], order: Mapping[etree._Element, int]) -> list[_Link]:
    """Without those that lead from a note back: of two blocks with links to each other, the one further down is the note."""
    leading = {(block, note) for link, _mark, note in links for block in link.iterancestors(*HOLDERS)}
    return [
        (link, mark, note)
        for link, mark, note in links
        if order[note] > order[link] or not any((note, block) in leading for block in link.iterancestors(*HOLDERS))
    ]


def _linked(trees: Sequence[etree._Element], names: Sequence[str], order: Mapping[etree._Element, int]) -> list[_Link]:
    """Links that refer to notes, their marks, and the notes."""
    places = _places(trees, names)
    found = []
    targets: dict[etree._Element, set[etree._Element]] = {}
    for name, tree in zip(names, trees, strict=True):
        for link in tree.iter("a"):
            href = link.get("href") or ""
            path, sign, fragment = href.rpartition("#")
            if not sign or not fragment:
                continue
            own = not path or not name  # the only page of a file may have had any name
            target = places.get(f"{name}#{fragment}" if own else href.rpartition("/")[2])
            mark = "".join(map(str, link.itertext())).strip().strip(f"{BRACKETS} \u00a0↑^")
            holder = _holder(target) if target is not None and 0 < len(mark) <= _LONGEST_MARK else None
            if target is None or holder is None:
                continue
            known = _is_note(target, holder, link, mark)
            if known:
                found.append((link, mark, holder))
            if order[holder] > order[link] and (known or _is_raised(link)):
                targets.setdefault(holder, set()).add(target)
    # A block with several places to which references lead has several notes, which lines of a block cannot be.
    return [(link, mark, note) for link, mark, note in found if len(targets.get(note, ())) < 2]


def _places(trees: Sequence[etree._Element], names: Sequence[str]) -> dict[str, etree._Element]:
    """What links lead to, by its address."""
    places: dict[str, etree._Element] = {}
    for name, tree in zip(names, trees, strict=True):
        for element in tree.iter():
            if element.get("id"):
                places.setdefault(f"{name}#{element.get('id')}", element)
        for anchor in tree.iter("a"):
            if anchor.get("name"):
                places.setdefault(f"{name}#{anchor.get('name')}", anchor)
            fragment = (anchor.get("href") or "").rpartition("#")[2]
            if _OF_WORD.fullmatch(fragment):
                places.setdefault(f"{name}#{fragment.replace('ref', '')}", anchor)
    return places


def _is_raised(link: etree._Element) -> bool:
    if _REFERENCES & words_of(link):
        return True
    parent = link.getparent()
    return link.find(".//sup") is not None or (
        parent is not None and (parent.tag == "sup" or _parent_tag(parent) == "sup")
    )


def _parent_tag(element: etree._Element) -> object:
    parent = element.getparent()
    return None if parent is None else parent.tag


def _holder(target: etree._Element) -> etree._Element | None:
    if _NOTES & words_of(target):
        return target
    return next((element for element in (target, *target.iterancestors()) if element.tag in HOLDERS), None)


def _is_note(target: etree._Element, holder: etree._Element, link: etree._Element, mark: str) -> bool:
    if holder in link.iterancestors():
        return False
    if _is_raised(link):
        told = holder.tag == "li" or bool((words_of(target) | words_of(holder)) & _NOTES)
        return told or _leads_back(holder, link) or begins_with(holder, mark)
    if not stands_behind_words(link):
        return False
    if not (begins_with(holder, mark) or number_in_list(holder) == mark):
        return False
    bracketed = "".join(map(str, link.itertext())).strip()[:1] in ("[", "［")
    said = bracketed or is_named_note(link.get("href") or "", link.getparent(), link)
    return (said and mark.isdigit()) or _leads_back(holder, link)


def _leads_back(holder: etree._Element, link: etree._Element) -> bool:
    return any(True for _ in _leading_back(holder, link))


def _leading_back(holder: etree._Element, link: etree._Element) -> Iterator[etree._Element]:
    """The links in a note that lead to its reference."""
    around = (link, *link.iter(), *link.iterancestors("sup", "span", "p"))
    named = {name for e in around for name in (e.get("id"), e.get("name") if e.tag == "a" else None) if name}
    fragment = (link.get("href") or "").rpartition("#")[2]
    if _OF_WORD.fullmatch(backward := re.sub(r"(?<=ftn|edn)(?=\d)", "ref", fragment)):
        named.add(backward)
    return (back for back in holder.iter("a") if (back.get("href") or "").rpartition("#")[2] in named)

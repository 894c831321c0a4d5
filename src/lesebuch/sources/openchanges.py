"""Tracked changes of an OpenDocument text, undone or shown: pandoc reads such a text as if all of them were accepted.

What was inserted stands in the text between two points; what was deleted stands before it, and a point is left where it was.
Of a deletion over several paragraphs the first one ends what stands before the point, the last one begins what follows
(OpenDocument 1.3, part 3, 5.5).
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Literal

from lxml import etree

from lesebuch.sources.changes import ACCEPT, ALL
from lesebuch.sources.marking import DELETED, INSERTED, SIDES, UNCHANGED

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_INFO = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}change-info"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_POINTS = tuple(f"{_TEXT}{name}" for name in ("change", "change-start", "change-end"))
_NOTES = frozenset(f"{_TEXT}{name}" for name in ("note", "note-citation", "note-body"))
"""Elements within a paragraph whose own text is none of it."""
_Slot = tuple[etree._Element, Literal["text", "tail"]]  # noqa: SLF001 - lxml has no other name for the type
"""Where text may stand: before the first element in one, or behind it."""


def resolve(body: etree._Element, changes: str) -> None:
    """The text as if nothing had been changed, or with everything that was inserted and deleted, marked; `changes` says which."""
    if changes == ACCEPT:
        return
    deleted = _deleted(body)
    for point in list(body.iter(f"{_TEXT}change")):
        blocks = deepcopy(deleted.get(_id(point), []))
        for block in blocks if changes == ALL else ():
            _mark(_slots(block), DELETED)
        _restore(point, blocks)
    ends = {_id(end): end for end in body.iter(f"{_TEXT}change-end")}
    for start in list(body.iter(f"{_TEXT}change-start")):
        end = ends.get(_id(start))
        # What stood within a change that was taken away is gone with it.
        if end is None or body not in start.iterancestors() or body not in end.iterancestors():
            continue
        if changes == ALL:
            _mark(_slots(body, start, end), INSERTED)
        else:
            _remove(body, start, end)


def _id(point: etree._Element) -> str:
    return str(point.get(f"{_TEXT}change-id"))


def _deleted(body: etree._Element) -> Mapping[str, list[etree._Element]]:
    """What was deleted, by the names of the changes."""
    found: dict[str, list[etree._Element]] = {}
    for region in body.iter(f"{_TEXT}changed-region"):
        deletion = region.find(f"{_TEXT}deletion")
        blocks = (
            [block for block in deletion.iterchildren(etree.Element) if block.tag != _INFO]
            if deletion is not None
            else []
        )
        found |= {str(region.get(name)): blocks for name in (_ID, f"{_TEXT}id") if region.get(name)}
    return found


def without_signs(body: etree._Element) -> None:
    """No sign of ours stands in the text by itself."""
    signs = str.maketrans(dict.fromkeys(f"{INSERTED}{DELETED}{UNCHANGED}{''.join(SIDES)}", "\ufffd"))
    for element, where in _slots(body):
        setattr(element, where, getattr(element, where).translate(signs))


def _slots(
    within: etree._Element, start: etree._Element | None = None, end: etree._Element | None = None
) -> list[_Slot]:
    """Where there is text, behind one point and before another."""
    return [(element, where) for element, where in _places(within, start, end) if getattr(element, where)]


def _places(within: etree._Element, start: etree._Element | None, end: etree._Element | None) -> list[_Slot]:
    """From the point on: whoever looked from the beginning of the text would do so for each change. None if it ends before it begins."""
    if start is None:
        return [(element, where) for element, where in _walked(within) if element is not within or where == "text"]
    found: list[_Slot] = []
    for at in (start, *start.iterancestors()):
        if at is within:
            break
        found.append((at, "tail"))
        for following in at.itersiblings(etree.Element):
            for slot in _walked(following):
                if slot[0] is end:
                    return found
                found.append(slot)
    return []


def _walked(element: etree._Element) -> Iterator[_Slot]:
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        yield inner, "text" if event == "start" else "tail"


def _mark(slots: Sequence[_Slot], sign: str) -> None:
    for element, where in slots:
        holder = element if where == "text" else element.getparent()
        words = str(getattr(element, where))
        if holder is not None and words.strip() and holder.tag not in _NOTES and _paragraph(holder) is not None:
            setattr(element, where, f"{sign}{words}{UNCHANGED}")


def _paragraph(element: etree._Element) -> etree._Element | None:
    """The paragraph that it is or stands in."""
    return element if element.tag in _PARAGRAPHS else next(element.iterancestors(*_PARAGRAPHS), None)


def _remove(body: etree._Element, start: etree._Element, end: etree._Element) -> None:
    """Nothing between two points; two paragraphs in which they stand are one."""
    first, last = _paragraph(start), _paragraph(end)
    places = _places(body, start, end)
    begun = [element for element, where in places if where == "text"]
    ended = {element for element, where in places if where == "tail"}
    for element, where in places:
        setattr(element, where, None)
    for element in begun:
        parent = element.getparent()
        if element in ended and parent is not None and element.tag not in _POINTS:
            parent.remove(element)
    if not places or first is None or last is None or first is last:
        return
    for child in list(last):
        first.append(child)
    parent = last.getparent()
    if parent is not None:
        parent.remove(last)


def _restore(point: etree._Element, blocks: Sequence[etree._Element]) -> None:
    """What was deleted stands where it was."""
    parent = point.getparent()
    if parent is None or not blocks:
        return
    if parent.tag in _PARAGRAPHS and len(blocks) > 1:
        _divide(parent, point, blocks)
    elif _paragraph(parent) is not None:
        for block in reversed(blocks):
            _pour(block, point)
    else:
        for block in reversed(blocks):
            block.tail = None
            parent.insert(parent.index(point) + 1, block)


def _divide(paragraph: etree._Element, point: etree._Element, blocks: Sequence[etree._Element]) -> None:
    """Several paragraphs in the place of one."""
    holder = paragraph.getparent()
    if holder is None:
        return
    first, *middle, last = blocks
    rest = etree.Element(paragraph.tag)
    rest.attrib.update(paragraph.attrib)
    begins = etree.SubElement(rest, point.tag)  # a point that names nothing
    begins.tail, point.tail = point.tail, None
    for child in list(point.itersiblings()):
        rest.append(child)
    if not "".join(map(str, paragraph.itertext())).strip():  # the deletion began with it
        paragraph.tag = first.tag
        paragraph.attrib.update(first.attrib)
    _pour(first, point)
    at = holder.index(paragraph) + 1
    rest.tail, paragraph.tail = paragraph.tail, None
    if last.tag in _PARAGRAPHS:
        _pour(last, begins)
    else:
        middle.append(last)
    for block in (*middle, rest):
        holder.insert(at, block)
        at += 1


def _pour(block: etree._Element, point: etree._Element) -> None:
    """The words of a paragraph, right behind a point within another."""
    parent = point.getparent()
    if parent is None:
        return
    if block.tag not in _PARAGRAPHS:
        paragraph = _paragraph(parent)
        if paragraph is not None:
            block.tail = None
            paragraph.addnext(block)
        return
    rest, point.tail = point.tail, block.text
    at, last = parent.index(point), point
    for count, child in enumerate(list(block), 1):
        parent.insert(at + count, child)
        last = child
    last.tail = (last.tail or "") + (rest or "")

"""An OpenDocument text as pandoc leaves no word of it out.

pandoc drops what fields show, the paragraphs of text boxes and shapes, readings beside characters (ruby), numbered paragraphs, and
tables, headings and sections within cells, rows that stand in a group, a cell that stands for several, and cells of a table in each of
whose rows some are merged: it takes that for narrower than it is. So fields and readings, in brackets, become plain words, the
paragraphs of a box follow the paragraph that the box hangs on, each row of a table within a cell and each heading there is a paragraph
of the cell, rows stand in their table, cells as often as they are shown, and an empty row has all columns. (OpenDocument 1.3, part 3, sections 6 to 10.) Lists of contents,
of pictures and the like stay out: programs make them of what the text has anyway.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from lesebuch.sources.changes import ACCEPT
from lesebuch.sources.openchanges import resolve, without_signs
from lesebuch.sources.openstyles import align
from lesebuch.sources.pagewords import put_in_brackets
from lesebuch.sources.refusal import password

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CONTROL = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}content-control"
_CELL = f"{_TABLE}table-cell"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_BLOCKS = (*_PARAGRAPHS, f"{_TEXT}list", f"{_TABLE}table", f"{_TEXT}section")
_KNOWN = frozenset(
    f"{_TEXT}{name}"
    for name in (
        *("span", "s", "tab", "line-break", "a", "note", "note-citation", "note-body", "bibliography-mark"),
        *("bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end"),
        *("bookmark-ref", "reference-ref", "sequence", "sequence-ref", "note-ref", "soft-page-break"),
        *("change", "change-start", "change-end", "alphabetical-index-mark", "toc-mark", "user-index-mark"),
        *("alphabetical-index-mark-start", "alphabetical-index-mark-end", "toc-mark-start", "toc-mark-end"),
        *("hidden-text", "hidden-paragraph", "script"),
    )
)
"""Elements within paragraphs that pandoc reads, or that show nothing."""
_GROUPS = (f"{_TABLE}table-rows", f"{_TABLE}table-row-group")
_HEADER = f"{_TABLE}table-header-rows"
_ROW = f"{_TABLE}table-row"
_REPEATED = f"{_TABLE}number-columns-repeated"
_MOST_CELLS = 60
"""That one stands for; a table has hardly more columns."""
_MOST_BYTES = 40_000_000
"""Of a member that is parsed here."""


def completed(data: bytes, changes: str = ACCEPT, *, bracketed: bool = True, whole: bool = True) -> bytes:
    """The container with what pandoc would leave out where it finds it; one that cannot be read stays as it is. Refusal if it is locked.

    `changes`: what becomes of tracked changes. `bracketed`: readings stand in brackets. `whole`: headings and sections in
    cells, merged cells and fields of forms are read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise password()
    root = _parsed(members.get("content.xml", b""))
    body = None if root is None else root.find(f"{_OFFICE}body")
    if root is None or body is None:
        return data
    without_signs(body)
    resolve(body, changes)
    align(root, _parsed(members.get("styles.xml", b"")))
    _numbered(body)
    _boxes(body)
    _ungrouped(body)
    if whole:
        _in_cells(body)
    _inner_tables(body)
    if whole:
        _captions(body)
        _widths(body)
        for control in body.iter(_CONTROL):
            control.tag = f"{_TEXT}span"
    if bracketed:
        put_in_brackets([reading for reading in body.iter(f"{_TEXT}ruby-text") if reading.text])
    _fields(body)
    members["content.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for name, member in members.items():
            packed.writestr(zipfile.ZipInfo(name), member)
    return target.getvalue()


def content(data: bytes) -> etree._Element | None:
    """The root of the text in a container; None if it cannot be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _parsed(archive.read("content.xml")) if "content.xml" in archive.namelist() else None


def left_in(data: bytes) -> Mapping[str, int]:
    """How many `comments` are in a text."""
    root = content(data)
    return {} if root is None else {"comments": sum(1 for _ in root.iter(f"{_OFFICE}annotation"))}


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser) if 0 < len(data) <= _MOST_BYTES else None
    except etree.XMLSyntaxError:
        return None
    return None if root is None or next(root.iter(etree.Entity), None) is not None else root


def _numbered(body: etree._Element) -> None:
    for element in list(body.iter(f"{_TEXT}numbered-paragraph")):
        element.tag = f"{_TEXT}section"


def _boxes(body: etree._Element) -> None:
    """The inner boxes first: what they hold then stands in the outer."""
    drawn = [element for element in body.iter(f"{_DRAW}*") if any(child.tag in _BLOCKS for child in element)]
    for box in reversed(drawn):
        if _is_caption(box):
            continue
        anchor = _anchor(box)
        parent = anchor.getparent()
        if parent is None:
            continue
        blocks = [child for child in box if child.tag in _BLOCKS]
        at = parent.index(anchor) + 1
        for count, block in enumerate(blocks):
            block.tail = None
            parent.insert(at + count, block)


def _is_caption(box: etree._Element) -> bool:
    """Whether it holds a picture with the words below it, which pandoc knows."""
    return next(box.iter(f"{_DRAW}image"), None) is not None


def _captions(body: etree._Element) -> None:
    """A space between the words below a picture and those of the paragraph that it hangs on, which pandoc sets side by side."""
    for box in body.iter(f"{_DRAW}text-box"):
        frame = box.getparent()
        beside = frame is not None and (bool((frame.tail or "").strip()) or frame.getnext() is not None)
        if frame is not None and beside and _is_caption(box):
            frame.tail = f" {frame.tail or ''}"


def _anchor(box: etree._Element) -> etree._Element:
    """The paragraph that a box hangs on, else the outermost drawing around it: it hangs on the page."""
    anchor = box
    for above in box.iterancestors():
        if above.tag in _PARAGRAPHS:
            return above
        if str(above.tag).startswith(_DRAW):
            anchor = above
    return anchor


def _ungrouped(body: etree._Element) -> None:
    """Rows stand in their table, and each cell for itself (OpenDocument 1.3, part 3, section 9.1)."""
    for group in list(body.iter(*_GROUPS)):
        _unwrap(group)
    for header in list(body.iter(_HEADER)):  # of a group within the table
        if next(header.itersiblings(_ROW, preceding=True), None) is not None:
            _unwrap(header)
    for row in list(body.iter(_ROW)):
        for cell in list(row.iterchildren(_CELL, f"{_TABLE}covered-table-cell")):
            count = str(cell.attrib.pop(_REPEATED, ""))
            shown = cell.getnext() is not None or "".join(map(str, cell.itertext())).strip()
            if count.isdecimal() and shown:
                for _ in range(1, min(int(count), _MOST_CELLS)):
                    cell.addnext(deepcopy(cell))


def _unwrap(element: etree._Element) -> None:
    """What stands in it takes its place."""
    for child in list(element):
        element.addprevious(child)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _in_cells(body: etree._Element) -> None:
    """Of what stands in a cell, pandoc reads paragraphs and lists."""
    for cell in body.iter(_CELL):
        for section in list(cell.iter(f"{_TEXT}section")):
            _unwrap(section)
        for heading in cell.iter(f"{_TEXT}h"):
            heading.tag = f"{_TEXT}p"


def _widths(body: etree._Element) -> None:
    """A row as wide as its table is, where none has a cell in each column: pandoc leaves out what stands beyond the cells of the longest."""
    for table in body.iter(f"{_TABLE}table"):
        rows = list(table.iter(_ROW))
        width = max((len(row) for row in rows), default=0)
        if rows and width > max(sum(cell.tag == _CELL for cell in row) for row in rows):
            row = etree.SubElement(table, _ROW)
            for _ in range(width):
                etree.SubElement(row, _CELL)


def _inner_tables(body: etree._Element) -> None:
    inner = [table for table in body.iter(f"{_TABLE}table") if next(table.iterancestors(_CELL), None) is not None]
    for table in reversed(inner):
        parent = table.getparent()
        if parent is None:
            continue
        at = parent.index(table)
        for count, row in enumerate(list(table.iter(f"{_TABLE}table-row"))):
            parent.insert(at + count, _paragraph(row))
        parent.remove(table)


def _paragraph(row: etree._Element) -> etree._Element:
    made = etree.Element(f"{_TEXT}p")
    for part in _parts(row):
        if len(made):
            etree.SubElement(made, f"{_TEXT}tab")
        part.tag = f"{_TEXT}span"
        part.tail = None
        made.append(part)
    return made


def _parts(row: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a row that stand in no other paragraph."""
    for element in list(row.iter(*_PARAGRAPHS)):
        if not any(above.tag in _PARAGRAPHS for above in element.iterancestors()):
            yield element


def _fields(body: etree._Element) -> None:
    for paragraph in body.iter(*_PARAGRAPHS):
        for element in paragraph.iter(f"{_TEXT}*"):
            holder = next(element.iterancestors(*_PARAGRAPHS), None)
            if holder is paragraph and element.tag not in _KNOWN and element.tag not in _BLOCKS:
                element.tag = f"{_TEXT}span"

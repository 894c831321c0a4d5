"""A Word file as pandoc leaves no word of it out, and what its author has left in it for others.

pandoc drops the number of a caption (`Table 1`), which Word keeps as a field in a paragraph of the style `caption`, the last cell
of a row that leaves columns out before its first, and text boxes in drawings that have no older twin. So that style gets another
name, fields give way to what they show, such rows begin at the left, and the paragraphs of a box follow the paragraph that the box
hangs on, in a style of their own. It drops, too, all but the last paragraph of a title, words with their reading above them, and
words of which a file has another form for older programs: paragraphs of a title become one, a reading stands in brackets behind its
words, and of several forms the first is taken. Numbers that Word counts are written (`wordnumbers.py`). Where another file is put in
(altChunk), which it drops, a paragraph says which (`embedded`). Brackets around the mark of a note are part of the mark. It takes what is indented for a quotation: not where much of a text is (names: `stylenames.py`; elements: ECMA-376, part 1, 17 and 20, and part 3).
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from lesebuch.sources.archive import repack
from lesebuch.sources.stylenames import WORD_BOX, WORD_CAPTION, WORD_NUMBER
from lesebuch.sources.wordheadings import declare_headings, mark_headings
from lesebuch.sources.wordnumbers import NUMBER, Numbers, read_numbers, write_numbers

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = f"{{{_W}}}"
_BOX = f"{_WORDS}txbxContent"
_PARAGRAPH = f"{_WORDS}p"
_BLOCKS = (_PARAGRAPH, f"{_WORDS}tbl")
_FORMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUBY = f"{_WORDS}ruby"
_TEXT = (*_BLOCKS, f"{_WORDS}r", f"{_WORDS}t")
_TITLES = ("title", "subtitle")
"""Names of styles. Word translates their ids, and never these."""
_MOST_INDENTED = 0.4
"""Share of the letters of paragraphs that have no style and are no items."""
_HOLDERS = tuple(f"{_WORDS}{name}" for name in ("sdt", "sdtContent", "customXml"))
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_STYLE = "LesebuchBox"
_TOLD = re.compile(r"word/(?:comments|footnotes|endnotes|document\d*)\.xml")
_STYLES = re.compile(r"word/styles\d*\.xml")
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHUNK = f"{_WORDS}altChunk"
ZIP = b"PK\3\4"
"""How a file begins that is another Word file."""
EMBEDDED = "Lesebuch-altChunk-"
"""How a paragraph begins that stands for another file; its number follows."""
_MARKS = {
    f"{_WORDS}footnoteReference", f"{_WORDS}endnoteReference", f"{_WORDS}footnoteRef", f"{_WORDS}endnoteRef"
}  # fmt: skip
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")
_MOST_BYTES = 40_000_000
"""Of a member that is parsed here."""
_UNSTYLED = 7
"""Rules that need no style for the numbers of items."""


def completed(data: bytes, rules: int) -> bytes:
    """The container with what pandoc would leave out where it finds it; a member that cannot be read stays as it is.

    By the rules (`tree.py`) from 4 on with fields of a form (content controls) in boxes, titles and readings whole; from 6 on with the
    numbers that Word counts (`wordnumbers.py`); from 7 on with paragraphs for the files that are put in, marks of notes without brackets,
    items below numbers that are written, and headings without a style of such (`wordheadings.py`); from 8 on with items whose numbers are
    written.
    """
    forms, numbered, put_in = rules > 3, rules > 5, rules > 6
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    boxes, titles = 0, frozenset(_title_styles(members)) if forms else frozenset[str]()
    for name in [name for name in members if re.fullmatch(r"word/document\d*\.xml", name)]:
        root = _parsed(members[name])
        if root is not None:
            if forms:
                _choices(root)
                _readings(root)
                _titles(root, titles)
                _indents(root)
            _fields(root)
            _cells(root)
            _sides(root)
            boxes += _boxes(root, boxes, _HOLDERS if forms else ())
            if numbered:
                _number(root, members, rules)
            if put_in:
                _chunks(root)
                _marks(root)
            members[name] = _written(root)
    if put_in:
        _unbracket_notes(members)
    for name in filter(_STYLES.fullmatch, members):
        root = _parsed(members[name])
        if root is not None:
            _name_styles(root, boxes, headings=put_in)
            members[name] = _written(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _number(root: etree._Element, members: dict[str, bytes], rules: int) -> None:
    """Write the numbers that Word counts; by rules from 7 on headings that have no style of such have one before, if there are styles."""
    numbers = _numbers(members)
    if not any(map(_STYLES.fullmatch, members)):
        rules = min(rules, _UNSTYLED)
    elif rules > 6:
        mark_headings(root, numbers)
    _declare_lists(members, write_numbers(root, numbers, rules))


def _numbers(members: Mapping[str, bytes]) -> Numbers:
    parts = ((name, re.sub(r"\d+(?=\.xml$)", "", name)) for name in members)
    roots = {bare: _parsed(members[name]) for name, bare in parts if bare in ("word/styles.xml", "word/numbering.xml")}
    return read_numbers(roots.get("word/styles.xml"), roots.get("word/numbering.xml"))


def _declare_lists(members: dict[str, bytes], lists: Collection[etree._Element]) -> None:
    for name in [name for name in members if lists and re.fullmatch(r"word/numbering\d*\.xml", name)]:
        root = _parsed(members[name])
        if root is not None:
            root.extend(deepcopy(list(lists)))
            members[name] = _written(root)


def embedded(data: bytes) -> list[bytes]:
    """The files that are put into a Word file, in the order of their paragraphs; one that is not there is empty."""
    found: list[bytes] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for name in [name for name in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", name)]:
            relations = f"word/_rels/{posixpath.basename(name)}.rels"
            content = archive.read(name)
            root = _parsed(content) if b"altChunk" in content else None
            said = _parsed(archive.read(relations)) if root is not None and relations in names else None
            links = () if said is None else said.iter(f"{_RELATIONS}Relationship")
            targets = {one.get("Id"): str(one.get("Target")) for one in links}
            for chunk in root.iter(_CHUNK) if root is not None else ():
                path = posixpath.normpath(posixpath.join("/word", targets.get(chunk.get(_ID), ""))).lstrip("/")
                found.append(archive.read(path) if path in names else b"")
    return found


def _chunks(root: etree._Element) -> None:
    """A paragraph for each file that is put in, with its number in the file."""
    for number, chunk in enumerate(list(root.iter(_CHUNK))):
        paragraph = etree.Element(_PARAGRAPH)
        paragraph.append(_run(f"{EMBEDDED}{number}"))
        _replaced(chunk, [paragraph])


def _unbracket_notes(members: dict[str, bytes]) -> None:
    """The marks with which notes begin, without the brackets directly around them."""
    for name in filter(_NOTES.fullmatch, members):
        root = _parsed(members[name])
        if root is not None and _marks(root):
            members[name] = _written(root)


def _marks(root: etree._Element) -> bool:
    """Brackets directly around the mark of a note go; whether there were any."""
    found = False
    for mark in root.iter(*_MARKS):
        run = mark.getparent()
        before, behind = (None, None) if run is None else (_text_beside(run, -1), _text_beside(run, 1))
        if before is None or behind is None:
            continue
        left, right = before.text or "", behind.text or ""
        if left.endswith("(") and right.startswith(")"):
            before.text, behind.text = left[:-1], right[1:]
            found = True
    return found


def _text_beside(run: etree._Element, step: int) -> etree._Element | None:
    """The last text before a run, or the first behind it, if nothing else stands in between."""
    other = run.getnext() if step > 0 else run.getprevious()
    texts = [] if other is None or other.tag != run.tag else [e for e in other if e.tag != f"{_WORDS}rPr"]
    text = texts[0 if step > 0 else -1] if texts else None
    return text if text is not None and text.tag == f"{_WORDS}t" else None


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def left_in(data: bytes) -> Mapping[str, int]:
    """How many `comments` are in a Word file, and other `files` put into it that are not read: those of notes, or in another such file."""
    counts = Counter[str]()
    read = [part for part in embedded(data) if part]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for root in told_parts(archive):
            counts["comments"] += len(root.findall(f"{_WORDS}comment"))
            counts["files"] += len(root.findall(f".//{_CHUNK}"))
    counts["files"] += sum(len(embedded(repack(part))) for part in read if part.startswith(ZIP)) - len(read)
    return counts


def told_parts(archive: zipfile.ZipFile) -> Iterator[etree._Element]:
    """The roots of text, notes and comments, as far as they can be read."""
    for name in filter(_TOLD.fullmatch, archive.namelist()):
        root = _parsed(archive.read(name))
        if root is not None:
            yield root


def _parsed(content: bytes) -> etree._Element | None:
    if len(content) > _MOST_BYTES:
        return None
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _name_styles(root: etree._Element, boxes: int, *, headings: bool) -> None:
    if headings:
        declare_headings(root)
    for name in root.iterfind(f"{_WORDS}style/{_WORDS}name"):
        if str(name.get(f"{_WORDS}val")).lower() == "caption":
            name.set(f"{_WORDS}val", WORD_CAPTION)
    for number in range(1, boxes + 1):
        _declare_style(root, "paragraph", f"{_STYLE}{number}", f"{WORD_BOX} {number}")
    _declare_style(root, "character", NUMBER, WORD_NUMBER)


def _declare_style(root: etree._Element, kind: str, id_: str, name: str) -> None:
    style = etree.SubElement(root, f"{_WORDS}style", {f"{_WORDS}type": kind, f"{_WORDS}styleId": id_})
    etree.SubElement(style, f"{_WORDS}name", {f"{_WORDS}val": name})


def _choices(root: etree._Element) -> None:
    """Of words in several forms, for newer and for older programs, the first form is taken. Drawings are not words."""
    for several in list(root.iter(f"{_FORMS}AlternateContent")):
        chosen = next((form for form in several if len(form)), None)
        if chosen is not None and any(child.tag in _TEXT for child in chosen):
            _replaced(several, list(chosen))


def _readings(root: etree._Element) -> None:
    """A reading (ruby) goes behind its words, in brackets; what else stands in its run stays before and behind it."""
    for run in [run for run in root.iter(f"{_WORDS}r") if run.find(_RUBY) is not None]:
        looks = run.find(f"{_WORDS}rPr")
        runs: list[etree._Element] = []
        for child in [child for child in run if child is not looks]:
            if child.tag == _RUBY:
                runs += _with_reading(child)
                continue
            other = etree.Element(run.tag)
            other.extend([child] if looks is None else [deepcopy(looks), child])
            runs.append(other)
        _replaced(run, runs)


def _with_reading(ruby: etree._Element) -> list[etree._Element]:
    base, reading = (list(ruby.iterfind(f"{_WORDS}{name}/*")) for name in ("rubyBase", "rt"))
    if any("".join(map(str, run.itertext())).strip() for run in reading):
        reading = [_run("("), *reading, _run(")")]
    return [*base, *reading]


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{_WORDS}r")
    etree.SubElement(run, f"{_WORDS}t").text = words
    return run


def _replaced(element: etree._Element, others: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = others


def _title_styles(members: Mapping[str, bytes]) -> Iterator[str]:
    """The ids of the styles of titles and subtitles."""
    for member in filter(_STYLES.fullmatch, members):
        root = _parsed(members[member])
        for style in root.iterfind(f"{_WORDS}style") if root is not None else ():
            name = style.find(f"{_WORDS}name")
            if name is not None and str(name.get(f"{_WORDS}val")).lower() in _TITLES:
                yield str(style.get(f"{_WORDS}styleId"))


def _titles(root: etree._Element, styles: Collection[str]) -> None:
    """Paragraphs of one title, in a style of these, become one."""
    before: etree._Element | None = None
    for paragraph in list(root.iterfind(f"{_WORDS}body/{_PARAGRAPH}")):
        name = _style_of(paragraph)
        if before is not None and paragraph.getprevious() is before and name in styles and name == _style_of(before):
            line = etree.SubElement(before, f"{_WORDS}r")
            etree.SubElement(line, f"{_WORDS}br")
            before.extend(child for child in list(paragraph) if child.tag != f"{_WORDS}pPr")
            _replaced(paragraph, [])
        else:
            before = paragraph


def _indents(root: etree._Element) -> None:
    """Undo indentation where much of a text has it, as in laws: pandoc takes it for a quotation."""
    letters = Counter[bool]()
    indented = []
    for paragraph in root.iterfind(f"{_WORDS}body/{_PARAGRAPH}"):
        if paragraph.find(f"{_WORDS}pPr/{_WORDS}numPr") is not None or _style_of(paragraph):
            continue
        found = paragraph.find(f"{_WORDS}pPr/{_WORDS}ind")
        is_in = found is not None and _points(found, "left", "start") > _points(found, "hanging")
        letters[is_in] += len("".join(map(str, paragraph.itertext())).strip())
        indented += [found] if is_in and found is not None else []
    if letters[True] > _MOST_INDENTED * letters.total():
        for found in indented:
            _replaced(found, [])


def _points(indent: etree._Element, *names: str) -> int:
    said = next((value for name in names if (value := indent.get(f"{_WORDS}{name}"))), "0")
    return int(said) if _WHOLE.fullmatch(said) else 0


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_WORDS}pPr/{_WORDS}pStyle")
    return "" if style is None else str(style.get(f"{_WORDS}val"))


def _fields(root: etree._Element) -> None:
    """Simple fields, such as the number of a caption, give way to what they show."""
    for field in [f for f in root.iter(f"{_WORDS}fldSimple") if "HYPERLINK" not in str(f.get(f"{_WORDS}instr"))]:
        parent = field.getparent()
        if parent is not None:
            at = parent.index(field)
            parent[at : at + 1] = list(field)


def _cells(root: etree._Element) -> None:
    """Columns that a row leaves out before its first cell make pandoc lose its last."""
    for element in list(root.iter(f"{_WORDS}gridBefore")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _sides(root: etree._Element) -> None:
    """What newer files call `end`, older ones and pandoc call `right`."""
    for side in root.iter(f"{_WORDS}jc"):
        if side.get(f"{_WORDS}val") == "end":
            side.set(f"{_WORDS}val", "right")


def _boxes(root: etree._Element, count: int, holders: tuple[str, ...]) -> int:
    """The paragraphs of each box, once, behind the paragraph that it hangs on; how many boxes there are. `count` are numbered already."""
    hosts = {host: None for box in root.iter(_BOX) for host in _outermost(box)}
    found = 0
    for host in hosts:
        behind = host
        boxes = [box for box in host.iter(_BOX) if not _is_double(box)]
        for box in boxes:
            found += 1
            for block in list(_blocks(box, holders)):
                _style(block, f"{_STYLE}{count + found}")
                block.tail = None
                behind.addnext(block)
                behind = block
        for box in list(host.iter(_BOX)):
            parent = box.getparent()
            if parent is not None:
                parent.remove(box)
    return found


def _blocks(holder: etree._Element, holders: tuple[str, ...]) -> Iterator[etree._Element]:
    """Paragraphs and tables, those in `holders` among them."""
    for child in holder.iterchildren(*_BLOCKS, *holders):
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from _blocks(child, holders)


def _is_double(box: etree._Element) -> bool:
    """Whether it is the same once more, for older programs."""
    return any(str(element.tag).endswith("}Fallback") for element in box.iterancestors())


def _outermost(box: etree._Element) -> list[etree._Element]:
    return list(box.iterancestors(_PARAGRAPH))[-1:]


def _style(paragraph: etree._Element, name: str) -> None:
    """In the style of boxes, unless it has one of its own."""
    if paragraph.tag != _PARAGRAPH:
        return
    properties = paragraph.find(f"{_WORDS}pPr")
    if properties is None:
        properties = etree.Element(f"{_WORDS}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{_WORDS}pStyle") is None:
        properties.insert(0, etree.Element(f"{_WORDS}pStyle", {f"{_WORDS}val": name}))

"""EPUB: the pages of its spine, in their order, read as web pages are, and the record of its package document.

Two things a page of a book has that a web page has not: its lines count on from those of the page before, and the description of
a picture is text, in the place of the picture. (EPUB 3.3, 5.5 and 5.6.)
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.entities import html5
from urllib.parse import unquote

from lxml import etree

from lesebuch.model import Layout, SourceStyle
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.page import RULES, decode_html, parse_html, tree_lines
from lesebuch.sources.pagelayout import ElementPlaces, Marker, read_layout
from lesebuch.sources.pagenotes import Notes, find_notes
from lesebuch.sources.refusal import Refusal

_DC = "{http://purl.org/dc/elements/1.1/}"
_DATE = f"{_DC}date"
_OPF = "{http://www.idpf.org/2007/opf}"
_TRANSLATOR = "trl"
"""The code of MARC."""
_MODIFIED = "dcterms:modified"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_DRAWING = "image/svg+xml"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_OWN = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
_ENCRYPTION = "META-INF/encryption.xml"
_LOCKED = "Only the programs of the shop that sold it open it. Ask publisher or shop for a copy without protection."
_CLASSES = frozenset(["verse", "attribution", "caption", "salutation", "closing", "signature"])
"""Kinds that a class names in books, where a publisher styles texts and nothing else."""


@dataclass(frozen=True, slots=True)
class Book:
    """An EPUB: what it holds, where its pages begin, what its record says."""

    extracted: Extracted
    starts: tuple[int, ...]
    """The first line of each page that has one."""
    metadata: Mapping[str, Sequence[str]]
    """Names of Dublin Core -> their words."""
    drawings: int = 0
    """How many of its pages are drawings (SVG) that nothing stands in for; their words are not read."""


def extract_epub(data: bytes, *, rules: int = RULES) -> Extracted:
    """The lines of a book, by the rules of a version; ValueError says in plain words why there are none."""
    return read_epub(data, rules=rules).extracted


def read_epub(data: bytes, *, rules: int = RULES) -> Book:
    """A book, from a container that is checked already; `rules` and ValueError as above."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package, folder = _package(archive)
        pages = list(_pages(archive, package, folder, rules))
    manifest = {item.get("id"): item for item in package.iter("{*}item")}
    shown = (manifest.get(reference.get("idref")) for reference in package.iter("{*}itemref"))
    drawn = [item for item in shown if item is not None and _readable(item, manifest).get("media-type") == _DRAWING]
    metadata = _dates(package)
    translators = _translators(package)
    for element in package.iter(f"{_DC}*"):
        if element.text and element.text.strip() and element.tag != _DATE:
            name = "translator" if element in translators else etree.QName(element).localname
            metadata.setdefault(name, []).append(element.text)
    return replace(_read(pages, metadata, rules), drawings=len(drawn))


def _translators(package: etree._Element) -> list[etree._Element]:
    """Those of creators and contributors who are `trl`, as a property (EPUB 3.3, 5.5.4) or an attribute (EPUB 2) says."""
    refining = {str(e.get("refines")) for e in package.iter("{*}meta") if (e.text or "").strip() == _TRANSLATOR}
    return [
        person
        for person in package.iter(f"{_DC}creator", f"{_DC}contributor")
        if person.get(f"{_OPF}role") == _TRANSLATOR or f"#{person.get('id')}" in refining
    ]


def _dates(package: etree._Element) -> dict[str, list[str]]:
    """When it was published (`date`), and when the file was made (`created`).

    Programs that make books, such as pandoc and Calibre, write the day of making as `dc:date` where nobody gives one: it is that of
    `dcterms:modified`, or a day of the year 101. EPUB 2 says what a date is of (Open Packaging Format 2.0.1, 2.2.7).
    """
    modified = [e.text.strip() for e in package.iter("{*}meta") if e.get("property") == _MODIFIED and e.text]
    found: dict[str, list[str]] = {"date": [], "created": modified}
    for element in package.iter(_DATE):
        text, event = (element.text or "").strip(), element.get(f"{_OPF}event", "publication")
        made = "publication" not in event or text[:10] in {day[:10] for day in modified}
        if text and not text.startswith("0101-01-01"):
            found["created" if made else "date"].append(text)
    return found


def _read(pages: Sequence[tuple[str, etree._Element]], metadata: Mapping[str, Sequence[str]], rules: int) -> Book:
    trees = [tree for _, tree in pages]
    notes = find_notes(trees, [name for name, _ in pages])
    if rules > 2:
        _bring_notes(notes)
    places = ElementPlaces(notes, _CLASSES)
    texts: list[str] = []
    layout: list[Layout] = []
    styles: list[SourceStyle] = []
    starts: list[int] = []
    pictures: list[str] = []
    language = next(iter(metadata.get("language", ())), "").strip()
    for tree in trees:
        marker = Marker(tree, notes, language, pictures=True)
        shown = tree_lines(tree, marker, described=True, rules=rules, waiting=pictures)
        if shown:
            starts.append(len(texts) + 1)
        said, marks = read_layout(shown, places, len(texts) + 1)
        layout += said
        styles += marks
        texts += [line.text for line in shown]
    styles += [SourceStyle(len(texts), len(texts[-1]), len(texts[-1]), "image", target) for target in pictures if texts]
    found = Extracted("\n".join(texts), layout=tuple(layout), styles=tuple(styles))
    return Book(found, tuple(starts), metadata)


def _bring_notes(notes: Notes) -> None:
    """Move notes that stand at the end of the book behind the page that refers to them: a chapter has its own."""
    more: dict[etree._Element, list[etree._Element]] = {}
    for block, note in notes.more.items():
        more.setdefault(note, []).append(block)
    for note, reference in notes.first.items():
        page, there = (element.getroottree().getroot() for element in (reference, note))
        if page is there:
            continue
        body = page.find("body")
        for block in (note, *more.get(note, ())):
            _detach(block)
            (page if body is None else body).append(block)


def _detach(element: etree._Element) -> None:
    """Take an element out of its page; what stands behind it stays."""
    parent = element.getparent()
    assert parent is not None  # a note is no page
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def _package(archive: zipfile.ZipFile) -> tuple[etree._Element, str]:
    """The package document, and the folder that its addresses start from."""
    try:
        container = _xml(archive.read("META-INF/container.xml"))
        path = "" if container is None else next((str(e.get("full-path")) for e in container.iter("{*}rootfile")), "")
        package = _xml(archive.read(path))
    except KeyError:
        package = None
    if package is None:
        raise Refusal(
            "it is no EPUB, or its package document is damaged", "Open it in a reading program and save it again."
        )
    return package, posixpath.dirname(path)


def _pages(
    archive: zipfile.ZipFile, package: etree._Element, folder: str, rules: int
) -> Iterator[tuple[str, etree._Element]]:
    """The pages in reading order, with the names by which links call them; one that is not there is left out."""
    manifest = {item.get("id"): item for item in package.iter("{*}item")}
    if rules > 3:
        manifest = {name: _readable(item, manifest) for name, item in manifest.items()}
    there = set(archive.namelist())
    locked = _locked(archive) if _ENCRYPTION in there else frozenset()
    for reference in package.iter("{*}itemref"):
        item = manifest.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if path in locked:
            raise Refusal("its pages are locked by a copy protection (DRM)", _LOCKED)
        tree = _page(archive.read(path)) if path in there else None
        if tree is not None:
            _find_pictures(tree, posixpath.dirname(path))
            yield posixpath.basename(path), tree


def _readable(item: etree._Element, manifest: Mapping[str | None, etree._Element]) -> etree._Element:
    """What stands in for an item that is no page, if it has such (EPUB 3.3, 3.5.1)."""
    for _ in manifest:
        instead = manifest.get(item.get("fallback"))
        if item.get("media-type") in _PAGES or instead is None:
            break
        item = instead
    return item


def _find_pictures(tree: etree._Element, folder: str) -> None:
    """Addresses from the page become such from the root of the container; a picture within a drawing is one as others are."""
    for image in tree.iter(f"{_SVG}image"):
        image.tag = "img"
        image.set("src", image.get("href") or image.get(_XLINK) or "")
    for image in tree.iter("img"):
        src = unquote(image.get("src") or "")
        if src and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", src):
            image.set("src", posixpath.normpath(posixpath.join(folder, src)))


def _locked(archive: zipfile.ZipFile) -> frozenset[str]:
    """The members that only the shop's programs can read (EPUB 3.3, 4.2.6.3.2; names of members are addresses from the root)."""
    said = _xml(archive.read(_ENCRYPTION))
    found = () if said is None else said.iter("{*}CipherReference")
    return frozenset(unquote(str(reference.get("URI"))) for reference in found)


def _page(content: bytes) -> etree._Element | None:
    """A page as the XML that it is, or as HTML if it is not that."""
    text = decode_html(content)
    declared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    known = _ENTITY.sub(lambda m: m[0] if m[1] in _OWN else html5.get(m[1], m[0]), declared)
    tree = _xml(known.encode("utf-8", "replace"))
    if tree is None:
        return parse_html(text)
    for element in tree.iter(etree.Element):
        tag = str(element.tag)
        if tag.startswith(_XHTML):
            element.tag = tag.removeprefix(_XHTML)
        if element.get(_XML_LANG) and not element.get("lang"):
            element.set("lang", str(element.get(_XML_LANG)))
    return tree


def _xml(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None

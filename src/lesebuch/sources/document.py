"""What a document of an office program, an EPUB or a Markdown file says of itself: its lines with their styles, its properties.

Properties are where each format keeps them: `docProps/core.xml` of Word (ECMA-376, part 2, 11), `meta.xml` of OpenDocument
(ODF 1.3, part 3, 4.3), `dc:` elements of an EPUB's package document, the YAML block at the top of Markdown, the information
dictionary of a PDF (ISO 32000-1, 14.3.3).
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from lesebuch.model import Source
from lesebuch.sources import opentext, word
from lesebuch.sources.book import read_epub
from lesebuch.sources.changes import ACCEPT, ALL
from lesebuch.sources.office import FORMATS, office_lines, office_metadata, office_tree
from lesebuch.sources.officeline import OfficeLine, as_lines
from lesebuch.sources.preparing import prepared
from lesebuch.sources.tracked import TAKEN, changed_lines, tracked

_MOST_BYTES = 4_000_000
"""Of a member that is parsed here. A member with properties has 2 KB; the content of a long book has some MB."""
_MEMBERS = {"docx": "docProps/core.xml", "odt": "meta.xml"}
_PROGRAMS = re.compile(
    r"python-docx|.*\b(?:microsoft|майкрософт)\b.*|\S+\.(?:com|net|org)|.|(?:office|windows)[- ]user|admin(?:istrator)?|user|benutzer|owner|un-?named|unknown|author|autor|default|test|"
    r"besitzer|kunde|gast|customer|guest|\W?anonymous\W?|(?:end )?users?\b.*|proprietario|propri[eé]taire|propietario|utente|utilisateur|usu[aá]rio|eigenaar|gebruiker|"
    r"пользователь|користувач|владелец|(?:admin|администратор|адміністратор)",
    re.IGNORECASE,
)
"""What programs write where nobody has given a name."""
_NO_TITLE = re.compile(
    r"microsoft (?:word|office)\b|none$|\W?anonymous\W?$|.*\b(?:template|vorlage)(?:\s*-\s*word)?$|[^\s_]*_\S*$|(?:dokument|document|untitled|unbenannt|untitled document|word document|title)\s*\d*$|.*\.(?:docx?|dotx?|odt|rtf|txt)$|\S+\.(?:exe|indd|qxd|pmd|wpd|dvi|ps|tex|pdf|html?)$",
    re.IGNORECASE,
)
"""Titles that programs make of a file's name, or leave in place of one."""
_EPOCH = re.compile(r"19(?:70|80)-01-01")
"""Where a program has no clock, or does not look at it."""
_STYLES = {"Title": "title", "Subtitle": "subtitle"}
_PRINTED = {"footnote": "note", "quote": "", "drop": "margin"}
"""What lines of documents are called that have other names in chapter files."""
_LEFT: Mapping[str, Callable[[bytes], Mapping[str, int]]] = {"docx": word.left_in, "odt": opentext.left_in}
"""How many things of a kind stand beside a text."""
_SHOWN = 6
_HEAD = 12
"""Lines among which the paragraphs of a title stand."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's account of itself. What it does not say is empty."""

    lines: Sequence[OfficeLine]
    """One for each line of the source as extracted."""
    title: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    typed: bool = False
    """Whether `authors` is whose program it was, who need not have written the text."""
    date: str = ""
    """Of publication, as the document has it."""
    created: str = ""
    """When the file was made."""
    language: str = ""
    publisher: str = ""
    url: str = ""
    starts: tuple[int, ...] = ()
    """Of a book: the first line of each of its pages that has one."""
    remarks: tuple[str, ...] = ()
    """What is in the file and not in its lines, or not as it was."""


def read_document(data: bytes, format_: str, changes: str = ACCEPT) -> Document | None:
    """The document that these bytes are; None if the format has no styles, or the bytes cannot be read.

    `changes`: what becomes of tracked changes.
    """
    if format_ not in FORMATS:
        return None
    try:
        packed = prepared(data, format_, changes)
        if format_ == "epub":
            book = read_epub(packed)
            made = _document(as_lines(book.extracted), book.metadata, typed=False)
            return replace(made, starts=book.starts, remarks=_drawings(book.drawings))
        tree = office_tree(packed, format_, changes=changes)
        lines = office_lines(tree, format_, changed=changes == ALL)
        said = _properties(packed, format_) if format_ in _MEMBERS else office_metadata(tree)
        if format_ == "odt":
            lines = _with_titles(lines, packed)
        remarks = (*_changed(data, format_, lines, changes), *_remarks(packed, format_))
    except ValueError:
        return None
    return replace(_document(lines, said, typed=format_ in _MEMBERS), remarks=remarks)


def _changed(data: bytes, format_: str, lines: Sequence[OfficeLine], changes: str) -> tuple[str, ...]:
    """What is tracked, in which lines, and what became of it."""
    found = tracked(data, format_)
    if not found:
        return ()
    where = [str(number) for number in changed_lines(data, format_, lines, changes)]
    more = f" and {len(where) - _SHOWN} more" if len(where) > _SHOWN else ""
    place = f" ({'line' if len(where) == 1 else 'lines'} {', '.join(where[:_SHOWN])}{more})" if where else ""
    return (f"changes: {found} tracked{place}; {TAKEN[changes]}",)


def _drawings(count: int) -> tuple[str, ...]:
    said = "is a drawing" if count == 1 else "are drawings"
    return (f"text: {count} of its pages {said} (SVG), whose words are not read",) if count else ()


def _remarks(packed: bytes, format_: str) -> tuple[str, ...]:
    """What stands beside the text."""
    left = _LEFT[format_](packed) if format_ in _LEFT else {}
    remarks = []
    if comments := left.get("comments"):
        remarks.append(f"comments: {comments} in the margin {'is' if comments == 1 else 'are'} left out")
    if parts := left.get("files"):
        said = "is a part" if parts == 1 else f"are {parts} parts"
        remarks.append(f"text: there {said} of another file in it (altChunk) that is not read; save it once in Word")
    return tuple(remarks)


def printed_document(data: bytes, source: Source) -> Document:
    """The PDF that these bytes are, whose lines were told apart when it was extracted."""
    from lesebuch.sources.mending import information  # noqa: PLC0415 - few readers have a PDF

    said = {one.line: one for one in source.layout}
    lines = [
        OfficeLine(
            text, _PRINTED.get(one.kind, one.kind), one.level if one.kind == "heading" else 0, one.kind == "quote"
        )
        if (one := said.get(number))
        else OfficeLine(text)
        for number, text in enumerate(source.text.split("\n"), 1)
    ]
    return _document(lines, information(data), typed=True)


def _document(lines: Sequence[OfficeLine], said: Mapping[str, Sequence[str]], *, typed: bool) -> Document:
    def first(key: str) -> str:
        return next((" ".join(text.split()) for text in said.get(key, ()) if text.strip()), "")

    def people(key: str) -> tuple[str, ...]:
        names = (" ".join(name.split()) for name in said.get(key, ()))
        return tuple(dict.fromkeys(name for name in names if name and not _PROGRAMS.fullmatch(name)))

    addresses = (first(key) for key in ("url", "source", "identifier"))
    return Document(
        lines,
        title="" if _NO_TITLE.match(first("title")) else first("title"),
        authors=people("creator"),
        translators=people("translator"),
        typed=typed,
        date="" if typed else first("date"),
        created="" if _EPOCH.match(first("created")) else first("created"),
        language=first("language"),
        publisher=first("publisher"),
        url=next((address for address in addresses if re.match(r"https?://\S+$", address)), ""),
    )


def _properties(packed: bytes, format_: str) -> Mapping[str, Sequence[str]]:
    """Names of elements without their namespaces -> their words."""
    said: dict[str, list[str]] = {}
    root = _member(packed, _MEMBERS[format_])
    for element in () if root is None else root.iter(etree.Element):
        if element.text and not len(element):
            said.setdefault(etree.QName(element).localname, []).append(element.text)
    if format_ == "odt":  # who began a document goes before who saved it last
        said["creator"] = said.get("initial-creator") or said.get("creator", [])
        said["created"] = said.get("creation-date", [])
    return said


def _member(packed: bytes, name: str) -> etree._Element | None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        try:
            if archive.getinfo(name).file_size > _MOST_BYTES:
                return None
            content = archive.read(name)
        except KeyError:
            return None
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _with_titles(lines: Sequence[OfficeLine], packed: bytes) -> Sequence[OfficeLine]:
    """The lines with the styles of titles, which pandoc does not tell from other paragraphs."""
    styled = {text: kind for text, kind in _titles(packed) if text}
    kinds = (styled.get(_squeezed(line.text), "") if not line.level else "" for line in lines[:_HEAD])
    head = [replace(line, kind=kind or line.kind) for line, kind in zip(lines, kinds, strict=False)]
    return [*head, *lines[_HEAD:]]


def _titles(packed: bytes) -> Iterator[tuple[str, str]]:
    content = _member(packed, "content.xml")
    if content is None:
        return
    parents = {
        _named(style, "name"): _named(style, "parent-style-name")
        for style in content.iter("{*}style")
        if isinstance(style.tag, str)
    }
    for paragraph in content.iter("{*}p"):
        name = _named(paragraph, "style-name")
        kind = _STYLES.get(name) or _STYLES.get(parents.get(name, ""))
        if kind:
            yield _squeezed("".join(map(str, paragraph.itertext()))), kind


def _named(element: etree._Element, attribute: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if etree.QName(str(k)).localname == attribute), "")


def _squeezed(text: str) -> str:
    return "".join(text.split())

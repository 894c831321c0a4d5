"""What Typst does not write into a PDF: sections around headings, for those who hear it, and the terms of use in its metadata."""

import re
from dataclasses import dataclass
from typing import TypeAlias
from xml.sax.saxutils import escape

import pikepdf

from lesebuch.presentation.catalogue import plain

_Opened: TypeAlias = tuple[int, pikepdf.Object, list[pikepdf.Object]]
"""Level, the document (0) or a section, and what is in it so far."""


@dataclass(frozen=True, slots=True)
class FileTerms:
    """What may be done with a file."""

    words: str
    address: str = ""
    """Of a licence that holds for all of it."""


def group(document: pikepdf.Pdf) -> None:
    """Put each heading and what follows it into a section, those of lower headings within.

    ISO 32000-1, 14.8.4.2: with `Sect` a program that reads aloud knows where a chapter ends, not only where it begins.
    """
    tree = document.Root.get("/StructTreeRoot")
    whole = None if tree is None else _whole(tree.K)
    if whole is None or not isinstance(whole.get("/K"), pikepdf.Array):
        return
    kids = list(whole.K)
    if not all(isinstance(kid, pikepdf.Dictionary) and "/S" in kid for kid in kids):
        # Content of its own has its page from its parent.
        return
    opened: list[_Opened] = [(0, whole, [])]
    for kid in kids:
        if level := _level(kid):
            _close(opened, level)
            _, above, within = opened[-1]
            section = document.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Sect, P=above)
            )
            within.append(section)
            opened.append((level, section, []))
        _, holder, within = opened[-1]
        kid.P = holder
        within.append(kid)
    _close(opened, 0)


def _close(opened: list[_Opened], level: int) -> None:
    """Finish what a heading of this level ends; 0: all."""
    while opened and opened[-1][0] >= level:
        _, holder, within = opened.pop()
        holder.K = pikepdf.Array(within)


def _whole(kids: pikepdf.Object) -> pikepdf.Object | None:
    """The element of the document, which holds all others."""
    tops = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return next((top for top in tops if top.get("/S") == pikepdf.Name.Document), None)


def _level(element: pikepdf.Object) -> int:
    found = re.fullmatch(r"/H([1-6])", str(element.S))
    return int(found[1]) if found else 0


def state(document: pikepdf.Pdf, terms: FileTerms) -> None:
    """Write the terms into the metadata: `dc:rights`, and the schema for rights of XMP (ISO 16684-1, 8.5)."""
    said = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(plain(terms.words))}</rdf:li></rdf:Alt>'
    more = f"<xmpRights:WebStatement>{escape(terms.address)}</xmpRights:WebStatement>" if terms.address else ""
    added = (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"><dc:rights>{said}</dc:rights>'
        f"<xmpRights:Marked>True</xmpRights:Marked>{more}<xmpRights:UsageTerms>{said}</xmpRights:UsageTerms></rdf:Description>"
    )
    packet = document.Root.Metadata.read_bytes().decode()
    document.Root.Metadata.write(packet.replace("</rdf:RDF>", f"{added}</rdf:RDF>", 1).encode())

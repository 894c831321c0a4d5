"""Pages of an e-book: from what the translator writes to XHTML that reading systems and their checkers take."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from lesebuch.html.languages import direction, marked
from lesebuch.presentation.catalogue import current

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
TYPE = f"{{{OPS}}}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

ROLES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-backlink": "backlink",
    "doc-pagebreak": "pagebreak",
    "doc-part": "part",
    "doc-chapter": "chapter",
    "doc-glossary": "glossary",
    "doc-bibliography": "bibliography",
}
"""Roles of DPUB-ARIA, which screen readers know, and the types of EPUB that mean the same."""
_RETIRED = frozenset({"doc-biblioentry", "doc-endnote"})
"""Roles that DPUB-ARIA 1.1 has given up, and docutils writes."""
_SIGNS = {"out": "↗", "back": "↩"}
"""What links without words show, by their classes; on the site a style sheet adds it."""
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "ftp:")


@dataclass(slots=True)
class EbookPage:
    """A page of the book."""

    path: str
    """Within the folder of the book's pages, with its ending."""
    title: str
    body: etree._Element
    role: str = ""
    """Of its section: a role of DPUB-ARIA."""
    places: dict[str, etree._Element] = field(default_factory=dict)
    """Elements by their ids."""

    @property
    def properties(self) -> str:
        """What the manifest must say of it."""
        names = {"mathml": f"{{{MATHML}}}math", "svg": f"{{{SVG}}}svg"}
        return " ".join(name for name, tag in names.items() if next(self.body.iter(tag), None) is not None)


def page(path: str, title: str, fragment: str, role: str = "") -> EbookPage:
    """A page; XMLSyntaxError if what was written for it is no XML."""
    # What XML knows of named characters is what it needs itself; HTML, and MathML in it, has two thousand.
    named = _NAMED.sub(lambda match: match[0] if match[1] in _OF_XML else unescape(match[0]), marked(fragment))
    source = f'<body xmlns="{XHTML}" xmlns:epub="{OPS}">{named}</body>'
    body = etree.fromstring(source.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    made = EbookPage(path, title, body, role)
    _tidy(body)
    _name(made)
    made.places = {str(element.get("id")): element for element in body.iter() if element.get("id")}
    return made


def _tidy(body: etree._Element) -> None:
    """Take away what scripts and browsers need, and say in EPUB's words what ARIA's say."""
    for element in body.iter(f"{{{XHTML}}}*"):
        for name in [str(name) for name in element.attrib if str(name).startswith(("data-", "on"))]:
            del element.attrib[name]
        element.attrib.pop("tabindex", "")
        if "scroll" in element.get("class", "").split():
            # Pages do not scroll: a table needs no region of its own.
            for name in ("role", "aria-label", "aria-labelledby"):
                element.attrib.pop(name, "")
        if element.get("role") in _RETIRED:
            del element.attrib["role"]
        if (known := ROLES.get(element.get("role", ""))) and TYPE not in element.attrib:
            element.set(TYPE, known)
        if lang := element.get("lang"):
            element.set(_LANG, lang)
        if element.tag == f"{{{XHTML}}}a" and not (element.text or "").strip() and not len(element):
            element.text = next((sign for name, sign in _SIGNS.items() if name in element.get("class", "").split()), "")


def _name(made: EbookPage) -> None:
    """Say what the page's own section is."""
    section = made.body.find(f"{{{XHTML}}}section")
    if section is not None and made.role:
        section.set("role", made.role)
        section.set(TYPE, ROLES[made.role])


# --- Links -------------------------------------------------------------------------------------------------------------


def settle(pages: Mapping[str, EbookPage], baseurl: str) -> Iterator[tuple[EbookPage, str]]:
    """Lead each link to a place in the book, else to the site, else leave its words.

    Yields the addresses of links within the book that led nowhere, each with its page.
    """
    for made in pages.values():
        for link in list(made.body.iter(f"{{{XHTML}}}a")):
            href = link.get("href")
            if href is None or href.startswith(_ELSEWHERE):
                continue
            path, _, place = href.partition("#")
            target = normpath(join(dirname(made.path), unquote(path))) if path else made.path
            if target not in pages:
                _outward(link, target, place, baseurl)
            elif not place:
                link.set("href", path or made.path.rpartition("/")[2])
            elif unquote(place) not in pages[target].places:
                _unlink(link)
                yield made, href


def _outward(link: etree._Element, target: str, place: str, baseurl: str) -> None:
    """A link to a page that is not in the book."""
    if baseurl and not target.startswith(".."):
        address = f"{baseurl.rstrip('/')}/{target.removesuffix('.xhtml')}.html"
        link.set("href", address + (f"#{place}" if place else ""))
        return
    _unlink(link)


def _unlink(link: etree._Element) -> None:
    """Leave a link's words."""
    link.tag = f"{{{XHTML}}}span"
    for name in ("href", "role", "aria-label", TYPE):
        link.attrib.pop(name, "")


# --- Words -------------------------------------------------------------------------------------------------------------


def words(made: EbookPage, id_: str, added: Iterable[str]) -> str | None:
    """What a place of a page says, without the elements of the classes `added`; of a section its heading. None: no such place."""
    element = made.places.get(id_)
    if element is None:
        return None
    if element.tag == f"{{{XHTML}}}section":
        element = next(child for child in element if str(child.tag).startswith(f"{{{XHTML}}}h"))
    return "".join(_told(element, frozenset(added)))


def _told(element: etree._Element, added: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if added.isdisjoint(child.get("class", "").split()):
            yield from _told(child, added)
        yield child.tail or ""


# --- Files -------------------------------------------------------------------------------------------------------------

_FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="{xhtml}" xmlns:epub="{ops}" lang="{lang}" xml:lang="{lang}"{turned}>
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{style}"/>
</head>
{body}
</html>
"""


def file(made: EbookPage, style: str) -> str:
    """The file of a page. `style`: address of the style sheet as seen from it."""
    return document(made.title, etree.tostring(made.body, encoding="unicode"), style)


def document(title: str, body: str, style: str) -> str:
    """A whole file around a body."""
    lang = current()
    turned = ' dir="rtl"' if direction(lang) == "rtl" else ""
    # The file says it once, for all that is in it.
    body = body.replace(f' xmlns="{XHTML}"', "", 1).replace(f' xmlns:epub="{OPS}"', "", 1)
    return marked(
        _FILE.format(
            xhtml=XHTML, ops=OPS, lang=lang, turned=turned, title=escape(title), style=escape(style), body=body
        )
    )

"""The navigation of an e-book: contents, landmarks and list of pages; and the contents again for older reading systems."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from lxml import etree
from lxml.builder import ElementMaker

from lesebuch.epub.contents import NavigationLine
from lesebuch.epub.pages import document
from lesebuch.presentation.catalogue import say as _

NCX = "http://www.daisy.org/z3986/2005/ncx/"
_N = ElementMaker(namespace=NCX, nsmap={None: NCX})


def navigation(
    places: Sequence[NavigationLine],
    landmarks: Sequence[tuple[str, str, str]],
    pages: Sequence[NavigationLine],
    called: str,
) -> str:
    """The document with all three. Addresses are relative to it; `landmarks`: type, label and address of each; `called`: the pages."""
    marks = "".join(
        f'<li><a epub:type="{type_}" href="{address}">{escape(label)}</a></li>' for type_, label, address in landmarks
    )
    listed = "".join(f'<li><a href="{place.address}">{escape(place.label)}</a></li>' for place in pages)
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc" id="nav-toc"><h1 id="toc">{_("Contents")}</h1>{_list(places)}</nav>'
        f'<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden"><h2 id="landmarks">{_("Parts of the book")}</h2><ol>{marks}</ol></nav>'
    )
    if listed:
        body += (
            f'<nav epub:type="page-list" role="doc-pagelist" aria-labelledby="page-list" hidden="hidden">'
            f'<h2 id="page-list">{escape(called)}</h2><ol>{listed}</ol></nav>'
        )
    return document(_("Contents"), f"<body>{body}</body>", "book.css")


def _list(places: Iterable[NavigationLine]) -> str:
    rows = "".join(
        f'<li><a href="{place.address}">{escape(place.label)}</a>{_list(place.below) if place.below else ""}</li>'
        for place in places
    )
    return f"<ol>{rows}</ol>"


def ncx(title: str, identifier: str, places: Sequence[NavigationLine]) -> bytes:
    """The contents as EPUB 2 had them."""
    numbers = iter(range(1, 10**9))
    made = _N.ncx(
        _N.head(_N.meta(name="dtb:uid", content=identifier)),
        _N.docTitle(_N.text(title)),
        _N.navMap(*_points(places, numbers)),
        version="2005-1",
    )
    return etree.tostring(made, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _points(places: Iterable[NavigationLine], numbers: Iterator[int]) -> Iterator[etree._Element]:
    for place in places:
        number = str(next(numbers))
        point = _N.navPoint(
            _N.navLabel(_N.text(place.label)), _N.content(src=place.address), id=f"n{number}", playOrder=number
        )
        point.extend(_points(place.below, numbers))
        yield point

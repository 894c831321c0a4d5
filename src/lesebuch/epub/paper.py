"""Pages of the printed book in the e-book: whoever has the one finds page 12 in the other, too.

The book (PDF) must lie finished where `lesebuch_offers` says. It names its places; a page of it begins in the e-book at the
first place that begins on it. Pages on which none begins are not listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf
from lxml import etree

from lesebuch.epub.contents import ENDING, NavigationLine, address
from lesebuch.epub.pages import TYPE, XHTML, EbookPage
from lesebuch.presentation.ids import global_name

BOOK = "reader.pdf"
_HOLDERS = frozenset(
    f"{{{XHTML}}}{name}"
    for name in "body section div p h1 h2 h3 h4 h5 h6 li dt dd td th blockquote figcaption span".split()
)
"""Elements that a mark may stand in, before all else."""
_BREAK = "doc-pagebreak"


def read(folders: Iterable[Path]) -> dict[str, list[str]]:
    """By the label of each page of the book, in their order, the names of its places from top to bottom.

    Empty if no book lies in one of the folders, or what lies there cannot be read.
    """
    book = next((folder / BOOK for folder in folders if (folder / BOOK).is_file()), None)
    if book is None:
        return {}
    try:
        with pikepdf.open(book) as document:
            return _places(document)
    except (pikepdf.PdfError, OSError):
        return {}


def _places(document: pikepdf.Pdf) -> dict[str, list[str]]:
    labels = {page.obj.objgen: str(page.label) for page in document.pages}
    found: dict[str, list[tuple[float, str]]] = {label: [] for label in labels.values()}
    names = document.Root.get("/Names")
    tree = None if names is None else names.get("/Dests")
    for name, item in pikepdf.NameTree(tree).items() if tree is not None else ():
        where = item.get("/D") if isinstance(item, pikepdf.Dictionary) else item
        if isinstance(where, pikepdf.Array) and len(where) > 3 and (label := labels.get(where[0].objgen)):
            found[label].append((-float(where[3]), name if isinstance(name, str) else name.decode()))
    return {label: [name for _top, name in sorted(names)] for label, names in found.items()}


def mark(printed: Mapping[str, list[str]], pages: Mapping[str, EbookPage]) -> list[NavigationLine]:
    """Put a mark where each page of the book begins, and take away all other marks; ours, in the order of the e-book.

    Pages of a printed source are words of its text there: two series of pages would have the same numbers.
    """
    for page in pages.values():
        _strip(page)
    known = dict(_known(pages))
    made: list[tuple[tuple[int, int], NavigationLine]] = []
    for label, names in printed.items():
        found = next((known[name] for name in names if name in known), None)
        if found is None:
            continue
        place, docname, element = found
        id_ = f"lb-page-{label}"
        _put(element, id_, label)
        made.append((place, NavigationLine(label, address(docname, id_))))
    return [place for _, place in sorted(made, key=lambda item: item[0])]


def _strip(page: EbookPage) -> None:
    """Say of no element any more that a page begins there."""
    for element in page.places.values():
        if element.get("role") == _BREAK:
            for name in ("role", TYPE, "aria-label"):
                element.attrib.pop(name, "")


def _known(pages: Mapping[str, EbookPage]) -> Iterator[tuple[str, tuple[tuple[int, int], str, etree._Element]]]:
    """By its name in the book each place of the e-book: where it is in the order of all, document, element."""
    for at, page in enumerate(pages.values()):
        docname = page.path.removesuffix(ENDING)
        yield docname, ((at, 0), docname, page.body)
        for number, (id_, element) in enumerate(page.places.items(), 1):
            yield global_name(docname, id_), ((at, number), docname, element)


def _put(element: etree._Element, id_: str, label: str) -> None:
    before: etree._Element | None = None
    # The body, above all, may hold one.
    while element.tag not in _HOLDERS and (parent := element.getparent()) is not None:
        before, element = element, parent
    sign = etree.Element(f"{{{XHTML}}}span", {"id": id_, "role": _BREAK, TYPE: "pagebreak", "aria-label": label})
    if before is None:
        sign.tail, element.text = element.text, None
        element.insert(0, sign)
    else:
        before.addprevious(sign)

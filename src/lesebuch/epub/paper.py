"""Pages of the printed book in the e-book: whoever has the one finds page 12 in the other, too.

The book (PDF) must lie finished where `lesebuch_offers` says. It names its places; a page of it begins in the e-book at the
first place that begins on it. Pages on which none begins are not listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf
from lxml import etree

from lesebuch.config import MARKER, Edition
from lesebuch.epub.contents import Place, address
from lesebuch.epub.pages import TYPE, XHTML, Page
from lesebuch.presentation.ids import global_name

BOOK = "reader.pdf"
_HOLDERS = frozenset(
    f"{{{XHTML}}}{name}"
    for name in "body section div p h1 h2 h3 h4 h5 h6 li dt dd td th blockquote figcaption span".split()
)
"""Elements that a mark may stand in, before all else."""


def read(folders: Iterable[Path], edition: Edition) -> dict[str, list[str]]:
    """By the label of each page of the book, in their order, the names of its places from top to bottom.

    Empty if no book of this edition lies in one of the folders, or what lies there cannot be read.
    """
    for folder in folders:
        mark = folder / MARKER
        if (folder / BOOK).is_file() and mark.is_file() and mark.read_text(encoding="utf-8").strip() == edition:
            try:
                with pikepdf.open(folder / BOOK) as document:
                    return _places(document)
            except (pikepdf.PdfError, OSError):
                return {}
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


def mark(printed: Mapping[str, list[str]], pages: Mapping[str, Page]) -> list[Place]:
    """Put a mark where each page of the book begins; the marks, in the order of the e-book."""
    known = dict(_known(pages))
    made: list[tuple[tuple[int, int], Place]] = []
    for label, names in printed.items():
        place = next((known[name] for name in names if name in known), None)
        if place is None:
            continue
        at, number, element = place
        id_ = f"lb-page-{label}"
        _put(element, id_, label)
        made.append(((at, number), Place(label, address(list(pages.values())[at].path.rpartition(".")[0], id_))))
    return [place for _, place in sorted(made, key=lambda item: item[0])]


def _known(pages: Mapping[str, Page]) -> Iterator[tuple[str, tuple[int, int, etree._Element]]]:
    """By its name in the book each place of the e-book: number of its page, number on it, element."""
    for at, page in enumerate(pages.values()):
        docname = page.path.rpartition(".")[0]
        yield docname, (at, 0, page.body)
        for number, element in enumerate(page.body.iter(f"{{{XHTML}}}*")):
            if id_ := element.get("id"):
                yield global_name(docname, id_), (at, number, element)


def _put(element: etree._Element, id_: str, label: str) -> None:
    before: etree._Element | None = None
    # The body, above all, may hold one.
    while element.tag not in _HOLDERS and (parent := element.getparent()) is not None:
        before, element = element, parent
    sign = etree.Element(
        f"{{{XHTML}}}span", {"id": id_, "role": "doc-pagebreak", TYPE: "pagebreak", "aria-label": label}
    )
    if before is None:
        sign.tail, element.text = element.text, None
        element.insert(0, sign)
    else:
        before.addprevious(sign)

"""What the tags of a PDF say: its structure tree (ISO 32000-1, 14.7 and 14.8), in the order of reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pikepdf

_BLOCKS = {
    "P": "", "Caption": "caption", "LI": "item", "TR": "row", "Note": "footnote", "FENote": "footnote", "BlockQuote": "quote",
    "H": "heading", "Title": "heading", "TOCI": "", "BibEntry": "", "Index": "", "Code": "", "Formula": "",
}  # fmt: skip
"""Kinds of element that are a block, and what a chapter file calls them; empty for a paragraph."""
_HEADING = re.compile(r"H([1-9])")
_GROUPS = frozenset(
    ("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "L", "Table", "THead", "TBody", "TFoot", "TOC", "Aside", "Form", "Figure")
)  # fmt: skip
_WHOLE = ("item", "footnote", "caption", "heading")
"""What is one block, though its words stand in a paragraph; of items that is the first paragraph."""
_CELLS = {"TH": True, "TD": False}
_DEEPEST = 200
"""Elements within each other that are followed."""
_MOST = 400_000
"""Elements that are looked at. A book of a thousand pages has 50,000."""
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Tag:
    """The place of printed text in the tree."""

    order: int
    block: int = 0
    """Text of one number is one block; 0: the tree does not say where blocks begin."""
    kind: str = ""
    level: int = 0
    """Of a heading; of an item the depth of its list."""
    cell: int = 0
    """Number of its cell; 0 outside of tables."""
    header: bool = False
    columns: int = 1
    rows: int = 1
    group: int = 0
    """Number of its list or table."""
    part: int = 0
    """Of what stands in a cell: the number of its paragraph there."""


@dataclass(slots=True)
class Tags:
    """The tree, by page (counted from 0) and number of marked content; and pictures, which have no text, with theirs."""

    places: dict[tuple[int, int], Tag] = field(default_factory=dict)
    pictures: list[tuple[int, Tag, str]] = field(default_factory=list)
    """Page, place, alternative text."""
    headings: bool = False
    """Whether any is marked."""


@dataclass(frozen=True, slots=True)
class _Within:
    """What stands around an element."""

    page: int = -1
    block: int = 0
    kind: str = ""
    level: int = 0
    depth: int = 0
    cell: int = 0
    header: bool = False
    columns: int = 1
    rows: int = 1
    group: int = 0
    label: bool = False
    """Whether it is the number or bullet of an item."""
    part: int = 0


def read_tags(document: pikepdf.Pdf) -> Tags:
    """The tags of a document; none if it has no tree, or what is left of one that is damaged."""
    walk = _Walk(document)
    root = document.Root.get("/StructTreeRoot")
    if isinstance(root, pikepdf.Dictionary):
        walk.roles = _roles(root)
        walk.into(root.get("/K"), _Within(), 0)
    return walk.tags


def _roles(root: pikepdf.Object) -> Mapping[str, str]:
    found = root.get("/RoleMap")
    if not isinstance(found, pikepdf.Dictionary):
        return {}
    return {key.lstrip("/"): str(value).lstrip("/") for key, value in found.items()}


class _Walk:
    def __init__(self, document: pikepdf.Pdf) -> None:
        self.tags = Tags()
        self.roles: Mapping[str, str] = {}
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._count = 0
        self._blocks = 0
        self._parts = 0
        self._begun: set[int] = set()
        """Items that have more than their number."""

    def into(self, kids: object, within: _Within, depth: int) -> None:
        if depth > _DEEPEST or self._count > _MOST:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._count += 1
            if isinstance(kid, int):
                self._place(within.page, kid, within)
            elif isinstance(kid, pikepdf.Dictionary):
                page = self._page(kid, within.page)
                if "/MCID" in kid:
                    self._place(page, int(kid.MCID), within)
                elif "/S" in kid:
                    self._element(kid, self._around(kid, within, page), depth)

    def _element(self, element: pikepdf.Object, within: _Within, depth: int) -> None:
        alt = element.get("/Alt")
        if self._kind(element) == "Figure" and alt is not None and str(alt).strip():
            self._blocks += 1
            tag = Tag(self._count, self._blocks, "figure")
            self.tags.pictures.append((within.page, tag, " ".join(str(alt).split())))
        if "/K" in element:
            self.into(element.K, within, depth + 1)

    def _around(self, element: pikepdf.Object, within: _Within, page: int) -> _Within:
        """What stands around the content of an element."""
        kind = self._kind(element)
        level = _HEADING.fullmatch(kind)
        if level or kind in _BLOCKS:
            return self._block(kind, level, within, page)
        if kind in _CELLS and within.kind == "row":
            self._blocks += 1
            columns, rows = _spans(element)
            return _Within(
                page, within.block, "row", 0, within.depth, self._blocks, _CELLS[kind], columns, rows, within.group
            )
        if within.cell or kind not in _GROUPS:
            return replace(within, page=page, label=within.label or kind == "Lbl")
        self._blocks += kind in ("L", "Table")
        nested = kind == "L" and within.depth > 0
        group = self._blocks if kind in ("L", "Table") and not nested else within.group
        return _Within(page, 0, "", 0, within.depth + (kind == "L"), group=group)

    def _block(self, kind: str, level: re.Match[str] | None, within: _Within, page: int) -> _Within:
        further = within.kind == "item" and within.block in self._begun
        if within.cell:
            self._parts += 1
            return replace(within, page=page, label=False, part=self._parts)
        if kind == "P" and within.kind in _WHOLE and not further:
            return replace(within, page=page, label=False)
        self._blocks += 1
        name = "heading" if level else _BLOCKS[kind]
        if kind == "P" and within.kind == "quote":
            name = "quote"
        self.tags.headings = self.tags.headings or name == "heading"
        rank = min(int(level[1]), _LOWEST) if level else 1 if name == "heading" else 0
        rank = within.depth if name == "item" else rank
        return _Within(page, self._blocks, name, rank, within.depth, group=within.group)

    def _kind(self, element: pikepdf.Object) -> str:
        kind = str(element.get("/S", "")).lstrip("/")
        for _ in range(9):  # a role may be that of another role
            if (
                kind in _BLOCKS
                or kind in _GROUPS
                or kind in _CELLS
                or _HEADING.fullmatch(kind)
                or kind not in self.roles
            ):
                break
            kind = self.roles[kind]
        return kind

    def _place(self, page: int, mark: int, within: _Within) -> None:
        tag = Tag(
            self._count, within.block, within.kind, within.level, within.cell, within.header, within.columns, within.rows, within.group,
            within.part,
        )  # fmt: skip
        self.tags.places.setdefault((page, mark), tag)
        if within.kind == "item" and not within.label:
            self._begun.add(within.block)

    def _page(self, element: pikepdf.Object, page: int) -> int:
        named = element.get("/Pg")
        return self._pages.get(named.objgen, page) if isinstance(named, pikepdf.Dictionary) else page


def _spans(element: pikepdf.Object) -> tuple[int, int]:
    found = {"/ColSpan": 1, "/RowSpan": 1}
    for attributes in _listed(element.get("/A")):
        if isinstance(attributes, pikepdf.Dictionary):
            found |= {key: int(attributes[key]) for key in found if isinstance(attributes.get(key), int)}
    return max(found["/ColSpan"], 1), max(found["/RowSpan"], 1)


def _listed(value: object) -> Iterator[object]:
    if isinstance(value, pikepdf.Array):
        yield from value
    elif value is not None:
        yield value

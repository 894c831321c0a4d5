"""What a web page says of its lines and words: its elements and their roles, never how they look. Its notes: see `pagenotes.py`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from lesebuch.model import Layout, SourceCell, SourceStyle
from lesebuch.numerals import NUMBER_STYLES, in_style
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.marking import is_address
from lesebuch.sources.page import RULES, ShownLine, decode_html, parse_html, tree_lines
from lesebuch.sources.pagenotes import Notes, find_notes
from lesebuch.sources.stylenames import kind_of

_STYLES = {
    "em": "emphasis", "i": "emphasis", "b": "strong", "strong": "strong", "sup": "superscript", "sub": "subscript", "u": "underline",
    "del": "deleted", "s": "deleted", "strike": "deleted", "ins": "inserted", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu", "dir", "dl")
_GROUPED = {"blockquote": "quote", "aside": "box"}
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NUMBERED = {style.html: style.pandoc for style in NUMBER_STYLES}
_FROM_CLASSES = frozenset(["verse"])
"""Kinds that a class on a web page names: other words, such as box or title, are names of what things look like."""


def extract_html(data: bytes, *, rules: int = RULES) -> Extracted:
    """The lines of a page, by the rules of a version; ValueError says in plain words why there are none."""
    tree = parse_html(decode_html(data))
    return Extracted("") if tree is None else laid_out(tree, rules=rules)


def laid_out(tree: etree._Element, *, rules: int) -> Extracted:
    """The lines of a page with what it says of them."""
    notes = find_notes([tree])
    shown = tree_lines(tree, Marker(tree, notes, tree.get("lang") or "", pictures=True), rules=rules)
    layout, styles = read_layout(shown, ElementPlaces(notes, _FROM_CLASSES), 1)
    return Extracted("\n".join(line.text for line in shown), layout=tuple(layout), styles=tuple(styles))


class Marker:
    """What elements say of the words in them."""

    def __init__(self, tree: etree._Element, notes: Notes, language: str, *, pictures: bool = False) -> None:
        """`language` is that of the text; words in it are in no other. `pictures`: they are marked too."""
        self._language = language.lower()
        self._pictures = pictures
        self._notes = notes
        self._base = _address(tree)
        self._labels = _ItemLabels()

    def __call__(self, element: etree._Element) -> tuple[str, str] | None:
        """Kind and target; None: nothing."""
        tag = element.tag
        if element in self._notes.references:
            return "noteref", self._notes.references[element]
        if tag == "a":
            if element in self._notes.back:
                return "backlink", ""
            href = _joined(self._base, element.get("href") or "")
            return ("link", href) if is_address(href) and not (element.get("href") or "").startswith("#") else None
        if tag == "img" and self._pictures:
            return "image", element.get("src") or ""
        if tag in _STYLES:
            return _STYLES[tag], ""
        if tag == "li":
            return "item", self._labels[element]
        language = element.get("lang")
        if language and language.lower() != self._language and tag not in ("html", "body"):
            return "language", language
        style = (element.get("style") or "").replace(" ", "").lower()
        if style and tag == "span":
            return next(((kind, "") for said, kind in _LOOKS.items() if said in style), None)
        return None


_LOOKS = {
    "font-variant:small-caps": "smallcaps",
    "font-style:italic": "emphasis",
    "font-weight:bold": "strong",
    "font-weight:700": "strong",
}


def _joined(base: str, href: str) -> str:
    """The address of a link on a page; empty where it can be none, such as one with brackets around what is no number of a machine."""
    try:
        return urljoin(base, href.strip()) if base else href
    except ValueError:
        return ""


def _address(tree: etree._Element) -> str:
    for path, attribute in (
        ("head/base", "href"),
        ("head/link[@rel='canonical']", "href"),
        ("head/meta[@property='og:url']", "content"),
    ):
        found = tree.find(f".//{path}")
        address = "" if found is None else (found.get(attribute) or "").strip()
        if is_address(address):
            return address
    return ""


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element makes of the lines that begin in it."""

    kind: str = ""
    level: int = 0
    depth: int = 0
    label: str = ""
    group: int = 0
    item: etree._Element | None = None
    target: str = ""
    note: bool = False


class ElementPlaces:
    """The place of each element, worked out from that of the element around it."""

    def __init__(self, notes: Notes, classes: Iterable[str]) -> None:
        """`classes` are the kinds that a class can name."""
        self._known: dict[etree._Element, _Place] = {}
        self._notes = notes.notes
        self._more = notes.more
        self._classes = frozenset(classes)
        self._labels = _ItemLabels()
        self._groups = 0

    def __getitem__(self, element: etree._Element) -> _Place:
        chain = []
        above: etree._Element | None = element
        while above is not None and above not in self._known:
            chain.append(above)
            above = above.getparent()
        place = _Place() if above is None else self._known[above]
        for below in reversed(chain):
            place = self._known[below] = self._within(place, below)
        return place

    def _group(self) -> int:
        self._groups += 1
        return self._groups

    def _within(self, place: _Place, element: etree._Element) -> _Place:
        if place.note:
            return place
        if element in self._notes:
            return _Place("footnote", label=self._notes[element], group=self._group(), note=True)
        if element in self._more:
            return self[self._more[element]]
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _HEADINGS:
            return _Place("heading", level=int(tag[1]))
        if tag in _GROUPED:
            return _Place(_GROUPED[tag], group=self._group())
        if tag in _LISTS:
            group = place.group if place.depth else self._group()
            return replace(place, kind="", label="", depth=place.depth + 1, group=group, item=None)
        if tag in ("li", "dt", "dd"):
            depth = max(place.depth, 1) + (tag == "dd")
            group = place.group or self._group()
            return replace(place, kind="item", depth=depth, group=group, label=self._labels[element], item=element)
        return self._around(place, element, tag)

    def _around(self, place: _Place, element: etree._Element, tag: str) -> _Place:
        """Of tables and figures, and what stands in them and in quotations."""
        if tag in ("figure", "table"):
            picture = element.find(".//img") if tag == "figure" else None
            target = "" if picture is None else picture.get("src") or picture.get("data-src") or ""
            return replace(place, kind="", group=self._group(), target=target, depth=0, item=None)
        if tag in ("figcaption", "caption"):
            return replace(place, kind="caption")
        if tag in ("cite", "footer") and place.kind == "quote":
            return replace(place, kind="attribution")
        return self._said(place, element)

    def _said(self, place: _Place, element: etree._Element) -> _Place:
        """What classes and types name."""
        types = (element.get(_TYPE) or element.get("epub:type") or "").split()
        kind = kind_of([name for name in types if ":" in name])
        if not kind:
            kind = kind_of((element.get("class") or "").split())
            kind = kind if kind in self._classes else ""
        if not kind or kind == place.kind:
            return place
        return _Place(kind, group=self._group() if kind in ("verse", "quote", "box") else 0)


class _ItemLabels:
    """The number or letter of each item, which follows that of the item before it; they are asked for in their order."""

    def __init__(self) -> None:
        self._numbers: dict[etree._Element, int] = {}

    def __getitem__(self, item: etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        step = -1 if parent.get("reversed") is not None else 1
        before = self._numbers.get(parent)
        own = _number(item.get("value"))
        if own is None:
            first = _number(parent.get("start"))
            first = (len(parent.findall("li")) if step < 0 else 1) if first is None else first
            own = first if before is None else before + step
        self._numbers[parent] = own
        return in_style(own, _NUMBERED.get(parent.get("type") or "", ""))


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


_MOST = 60
"""Columns of a table that say something of their cells."""
_ALIGNED = re.compile(r"(?:^|;)\s*text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_SIDES = {"left": "left", "center": "center", "right": "right", "end": "right"}


def read_layout(
    shown: Sequence[ShownLine], places: ElementPlaces, first: int
) -> tuple[list[Layout], list[SourceStyle]]:
    """Layout and styles of lines that count from `first`."""
    layout: list[Layout] = []
    styles: list[SourceStyle] = []
    begun: set[etree._Element] = set()
    for number, line in enumerate(shown, first):
        place = places[line.element]
        kind, name = place.kind, place.label
        if place.item is not None and kind == "item":
            kind, name = ("", "") if place.item in begun else (kind, name)
            begun.add(place.item)
        cells = tuple(_cell(*cell) for cell in line.cells)
        if cells and not place.note:
            kind, name = "row", ""
        if kind == "attribution" and not _covers(line):
            kind = "quote"
        target, marks = place.target, line.marks
        shown_words = [mark for mark in marks if mark.start < mark.end]
        if (
            line.element.tag == "img"
            and not place.note
            and len(shown_words) == 1
            and shown_words[0].end == len(line.text)
        ):
            kind, name, target = "figure", "", shown_words[0].target
            marks = tuple(mark for mark in marks if mark not in shown_words)
        said = Layout(
            number, kind, place.level or place.depth, name, place.group, cells if kind == "row" else (), target
        )
        if said != Layout(number):
            layout.append(said)
        styles += [SourceStyle(number, *mark) for mark in marks]
    return layout, styles


def _cell(start: int, end: int, element: etree._Element) -> SourceCell:
    columns, rows = (_number(element.get(name)) or 1 for name in ("colspan", "rowspan"))
    return SourceCell(
        start,
        end,
        header=element.tag == "th" or _parent_tag_of_row(element) == "thead",
        columns=max(columns, 1),
        rows=max(rows, 1),
        align=_side(element),
    )


def _side(cell: etree._Element) -> str:
    """To which side the words of a cell stand: as it says, a single paragraph in it, its row, or its column."""
    inner = list(cell.iterchildren(etree.Element))
    alone = inner if len(inner) == 1 and inner[0].tag in ("p", "div") else []
    row = cell.getparent()
    for element in (*alone, cell, *_column(cell), *([] if row is None else [row])):
        style = _ALIGNED.search(element.get("style") or "")
        said = (style[1] if style else element.get("align") or "").strip().lower()
        if said:
            return _SIDES.get(said, "")
    return ""


def _column(cell: etree._Element) -> list[etree._Element]:
    """The element that says something of all cells of the column; none where other cells in the row span several."""
    before = list(islice(cell.itersiblings("td", "th", preceding=True), _MOST))
    table = next(cell.iterancestors("table"), None)
    if table is None or len(before) == _MOST or any(other.get("colspan") for other in before):
        return []
    groups = islice(table.iterchildren("col", "colgroup"), _MOST)
    columns = list(islice((column for group in groups for column in group.iter("col")), _MOST))
    if len(before) >= len(columns) or any(column.get("span") for column in columns):
        return []
    return [columns[len(before)]]


def _parent_tag_of_row(cell: etree._Element) -> object:
    row = cell.getparent()
    above = None if row is None else row.getparent()
    return None if above is None else above.tag


def _covers(line: ShownLine) -> bool:
    """Whether the element in which a line begins has all of its words."""
    around = next(
        (e for e in (line.element, *line.element.iterancestors()) if e.tag in ("cite", "footer")), line.element
    )
    return "".join("".join(map(str, around.itertext())).split()).endswith("".join(line.text.split()))

"""HTML: a line for each block, in the order of the page, navigation and all.

The rules, none of which looks at the content:

- `<title>` is the first line; of the rest of the head, and of scripts, styles, templates and graphics, nothing is kept.
- An element of `_BLOCKS` begins and ends a line, `<br>` and `<hr>` end one. White space runs become one space, as a browser shows
  them, except in `<pre>`.
- A table row is one line, a tab between its cells. Where a line ends in a cell is marked (`Style`, break).
- A heading is one line; before version 3 only in books.
- A reading beside characters (ruby) stands behind them, in brackets; before version 4 without, unless the page has some.
- The number of an item and its words are one line where a list of terms has numbers for terms (`<dt>1.</dt><dd>…</dd>`), as laws are set,
  and where a list has the number in a block of its own.
- But a table that only lays a page out is none: there each block is a line. Such is one with a heading in a cell, or of one column, or
  a row with another table in a cell; and on a web page, any with blocks in its cells that does not say what it is, by a caption, header cells, a border or a figure
  around it (HTML Living Standard, 4.9.1, has these and `role`). Before version 3 all tables were such if they had blocks in cells,
  in books other blocks than paragraphs.
- What is hidden by styles or attributes is kept: whether it shows is for the editor to judge.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from lesebuch.sources.marking import Pieces, Settling, StyleMark
from lesebuch.sources.numbered import counts, is_number
from lesebuch.sources.pagewords import keep_words
from lesebuch.sources.plain import decode

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "html", "iframe", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search",
        "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "br",
        "hr",
    ]
)  # fmt: skip
RULES = 4
"""The version of the rules that are the newest, for pages and books alike."""
_SKIPPED = frozenset(["script", "style", "template", "noscript", "svg", "head"])
_CELLS = frozenset(("td", "th"))
_PLAIN = frozenset(("p", "div", "br"))
_CELL, _BREAK = "\x00", "\x01"
"""What stands in the pieces where a cell begins, and where a line ends in a cell; the input has neither."""
_FEWEST = 2
"""Columns of a table."""
_TOLD = frozenset(("caption", "thead", "th"))
"""What only tables of data have."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SECTIONS = _HEADINGS | {"article", "section", "nav", "main", "header", "footer", "form", "aside"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def decode_html(data: bytes) -> str:
    """The characters of a page: UTF-8 if that is what its bytes are, else as its `meta` says, else by inspection.

    For a damaged character stands U+FFFD, as the Encoding Standard of the WHATWG says and browsers show it: servers cut teasers
    in the middle of one, far from the article.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, errors="replace")[0]


def parse_html(text: str) -> etree._Element | None:
    """The tree of a page; None if nothing is in it. ValueError where the parser gives up, since text would be lost."""
    # A zero character would end libxml2's input; HTML has a replacement character stand for it.
    data = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree: etree._Element = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise ValueError("its elements are nested too deeply")
    return tree


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a page and what it comes from."""

    text: str
    element: etree._Element
    """The innermost element in which it begins."""
    linked: float
    """Share of its characters that are links, 0 to 1."""
    marks: tuple[StyleMark, ...] = ()
    """Words that are set apart, in columns of the line."""
    cells: tuple[tuple[int, int, etree._Element], ...] = ()
    """Of a table row: the columns of each cell, and its element."""


Marker = Callable[["etree._Element"], tuple[str, str] | None]  # noqa: SLF001 - lxml has no other name for it
"""What an element says of the words in it: kind and target, as in `SourceStyle`."""


def html_lines(text: str) -> list[str]:
    """The lines of a page or a piece of one, as the rules before version 3 have it. None is empty."""
    return [shown.text for shown in page_lines(text, rules=2)]


def page_lines(text: str, *, rules: int = RULES) -> list[ShownLine]:
    """The same lines with the elements that they come from, by the rules of a version. ValueError where the parser gives up."""
    tree = parse_html(text)
    return [] if tree is None else tree_lines(tree, rules=rules)


def tree_lines(
    tree: etree._Element,
    marker: Marker = lambda _element: None,
    *,
    described: bool = False,
    rules: int = RULES,
    waiting: list[str] | None = None,
) -> list[ShownLine]:
    """The lines of a page that is parsed already, by the rules of a version.

    `described`: as a page of a book, where the description of a picture is text, and no table lays a page out unless it has headings.
    `waiting`: pictures of the pages before that had no line; those of this page, if it has none, are added.
    """
    if rules > 3:
        keep_words(tree)
    lines = _Lines(marker, described=described, whole=rules > 2, waiting=waiting)
    title = tree.find(".//head/title")
    if title is not None and not described:
        lines.text(title.text or "", title)
        lines.end()
    _walk(tree, lines)
    lines.end()
    lines.hang()
    return lines.done


class _Lines:
    """Collects text and cuts it into lines."""

    def __init__(self, marker: Marker, *, described: bool, whole: bool, waiting: list[str] | None) -> None:
        self.done: list[ShownLine] = []
        self.described = described
        self.whole = whole
        self.joins = described or whole
        """Whether a heading is one line, whatever breaks it."""
        self._marker = marker
        self._pieces = Pieces()
        self._element: etree._Element | None = None
        """Of the first piece that is more than white space."""
        self._characters = self._linked = 0
        self._open: list[tuple[etree._Element, int, str, str]] = []
        """Elements that set words apart and are not closed yet: where they begin in the pieces, kind, target."""
        self._cells: list[tuple[int, etree._Element]] = []
        self._tables: dict[etree._Element, bool] = {}
        """Which tables lay the page out, of those that were asked for."""
        self._waiting = [] if waiting is None else waiting
        """Pictures without a word, before the next line."""
        self.rows = 0
        """Depth of table rows that are one line: blocks in them end nothing."""
        self.pre = 0
        self.links = 0
        """Depth of links."""
        self.headings = 0
        """Depth of headings that line breaks do not part."""

    def text(self, piece: str, element: etree._Element) -> None:
        """Take in text that stands directly in an element."""
        if self.whole and _BREAK in piece:
            piece = piece.replace(_BREAK, "\ufffd")
        length = len(piece.strip())
        if length and self._element is None:
            self._element = element
        self._characters += length
        self._linked += length if self.links else 0
        if not self.pre:
            self._pieces.add(piece)
            return
        first, *others = piece.replace("\r\n", "\n").split("\n")
        self._pieces.add(first)
        for other in others:
            self.end()
            self._pieces.add(other)
            self._element = element

    def opens(self, element: etree._Element) -> None:
        """What the element says of the words that follow."""
        said = self._marker(element)
        if said and (self.rows or said[0] != "item"):  # items of lists outside of cells are lines of their own
            self._open.append((element, self._pieces.length, *said))

    def closes(self, element: etree._Element) -> None:
        """The words of the element are over."""
        if self._open and self._open[-1][0] is element:
            _, start, kind, target = self._open.pop()
            self._pieces.mark(start, kind, target)

    def cell(self, element: etree._Element) -> None:
        """A cell of a row begins; one of a table within a cell is text of that."""
        if self.whole and self.rows > 1:
            self._pieces.add(" ")
            return
        if self._element is not None:
            self._pieces.add(_CELL)  # unlike white space, it is not collapsed
        self._cells.append((self._pieces.length, element))

    def end(self, *, of_item: bool = False) -> None:
        """The line is whole, unless it is a row, or the number of an item that goes on (`of_item`: it does not)."""
        if self.rows:
            self._pieces.add(_BREAK if self.whole else " ")
            return
        whole = str(self._pieces)
        line = one_line(whole) if self.pre else _SPACE.sub(" ", one_line(whole)).strip(" ")
        if self.whole and self._cells:
            line = _row(line)
        line = re.sub(f" ?{_CELL} ?", "\t", line).strip("\t")
        if self._element is not None and self.whole and not of_item and counts(line, self._element):
            self._pieces.add(" ")
            return
        if line.strip() and self._element is not None:
            self._finish(whole, line, self._element)
            self._waiting.clear()
        else:
            self._waiting += [mark.target for mark in self._pieces.marks if mark.kind == "image"]
        self._pieces.clear()
        self._cells.clear()
        self._open = [(element, 0, kind, target) for element, _, kind, target in self._open]
        self._element, self._characters, self._linked = None, 0, 0

    def hang(self) -> None:
        """Pictures behind the last line are marked at its end."""
        if self.done and self._waiting:
            last = self.done[-1]
            at = len(last.text)
            more = [StyleMark(at, at, "image", target) for target in self._waiting]
            self.done[-1] = replace(last, marks=(*last.marks, *more))
            self._waiting.clear()

    def is_laid_out(self, row: etree._Element) -> bool:
        """Whether each block in a row is a line."""
        if not self.whole:
            return _holds_blocks(row, _PLAIN if self.described else frozenset())
        table = next(row.iterancestors("table"), None)
        if table is None or not _holds_blocks(row, frozenset()):
            return table is None
        if any(_width(inner) >= _FEWEST for inner in row.iter("table")):
            return True
        if table not in self._tables:
            self._tables[table] = _lays_out(table, described=self.described)
        return self._tables[table]

    def _finish(self, whole: str, line: str, element: etree._Element) -> None:
        for _, start, kind, target in self._open:
            self._pieces.mark(start, kind, target)
        marks: tuple[StyleMark, ...] = ()
        cells: tuple[tuple[int, int, etree._Element], ...] = ()
        if self._pieces.marks or self._cells:
            settling = Settling(whole, line)
            marks = tuple(settling.marks(self._pieces.marks, _BREAK if self._cells else ""))
            ends = [*(start for start, _ in self._cells[1:]), len(whole)]
            cells = tuple((*settling.span(at, end), cell) for (at, cell), end in zip(self._cells, ends, strict=False))
        pictures = [StyleMark(0, 0, "image", target) for target in self._waiting]
        self.done.append(ShownLine(line, element, self._linked / max(self._characters, 1), (*pictures, *marks), cells))


def one_line(text: str) -> str:
    """Without line breaks of any kind: where one was, is a space."""
    return re.sub("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)


def _row(line: str) -> str:
    """Tabs between cells, a space where a line ends in a cell."""
    parted = re.sub(f"[ {_BREAK}]*{_CELL}[ {_BREAK}]*", "\t", line).strip(f"\t {_BREAK}")
    return re.sub(f" *{_BREAK}[ {_BREAK}]*", " ", parted)


def _walk(tree: etree._Element, lines: _Lines) -> None:
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                _tail(element, lines)
            continue
        if event == "start" and tag in _SKIPPED:
            skipped = element
            continue
        _enter(element, tag, lines) if event == "start" else _leave(element, tag, lines)


def _enter(element: etree._Element, tag: str, lines: _Lines) -> None:
    if tag in _CELLS and lines.rows:
        lines.cell(element)
    elif tag == "dd" and lines.whole and is_number(element.getprevious()):
        lines.text(" ", element)
    elif tag in _BLOCKS and not (tag == "br" and lines.headings):
        lines.end()
    lines.headings += lines.joins and tag in _HEADINGS
    if tag == "tr" and (lines.rows or not lines.is_laid_out(element)):
        lines.rows += 1
    lines.pre += tag == "pre"
    lines.links += _is_link(element)
    lines.opens(element)
    if lines.described and tag == "img":
        lines.text(element.get("alt") or "", element)
    lines.text(element.text or "", element)


def _leave(element: etree._Element, tag: str, lines: _Lines) -> None:
    lines.closes(element)
    if tag == "tr" and lines.rows:
        lines.rows -= 1
    if tag == "br" and lines.headings:
        lines.text(" ", element)
    elif tag in _BLOCKS and not (tag == "dt" and lines.whole and is_number(element)):
        lines.end(of_item=tag == "li")
    lines.headings -= lines.joins and tag in _HEADINGS
    lines.pre -= tag == "pre"
    lines.links -= _is_link(element)
    _tail(element, lines)


def _tail(element: etree._Element, lines: _Lines) -> None:
    parent = element.getparent()
    lines.text(element.tail or "", element if parent is None else parent)


def _is_link(element: etree._Element) -> bool:
    """Whether an element leads somewhere: one with a name and without an address is a place that others lead to."""
    return element.tag == "a" and (element.get("href") is not None or element.get("name") is None)


def _below(row: etree._Element) -> Iterator[etree._Element]:
    below = row.iter()
    next(below)
    return below


def _holds_blocks(row: etree._Element, plain: frozenset[str]) -> bool:
    """Whether blocks stand in a row's cells, other than the plain ones."""
    return any(element.tag in _BLOCKS and element.tag not in _CELLS | plain for element in _below(row))


def _width(table: etree._Element) -> int:
    return max((sum(cell.tag in _CELLS for cell in row) for row in table.iter("tr")), default=0)


def _lays_out(table: etree._Element, *, described: bool) -> bool:
    """Whether a table lays a page out, by the rules above."""
    tags = {element.tag for element in _below(table)}
    if _width(table) < _FEWEST or tags & _SECTIONS:
        return True
    if described:
        return False
    role = (table.get("role") or "").lower()
    if role in ("presentation", "none") or "table" in tags:
        return True
    bordered = (table.get("border") or "0").strip() not in ("0", "")
    parent = table.getparent()
    told = bordered or role in ("table", "grid") or (parent is not None and parent.tag == "figure")
    return not told and not tags & _TOLD

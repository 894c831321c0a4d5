"""From pandoc's tree of a document to its lines, with what the tree says of lines and words.

The rules: the title block comes first (title, subtitle, authors, date, abstract, then all else as `key: value`); headings,
paragraphs, list items, captions and code lines are lines; a table row is one line, a tab between its cells; a footnote is a
line of its own after the block that refers to it, and its number stands in brackets where the document shows it raised; marks of
emphasis, links and the like leave only their text. A line break in a paragraph ends a line. What stands in a cell is text of the
cell, whatever it is; where a line ends in it is marked (`Style`, break), and items of lists are (`item`). A table of one cell is a frame: a box. A table whose headings head more than its columns only lays a
page out, and so do one of one column with more than a short line in a row, and a row with another table in a cell: there each block is
a line.

Older rules, for sources that were registered with them: by rules 7 headings in cells of OpenDocument texts and much of their merged cells are lost, all tables of one column and all with headings in their cells lay a page out, and of Word lists whose items have numbers such as `1.1` these are paragraphs; by rules 6 headings of Word without a style of such are paragraphs, files put into Word files are lost, brackets stand where the mark of a note was, and nothing below a number that is written is an item; by rules 5 numbers that Word counts are lost; by rules 4 readings beside characters stand in OpenDocument texts without brackets;
by rules 3 boxes of Word lack what stands in fields of a form; by rules 2 a row is one line only if all its cells hold plain paragraphs; by
rules 1 a line break is a space, too, and notes have no numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lesebuch.model import SourceCell
from lesebuch.sources.marking import BREAK, CELL, Pieces, Settling, StyleMark
from lesebuch.sources.officeline import OfficeLine
from lesebuch.sources.page import html_lines, one_line
from lesebuch.sources.stylenames import kind_of
from lesebuch.sources.treecells import (
    add_cell,
    bare,
    holds_table,
    is_laid_out,
    is_line,
    labelled_items,
    length,
    sides_of,
    table_parts,
    table_rows,
)
from lesebuch.sources.treewords import InlineWords, Node, plain, written_number

_TITLE_BLOCK = ("title", "subtitle", "author", "creator", "date", "abstract")
_NAMED = {"creator": "author"}
_COMMON = {"author": "creator", "lang": "language"}
RULES = 8
"""The newest rules."""
_MOST_IN_BOX = 0.5
"""Share of a text; a frame around more of it sets its page."""
_DEEPEST = 6
"""Word has nine levels of headings, web pages and we six."""
_BROKEN = frozenset(
    ["", "author", "verse", "speech", "box", "footnote", "attribution", "salutation", "closing", "signature"]
)
"""Kinds of blocks of which a line break makes several lines."""


def read_tree(
    tree: Node, *, rules: int = RULES, keys: Sequence[str] = (), changed: bool = False, signed: bool = False
) -> Sequence[OfficeLine]:
    """The lines of a tree, in their order; RecursionError if it is too deep. `keys`: of the metadata only these.

    `changed`: whether tracked changes are in it, marked. `signed`: whether signs of ours stand in its text (`marking.py`).
    """
    lines = _Lines(rules, changed=changed, signed=signed)
    meta: Mapping[str, Node] = tree["meta"]
    _title_block({key: meta[key] for key in meta if not keys or key in keys}, lines)
    lines.read(tree["blocks"])
    return lines.done


def meta_texts(tree: Node) -> Mapping[str, Sequence[str]]:
    """The metadata of a tree: each key with its values as text, `author` under the name of `creator`, `lang` of `language`."""
    said: dict[str, Sequence[str]] = {}
    for key, value in tree["meta"].items():
        lines = _Lines(rules=1)
        _meta(value, "", lines)
        said[_COMMON.get(key, key)] = [line.text for line in lines.done]
    return said


@dataclass(frozen=True, slots=True)
class _State:
    """What the blocks that are being read are, where it is not for each to say."""

    kind: str = ""
    quoted: bool = False
    depth: int = 0
    label: str = ""
    group: int = 0
    language: str = ""
    target: str = ""


class _Lines:
    """Collects the lines of blocks."""

    def __init__(self, rules: int, *, changed: bool = False, signed: bool = False) -> None:
        self.done: list[OfficeLine] = []
        self.breaks = rules > 1
        self._whole = rules > 2
        self._rules = rules
        self.state = _State()
        self._words = InlineWords(numbered=rules > 1, changed=changed, signed=signed)
        self._groups = 0
        self._all: Sequence[Node] = ()
        """The blocks that are read."""
        self._named: dict[str, int] = {}
        self._begins = False
        """Whether the next line is the first of its item."""
        self._above = 0
        """The level of the last heading."""
        self._pictures: list[str] = []
        """Without a word of their own, before the next line."""

    @contextmanager
    def within(self, kind: str = "", **said: Any) -> Iterator[None]:
        """What is read here is of this kind; what is not said stays as it is."""
        before = self.state
        self.state = replace(before, kind=kind or before.kind, **said)
        yield
        self.state = before

    def group(self) -> int:
        """The number of a new group."""
        self._groups += 1
        return self._groups

    def named(self, name: str) -> int:
        """The number of the group with this name."""
        return self._named.get(name) or self._named.setdefault(name, self.group())

    @property
    def fixed(self) -> bool:
        """Whether all that is read is a note, whatever it looks like."""
        return self.state.kind == "footnote"

    @contextmanager
    def item(self) -> Iterator[None]:
        """The first line that is read here is an item, the others continue it."""
        before, self._begins = self._begins, True
        yield
        self._begins = before and self._begins

    def add(self, pieces: Pieces, level: int = 0) -> None:
        """Lines of a block, if they are not blank, and the notes that they refer to; `level` is that of a heading."""
        text, marks = str(pieces), pieces.marks
        if self.state.language:
            marks = [StyleMark(0, len(text), "language", self.state.language), *marks]
        parts = text.split(BREAK) if self.breaks and not level and self.state.kind in _BROKEN else [text]
        group = self.group() if len(parts) > 1 and not self.state.group else 0
        at = 0
        for part in parts:
            within = [
                m._replace(start=max(m.start - at, 0), end=min(m.end - at, len(part)))
                for m in marks
                if _touches(m, at, len(part))
            ]
            self._line(part, within, level, group)
            at += len(part) + 1
        for mark, note in self._words.take_notes():
            with self.within("footnote", quoted=False, depth=0, label=mark, group=self.group(), language=""):
                self.blocks(note)

    def _line(self, part: str, marks: Sequence[StyleMark], level: int, group: int) -> None:
        line = one_line(part.replace(BREAK, " ")).replace(CELL, "\t").strip()
        if not line:
            self._pictures += [mark.target for mark in marks if mark.kind == "image"]
            return
        state = self.state
        if state.kind == "subtitle" and self._above:  # a style that serves for headings, too
            level = self._above + 1
        elif level:
            self._above = level
        kind = "heading" if level else state.kind
        if kind == "item":
            kind, self._begins = ("item" if self._begins else ""), False
        settling = Settling(part, line)
        found = settling.marks(marks, BREAK if kind == "row" else "")
        pictures = [StyleMark(0, 0, "image", target) for target in self._pictures]
        self._pictures.clear()
        self.done.append(
            OfficeLine(
                line, kind, min(level, _DEEPEST), state.quoted and state.kind != "item",
                0 if level else state.depth, state.label if kind in ("item", "footnote") else "", state.group or group,
                _cells(part, settling) if kind == "row" else (), state.target, (*pictures, *found),
            )
        )  # fmt: skip

    def read(self, nodes: Sequence[Node]) -> None:
        """All blocks of a text. Pictures behind the last line are marked at its end."""
        self._all = nodes
        self.blocks(nodes)
        if self.done and self._pictures:
            at = len(self.done[-1].text)
            more = [StyleMark(at, at, "image", target) for target in self._pictures]
            self.done[-1] = replace(self.done[-1], marks=(*self.done[-1].marks, *more))

    def inlines(self, nodes: Iterable[Node], into: Pieces | None = None) -> Pieces:
        """The text of inlines, with their marks; notes wait for the end of the block."""
        return self._words.pieces(nodes, into)

    def blocks(self, nodes: Iterable[Node]) -> None:
        """Read blocks, each in its way."""
        for node in nodes:
            _BLOCKS.get(node["t"], _unknown)(self, node.get("c"))

    def paragraph(self, content: list[Node]) -> None:
        """A paragraph; one that is a picture alone is a figure."""
        pictures = [node for node in content if node["t"] == "Image"]
        words = {node["t"] for node in content} - {"Image", "Space", "SoftBreak", "LineBreak"}
        if len(pictures) == 1 and not words and not self.fixed:
            self.picture(pictures[0])
        else:
            with self.within(label=written_number(content) or self.state.label):
                self.add(self.inlines(content))

    def picture(self, node: Node) -> None:
        """A picture by itself: its alternative text is a line, if it has one."""
        pieces, target = self.inlines(node["c"][1]), node["c"][2][0]
        if str(pieces).strip():
            with self.within("figure", target=target):
                self.add(pieces)
        else:
            self._pictures.append(target)
            self.add(pieces)

    def row(self, row: Any, *, header: bool, sides: Sequence[str]) -> None:
        """One line. `sides`: of its cells, to which the words stand."""
        pieces = Pieces()
        shown = []
        self._words.take_side()  # of a cell before, which was no part of a row
        for index, cell in enumerate(row[1]):
            if index:
                pieces.add(CELL)
            add_cell(cell[4], pieces, self.inlines, BREAK if self._whole else " ")
            shown.append(self._words.take_side())
        before = len(self.done)
        with self.within("" if self.fixed else "row"):
            self.add(pieces)
        if len(self.done) > before and not self.fixed:
            made = self.done[before]
            shaped = [
                replace(c, header=header, columns=int(cell[3]), rows=int(cell[2]), align=own or side)
                for c, cell, own, side in zip(made.cells, row[1], shown, sides, strict=True)
            ]
            self.done[before] = replace(made, cells=tuple(shaped))

    def _is_row(self, row: Any, *, laid_out: bool) -> bool:
        """Whether a row is one line."""
        if self._whole:
            return not laid_out and not holds_table(row[1])
        cells = [list(bare(cell[4])) if self.breaks else cell[4] for cell in row[1]]
        return all(block["t"] in ("Para", "Plain") for cell in cells for block in cell)

    def table(self, content: Any) -> None:
        """The caption, then the rows."""
        caption, rows = content[1], list(table_rows(content))
        group = self.state.group if self.fixed else self.group()
        with self.within(group=group, depth=0, quoted=False):
            with self.within("" if self.fixed else "caption"):
                self.blocks(caption[1])
            cells = [cell for row in rows for cell in row[1]]
            if self.breaks and len(cells) == 1:  # a frame around something, no table
                with self.within("box" if self._is_box(cells[0][4]) else ""):
                    self.blocks(cells[0][4])
                return
            laid_out = is_laid_out((row[1] for row in rows), self._rules)
            sides = iter(sides_of(content))
            for header, part in table_parts(content):
                for row in part:
                    own = next(sides)
                    if self._is_row(row, laid_out=laid_out):
                        self.row(row, header=header, sides=own)
                        continue
                    for cell in row[1]:
                        self.blocks(cell[4])

    @cached_property
    def _length(self) -> int:
        return length(self._all)

    def _is_box(self, blocks: Sequence[Node]) -> bool:
        """Whether what a frame holds stands beside the text: neither a line, such as a title, nor most of the text."""
        return not self.fixed and not is_line(blocks) and length(blocks) < _MOST_IN_BOX * self._length

    def figure(self, content: Any) -> None:
        """The picture and its caption; a description that is the caption is one line."""
        _attributes, caption, blocks = content
        group = self.state.group if self.fixed else self.group()
        with self.within(group=group, depth=0, quoted=False):
            start = len(self.done)
            self.blocks(blocks)
            shown = self.done[-1].text if self.done else ""
            before = len(self.done)
            with self.within("" if self.fixed else "caption"):
                self.blocks(caption[1])
        if len(self.done) == before + 1 and self.done[-1].text == shown:
            self.done.pop()
            if before > start and not self.fixed:
                self.done[-1] = replace(self.done[-1], kind="caption")


def _touches(mark: StyleMark, at: int, length: int) -> bool:
    if mark.start == mark.end:
        return at <= mark.start <= at + length
    return mark.start < at + length and mark.end > at


def _cells(part: str, settling: Settling) -> tuple[SourceCell, ...]:
    cells = []
    at = 0
    for cell in part.split(CELL):
        cells.append(SourceCell(*settling.span(at, at + len(cell))))
        at += len(cell) + 1
    return tuple(cells)


def _items(lines: _Lines, items: Iterable[list[Node]], labels: Iterable[str]) -> None:
    state = lines.state
    if lines.fixed:
        for item in items:
            lines.blocks(item)
        return
    with lines.within("item", depth=state.depth + 1, group=state.group if state.depth else lines.group()):
        for item, label in zip(items, labels, strict=False):
            with lines.within(label=label), lines.item():
                lines.blocks(item)


def _listed(lines: _Lines, kind: str, content: Any) -> None:
    items = list(labelled_items(kind, content))
    _items(lines, [item for _, item in items], [label for label, _ in items])


def _definitions(lines: _Lines, content: Iterable[tuple[list[Node], list[list[Node]]]]) -> None:
    items: list[list[Node]] = []
    for term, definitions in content:
        nested: list[Node] = [{"t": "BulletList", "c": definitions}] if definitions else []
        items.append([{"t": "Plain", "c": term}, *nested])
    _items(lines, items, [""] * len(items))


def _quotation(lines: _Lines, content: Iterable[Node]) -> None:
    if (
        lines.fixed or lines.state.kind == "box"
    ):  # in which words are set in as they are elsewhere, and quoted by their style
        lines.blocks(content)
        return
    with lines.within(kind="", quoted=True, group=lines.group(), depth=0):
        lines.state = replace(lines.state, kind="")
        lines.blocks(content)


def _division(lines: _Lines, content: Any) -> None:
    (_identifier, classes, attributes), blocks = content
    said = dict(attributes)
    language = said.get("lang", lines.state.language)
    style = said.get("custom-style", "")
    kind = "" if lines.fixed else kind_of(classes, style)
    kind = "" if kind == "box" and lines.state.kind == "item" else kind
    grouped = {}
    if kind == "box":
        grouped = {"group": lines.named(style) if style else lines.group()}
    elif kind in ("verse", "quote") and not lines.state.group:
        grouped = {"group": lines.group()}
    with lines.within(
        "" if kind == "quote" else kind, language=language, quoted=lines.state.quoted or kind == "quote", **grouped
    ):
        lines.blocks(blocks)


def _line_block(lines: _Lines, content: Iterable[list[Node]]) -> None:
    with lines.within("" if lines.fixed else "verse", group=lines.state.group if lines.fixed else lines.group()):
        for line in content:
            lines.add(lines.inlines(line))


def _code(lines: _Lines, content: Any) -> None:
    with lines.within("" if lines.fixed else "code"):
        for line in content[1].split("\n"):
            lines.add(lines.inlines([{"t": "Code", "c": ["", line]}]))


def _raw(lines: _Lines, content: Any) -> None:
    if content[0] == "html":
        for line in html_lines(content[1]):
            lines.add(plain(line))


def _unknown(_lines: _Lines, _content: object) -> None:
    raise ValueError("pandoc gives a kind of block that is not known here; its text would be lost")


_BLOCKS: Mapping[str, Callable[[_Lines, Any], None]] = {
    "Para": lambda lines, content: lines.paragraph(content),
    "Plain": lambda lines, content: lines.paragraph(content),
    "Header": lambda lines, content: lines.add(lines.inlines(content[2]), level=content[0]),
    "BlockQuote": _quotation,
    "Div": _division,
    "BulletList": lambda lines, content: _listed(lines, "BulletList", content),
    "OrderedList": lambda lines, content: _listed(lines, "OrderedList", content),
    "DefinitionList": _definitions,
    "LineBlock": _line_block,
    "CodeBlock": _code,
    "RawBlock": _raw,
    "Table": lambda lines, content: lines.table(content),
    "Figure": lambda lines, content: lines.figure(content),
    "HorizontalRule": lambda _lines, _content: None,
    "Null": lambda _lines, _content: None,
}


def _title_block(meta: Mapping[str, Node], lines: _Lines) -> None:
    others = sorted(meta.keys() - set(_TITLE_BLOCK))
    for key in (*(key for key in _TITLE_BLOCK if key in meta), *others):
        with lines.within("property" if key in others else _NAMED.get(key, key)):
            _meta(meta[key], f"{key}: " if key in others else "", lines)


def _meta(value: Node, label: str, lines: _Lines) -> None:
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        lines.add(lines.inlines(content, plain(label)))
    elif kind == "MetaBlocks":
        lines.blocks(content)
    elif kind == "MetaList":
        for item in content:
            _meta(item, label, lines)
    elif kind == "MetaMap":
        for key in sorted(content):
            _meta(content[key], f"{label}{key}: ", lines)
    else:
        lines.add(plain(f"{label}{str(content).lower() if kind == 'MetaBool' else content}"))

"""Word, OpenDocument, EPUB, RTF, FB2 and Markdown: read by pandoc, a line for each block of its document tree.

The rules: the title block comes first (title, subtitle, authors, date, abstract, then all else as `key: value`); headings,
paragraphs, list items, captions and code lines are lines; a table row is one line, a tab between its cells; a footnote is a
line of its own after the block that refers to it; marks of emphasis, links and the like leave only their text.

Beside the lines stands what the document says of them (`OfficeLine`): its styles and marks, never a guess.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypandoc

from lesebuch.limits import MEMORY_BYTES, SECONDS
from lesebuch.sources import deadline
from lesebuch.sources.page import html_lines, one_line

TIMEOUT = 60
"""Seconds of the clock; of computing, pandoc has `SECONDS`."""
_MEMORY = f"-M{MEMORY_BYTES}"
_TOO_DEEP = "its parts are nested too deeply"
_HEAP_EXHAUSTED = 251
"""The exit code of a Haskell program that reaches its limit of memory."""
_TITLE_BLOCK = ("title", "subtitle", "author", "creator", "date", "abstract")
_NAMED = {"creator": "author"}
_COMMON = {"author": "creator", "lang": "language"}
_EPUB = ("title", "subtitle", "author", "creator")
FORMATS: Mapping[str, str] = {
    "docx": "docx",
    "odt": "odt",
    "epub": "epub",
    "rtf": "rtf",
    "fb2": "fb2",
    # Plain CommonMark with what sources use; no extension that changes characters (smart quotes, emoji, mathematics).
    "markdown": "commonmark+pipe_tables+footnotes+strikeout+yaml_metadata_block",
}
_DEEPEST = 6
"""Word has nine levels of headings, web pages and we six."""

Node = Mapping[str, Any]
"""A node of pandoc's tree: `t` names its type, `c` holds its content in a shape that depends on the type."""


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A line of a document and what the document says that it is."""

    text: str
    kind: str = ""
    """heading, item (of a list), row (of a table), note, caption, code, or what a title block names: title, subtitle, author,
    date, abstract, property; empty for a paragraph."""
    level: int = 0
    """Of a heading, 1 to 6, else 0."""
    quoted: bool = False
    """Whether it stands in a block quotation."""


def extract_office(data: bytes, format_: str) -> str:
    """The lines of a document; ValueError says in plain words why there are none."""
    return "\n".join(line.text for line in read_tree(office_tree(data, format_), format_))


def office_tree(data: bytes, format_: str) -> Node:
    """The tree of a document as pandoc gives it: `meta` and `blocks`. ValueError as above."""
    tree: Node = _parsed(_pandoc(data, FORMATS[format_]))
    return tree


def _parsed(data: bytes) -> Node:
    try:
        tree: Node = json.loads(data)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    return tree


def read_tree(tree: Node, format_: str) -> Sequence[OfficeLine]:
    """The lines of a tree, in their order; ValueError as above."""
    lines = _Lines()
    # The metadata of an EPUB is a library's record; what its pages print is in the blocks.
    meta: Mapping[str, Node] = tree["meta"]
    try:
        _title_block({key: meta[key] for key in _EPUB if key in meta} if format_ == "epub" else meta, lines)
        lines.blocks(tree["blocks"])
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    return lines.done


def _pandoc(data: bytes, format_: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "+RTS", _MEMORY, "-RTS", "--sandbox", "--from", format_, "--to", "json"]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as run:  # noqa: S603 - our own arguments
            deadline.allow(run.pid)
            try:
                tree, said_bytes = run.communicate(data, timeout=TIMEOUT)
            except subprocess.TimeoutExpired as error:
                run.kill()
                raise ValueError(f"pandoc did not finish reading it in {TIMEOUT} seconds") from error
    except OSError as error:
        raise ValueError(f"pandoc cannot be started ({error.strerror})") from error
    if run.returncode:
        said = one_line(said_bytes.decode("utf-8", "replace")).strip()
        if deadline.told_by(run.returncode):
            raise ValueError(f"reading it takes pandoc more than {SECONDS} seconds")
        if run.returncode == _HEAP_EXHAUSTED:
            raise ValueError("reading it needs more than 1 GB of memory")
        raise ValueError(f"pandoc cannot read it ({said[:160] or f'exit code {run.returncode}'})")
    return tree


class _Lines:
    """Collects the lines, and the footnotes that wait for the end of their block."""

    def __init__(self) -> None:
        self.done: list[OfficeLine] = []
        self._notes: list[list[Node]] = []
        self._kind = ""
        """What the blocks that are being read are, where it is not for each to say."""
        self._quoted = False

    @contextmanager
    def within(self, kind: str = "", *, quoted: bool | None = None) -> Iterator[None]:
        """What is read here is of this kind, or stands in a quotation or in none; what is not said stays as it is."""
        before = self._kind, self._quoted
        self._kind, self._quoted = kind or self._kind, before[1] if quoted is None else quoted
        yield
        self._kind, self._quoted = before

    def add(self, text: str, level: int = 0) -> None:
        """A line, if it is not blank, and the notes that it refers to; `level` is that of a heading."""
        line = one_line(text).strip()
        if line:
            kind = "heading" if level else self._kind
            self.done.append(OfficeLine(line, kind, min(level, _DEEPEST), self._quoted))
        notes, self._notes = self._notes, []
        with self.within("note", quoted=False):
            for note in notes:
                self.blocks(note)

    def inlines(self, nodes: Iterable[Node]) -> str:
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: Node) -> str:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in _INLINE_TEXT:
            return _INLINE_TEXT[kind]
        if kind in ("Str", "Math", "Code"):
            return str(content if kind == "Str" else content[1])
        if kind == "Note":
            self._notes.append(content)
            return ""
        if kind == "Quoted":
            left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            return left + self.inlines(content[1]) + right
        if kind == "RawInline":
            return " ".join(html_lines(content[1])) if content[0] == "html" else ""
        inner = content[1] if kind in ("Cite", "Link", "Image", "Span") else content
        return self.inlines(inner)

    def blocks(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            _BLOCKS.get(node["t"], _unknown)(self, node.get("c"))

    def row(self, row: Any) -> None:  # noqa: ANN401 - pandoc's JSON
        """One line, unless a cell holds more than plain paragraphs: then each block is a line."""
        cells = [cell[4] for cell in row[1]]
        if all(block["t"] in ("Para", "Plain") for cell in cells for block in cell):
            with self.within("row"):
                self.add("\t".join(" ".join(self.inlines(block["c"]) for block in cell) for cell in cells))
        else:
            for cell in cells:
                self.blocks(cell)

    def table(self, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
        _attributes, caption, _columns, head, bodies, foot = content
        with self.within("caption"):
            self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
        for row in rows:
            self.row(row)

    def figure(self, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
        _attributes, caption, blocks = content
        with self.within("caption"):
            self.blocks(blocks)
            shown = self.done[-1].text if self.done else ""
            before = len(self.done)
            self.blocks(caption[1])
        # An image whose description is its caption would give the same line twice.
        if len(self.done) == before + 1 and self.done[-1].text == shown:
            self.done.pop()


_INLINE_TEXT = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def _items(lines: _Lines, items: Iterable[list[Node]]) -> None:
    with lines.within("item"):
        for item in items:
            lines.blocks(item)


def _quotation(lines: _Lines, content: Iterable[Node]) -> None:
    with lines.within(quoted=True):
        lines.blocks(content)


def _definitions(lines: _Lines, content: Iterable[tuple[list[Node], list[list[Node]]]]) -> None:
    for term, definitions in content:
        with lines.within("item"):
            lines.add(lines.inlines(term))
        _items(lines, definitions)


def _line_block(lines: _Lines, content: Iterable[list[Node]]) -> None:
    for line in content:
        lines.add(lines.inlines(line))


def _code(lines: _Lines, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
    with lines.within("code"):
        for line in content[1].split("\n"):
            lines.add(line)


def _raw(lines: _Lines, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
    if content[0] == "html":
        for line in html_lines(content[1]):
            lines.add(line)


def _unknown(_lines: _Lines, _content: object) -> None:
    raise ValueError("pandoc gives a kind of block that is not known here; its text would be lost")


_BLOCKS: Mapping[str, Callable[[_Lines, Any], None]] = {
    "Para": lambda lines, content: lines.add(lines.inlines(content)),
    "Plain": lambda lines, content: lines.add(lines.inlines(content)),
    "Header": lambda lines, content: lines.add(lines.inlines(content[2]), level=content[0]),
    "BlockQuote": _quotation,
    "Div": lambda lines, content: lines.blocks(content[1]),
    "BulletList": _items,
    "OrderedList": lambda lines, content: _items(lines, content[1]),
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
    for key in _TITLE_BLOCK:
        if key in meta:
            with lines.within(_NAMED.get(key, key)):
                _meta(meta[key], "", lines)
    for key in sorted(meta.keys() - set(_TITLE_BLOCK)):
        with lines.within("property"):
            _meta(meta[key], f"{key}: ", lines)


def meta_texts(tree: Node) -> Mapping[str, Sequence[str]]:
    """The metadata of a tree: each key with its values as text, `author` under the name of `creator`, `lang` of `language`."""
    said: dict[str, Sequence[str]] = {}
    for key, value in tree["meta"].items():
        lines = _Lines()
        try:
            _meta(value, "", lines)
        except RecursionError as error:
            raise ValueError(_TOO_DEEP) from error
        said[_COMMON.get(key, key)] = [line.text for line in lines.done]
    return said


def _meta(value: Node, label: str, lines: _Lines) -> None:
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        lines.add(label + lines.inlines(content))
    elif kind == "MetaBlocks":
        lines.blocks(content)
    elif kind == "MetaList":
        for item in content:
            _meta(item, label, lines)
    elif kind == "MetaMap":
        for key in sorted(content):
            _meta(content[key], f"{label}{key}: ", lines)
    else:
        lines.add(f"{label}{str(content).lower() if kind == 'MetaBool' else content}")

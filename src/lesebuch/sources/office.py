"""Word, OpenDocument, EPUB and Markdown: read by pandoc, a line for each block of its document tree.

The rules: the title block comes first (title, subtitle, authors, date, abstract, then all else as `key: value`); headings,
paragraphs, list items, captions and code lines are lines; a table row is one line, a tab between its cells; a footnote is a
line of its own after the block that refers to it; marks of emphasis, links and the like leave only their text.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pypandoc

from lesebuch.limits import MEMORY_BYTES, SECONDS
from lesebuch.sources import deadline
from lesebuch.sources.page import html_lines, one_line

TIMEOUT = 60
"""Seconds of the clock; of computing, pandoc has `SECONDS`."""
_MEMORY = f"-M{MEMORY_BYTES}"
_HEAP_EXHAUSTED = 251
"""The exit code of a Haskell program that reaches its limit of memory."""
_TITLE_BLOCK = ("title", "subtitle", "author", "creator", "date", "abstract")
_EPUB = ("title", "subtitle", "author", "creator")
FORMATS: Mapping[str, str] = {
    "docx": "docx",
    "odt": "odt",
    "epub": "epub",
    # Plain CommonMark with what sources use; no extension that changes characters (smart quotes, emoji, mathematics).
    "markdown": "commonmark+pipe_tables+footnotes+strikeout+yaml_metadata_block",
}

Node = Mapping[str, Any]
"""A node of pandoc's tree: `t` names its type, `c` holds its content in a shape that depends on the type."""


def extract_office(data: bytes, format_: str) -> str:
    """The lines of a document; ValueError says in plain words why there are none."""
    lines = _Lines()
    try:
        tree = json.loads(_pandoc(data, FORMATS[format_]))
        # The metadata of an EPUB is a library's record; what its pages print is in the blocks.
        _title_block(
            {key: tree["meta"][key] for key in _EPUB if key in tree["meta"]} if format_ == "epub" else tree["meta"],
            lines,
        )
        lines.blocks(tree["blocks"])
    except RecursionError as error:
        raise ValueError("its parts are nested too deeply") from error
    return "\n".join(lines.done)


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
        self.done: list[str] = []
        self._notes: list[list[Node]] = []

    def add(self, text: str) -> None:
        line = one_line(text).strip()
        if line:
            self.done.append(line)
        notes, self._notes = self._notes, []
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
            self.add("\t".join(" ".join(self.inlines(block["c"]) for block in cell) for cell in cells))
        else:
            for cell in cells:
                self.blocks(cell)

    def table(self, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
        _attributes, caption, _columns, head, bodies, foot = content
        self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
        for row in rows:
            self.row(row)

    def figure(self, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
        _attributes, caption, blocks = content
        self.blocks(blocks)
        shown = self.done[-1] if self.done else ""
        before = len(self.done)
        self.blocks(caption[1])
        # An image whose description is its caption would give the same line twice.
        if len(self.done) == before + 1 and self.done[-1] == shown:
            self.done.pop()


_INLINE_TEXT = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def _items(lines: _Lines, items: Iterable[list[Node]]) -> None:
    for item in items:
        lines.blocks(item)


def _definitions(lines: _Lines, content: Iterable[tuple[list[Node], list[list[Node]]]]) -> None:
    for term, definitions in content:
        lines.add(lines.inlines(term))
        _items(lines, definitions)


def _line_block(lines: _Lines, content: Iterable[list[Node]]) -> None:
    for line in content:
        lines.add(lines.inlines(line))


def _code(lines: _Lines, content: Any) -> None:  # noqa: ANN401 - pandoc's JSON
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
    "Header": lambda lines, content: lines.add(lines.inlines(content[2])),
    "BlockQuote": lambda lines, content: lines.blocks(content),
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
            _meta(meta[key], "", lines)
    for key in sorted(meta.keys() - set(_TITLE_BLOCK)):
        _meta(meta[key], f"{key}: ", lines)


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

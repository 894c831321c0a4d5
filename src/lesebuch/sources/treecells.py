"""What stands in the cells of a table of pandoc's tree, line by line: a cell may hold lists, code, pictures, other tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Any, NamedTuple, TypeAlias

from lesebuch.numerals import in_style
from lesebuch.sources.marking import Pieces
from lesebuch.sources.treewords import Node

_SPACE: Node = {"t": "Space"}
_HOLDERS = ("Div", "BlockQuote", "DefinitionList", "Figure")
"""Blocks that hold others, but for lists and tables."""
_SIDES = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}
_FEWEST = 2
"""Columns of a table."""
_NEWEST = 8
"""Rules by which not all tables of one column, and not all with a heading in a cell, lay a page out."""
_LONGEST = 200
"""Characters of what stands in a row of a table of one column: paragraphs of a text are longer."""


def is_laid_out(rows: Iterable[Sequence[Any]], rules: int) -> bool:
    """Whether a table only sets pieces of a page apart. `rows`: of each its cells.

    Its headings head more than columns; or it has one column, and not a short line in each row.
    """
    rows = list(rows)
    if rules < _NEWEST:
        return _is_narrow(rows) or any(_holds("Header", cell[4]) for row in rows for cell in row)
    headed = [row for row in rows if any(_holds("Header", cell[4]) for cell in row)]
    if _is_narrow(rows):
        return bool(headed) or not all(is_line(cell[4]) for row in rows for cell in row)
    return len(headed) == len(rows) or not all(_heads_column(cell) for row in headed for cell in row)


def _heads_column(cell: Any) -> bool:  # noqa: ANN401 - pandoc's JSON
    """Whether nothing but one heading, or nothing at all, is in a cell."""
    kinds = [block["t"] for block in bare(cell[4]) if length(block)]
    return not kinds or kinds == ["Header"]


def is_line(blocks: Iterable[Node]) -> bool:
    """Whether a cell holds no more than a short line."""
    held = [block for block in bare(blocks) if length(block)]
    if not held:
        return True
    return len(held) == 1 and held[0]["t"] in ("Para", "Plain") and length(held[0]) <= _LONGEST


def length(node: Any) -> int:  # noqa: ANN401 - pandoc's JSON
    """How many characters of words are in a node, about: what is no word counts as one."""
    if isinstance(node, list):
        return sum(map(length, node))
    if not isinstance(node, dict):
        return 0
    content = node.get("c")
    if node["t"] == "Str":
        return len(content) if isinstance(content, str) else 0
    return 1 if node["t"] in ("Image", "Math", "Code", "RawInline") else length(content)


def holds_table(row: Sequence[Any]) -> bool:
    """Whether a table of several columns stands in a cell of a row."""
    return any(_holds("Table", cell[4]) for cell in row)


def _is_narrow(rows: Iterable[Sequence[Any]]) -> bool:
    return all(len(row) < _FEWEST for row in rows)


def _holds(kind: str, blocks: Iterable[Node]) -> bool:
    for node in blocks:
        if node["t"] == "Table" and _is_narrow(row[1] for row in table_rows(node["c"])):
            inner: Iterable[Node] = (block for row in table_rows(node["c"]) for cell in row[1] for block in cell[4])
        elif node["t"] == kind:
            return True
        else:
            inner = _blocks(node["t"], node.get("c"))
        if _holds(kind, inner):
            return True
    return False


def bare(blocks: Iterable[Node]) -> Iterator[Node]:
    """The blocks of a cell; what a division says of them does not matter there."""
    for block in blocks:
        if block["t"] == "Div":
            yield from bare(block["c"][1])
        else:
            yield block


class _CellItem(NamedTuple):
    """An item of a list in a cell."""

    place: int
    """Counted through the cell, so that no two are the same."""
    label: str
    """Its number or letter; empty: a bullet."""


_CellLine: TypeAlias = tuple[Sequence[Node], tuple[_CellItem, ...]]
"""The inlines of a line of a cell, and the items that it stands in, the outermost first."""


def add_cell(blocks: Iterable[Node], pieces: Pieces, add: Callable[[Sequence[Node], Pieces], object], end: str) -> None:
    """Add the lines of a cell, `end` between them, and mark the items of lists: their signs are no words of the source."""
    open_: list[tuple[_CellItem, int]] = []

    def close(kept: Sequence[_CellItem]) -> None:
        while open_ and open_[-1][0] not in kept:
            item, start = open_.pop()
            pieces.mark(start, "item", item.label)

    for number, (words, items) in enumerate(_cell_lines(blocks)):
        close(items)
        if number:
            pieces.add(end)
        open_ += [(item, pieces.length) for item in items[len(open_) :]]
        add(words, pieces)
    close(())


def _cell_lines(blocks: Iterable[Node]) -> Iterator[_CellLine]:
    """Each line of a cell."""
    return _within(blocks, (), count())


def _within(blocks: Iterable[Node], items: tuple[_CellItem, ...], places: Iterator[int]) -> Iterator[_CellLine]:
    for node in blocks:
        kind, content = node["t"], node.get("c")
        if kind in ("BulletList", "OrderedList"):
            for label, item in labelled_items(kind, content):
                yield from _within(item, (*items, _CellItem(next(places), label)), places)
        elif kind in _HOLDERS:
            yield from _within(_blocks(kind, content), items, places)
        else:
            yield from ((words, items) for words in _lines(kind, content))


def _lines(kind: str, content: Any) -> Iterable[Sequence[Node]]:  # noqa: ANN401 - pandoc's JSON
    """The lines of a block that holds no others but those of a table."""
    if kind in ("Para", "Plain"):
        return [content]
    if kind == "Header":
        return [content[2]]
    if kind == "LineBlock":
        return list(content)
    if kind == "CodeBlock":
        return [[{"t": "Code", "c": [content[0], line]}] for line in content[1].split("\n")]
    if kind == "RawBlock":
        return [[{"t": "RawInline", "c": content}]]
    return _table(content) if kind == "Table" else []


def labelled_items(kind: str, content: Any) -> Iterator[tuple[str, list[Node]]]:  # noqa: ANN401 - pandoc's JSON
    """The items of a list, each with its number or letter; a full stop behind that goes without saying."""
    if kind == "BulletList":
        yield from (("", item) for item in content)
        return
    (start, style, delimiter), items = content
    before, behind = _AROUND.get(delimiter["t"], ("", ""))
    yield from ((f"{before}{in_style(start + n, style['t'])}{behind}", item) for n, item in enumerate(items))


_AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
"""What pandoc calls the signs around the numbers of a list."""


def _blocks(kind: str, content: Any) -> Iterable[Node]:  # noqa: ANN401 - pandoc's JSON
    """The blocks in one that holds others."""
    if kind == "Div":
        return list(content[1])
    if kind == "BlockQuote":
        return list(content)
    if kind in ("BulletList", "OrderedList"):
        return list(chain.from_iterable(content if kind == "BulletList" else content[1]))
    if kind == "DefinitionList":
        return [block for term, said in content for block in [{"t": "Plain", "c": term}, *chain.from_iterable(said)]]
    if kind == "Figure":
        return [*content[2], *content[1][1]]
    return []


def _table(content: Any) -> Iterator[Sequence[Node]]:  # noqa: ANN401 - pandoc's JSON
    """A table within a cell: its caption, then a line for each of its rows."""
    yield from (words for words, _ in _cell_lines(content[1][1]))
    for row in table_rows(content):
        line: list[Node] = []
        for words in (words for cell in row[1] for words, _ in _cell_lines(cell[4])):
            line += [_SPACE, *words] if line else words
        yield line


def sides_of(content: Any) -> list[list[str]]:  # noqa: ANN401 - pandoc's JSON
    """To which side the words of each cell of each row stand: left, center, right, or empty.

    Where no cell says so, its column does. In Word, cells alone do: pandoc makes of the first row what it says of columns.
    """
    own = [[_SIDES.get(cell[1]["t"], "") for cell in row[1]] for row in table_rows(content)]
    if any(side for row in own for side in row):
        return own
    columns = [_SIDES.get(column[0]["t"], "") for column in content[2]]
    return list(_by_column(content, columns)) if any(columns) else own


def _by_column(content: Any, columns: Sequence[str]) -> Iterator[list[str]]:  # noqa: ANN401 - pandoc's JSON
    taken = [0] * len(columns)  # how many rows a cell from above still reaches into
    for row in table_rows(content):
        sides = []
        at = 0
        for cell in row[1]:
            while at < len(columns) and taken[at]:
                at += 1
            down, across = int(cell[2]), int(cell[3])
            sides.append(columns[at] if at < len(columns) else "")
            taken[at : at + across] = [down] * len(taken[at : at + across])
            at += across
        taken = [max(left - 1, 0) for left in taken]
        yield sides


def table_rows(content: Any) -> Iterator[Any]:  # noqa: ANN401 - pandoc's JSON
    """All rows of a table, head and foot with them."""
    return (row for _, rows in table_parts(content) for row in rows)


def table_parts(content: Any) -> Iterator[tuple[bool, Any]]:  # noqa: ANN401 - pandoc's JSON
    """The rows of each part of a table, and whether they are its head."""
    _attributes, _caption, _columns, head, bodies, foot = content
    yield True, head[1]
    for _attributes, _columns, own_head, rows in bodies:
        yield True, own_head
        yield False, rows
    yield False, foot[1]

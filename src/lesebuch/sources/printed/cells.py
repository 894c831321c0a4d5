"""Cells of tables that no tags name, found by what a page draws (`grids.py`) or by how its words stand (`aligned.py`)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from lesebuch.sources.printed.glyphs import PrintedText
from lesebuch.sources.printed.lines import PrintedLine, is_backwards
from lesebuch.sources.printed.tags import Tag

NEAR = 3.0
"""Points: edges that are no further apart are one."""
LEVEL = 0.4
"""Of the size of letters: how far base lines of one row may differ."""


@dataclass(slots=True)
class Cell:
    """What edges enclose: its columns and rows (counted from above), ends exclusive, and the lines in it."""

    column: int
    row: int
    columns: int
    rows: int
    lines: list[PrintedLine] = field(default_factory=list)


@dataclass(slots=True)
class PrintedTable:
    """A table: the line that stands for it while columns of the page are told, and the lines of its cells in their order."""

    stand_in: PrintedLine
    lines: list[PrintedLine]


def taken(cells: Sequence[Cell], lines: list[PrintedLine], numbers: "count[int]") -> PrintedTable:
    """A table, whose lines are taken out of those of its page; one is put in that stands for them."""
    places = {line.at for cell in cells for line in cell.lines}
    within = [line for line in lines if line.at in places and line.tag is None]
    first = min(within, key=lambda line: line.at)
    stand_in = PrintedLine([PrintedText("", 0, 0, 0, first.size)], first.page, first.at, Tag(0, next(numbers), "row"))
    stand_in.x0, stand_in.x1 = min(line.x0 for line in within), max(line.x1 for line in within)
    stand_in.y, stand_in.size = max(line.y for line in within), first.size
    own = set(within)
    lines[:] = [*(line for line in lines if line not in own), stand_in]
    return PrintedTable(stand_in, table_of(cells, numbers))


def cut(line: PrintedLine, borders: Sequence[float]) -> Iterator[PrintedLine]:
    """The parts of a line that stand in different cells; it is cut between words alone."""
    crossed = [x for x in borders if line.x0 + NEAR < x < line.x1 - NEAR]
    if not crossed or is_backwards(line.text) or any(len(p.ends) != len(p.text) for p in line.pieces):
        yield line
        return
    pieces = list(line.pieces)
    for border in crossed:
        left, right = _divided(pieces, border)
        if left and right:
            yield _part(line, left)
            pieces = right
    yield _part(line, pieces)


def loosened(line: PrintedLine, gap: float) -> list[PrintedLine]:
    """The parts of a line between which there is more room than between words."""
    if is_backwards(line.text) or any(len(p.ends) != len(p.text) for p in line.pieces):
        return [line]
    borders = []
    end = line.x1
    for piece in line.pieces:
        if piece.x0 - end > gap:
            borders.append((piece.x0 + end) / 2)
        end = piece.x0
        for character, at in zip(piece.text, piece.ends, strict=True):
            if not character.isspace():
                end = at
            elif at - end > gap and end > line.x0:
                borders.append((at + end) / 2)
    return list(cut(line, borders))


def _part(line: PrintedLine, pieces: list[PrintedText]) -> PrintedLine:
    return PrintedLine(pieces, line.page, line.at).settle()


def _divided(pieces: Sequence[PrintedText], border: float) -> tuple[list[PrintedText], list[PrintedText]]:
    """The pieces on both sides of a border; none on the right if it goes through a word."""
    left: list[PrintedText] = []
    right: list[PrintedText] = []
    for piece in pieces:
        if piece.x1 <= border + NEAR:
            left.append(piece)
            continue
        at = next(
            (i for i, end in enumerate(piece.ends) if end > border + NEAR and not piece.text[i].isspace()),
            len(piece.text),
        )
        if 0 < at < len(piece.text) and not (piece.text[at - 1].isspace() or piece.text[at].isspace()):
            return list(pieces), []
        for some, start, end in ((left, 0, at), (right, at, len(piece.text))):
            if piece.text[start:end].strip():
                some.append(_stretch(piece, start, end))
    return left, right


def _stretch(piece: PrintedText, start: int, end: int) -> PrintedText:
    text, ends = piece.text[start:end], piece.ends[start:end]
    return replace(
        piece, text=text, ends=ends, x0=piece.ends[start - 1] if start else piece.x0, x1=ends[len(text.rstrip()) - 1]
    )


def heights_of(lines: Iterable[PrintedLine]) -> list[float]:
    """Heights of base lines, from above."""
    found: list[float] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if not found or found[-1] - line.y > line.size * LEVEL:
            found.append(line.y)
    return found


def is_figure(line: PrintedLine) -> bool:
    """Whether it has no letters: figures, which nobody divides over lines."""
    return not any(c.isalpha() for c in line.text)


def lines_at(cell: Cell, height: float) -> list[PrintedLine]:
    """Those of its lines that stand at a height."""
    return [line for line in cell.lines if 0 <= height - line.y <= line.size * LEVEL]


def _without_empty(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without columns and rows in which no words begin: what frames of two lines enclose, say."""
    columns = sorted({cell.column for cell in cells if cell.lines})
    rows = sorted({cell.row for cell in cells if cell.lines})
    return [
        replace(
            cell,
            column=columns.index(cell.column),
            row=rows.index(cell.row),
            columns=max(sum(cell.column <= column < cell.column + cell.columns for column in columns), 1),
            rows=max(sum(cell.row <= row < cell.row + cell.rows for row in rows), 1),
        )
        for cell in cells
        if cell.column in columns and cell.row in rows
    ]


def table_of(cells: Sequence[Cell], numbers: "count[int]") -> list[PrintedLine]:
    """The lines of a table, tagged as a PDF with tags would have them; a cell without words has a line without."""
    group = next(numbers)
    rows = _rows(_without_empty(cells))
    like = next(cell.lines[0] for row in rows for cell in row if cell.lines)
    heads = _has_head(rows)
    done: list[PrintedLine] = []
    for index, row in enumerate(rows):
        block = next(numbers)
        for cell in row:
            tag = Tag(0, block, "row", 0, next(numbers), heads and not index, cell.columns, cell.rows, group)
            done += _tagged(cell, tag, like)
    return done


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells by rows. One that has a row for itself has empty ones beside it: of one cell alone none could tell that it is a row."""
    by_row: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_row[cell.row].append(cell)
    columns = sorted({cell.column for cell in cells})
    for number, row in by_row.items():
        if len(row) == 1 and len(columns) > 1:
            for cell in cells:
                if cell.row < number < cell.row + cell.rows:
                    cell.rows = number - cell.row
            row[0].columns = 1
            row += [Cell(column, number, 1, 1) for column in columns if column != row[0].column]
    return [sorted(row, key=lambda cell: cell.column) for _, row in sorted(by_row.items())]


def _tagged(cell: Cell, tag: Tag, like: PrintedLine) -> list[PrintedLine]:
    lines = sorted(cell.lines, key=lambda line: (-round(line.y / max(line.size * LEVEL, 1)), line.x0))
    if not lines:
        lines = [PrintedLine([PrintedText("", like.x0, like.x0, like.y, like.size)], like.page, like.at).settle()]
    for line in lines:
        line.tag, line.row, line.table = tag, tag.block, tag.group
    return lines


def _has_head(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row alone is bold."""
    bold = [all(line.bold for cell in row for line in cell.lines) for row in rows]
    return bold[0] and not all(bold)

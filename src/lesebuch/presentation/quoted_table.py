"""A table that another page quotes, or rows of it: with the rows that name its columns, and the cells that reach into them."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lesebuch.model import CellSpan, Passage, Subpassage

_NO_CELL = CellSpan(0, 0)


class _Placed(NamedTuple):
    row: int
    column: int
    cell: CellSpan


def quoted_rows(table: Passage, wanted: Collection[str]) -> tuple[list[list[CellSpan]], int, int]:
    """The rows that are shown, how many of them name the columns, and how many columns there are. `wanted`: ids of rows; none: all.

    A row says nothing without what its columns are called, nor without a cell that begins above it. Each row has all columns:
    where the source has no cell, stands an empty one. A cell spans those of its rows that are shown; one of the head ends with it.
    """
    header = header_rows(table.parts)
    shown = [n for n, row in enumerate(table.parts) if n < header or not wanted or row.id in wanted]
    cells = list(placed(table.parts))
    width = max((place.column + place.cell.columns for place in cells), default=1)
    rows: list[list[tuple[int, CellSpan]]] = [[] for _row in shown]
    free = [set(range(width)) for _row in shown]
    for number, column, cell in cells:
        end_of_part = header if number < header else len(table.parts)
        first, end = bisect_left(shown, number), bisect_left(shown, min(number + cell.rows, end_of_part))
        if first < end:
            rows[first].append((column, replace(cell, rows=end - first)))
        for row in range(first, end):
            free[row].difference_update(range(column, column + cell.columns))
    for given, columns in zip(rows, free, strict=True):
        given += [(column, _NO_CELL) for column in columns]
    in_order = [[cell for _column, cell in sorted(row, key=lambda one: one[0])] for row in rows]
    return in_order, header, width


def header_rows(rows: Sequence[Subpassage]) -> int:
    """How many of the first rows are made of header cells alone."""
    return next((n for n, row in enumerate(rows) if not row.cells or not all(c.header for c in row.cells)), len(rows))


def placed(rows: Sequence[Subpassage]) -> Iterator[_Placed]:
    """Each cell with its row and its first column."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        above, taken = taken, {column: left - 1 for column, left in taken.items() if left > 1}
        at = 0
        for cell in row.cells:
            while at in above:
                at += 1
            yield _Placed(number, at, cell)
            for column in range(at, at + cell.columns):
                if cell.rows > 1:
                    taken[column] = cell.rows - 1
            at += cell.columns

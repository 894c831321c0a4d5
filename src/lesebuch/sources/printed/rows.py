"""Rows of tables, where no tags name them: cells that stand side by side in several lines below each other. And tables that tags name, but are none."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from lesebuch.sources.printed.lines import PrintedLine

_LABEL = re.compile(r"\W{0,2}(?:(?:\d{1,3}\.){0,3}\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})?\W{0,2}")
"""A number or bullet before a line."""
_EQUATION = re.compile(r"\((?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})?[a-z]?\)")
"""The number of one, at the right margin."""
_FEWEST = 2
"""Rows of a table."""
_FRAME = 0.1
"""Share of the rows of a frame that may have words in several cells."""


def release_frames(lines: Sequence[PrintedLine]) -> None:
    """Take tables that are none out of the tags of lines: hardly a row has words in two cells, as where a page is laid out by one."""
    tables: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.tag and line.tag.cell:
            tables[line.tag.group][line.tag.block].add(line.tag.cell)
    frames = {
        group for group, rows in tables.items() if sum(len(cells) > 1 for cells in rows.values()) <= len(rows) * _FRAME
    }
    for line in lines:
        if line.tag and line.tag.cell and line.tag.group in frames:
            line.tag = replace(line.tag, block=line.tag.part, kind="", cell=0, group=0)


def with_rows(run: Sequence[PrintedLine], numbers: "count[int]", rules: int) -> list[PrintedLine]:
    """The lines of a column, those in rows with the number of their row, by the rules of a version."""
    beside: list[list[PrintedLine]] = []
    for line in run:
        if beside and _beside(beside[-1][-1], line):
            beside[-1].append(line)
        else:
            beside.append([line])
    done: list[PrintedLine] = []
    table: list[list[PrintedLine]] = []
    for row in [*beside, []]:
        if len(row) > 1 and not (is_labelled(row) if rules > 5 else len(row) == 2 and is_label(row[0])):
            table.append(row)
            continue
        done += _rows(table, numbers) if len(table) >= _FEWEST else [_whole(row) for row in table]
        table = []
        done += [_whole(row)] if row else []
    return done


def is_labelled(row: Sequence[PrintedLine]) -> bool:
    """Whether these are a line with its number or bullet, or an equation with its number."""
    return len(row) == 2 and (is_label(row[0]) or bool(_EQUATION.fullmatch(row[1].text)))


def is_label(line: PrintedLine) -> bool:
    """Whether it is but a number, a letter or a bullet."""
    return bool(_LABEL.fullmatch(line.text))


def _beside(line: PrintedLine, other: PrintedLine) -> bool:
    if (line.tag is not None and line.tag.block) or (other.tag is not None and other.tag.block):
        return False
    same = line.page == other.page and abs(line.y - other.y) < max(line.size, other.size) * 0.4
    return same and (other.x0 >= line.x1 or other.x1 <= line.x0)


def _rows(table: Sequence[Sequence[PrintedLine]], numbers: "count[int]") -> list[PrintedLine]:
    done = []
    first = next(numbers)
    for row in table:
        number = next(numbers)
        for line in row:
            line.row, line.table = number, first
            done.append(line)
    return done


def _whole(row: Sequence[PrintedLine]) -> PrintedLine:
    """One line of what stands side by side, but is no table."""
    first = row[0]
    for other in row[1:]:
        first.pieces += other.pieces
    return first.settle() if len(row) > 1 else first

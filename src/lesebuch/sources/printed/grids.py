"""Tables whose cells are parted by what a page draws: rules, or the grounds and edges of cells.

Such shapes cross or touch each other; what they enclose is a cell, which may reach over several columns and rows. Where only rules
that run across are drawn, cell by cell, the places where two pieces of a rule meet are the borders of the columns.
"""

import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from lesebuch.sources.printed.cells import NEAR, Cell, PrintedTable, cut, heights_of, is_figure, lines_at, taken
from lesebuch.sources.printed.glyphs import Box
from lesebuch.sources.printed.lines import PrintedLine
from lesebuch.sources.printed.paragraphs import first_word

_THIN = 3.0
"""Points: what is no wider is a rule."""
_SMALLEST = (8.0, 5.0)
"""Points: a cell is no narrower and no lower."""
_SHORTEST = 5.0
_SEAM = 1.5
"""Points between two pieces of a rule that meet."""
_MOST = 4_000
"""Shapes of a page: more are a drawing."""
_MOST_CELLS = 6_000
_HIGHEST = 120.0
"""Points between two rows with grounds: there stands one without."""
_CELL = 220
"""Characters that most cells have at most: boxes of a brochure have more."""
_CLOSE, _CLOSE_TO_EDGE = 1.35, 2.2
"""Of the size of letters: how far apart lines of a row without edges are, and how far from the edge of the next."""
_MOST_OPEN = 40
"""Lines of such a row."""
_HEAD = 150
"""Characters that a head across all of a table has at most."""
_TIGHT, _MOST_TIGHT = 0.35, 0.34
"""Of the size of letters: cells are further apart; share of the lines that may break this."""
_FILLED = 0.25
"""Share of the cells that have words: a drawing has fewer."""
_FEWEST = 2
"""Rows of a table, and cells of them."""
_MIDDLE = 0.3
"""Of the size: how far above the base line the middle of a line is."""
_ROWS = 3
"""Lines at the same heights in two columns, at least, that are rows though no rule parts them."""
_BREAKS = 0.8
"""Share of such lines that end early."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A rule or the side of a cell."""

    at: float
    """Its height, if it runs across; else its distance from the left."""
    start: float
    end: float


@dataclass(slots=True)
class _Grid:
    """Edges that touch each other."""

    across: list[_Edge] = field(default_factory=list)
    down: list[_Edge] = field(default_factory=list)

    @property
    def columns(self) -> list[float]:
        """Where columns begin, and where the last ends."""
        return sorted({edge.at for edge in self.down})

    @property
    def rows(self) -> list[float]:
        """Where rows end, from below."""
        return sorted({edge.at for edge in self.across})


def take_tables(lines: list[PrintedLine], boxes: Sequence[Box], numbers: "count[int]") -> list[PrintedTable]:
    """The tables of a page; their lines are taken out of those of the page, and one is put in that stands for them."""
    tables: list[PrintedTable] = []
    for grid in _grids(boxes):
        _with_open_rows(grid, lines)
        cells = _trimmed(_filled(grid, _lines_within(lines, grid)), len(grid.columns) - 1)
        if not _is_table(cells):
            continue
        tables.append(taken(_rows_parted(cells, grid.columns), lines, numbers))
    return tables


def _grids(boxes: Sequence[Box]) -> list[_Grid]:
    """From the outermost: a table in a cell of another is a part of that. Where rules part cells, their grounds say nothing more."""
    if len(boxes) > _MOST:
        return []
    rules = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) <= _THIN]
    ruled = [grid for grid in _grids_of(rules) if len(grid.columns) > _FEWEST]
    others = [box for box in boxes if not any(_is_in(box, grid) for grid in ruled)]
    found = ruled + (_grids_of(others) if others else [])
    found = [grid for grid in found if len(grid.columns) * len(grid.rows) <= _MOST_CELLS]
    return sorted(found, key=lambda grid: -(grid.columns[-1] - grid.columns[0]) * (grid.rows[-1] - grid.rows[0]))


def _is_in(box: Box, grid: _Grid) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return grid.columns[0] - NEAR < x < grid.columns[-1] + NEAR and grid.rows[0] - NEAR < y < grid.rows[-1] + NEAR


def _grids_of(boxes: Sequence[Box]) -> list[_Grid]:
    across, down = _edges(boxes)
    rules = _joined(across)
    grids = _touching(rules, _joined(down + _seams(across, rules)))
    return [grid for grid in _stacked(grids) if len(grid.columns) > _FEWEST and len(grid.rows) > _FEWEST]


def _edges(boxes: Iterable[Box]) -> tuple[list[_Edge], list[_Edge]]:
    """What runs across, and what runs down."""
    across, down = [], []
    for x0, y0, x1, y1 in boxes:
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN and wide > max(high, _SHORTEST):
            across.append(_Edge((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN and high > max(wide, _SHORTEST):
            down.append(_Edge((x0 + x1) / 2, y0, y1))
        elif wide >= _SMALLEST[0] and high >= _SMALLEST[1]:
            across += [_Edge(y0, x0, x1), _Edge(y1, x0, x1)]
            down += [_Edge(x0, y0, y1), _Edge(x1, y0, y1)]
    return across, down


def _levels(edges: Iterable[_Edge]) -> Iterator[list[_Edge]]:
    """Edges that lie in one line."""
    level: list[_Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if level and edge.at - level[0].at > NEAR:
            yield level
            level = []
        level.append(edge)
    if level:
        yield level


def _joined(edges: Iterable[_Edge]) -> list[_Edge]:
    """Those of one line that meet as one."""
    done: list[_Edge] = []
    for level in _levels(edges):
        at = statistics.fmean(edge.at for edge in level)
        level.sort(key=lambda edge: edge.start)
        start, end = level[0].start, level[0].end
        for edge in level[1:]:
            if edge.start > end + NEAR:
                done.append(_Edge(at, start, end))
                start = edge.start
            end = max(end, edge.end) if edge.start <= end + NEAR else edge.end
        done.append(_Edge(at, start, end))
    return done


def _seams(across: Sequence[_Edge], rules: Sequence[_Edge]) -> list[_Edge]:
    """Borders of columns, from where the pieces of two rules and more meet."""
    heights: defaultdict[int, set[float]] = defaultdict(set)
    for level in _levels(across):
        level.sort(key=lambda edge: edge.start)
        for a, b in pairwise(level):
            if abs(b.start - a.end) <= _SEAM:
                heights[round(b.start)].add(level[0].at)
    found = []
    for place, at in heights.items():
        near = sorted(at | heights.get(place - 1, set()) | heights.get(place + 1, set()))
        if len(near) > 1:
            found.append(_Edge(place, near[0], near[-1]))
    # The bottom rule may be drawn in other pieces: a border goes on as far as those beside it.
    found = [replace(one, start=min(o.start for o in found if o.start <= one.start < o.end)) for one in found]
    ends = [rule for rule in rules if any(rule.start < seam.at < rule.end for seam in found)]
    for place in {round(x) for rule in ends for x in (rule.start, rule.end)}:
        near = sorted(r.at for r in ends if min(abs(r.start - place), abs(r.end - place)) <= _SEAM)
        if found and len(near) > 1:
            found.append(_Edge(place, near[0], near[-1]))
    return found


def _touching(across: Sequence[_Edge], down: Sequence[_Edge]) -> list[_Grid]:
    """Edges that cross or touch each other, directly or by others."""
    edges = [*across, *down]
    parent = list(range(len(edges)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    heights = [edge.at for edge in across]  # `_joined` gives them from below
    for number, edge in enumerate(down, len(across)):
        first = bisect_right(heights, edge.start - NEAR)
        for index in range(first, bisect_right(heights, edge.end + NEAR)):
            if across[index].start - NEAR <= edge.at <= across[index].end + NEAR:
                parent[root(index)] = root(number)
    grids: defaultdict[int, _Grid] = defaultdict(_Grid)
    for index, edge in enumerate(edges):
        (grids[root(index)].across if index < len(across) else grids[root(index)].down).append(edge)
    return [grid for grid in grids.values() if grid.across and grid.down]


def _stacked(grids: Iterable[_Grid]) -> Iterator[_Grid]:
    """Grids below each other that have the same columns as one: every other row of a table may have a ground."""
    last: _Grid | None = None
    for grid in sorted(grids, key=lambda grid: (grid.columns[0], -grid.rows[-1])):
        if last is not None and _is_below(grid, last):
            last.across += grid.across
            last.down += grid.down
            last.down += [_Edge(x, grid.rows[-1], last.rows[0]) for x in last.columns]
            last.down += [_Edge(x, grid.rows[0], last.rows[-1]) for x in last.columns]
            continue
        if last is not None:
            yield last
        last = grid
    if last is not None:
        yield last


def _is_below(grid: _Grid, other: _Grid) -> bool:
    one, two = grid.columns, other.columns
    same = len(one) == len(two) > _FEWEST and all(abs(a - b) <= NEAR for a, b in zip(one, two, strict=True))
    return same and -NEAR < other.rows[0] - grid.rows[-1] < _HIGHEST


def _with_open_rows(grid: _Grid, lines: Sequence[PrintedLine]) -> None:
    """Add the row above a grid, which may have nothing over it, and the one below, where every other row has a ground."""
    left, right, top, bottom = grid.columns[0], grid.columns[-1], grid.rows[-1], grid.rows[0]
    beside = [line for line in lines if line.tag is None and left - NEAR < line.x0 and line.x1 < right + NEAR]
    above = sorted((line for line in beside if line.y > top), key=lambda line: line.y)
    below = sorted((line for line in beside if line.y + line.size * _MIDDLE < bottom), key=lambda line: -line.y)
    for near, edge in ((above, top), (below, bottom)):
        row = _row_at(near, edge)
        if len({_place(grid.columns, (line.x0 + line.x1) / 2) for line in row}) < _FEWEST or not _fit(
            row, grid.columns
        ):
            continue
        far = max(line.y + line.size for line in row) if edge == top else min(line.y - line.size / 2 for line in row)
        grid.across.append(_Edge(far, left, right))
        grid.down += [_Edge(x, min(edge, far) - NEAR, max(edge, far) + NEAR) for x in grid.columns]


def _row_at(near: Sequence[PrintedLine], edge: float) -> list[PrintedLine]:
    """The lines next to an edge that are as close as those of one row."""
    row: list[PrintedLine] = []
    last = edge
    for line in near:
        if abs(line.y - last) > line.size * (_CLOSE if row else _CLOSE_TO_EDGE):
            break
        row.append(line)
        last = line.y
    return row


def _fit(row: Sequence[PrintedLine], columns: Sequence[float]) -> bool:
    """Whether each of the lines stands in one column."""
    return len(row) <= _MOST_OPEN and all(
        _place(columns, line.x0 + NEAR) == _place(columns, line.x1 - NEAR) for line in row
    )


def _lines_within(lines: Sequence[PrintedLine], grid: _Grid) -> list[PrintedLine]:
    """The lines whose middle lies within the outermost edges and that no tag names."""
    left, right, bottom, top = grid.columns[0], grid.columns[-1], grid.rows[0], grid.rows[-1]
    return [
        line
        for line in lines
        if line.tag is None
        and line.pieces[0].upright
        and bottom < line.y + line.size * _MIDDLE < top
        and left < (line.x0 + line.x1) / 2 < right
        and line.x1 - line.x0 < right - left + 2 * NEAR
    ]


def _filled(grid: _Grid, lines: Sequence[PrintedLine]) -> list[Cell]:
    """The cells of a grid, with their lines; none if what it borders is words within lines, such as grounds of links."""
    columns, heights = grid.columns, grid.rows
    cells, places = _cells(grid)
    tight = 0
    for line in lines:
        row = len(heights) - 2 - _place(heights, line.y + line.size * _MIDDLE)
        borders = [x for column, x in enumerate(columns[1:-1]) if places[column, row] is not places[column + 1, row]]
        parts = list(cut(line, borders))
        tight += any(b.x0 - a.x1 < line.size * _TIGHT for a, b in pairwise(parts))
        for part in parts:
            places[_place(columns, (part.x0 + part.x1) / 2), row].lines.append(part)
    return cells if tight <= len(lines) * _MOST_TIGHT else []


def _trimmed(cells: list[Cell], columns: int) -> list[Cell]:
    """The cells without text above and below the table that goes across all of it, where a frame has that within it, too."""
    while cells:
        rows = (min(cell.row for cell in cells), max(cell.row for cell in cells))
        edges = [[cell for cell in cells if cell.row == row] for row in rows]
        prose = [row[0] for row in edges if len(row) == 1 and row[0].columns == columns and _length(row[0]) > _HEAD]
        if not prose:
            break
        cells = [cell for cell in cells if cell not in prose]
    return cells


def _length(cell: Cell) -> int:
    return sum(len(line.text) for line in cell.lines)


def _place(bounds: Sequence[float], at: float) -> int:
    return min(max(bisect_right(bounds, at) - 1, 0), len(bounds) - 2)


def _cells(grid: _Grid) -> tuple[list[Cell], dict[tuple[int, int], Cell]]:
    """The cells, and which of them lies at each column and row: it reaches to the right and down until an edge parts it."""
    columns, heights = grid.columns, grid.rows[::-1]
    sides = _covering(grid.down, columns)
    floors = _covering(grid.across, heights)
    places: dict[tuple[int, int], Cell] = {}
    cells = []
    for row in range(len(heights) - 1):
        middle = (heights[row] + heights[row + 1]) / 2
        for column in range(len(columns) - 1):
            if (column, row) in places:
                continue
            end, below = column + 1, row + 1
            while end < len(columns) - 1 and (end, row) not in places and not _covers(sides[end], middle):
                end += 1
            across = (columns[column] + columns[column + 1]) / 2
            while below < len(heights) - 1 and not _covers(floors[below], across):
                below += 1
            cell = Cell(column, row, end - column, below - row)
            cells.append(cell)
            for r in range(row, below):
                for c in range(column, end):
                    places.setdefault((c, r), cell)
    return cells, places


def _covering(edges: Iterable[_Edge], bounds: Sequence[float]) -> list[list[_Edge]]:
    by_place: defaultdict[float, list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_place[edge.at].append(edge)
    return [by_place[bound] for bound in bounds]


def _covers(edges: Iterable[_Edge], at: float) -> bool:
    return any(edge.start < at < edge.end for edge in edges)


def _is_table(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.lines]
    rows: defaultdict[int, int] = defaultdict(int)
    for cell in filled:
        rows[cell.row] += 1
    if sum(some >= _FEWEST for some in rows.values()) < _FEWEST:
        return False
    if len({cell.column for cell in filled}) < _FEWEST or len(filled) < len(cells) * _FILLED:
        return False
    return statistics.median(map(_length, filled)) <= _CELL


def _rows_parted(cells: Sequence[Cell], columns: Sequence[float]) -> list[Cell]:
    """The cells, those of a row parted that holds several rows of the table: no rule parts them, but lines at the same heights do."""
    by_row: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_row[cell.row].append(cell)
    done: list[Cell] = []
    more = 0
    for _, row in sorted(by_row.items()):
        heights = _heights(row, columns)
        for cell in row:
            cell.row += more
            done += [cell] if not heights else _parted(cell, heights)
        more += max(len(heights) - 1, 0)
    return done


def _heights(row: Sequence[Cell], columns: Sequence[float]) -> list[float]:
    """Those of the rows that one row of a grid holds; none if it is one."""
    filled = [cell for cell in row if cell.lines]
    heights = heights_of([line for cell in filled for line in cell.lines])
    shared = sum(sum(lines_at(cell, height) != [] for cell in filled) >= _FEWEST for height in heights)
    if shared < _ROWS or any(cell.rows > 1 for cell in filled):
        return []
    short = [cell for cell in filled if len(cell.lines) >= _ROWS and _breaks(cell, columns)]
    figures = any(sum(map(is_figure, cell.lines)) * 2 > len(cell.lines) for cell in short)
    return heights if len(short) >= _FEWEST and figures else []


def _breaks(cell: Cell, columns: Sequence[float]) -> bool:
    """Whether its lines end where there was room for more, or are figures, which nobody divides."""
    wide = columns[cell.column + cell.columns] - columns[cell.column] - 2 * NEAR
    lines = sorted(cell.lines, key=lambda line: -line.y)
    room = sum(wide - (a.x1 - a.x0) > first_word(b) or (is_figure(a) and is_figure(b)) for a, b in pairwise(lines))
    return room >= (len(lines) - 1) * _BREAKS


def _parted(cell: Cell, heights: Sequence[float]) -> list[Cell]:
    return [replace(cell, row=cell.row + more, lines=lines_at(cell, height)) for more, height in enumerate(heights)]

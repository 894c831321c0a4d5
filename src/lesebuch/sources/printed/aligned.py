"""Tables that nothing parts but white space: words stand side by side in several lines, in columns with gaps between them.

Lines with words side by side make one, with what stands between them: the other lines of a cell, and headings of its parts. Where
white space parts the rows, too, what is closer together is one row; else each line is one, but for those that go on in a cell.
"""

import statistics
from collections.abc import Iterator, Sequence
from itertools import count, pairwise

from lesebuch.sources.printed.cells import LEVEL, NEAR, Cell, PrintedTable, cut, is_figure, loosened, table_of, taken
from lesebuch.sources.printed.lines import PrintedLine, is_backwards
from lesebuch.sources.printed.margins import page_of
from lesebuch.sources.printed.rows import is_label, is_labelled
from lesebuch.sources.printed.tags import Tag

_FEWEST = 3
"""Lines with words side by side that make a table."""
_ALONE = 3
"""Lines between two of them, at most, that have words in one place alone."""
_FAR = 2.6
"""Of the size of the letters: lines that are further apart are of two tables."""
_CLOSE = 1.5
"""Likewise: lines of a cell are no further apart."""
_GAP = 0.4
"""Likewise: how wide the gaps between columns are at least."""
_LOOSE = 0.7
"""Likewise: more than that is not between words, even in lines that are drawn out to the margin."""
_CROSSING = 0.1
"""Share of the lines that may go across a gap: heads of several columns."""
_HEAD = 60
"""Characters of a head across columns, at most."""
_FULL, _PROSE = 0.85, 0.7
"""Share of the width of its column that a line of running text has; share of lines of columns of running text that are so."""
_WORDS = 18
"""Characters of lines of running text, at least."""
_LONG = 45
"""Characters that cells of most tables have at most."""
_FIGURES = 0.4
"""Share of the cells that have figures alone."""
_WIDER = 1.15
"""Of the distance of lines in a cell: rows with white space between them are further apart."""
_MOST_LINES = 6
"""Of a row."""
_EXCEPT = 0.1
"""Share of rows that may speak against it."""

_Level = list[PrintedLine]
"""Lines at one height, from left to right."""
_Gap = tuple[float, float]


def take_aligned(lines: list[PrintedLine], numbers: "count[int]") -> list[PrintedTable]:
    """Such tables of figures across a page, before its columns are told, which may look like theirs."""
    tables: list[PrintedTable] = []
    for region in list(_regions(_levels(lines))):
        borders = [(start + end) / 2 for start, end in _gaps(region)]
        if len(borders) < _FEWEST - 1 or _is_text(region, borders):
            continue
        cells = _cells(region, borders)
        if _is_table(cells, len(borders) + 1) and _has_figures(cells):
            tables.append(taken(cells, lines, numbers))
    return tables


def with_aligned(run: Sequence[PrintedLine], numbers: "count[int]") -> list[PrintedLine]:
    """The lines of a column of a page, those of such tables with the tags of their cells."""
    done = list(run)
    for region in _regions(_levels(run)):
        found = _entries(region, numbers) if _is_contents(region) else _read(region, numbers)
        if not found:
            continue
        own = {line for level in region for line in level}
        at = next(index for index, line in enumerate(done) if line in own)
        done = [*done[:at], *found, *(line for line in done[at:] if line not in own)]
    return done


def _read(region: Sequence[_Level], numbers: "count[int]") -> list[PrintedLine]:
    """The lines in their order; none if it is neither a table nor text in columns."""
    borders = [(start + end) / 2 for start, end in _gaps(region)]
    if not borders or _is_drawn_by_columns(region, borders):
        return []
    if _is_text(region, borders):
        return _columns(region, borders)
    cells = _cells(region, borders)
    if not _is_table(cells, len(borders) + 1):
        return []
    column = region[0][0].column
    table = table_of(cells, numbers)
    for line in table:
        line.column = column
    return table


def _is_contents(region: Sequence[_Level]) -> bool:
    """Whether these are titles with the numbers of their pages, which go up."""
    pages = [page_of(level[-1].text) for level in region if _is_parted(level)]
    found = [page for page in pages if page]
    up = sum(b >= a for a, b in pairwise(found))
    titled = all(any(c.isalpha() for c in level[0].text + level[-2].text) for level in region if _is_parted(level))
    return titled and len(found) == len(pages) > _FEWEST and up >= (len(found) - 1) * (1 - _EXCEPT)


def _entries(region: Sequence[_Level], numbers: "count[int]") -> list[PrintedLine]:
    """The lines of contents, each a paragraph."""
    for level in region:
        tag = Tag(0, next(numbers))
        for line in level:
            line.tag = tag
    return [line for level in region for line in level]


def _levels(run: Sequence[PrintedLine]) -> list[_Level]:
    """From above."""
    levels: list[_Level] = []
    for line in sorted(run, key=lambda line: (-line.y, line.x0)):
        if levels and abs(levels[-1][0].y - line.y) < max(line.size, levels[-1][0].size) * LEVEL:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.x0) for level in levels]


def _regions(levels: Sequence[_Level]) -> Iterator[list[_Level]]:
    """From the first line with words side by side to the last, where no more than a few without stand between."""
    region: list[_Level] = []
    for level in [*levels, []]:
        last = region[-1] if region else None
        if level and _may_belong(level) and (last is None or (_is_near(last, level) and not _is_prose(level, region))):
            if _is_parted(level) or region:
                region.append(level)
            if sum(1 for _ in _tail(region)) <= _ALONE:
                continue
            region, rest = region[:-1], []
        else:
            rest = [level] if level and _may_belong(level) and _is_parted(level) else []
        table = _with_whole_rows([*region, level] if level else region, len(region) - sum(1 for _ in _tail(region)))
        if sum(map(_is_parted, table)) >= _FEWEST:
            yield table
        region = rest


def _with_whole_rows(levels: Sequence[_Level], end: int) -> list[_Level]:
    """The levels up to one with words side by side, and what goes on in a cell of it; without it if that goes on for long, as text does."""
    more = end
    while 0 < more < len(levels) and _is_below_cell(levels[more - 1], levels[more], levels[end - 1]):
        more += 1
    return list(levels[: more if more <= end + _ALONE else end - 1])


def _is_below_cell(above: _Level, level: _Level, row: _Level) -> bool:
    """Whether a line stands directly below another, and begins where one begins that is not the first of a row."""
    close = above[0].y - level[0].y < level[0].size * _CLOSE
    return close and len(level) == 1 and any(abs(level[0].x0 - cell.x0) <= NEAR for cell in row[1:])


def _tail(region: Sequence[_Level]) -> Iterator[_Level]:
    for level in reversed(region):
        if _is_parted(level):
            return
        yield level


def _may_belong(level: _Level) -> bool:
    return all(line.tag is None and not line.dot and not is_backwards(line.text) for line in level)


def _is_near(above: _Level, level: _Level) -> bool:
    return above[0].y - level[0].y < max(above[0].size, level[0].size) * _FAR


def _is_prose(level: _Level, region: Sequence[_Level]) -> bool:
    """Whether a line goes on where the level above has a gap, and is too long for a head across columns."""
    line = level[0]
    parted = next((above for above in reversed(region) if _is_parted(above)), None)
    return parted is not None and len(level) == 1 and len(line.text) > _HEAD and line.x0 < parted[-1].x0 < line.x1


def _is_parted(level: _Level) -> bool:
    """Whether words stand side by side, other than a number or bullet and its item."""
    return not is_labelled(level) and any(b.x0 >= a.x1 for a, b in pairwise(level[is_label(level[0]) :]))


def _cells(region: Sequence[_Level], borders: Sequence[float]) -> list[Cell]:
    rows = _rows([_placed(level, borders) for level in region])
    cells = []
    for number, row in enumerate(rows):
        taken: dict[int, Cell] = {}
        for first, last, line in row:
            cell = taken.setdefault(first, Cell(first, number, 1, 1))
            cell.columns = max(cell.columns, last - first + 1)
            cell.lines.append(line)
        for at in sorted(taken, reverse=True):
            after = min((other for other in taken if other > at), default=len(borders) + 1)
            taken[at].columns = min(taken[at].columns, after - at)
        covered = {at for cell in taken.values() for at in range(cell.column, cell.column + cell.columns)}
        cells += [*taken.values(), *(Cell(at, number, 1, 1) for at in range(len(borders) + 1) if at not in covered)]
    return cells


def _is_text(region: Sequence[_Level], borders: Sequence[float]) -> bool:
    """Whether lines of running text stand side by side in columns."""
    columns: dict[int, list[PrintedLine]] = {}
    for level in region:
        for first, last, line in _placed(level, borders):
            if first == last:
                columns.setdefault(first, []).append(line)
    full = 0
    for lines in columns.values():
        wide = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        long = sum(line.x1 - line.x0 > wide * _FULL for line in lines)
        words = statistics.median(len(line.text) for line in lines) >= _WORDS
        full += words and len(lines) > _FEWEST and long > len(lines) * _PROSE
    return full > 1


def _is_drawn_by_columns(region: Sequence[_Level], borders: Sequence[float]) -> bool:
    """Whether the page draws words of one column after those of another, and they are in order already."""
    drawn = sorted((line.at, first) for level in region for first, _, line in _placed(level, borders))
    changes = sum(a != b for (_, a), (_, b) in pairwise(drawn))
    words = statistics.median(len(line.text) for level in region for line in level) >= _WORDS
    return words and changes <= len(borders) and len(region) > _FEWEST


def _columns(region: Sequence[_Level], borders: Sequence[float]) -> list[PrintedLine]:
    """Lines of running text, one column after the other."""
    done: list[PrintedLine] = []
    for column in range(len(borders) + 1):
        lines = [line for level in region for line in level if sum(x <= line.x0 for x in borders) == column]
        bounds = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
        for line in lines:
            line.column = bounds
        done += lines
    return done


def _gaps(region: Sequence[_Level]) -> list[_Gap]:
    """Strips that hardly any line goes across."""
    lines = [
        part for level in region if _is_parted(level) for line in level for part in loosened(line, line.size * _LOOSE)
    ]
    most = max(len(region) * _CROSSING, 0.5)
    events = sorted([(line.x0, 1) for line in lines] + [(line.x1, -1) for line in lines])
    width = statistics.median(line.size for line in lines) * _GAP
    gaps: list[_Gap] = []
    crossing, start = 0, None
    for place, step in events:
        if start is not None and place - start >= width and crossing <= most:
            gaps.append((start, place))
        crossing += step
        start = place if crossing <= most else None
    return _inner(gaps, lines)


def _inner(gaps: Sequence[_Gap], lines: Sequence[PrintedLine]) -> list[_Gap]:
    """Those with words of several lines on both sides, up to the next."""
    kept: list[_Gap] = []
    for gap in gaps:
        left = kept[-1][1] if kept else float("-inf")
        if sum(left <= (line.x0 + line.x1) / 2 <= gap[0] for line in lines) >= _FEWEST - 1:
            kept.append(gap)
    while kept and sum((line.x0 + line.x1) / 2 >= kept[-1][1] for line in lines) < _FEWEST - 1:
        kept.pop()
    return kept


_Placed = list[tuple[int, int, PrintedLine]]
"""Lines with the first and the last column over which each goes."""


def _placed(level: _Level, borders: Sequence[float]) -> _Placed:
    placed = []
    for line in level:
        for part in cut(line, borders) if len(level) > 1 else [line]:
            first = sum(border <= part.x0 + part.size * _GAP / 2 for border in borders)
            last = max(sum(border < part.x1 - part.size * _GAP / 2 for border in borders), first)
            placed.append((first, last, part))
    return placed


def _rows(levels: Sequence[_Placed]) -> list[_Placed]:
    return _by_space(levels) or _by_lines(levels)


def _by_space(levels: Sequence[_Placed]) -> list[_Placed]:
    """Rows with white space between them; none if it does not tell them."""
    distances = [a[0][2].y - b[0][2].y for a, b in pairwise(levels)]
    size = statistics.median(level[0][2].size for level in levels)
    close = [distance for distance in distances if size * 0.9 <= distance <= size * _CLOSE]
    if not close:
        return []
    usual = min(close) * _WIDER
    if not any(distance > usual for distance in distances):
        return []
    rows: list[list[_Placed]] = [[levels[0]]]
    for distance, level in zip(distances, levels[1:], strict=True):
        if distance > usual:
            rows.append([])
        rows[-1].append(level)
    several = [row for row in rows if len(row) > 1]
    against = sum(len(row) > _MOST_LINES or _has_rows(row) for row in several)
    ragged = sum(_is_ragged(row) for row in several)
    if len(rows) < _FEWEST or against > len(rows) * _EXCEPT or ragged * 2 < len(several):
        return []
    return [[part for level in row for part in level] for row in rows]


def _has_rows(row: Sequence[_Placed]) -> bool:
    """Whether figures stand below figures, which are never divided: these are several rows."""
    figures: dict[int, int] = {}
    for first, _, line in (part for level in row for part in level):
        if is_figure(line) and any(c.isdigit() for c in line.text):
            figures[first] = figures.get(first, 0) + 1
    return any(number > 1 for number in figures.values())


def _is_ragged(row: Sequence[_Placed]) -> bool:
    """Whether some cells have fewer lines than others."""
    counts: dict[int, int] = {}
    for first, _, _ in (part for level in row for part in level):
        counts[first] = counts.get(first, 0) + 1
    return min(counts.values()) < len(row)


def _by_lines(levels: Sequence[_Placed]) -> list[_Placed]:
    """A row for each line, but for what goes on in a cell of the row above."""
    rows: list[_Placed] = []
    for level in levels:
        if rows and len(level) == 1 and _goes_on(rows[-1], level[0]):
            rows[-1] += level
        else:
            rows.append(list(level))
    return rows


def _goes_on(row: _Placed, part: tuple[int, int, PrintedLine]) -> bool:
    first, last, line = part
    if first > 0:
        return first == last and any(at == first for at, _, _ in row)
    return line.text[:1].islower() and len(row) > 1


def _is_table(cells: Sequence[Cell], columns: int) -> bool:
    """Whether most cells are short and several rows have words in more than one column."""
    filled = [cell for cell in cells if cell.lines]
    rows: dict[int, int] = {}
    for cell in filled:
        rows[cell.row] = rows.get(cell.row, 0) + 1
    several = sum(number > 1 for number in rows.values())
    if several < _FEWEST - 1 or several * 2 < len(rows) or columns < 2:
        return False
    return statistics.median(sum(len(line.text) for line in cell.lines) for cell in filled) <= _LONG


def _has_figures(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.lines]
    figures = sum(all(map(is_figure, cell.lines)) for cell in filled)
    return figures > len(filled) * _FIGURES

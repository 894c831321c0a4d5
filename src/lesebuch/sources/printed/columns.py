"""The order in which the lines of a page are read: columns from left to right, between what stands across them.

The order in which a page draws its lines mostly is the order of reading. It is followed unless the lines stand in columns and it
goes to and fro between them, or it does not go down the page.
"""

import statistics
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lesebuch.sources.printed.glyphs import Box
from lesebuch.sources.printed.lines import PrintedLine, is_backwards

_FEWEST = 4
"""Lines of a column."""
_MANY = 6
"""Lines of one that stands below or above much that goes across."""
_ACROSS = 0.35
"""Share of lines that may stand across the columns."""
_PROSE = 18
"""Characters of a line in a column of running text; cells of tables have fewer."""
_IN_PROSE = 0.6
"""Share of the characters of a column of running text that stand in such lines."""
_STEP, _MOST_STEPS = 2.0, 2_000
"""Points at which a gutter is looked for. A damaged page may be as wide as numbers can be."""
_UP = 0.15
"""Share of lines that may stand above the one before."""
_CLOSE, _ALIKE = 1.15, 0.5
"""Of the distance of lines in a paragraph; points by which their sizes may differ."""
_THIN, _WIDE = 3.0, 0.7
"""Points: how thick a rule is at most; of the width of the text: how long it is at least, above a table across the columns."""
_FEWEST_RULES, _MOST_RULES = 3, 6
"""Of such a table; a form or a chart has more."""
_HEAD = 60.0
"""Points between the first and the second at most: the head and the foot of a page are further apart."""
_TABLE = 0.6
"""Share of the lines of its page that it has at most, unless they are drawn row by row."""
_COLUMNS = 4
"""Columns of running text at most, to whose tops a page goes up."""
_LARGE, _LARGEST = 1.3, 4.0
"""Of the usual size: letters of a title."""
_BELOW = 6
"""Lines on its page at least; beside a word on a map or a chart are fewer."""
_DEEPEST = 6
_LONG = 0.55
"""Share of the width of its column that a long line has."""


def mark_framed(lines: Sequence[PrintedLine], boxes: Sequence[Box], rules: int) -> None:
    """Say of lines that they stand in a table across the columns: it has rules of its width above it, below its head, and below it."""
    wide = (max((line.x1 for line in lines), default=0) - min((line.x0 for line in lines), default=0)) * _WIDE
    drawn: dict[tuple[int, int], list[float]] = {}
    for left, bottom, right, top in boxes if rules > 6 else ():
        if top - bottom <= _THIN and right - left > wide:
            drawn.setdefault((round(left), round(right)), []).append(bottom)
    for heights in drawn.values():
        heights.sort()
        if not _FEWEST_RULES <= len(heights) <= _MOST_RULES or heights[-1] - heights[-2] > _HEAD:
            continue
        within = [line for line in lines if heights[0] < line.y < heights[-1]]
        by_rows = _ups(sorted(within, key=lambda line: line.at)) > _COLUMNS
        if by_rows or (len(within) < len(lines) * _TABLE and _gutter(within, rules) is None):
            for line in within:
                line.framed = True


def arrange(lines: Sequence[PrintedLine], rules: int, depth: int = 0) -> list[list[PrintedLine]]:
    """Runs of lines, each in the order of reading, by the rules of a version; a column, or what stands across columns."""
    gutter = _gutter([line for line in lines if not line.framed], rules) if depth < _DEEPEST else None
    if gutter is None:
        return [_settled(lines, rules)] if lines else []
    runs: list[list[PrintedLine]] = []
    whole: list[PrintedLine] = []
    for band in _bands(lines, gutter):
        sides = _sides(band, gutter)
        if sides is None:
            whole += band
            continue
        runs += arrange(whole, rules, _DEEPEST)
        whole = []
        for side in sides:
            runs += arrange(side, rules, depth + 1)
    return runs + arrange(whole, rules, _DEEPEST)


def _sides(band: Sequence[PrintedLine], gutter: float) -> tuple[list[PrintedLine], list[PrintedLine]] | None:
    """What stands on both sides of a gutter, what is read first first; None if one has nothing."""
    if any(line.framed for line in band):
        return None
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x0 >= gutter]
    if len(left) + len(right) < len(band) or not (left and right):
        return None
    return (right, left) if is_backwards("".join(line.text for line in band)) else (left, right)


def _bands(lines: Sequence[PrintedLine], gutter: float) -> list[list[PrintedLine]]:
    """From top to bottom: lines beside the gutter, lines across it, and so on."""
    bands: list[list[PrintedLine]] = []
    crossed: bool | None = None
    for line in sorted(lines, key=lambda line: (-line.y, line.at)):
        across = line.framed or line.x0 < gutter < line.x1
        if across is not crossed and not (crossed and _ends_band(line, bands[-1], lines)):
            bands.append([])
            crossed = across
        bands[-1].append(line)
    return bands


def _ends_band(line: PrintedLine, band: Sequence[PrintedLine], lines: Sequence[PrintedLine]) -> bool:
    """Whether it is the short last line of a paragraph across the columns: as close below it as its lines are, with nothing beside it."""
    above = band[-1]
    close = len(band) > 1 and above.y - line.y < (band[-2].y - above.y) * _CLOSE
    like = abs(line.size - above.size) < _ALIKE and abs(line.x0 - above.x0) < line.size
    return close and like and not any(other is not line and abs(other.y - line.y) < line.size for other in lines)


def _gutter(lines: Sequence[PrintedLine], rules: int) -> float | None:
    """The middle of the widest strip that divides lines into columns; None if there is none."""
    if len(lines) < 2 * _FEWEST:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    best, most = None, (0.0, 0.0)
    start, place = None, x0 + (x1 - x0) * 0.15
    places = _places(place, x1 - (x1 - x0) * 0.15)
    crossing = _crossing(lines, places)
    fewest = min(crossing, default=0)
    for at, crossed in zip([*places, x1], [*crossing, len(lines)], strict=True):
        if at < x1 and crossed <= fewest + 1:
            start = at if start is None else start
            continue
        if start is not None:
            middle, width = (start + at) / 2, at - start
            if (width, 0.0) > most and _divides(lines, middle, rules):
                best, most = middle, (width, 0.0)
            start = None
    return best


def _places(start: float, end: float) -> list[float]:
    wide = max(end - start, 0)
    step = max(_STEP, wide / _MOST_STEPS)
    return [start + step * count for count in range(int(wide / step) + 1)]


def _crossing(lines: Sequence[PrintedLine], places: Sequence[float]) -> list[int]:
    """How many lines stand across each place: those that begin left of it, but for those that end there."""
    wide = [line for line in lines if line.x0 < line.x1]
    starts, ends = sorted(line.x0 for line in wide), sorted(line.x1 for line in wide)
    return [bisect_left(starts, at) - bisect_right(ends, at) for at in places]


def _divides(lines: Sequence[PrintedLine], at: float, rules: int) -> bool:
    """Whether there is running text, or text drawn side by side, on both sides, and little across."""
    left, right = [line for line in lines if line.x1 <= at], [line for line in lines if line.x0 >= at]
    across = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST:
        return False
    parted = rules > 3 and any(_are_columns(band, at) for band in _bands(lines, at))
    if across > len(lines) * _ACROSS and not parted:
        return False
    top = min(max(line.y for line in side) for side in (left, right))
    bottom = max(min(line.y for line in side) for side in (left, right))
    beside = [[line for line in side if bottom <= line.y <= top] for side in (left, right)]
    if min(map(len, beside)) < _FEWEST:
        return False
    prose = all(_is_prose(side, rules) for side in beside)
    return prose or all(_changes(band, at) <= 1 for band in _bands(lines, at) if _sides(band, at))


def _is_prose(lines: Sequence[PrintedLine], rules: int) -> bool:
    """Whether most of the words stand in lines of running text; up to the fifth version the labels of a chart counted as lines, too."""
    lengths = [len(line.text) for line in lines]
    if rules > 5:
        return sum(length for length in lengths if length >= _PROSE) >= sum(lengths) * _IN_PROSE
    return statistics.median(lengths) >= _PROSE


def _are_columns(band: Sequence[PrintedLine], at: float) -> bool:
    """Whether a page draws many lines on one side of the gutter, and then many on the other, as no table is drawn."""
    sides = _sides(band, at)
    return sides is not None and min(map(len, sides)) >= _MANY and _changes(band, at) <= 1


def _changes(band: Sequence[PrintedLine], at: float) -> int:
    """How often the page goes from one side to the other while it draws."""
    sides = [line.x1 <= at for line in sorted(band, key=lambda line: line.at)]
    return sum(a != b for a, b in pairwise(sides))


def _settled(lines: Sequence[PrintedLine], rules: int) -> list[PrintedLine]:
    """The lines of a column with its bounds, in the order in which they are read."""
    bounds = min(line.x0 for line in lines), _right(lines)
    drawn = sorted(lines, key=lambda line: line.at)
    if _ups(drawn) > max(len(drawn) * _UP, 2):
        drawn = _downwards(lines)
    elif rules > 6:
        drawn = _title_first(drawn)
    for line in drawn:
        line.column = bounds
    return drawn


def _title_first(drawn: list[PrintedLine]) -> list[PrintedLine]:
    """In the order of reading, where a page draws its title last: larger lines, all of them above nearly all others."""
    usual = statistics.median(line.size for line in drawn)
    start = len(drawn)
    while start > 0 and usual * _LARGE < drawn[start - 1].size <= usual * _LARGEST:
        start -= 1
    title, text = drawn[start:], drawn[:start]
    if not title or len(text) < _BELOW:
        return drawn
    lowest = min(line.y for line in title)
    above = [line for line in text if line.y > lowest]
    below = [line for line in text if line.y <= lowest]
    return above + title + below if len(above) < len(text) * _UP else drawn


def _ups(drawn: Sequence[PrintedLine]) -> int:
    """How often a line stands above the one before."""
    return sum(b.y > a.y + max(a.size, b.size) * 0.5 for a, b in pairwise(drawn))


def _right(lines: Sequence[PrintedLine]) -> float:
    """Where lines end: where many of the long ones do, if they do, since a table or a picture may reach further."""
    most = max(line.x1 for line in lines)
    width = most - min(line.x0 for line in lines)
    ends = Counter(round(line.x1 / 3) for line in lines if line.x1 - line.x0 > width * _LONG)
    common = [
        end
        for end, count in ends.items()
        if count + ends[end - 1] + ends[end + 1] >= max(_FEWEST, sum(ends.values()) / 3)
    ]
    return (max(common) + 1) * 3 if common else most


def _downwards(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """From top to bottom, what stands side by side from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) < max(line.size, rows[-1][0].size) * 0.4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [
        line for row in rows for line in sorted(row, key=lambda line: -line.x1 if is_backwards(line.text) else line.x0)
    ]

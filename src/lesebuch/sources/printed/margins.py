"""What stands on a page beside its text: running heads and feet, and the number of the page.

Nothing but recurrence tells them: a line at the edge of the page whose words stand at the same height of other pages too, or
whose number goes up with the pages. And what the PDF itself marks as such (artifacts).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.numerals import roman_value
from lesebuch.sources.printed.lines import PrintedLine

HEAD, FOOT, NUMBER, ASIDE, LINE_NUMBERS = "running head", "running foot", "page", "margin", "line numbers"
_EDGE = 0.25
"""Share of the height of a page, at the top and at the bottom, in which they stand."""
_ROWS = 4
"""Rows of them at an edge, at most."""
_HEIGHT = 4.0
"""Points by which their heights may differ."""
_SHARE = 0.5
"""Of the pages, those that have a line at a height, which then is a place for them."""
_FEWEST = 4
"""Pages on which such a place can be told."""
_APART = 1.6
"""Of the size of the letters: how far from the text the lines of such a place stand."""
_LARGER = 1.05
"""Of the size of the text."""
_LONGEST = 200
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:seite|page|pág(?:ina)?|p|s|стр|с|str)\b\.?\s*)?(?P<n>\d{1,4}|[ivxlc]{1,7})(?P<of>\s*(?:/|von|of|de|sur|из|z)\s*\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\d+\W.*[.!?…]\W*$")
_DIGITS = re.compile(r"\d+")
_BRACKETED = re.compile(r"\[\d{1,3}\]")
_ADDRESS = re.compile(r"(?:https?|file)://\S+")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a line beside the text is."""

    what: str
    label: str = ""
    """Of the number of a page, that number as it is printed."""


Rows = Sequence[Sequence[PrintedLine]]


def beside_text(pages: Sequence[tuple[float, Sequence[PrintedLine]]], *, rules: int) -> Mapping[PrintedLine, Beside]:
    """What the lines beside the text are, by the rules of a version. `pages`: their heights and lines."""
    found = {line: Beside(ASIDE) for _, lines in pages for line in lines if not line.pieces[0].upright}
    if rules > 6:
        found |= dict.fromkeys(_paragraph_numbers(pages), Beside(LINE_NUMBERS))
    heights = [height for height, _ in pages]
    edges = [_edges(lines, height) for height, lines in pages]
    usual = _usual_size([line for _, lines in pages for line in lines])
    outside = {line for rows in edges for row in (*rows[0], *rows[1]) for line in row}
    within = frozenset(_style(line) for _, lines in pages for line in lines if rules > 5 and line not in outside)
    above = _Edge([above for above, _ in edges], heights, usual, within)
    below = _Edge([below for _, below in edges], heights, usual, within)
    _mark(pages, above.offsets | below.offsets, found)
    if rules > 6:
        above.other, below.other = below.offsets, above.offsets
    for page, (rows, height) in enumerate(zip(edges, heights, strict=True)):
        outermost = [row for inwards in rows for row in inwards[:1]] if rules > 6 else []
        if len(outermost) > 1 and _is_browsers([line for row in outermost for line in row]):
            found |= {line: Beside(what) for row, what in zip(outermost, (HEAD, FOOT), strict=True) for line in row}
        for side, inwards, what in ((above, rows[0], HEAD), (below, rows[1], FOOT)):
            for line, label in side.beside(inwards, page, height):
                found.setdefault(line, Beside(NUMBER, label) if label else Beside(what))
    return found


def _paragraph_numbers(pages: Sequence[tuple[float, Sequence[PrintedLine]]]) -> list[PrintedLine]:
    """Numbers in brackets in the margin, which count paragraphs for those who ask about them; they go up, and pass some over.

    Those that pass none over may be numbers of references, and belong to them.
    """
    found = []
    for _, lines in pages:
        left = min((line.x0 for line in lines if len(line.text) > _LONGEST / 4), default=0.0)
        found += [line for line in lines if line.x1 < left and _BRACKETED.fullmatch(line.text)]
    counted = [int(line.text[1:-1]) for line in found]
    return found if len(found) > 1 and all(a + 1 < b for a, b in pairwise(counted)) else []


def _edges(lines: Sequence[PrintedLine], height: float) -> tuple[Rows, Rows]:
    """The rows near the edges of a page, from the edge inwards. What tags name as text is none of them."""
    rows = _rows([line for line in lines if line.pieces[0].upright and not (line.tag and line.tag.block)])
    above = [row for row in rows if row[0].y > height * (1 - _EDGE)][:_ROWS]
    return above, [row for row in reversed(rows) if row[0].y < height * _EDGE][:_ROWS]


def _usual_size(lines: Sequence[PrintedLine]) -> float:
    """That of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _mark(
    pages: Sequence[tuple[float, Sequence[PrintedLine]]], offsets: set[int], found: dict[PrintedLine, Beside]
) -> None:
    """What the PDF says that it is no text."""
    for page, (height, lines) in enumerate(pages):
        marked = [line for line in lines if line.pieces[0].artifact]
        numbers = [line for line in marked if _numbers(line) and _PAGE_NUMBER.fullmatch(line.text) and not _is_of(line)]
        for line in marked:
            counted = any(n - page in offsets for n in _numbers(line)) or (len(pages) == 1 and numbers == [line])
            label = _PAGE_NUMBER.fullmatch(line.text) if counted and line in numbers else None
            what = HEAD if line.y > height / 2 else FOOT
            found[line] = Beside(NUMBER, label["n"]) if label else Beside(what)


def _rows(lines: Sequence[PrintedLine]) -> Rows:
    """Lines that stand at one height, from top to bottom."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if rows and rows[-1][0].y - line.y < max(line.size, rows[-1][0].size) * 0.4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


class _Edge:
    """One edge of all pages, its rows from the edge inwards."""

    def __init__(
        self, edges: Sequence[Rows], heights: Sequence[float], usual: float, within: frozenset[tuple[float, bool]]
    ) -> None:
        """`within`: the styles of lines far from the edges."""
        self._usual = usual
        self._within = within
        self._pages: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
        """Words without their numbers, and their height -> the pages that have them."""
        self._same: Counter[tuple[str, int]] = Counter()
        for page, (rows, height) in enumerate(zip(edges, heights, strict=True)):
            for line in (line for row in rows for line in row):
                self._pages[_key(line, height)].add(page)
                self._same[line.text, _key(line, height)[1]] += 1
        self.offsets = _offsets(edges)
        self.other: set[int] = set()
        """Those of the other edge: on the first page of a chapter the number stands at the foot."""
        self._places = _places(edges)

    def beside(self, rows: Rows, page: int, height: float) -> Iterator[tuple[PrintedLine, str]]:
        """The lines of a page that are no text, with the number of the page if they name it."""
        for index, row in enumerate(rows):
            beside = self._is_beside(rows, index, page, height)
            if not (beside or self._is_stray(rows, index, page, height)):
                return
            for line in row:
                yield line, "" if _is_browsers(row) else self._number(line, page)

    def _is_beside(self, rows: Rows, index: int, page: int, height: float) -> bool:
        """Whether a row is no text, if none is that stands further out."""
        row = rows[index]
        outer = rows[index - 1] if index else None
        inner = rows[index + 1] if index + 1 < len(rows) else None
        if sum(len(line.text) for line in row) > _LONGEST:
            return False
        if _is_browsers(row) or (self._counts(row, page) and _alone(row, inner)):
            return True
        again = sum(len(line.text) for line in row if self._recurs(line, height))
        if again * 2 > sum(len(line.text) for line in row) and self._is_outermost(row, outer, inner, height):
            return True
        heads = all(self._is_heading(line) and _style(line) in self._within for line in row)
        return round(row[0].y / _HEIGHT) in self._places and _alone(row, inner) and not heads

    def _is_stray(self, rows: Rows, index: int, page: int, height: float) -> bool:
        """Whether a row is a bare number further out than a running head or foot: of pages within these pages, say."""
        bare = all(_PAGE_NUMBER.fullmatch(line.text) for line in rows[index])
        return bare and index + 1 < len(rows) and self._is_beside(rows[index + 1 :], 0, page, height)

    def _number(self, line: PrintedLine, page: int) -> str:
        """The number of the page that a line names; empty if it names none."""
        number = _PAGE_NUMBER.fullmatch(line.text)
        offsets = self.offsets | self.other if number else self.offsets
        found = next((n for n in _numbers(line) if n - page in offsets), None)
        if found is None:
            return ""
        return number["n"] if number else str(found)

    def _counts(self, row: Sequence[PrintedLine], page: int) -> bool:
        """Whether a number goes up with the pages; where it has words beside it, they are no heading, and no note."""
        return any(
            self._number(line, page)
            and (_PAGE_NUMBER.fullmatch(line.text) or not (self._is_heading(line) or _is_sentence(line)))
            for line in row
        )

    def _recurs(self, line: PrintedLine, height: float) -> bool:
        text, place = _key(line, height)
        if "#" in text and self._is_heading(line) and self._same[line.text, place] < _FEWEST:
            return False
        return len(set().union(*(self._pages.get((text, place + near), ()) for near in (-1, 0, 1)))) > 1

    def _is_heading(self, line: PrintedLine) -> bool:
        """Whether it may be one, such as `Part 3`, which recurs too."""
        return line.size > self._usual * _LARGER or line.bold

    def _is_outermost(
        self,
        row: Sequence[PrintedLine],
        outer: Sequence[PrintedLine] | None,
        inner: Sequence[PrintedLine] | None,
        height: float,
    ) -> bool:
        """Whether nothing of the text can stand further out: it is the first row, goes with it, or is on many pages."""
        if outer is None or (not _alone(outer, row) and _alone(row, inner)):
            return True
        return all(self._same[line.text, _key(line, height)[1]] >= _FEWEST for line in row)


def _style(line: PrintedLine) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def _is_sentence(line: PrintedLine) -> bool:
    """Whether a number has as many words behind it as a note has at the foot of a page, where notes count on, too."""
    return bool(_SENTENCE.match(line.text)) or (line.text[:1].isdigit() and len(line.text) > _LONGEST / 2)


def _is_browsers(row: Sequence[PrintedLine]) -> bool:
    """Whether a browser has printed the page's address there, and counts the sheets."""
    return any(_ADDRESS.match(line.text) for line in row) and any(_is_of(line) for line in row)


def _key(line: PrintedLine, height: float) -> tuple[str, int]:
    """Its words without their numbers, and its height."""
    return _DIGITS.sub("#", line.text.casefold()), round((line.y - height) / _HEIGHT)


def _numbers(line: PrintedLine) -> list[int]:
    number = _PAGE_NUMBER.fullmatch(line.text)
    if number and not number["n"].isdigit():
        return [roman_value(number["n"])]
    ends = (_DIGITS.match(line.text), re.search(r"\d+$", line.text))
    return (
        [int(match[0]) for match in ends if match and len(match[0]) < 5] if not number else [int(number["n"])]
    )  # no year of five digits


def _offsets(edges: Sequence[Rows]) -> set[int]:
    """What the numbers at the edges of pages are ahead of the pages themselves, if they go up with them."""
    counts: Counter[int] = Counter()
    for page, rows in enumerate(edges):
        counts.update({number - page for row in rows[:2] for line in row for number in _numbers(line)})
    return {offset for offset, count in counts.items() if count > max(1, len(edges) // 4)}


def _alone(row: Sequence[PrintedLine], inner: Sequence[PrintedLine] | None) -> bool:
    """Whether the row stands apart from the text."""
    if inner is None:
        return True
    return abs(row[0].y - inner[0].y) > _APART * min(row[0].size, inner[0].size)


def _places(edges: Sequence[Rows]) -> set[int]:
    """Heights at which, on most pages, the outermost row stands, apart from the text, in words of other pages too."""
    if len(edges) < _FEWEST:
        return set()
    counts: Counter[int] = Counter()
    for rows in edges:
        short = rows and sum(len(line.text) for line in rows[0]) < _LONGEST / 2
        if short and len(rows) > 1 and _alone(rows[0], rows[1]) and rows[0][0].size != rows[1][0].size:
            counts[round(rows[0][0].y / _HEIGHT)] += 1
    return {place for place, count in counts.items() if count > len(edges) * _SHARE}


def page_of(text: str) -> int:
    """The number of a page, if a text is nothing else; else 0."""
    number = _PAGE_NUMBER.fullmatch(text)
    if not number:
        return 0
    return int(number["n"]) if number["n"].isdigit() else roman_value(number["n"])


def _is_of(line: PrintedLine) -> bool:
    number = _PAGE_NUMBER.fullmatch(line.text)
    return bool(number and number["of"])

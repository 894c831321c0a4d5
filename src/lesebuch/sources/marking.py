"""Words with marks on them: pieces of a line are collected with what their format says of them, and settle in the line.

White space is put in order only when a line is whole. So a mark is kept as two offsets into the pieces as they came, and finds
its columns in the line by the characters that are no white space, which are the same in both.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

BREAK, CELL = "\x00", "\x01"
"""What stands in the pieces where a line ends within its block, and where a cell begins; no input has these characters."""
INSERTED, DELETED, UNCHANGED = "\ufdd0", "\ufdd1", "\ufdd2"
"""What stands in a document that was made ready where words begin that were inserted or deleted, and where they end: no characters."""
SIDES = {"\ufdd3": "left", "\ufdd4": "center", "\ufdd5": "right"}
"""What stands there where a cell says to which side its words stand."""
_SOLID = re.compile(r"[^\s\x00\x01]")
LASTING = frozenset(["noteref", "image"])
"""Marks that may have no words: where they stand is what they say."""
_ADDRESS = re.compile(r"(?i:https?|mailto|ftp):\S+$")


class StyleMark(NamedTuple):
    """Offsets into pieces, end exclusive, and what they are, as in `SourceStyle`."""

    start: int
    end: int
    kind: str
    target: str = ""


class Pieces:
    """Text as it comes, with its marks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.marks: list[StyleMark] = []

    def add(self, piece: str) -> None:
        """More text."""
        self._pieces.append(piece)
        self.length += len(piece)

    def mark(self, start: int, kind: str, target: str = "") -> None:
        """What was added since `start` is this."""
        self.marks.append(StyleMark(start, self.length, kind, target))

    @contextmanager
    def marked(self, kind: str, target: str = "") -> Iterator[None]:
        """What is added here is of this kind."""
        start = self.length
        yield
        self.mark(start, kind, target)

    def clear(self) -> None:
        """Begin anew."""
        self._pieces.clear()
        self.marks.clear()
        self.length = 0

    def __str__(self) -> str:
        return "".join(self._pieces)


class Settling:
    """From offsets into pieces to columns of the line that was made of them."""

    def __init__(self, pieces: str, line: str) -> None:
        """`line` has the characters of `pieces` in their order, but for white space; ValueError if it has others."""
        self._pieces = [match.start() for match in _SOLID.finditer(pieces)]
        self._line = [match.start() for match in _SOLID.finditer(line)]
        self._whole, self._text = pieces, line
        if len(self._pieces) != len(self._line):
            raise ValueError("the words of a line are not those of its pieces")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The columns of the words between two offsets; twice the same column if there are none."""
        first, last = bisect_left(self._pieces, start), bisect_left(self._pieces, end)
        if first < last:
            return self._line[first], self._line[last - 1] + 1
        at = self._line[first - 1] + 1 if first else self._line[0] if self._line else 0
        return at, at

    def marks(self, marks: Sequence[StyleMark], sign: str = "") -> list[StyleMark]:
        """The marks in columns of the line, in their order, the outer before the inner; those without words are gone, but `LASTING`.

        Where the pieces have `sign` between words, the white space there in the line is marked as a break.
        """
        settled = [StyleMark(*self.span(mark.start, mark.end), mark.kind, mark.target) for mark in marks]
        settled += self._breaks(sign) if sign else ()
        kept = dict.fromkeys(mark for mark in settled if mark.start < mark.end or mark.kind in LASTING)
        return sorted(kept, key=lambda mark: (mark.start, -mark.end))

    def _breaks(self, sign: str) -> Iterator[StyleMark]:
        for match in re.finditer(re.escape(sign), self._whole):
            behind = bisect_left(self._pieces, match.start())
            if 0 < behind < len(self._line):
                start, end = self._line[behind - 1] + 1, self._line[behind]
                if not self._text[start:end].strip(" "):  # no tab, which parts cells
                    yield StyleMark(start, end, "break")


def is_address(target: str) -> bool:
    """Whether a link leads somewhere from everywhere: not within its file, not beside it."""
    return bool(_ADDRESS.match(target))

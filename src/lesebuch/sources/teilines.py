"""The lines of a TEI document, put together from the text of its elements (rules: `tei.py`)."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from lesebuch.model import SourceCell
from lesebuch.sources.teiheader import local
from lesebuch.sources.teinames import SKIPPED, is_register
from lesebuch.sources.told import ToldLine

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac\u2e17]\s*$")
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|et|ou)\b")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _State:
    """What the lines that are being read are."""

    kind: str = ""
    level: int = 0
    label: str = ""
    group: int = 0
    divisions: int = 0
    lists: int = 0
    inline: bool = False
    """Whether a line is open, so that what may be either stays within it."""


class TeiLines(ABC):
    """Lines that are done, and the one that is being read. Whoever reads on says what each element is."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.done: list[ToldLine] = []
        self.state = _State()
        self.text = ""
        """The line that is being read, as far as it is."""
        self.marks: list[tuple[int, int, str, str]] = []
        """Of its words, as `ToldLine` has them."""
        self._breaks = False
        """Whether a printed line ends here."""
        self.waiting: ToldLine | None = None
        """The name of who speaks, until it is known whether prose or verse follows."""
        self.pages: list[str] = []
        self.notes: list[tuple[str, etree._Element]] = []
        """Pages and notes, with their marks, that follow the line."""
        self.counted = 0
        """Notes so far."""
        self._groups = 0

    def group(self) -> int:
        """A new number for lines that belong together."""
        self._groups += 1
        return self._groups

    @contextmanager
    def within(self, **said: Any) -> Iterator[None]:
        """What is read here has this in its state, too (`_State`)."""
        before = self.state
        self.state = replace(before, **said)
        yield
        self.state = before

    @contextmanager
    def line(self, **said: Any) -> Iterator[None]:
        """What is read here is a line."""
        self.end()
        with self.within(**said):
            with self.within(inline=True):
                yield
            self.end()

    # --- Text of a line

    def add(self, piece: str | None) -> None:
        """More text; white space becomes one space, none at the beginning."""
        piece = _SPACE.sub(" ", piece or "")
        if self._breaks and piece.strip():
            piece = piece.lstrip()
            self._over_the_break(piece)
        if not self.text or self.text.endswith((" ", "\t")):
            piece = piece.lstrip(" ")
        self.text += piece

    def _over_the_break(self, following: str) -> None:
        self._breaks = False
        divided = _DIVIDED.search(self.text, max(len(self.text) - 2, 0)) if len(self.text) > 1 else None
        if divided and following[0].islower() and not _AND.match(following):
            self.text = self.text[: divided.start()] + "\u00ad"
        elif not self.text.endswith(("\u00ad", " ")) and self.text:
            self.text += " "

    def broken(self, element: etree._Element) -> None:
        """A printed line, column or page ends."""
        if element.get("break") == "no":
            self.text = _DIVIDED.sub("", self.text.rstrip(" ")) + "\u00ad" if self.text.strip() else ""
        self._breaks = True

    def end(self) -> None:
        """The line is whole; notes and page breaks follow it."""
        text = self.text.rstrip(" ")
        marks = [(start, min(end, len(text)), kind, target) for start, end, kind, target in self.marks]
        self.text, self.marks, self._breaks = "", [], False
        if text.strip():
            state = self.state
            kept = tuple(sorted(mark for mark in marks if mark[0] < mark[1] or mark[2] == "noteref"))
            level = state.level if state.kind in ("heading", "item") else 0
            cells = _cells(text) if state.kind == "row" else ()
            label = state.label if state.kind in ("item", "footnote", "speech") else ""
            self._emit(ToldLine(text.replace("\x00", ""), state.kind, level, label, state.group, cells, marks=kept))
        notes, self.notes = self.notes, []
        for mark, note in notes:
            with self.within(kind="footnote", label=mark, group=self.group(), inline=False, lists=0):
                self.inside(note)
                self.end()
        if not self.state.inline:
            self.turn()

    def turn(self) -> None:
        """Page breaks stand here."""
        pages, self.pages = self.pages, []
        self.done += [ToldLine(page, "page", label=page) for page in pages]

    def _emit(self, line: ToldLine) -> None:
        speaker, self.waiting = self.waiting, None
        if speaker and line.kind == "speech":
            shift = len(speaker.text) + 1
            marks = tuple((start + shift, end + shift, kind, target) for start, end, kind, target in line.marks)
            line = replace(line, text=f"{speaker.text} {line.text}", marks=(*speaker.marks, *marks))
        elif speaker:
            self.done.append(speaker)
        self.done.append(line)

    def marked(self, element: etree._Element, kind: str, target: str = "") -> None:
        """The words of an element, set apart as this kind; as they are if it is empty."""
        start = len(self.text)
        self.inside(element)
        if kind:
            self.marks.append((start, len(self.text), kind, target))

    def inside(self, element: etree._Element) -> None:
        """What is in an element."""
        self.add(element.text)
        for inner in element:
            name = local(inner)
            if name not in SKIPPED and not is_register(inner, name):
                self.element(inner, name)
            self.add(inner.tail)

    @abstractmethod
    def element(self, element: etree._Element, name: str) -> None:
        """Read an element that is no part of an index or the like."""


def _cells(text: str) -> tuple[SourceCell, ...]:
    cells, at = [], 0
    for cell in text.split("\t"):
        start = at + len(cell) - len(cell.lstrip(" "))
        cells.append(SourceCell(start, max(start, at + len(cell.rstrip(" ")))))
        at += len(cell) + 1
    return tuple(cells)

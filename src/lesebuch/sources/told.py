"""A source whose format is read here: its lines with what the format says of them, and what it says of the whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.model import Cell, Layout, Style
from lesebuch.sources.document import Document
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.office import OfficeLine

_HEAD = frozenset(["title", "subtitle", "author", "date", "abstract", "property"])
"""Kinds of lines that are metadata: for whoever drafts a chapter, no part of its layout."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source."""

    text: str
    kind: str = ""
    """As in `Layout`; or title, subtitle, author, date, abstract, property; empty for a plain paragraph."""
    level: int = 0
    label: str = ""
    group: int = 0
    cells: tuple[Cell, ...] = ()
    target: str = ""
    marks: tuple[tuple[int, int, str, str], ...] = ()
    """Columns, end exclusive, kind and target, as in `Style`."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a file is and says of itself. What it does not say is empty."""

    lines: Sequence[Line]
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """Of publication, ISO 8601 where the format has it so."""
    language: str = ""
    publisher: str = ""
    url: str = ""
    encoding: str = ""
    damage: str = ""

    def extracted(self) -> Extracted:
        """The text with its layout and styles."""
        layout = tuple(
            Layout(number, line.kind, line.level, line.label, line.group, line.cells, line.target)
            for number, line in enumerate(self.lines, 1)
            if line.kind not in _HEAD and any((line.kind, line.label, line.group, line.cells))
        )
        styles = tuple(Style(number, *mark) for number, line in enumerate(self.lines, 1) for mark in line.marks)
        return Extracted("\n".join(line.text for line in self.lines), self.encoding, self.damage, layout, styles)

    def document(self) -> Document:
        """The same for whoever drafts a chapter."""
        lines = [
            OfficeLine(
                line.text,
                "" if line.kind == "quote" else line.kind,
                line.level if line.kind == "heading" else 0,
                line.kind == "quote",
            )
            for line in self.lines
        ]
        address = self.url if re.match(r"https?://\S+$", self.url) else ""
        return Document(
            lines,
            title=self.title,
            authors=self.authors,
            date=self.date,
            language=self.language,
            publisher=self.publisher,
            url=address,
        )

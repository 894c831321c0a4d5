"""A source whose format is read here: its lines with what the format says of them, and what it says of the whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.model import SourceCell
from lesebuch.sources.document import Document
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.marking import StyleMark
from lesebuch.sources.officeline import OfficeLine, as_extracted


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a source."""

    text: str
    kind: str = ""
    """As in `Layout`; or cue, title, subtitle, author, date, abstract, property; empty for a plain paragraph."""
    level: int = 0
    """Of a heading its rank, of an item its depth."""
    label: str = ""
    group: int = 0
    cells: tuple[SourceCell, ...] = ()
    target: str = ""
    marks: tuple[tuple[int, int, str, str], ...] = ()
    """Columns, end exclusive, kind and target, as in `SourceStyle`."""

    def office(self) -> OfficeLine:
        """The same as all documents have it."""
        quoted, heading = self.kind == "quote", self.kind == "heading"
        return OfficeLine(
            self.text,
            "" if quoted else self.kind,
            level=self.level if heading else 0,
            quoted=quoted,
            depth=0 if heading else self.level,
            label=self.label,
            group=self.group,
            cells=self.cells,
            target=self.target,
            marks=tuple(StyleMark(*mark) for mark in self.marks),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What a file is and says of itself. What it does not say is empty."""

    lines: Sequence[ToldLine]
    title: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    date: str = ""
    """Of publication, ISO 8601 where the format has it so."""
    language: str = ""
    publisher: str = ""
    url: str = ""
    encoding: str = ""
    damage: str = ""

    def extracted(self) -> Extracted:
        """The text with its layout and styles."""
        found = as_extracted([line.office() for line in self.lines])
        return found._replace(encoding=self.encoding, damage=self.damage)

    def document(self) -> Document:
        """The same for whoever drafts a chapter."""
        return Document(
            [line.office() for line in self.lines],
            title=self.title,
            authors=self.authors,
            translators=self.translators,
            date=self.date,
            language=self.language,
            publisher=self.publisher,
            url=self.url if re.match(r"https?://\S+$", self.url) else "",
        )

"""Sources: what the register says of them, their words as extracted, and what their format says of these."""

from dataclasses import dataclass
from enum import StrEnum

from lesebuch.edtf import TimeValue
from lesebuch.problems import Where


class Rights(StrEnum):
    """Who may see the text of a source."""

    OPEN = "open"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Words of a source: a line, counted from 1, and columns in code points of the raw line, end exclusive."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table. An empty one has no words (`start == end`)."""

    start: int
    end: int
    header: bool = False
    columns: int = 1
    """How many columns it spans."""
    rows: int = 1
    """How many rows it spans."""
    align: str = ""
    """left, center or right; empty: the source does not say."""


@dataclass(frozen=True, slots=True)
class SourceCell(TableCell):
    """A cell in a source: columns of the raw line of its row, as in `SourceSpan`, end exclusive."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the format of a source says of a line, beside its words; a line that is not listed is a plain paragraph."""

    line: int
    kind: str = ""
    """As `is:` of a chapter file names it, such as heading, item, row, verse, speech, caption, figure, quote, footnote."""
    level: int = 0
    """Of a heading 1 to 6; of an item the depth of its list, from 1."""
    label: str = ""
    """Of an item its number or letter (empty: a bullet), of a footnote its mark, of a page break the page's number."""
    group: int = 0
    """Lines with the same number, which is not 0, make one list, table, stanza, box or quotation."""
    cells: tuple[SourceCell, ...] = ()
    """Of a row."""
    target: str = ""
    """Of a figure the address of its picture, within the source's file or on the web."""


@dataclass(frozen=True, slots=True)
class SourceStyle:
    """Words of a source that its format sets apart: columns of the raw line, as in `SourceSpan`, end exclusive."""

    line: int
    start: int
    end: int
    kind: str
    """emphasis, strong, smallcaps, superscript, subscript, underline, deleted, inserted, code, link, language, noteref, backlink (the
    sign that leads from a note to its reference), break (the white space where a line ends within a cell), or item (an item of a
    list within a cell)."""
    target: str = ""
    """Of a link its address, of words in another language that language (BCP 47), of a reference the mark of its footnote, of
    an item its number or letter (empty: a bullet)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source as extracted: lines as they stand there, only line feeds separate, the byte order mark is gone."""

    file: str
    """Name in the register; not a path."""
    sha256: str
    """Of the bytes, in hexadecimal."""
    extractor: str
    """Name and version, such as `text 1`, and what became of tracked changes, if they were not accepted (`docx 4 reject`)."""
    text: str
    encoding: str = ""
    """Of a plain text file, as it was detected; empty for other formats."""
    layout: tuple[Layout, ...] = ()
    """What its format says of lines, in their order; empty for plain text."""
    styles: tuple[SourceStyle, ...] = ()
    """Words that its format sets apart, in their order."""

    @property
    def format(self) -> str:
        """What the file is, such as `text`: the name of its extractor."""
        return self.extractor.partition(" ")[0]

    @property
    def version(self) -> str:
        """Name and version of its extractor."""
        return " ".join(self.extractor.split()[:2])


@dataclass(frozen=True, slots=True)
class Outside:
    """Lines of a source that belong to no chapter."""

    first: int
    last: int
    reason: str
    of: str = ""
    """Of a duplicate: the chapter that it repeats."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A source as seeds/register.yaml lists it."""

    file: str
    """Name of the file; it lies in one of the folders with sources."""
    sha256: str
    """Checksum of the file's bytes, by which it is found, whatever its name."""
    extractor: str
    """As in `Source`."""
    text_sha256: str
    """Checksum of the text that was read from it."""
    rights: Rights
    """Who may see its text."""
    where: Where
    licence: str = ""
    """Licence of the text, such as `CC BY 4.0`."""
    title: str = ""
    """What it is called in the list of sources."""
    url: str = ""
    """Where it was found."""
    accessed: TimeValue | None = None
    """When it was taken from there: a date in EDTF, or `null`."""
    outside: tuple[Outside, ...] = ()
    """Lines that belong to no chapter, each with a reason: `{lines: 37-39, reason: newsletter call}`."""

"""A line of a document, and what the document says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.model import Layout, SourceCell, SourceStyle
from lesebuch.sources.extracted import Extracted
from lesebuch.sources.marking import StyleMark

_AS_STRUCTURE = {"author": "byline", "date": "dateline", "abstract": "lead", "property": "", "code": "", "cue": ""}
"""Kinds of lines that chapter files name otherwise, or not at all."""


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A line of a document and what the document says that it is."""

    text: str
    kind: str = ""
    """As in `Layout`; and code, cue (of subtitles), or what a title block names: title, subtitle, author, date, abstract, property."""
    level: int = 0
    """Of a heading, 1 to 6, else 0."""
    quoted: bool = False
    """Whether it stands in a block quotation."""
    depth: int = 0
    """Of an item, and of what continues one, the depth of its list."""
    label: str = ""
    group: int = 0
    cells: tuple[SourceCell, ...] = ()
    target: str = ""
    marks: tuple[StyleMark, ...] = ()
    """In columns of the line."""


def as_extracted(lines: Sequence[OfficeLine]) -> Extracted:
    """The lines as a source has them."""
    layout = []
    styles = []
    for number, line in enumerate(lines, 1):
        kind = _AS_STRUCTURE.get(line.kind, line.kind) or ("quote" if line.quoted else "")
        said = Layout(number, kind, line.level or line.depth, line.label, line.group, line.cells, line.target)
        if said != Layout(number):
            layout.append(said)
        styles += [SourceStyle(number, *mark) for mark in line.marks]
    return Extracted("\n".join(line.text for line in lines), layout=tuple(layout), styles=tuple(styles))


def as_lines(found: Extracted) -> Sequence[OfficeLine]:
    """The lines of a source with the kinds that it knows of them."""
    said = {layout.line: layout for layout in found.layout}
    lines = []
    for number, text in enumerate(found.text.split("\n"), 1):
        layout = said.get(number, Layout(number))
        level = layout.level if layout.kind == "heading" else 0
        lines.append(
            OfficeLine(
                text, "" if layout.kind == "quote" else layout.kind, level, layout.kind == "quote", group=layout.group
            )
        )
    return lines

"""How a sheet looks in a word processor: one table of styles, of which the reference documents for docx and odt are made.

People change a sheet by its styles, so each part of it has one whose name says what it is for. The fonts are those that
word processors bring along; what lacks them takes its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lesebuch.colours import PRINT

SERIF = "Georgia"
SANS = "Calibri"
GREY = PRINT["soft"]


@dataclass(frozen=True, slots=True)
class OfficeStyle:
    """A style of paragraphs or of characters. Lengths are in points."""

    name: str
    """For styles that Word or pandoc has by itself its name in Word's files, else the same in both formats.

    Word shows its own in the language of the program, and knows them by the letters that it writes itself: `heading 1`, `caption`.
    """
    odt: str = ""
    """Its name in OpenDocument, where that is another."""
    base: str = ""
    """The name of the style that it takes the rest from."""
    size: float = 0
    sans: bool = False
    bold: bool = False
    italic: bool = False
    colour: str = ""
    mono: bool = False
    raised: bool = False
    shade: str = ""
    """Colour behind the words."""
    dotted: bool = False
    """With a dotted line under the words."""
    before: float = 0
    after: float = 0
    left: float | None = None
    """Indentation; None leaves it to lists."""
    wide: bool = False
    """Whether its lines go on into the margin: what is looked up, not talked about, needs none to write in."""
    first: float = 0
    """Of the first line, from there; before the others if it is negative."""
    centred: bool = False
    kept: bool = False
    """On the page of what follows."""
    framed: tuple[str, ...] = ()
    """The sides at which it has a line."""
    counted: bool = False
    """Whether its lines are numbered."""
    ruled: bool = False
    """Whether its tab draws a line to the end of the line."""
    numbered: bool = False
    """Whether a tab leads to the end of the line, where a number stands."""
    level: int = 0
    """Of a heading."""
    leading: float = 1.0
    """Height of a line, in lines of its font."""

    @property
    def id(self) -> str:
        """Its name in files of Word's format."""
        return "".join(part[:1].upper() + part[1:] for part in self.name.split())

    @property
    def open_name(self) -> str:
        """Its name in OpenDocument files."""
        return self.odt or self.name


MARGIN = 24.0
"""How far the number of a paragraph hangs out."""

PARAGRAPHS = (
    OfficeStyle("Normal", "Standard", size=11, after=0, leading=1.25),
    OfficeStyle("Body Text", "Text_20_body", "Normal", size=10, after=6),
    OfficeStyle("First Paragraph", "First_20_paragraph", "Body Text", after=6),
    # Cells and items end with less room than a paragraph needs before it.
    OfficeStyle("BelowList", base="Body Text", size=10, before=6, after=6),
    OfficeStyle("Compact", "Table_20_Contents", "Normal", size=10, after=2),
    OfficeStyle("Title", base="Normal", size=21, sans=True, bold=True, before=0, after=8, kept=True),
    OfficeStyle("Subtitle", base="Normal", size=12, sans=True, after=6, kept=True),
    *(
        OfficeStyle(
            f"heading {n}",
            f"Heading_20_{n}",
            "Normal",
            size=size,
            sans=True,
            bold=True,
            before=14,
            after=5,
            kept=True,
            level=n,
        )
        for n, size in enumerate((17, 13, 12, 11, 11, 11, 11, 11, 11), 1)
    ),
    # Material is talked about as the text is.
    OfficeStyle("Block Text", "Quotations", "Normal", size=10, left=MARGIN, after=6, counted=True),
    OfficeStyle("footnote text", "Footnote", "Normal", size=9, after=2, leading=1.1),
    OfficeStyle("Footnote Block Text", base="footnote text", left=MARGIN),
    OfficeStyle("Definition Term", "Definition_20_Term", "Normal", size=10, sans=True, bold=True, before=6, kept=True),
    OfficeStyle("Definition", "Definition_20_Definition", "Normal", size=10, left=MARGIN / 2, after=3),
    OfficeStyle("caption", "Caption", "Normal", size=9, sans=True, colour=GREY, after=8),
    OfficeStyle("Table Caption", "TableCaption", "caption", kept=True),
    OfficeStyle("Image Caption", "FigureCaption", "caption"),
    OfficeStyle("Source Code", "Preformatted_20_Text", "Normal", size=9, mono=True, after=6),
    OfficeStyle("Table Heading", "Table_20_Heading", "Normal", size=10, bold=True, after=2, kept=True),
    # --- The text of the source ---
    OfficeStyle("Passage", base="Normal", left=0, first=-MARGIN, after=8, counted=True),
    OfficeStyle("Unnumbered", base="Passage", left=0, after=8, counted=True),
    OfficeStyle("Lead", base="Passage", bold=True, left=0, first=-MARGIN, after=8, counted=True),
    OfficeStyle("QuotedPassage", base="Passage", left=MARGIN, first=-2 * MARGIN, after=8, counted=True),
    OfficeStyle("Item", base="Normal", after=4, counted=True),
    # Verse has numbers of its own.
    OfficeStyle("Verse", base="Passage", left=MARGIN, first=-2 * MARGIN, after=8, numbered=True),
    OfficeStyle("TableNumber", base="Normal", left=0, first=-MARGIN, kept=True),
    OfficeStyle("NoteOfSource", base="Normal", size=9, after=3),
    OfficeStyle("Byline", base="Normal", size=10, italic=True, after=4),
    OfficeStyle("Attribution", base="Normal", size=10, italic=True, left=MARGIN, after=8),
    OfficeStyle("Centred", base="Normal", centred=True, before=4, after=8),
    # --- The commentary ---
    OfficeStyle("NameLine", base="Normal", size=9, sans=True, colour=GREY, after=12),
    OfficeStyle("Metadata", base="Normal", size=9, sans=True, after=1, leading=1.1),
    OfficeStyle("HeadNote", base="Normal", size=10, italic=True, before=4, after=8),
    OfficeStyle("Asked", base="Body Text", size=10, after=6, kept=True),
    OfficeStyle("AskedBelowList", base="Asked", size=10, before=6, after=6, kept=True),
    OfficeStyle("Box", base="Normal", size=10, framed=("top", "left", "bottom", "right"), before=4, after=4),
    # One frame of two: its head is another paragraph than that of the next box, with which it would grow together.
    OfficeStyle(
        "BoxHead", base="Normal", size=10, sans=True, bold=True, framed=("top", "left", "right"), before=8, kept=True
    ),
    OfficeStyle("BoxBody", base="Normal", size=10, framed=("left", "bottom", "right")),
    OfficeStyle("BoxTitle", base="Normal", size=10, sans=True, bold=True, before=8, after=2, kept=True),
    OfficeStyle("TaskFacts", base="Normal", size=9, sans=True, colour=GREY, after=4, kept=True),
    OfficeStyle("AnswerLine", base="Normal", colour=GREY, before=9, after=4, ruled=True),
    # On the page of the next one.
    OfficeStyle("AnswerLineKept", base="AnswerLine", colour=GREY, before=9, after=4, ruled=True, kept=True),
    OfficeStyle("EntryTerm", base="Normal", size=10, sans=True, bold=True, before=6, kept=True, wide=True),
    OfficeStyle("EntryText", base="Normal", size=10, left=MARGIN / 2, after=3, wide=True),
    OfficeStyle("Places", base="Normal", size=9, colour=GREY, left=MARGIN / 2, after=3, wide=True),
    OfficeStyle("Work", base="Normal", size=9, left=MARGIN / 2, first=-MARGIN / 2, after=3, leading=1.1, wide=True),
    OfficeStyle("Running", base="Normal", size=8.5, sans=True, colour=GREY),
)
CHARACTERS = (
    OfficeStyle("footnote reference", "Footnote_20_Symbol", raised=True),
    # Printed, a link is words like others; that of an entry shows that it is explained.
    OfficeStyle("Hyperlink", "Internet_20_link"),
    # Pandoc's name for links within a document.
    OfficeStyle("InnerLink", "Definition"),
    OfficeStyle("Mention", dotted=True),
    OfficeStyle("VerbatimChar", "Source_Text", mono=True),
    # What is no word of the source has a style of its own, wherever it stands in the text.
    OfficeStyle("ParagraphNumber", size=8, sans=True, bold=True, colour=PRINT["accent"]),
    OfficeStyle("VerseNumber", size=8, sans=True, colour=GREY),
    OfficeStyle("Emendation", size=9, colour=GREY),
    OfficeStyle("SourceNoteMark"),
    OfficeStyle("ItemSign"),
    OfficeStyle("KindOfNote", size=8, sans=True, bold=True, colour=GREY),
    OfficeStyle("Label", sans=True, bold=True),
    OfficeStyle("Smaller", size=9),
    OfficeStyle("Highlighted", shade="#fff2a8"),
)


_LARGE = 18 / 11
"""How much larger large type is."""


def sized(styles: Iterable[OfficeStyle], *, large: bool) -> list[OfficeStyle]:
    """The styles as they are, or as large as large type is."""
    return [replace(style, size=round(style.size * _LARGE * 2) / 2) if large else style for style in styles]

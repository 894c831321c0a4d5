"""A letter of a page, as PDFium reads it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Font:
    """What an object that prints text has for all its letters."""

    size: float
    bold: bool
    italic: bool
    mark: int
    artifact: bool


@dataclass(slots=True)
class Letter:
    """What PDFium gives for one character, and where that stands."""

    text: str
    """Empty for a line break."""
    printed: bool = False
    """False for what PDFium has inserted."""
    x: float = 0
    y: float = 0
    box: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Left, bottom, right, top."""
    font: Font | None = None
    turn: int = 0
    """Quarter turns, counterclockwise; -1 for what is aslant."""
    name: str = ""
    """Of its font."""

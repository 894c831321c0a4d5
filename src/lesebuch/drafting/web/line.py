"""A line of a page with what its elements say, as those look at it who choose the main text."""

import re
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from lesebuch.drafting.similar import words
from lesebuch.drafting.web.recipes import Shown

INLINE = frozenset("a b i em strong span font small u q cite abbr mark sup sub code time ins s big tt bdi".split())
"""Elements within a paragraph."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LITTLE_LINK = 0.3
"""Share of links up to which a line is text."""
LONG = 10
"""Words from which on a line may be running text."""
STOP = re.compile(r"[.!?…:“”\"»)。！？：」』》）؟۔][\"'“”»)\]]*$")
"""How a sentence ends."""
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_HAN_WORD = 2
"""Characters of a Chinese or Japanese word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what its elements say."""

    key: str
    """Its words, in lower case."""
    count: int
    linked: float
    """Share of its letters that are links."""
    path: tuple[etree._Element, ...]
    """Its element and those above, up to the body."""
    block: etree._Element | None
    """The first of them that is no inline element."""
    text: str


def line_of(shown: Shown) -> Line:
    """What is looked at of a line that a page shows."""
    key = " ".join(words(shown.text))
    above = takewhile(lambda e: e.tag not in ("body", "html"), shown.element.iterancestors())
    path = () if shown.element.tag in ("body", "html") else (shown.element, *above)
    block = next((e for e in path if e.tag not in INLINE), None)
    return Line(key, _count(key), shown.linked, path, block, shown.text)


def _count(key: str) -> int:
    """Words; of scripts that part none with spaces, characters by the length of a word."""
    return key.count(" ") + 1 + len(_HAN.findall(key)) // _HAN_WORD if key else 0


def is_heading(line: Line) -> bool:
    """Whether the block of the line is a heading of any level."""
    return line.block is not None and line.block.tag in HEADINGS


def is_running(line: Line) -> bool:
    """Whether the line is running text: long, few of its letters links, with the end of a sentence."""
    return line.count >= LONG and line.linked < LITTLE_LINK and ends_sentence(line)


def ends_sentence(line: Line) -> bool:
    """Whether a sentence ends where the line does."""
    return bool(STOP.search(line.text.strip()))


def parent_of(line: Line) -> etree._Element | None:
    """The element around the block of the line."""
    at = line.path.index(line.block) + 1 if line.block is not None else 0
    return line.path[min(at, len(line.path) - 1)] if line.path else None

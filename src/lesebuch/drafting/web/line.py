"""A line of a page with what its elements say, as those look at it who choose the main text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from lesebuch.drafting.similar import words
from lesebuch.drafting.web.authorship import labelled
from lesebuch.drafting.web.furniture import SURE, rank, says_lead
from lesebuch.drafting.web.recipes import Shown

INLINE = frozenset("a b i em strong span font small u q cite abbr mark sup sub code time ins s big tt bdi".split())
"""Elements within a paragraph."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LITTLE_LINK = 0.3
"""Share of links up to which a line is text."""
HALF_LINK = 0.5
MOSTLY_LINK = 0.8
LONG = 10
"""Words from which on a line may be running text."""
STOP = re.compile(r"[.!?…:“”\"»)。！？：」』》）؟۔][\"'“”»)\]]*$")
"""How a sentence ends."""
_NOTE_MARKS = re.compile(r"(?:\s?\[[^\W\d_]{0,5} ?\d{1,3}\])+$")
"""As in `[12]` or `[Note 3]`, behind the end of a sentence."""
_POINTS = re.compile(r"\s*[>»›→➔▶]")
_READ_OTHERWISE = re.compile(r"<ruby\b|\A(?!.*<body\b)", re.IGNORECASE | re.DOTALL)
"""Readings beside characters, or a head without an end: of such pages lines have other words (sources/pagewords.py)."""
_HOST = re.compile(r"https?://(?P<name>[^/:?#]+)")
_NEAR = 4
"""Elements above a line that may be within its line: links, emphasis."""
_PARTS = frozenset("li ul ol dl dt dd table caption thead tbody tfoot tr th td".split())
"""Elements of lists and tables."""
_IN_BRACKETS = re.compile(r"\[[^\[\]]*[^\W\d_]{2}[^\[\]]*\]")
"""Words; a number there is the mark of a note."""
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
    """Share of its letters that are links, but for a link in brackets behind a heading."""
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
    tool = len(tool_of(block)) if block is not None and block.tag in HEADINGS else 0
    words_linked = max(shown.linked * len(shown.text) - tool, 0) / max(len(shown.text) - tool, 1)
    return Line(key, _count(key), words_linked if tool else shown.linked, path, block, shown.text)


def tool_of(heading: etree._Element) -> str:
    """What the last element of a heading shows, if that is a link in brackets and nothing else."""
    last = next(heading.iterchildren(etree.Element, reversed=True), None)
    if last is None or (last.tail or "").strip() or next(last.iter("a"), None) is None:
        return ""
    shown = " ".join("".join(map(str, last.itertext())).split())
    return shown if _IN_BRACKETS.fullmatch(shown) else ""


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
    return bool(STOP.search(_NOTE_MARKS.sub("", line.text.strip())))


def parent_of(line: Line) -> etree._Element | None:
    """The element around the block of the line; the body, too, where a page is flat."""
    at = line.path.index(line.block) + 1 if line.block is not None else 0
    return line.path[at] if at < len(line.path) else _above(line)


def _above(line: Line) -> etree._Element | None:
    """The body, where the line stands in an element of it."""
    return line.path[-1].getparent() if line.path else None


def around_list(line: Line) -> etree._Element | None:
    """The element around the list or the table in which a line stands; None where it stands in none."""
    inside = [*takewhile(lambda e: e.tag in INLINE or e.tag in _PARTS, line.path)]
    listed = any(e.tag in _PARTS for e in inside)
    if not listed:
        return None
    return line.path[len(inside)] if len(inside) < len(line.path) else _above(line)


def is_teaser(line: Line) -> bool:
    """Whether a heading below the first level leads to another page."""
    if line.linked < MOSTLY_LINK or not any(e.tag in HEADINGS - {"h1", "h2"} for e in line.path[:_NEAR]):
        return False
    links = (e.get("href") or "#" for e in line.path[: 2 * _NEAR] if e.tag == "a")
    return not next(links, "#").startswith("#")


def leads_away(line: Line) -> bool:
    """Whether a line is for the most part a link, and to another page."""
    if line.block is None or line.linked < HALF_LINK:
        return False
    links = (*(e for e in line.path if e.tag == "a"), *line.block.iter("a"))
    return any(not (link.get("href") or "#").startswith("#") for link in links)


def leads_elsewhere(line: Line, site: str) -> bool:
    """Whether a line of several words leads to another site, as what a text refers to does.

    A site's own pages are offered to who reads on, and so is what an arrow points to; a byline may lead anywhere.
    """
    if line.linked < HALF_LINK or " " not in line.key or _POINTS.match(line.text) or labelled(line.text):
        return False
    of_block = line.block.iter("a") if line.block is not None else ()
    sites = {site_of(link.get("href") or "") for link in (*(e for e in line.path if e.tag == "a"), *of_block)}
    return bool(site and sites) and sites.isdisjoint({"", site})


def site_of(url: str) -> str:
    """The last two parts of the name of an address's host; empty where it names none."""
    host = _HOST.match(url)
    return ".".join(host["name"].lower().split(".")[-2:]) if host else ""


def signature(element: etree._Element) -> str:
    """Name and classes, empty where there are none."""
    classes = " ".join((element.get("class") or "").split())
    return f"{element.tag} {classes}" if classes else ""


def names_of(line: Line) -> tuple[str, ...]:
    """What the block of a line and the two elements above it are called; empty where they have no classes."""
    at = line.path.index(line.block) if line.block is not None else 0
    names = tuple(f"{e.tag} {signature(e)}" for e in line.path[at : at + 3])
    return names if any(map(signature, line.path[at : at + 2])) else ()


def is_window(line: Line) -> bool:
    """Whether it is the window's title, which stands in no text."""
    return any(e.tag == "head" for e in line.path)


def is_marked_lead(path: Sequence[etree._Element]) -> bool:
    """Whether the innermost block says that it is a lead, and nothing around it is furniture."""
    first = next((i for i, e in enumerate(path) if e.tag not in INLINE), None)
    return (
        first is not None
        and any(says_lead(e) for e in path[: first + 2])
        and not any(rank(e) == SURE or e.tag in ("figure", "a") for e in path[first + 1 :])
    )


def with_words_of(shown: Sequence[Shown], page: str) -> str:
    """The page, with the words that its lines have."""
    tree = shown[0].element.getroottree()
    return etree.tostring(tree, encoding="unicode", method="html") if _READ_OTHERWISE.search(page) else page

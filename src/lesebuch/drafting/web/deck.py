"""The subtitle of a page's article, where the page has it as a heading."""

from collections.abc import Sequence

from lxml import etree

from lesebuch.drafting.similar import words
from lesebuch.drafting.web.furniture import says_lead
from lesebuch.drafting.web.line import LITTLE_LINK, is_heading, is_running, line_of, parent_of
from lesebuch.drafting.web.recipes import Shown

_FAR = 30
"""Lines between the title and the first of the text."""


def subtitle(shown: Sequence[Shown], main: Sequence[bool], title: str) -> int | None:
    """Which line is the subtitle, if one is: the first of the text below the title, set as no heading of a section is.

    Either its name says so, or it stands in an element that holds no running text, as that of the title does.
    """
    key = words(title)
    first = next((i for i, line in enumerate(shown) if main[i] and words(line.text) != key), None)
    if first is None or not key or all(words(line.text) != key for line in shown[max(first - _FAR, 1) : first]):
        return None
    line = line_of(shown[first])
    parent = parent_of(line)
    if line.block is None or parent is None or not is_heading(line) or line.linked >= LITTLE_LINK:
        return None
    below = [line_of(other) for other, chosen in zip(shown[first + 1 :], main[first + 1 :], strict=True) if chosen]
    begins = next((i for i, other in enumerate(below) if is_running(other)), None)
    if begins is None or any(_look(other.block) == _look(line.block) for other in below[begins:] if is_heading(other)):
        return None
    alone = not any(parent in other.path for other in below if is_running(other))
    return first if alone or says_lead(line.block) else None


def _look(element: etree._Element | None) -> tuple[object, ...]:
    """What the style of a heading hangs on."""
    return () if element is None else (element.tag, element.get("class"))

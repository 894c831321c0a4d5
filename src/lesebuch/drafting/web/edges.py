"""What stands above an article, below it, or twice in it, and is no part of it, by its place.

Whoever looks for main text takes the elements that hold most of it, and with them what a page shows last: a heading whose links are
gone, an address, a word of the publisher.
"""

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from lesebuch.drafting.web.line import LITTLE_LINK, Line, ends_sentence, is_heading, is_running, parent_of

_LEADS_ON = 7
"""Words of a line with a colon at its end, which leads to what is gone."""
_OWNED = re.compile(
    r"\W*(?:©|\(c\)|copyright\b)|.{0,80}\b(?:all rights reserved|alle rechte vorbehalten)", re.IGNORECASE
)
_OWNED_LONGEST = 60
_CONTACT = re.compile(
    r"\W*(?:(?:tel(?:efon)?|phone|mobil|fax|telefax|e-?mail|mail)\b[\s:.]*(?=[\d+(]|\S+(?:@|\(at\)|\[at\]))"
    r"|(?:(?:presse|media |press )?(?:kontakt|contacts?)|ansprechpartner(?:in(?:nen)?)?|(?:für )?rückfragen)\b[^:]{0,30}:)",
    re.IGNORECASE,
)
_CONTACT_LONGEST = 30
_ADDRESS_LONGEST = 10
"""Words of a line of an address."""
_ADDRESS_LINES = 10
_ASKED = re.compile(
    r"\W*(?:(?:ihr(?:e|en)? |für )?(?:(?:presse|medien|media|press)[ -]?)?(?:kontakt|contacts?|ansprechpartner(?:in(?:nen)?)?|stelle|rückfragen(?: an)?))\W*",
    re.IGNORECASE,
)
"""A line that says whom to ask, above an address."""
_SHORT = 6
"""Words of a line that is no sentence."""
_AGAIN, _AGAIN_ANYWHERE = 8, 15
"""Words of a line that stands twice, one below the other, or anywhere."""
_AGAIN_INSIDE = frozenset(("li", "td", "th", "dd", "pre"))
"""What may hold the same again, directly or as its paragraph: items, cells and lines of code. An item may hold a whole article, too."""
_MOST = 0.7
"""Of the words of an article: an element that holds as many holds the text."""
_GAP = 8
"""Lines of a page that part what stands by itself from a text."""
_LITTLE = 0.1


def without_edges(lines: Sequence[Line], chosen: Sequence[bool], title: int | None) -> list[bool]:
    """The choice without what stands at its edges. `title` is the line of the page's title, if one is."""
    kept = [i for i, is_main in enumerate(chosen) if is_main]
    kept = _once(lines, kept)
    if title is not None:
        kept = [i for i in kept if i >= title or is_running(lines[i]) or _is_kicker(lines[i], lines[title])]
    kept = _without_distant(lines, kept)
    kept = _without_tail(lines, kept, title)
    marked = set(kept)
    return [i in marked for i in range(len(lines))]


def _once(lines: Sequence[Line], kept: Sequence[int]) -> list[int]:
    """Lines that stand twice, for wide screens and for narrow ones, are taken once: those stand in elements of their own.

    What stands twice in one element, such as a refrain, was written twice.
    """
    found: list[int] = []
    seen: dict[str, set[etree._Element | None]] = {}
    for i in kept:
        line = lines[i]
        places = seen.setdefault(line.key, set())
        below = bool(found) and lines[found[-1]].key == line.key and line.count >= _AGAIN
        anywhere = line.count >= _AGAIN_ANYWHERE and not any(
            e is not None and e.tag in _AGAIN_INSIDE for e in (line.block, parent_of(line))
        )
        if not (places and parent_of(line) not in places and (below or anywhere)):
            found.append(i)
            places.add(parent_of(line))
    return found


def _is_kicker(line: Line, title: Line) -> bool:
    """Whether a line stands in the element of the title, as what is set above it does, and leads nowhere."""
    return line.linked < LITTLE_LINK and parent_of(line) is parent_of(title)


def _without_distant(lines: Sequence[Line], kept: list[int]) -> list[int]:
    """Without a little at the end that much of the page parts from the element that holds the text."""
    counts: Counter[etree._Element] = Counter()
    for i in kept:
        counts.update(dict.fromkeys(lines[i].path, lines[i].count))
    whole = sum(lines[i].count for i in kept)
    homes = {e for e, count in counts.items() if count >= _MOST * whole}
    inner = max(homes, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)
    tail = 0
    for at in range(len(kept) - 1, 0, -1):
        line = lines[kept[at]]
        if inner is None or inner in line.path:
            break
        tail += line.count
        if tail > _LITTLE * whole:
            break
        if kept[at] - kept[at - 1] > _GAP:
            return kept[:at]
    return kept


def _without_tail(lines: Sequence[Line], kept: list[int], title: int | None) -> list[int]:
    kept = list(kept)
    for at in range(max(len(kept) - _ADDRESS_LINES, 1), len(kept)):
        if _ASKED.fullmatch(lines[kept[at]].text) and all(_is_short(lines[i]) for i in kept[at + 1 :]):
            kept = kept[:at]
            break
    cut = list(kept)
    while len(cut) > 1 and cut[-1] != title:
        line, above = lines[cut[-1]], lines[cut[-2]]
        if not (_ends_nothing(line) or _stands_apart(line, above) or _is_contact(line)):
            break
        cut.pop()
    # A text of headings alone, such as a list of ministers by their ministries, would be cut down to its first line.
    words_kept = sum(lines[i].count for i in kept)
    return cut if 2 * sum(lines[i].count for i in cut) > words_kept else kept


def _is_short(line: Line) -> bool:
    """Whether a line may be one of an address."""
    return line.count <= _ADDRESS_LONGEST and not ends_sentence(line)


def _ends_nothing(line: Line) -> bool:
    """Whether a line belongs to what stood below it, or says whose the page is."""
    leads_on = line.count <= _LEADS_ON and line.text.rstrip().endswith(":")
    heading = is_heading(line) and not is_running(line)
    return heading or leads_on or (line.count <= _OWNED_LONGEST and bool(_OWNED.match(line.text)))


def _is_contact(line: Line) -> bool:
    return line.count <= _CONTACT_LONGEST and bool(_CONTACT.match(line.text))


def _stands_apart(line: Line, above: Line) -> bool:
    """Whether a few words that are no sentence stand elsewhere than the sentence above them."""
    if line.count > _SHORT or ends_sentence(line) or not is_running(above):
        return False
    inner = [e for e in line.path if e.tag in ("li", "td", "dd", "dt", "th", "blockquote", "cite", "pre")]
    return not inner and parent_of(line) is not parent_of(above)

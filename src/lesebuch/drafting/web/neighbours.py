"""What a page has in common with the others of its site: its name, the day in its foot, words around its text.

Where several pages of a site are at hand, what most of them have in the same words is the site's, and what one has alone is its text.
No words are left out for that, but doubted: fields of a catalogue, headings of chapters, refrains, the closing words of letters and what
introduces a series stand on many pages, too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from lesebuch.drafting.datelines import only_date
from lesebuch.drafting.similar import words
from lesebuch.drafting.web.dating import names_day
from lesebuch.drafting.web.furniture import is_furniture
from lesebuch.drafting.web.line import LITTLE_LINK, LONG, is_heading, is_running, line_of, parent_of
from lesebuch.drafting.web.metadata import address, declarations, saved_from
from lesebuch.drafting.web.recipes import Shown
from lesebuch.drafting.web.titling import SEPARATOR
from lesebuch.edtf import TimeValue

FEWEST = 3
"""Pages of a site that tell what is its own."""
_COPY = 0.5
"""Share of the long lines of a page that another has, too, if it is the same text again, printed or given twice."""
_NAME = "= "
"""Before the words of a window's title, or of a heading of the first two levels."""
_NEAR = 4
"""Elements above a line that may be within its line."""


def marks(shown: Sequence[Shown]) -> frozenset[str]:
    """What a page may have in common with others: the words of its lines, and, marked, of its titles and their parts."""
    return frozenset(mark for line in shown for mark in _marks(line))


def _marks(line: Shown) -> Iterator[str]:
    key = _key(line.text)
    if key:
        yield key
        near = [line.element, *line.element.iterancestors()][:_NEAR]
        if any(e.tag in ("h1", "h2") for e in near):
            yield _NAME + key
        if any(e.tag == "title" for e in near):
            yield from (_NAME + part for text in (line.text, *SEPARATOR.split(line.text)) if (part := _key(text)))


def of_the_site(pages: Sequence[frozenset[str]]) -> frozenset[str]:
    """Those of their marks that most of the pages have; none where the pages are too few. Copies of one text count as one page."""
    kept: list[frozenset[str]] = []
    texts: list[set[str]] = []
    for page in pages:
        text = {mark for mark in page if mark.count(" ") >= LONG}
        if not any(len(text & other) > min(len(text), len(other)) * _COPY for other in texts):
            kept.append(page)
            texts.append(text)
    counts = Counter(mark for page in kept for mark in page)
    return frozenset(mark for mark, count in counts.items() if count >= max(FEWEST, len(kept) // 2 + 1))


def place_of(page: str, shown: Sequence[Shown]) -> str:
    """The address at which a page says that it lies; empty where it says nothing."""
    if not shown:
        return ""
    tree = shown[0].element.getroottree().getroot()
    return address(tree, declarations(tree)) or saved_from(page)


def names(shared: frozenset[str]) -> tuple[str, ...]:
    """What the site is called, and its parts: titles that are not of one page."""
    return tuple(sorted(mark.removeprefix(_NAME) for mark in shared if mark.startswith(_NAME)))


def first_heading(shown: Sequence[Shown], shared: frozenset[str]) -> str:
    """The first heading above all running text that the page has alone; empty where there is none."""
    for line in map(line_of, shown):
        if is_running(line):
            break
        plain = line.linked < LITTLE_LINK and line.block is not None and not is_furniture(line.block)
        if is_heading(line) and plain and line.key not in shared:
            return line.text.strip()
    return ""


def is_day_of_site(day: TimeValue, shown: Sequence[Shown], main: Sequence[bool], shared: frozenset[str]) -> bool:
    """Whether a day stands only above and below the text, in lines of the site that say more than the day: `As of 22 June`."""
    chosen = [i for i, is_main in enumerate(main) if is_main]
    lines = [i for i, line in enumerate(shown) if names_day(line.text, str(day))]
    return bool(chosen and lines) and all(
        not chosen[0] <= i <= chosen[-1] and _key(shown[i].text) in shared and only_date(shown[i].text) is None
        for i in lines
    )


def site_lines(shown: Sequence[Shown], main: Sequence[bool], title: str, shared: frozenset[str]) -> list[int]:
    """Indexes of main text that may be the site's: above and below what the page has alone, in no element that holds some of that."""
    if not shared:
        return []
    lines = {i: line_of(line) for i, (line, chosen) in enumerate(zip(shown, main, strict=True)) if chosen}
    own = [i for i, line in lines.items() if line.key not in shared]
    homes: set[etree._Element | None] = {parent_of(lines[i]) for i in own}
    title_key = _key(title)
    return [
        i
        for i, line in lines.items()
        if own
        and not own[0] <= i <= own[-1]
        and parent_of(line) not in homes
        and not (line.key == title_key if title else is_heading(line))
    ]


def _key(text: str) -> str:
    return " ".join(words(text))

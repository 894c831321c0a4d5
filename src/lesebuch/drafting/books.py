"""Books: a file that holds several chapters, told by its pages and headings; of plain text, by headings that count from one.

What a single line looks like never cuts a text. That lines of one look count on, with thousands of words between them, does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from statistics import median

from lesebuch.drafting.contents import NAMES
from lesebuch.drafting.proposal import SourceLine
from lesebuch.numerals import roman_value

_FEWEST_CHAPTERS = 3
_SEVERAL = 2
_LONG_CHAPTER = 2000
"""Words that the chapters of a book have on the average, where only headings tell them."""
_LONG_BOOK = 40_000
"""Words of a file from which on its chapters may be half as long."""
_BOOK = 10_000
"""Words: a shorter one on a single page is a story or a poem, whatever sections it has."""
_LONGEST_CHAPTER = 12_000
"""Words: what is longer on the average is a part, if there are headings below."""
_SHORT_PAGE = 150
"""Words: a page of a book that has fewer is a cover, a motto, an imprint, or goes with the page before."""
_TITLE_ONLY = 30
"""Words: a section that has fewer is the heading of a part, with a motto at most."""
_MOST = 0.5
"""Share of the words of a book in pages that begin with a heading."""
_NUMBERED = re.compile(
    r"(?P<word>[^\W\d_]{2,12}\s+(?:the\s+)?)?(?P<number>[IVXLC]{1,7}|\d{1,3})(?:[.:)]*$|[.:)—–-]+\s*(?P<rest>[^\W\d_].{0,80})$)",
    re.IGNORECASE,
)
"""`CHAPTER I.`, `Kapitel 3: Am See`, `IV. The Valley`, `2`."""
_APART = 300
"""Words between headings of chapters: between lines of a table of contents there are fewer."""
_ABOUT = re.compile(
    rf"\W*(?:{NAMES}|impressum|imprint|colophon|kolophon|(?:un)?copyright|(?:list of )?(?:illustrations|figures|tables)"
    r"|abbildungsverzeichnis)\W*",
    re.IGNORECASE,
)
"""Headings of what a book says of itself."""
_CAST = re.compile(
    r"\W*(?:dramatis person(?:ae|æ)|(?:die |handelnde )?personen(?:verzeichnis| des stücks?| der handlung)?"
    r"|(?:the )?(?:persons?|people|characters) (?:of|in) the (?:play|drama|comedy|tragedy)|persons represented"
    r"|(?:the )?(?:scenes?|settings?) (?:of|in) the play|(?:schauplatz|ort(?: und zeit)?|zeit(?: und ort)?)(?: der handlung)?"
    r"|(?:liste des )?personnages|действующие лица|дійові особи)\W*",
    re.IGNORECASE,
)
"""Headings of who is in a play, and of where it plays."""
_LONGEST_CAST = 1000
"""Words: what is longer below such a heading is a chapter, on time, say."""


@dataclass(slots=True)
class BookChapter:
    """A chapter of a book."""

    blocks: list[SourceLine]
    above: list[SourceLine] = field(default_factory=list)
    """The heading of a part that stands above it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file is cut into."""

    before: list[SourceLine]
    """What stands before the first chapter: cover, title, imprint, contents."""
    chapters: list[BookChapter]
    after: list[SourceLine] = field(default_factory=list)
    """What stands behind the last one."""


def chapters_of(blocks: Sequence[SourceLine], starts: Sequence[int], *, is_book: bool = False) -> Parts | None:
    """The chapters of a book; None if the file is none.

    `starts` are the first lines of its pages, if it has pages; `is_book`: whether its format is for books alone.
    """
    if len(starts) > 1:
        return _by_pages(blocks, starts)
    if is_book and (level := _level(blocks)) and _words(blocks) >= _BOOK:
        return _at_level(blocks, level, ())
    return _by_headings(blocks) if any(block.level for block in blocks) else _by_numbers(blocks)


def _by_pages(blocks: Sequence[SourceLine], starts: Sequence[int]) -> Parts | None:
    """Cut at the headings that begin most pages; where these are no chapters, at the highest that have chapters below them.

    Pages may be cut by their size, and a page may be the whole book.
    """
    pages = list(_cut(blocks, set(starts)))
    levels: Counter[int] = Counter()
    for page in pages:
        levels[page[0].level] += _words(page) if _words(page) >= _SHORT_PAGE else 0
    told = sum(count for level, count in levels.items() if level)
    if told >= _MOST * _words(blocks):
        begun = Counter(page[0].level for page in pages if page[0].level and _words(page) >= _SHORT_PAGE)
        level = max(begun, key=lambda level: (begun[level], -level))
        if made := _joined(pages, level):
            return made
    found = _level(blocks)
    return _at_level(blocks, found, starts[:1]) if found else None


def _at_level(blocks: Sequence[SourceLine], level: int, starts: Sequence[int]) -> Parts | None:
    above = [None, *blocks]
    heads = {block.number for block, before in zip(blocks, above, strict=False) if _begins(block, before, level)}
    return _joined(list(_cut(blocks, {*heads, *starts})), level)


def _cut(blocks: Sequence[SourceLine], at: set[int]) -> Iterator[list[SourceLine]]:
    page: list[SourceLine] = []
    for block in blocks:
        if block.number in at and page:
            yield page
            page = []
        page.append(block)
    if page:
        yield page


def _begins(block: SourceLine, above: SourceLine | None, level: int) -> bool:
    """Whether a heading begins a section: of several in a row, which are one title, the first."""
    return 0 < block.level <= level and not (above is not None and 0 < above.level <= block.level)


def _level(blocks: Sequence[SourceLine]) -> int:
    """The highest level at which a book has several sections with text; 0 if there is none."""
    found = 0
    for level in sorted({block.level for block in blocks if block.level}):
        heads = {b.number for b, above in zip(blocks, [None, *blocks], strict=False) if _begins(b, above, level)}
        long = [
            _words(section) for section in _cut(blocks, heads) if section[0].level and _words(section) >= _SHORT_PAGE
        ]
        if len(long) >= _FEWEST_CHAPTERS:
            found = found or level
            if sum(long) <= _LONGEST_CHAPTER * len(long):
                return level
    return found


def _joined(sections: Sequence[list[SourceLine]], level: int) -> Parts | None:
    """Chapters of sections: what has no heading goes on with the one before, what says what the book is stands outside.

    Who is in a play, and where it plays, is a chapter before the others.
    """
    before: list[SourceLine] = []
    cast: list[SourceLine] = []
    chapters: list[BookChapter] = []
    pending: list[SourceLine] = []
    for whole in sections:
        over = _headings_over(whole, level)
        pending += whole[:over]
        section = whole[over:]
        first = section[0]
        if not chapters and _is_cast(section):
            if not cast:
                before, pending = pending, []
            cast += section
        elif _is_about(section, level, later=bool(chapters)) or (
            0 < first.level < level and _words(section) < _TITLE_ONLY
        ):
            pending += section
        elif _is_chapter(section, level, later=bool(chapters)):
            if chapters or cast:
                chapters.append(BookChapter(section, pending))
            else:
                before += pending
                chapters.append(BookChapter(section))
            pending = []
        elif chapters and (not pending or _words(section) >= _SHORT_PAGE):
            chapters[-1].blocks += [*pending, *section]
            pending = []
        else:
            pending += section
    if len(chapters) < _SEVERAL:
        return None
    return Parts(before, [BookChapter(cast), *chapters] if cast else chapters, pending)


def _is_cast(section: Sequence[SourceLine]) -> bool:
    """Whether it says who is in a play, or where that plays."""
    told = section[0].level > 0 and len(section) > 1 and _CAST.fullmatch(section[0].text)
    return bool(told) and _words(section) <= _LONGEST_CAST


def _headings_over(section: Sequence[SourceLine], level: int) -> int:
    """How many headings of the book and its parts stand right above that of a chapter."""
    over = 0
    while over + 1 < len(section) and 0 < section[over].level < level and 0 < section[over + 1].level <= level:
        over += 1
    return over


def _is_chapter(section: Sequence[SourceLine], level: int, *, later: bool) -> bool:
    """Once chapters have begun, a short one is one, too, if it has a heading of its own and words below it."""
    own = section[0].level == level > 0
    if _words(section) >= _SHORT_PAGE:
        return own or (not later and not section[0].level) or 0 < section[0].level < level
    return later and own and len(section) > 1 and any(not block.level for block in section)


def _is_about(section: Sequence[SourceLine], level: int, *, later: bool) -> bool:
    """Contents, lists of pictures, imprint. Behind the first chapter, a list is one only with a heading that says so: recipes are lists, too."""
    if section[0].level and _ABOUT.fullmatch(section[0].text):
        return True
    listed = sum(block.kind in ("item", "row") for block in section) > len(section) / 2
    return listed and not (later and section[0].level in (0, level))


def _words(blocks: Sequence[SourceLine]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _by_headings(blocks: Sequence[SourceLine]) -> Parts | None:
    highest = min((block.level for block in blocks if block.level), default=0)
    begins = [index for index, block in enumerate(blocks) if highest and block.level == highest]
    if len(begins) < _FEWEST_CHAPTERS:
        return None
    if _words(blocks[begins[0] :]) < _LONG_CHAPTER * len(begins):
        return None
    bounds = [*begins, len(blocks)]
    return Parts(list(blocks[: begins[0]]), [BookChapter(list(blocks[a:b])) for a, b in pairwise(bounds)])


def _by_numbers(blocks: Sequence[SourceLine]) -> Parts | None:
    """Cut a plain text where short lines, each below a blank one, count from one.

    Those with words go before bare numbers, which may count sections within chapters.
    """
    words = [0, *accumulate(len(block.text.split()) for block in blocks)]
    found = [_numbered(block, blocks[i - 1] if i else None) for i, block in enumerate(blocks)]
    for bare in (False, True):
        chain = _chain([(i, said[0]) for i, said in enumerate(found) if said and said[1] == bare], words)
        lengths = [words[b] - words[a] for a, b in pairwise([*chain, len(blocks)])]
        long = _LONG_CHAPTER if words[-1] < _LONG_BOOK else _LONG_CHAPTER / 2
        several = len(chain) >= _FEWEST_CHAPTERS
        if several and sum(lengths) >= long * len(chain) and median(lengths) >= long / 2:
            heads = frozenset(chain)
            told = [
                replace(block, level=1, form=None, wrapped=False) if index in heads else block
                for index, block in enumerate(blocks)
            ]
            return Parts(told[: chain[0]], [BookChapter(told[a:b]) for a, b in pairwise([*chain, len(blocks)])])
    return None


def number_alone(text: str) -> bool:
    """Whether a heading is nothing but the number of a chapter: `CHAPTER I.`, `IV`."""
    match = _NUMBERED.fullmatch(text)
    return bool(match and not match["rest"] and _value(match["number"]))


def _chain(numbered: Sequence[tuple[int, int]], words: Sequence[int]) -> list[int]:
    """The places that count from one, each far from the one before; `words` has how many stand above each place."""
    chain: list[int] = []
    for index, number in numbered:
        far = not chain or words[index] - words[chain[-1]] >= _APART
        if number == len(chain) + 1 and far:
            chain.append(index)
        elif chain and number == len(chain) and not far:
            chain[-1] = index  # the contents name it, too, and stand before it
    return chain


def _numbered(block: SourceLine, above: SourceLine | None) -> tuple[int, bool] | None:
    """The number of a line that may head a chapter, and whether it has nothing else; None if it may not."""
    match = _NUMBERED.fullmatch(block.text) if above is None or block.number > above.number + 1 else None
    if match is None or (match["word"] or match["rest"] or "A")[0].islower():
        return None
    number = _value(match["number"])
    return (number, not (match["word"] or match["rest"])) if number else None


def _value(said: str) -> int:
    """What a number says, in figures or in Roman ones; 0 if it is none."""
    return int(said) if said.isdecimal() else roman_value(said)

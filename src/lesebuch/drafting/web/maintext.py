"""Which lines of a page are its article.

trafilatura says which words are the main text. Around its answer four rules, in terms of the page's elements: what stands beside
main text in the same element and is no link belongs to it; what stands in an element that is furniture does not; a paragraph
between the heading and the text, which extractors often take for a teaser, does. What tells of another text, in a card of its own, or is
one does not. What is a recipe belongs to it whatever its elements are called.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise, takewhile

import trafilatura
from lxml import etree

from lesebuch.drafting.boilerplate import reason
from lesebuch.drafting.similar import words
from lesebuch.drafting.web.edges import without_edges
from lesebuch.drafting.web.furniture import APPEAL, CALL, NOTICE, SURE, TAGS, is_of_others, rank
from lesebuch.drafting.web.line import (
    HALF_LINK,
    LITTLE_LINK,
    LONG,
    MOSTLY_LINK,
    Line,
    around_list,
    ends_sentence,
    is_heading,
    is_marked_lead,
    is_running,
    is_teaser,
    is_window,
    leads_away,
    leads_elsewhere,
    line_of,
    names_of,
    parent_of,
    signature,
    site_of,
    with_words_of,
)
from lesebuch.drafting.web.recipes import Shown, recipe_lines
from lesebuch.drafting.web.sections import in_parts, in_sections

_MANY = 5_000
"""Lines of a page above which no second extractor is asked: the time that it takes grows with their square."""
_FEWEST_WORDS = 5
"""A shorter line is told by its words only if it is a whole line of the main text."""
_CALL_LONGEST = 14
"""Words that a call to read something else has at most."""
_LINK_LONGEST = 30
"""Words of a paragraph that is a link and nothing else."""
_APPEAL_LONGEST = 150
"""Words of a line in which a site speaks for itself."""
_NOTICE_LONGEST = 80
"""Words of a notice that stands in for what a browser does not show, or says who pays for a link."""
_LISTED_LINK = 0.6
"""Of a line in a list of links, which may hold a date too."""
_CARD_TITLE, _CARD_LONGEST = 3, 80
"""Words of a title that leads to another page, at least, and of that with all that is said of it."""
_CARDS_MOST = 0.25
"""Of the main text's words: what holds more is a text made of such parts."""
_NUMBERED = re.compile(r"\[\d{1,3}\]|\d{1,3}\)|\*")
"""How notes begin."""
_OFTEN = 3
_OWN_SHARE = 0.1
"""Of the main text's words: an element that holds as many holds main text."""
_HOLDS_IT = 0.4
"""An element that holds as many is no furniture, whatever its class says."""
_MOST = 0.7
_ENOUGH = 0.6
"""Of the extractor's words: where the rules leave fewer, its own answer stands."""
_FEW = 0.3
"""Of the running text in one element that has most of the page's: where less is found, that is the text."""
_MUCH = 80
"""Words of running text that are an article, if nothing else is."""
_SHORTEST = 50
"""Words of an article beside which much is of others."""
_INNER = 4
"""Elements above a line that may be within its line: links, emphasis."""
_NEAR = 3
"""Elements above the one that holds most of the text."""
_BEFORE = 6
_BEHIND = 3
_FAR = 25
"""Lines between a heading and its text."""


def main_lines(page: str, shown: Sequence[Shown], title: str = "", url: str = "") -> list[bool]:
    """For each line, whether it is main text; no line is, where nothing tells. `title` and `url` are the page's as far as they are known."""
    fast = len(shown) > _MANY
    text = trafilatura.extract(with_words_of(shown, page), include_comments=False, include_tables=True, fast=fast) or ""
    lines = [line_of(one) for one in shown]
    title_key = " ".join(words(title))
    site = site_of(url)
    chosen = _chosen(lines, _members(lines, text), title_key, site)
    home, count = _most_running(lines)
    if home is not None and _is_little(lines, chosen, home, count):
        chosen = _chosen(lines, [home in line.path for line in lines], title_key, site)
    for i in recipe_lines(shown):
        chosen[i] = True
    return chosen


def _chosen(lines: Sequence[Line], found: Sequence[bool], title: str, site: str) -> list[bool]:
    """For each line, whether it is main text, where an extractor has found some."""
    member = [is_found and not is_window(line) for is_found, line in zip(found, lines, strict=True)]
    others = _others(lines, member, title)
    member = [is_member and others.isdisjoint(line.path) for is_member, line in zip(member, lines, strict=True)]
    running = [i for i, line in enumerate(lines) if member[i] and line.count >= _FEWEST_WORDS]
    if not running:
        return [False] * len(lines)
    return _Choice(lines, member, range(running[0], running[-1] + 1), title, site, others).made()


def _is_headed(element: etree._Element | None, line: Line) -> bool:
    """Whether a line stands in an element, and in no `<article>` within it, which has a heading of its own."""
    inner = [*takewhile(lambda e: e is not element, line.path)]
    return len(inner) < len(line.path) and all(e.tag != "article" for e in inner)


def _most_running(lines: Sequence[Line]) -> tuple[etree._Element | None, int]:
    """The element with most of the page's running text directly in it, and how many words; none where the text is spread, or little."""
    counts: Counter[etree._Element | None] = Counter()
    for line in lines:
        inner = takewhile(lambda e: e.tag not in ("article", "main"), line.path)
        if is_running(line) and not any(e.tag in TAGS for e in inner):
            counts[parent_of(line)] += line.count
    home, count = next(iter(counts.most_common(1)), (None, 0))
    if home is None or home.tag == "body" or count < max(_MUCH, counts.total() / 2):
        return None, 0
    return home, count


def _is_little(lines: Sequence[Line], chosen: Sequence[bool], home: etree._Element, count: int) -> bool:
    """Whether much less was found than stands in the element `home`, and no running text above that, which another article may follow."""
    found = [line for line, is_main in zip(lines, chosen, strict=True) if is_main]
    above = takewhile(lambda pair: home not in pair[0].path, zip(lines, chosen, strict=True))
    return sum(line.count for line in found) < _FEW * count and not any(
        is_main and is_running(line) for line, is_main in above
    )


def _members(lines: Sequence[Line], text: str) -> list[bool]:
    """Which lines the extractor's text holds."""
    kept = [line for line in text.split("\n") if line.strip()]
    whole = {" ".join(words(part)) for line in kept for part in (line, *(line.split("|") if "|" in line else ()))}
    joined = f" {' '.join(' '.join(words(line)) for line in kept)} "
    return [
        bool(line.key) and (line.key in whole or (line.count >= _FEWEST_WORDS and f" {line.key} " in joined))
        for line in lines
    ]


def _others(lines: Sequence[Line], member: Sequence[bool], title: str) -> set[etree._Element]:
    """Elements that hold much of others: those that say so, and an `<article>` with a first-level heading beside the one with the title.

    Where the article is short, extractors take both.
    """
    counts: Counter[etree._Element] = Counter()
    for line, found in zip(lines, member, strict=True):
        if found:
            counts.update(dict.fromkeys(line.path, line.count))
    whole = sum(line.count for line, found in zip(lines, member, strict=True) if found)
    others = {e for e, n in counts.items() if _HOLDS_IT * whole < n <= whole - _SHORTEST and is_of_others(e)}
    headed = next((line.path for line in lines if title and line.key == title and is_heading(line)), ())
    own = next((e for e in headed if e.tag == "article"), None)
    if own is not None and counts[own] >= _SHORTEST:
        inside = {*own.iter("article"), *own.iterancestors("article")}
        apart = (e for e in counts if e.tag == "article" and e not in inside)
        others |= {e for e in apart if e.find(".//h1") is not None}
    return others


class _Choice:
    """The choice of lines, rule by rule."""

    def __init__(
        self,
        lines: Sequence[Line],
        member: Sequence[bool],
        within: range,
        title: str,
        site: str,
        others: set[etree._Element],
    ) -> None:
        self.title, self.site = title, site
        self.times = Counter(line.key for line in lines)
        self.lines, self.member, self.first, self.end = lines, member, within.start, within.stop
        self.words: Counter[etree._Element] = Counter()
        """Main text below each element."""
        for i in within:
            if member[i]:
                self.words.update(dict.fromkeys(lines[i].path, lines[i].count))
        self.all = sum(lines[i].count for i in within if member[i])
        self.named: Counter[str] = Counter()
        """Main text in elements of one name and class."""
        for i in within:
            if member[i]:
                self.named.update(dict.fromkeys(filter(None, map(signature, lines[i].path)), lines[i].count))
        self.others = others | self._cards()
        ranks: dict[etree._Element, int] = {}
        self.furniture = [self._is_furniture(i, ranks) for i in range(len(lines))]
        self.chosen = [False] * len(lines)

    def made(self) -> list[bool]:
        self._members_and_neighbours()
        self._running_text_nearby()
        self._called_alike()
        self._sections()
        self._headings()
        self._lead()
        kept = sum(line.count for line, chosen in zip(self.lines, self.chosen, strict=True) if chosen)
        if kept < _ENOUGH * self.all:  # the rules have misread the page: its classes do not mean what they say
            self.chosen = [self.first <= i < self.end and self.member[i] for i in range(len(self.lines))]
        self._calls()
        return without_edges(self.lines, self.chosen, self._title_line())

    def _is_furniture(self, i: int, ranks: dict[etree._Element, int]) -> bool:
        if not self.others.isdisjoint(self.lines[i].path):
            return True
        worst = 0
        for element in self.lines[i].path:
            if element not in ranks:
                ranks[element] = self._rank(element)
            worst = max(worst, ranks[element])
        return worst > (1 if self.member[i] else 0)

    def _rank(self, element: etree._Element) -> int:
        """As `rank`, but for elements that hold much of the text, or are called as those that do."""
        if self.words[element] > _HOLDS_IT * self.all:
            return 0
        found = rank(element)
        may_hold = found == 1 or element.tag == "figcaption"  # a report in pictures has its words there
        return 0 if may_hold and self._is_usual(element) else found

    def _members_and_neighbours(self) -> None:
        inside: Counter[etree._Element | None] = Counter()
        for i in range(self.first, self.end):
            if self.member[i] and not self.furniture[i]:
                self.chosen[i] = True
                inside[parent_of(self.lines[i])] += self.lines[i].count
        for i in range(self.first, min(self.end + _BEHIND, len(self.lines))):
            line = self.lines[i]
            holders = (parent_of(line), around_list(line) if i < self.end else None)
            beside = any(e is not None and self._holds_text(e, inside[e], line) for e in holders)
            no_text = self.furniture[i] or reason(line.text)
            if not no_text and beside and (line.linked < HALF_LINK or self._refers(line)):
                self.chosen[i] = True
        self._first_paragraphs(inside)
        lists = self._lists_of_links()
        for i in range(self.first, self.end):
            line = self.lines[i]
            button = (
                line.linked >= MOSTLY_LINK
                and line.count <= _LINK_LONGEST
                and not is_heading(line)
                and not _NUMBERED.match(line.text)
                and not self._refers(line)
            )
            if button or not lists.isdisjoint(line.path) or is_teaser(line):
                self.chosen[i] = False

    def _holds_text(self, element: etree._Element, count: int, line: Line) -> bool:
        """Whether `count` words of main text in the element of a line are much, or it is called as those that hold much.

        A poem may stand in many elements, and in each of many may stand a button.
        """
        usual = count > 0 and self._is_usual(element)
        return count > _OWN_SHARE * self.all or (usual and not self._is_button(line))

    def _is_usual(self, element: etree._Element) -> bool:
        """Whether elements that are called as this one hold much of the main text."""
        return self.named[signature(element)] > _HOLDS_IT * self.all

    def _is_button(self, line: Line) -> bool:
        """Whether a few words stand on the page again and again, and are no sentence, as a refrain is, nor a line of code."""
        few = 0 < line.count <= _FEWEST_WORDS and not ends_sentence(line)
        return few and self.times[line.key] >= _OFTEN and not any(e.tag == "pre" for e in line.path)

    def _refers(self, line: Line) -> bool:
        """Whether a line is a reference to another site; what stands there again and again is a button."""
        return leads_elsewhere(line, self.site) and self.times[line.key] < _OFTEN

    def _first_paragraphs(self, inside: Mapping[etree._Element | None, int]) -> None:
        """Sentences directly above the first line, in the element that holds the text, too: extractors leave out short ones."""
        for i in range(self.first - 1, -1, -1):
            line, below = self.lines[i], self.lines[i + 1]
            parent = parent_of(line)
            alike = line.block is not None and below.block is not None and line.block.tag == below.block.tag == "p"
            if not alike or parent is None or inside[parent] <= _HOLDS_IT * self.all or parent is not parent_of(below):
                return
            is_sentence = line.count >= _FEWEST_WORDS and ends_sentence(line)
            if self.furniture[i] or line.linked >= LITTLE_LINK or not is_sentence:
                return
            self.chosen[i] = True

    def _lists_of_links(self) -> set[etree._Element]:
        """Lists of several lines that are links for the most part."""
        letters: Counter[etree._Element] = Counter()
        linked: Counter[etree._Element] = Counter()
        number: Counter[etree._Element] = Counter()
        for line in self.lines[self.first : self.end]:
            for e in line.path[: 2 * _INNER]:
                if e.tag in ("ul", "ol"):
                    letters[e] += len(line.text)
                    linked[e] += round(len(line.text) * line.linked)
                    number[e] += 1
        return {e for e in letters if number[e] > 1 and linked[e] >= _LISTED_LINK * letters[e]}

    def _cards(self) -> set[etree._Element]:
        """Small elements below the first paragraph in which a link to another text has words about it below.

        Neither they nor those that are called alike, such as the posts of a forum, hold more than a little of the text.
        """
        counts: Counter[etree._Element] = Counter()
        for line in self.lines:
            counts.update(dict.fromkeys(line.path, line.count))
        begins = next(
            (i for i in range(self.first, self.end) if self.member[i] and is_running(self.lines[i])), self.end
        )
        cards = set()
        for link, words_about in pairwise(self.lines[begins : self.end + 1]):
            said = is_running(words_about) or (is_teaser(link) and words_about.linked < LITTLE_LINK)
            if link.count >= _CARD_TITLE and said and leads_away(link):
                small = [*takewhile(lambda e: counts[e] <= _CARD_LONGEST, link.path)]
                cards |= {*small[-1:]} & {*words_about.path}
        most = _CARDS_MOST * self.all
        cards = {e for e in cards if signature(e) and self.named[signature(e)] <= most}
        return cards if sum(counts[e] for e in cards) <= most else set()

    def _running_text_nearby(self) -> None:
        """Running text that stands close to the element that holds most of the main text."""
        holders = [element for element, count in self.words.items() if count >= _MOST * self.all]
        home = max(holders, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)
        if home is None or not any(self.chosen):
            return
        near = {home, *list(takewhile(lambda e: e.tag not in ("body", "html"), home.iterancestors()))[: _NEAR - 1]}
        first, last = self.chosen.index(True), len(self.chosen) - 1 - self.chosen[::-1].index(True)
        for i in range(max(first - _BEFORE, 0), last + 1):
            if not self.furniture[i] and is_running(self.lines[i]) and not near.isdisjoint(self.lines[i].path):
                self.chosen[i] = True

    def _called_alike(self) -> None:
        """Lines in elements that are called as those that hold the text: extractors leave out groups of them."""
        alike: Counter[tuple[str, ...]] = Counter()
        for i, line in enumerate(self.lines):
            if self.chosen[i] and self.member[i]:
                alike[names_of(line)] += line.count
        for i, line in enumerate(self.lines):
            names = names_of(line)
            if names and alike[names] > _HOLDS_IT / 2 * self.all and not self.furniture[i] and line.linked < HALF_LINK:
                self.chosen[i] = True

    def _headings(self) -> None:
        """Headings directly above main text in the same element: extractors leave out those that have but a few words below.

        In a report in pictures each has its own, in whatever element of the figure.
        """
        for i in range(len(self.lines) - 2, -1, -1):
            line, below = self.lines[i], self.lines[i + 1]
            if self.chosen[i] or self.furniture[i] or not self.chosen[i + 1] or not is_heading(line):
                continue
            plain = line.linked < LITTLE_LINK and self._teasers.isdisjoint(line.path) and not reason(line.text)
            figures = (e for e in line.path if e.tag == "figure" and e in below.path)
            self.chosen[i] = (plain and _is_headed(parent_of(line), below)) or any(map(self._is_usual, figures))

    @cached_property
    def _teasers(self) -> set[etree._Element]:
        """Small elements whose last line leads to another page: to what they tell of."""
        counts: Counter[etree._Element] = Counter()
        last: dict[etree._Element, Line] = {}
        for line in self.lines:
            counts.update(dict.fromkeys(line.path, line.count))
            last.update(dict.fromkeys(line.path, line))
        return {e for e, line in last.items() if counts[e] <= _CARD_LONGEST and leads_away(line)}

    def _sections(self) -> None:
        """What belongs to the text by its section, or by its part among parts that are built alike."""
        free = [i < self.end and not (self.furniture[i] or reason(line.text)) for i, line in enumerate(self.lines)]
        own = [
            is_free and not self._is_button(line) and self._teasers.isdisjoint(line.path)
            for is_free, line in zip(free, self.lines, strict=True)
        ]
        for i in in_sections(self.lines, self.chosen, free, self.first) | in_parts(self.lines, self.chosen, own):
            self.chosen[i] = True

    def _lead(self) -> None:
        """The first-level heading above the text, and running text between the two; the heading may be main text itself."""
        if not any(self.chosen):
            return
        first = self.chosen.index(True)
        heading = self._heading(first)
        if heading is None:
            return
        self.chosen[heading] = True
        begins = next((i for i in range(heading + 1, len(self.chosen)) if self.chosen[i]), heading)
        title = self.lines[heading].path
        far = begins - heading > _FAR
        for i in range(heading + 1, min(begins, heading + 1 + _FAR)):
            line = self.lines[i]
            if far and set(line.path[:_INNER]).isdisjoint(title[:_INNER]):
                continue
            outside = [e for e in line.path if self.words[e] <= _HOLDS_IT * self.all and e not in title]
            surely = any(rank(e) == SURE or e.tag == "figure" for e in outside)
            directly = i == heading + 1 and line.count >= LONG and not surely
            marked = line.count >= _FEWEST_WORDS and is_marked_lead(outside)
            self.chosen[i] = (not surely and is_running(line)) or (line.linked < LITTLE_LINK and (directly or marked))

    def _heading(self, first: int) -> int | None:
        """The heading that is the page's title, else the last of the first level that is no furniture and near the first line of the text."""
        named = (i for i in range(first, -1, -1) if self._is_title(i))
        near = range(first, max(first - _FAR, 0) - 1, -1)
        firsts = (i for i in near if any(e.tag == "h1" for e in self.lines[i].path[:_INNER]))
        return next(named, next((i for i in firsts if not self._is_aside(i)), None))

    def _is_title(self, i: int) -> bool:
        return bool(self.title) and self.lines[i].key == self.title and is_heading(self.lines[i])

    def _is_aside(self, i: int) -> bool:
        """Whether a heading stands in furniture, or in navigation."""
        return any(e.tag == "nav" or self._rank(e) == SURE for e in self.lines[i].path)

    def _title_line(self) -> int | None:
        """The last line above the running text that is its title, as a heading."""
        first = next((i for i, line in enumerate(self.lines) if self.chosen[i] and is_running(line)), 0)
        return next((i for i in range(first, -1, -1) if self._is_title(i)), None)

    def _calls(self) -> None:
        """Calls to read something else, notices, and what a site says of itself."""
        for i, line in enumerate(self.lines):
            if not self.chosen[i]:
                continue
            notice = line.count <= _NOTICE_LONGEST and NOTICE.search(line.text)
            if notice or (line.count <= _APPEAL_LONGEST and APPEAL.match(line.text)):
                self.chosen[i] = False
                continue
            longest = _LINK_LONGEST if line.linked > HALF_LINK else _CALL_LONGEST
            self.chosen[i] = not (line.count <= longest and CALL.search(line.text))

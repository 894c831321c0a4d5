"""What of a finished page is searched: its words from each place with an id to the next.

Tags are read one by one, which takes less than half the time of a tree. Where they are not closed in their order, as in HTML that an
editor wrote, a parser for HTML puts them right first.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from lxml import etree

from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _

_LEFT_OUT = frozenset(
    (
        *("num", "nr", "recte", "headerlink", "back", "kind", "entry-kind", "evidence", "fold", "fact", "tag", "n"),
        *("lb-shut", "cited-in", "lb-offers"),
        *("f-url", "f-original", "f-language", "f-rights", "f-source", "f-supplied", "f-status"),
        *(
            "missing",
            "missing-row",
            "entry-index",
            "cite",
            "told",
            "near",
            "shared",
            "shared-head",
            "who",
            "letters",
            "glossary-parts",
        ),
        *("timeline", "timeline-fold", "map", "map-places", "dates", "chapter-list", "sources"),
    )
)
"""Classes of elements that are not searched: labels and numbers of ours, and lists of what stands elsewhere."""
_LEFT_OUT_TAGS = frozenset({"script", "style", "dt", "form", "button", "svg"})
_WITHIN = {"thead": "events", "h2": "apparatus"}
"""Left out within an element of that class: the headings of the editorial layer are the same on every page."""
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time", "u"})
"""Elements that begin no line and whose ids are no place to lead to."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

_BODY = "data-searched"
"""Marks what of a page is searched."""
_ARTICLE = re.compile(rf"<article\b[^>]*\s{_BODY}")
# A value in quotation marks may hold `>`.
_TOKEN = re.compile(
    # What is not closed goes on to the end, as in a browser.
    r"""<!--.*?(?:-->|\Z)|<(?:script|style)\b[^>]*>.*?(?:</(?:script|style)\s*>|\Z)|<[!?][^>]*>"""
    r"""|<(/?)([a-zA-Z][^\s/>]*+)([^>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+)>""",
    re.DOTALL,
)
_ID = re.compile(r'\sid="([^"]*)"')
_CLASS = re.compile(r'\sclass="([^"]*)"')
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_IS_ROW = re.compile(r"p\d+\.\d+")

Unit = tuple[str, ...]
"""An id, the text from there to the next, what the place is called, and its language if that is not the page's."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a page is searched."""

    address: str
    """Relative to the site."""
    title: str
    units: tuple[Unit, ...]


def searched(address: str, page: bytes) -> Searched | None:
    """Title and units of a page, as a search may show them; None of a page that is not to be searched."""
    # Most pages are none of these where a glossary is large.
    if _BODY.encode() not in page:
        return None
    text = page.decode("utf-8", "replace")
    start = _ARTICLE.search(text)
    if start is None:
        return None
    found = _read(text[start.start() :]) or _read(_put_right(page))
    # What a parser writes closes whatever it opens, but for an article in which nothing stands.
    return Searched(address, found.title(), tuple(found.units())) if found else None


def _put_right(page: bytes) -> str:
    """The article of a page as XML, in which every element is closed."""
    # Not by `lxml.html`, whose elements know more, and are each looked up for it.
    tree: Any = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, *("script", "style"), etree.Comment, with_tail=False)
    return str(etree.tostring(tree.find(f".//article[@{_BODY}]"), encoding="unicode", with_tail=False))


@dataclass(slots=True)
class _Place:
    """A place with an id."""

    id: str
    language: str
    start: int
    """Where its words begin among those of the page."""
    label: str | None = ""
    """None: what stands in it has not said it yet, a heading, or of a note the link with its number."""
    is_note: bool = False


class _Article:
    """What has been read so far."""

    def __init__(self) -> None:
        self.is_closed = False
        self._words: list[str] = []
        self._places = [_Place("", "", 0)]
        self._open: list[tuple[str, str, _Place | None]] = []
        """Name and attributes of each element that is open, and the place that it is."""
        self._unheard = 0
        """How many are open up to the outermost that is left out; 0: none is."""
        self._heading: tuple[_Place, int, int] | None = None
        """Of a heading that says what the place is called in which it stands: the place, how many are open, where its words begin."""
        self._numbered: _Place | None = None
        """The note whose number comes next."""
        self._title: list[int] = []

    def begin(self, name: str, attributes: str) -> None:
        """A tag opens an element."""
        holder = self._open[-1][2] if self._open else None
        is_empty = name in _VOID or attributes.endswith("/")
        place = None
        if holder is not None and holder.label is None:
            self._name(holder, name)
        if not self._unheard:
            if self._is_left_out(name, attributes):
                self._unheard = 0 if is_empty else len(self._open) + 1
            elif name not in _INLINE:
                place = self._part(name, attributes)
        if not is_empty:
            self._open.append((name, attributes, place))

    def close(self, name: str) -> bool:
        """A tag closes an element; whether it is the one that was opened last."""
        if not self._open or self._open.pop()[0] != name:
            return False
        depth = len(self._open)
        if self._heading and depth < self._heading[1]:
            place, _depth, start = self._heading
            place.label, self._heading = _plain(self._words[start:]), None
        if depth < self._unheard:
            self._unheard = 0
        elif not self._unheard and name not in _INLINE:
            self._words.append(" ")
            if name == "h1" and len(self._title) == 1:
                self._title.append(len(self._words))
        self.is_closed = not depth
        return True

    def say(self, words: str) -> None:
        """The words up to the next tag."""
        if self._numbered is not None:
            self._numbered.label = _("Note {n}").format(n=unescape(words))
            self._numbered = None
        if not self._unheard:
            self._words.append(words)

    def title(self) -> str:
        """The words of the first heading."""
        return _plain(self._words[slice(*self._title)]) if self._title else ""

    def units(self) -> Iterator[Unit]:
        """The words of each place that has any."""
        ends = [*(place.start for place in self._places[1:]), len(self._words)]
        for place, end in zip(self._places, ends, strict=True):
            if said := _plain(self._words[place.start : end]):
                # A heading that is all there is need not be said twice.
                label = "" if place.label == said else place.label or ""
                yield (place.id, said, label, *([place.language] if place.language else []))

    def _is_left_out(self, name: str, attributes: str) -> bool:
        if name in _LEFT_OUT_TAGS:
            return True
        if name in _WITHIN and self._open and _WITHIN[name] in _classes(self._open[-1][1]):
            return True
        classes = _CLASS.search(attributes)
        return classes is not None and _is_silent(classes[1])

    def _part(self, name: str, attributes: str) -> _Place | None:
        """An element that begins a line, and a place if it has an id."""
        self._words.append(" ")
        if name == "h1" and not self._title:
            self._title.append(len(self._words))
        id_ = _ID.search(attributes)
        if id_ is None:
            return None
        language = _LANGUAGE.search(attributes)
        place = _Place(unescape(id_[1]), language[1] if language else "", len(self._words))
        classes = _classes(attributes)
        if "psg" in classes or (name == "tr" and _IS_ROW.fullmatch(place.id)):
            place.label = wording.passage_name(place.id)
        elif "head-note" in classes:
            place.label = _("Introduction")
        else:
            place.label, place.is_note = None, "note" in classes
        self._places.append(place)
        return place

    def _name(self, place: _Place, within: str) -> None:
        """An element stands in a place that has no name yet."""
        if place.is_note and within == "a":
            self._numbered = place
        elif not place.is_note and within in _HEADINGS and self._heading is None:
            self._heading = place, len(self._open) + 1, len(self._words)


def _read(text: str) -> _Article | None:
    """The article with which a text begins; None if its tags are not closed in their order."""
    parts = _TOKEN.split(text)
    article = _Article()
    for slash, name, attributes, words in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        if slash:
            if not article.close(name):
                return None
            if article.is_closed:
                return article
        elif name:
            article.begin(name, attributes)
        article.say(words)
    return None


@cache
def _is_silent(classes: str) -> bool:
    return not _LEFT_OUT.isdisjoint(classes.split())


def _classes(attributes: str) -> list[str]:
    found = _CLASS.search(attributes)
    return found[1].split() if found else []


def _plain(words: Iterable[str]) -> str:
    return " ".join(unescape("".join(words)).split())

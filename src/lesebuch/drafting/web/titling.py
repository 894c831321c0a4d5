"""The title of a page: the heading that its declarations name, without the name of the site."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from lesebuch.drafting.similar import words
from lesebuch.drafting.web.furniture import is_furniture, rank
from lesebuch.drafting.web.metadata import Declared, one_line

SEPARATOR = re.compile(r"\s+[|–—·•»›:/-]+\s+|\s*[|»›]\s*|:\s+")
_KICKER = re.compile(
    r"kicker|roof-?line|over-?line|top-?line|dachzeile|spitzmarke|ober(?:zeile|titel)|pre-?title|eyebrow|topic-?label|strap-?line|(?:title|head(?:line|ing)?)-?(?:header|label|intro|topic|prefix|kategorie|category)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"(?:element-)?invisible|sr-only|visually-?hidden|screen-reader(?:-text)?|[\w-]*hiddendash\w*|aural|print-only",
    re.IGNORECASE,
)
"""Classes of what only screen readers read, such as the name of the site behind a title."""
_ASIDE = frozenset(["nav", "footer", "aside", "dialog", "button"])
_SURE = 2
"""The rank of an element that is surely no text."""
_SHORT = 1000
"""Characters of an element that holds no article."""
_HOME = re.compile(r"(?:(?:https?://web\.archive\.org)?/web/\w+/)?(?:https?://[^/]+)?/?(?:index\.\w+)?")
"""How the address of a start page goes, in the Internet Archive, too."""
HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_HAN_SITE = re.compile(
    "(?P<title>.*[\u3040-\u30ff\u3400-\u9fff！？”」』》）…].*?)\\s*(?P<mark>[-_|–]|(?<!—)—(?!—))\\s*(?P<site>[\u3040-\u30ff\u3400-\u9fff]{2,12})"
)
"""A Chinese or Japanese title with the site behind it: there are no spaces around the mark, and a hyphen stands in no word."""
_AROUND_TITLE = " :|–—\u200b"
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_LONGEST_SITE = 4
"""Words that the name of a site has at most, where nothing else tells it from the title."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the first or second level."""

    level: str
    parts: tuple[str, ...]
    """Its words, as its elements part them."""
    home: bool
    """Whether it leads to the start page: then it is the name of the site."""

    @property
    def text(self) -> str:
        """All of its words."""
        return one_line(" ".join(self.parts)).strip(_AROUND_TITLE)

    def part_of(self, titles: set[str]) -> str:
        """The words of the elements at its beginning or at its end, if they are one of the titles: others are a kicker, or a subtitle."""
        some = [
            *(self.parts[i:] for i in range(1, len(self.parts))),
            *(self.parts[:-i] for i in range(1, len(self.parts))),
        ]
        texts = (one_line(" ".join(parts)).strip(_AROUND_TITLE) for parts in some)
        return next((text for text in texts if " " in text and word_key(text) in titles), "")


def title_of(tree: etree._Element, declared: Declared) -> str:
    """The heading that the page's declarations name, without the name of the site; a declared title where none is shown."""
    headings = _headings(tree)
    titles = {word_key(text) for text in declared.titles}
    sites = {
        key for site in declared.sites if (key := word_key(site)) not in titles or len(key.split()) <= _LONGEST_SITE
    }
    sites |= {word_key(heading.text) for heading in headings if heading.home}
    headings = [heading for heading in headings if word_key(heading.text) and word_key(heading.text) not in sites]
    named = [stripped for text in declared.titles if (stripped := without_site(text, sites))]
    whole = titles | {word_key(text) for text in named}
    pieces = {word_key(piece) for text in declared.titles for piece in SEPARATOR.split(text)} - sites
    found = _named_heading(headings, whole, {piece for piece in pieces if " " in piece})
    if found:
        return found
    firsts = list(dict.fromkeys(heading.text for heading in headings if heading.level == "h1"))
    alike = [text for text in firsts if _alike(text, named)]
    if alike:
        return max(alike, key=lambda text: _in_common(text, named))
    only = firsts[0] if len(firsts) == 1 and " " in firsts[0] else ""
    return only or next(iter((*named, *firsts)), "")


def _named_heading(headings: Sequence[_Heading], whole: set[str], pieces: set[str]) -> str:
    """The heading that is a declared title, in part one, or a piece of one; the first level goes before the second."""
    ordered = sorted(headings, key=lambda heading: heading.level)
    ways: tuple[Callable[[_Heading], str], ...] = (
        lambda heading: heading.text if word_key(heading.text) in whole else "",
        lambda heading: heading.part_of(whole),
        lambda heading: heading.text if word_key(heading.text) in pieces else "",
    )
    return next((text for way in ways for heading in ordered if (text := way(heading))), "")


def _headings(tree: etree._Element) -> list[_Heading]:
    """Those of the first two levels that stand in what is surely text; where there is no other of the first, one in what holds text, too."""
    found = [
        (element, parts)
        for element in tree.iter("h1", "h2")
        if (parts := tuple(part for text in _words(element) if (part := one_line(text.replace("\u00ad", "")))))
    ]
    inside = [(element, parts) for element, parts in found if not is_furniture(element)]
    if not any(element.tag == "h1" for element, _ in inside):
        inside = [*((e, parts) for e, parts in found if e.tag == "h1" and not _is_aside(e)), *inside]
    return [_Heading(str(element.tag), parts, _leads_home(element)) for element, parts in inside]


def _is_aside(element: etree._Element) -> bool:
    """Whether something around it that holds little else is no text; what holds more is an article, whatever its class says."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html"):
            break
        if above.tag in _ASIDE or (rank(above) == _SURE and len("".join(map(str, above.itertext()))) < _SHORT):
            return True
    return False


def _words(element: etree._Element) -> Iterator[str]:
    """The pieces of a heading, without what is set small, without a kicker, and without what nobody sees."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("small", "style", "script") and not _is_beside(child):
            yield from _words(child)
        yield child.tail or ""


def _is_beside(child: etree._Element) -> bool:
    names = (child.get("class") or "").split()
    return any(_KICKER.search(name) or _UNSEEN.fullmatch(name) for name in names)


def _leads_home(element: etree._Element) -> bool:
    links = [*element.iter("a"), *(above for above in element.iterancestors("a"))]
    return any(_HOME.fullmatch((link.get("href") or "-").strip()) for link in links)


def word_key(text: str) -> str:
    """By what titles and names are compared: their words in lower case."""
    return " ".join(words(text))


def _alike(heading: str, titles: Sequence[str]) -> bool:
    """Whether half of the words of a heading stand in one of the titles, or the other way round."""
    own = set(words(heading))
    return any(2 * len(own & other) >= min(len(own), len(other)) for other in map(set, map(words, titles)) if other)


def _in_common(heading: str, titles: Sequence[str]) -> int:
    own = set(words(heading))
    return max(len(own & set(words(title))) for title in titles)


def without_site(text: str, sites: set[str]) -> str:
    """A declared title without the site's name, where it is known or is the short part behind the last bar or dash."""
    if word_key(text) in sites:
        return ""
    while (cut_off := _HAN_SITE.fullmatch(text)) and (
        cut_off["mark"] == "_" or len(cut_off["title"]) > len(cut_off["site"])
    ):
        text = cut_off["title"].strip()
    parts = [part for part in re.split(r"\s*[|│»›]\s*|\s+[·•]\s+", text) if part]
    parts = [part for part in parts if not _is_site(part, sites)] or parts
    if len(parts) > 1:
        parts = [max(parts, key=_length)]
    text = parts[0] if parts else ""
    while (cut := list(re.finditer(r"\s+[–—-]\s+", text))) and _is_site(text[cut[-1].end() :], sites):
        text = text[: cut[-1].start()]
    while (match := re.search(r"\s+[–—-]\s+", text)) and _is_site(text[: match.start()], sites):
        text = text[match.end() :]
    behind = text[cut[-1].end() :].split() if cut else []
    if not sites and len(cut) == 1 and len(behind) <= _LONGEST_SITE < len(text[: cut[-1].start()].split()):
        text = text[: cut[-1].start()]
    return text


def _length(part: str) -> int:
    """Words, those of Han characters too, which no spaces part."""
    return len(part.split()) + len(HAN.findall(part)) // 2


def _is_site(text: str, sites: set[str]) -> bool:
    """Whether a part of a title is the site's name, with something added to it or left out."""
    key = word_key(text)
    added = _LONGEST_SITE + 1
    return bool(HOST.fullmatch(text.strip())) or any(
        site
        and (
            key == site
            or (key.startswith(site + " ") and len(key.split()) < len(site.split()) + added)
            or site.startswith(key + " ")
        )
        for site in sites
    )

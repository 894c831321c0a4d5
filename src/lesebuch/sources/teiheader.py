"""What the header of a TEI document says of its text (TEI P5, chapter 2)."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A date for machines, which nobody writes as a title."""
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT")
"""A point in time for machines, which is not shown to readers."""
_BELOW = ("sub", "desc", "alt", "volume")
_NAME = ("forename", "nameLink", "surname")
"""Parts of a name, in the order in which they are spoken."""
_ADDRESS = re.compile(r"https?://\S+$")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def below(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """The elements to which a path of names leads; `**` before a name is any number of elements."""
    found: Iterable[etree._Element] = () if element is None else (element,)
    for name in path:
        deep = name.startswith("**")
        found = [
            inner
            for outer in found
            for inner in (outer.iterdescendants() if deep else outer)
            if local(inner) == name.removeprefix("**")
        ]
    yield from found


def words(element: etree._Element, *without: str) -> str:
    """Its words in one line, without those of some elements below."""
    pieces = [element.text or ""]
    for inner in element:
        if local(inner) and local(inner) not in without:
            pieces.append(words(inner, *without))
        pieces.append(inner.tail or "")
    return " ".join("".join(pieces).split())


def machine_date(element: etree._Element) -> str:
    """What the attributes of a date say (att.datable of TEI P5), as EDTF; empty where they say nothing."""

    def day(*names: str) -> str:
        return next(
            (said.partition("T")[0] for name in names if (said := element.get(name) or element.get(f"{name}-iso"))), ""
        )

    first, last = day("notBefore", "from"), day("notAfter", "to")
    if day("when") or not (first and last) or first == last:
        return day("when") or (first if last else "")
    return f"{first}/{last}" if element.get("from") or element.get("from-iso") else f"[{first}..{last}]"


class Header:
    """A header, asked for what a chapter needs."""

    def __init__(self, document: etree._Element) -> None:
        """`document` is the element TEI."""
        self._document = document
        self._header = next(below(document, "teiHeader"), None)
        self._source = next(below(self._header, "fileDesc", "sourceDesc"), None)

    def titles(self, *, sub: bool) -> list[str]:
        """The titles, or those below them.

        That of a series stands for a text only where it has no other; a date for machines, and a translation beside the title
        in the text's own language, never do.
        """
        titles = [
            t
            for t in below(self._header, "fileDesc", "titleStmt", "title")
            if not t.get("when-iso") and words(t) and not _DAY.fullmatch(words(t))
        ]
        own = [title for title in titles if self._is_own(title)] or titles
        named = [title for title in own if title.get("level") != "s"] or own
        found = [words(title) for title in named if (title.get("type") in _BELOW) is sub]
        return list(dict.fromkeys(found))

    def _is_own(self, title: etree._Element) -> bool:
        """Whether a title is in the language of the text, as far as it says in which it is."""
        said, text = title.get(_LANG) or "", self.language()
        return not said or not text or said[:2] == text[:2]

    def authors(self) -> tuple[str, ...]:
        """Who wrote the text; of a letter, who sent it."""
        stated = [_name(author) for author in self._stated("author") if not _translates(author)]
        sent = [_name(n) for act in self._sent() for n in act.iterdescendants() if local(n) in ("persName", "orgName")]
        return tuple(dict.fromkeys(name for name in stated or sent if name))

    def translators(self) -> tuple[str, ...]:
        """Who translated the text."""
        named = (_name(person) for person in (*self._stated("author"), *self._stated("editor")) if _translates(person))
        return tuple(dict.fromkeys(name for name in named if name))

    def _stated(self, what: str) -> Iterator[etree._Element]:
        return below(self._header, "fileDesc", "titleStmt", what)

    def date(self) -> tuple[str, str]:
        """When the text was sent, written or published, before it was encoded: as a machine has it (EDTF), and as the header writes it.

        What the header writes is empty where a title or the text itself says the day.
        """
        said = self._said_in(
            *(date for act in self._sent() for date in below(act, "date")), *below(self._source, "**origDate")
        )
        if said[0]:
            return said
        if day := self._day_in_title() or self._day_of_letter():
            return day, ""
        return self._said_in(
            *below(self._source, "**date"),
            *below(self._header, "profileDesc", "creation", "**date"),
            *below(self._header, "fileDesc", "publicationStmt", "date"),
        )

    def _said_in(self, *places: etree._Element) -> tuple[str, str]:
        """The first date that says something."""
        for date in places:
            said = machine_date(date) or words(date)
            if said:
                return said, said if not words(date) or _CLOCK.match(words(date)) else words(date)
        return "", ""

    def _day_in_title(self) -> str:
        """The day that a title for machines names, as in diaries."""
        titles = list(below(self._header, "fileDesc", "titleStmt", "title"))
        days = [title.get("when-iso") or (words(title) if _DAY.fullmatch(words(title)) else "") for title in titles]
        return next((day for day in days if day), "")

    def _day_of_letter(self) -> str:
        """The day in the only date line of a letter."""
        lines = list(below(self._document, "text", "**opener", "**dateline"))
        days = [day for line in lines for date in below(line, "**date") if (day := machine_date(date))]
        return days[0] if len(lines) == len(days) == 1 else ""

    def language(self) -> str:
        """The language of the text."""
        for element in (*below(self._document, "text"), self._document):
            if element.get(_LANG):
                return str(element.get(_LANG))
        languages = below(self._header, "profileDesc", "langUsage", "language")
        return next((str(language.get("ident")) for language in languages if language.get("ident")), "")

    def publisher(self) -> str:
        """Who published the text, else who published the encoded one."""
        places = (*below(self._source, "**publisher"), *below(self._header, "fileDesc", "publicationStmt", "publisher"))
        named = (", ".join(words(o) for o in below(p, "orgName")) or words(p, "address", "email") for p in places)
        return next((name for name in named if name), "")

    def url(self) -> str:
        """Where the encoded text stands."""
        places = [words(place) for place in below(self._header, "fileDesc", "publicationStmt", "**idno")]
        return next((place for place in places if _ADDRESS.match(place)), "")

    def _sent(self) -> list[etree._Element]:
        acts = below(self._header, "profileDesc", "correspDesc", "correspAction")
        return [act for act in acts if act.get("type") == "sent"]


def _translates(person: etree._Element) -> bool:
    return person.get("role") in ("translator", "trl")


def _name(element: etree._Element) -> str:
    """A name in the order in which it is spoken."""
    named = next((e for e in element.iterdescendants() if local(e) in ("persName", "orgName", "name")), element)
    parts = [(local(part), words(part)) for part in named if local(part) in _NAME]
    if any(kind == "surname" for kind, _ in parts):  # of several forenames one may be that of the father
        return " ".join(said for wanted in _NAME for kind, said in parts if kind == wanted and said)
    name = words(named, "idno", "note", "date", "ref")
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given and len(name.split()) <= 5 else name  # no list of names

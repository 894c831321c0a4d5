"""The numbers that Word counts itself: of headings and of paragraphs, as laws, judgments and contracts have them.

Pandoc makes items of what is numbered plainly (`1.`, `b)`), drops the number of a heading, and of all else keeps a bare number:
`(1)`, `2.1` and `§ 3` of a law are lost, by which it is cited. Such numbers are written before the words, as Word shows them; what is
numbered `(a)` or `1.` below them stays a list, and counts as there. What is numbered `2.1` below an item `2.` is an item as that is.
In such files styles of headings often number whole paragraphs; a style that hardly holds anything but sentences is none of headings.
(Elements: ECMA-376, part 1, 17.9; `pStyle`, 17.9.23; `isLgl`, 17.9.4.)
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from lxml import etree

from lesebuch.numerals import in_style

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
NUMBER = "LesebuchNumber"
"""The style of the number of an item."""
_HEADING = re.compile(r"heading [1-9]", re.IGNORECASE)
_PLAIN = re.compile(r"%[1-9][.)]?")
_BRACKETED = re.compile(r"\(%[1-9]\)")
_PLACE = re.compile(r"%([1-9])")
_WITHOUT = ("bullet", "none")
_FORMATS = {
    "lowerLetter": "LowerAlpha",
    "upperLetter": "UpperAlpha",
    "lowerRoman": "LowerRoman",
    "upperRoman": "UpperRoman",
}
_SENTENCE = re.compile(r"[.;:,](?:\s(?:and|or|und|oder|et|ou))?[\"”“»’)\]]*$")
_SENTENCES, _LONG, _LONGEST, _ABOVE = 0.6, 60, 200, 0.5
"""Share of the paragraphs of a style that end as sentences, and their mean length, where it is none of headings; the length from which
on a sentence is none, whatever its style; the share of them that stand above text where it is one all the same."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs. What it does not say is as in the one that it is based on."""

    name: str = ""
    parent: str = ""
    numbers: str | None = None
    level: int | None = None
    outline: int | None = None
    """Its level in the outline of the text, 0 to 8; 9: none."""
    is_bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph is numbered: in which list, which of its forms, and how deep."""

    list_: str
    form: str
    level: int


@dataclass(slots=True)
class Numbers:
    """What the parts of a file say of styles and lists, and how far each list has counted."""

    styles: dict[str, Style] = field(default_factory=dict)
    forms: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By list (`numId`)."""
    lists: dict[str, str] = field(default_factory=dict)
    """From each list to what it shares its count with (`abstractNumId`)."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """By list, the levels at which it begins anew, with the first number; each is used up."""
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def style_chain(self, name: str) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield name, self.styles[name]
            name = self.styles[name].parent

    def is_heading(self, style: str) -> bool:
        """Whether pandoc takes a style for that of headings."""
        return any(_HEADING.fullmatch(said.name) for _, said in self.style_chain(style))

    def place(self, paragraph: etree._Element) -> Place | None:
        """Where a paragraph is numbered, by its own word or its style's; None if it is not."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        list_, level = said_of(own, "numId"), whole(said_of(own, "ilvl"))
        chain = list(self.style_chain(style_of(paragraph))) if list_ is None or level is None else []
        if list_ is None:
            list_ = next((style.numbers for _, style in chain if style.numbers is not None), None)
        if level is None:  # a style is that of a level, or says which
            named = {form.style: n for n, form in self.forms.get(list_ or "", {}).items() if form.style}
            said = (named.get(id_, style.level) for id_, style in chain)
            level = next((n for n in said if n is not None), None)
        form = self.forms.get(list_ or "", {}).get(level or 0)
        if list_ is None or form is None:
            return None
        return Place(self.lists[list_], list_, level or 0)

    def count(self, place: Place) -> str:
        """The number of the next paragraph there, with all that Word sets around it; empty for a bullet."""
        counts = self.counts.setdefault(place.list_, [None] * _LEVELS)
        forms = self.forms[place.form]
        form = forms[place.level]
        before = counts[place.level]
        anew = self.restarts[place.form].pop(place.level, None)
        counts[place.level] = anew if anew is not None else form.start if before is None else before + 1
        counts[place.level + 1 :] = [None] * (_LEVELS - place.level - 1)
        if form.format == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            of = forms.get(level, _Level())
            number = counts[level]
            return _shown(
                of.start if number is None else number,
                "decimal" if form.legal and of.format not in _WITHOUT else of.format,
            )

        return _PLACE.sub(shown, form.text).strip()


def read_numbers(styles: etree._Element | None, numbering: etree._Element | None) -> Numbers:
    """The styles and lists of a file, from the parts that declare them."""
    found = Numbers()
    for style in styles.iterfind(f"{_W}style") if styles is not None else ():
        numbers = style.find(f"{_W}pPr/{_W}numPr")
        found.styles[str(style.get(f"{_W}styleId"))] = Style(
            said_of(style, "name") or "",
            said_of(style, "basedOn") or "",
            said_of(numbers, "numId"),
            whole(said_of(numbers, "ilvl")),
            whole(said_of(style.find(f"{_W}pPr"), "outlineLvl")),
            is_on(style.find(f"{_W}rPr/{_W}b")),
        )
    if numbering is None:
        return found
    abstract = {str(one.get(f"{_W}abstractNumId")): one for one in numbering.iterfind(f"{_W}abstractNum")}
    linked = {link: id_ for id_, one in abstract.items() if (link := said_of(one, "styleLink"))}
    for one in numbering.iterfind(f"{_W}num"):
        id_, shared = str(one.get(f"{_W}numId")), said_of(one, "abstractNumId") or ""
        shared = linked.get(said_of(abstract.get(shared), "numStyleLink") or "", shared)
        overridden = list(one.iterfind(f"{_W}lvlOverride/{_W}lvl"))
        own = [] if shared not in abstract else list(abstract[shared].iterfind(f"{_W}lvl"))
        found.forms[id_] = {level: form for level, form in map(_level, (*own, *overridden)) if level < _LEVELS}
        found.lists[id_] = shared
        starts = (
            (whole(o.get(f"{_W}ilvl")), whole(said_of(o, "startOverride"))) for o in one.iterfind(f"{_W}lvlOverride")
        )
        found.restarts[id_] = {n: start for n, start in starts if n is not None and start is not None and n < _LEVELS}
    return found


def write_numbers(root: etree._Element, numbers: Numbers, rules: int) -> list[etree._Element]:
    """Write what Word would show before the words of headings, and of paragraphs whose number is more than pandoc's items show.

    Items below such a number belong to lists of their own, so that they count on as in Word: those (`w:num`) are to be declared.
    By rules 6 (`tree.py`) no paragraph of a list with such a number is an item, by rules 7 none that has such a number itself.
    """
    nested = rules > 6
    paragraphs = list(root.iter(f"{_W}p"))
    headings = _headings(paragraphs, numbers, rules)
    places = [numbers.place(paragraph) for paragraph in paragraphs]
    is_item = _is_item if nested else _is_plain
    written = {
        place.list_
        for place in places
        if place is not None and not is_item(numbers.forms[place.form][place.level], place.level)
    }
    if nested:
        written |= {
            place.list_
            for p, place in zip(paragraphs, places, strict=True)
            if place and numbers.is_heading(style_of(p))
        }
    items = set(_lists_of_items(paragraphs, places, numbers)) if rules > 7 else set[str]()
    parted = _PartedLists(numbers)
    for paragraph, place in zip(paragraphs, places, strict=True):
        heads = numbers.is_heading(style_of(paragraph))
        said = "" if place is None else numbers.count(place)
        if heads and paragraph not in headings:
            set_property(paragraph, "pStyle", None)
        if not said or place is None:
            continue
        form = numbers.forms[place.form][place.level]
        if heads or (place.list_ in written and not (nested and is_item(form, place.level))):
            below = bool(place.level) and place.list_ in items
            if _write(paragraph, said, NUMBER if below else "") and below:
                parted.take(paragraph, place, written=True)
            else:
                parted.part(place.list_)
        elif nested and place.list_ in written:
            parted.take(paragraph, place)
    return parted.declared


def _lists_of_items(
    paragraphs: Sequence[etree._Element], places: Sequence[Place | None], numbers: Numbers
) -> Iterator[str]:
    """The lists that hold no heading, and whose highest paragraphs are items."""
    placed = [(p, place) for p, place in zip(paragraphs, places, strict=True) if place is not None]
    headed = {place.list_ for p, place in placed if numbers.is_heading(style_of(p))}
    highest = (place for _, place in placed if not place.level and place.list_ not in headed)
    yield from (place.list_ for place in highest if _is_item(numbers.forms[place.form][0], 0))


@dataclass(slots=True)
class _OpenList:
    """A list as pandoc counts it."""

    form: str
    declared: etree._Element
    starts: dict[int, int] = field(default_factory=dict)
    """By level, its first number."""
    counts: dict[int, int] = field(default_factory=dict)
    """By level, its last number since an item of a higher one."""

    def next(self, level: int) -> int | None:
        """The number that the next item of a level gets; None if it may get any."""
        return self.counts[level] + 1 if level in self.counts else self.starts.get(level)

    def add(self, level: int, number: int, form: _Level) -> None:
        """Count an item. A level is declared with its first: lists are many, and most have one."""
        if level not in self.starts:
            self.starts[level] = number
            override = etree.SubElement(self.declared, f"{_W}lvlOverride", {f"{_W}ilvl": str(level)})
            own = etree.SubElement(override, f"{_W}lvl", {f"{_W}ilvl": str(level)})
            add_property(own, "start", number)
            add_property(own, "numFmt", form.format)
            add_property(own, "lvlText", form.text)
        self.counts = {higher: last for higher, last in self.counts.items() if higher < level} | {level: number}


class _PartedLists:
    """Lists between whose items stand paragraphs with written numbers, which pandoc does not count."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._next = max((int(id_) for id_ in numbers.forms if id_.isdecimal()), default=0) + 1
        self._open: dict[str, _OpenList] = {}
        """By list, that of its items since the last written number."""
        self.declared: list[etree._Element] = []

    def part(self, list_: str) -> None:
        """A number of a list is written."""
        self._open.pop(list_, None)

    def take(self, paragraph: etree._Element, place: Place, *, written: bool = False) -> None:
        """Put an item into the list that is open, if it gets the number there that Word shows; else into one that begins with it.

        `written`: its number stands in its words, and it is to get none.
        """
        number = self._numbers.counts[place.list_][place.level] or 0
        forms = self._numbers.forms
        open_ = self._open.get(place.list_)
        number_there = None if open_ is None or written else open_.next(place.level)
        if open_ is None or forms[open_.form] != forms[place.form] or number_there not in (None, number):
            open_ = self._open[place.list_] = _OpenList(place.form, self._declare(place.form))
        form = forms[place.form][place.level]
        open_.add(place.level, number, replace(form, format="bullet") if written else form)
        numbers = etree.Element(f"{_W}numPr")
        add_property(numbers, "ilvl", place.level)
        add_property(numbers, "numId", open_.declared.get(f"{_W}numId"))
        set_property(paragraph, "numPr", numbers)

    def _declare(self, form: str) -> etree._Element:
        """A list of the same form."""
        declared = etree.Element(f"{_W}num", {f"{_W}numId": str(self._next)})
        self._next += 1
        add_property(declared, "abstractNumId", self._numbers.lists[form])
        self.declared.append(declared)
        return declared


def _headings(paragraphs: list[etree._Element], numbers: Numbers, rules: int) -> set[etree._Element]:
    """The paragraphs whose style is one of headings, and that head something."""
    by_style: dict[str, list[tuple[etree._Element, str]]] = {}
    above = Counter[str]()
    written = [(paragraph, words) for paragraph in paragraphs if (words := words_of(paragraph))]
    for (paragraph, words), below in zip_longest(written, written[1:]):
        style = style_of(paragraph)
        if numbers.is_heading(style):
            by_style.setdefault(style, []).append((paragraph, words))
            above[style] += below is not None and not numbers.is_heading(style_of(below[0]))
    return {
        paragraph
        for style, held in by_style.items()
        for paragraph in heading_something(held, above=above[style] if rules > 7 else 0)
    }


def heading_something(held: Sequence[tuple[etree._Element, str]], *, above: int = 0) -> Iterator[etree._Element]:
    """Of paragraphs that are said to be headings of one kind, each with its words, those that are: whole paragraphs of text are none.

    `above`: how many of them stand above text. Those of a law stand above one another.
    """
    sentences = sum(bool(_SENTENCE.search(words)) for _, words in held)
    headed = above > _ABOVE * len(held)
    if not headed and sentences > _SENTENCES * len(held) and sum(len(words) for _, words in held) > _LONG * len(held):
        return
    yield from (p for p, words in held if len(words) <= _LONGEST or not _SENTENCE.search(words))


def words_of(paragraph: etree._Element) -> str:
    """The words that are in it."""
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()


def _is_plain(form: _Level, level: int) -> bool:
    """Whether pandoc's items show the number as it is: the bare one of this level, with a dot or a bracket behind it."""
    if form.format in _WITHOUT or not form.text.strip():
        return True
    return bool(_PLAIN.fullmatch(form.text.strip())) and form.text.strip()[1] == str(level + 1)


def _is_item(form: _Level, level: int) -> bool:
    """Whether the number is one of an item: a plain one, or a letter in brackets; figures in brackets are paragraphs of laws."""
    text = form.text.strip()
    lettered = form.format in _FORMATS and _BRACKETED.fullmatch(text) and text[2] == str(level + 1)
    return bool(lettered) or _is_plain(form, level)


def _write(paragraph: etree._Element, said: str, style: str) -> bool:
    """The number directly before the words, behind the ends of fields, and none that is counted; whether there are words."""
    first = next((text for text in paragraph.iter(f"{_W}t") if (text.text or "").strip()), None)
    if first is None:
        return False
    numbers = etree.Element(f"{_W}numPr")
    add_property(numbers, "numId", 0)
    set_property(paragraph, "numPr", numbers)
    run = etree.Element(f"{_W}r")
    if style:
        add_property(etree.SubElement(run, f"{_W}rPr"), "rStyle", style)
    text = etree.SubElement(run, f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = f"{said} "
    child = next(child for child in (first, *first.iterancestors()) if child.getparent() is paragraph)
    paragraph.insert(paragraph.index(child), run)
    return True


def add_property(parent: etree._Element, name: str, value: object) -> None:
    """A property with a value."""
    etree.SubElement(parent, f"{_W}{name}", {f"{_W}val": str(value)})


def set_property(paragraph: etree._Element, name: str, value: etree._Element | None) -> None:
    """Another property of a paragraph, or none."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{_W}{name}"):
        properties.remove(old)
    if value is not None:
        properties.append(value)


def _level(element: etree._Element) -> tuple[int, _Level]:
    format_ = said_of(element, "numFmt") or "decimal"
    legal = element.find(f"{_W}isLgl") is not None
    start = whole(said_of(element, "start"))
    return whole(element.get(f"{_W}ilvl")) or 0, _Level(
        format_,
        said_of(element, "lvlText") or "",
        1 if start is None else start,
        legal,
        said_of(element, "pStyle") or "",
    )


def _shown(number: int, format_: str) -> str:
    if format_ in _WITHOUT:
        return ""
    return f"{number:02}" if format_ == "decimalZero" else in_style(number, _FORMATS.get(format_, ""))


def style_of(paragraph: etree._Element) -> str:
    """The id of its style."""
    return said_of(paragraph.find(f"{_W}pPr"), "pStyle") or ""


def said_of(element: etree._Element | None, name: str) -> str | None:
    """The value of a property; None if it is not there."""
    found = None if element is None else element.find(f"{_W}{name}")
    value = None if found is None else found.get(f"{_W}val")
    return None if value is None else str(value)


def is_on(element: etree._Element | None) -> bool | None:
    """Whether what can be on or off is on; None if nothing says so (17.17.4)."""
    return None if element is None else element.get(f"{_W}val", "1") not in ("0", "false", "off")


def whole(text: str | None) -> int | None:
    """A number; None if it is none."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else None

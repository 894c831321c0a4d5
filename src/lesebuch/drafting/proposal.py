"""What drafting proposes: nothing here is decided, each part says where it was taken from."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lesebuch.drafting.datelines import FoundDate
from lesebuch.drafting.names import spelled
from lesebuch.edtf import TimeValue
from lesebuch.model import Original, Outside

_QUOTES = (('"', '"'), ("„", "“"), ("»", "«"), ("'", "'"))
RUNNING = 180
"""Characters from which on a line is running text, whatever else it looks like."""
_MOST_QUOTED = 0.8
_FEWEST_WORDS, _MOST_WORDS = 3, 6
"""An anchor stays short: the repository quotes no sentences of a restricted source."""


@dataclass(frozen=True, slots=True)
class LineForm:
    """What a line is by its looks, where no format says so."""

    kind: str
    """As `is:` of a chapter file names it."""
    group: int = 0
    """Lines with the same number, which is not 0, are one passage, or one stanza."""
    speaker: str | None = ""
    """Of a speech the words that say who speaks; empty: whoever stands before the first colon; None: nobody."""
    level: int = 0
    """Of an item the depth of its list, from 1; 0: it is not told."""
    header: int = 0
    """Of rows: how many of the first name the columns."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceLine:
    """A line that is not blank. It equals only itself: a text of many lines is searched for it often."""

    number: int
    text: str
    cells: int = 0
    """Tabs within it, which part the cells of a row."""
    cell: int = 0
    """Characters of the first of its cells, where the format parts it into several."""
    level: int = 0
    """Of a heading, 1 to 6, where the format says so; else 0."""
    quoted: bool = False
    """Whether the format says that it is a quotation."""
    strong: bool = False
    """Whether the format sets all of it off as strong."""
    kind: str = ""
    """What else the format says that it is, as in `PageLine`; empty for a paragraph, and where nothing says so."""
    group: int = 0
    """Lines with the same number, which is not 0, make one list, table or the like, as in `Layout`."""
    wrapped: bool = False
    """Whether it is a part of a paragraph of running text whose lines were broken by width."""
    form: LineForm | None = None
    """What it is by its looks, if they tell."""
    bold: int = 0
    """Characters at its beginning that the format sets off as strong."""
    slanted: bool = False
    """Whether the format sets all of it in italics."""
    speaks: bool = False
    """Whether it names who speaks, as what is indented below it shows."""
    indent: int = 0
    """Characters of white space with which it begins."""
    above: int = 0
    """The line that stands above it in the text, where a page ends between the two; 0: whatever has the number before."""


def is_open(block: SourceLine) -> bool:
    """Whether nothing says yet what a line is: neither the format nor its looks."""
    return not (block.kind or block.level or block.quoted or block.form)


def is_all_quoted(blocks: Sequence[SourceLine]) -> bool:
    """Whether nearly all of a text is a quotation, as the format says: then quotations are how a page indents it."""
    running = [block for block in blocks if not block.level]
    quoted = sum(len(block.text) for block in running if block.quoted)
    return quoted > _MOST_QUOTED * sum(len(block.text) for block in running)


Looked = tuple[dict[int, LineForm], list[tuple[int, str]]]
"""What a look at all lines finds: the forms of some by their numbers, and doubts, each with the line that it is about."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An item of `structure`: a line, or words in it, and what they are."""

    line: int
    start: int
    end: int
    """Offsets in the normalised line; they also order the claims of a line."""
    at: str
    """As the chapter file writes it: `3`, or `3 "words"`."""
    kind: str
    detail: str = ""
    """The field of metadata, the reason of what is dropped."""
    form: LineForm | None = None
    """Of a line that was told by its looks."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody who had a part in the text, and where it says so."""

    name: str
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same text elsewhere."""

    file: str
    """Empty: in this file."""
    first: int
    last: int
    share: float
    """Of the word sequences of the shorter one; 1 means word for word."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that an article shows."""

    address: str
    """Within the source."""
    line: int
    described: bool
    """Whether words of the source say what it shows."""
    alt: str = ""
    """What the page says for those who do not see it, where that is no part of the text."""
    ending: str = ""
    """Of the file that is to hold it; empty: it is not to be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What is told of an article, and where: the same while it is looked at and when it is drafted. A new fact has its place here alone."""

    title: str = ""
    title_at: str = ""
    """Where the title stands; empty if the source gives none and `title` is only a stand-in."""
    published: TimeValue | None = None
    published_at: str = ""
    """The words that bear it out; empty if it was taken from the page's metadata, or is unknown."""
    published_note: str = ""
    publisher: str = ""
    publisher_at: str = ""
    url: str = ""
    original: Original | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(ArticleFacts):
    """An article that was found in a source, as the chapter file or the register will say it: nothing in it changes any more."""

    first: int
    last: int
    slug: str
    """Not yet made unique."""
    language: str
    credits: tuple[Credit, ...] = ()
    structure: tuple[Claim, ...] = ()
    outside: tuple[Outside, ...] = ()
    """Lines beside the article that belong to no chapter."""
    doubts: tuple[str, ...] = ()
    pictures: tuple[ShownPicture, ...] = ()
    part: str = ""
    """Of a chapter of a book: the book's title."""
    repeats: Repeat | None = None
    """Set if the article is a duplicate: then it is for the register, and no chapter."""


def whole(block: SourceLine, kind: str, detail: str = "") -> Claim:
    """The claim on a whole line."""
    return Claim(block.number, 0, len(block.text), str(block.number), kind, detail)


def part(block: SourceLine, start: int, end: int, kind: str, detail: str = "") -> Claim:
    """The claim on words of a line; white space around them is nobody's."""
    text = block.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    return Claim(block.number, start, end, pointer(block, start, end), kind, detail)


def pointer(block: SourceLine, start: int, end: int) -> str:
    """How a chapter file points at these words: by all of them if they are few, else by the first and the last."""
    text = block.text
    if start == 0 and end == len(text):
        return str(block.number)
    words = text[start:end].split()
    if len(words) <= _MOST_WORDS:
        return f"{block.number} {_named(text, text[start:end], start, text.find(text[start:end]))}"
    for count in range(_FEWEST_WORDS, _MOST_WORDS + 1):
        head = _prefix(text[start:end], words[:count])
        if text.count(head) == 1 or count == _MOST_WORDS:
            break
    for count in range(_FEWEST_WORDS, _MOST_WORDS + 1):
        tail = _suffix(text[start:end], words[-count:])
        if text.count(tail, start) == 1 or count == _MOST_WORDS:
            break
    first = _named(text, head, start, text.find(head))
    last = _named(text, tail, end - len(tail), text.find(tail, start))
    return f"{block.number} {first} .. {last}"


def _prefix(text: str, words: list[str]) -> str:
    at = 0
    for word in words:
        at = text.index(word, at) + len(word)
    return text[:at]


def _suffix(text: str, words: list[str]) -> str:
    at = len(text)
    for word in reversed(words):
        at = text.rindex(word, 0, at)
    return text[at:]


def _named(text: str, words: str, start: int, found: int) -> str:
    """Quoted, with the number of the occurrence where the words alone do not tell it."""
    left, right = next(((a, b) for a, b in _QUOTES if a not in words and b not in words), _QUOTES[0])
    several = text.find(words, found + 1) >= 0 or found != start
    count, at = 0, -1
    while several and at < start:
        at = text.find(words, at + 1)
        count += 1
        if at < 0:
            break
    return f"{left}{words}{right}" + (f" {count}" if several else "")


@dataclass(slots=True)
class OpenDraft:
    """An article while it is being looked at, of which a `Draft` is made in the end; language, slug and place come with that. `body`, in the order of the lines, shrinks as blocks are found to be something else than paragraphs."""

    blocks: tuple[SourceLine, ...]
    body: list[SourceLine]
    claims: list[Claim] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    facts: ArticleFacts = ArticleFacts()
    """As far as they are known; each `set_` says which of two stands."""
    set_off: bool = False
    """Whether the format says which lines are strong: where it marks no headings, no other line is taken for one."""
    whole: bool = False
    """Whether it is all text, since no page is around it: nothing above the title is left out."""
    styled: bool = False
    """Whether the format says what some of the lines are."""
    recorded: bool = False
    """Whether it came with the fields of a press database: then nobody is its author whom they do not name."""
    address_date: tuple[str, str] | None = None
    """A date in an address, as EDTF, and its line."""
    slashed: list[FoundDate] = field(default_factory=list)
    """Dates in which either number may be the day."""
    _claimed: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Line -> the parts of it that are claimed."""

    def claim(self, claim: Claim) -> None:
        """These words are what the claim says."""
        self.claims.append(claim)
        self._claimed.setdefault(claim.line, []).append((claim.start, claim.end))

    def take(self, block: SourceLine, kind: str, detail: str = "", *, form: LineForm | None = None) -> None:
        """The whole line is this, or what other claims leave of it, which has no form any more."""
        own = sorted(self._claimed.get(block.number, ()))
        if not own:
            self.claim(replace(whole(block, kind, detail), form=form))
        for (_, start), (end, _) in pairwise([(0, 0), *own, (len(block.text),) * 2] if own else []):
            if block.text[start:end].strip():
                self.claim(part(block, start, end, kind, detail))
        del self.body[bisect_left(self.body, block.number, key=lambda other: other.number)]

    def credit(self, name: str, role: str, at: str) -> None:
        """Somebody is named; the same name in the same role counts once."""
        name = spelled(" ".join(name.split()).strip(" .,;"))
        if name and not any(c.name == name and c.role == role for c in self.credits):
            self.credits.append(Credit(name, role, at))

    def credit_authors(self, names: Iterable[str], at: str) -> None:
        """All of these wrote it."""
        for name in names:
            self.credit(name, "author", at)

    def doubt_whose(self, block: SourceLine) -> None:
        """A name stands where those of authors do, and no label says that it is one."""
        self.doubts.append(f"author: line {block.number} gives a name without saying whose")

    @property
    def has_author(self) -> bool:
        """Whether it is known who wrote it."""
        return any(credit.role == "author" for credit in self.credits)

    def set_title(self, words: str, at: str = "") -> None:
        """What was taken for the title before is none."""
        self.facts = replace(self.facts, title=words, title_at=at)

    def set_date(self, value: TimeValue, at: str, note: str = "") -> None:
        """The first date that is found stands; another one is a doubt."""
        known = self.facts.published
        if known is None:
            self.facts = replace(self.facts, published=value, published_at=at, published_note=note)
        elif str(known) != str(value):
            place = f"line {at.split(maxsplit=1)[0]}" if at else note
            self.doubts.append(f"date: {place} gives {value}, taken is {known}")

    def set_found_date(self, date: FoundDate, at: str) -> None:
        """A date that a line gives, with what is in doubt of it."""
        self.set_date(date.value, at)
        self.doubt_date(date)

    def doubt_date(self, date: FoundDate) -> None:
        """What is in doubt of a date that a line gives; the language may decide it later."""
        self.doubts += [date.doubt] if date.doubt else []
        self.slashed += [date] if date.day_first else []

    def set_revised(self, value: TimeValue, at: str, line: int) -> None:
        """The day of a revision is all that a line says: what stands there is of that day, uncertain, for the text may be older.

        Of seventeen pages that say no more, sixteen were published on that day; that it was any day up to it would say less than is known.
        """
        unsure = f"{value}?" if value.is_exact else f"[..{value.latest}]"
        self.set_date(TimeValue.parse(unsure), at, "date of a revision")
        self.doubts.append(f"date: line {line} is the date of a revision; the text may be older")

    def set_publisher(self, name: str, at: str = "") -> None:
        """The first that is named stands, and so does its place."""
        if name and not self.facts.publisher:
            self.facts = replace(self.facts, publisher=name, publisher_at=at)

    def set_url(self, url: str) -> None:
        """The first address that is found stands."""
        if not self.facts.url:
            self.facts = replace(self.facts, url=url)

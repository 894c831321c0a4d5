"""The text of a chapter: an element for each passage, with its id, its place in the source and its words.

What begins or ends a letter or an article stands where TEI has a place for it, at the beginning or the end of its division; elsewhere it is an
`ab` with its kind as `type`, as is all for which TEI has no element.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

from lxml import etree

from lesebuch.export.tei import elements
from lesebuch.export.tei.elements import child, local, name
from lesebuch.export.tei.marks import Marks, words_alone
from lesebuch.model import Passage, PassageKind, Rights
from lesebuch.presentation.arrangement import Section, arrange
from lesebuch.presentation.blocks import Block, PassageGroup, grouped
from lesebuch.presentation.index import Index
from lesebuch.presentation.outward import address
from lesebuch.presentation.walk import Closed, Opened, Set, Step, Walk

_ANYWHERE = frozenset({PassageKind.PAGE, PassageKind.FOOTNOTE})
_FIRST = frozenset({PassageKind.BYLINE, PassageKind.DATELINE, PassageKind.SALUTATION})
_LAST = frozenset({PassageKind.CLOSING, PassageKind.SIGNATURE, PassageKind.DATELINE, PassageKind.PROVENANCE})
_ELEMENTS = {
    PassageKind.PARAGRAPH: "p",
    PassageKind.BOX: "p",
    PassageKind.QUOTE: "quote",
    PassageKind.ATTRIBUTION: "bibl",
}
_AT_THE_ENDS = {
    PassageKind.TITLE: "head",
    PassageKind.SUBTITLE: "head",
    PassageKind.BYLINE: "byline",
    PassageKind.DATELINE: "dateline",
    PassageKind.SALUTATION: "salute",
    PassageKind.CLOSING: "salute",
    PassageKind.SIGNATURE: "signed",
    PassageKind.PROVENANCE: "trailer",
}
_NO_BLOCKS = frozenset({"pb", "fw", "note", "figure", "head", "byline", "dateline", "opener"})
"""Elements that alone make no division to which an end may be added, and no text."""
_SPEAKER_ENDS = re.compile(r"([^\w\s]*)(\s*)")


def text_of(marks: Marks) -> etree._Element:
    """The element `text` of a chapter; where its words are not at hand, or must not be shown, its passages are gaps."""
    return _Text(marks).made()


class _Text:
    def __init__(self, marks: Marks) -> None:
        self._marks, self._chapter = marks, marks.chapter
        self._walk = Walk(marks.reader, Index(marks.reader), marks.chapter)

    def made(self) -> etree._Element:
        text = elements.element("text", lang=elements.language(self._chapter.language))
        body = child(text, "body")
        page = arrange(self._chapter)
        if not self._chapter.available or not self._chapter.passages:
            for passage in self._chapter.passages:
                self._gap(body, passage)
        else:
            for passage in (*([page.title] if page.title else []), *page.front):
                self._end(body, passage)
            before = page.text[0].passages if page.text and page.text[0].heading is None else ()
            self._fill(body, before, page.text[1:] if before else page.text)
        if not len(body):
            child(body, "ab")
        return text

    # --- Divisions

    def _fill(self, division: etree._Element, passages: Sequence[Passage], below: Sequence[Section]) -> None:
        """Blocks, then divisions: TEI has no block behind a division."""
        first, rest = _cut(passages, _FIRST)
        last: Sequence[Passage] = ()
        if not below:
            turned, kept = _cut(rest[::-1], _LAST)
            last, rest = turned[::-1], kept[::-1]
        together = any(passage.kind is PassageKind.SALUTATION for passage in first)
        self._ends(child(division, "opener") if together else division, first)
        for block in grouped(rest):
            self._block(division, block)
        needed = last or local(division) == "body"
        if needed and not below and all(local(made) in _NO_BLOCKS for made in division):
            child(division, "ab")
        for trailing, several in groupby(last, lambda passage: passage.kind is PassageKind.PROVENANCE):
            self._ends(division if trailing else child(division, "closer"), several)
        for section in below:
            inner = child(division, "div")
            if section.heading:
                self._made(inner, section.heading, "head")
            self._fill(inner, section.passages, section.sections)
        for made in (*division, *division.iterfind("{*}list//{*}item")):
            made.tail = "\n"

    def _ends(self, holder: etree._Element, passages: Iterable[Passage]) -> None:
        for passage in passages:
            self._end(holder, passage)

    def _end(self, holder: etree._Element, passage: Passage) -> None:
        if passage.kind in _ANYWHERE:
            self._block(holder, passage)
            return
        sub = "sub" if passage.kind is PassageKind.SUBTITLE else ""
        self._made(holder, passage, _AT_THE_ENDS[passage.kind], type=sub)

    # --- Passages that stand together

    def _block(self, parent: etree._Element, block: Block) -> None:
        if isinstance(block, Passage):
            self._passage(parent, block)
            return
        match block.kind:
            case "list":
                self._list(parent, block)
            case "box":
                self._parts(child(child(parent, "floatingText", type="box"), "body"), block.parts)
            case "quotation":
                self._quotation(parent, block.parts)
            case "figure":
                self._figure(parent, block.parts)
            case _:
                self._parts(parent, block.parts)

    def _parts(self, parent: etree._Element, parts: Iterable[Block]) -> None:
        for part in parts:
            self._block(parent, part)

    def _list(self, parent: etree._Element, group: PassageGroup) -> None:
        made = child(parent, "list", rend="numbered" if group.numbering else "bulleted")
        parts = list(group.parts)
        while parts:
            deeper: list[Block] = []
            first = parts.pop(0) if isinstance(parts[0], Passage) else None
            while parts and isinstance(parts[0], PassageGroup):
                deeper.append(parts.pop(0))
            if isinstance(first, Passage) and not deeper:
                self._made(made, first, "item", n=first.label)
                continue
            # What stands below it is no part of the item's words.
            item = child(made, "item", n=first.label if isinstance(first, Passage) else "")
            if isinstance(first, Passage):
                self._made(item, first, "p")
            self._parts(item, deeper)

    def _quotation(self, parent: etree._Element, parts: Sequence[Block]) -> None:
        passages = [part for part in parts if isinstance(part, Passage)]
        said = [passage for passage in passages if passage.kind is PassageKind.QUOTE]
        whose = passages[len(said) :]
        holder = child(parent, "cit") if whose else parent
        if len(said) == 1:
            self._passage(holder, said[0])
        else:
            quote = child(holder, "quote")
            for passage in said:
                self._made(quote, passage, "p")
        self._parts(holder, whose)

    def _figure(self, parent: etree._Element, parts: Sequence[Block]) -> None:
        passages = [part for part in parts if isinstance(part, Passage)]
        holder = child(parent, "figure")
        for passage in passages:
            if passage.kind is PassageKind.CAPTION:
                self._made(holder, passage, "head")
            elif passage.kind is PassageKind.FIGURE:
                self._picture(holder, passage)
            else:
                self._passage(holder, passage)

    # --- One passage

    def _passage(self, parent: etree._Element, passage: Passage) -> None:
        match passage.kind:
            case PassageKind.SPEECH:
                self._speech(parent, passage)
            case PassageKind.VERSE:
                self._stanza(parent, passage)
            case PassageKind.TABLE if passage.parts:
                self._made(parent, passage, "table")
            case PassageKind.PAGE:
                child(parent, "pb", n=passage.label or passage.text or "")
                self._made(parent, passage, "fw", type="pageNum")
            case PassageKind.FOOTNOTE:
                self._made(parent, passage, "note", type="source", n=passage.label)
            case _ if passage.kind in _ELEMENTS:
                self._made(parent, passage, _ELEMENTS[passage.kind])
            case _:
                self._made(parent, passage, "ab", type=str(passage.kind))

    def _picture(self, holder: etree._Element, passage: Passage) -> None:
        if target := address(passage.target, self._chapter.url) or passage.target:
            child(holder, "graphic", url=elements.address(target))
        described = self._empty(holder, passage, "figDesc")
        self._marks.fill(described, words_alone(self._walk.steps(passage)))

    def _stanza(self, parent: etree._Element, passage: Passage) -> None:
        if passage.parts:
            self._made(parent, passage, "lg")
        else:
            stanza = self._empty(parent, passage, "lg")
            self._marks.fill(child(stanza, "l"), self._walk.steps(passage))

    def _speech(self, parent: etree._Element, passage: Passage) -> None:
        """Who speaks, with the stop behind the name, and what is said."""
        speech = self._empty(parent, passage, "sp", n=passage.label)
        said: Iterable[Step] = self._walk.steps(passage)
        end = next((style.end for style in passage.styles if (style.kind, style.start) == ("speaker", 0)), 0)
        if end and (found := _SPEAKER_ENDS.match(passage.text or "", end)):
            named, said = self._walk.speech(passage, found.end(1), found.end(2))
            speaker = child(speech, "speaker")
            self._marks.fill(speaker, (step for step in named if not _names_speaker(step)))
            elements.append(speech, found[2])
        self._marks.fill(child(speech, "p"), said)

    def _made(self, parent: etree._Element, passage: Passage, tag: str, **attributes: str) -> None:
        self._marks.fill(self._empty(parent, passage, tag, **attributes), self._walk.steps(passage))

    def _empty(self, parent: etree._Element, passage: Passage, tag: str, **attributes: str) -> etree._Element:
        own = passage.language if passage.language != self._chapter.language else ""
        source = elements.places(passage.source)
        return child(parent, tag, id=self._name(passage.id), **attributes, lang=elements.language(own), source=source)

    def _gap(self, body: etree._Element, passage: Passage) -> None:
        """A passage without its words: links to it, to its lines and rows, lead to it all the same."""
        made = child(body, "ab", type=str(passage.kind), id=self._name(passage.id))
        child(made, "gap", reason="restricted" if self._chapter.rights is Rights.RESTRICTED else "missing")
        for part in passage.parts:
            child(made, "anchor", id=self._name(part.id))
        made.tail = "\n"

    def _name(self, id_: str) -> str:
        return name(self._chapter.slug, id_)


def _names_speaker(step: Step) -> bool:
    return isinstance(step, Opened | Closed) and step.mark == Set("speaker")


def _cut(passages: Sequence[Passage], kinds: frozenset[PassageKind]) -> tuple[Sequence[Passage], Sequence[Passage]]:
    """Those of these kinds at the beginning, up to the last of them, and the rest. What may stand anywhere is between them."""
    run = list(takewhile(lambda passage: passage.kind in kinds | _ANYWHERE, passages))
    while run and run[-1].kind in _ANYWHERE:
        run.pop()
    return passages[: len(run)], passages[len(run) :]

"""TEI P5: editions of texts as philologists encode them.

The rules: title, subtitles, authors and date of the header come first. Then the text, in the order of the document:

- heads, paragraphs, lines of verse, items, rows of tables, parts of letters are lines. A head has the level of its division.
- A speaker's name begins the line of a speech in prose; before verse it is a line of its own. A stage direction within a line
  stays there, others are lines.
- A note is a line behind the block that refers to it; its mark is its `n`, else its number.
- Of two readings the printed one stands (`sic`, `orig`, `abbr`, `lem`), deleted words are marked as such; `gap` is `[…]`.
- A word divided at the end of a printed line becomes one, with a soft hyphen, as in a PDF.
- A page break with a number is a line of its own, behind the block in which it falls.
- Running heads and catchwords (`fw`), pictures of pages, the header's other words and what stands outside of `text` are left out; so
  are registers of persons, places and the like, and the list of works beside them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from lesebuch.model import SourceCell
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.teiheader import Header, below, local
from lesebuch.sources.teinames import KINDS, PLAIN, PRINTED, RENDERED, ROOTS, SKIPPED, STYLES, is_register, side
from lesebuch.sources.told import Told, ToldLine

_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac\u2e17]\s*$")
_AND = re.compile(r"(?:und|oder|bis|sowie|and|or|et|ou)\b")
_SPACE = re.compile(r"\s+")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _State:
    """What the lines that are being read are."""

    kind: str = ""
    level: int = 0
    label: str = ""
    group: int = 0
    divisions: int = 0
    lists: int = 0
    inline: bool = False
    """Whether a line is open, so that what may be either stays within it."""


def read_tei(data: bytes) -> Told:
    """The lines of a TEI document; ValueError says in plain words why there are none."""
    root = _parsed(data)
    if local(root) not in ROOTS:
        raise Refusal("it is XML, but no TEI", "Copy its text into a .txt file.")
    reader = _Reader()
    documents = [root] if next(below(root, "text"), None) is not None else list(below(root, "**TEI"))
    for document in documents or [root]:
        reader.document(document)
    header = Header(documents[0] if len(documents) == 1 else root)
    return Told(
        reader.done,
        title=". ".join(header.titles(sub=False)),
        authors=header.authors(),
        translators=header.translators(),
        date=header.date()[0],
        language=header.language(),
        publisher=header.publisher(),
        url=header.url(),
    )


def _parsed(data: bytes) -> etree._Element:
    # Entities of the document itself are letters; those of other files are not fetched. libxml2 limits what they grow to.
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs know the older values alone
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = f" in line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) and error.lineno else ""
        raise Refusal(
            f"it is not well-formed XML{place}", "Open it in an XML editor, which shows what is missing."
        ) from error


class _Reader:
    def __init__(self) -> None:
        self.done: list[ToldLine] = []
        self._state = _State()
        self._text = ""
        self._marks: list[tuple[int, int, str, str]] = []
        self._breaks = False
        """Whether a printed line ends here."""
        self._speaker: ToldLine | None = None
        self._pages: list[str] = []
        self._notes: list[tuple[str, etree._Element]] = []
        self._numbered = self._groups = 0

    def document(self, document: etree._Element) -> None:
        """The head of a document, then its text."""
        header = Header(document)
        for kind, texts in (
            ("title", header.titles(sub=False)), ("subtitle", header.titles(sub=True)),
            ("author", header.authors()), ("date", [header.date()[1]]),
        ):  # fmt: skip
            self.done += [ToldLine(text, kind) for text in texts if text]
        for text in below(document, "text"):
            self._inside(text)
            self.end()

    def group(self) -> int:
        self._groups += 1
        return self._groups

    @contextmanager
    def within(self, **said: Any) -> Iterator[None]:
        before = self._state
        self._state = replace(before, **said)
        yield
        self._state = before

    @contextmanager
    def line(self, **said: Any) -> Iterator[None]:
        """What is read here is a line."""
        self.end()
        with self.within(**said):
            with self.within(inline=True):
                yield
            self.end()

    # --- Text of a line

    def add(self, piece: str | None) -> None:
        """More text; white space becomes one space, none at the beginning."""
        piece = _SPACE.sub(" ", piece or "")
        if self._breaks and piece.strip():
            piece = piece.lstrip()
            self._over_the_break(piece)
        if not self._text or self._text.endswith((" ", "\t")):
            piece = piece.lstrip(" ")
        self._text += piece

    def _over_the_break(self, following: str) -> None:
        self._breaks = False
        divided = _DIVIDED.search(self._text, max(len(self._text) - 2, 0)) if len(self._text) > 1 else None
        if divided and following[0].islower() and not _AND.match(following):
            self._text = self._text[: divided.start()] + "\u00ad"
        elif not self._text.endswith(("\u00ad", " ")) and self._text:
            self._text += " "

    def broken(self, element: etree._Element) -> None:
        """A printed line, column or page ends."""
        if element.get("break") == "no":
            self._text = _DIVIDED.sub("", self._text.rstrip(" ")) + "\u00ad" if self._text.strip() else ""
        self._breaks = True

    def end(self) -> None:
        """The line is whole; notes and page breaks follow it."""
        text = self._text.rstrip(" ")
        marks = [(start, min(end, len(text)), kind, target) for start, end, kind, target in self._marks]
        self._text, self._marks, self._breaks = "", [], False
        if text.strip():
            state = self._state
            kept = tuple(sorted(mark for mark in marks if mark[0] < mark[1] or mark[2] == "noteref"))
            level = state.level if state.kind in ("heading", "item") else 0
            cells = _cells(text) if state.kind == "row" else ()
            label = state.label if state.kind in ("item", "footnote", "speech") else ""
            self._emit(ToldLine(text.replace("\x00", ""), state.kind, level, label, state.group, cells, marks=kept))
        notes, self._notes = self._notes, []
        for mark, note in notes:
            with self.within(kind="footnote", label=mark, group=self.group(), inline=False, lists=0):
                self._inside(note)
                self.end()
        if not self._state.inline:
            pages, self._pages = self._pages, []
            self.done += [ToldLine(page, "page", label=page) for page in pages]

    def _emit(self, line: ToldLine) -> None:
        speaker, self._speaker = self._speaker, None
        if speaker and line.kind == "speech":
            shift = len(speaker.text) + 1
            marks = tuple((start + shift, end + shift, kind, target) for start, end, kind, target in line.marks)
            line = replace(line, text=f"{speaker.text} {line.text}", marks=(*speaker.marks, *marks))
        elif speaker:
            self.done.append(speaker)
        self.done.append(line)

    def marked(self, element: etree._Element, kind: str, target: str = "") -> None:
        start = len(self._text)
        self._inside(element)
        if kind:
            self._marks.append((start, len(self._text), kind, target))

    # --- Elements

    def _inside(self, element: etree._Element) -> None:
        self.add(element.text)
        for inner in element:
            name = local(inner)
            if name not in SKIPPED and not is_register(inner, name):
                self._element(inner, name)
            self.add(inner.tail)

    def _element(self, element: etree._Element, name: str) -> None:
        if name in _HANDLERS:
            _HANDLERS[name](self, element)
        elif name in STYLES:
            self.marked(element, STYLES[name])
        elif name in PLAIN or (name in KINDS and not self._state.inline and self._state.kind != "footnote"):
            kind = KINDS.get(name, "" if self._state.kind == "verse" else self._state.kind)
            with self.line(kind=kind):
                self._inside(element)
        else:
            self._inside(element)

    def division(self, element: etree._Element) -> None:
        self.end()
        with self.within(divisions=self._state.divisions + 1, kind="", group=0, inline=False):
            self._inside(element)
            self.end()

    def head(self, element: etree._Element) -> None:
        parent = element.getparent()
        over = "" if parent is None else local(parent)
        if over in ("table", "figure"):
            with self.line(kind="caption"):
                self._inside(element)
        else:
            level = min(max(self._state.divisions + (over == "lg"), 1), 6)
            with self.line(kind="" if over == "list" else "heading", level=level, group=0):
                self._inside(element)

    def verses(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="verse", group=self.group(), inline=False):
            self._inside(element)
            self.end()

    def verse(self, element: etree._Element) -> None:
        with self.line(kind="verse"):
            self._inside(element)

    def speech(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="speech", group=self.group(), inline=False):
            self._inside(element)
            self.end()
        if self._speaker:
            self.done.append(self._speaker)
            self._speaker = None

    def speaker(self, element: etree._Element) -> None:
        before = len(self.done)
        with self.line(kind="speech"):
            self.marked(element, "speaker")
        if len(self.done) > before and self.done[-1].kind == "speech":
            self._speaker = self.done.pop()

    def stage(self, element: etree._Element) -> None:
        if self._state.inline:
            self.marked(element, "emphasis")
            return
        before, self._speaker = self._speaker, None
        start = len(self.done)
        with self.line(kind=""):
            self.marked(element, "emphasis")
        if before and len(self.done) == start + 1:
            direction = self.done.pop()  # it belongs to the name before it
            shift = len(before.text) + 1
            marks = tuple((a + shift, b + shift, kind, target) for a, b, kind, target in direction.marks)
            self._speaker = replace(before, text=f"{before.text} {direction.text}", marks=(*before.marks, *marks))
        elif before:
            self.done.insert(start, before)

    def list_(self, element: etree._Element) -> None:
        self.end()
        deeper = self._state.lists + 1
        group = self._state.group if self._state.lists else self.group()
        with self.within(kind="", lists=deeper, level=deeper, group=group, inline=False, label=""):
            self._inside(element)
            self.end()

    def item(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="item", label=element.get("n", ""), inline=False):
            self._inside(element)
            self.end()

    def table(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="", group=self.group(), inline=False):
            self._inside(element)
            self.end()

    def row(self, element: etree._Element) -> None:
        with self.line(kind="row"):
            shapes: list[tuple[bool, int, int, str]] = []
            for cell in (inner for inner in element if local(inner) == "cell"):
                if shapes:
                    self._text = self._text.rstrip(" ") + "\t"
                header = "label" in (cell.get("role"), element.get("role"))
                shapes.append((header, _number(cell.get("cols")), _number(cell.get("rows")), side(cell)))
                self._inside(cell)
        if self.done and self.done[-1].kind == "row" and len(self.done[-1].cells) == len(shapes):
            cells = [
                replace(c, header=h, columns=x, rows=y, align=a)
                for c, (h, x, y, a) in zip(self.done[-1].cells, shapes, strict=True)
            ]
            self.done[-1] = replace(self.done[-1], cells=tuple(cells))

    def quotation(self, element: etree._Element) -> None:
        """Words of others: a block where no line is open."""
        if self._state.inline:
            self._inside(element)
            return
        with self.line(kind="quote", group=self.group()), self.within(inline=False):
            self._inside(element)

    def letter(self, element: etree._Element) -> None:
        """How a letter begins or ends."""
        with self.line(kind=KINDS[local(element)]), self.within(inline=False):
            self._inside(element)

    def salute(self, element: etree._Element) -> None:
        parent = element.getparent()
        kind = "closing" if parent is not None and local(parent) == "closer" else "salutation"
        with self.line(kind=kind):
            self._inside(element)

    def note(self, element: etree._Element) -> None:
        self._numbered += 1
        mark = " ".join((element.get("n") or str(self._numbered)).split())
        self._notes.append((mark, element))
        self._marks.append((len(self._text), len(self._text), "noteref", mark))
        if not self._state.inline:
            self._marks.pop()
            self.end()

    def page(self, element: etree._Element) -> None:
        self.broken(element)
        if element.get("n"):
            self._pages.append(" ".join(element.get("n", "").split()))
        if not self._text.strip() and not self._state.inline:
            self.end()

    def figure(self, element: etree._Element) -> None:
        picture = next((str(e.get("url", "")) for e in element.iterdescendants() if local(e) == "graphic"), "")
        described = next(below(element, "figDesc"), None)
        with self.line(kind="", group=self.group()):
            if described is not None:
                self._inside(described)
                self._text, said = "", self._text.strip()
                self.done += [ToldLine(said, "figure", group=self._state.group, target=picture)] if said else []
            with self.within(inline=False):
                self._inside(element)

    def choice(self, element: etree._Element) -> None:
        inner = [e for e in element if local(e)]
        chosen = next((e for e in inner if local(e) in PRINTED), inner[0] if inner else None)
        if chosen is not None:
            self._inside(chosen)

    def highlighted(self, element: etree._Element) -> None:
        said = f"{element.get('rend', '')} {element.get('rendition', '')} {element.get('style', '')}"
        self.marked(element, next((kind for pattern, kind in RENDERED if pattern.search(said)), "emphasis"))

    def foreign(self, element: etree._Element) -> None:
        language = str(element.get(_LANG) or "")
        self.marked(element, "language" if language else "emphasis", language)

    def reference(self, element: etree._Element) -> None:
        target = element.get("target", "")
        self.marked(element, "link" if target.startswith("http") else "", target)

    def space(self, element: etree._Element) -> None:
        """Room that the writer left between words (`dim="vertical"`: between lines)."""
        self.add(" " if element.get("dim") != "vertical" else "")

    def gap(self, _element: etree._Element) -> None:
        self.add("[…]")


def _cells(text: str) -> tuple[SourceCell, ...]:
    cells, at = [], 0
    for cell in text.split("\t"):
        start = at + len(cell) - len(cell.lstrip(" "))
        cells.append(SourceCell(start, max(start, at + len(cell.rstrip(" ")))))
        at += len(cell) + 1
    return tuple(cells)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 4 else 1  # no table is as wide


_HANDLERS: Mapping[str, Callable[[_Reader, etree._Element], None]] = {
    **dict.fromkeys(("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"), _Reader.division),
    "head": _Reader.head, "lg": _Reader.verses, "l": _Reader.verse, "sp": _Reader.speech, "speaker": _Reader.speaker,
    "stage": _Reader.stage, "list": _Reader.list_, "castList": _Reader.list_, "item": _Reader.item, "castItem": _Reader.item,
    "table": _Reader.table, "row": _Reader.row, "quote": _Reader.quotation, "cit": _Reader.quotation, "q": _Reader.quotation,
    "epigraph": _Reader.quotation, "opener": _Reader.letter, "closer": _Reader.letter, "salute": _Reader.salute, "note": _Reader.note, "pb": _Reader.page, "lb": _Reader.broken,
    "cb": _Reader.broken, "figure": _Reader.figure, "choice": _Reader.choice, "hi": _Reader.highlighted,
    "foreign": _Reader.foreign, "ref": _Reader.reference, "gap": _Reader.gap, "space": _Reader.space,
}  # fmt: skip

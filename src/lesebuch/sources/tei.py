"""TEI P5: editions of texts as philologists encode them.

The rules: title, subtitles, authors and date of the header come first. Then the text, in the order of the document:

- heads, paragraphs, lines of verse, items, rows of tables, parts of letters are lines. A head has the level of its division.
- A speaker's name begins the line of a speech in prose; before verse it is a line of its own. A stage direction within a line
  stays there, others are lines.
- A note is a line behind the block that refers to it; its mark is its `n`, else its number.
- Of two readings the printed one stands (`sic`, `orig`, `abbr`, `lem`), deleted words are marked as such; `gap` is `[…]`.
- A word divided at the end of a printed line becomes one, with a soft hyphen, as in a PDF.
- A page break with a number is a line of its own, behind the block in which it falls; one with which a block begins
  stands before it (in version 1 behind it).
- What an edition says of its text in a division of its own is a box.
- Running heads and catchwords (`fw`), pictures of pages, the header's other words and what stands outside of `text` are left out; so
  are registers of persons, places and the like, the list of works beside them, and notes that are nothing but such lists.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml import etree

from lesebuch.sources.refusal import Refusal
from lesebuch.sources.teiheader import Header, below, local
from lesebuch.sources.teilines import TeiLines
from lesebuch.sources.teinames import (
    EDITORIAL,
    KINDS,
    PLAIN,
    PRINTED,
    RENDERED,
    ROOTS,
    STYLES,
    is_index,
    side,
    stands_alone,
)
from lesebuch.sources.told import Told, ToldLine

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tei(data: bytes, version: int = 2) -> Told:
    """The lines of a TEI document, by the rules of a version; ValueError says in plain words why there are none."""
    root = _parsed(data)
    if local(root) not in ROOTS:
        raise Refusal("it is XML, but no TEI", "Copy its text into a .txt file.")
    reader = _Reader(version)
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


class _Reader(TeiLines):
    def __init__(self, version: int) -> None:
        """By the rules of this version."""
        super().__init__()
        self.version = version

    def document(self, document: etree._Element) -> None:
        """The head of a document, then its text."""
        header = Header(document)
        for kind, texts in (
            ("title", header.titles(sub=False)), ("subtitle", header.titles(sub=True)),
            ("author", header.authors()), ("date", [header.date()[1]]),
        ):  # fmt: skip
            self.done += [ToldLine(text, kind) for text in texts if text]
        for text in below(document, "text"):
            self.inside(text)
            self.end()

    def element(self, element: etree._Element, name: str) -> None:
        """By the table below, else by what the element is called."""
        if name in _HANDLERS:
            _HANDLERS[name](self, element)
        elif name in STYLES:
            self.marked(element, STYLES[name])
        elif name in PLAIN or (name in KINDS and not self.state.inline and self.state.kind != "footnote"):
            kind = KINDS.get(name, "" if self.state.kind == "verse" else self.state.kind)
            with self.line(kind=kind):
                self.inside(element)
        else:
            self.inside(element)

    def division(self, element: etree._Element) -> None:
        self.end()
        beside = self.state.kind == "box" or element.get("type") in EDITORIAL
        group = (self.state.group if self.state.kind == "box" else self.group()) if beside else 0
        with self.within(divisions=self.state.divisions + 1, kind="box" if beside else "", group=group, inline=False):
            self.inside(element)
            self.end()

    def head(self, element: etree._Element) -> None:
        parent = element.getparent()
        over = "" if parent is None else local(parent)
        if over in ("table", "figure"):
            with self.line(kind="caption"):
                self.inside(element)
        else:
            level = min(max(self.state.divisions + (over == "lg"), 1), 6)
            with self.line(kind="" if over == "list" else "heading", level=level, group=0):
                self.inside(element)

    def verses(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="verse", group=self.group(), inline=False):
            self.inside(element)
            self.end()

    def verse(self, element: etree._Element) -> None:
        with self.line(kind="verse"):
            self.inside(element)

    def speech(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="speech", group=self.group(), inline=False):
            self.inside(element)
            self.end()
        if self.waiting:
            self.done.append(self.waiting)
            self.waiting = None

    def speaker(self, element: etree._Element) -> None:
        before = len(self.done)
        with self.line(kind="speech"):
            self.marked(element, "speaker")
        if len(self.done) > before and self.done[-1].kind == "speech":
            self.waiting = self.done.pop()

    def stage(self, element: etree._Element) -> None:
        if self.state.inline:
            self.marked(element, "emphasis")
            return
        before, self.waiting = self.waiting, None
        start = len(self.done)
        with self.line(kind=""):
            self.marked(element, "emphasis")
        if before and len(self.done) == start + 1:
            direction = self.done.pop()  # it belongs to the name before it
            shift = len(before.text) + 1
            marks = tuple((a + shift, b + shift, kind, target) for a, b, kind, target in direction.marks)
            self.waiting = replace(before, text=f"{before.text} {direction.text}", marks=(*before.marks, *marks))
        elif before:
            self.done.insert(start, before)

    def list_(self, element: etree._Element) -> None:
        self.end()
        deeper = self.state.lists + 1
        group = self.state.group if self.state.lists else self.group()
        with self.within(kind="", lists=deeper, level=deeper, group=group, inline=False, label=""):
            self.inside(element)
            self.end()

    def item(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="item", label=element.get("n", ""), inline=False):
            self.inside(element)
            self.end()

    def table(self, element: etree._Element) -> None:
        self.end()
        with self.within(kind="", group=self.group(), inline=False):
            self.inside(element)
            self.end()

    def row(self, element: etree._Element) -> None:
        with self.line(kind="row"):
            shapes: list[tuple[bool, int, int, str]] = []
            for cell in (inner for inner in element if local(inner) == "cell"):
                if shapes:
                    self.text = self.text.rstrip(" ") + "\t"
                header = "label" in (cell.get("role"), element.get("role"))
                shapes.append((header, _number(cell.get("cols")), _number(cell.get("rows")), side(cell)))
                self.inside(cell)
        if self.done and self.done[-1].kind == "row" and len(self.done[-1].cells) == len(shapes):
            cells = [
                replace(c, header=h, columns=x, rows=y, align=a)
                for c, (h, x, y, a) in zip(self.done[-1].cells, shapes, strict=True)
            ]
            self.done[-1] = replace(self.done[-1], cells=tuple(cells))

    def quotation(self, element: etree._Element) -> None:
        """Words of others: a block where no line is open."""
        if self.state.inline:
            self.inside(element)
            return
        with self.line(kind="quote", group=self.group()), self.within(inline=False):
            self.inside(element)

    def letter(self, element: etree._Element) -> None:
        """How a letter begins or ends."""
        with self.line(kind=KINDS[local(element)]), self.within(inline=False):
            self.inside(element)

    def salute(self, element: etree._Element) -> None:
        parent = element.getparent()
        kind = "closing" if parent is not None and local(parent) == "closer" else "salutation"
        with self.line(kind=kind):
            self.inside(element)

    def segment(self, element: etree._Element) -> None:
        """A line of a letter's head or end; else words of a line."""
        if not stands_alone(element):
            self.inside(element)
            return
        with self.line(kind="closing" if self.state.kind == "closing" else "dateline"):
            self.inside(element)

    def note(self, element: etree._Element) -> None:
        if is_index(element):
            return
        self.counted += 1
        mark = " ".join((element.get("n") or str(self.counted)).split())
        self.notes.append((mark, element))
        self.marks.append((len(self.text), len(self.text), "noteref", mark))
        if not self.state.inline:
            self.marks.pop()
            self.end()

    def page(self, element: etree._Element) -> None:
        self.broken(element)
        if element.get("n"):
            self.pages.append(" ".join(element.get("n", "").split()))
        if not self.text.strip() and not self.state.inline:
            self.end()
        elif not self.text.strip() and self.version > 1:
            self.turn()

    def figure(self, element: etree._Element) -> None:
        picture = next((str(e.get("url", "")) for e in element.iterdescendants() if local(e) == "graphic"), "")
        described = next(below(element, "figDesc"), None)
        with self.line(kind="", group=self.group()):
            if described is not None:
                self.inside(described)
                self.text, said = "", self.text.strip()
                self.done += [ToldLine(said, "figure", group=self.state.group, target=picture)] if said else []
            with self.within(inline=False):
                self.inside(element)

    def choice(self, element: etree._Element) -> None:
        inner = [e for e in element if local(e)]
        chosen = next((e for e in inner if local(e) in PRINTED), inner[0] if inner else None)
        if chosen is not None:
            self.inside(chosen)

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


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 4 else 1  # no table is as wide


_HANDLERS: Mapping[str, Callable[[_Reader, etree._Element], None]] = {
    **dict.fromkeys(("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"), _Reader.division),
    "head": _Reader.head, "lg": _Reader.verses, "l": _Reader.verse, "sp": _Reader.speech, "speaker": _Reader.speaker,
    "stage": _Reader.stage, "list": _Reader.list_, "castList": _Reader.list_, "item": _Reader.item, "castItem": _Reader.item,
    "table": _Reader.table, "row": _Reader.row, "quote": _Reader.quotation, "cit": _Reader.quotation, "q": _Reader.quotation,
    "epigraph": _Reader.quotation, "opener": _Reader.letter, "closer": _Reader.letter, "salute": _Reader.salute, "seg": _Reader.segment, "note": _Reader.note, "pb": _Reader.page, "lb": _Reader.broken,
    "cb": _Reader.broken, "figure": _Reader.figure, "choice": _Reader.choice, "hi": _Reader.highlighted,
    "foreign": _Reader.foreign, "ref": _Reader.reference, "gap": _Reader.gap, "space": _Reader.space,
}  # fmt: skip

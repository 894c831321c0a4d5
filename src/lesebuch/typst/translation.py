"""Walks a doctree and makes Typst code of it: one function for each kind of node, looked up in one table.

What the table does not know is a fault with its place. At the end every text of the doctree is in the code, or was
left out by a function that said so (`omit`); and every link leads to a place that exists.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from docutils import nodes

from lesebuch.presentation.ids import GLOSSARY, chapter_page
from lesebuch.sphinx_ext.proving import Proven, ids_of
from lesebuch.typst.code import NOTHING, TypstCode, block, call

Handler: TypeAlias = Callable[["TypstTranslation", Any], TypstCode]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Set where a chapter is printed alone, as a handout: links may then lead out of what is printed."""

    baseurl: str = ""
    """Address of the site; empty: links out of the sheet are printed as their words."""


@dataclass(slots=True)
class TypstTranslation(Proven):
    """The state of one walk."""

    target: ClassVar[str] = "the book"

    handlers: Mapping[type[nodes.Node], Handler]
    sheet: Sheet | None = None
    title: str = ""
    """Of the book, as its title page has it."""
    glossary: str = GLOSSARY
    """The document that lists the entries."""
    image: Callable[[str], str] = str
    """Where Typst finds the file of an image."""
    files: int = 0
    """How deep the document stands in the tables of contents; its sections count from there."""
    formulas: Mapping[str, str] = field(default_factory=dict)
    """In Typst's notation, by TeX."""
    footed: set[str] = field(default_factory=set)
    """Labels of the notes that stand at the foot of a page."""
    known: list[str] = field(default_factory=list)
    """Labels that other programs know, of passages, notes, events and entries: a named destination each."""
    bylines: dict[str, str] = field(default_factory=dict)
    """By label of a chapter what the contents of a book say of it below its title."""
    run_in: list[str] = field(default_factory=list)
    """Labels of chapters whose titles are numbers: in the contents they run on in one paragraph."""
    beside: bool = False
    """Whether notes stand in the margin."""
    part_opens: bool = False
    """Whether a part of the book has been opened, and no chapter of it."""
    _explained: set[tuple[str, str]] = field(default_factory=set)

    # --- Walking -------------------------------------------------------------------------------------------------------

    def node(self, node: nodes.Node) -> TypstCode:
        """The code of a node, with the anchors of those ids that its own code does not bear."""
        handler = self.handlers.get(type(node))
        if handler is None:
            self.fault(f"There is no way to print a node of the kind {type(node).__name__!r}.", node)
            return self.omit(node)
        code = handler(self, node)
        if isinstance(node, nodes.Element) and (anchors := self.anchors(node)):
            return block([*anchors, code])
        return code

    def several(self, several: Iterable[nodes.Node]) -> TypstCode:
        """The code of nodes one after the other."""
        return block([self.node(node) for node in several])

    def children(self, node: nodes.Element) -> TypstCode:
        """The code of a node's children."""
        return self.several(node.children)

    def body(self, several: Sequence[nodes.Node]) -> TypstCode:
        """The code of body elements; a paragraph alone comes as what is in it, without the space around it."""
        if len(several) == 1 and type(several[0]) is nodes.paragraph:
            return block([*self.anchors(several[0]), *(self.node(child) for child in several[0].children)])
        return self.several(several)

    def omit(self, node: nodes.Node) -> TypstCode:
        """Leave a node out on purpose."""
        self.leave_out(node)
        return NOTHING

    def explains(self, name: str) -> bool:
        """Whether an abbreviation is to be explained: where a document has it first."""
        new = (self.docname, name) not in self._explained
        self._explained.add((self.docname, name))
        return new

    def opening(self) -> dict[str, bool]:
        """What is to be known of how a chapter begins."""
        below, self.part_opens = self.part_opens, False
        return {"below_part": True} if below else {}

    @contextmanager
    def file(self, docname: str, *, beside: bool = False) -> Iterator[None]:
        """While another document is translated; depth counts how deep it stands in the tables of contents.

        `beside`: its headings are those of the first document.
        """
        before = self.docname, self.level, self.files
        self.docname, self.level, self.files = docname, 0 if beside else self.files, self.files + 1
        self.pending.append(docname)
        try:
            yield
        finally:
            self.docname, self.level, self.files = before

    # --- Places and links ----------------------------------------------------------------------------------------------

    def label(self, id_: str, docname: str = "") -> str:
        """The name that an id of a document has in the book, where ids are global; without an id, the document's."""
        return self.name(id_, docname)

    def claim(self, labels: Iterable[str]) -> list[str]:
        """Those of the labels that are not yet set; whoever claims them sets them."""
        return self.unset(labels)

    def labels(self, node: nodes.Element) -> list[str]:
        """Claim all labels of a node."""
        return self.claim([self.label(id_) for id_ in ids_of(node)])

    def anchors(self, node: nodes.Node) -> list[TypstCode]:
        """Anchors for the labels of a node that nothing has set."""
        return [call("anchor", label) for label in self.labels(node)] if isinstance(node, nodes.Element) else []

    def inward(self, label: str, body: TypstCode, node: nodes.Node, page: str = "") -> TypstCode:
        """A link to a place in the book; `page`: how the number of its page follows, where that is another one.

        In `brackets`, or behind a `comma` where the words themselves are a reference.
        """
        self._wanted.setdefault(label, node)
        # A sheet is not leafed through: there the words of a link are enough.
        return call("inward", label, body, page=page if self.sheet is None else "")

    def to_passage(self, slug: str, passage: str, body: TypstCode, node: nodes.Element) -> TypstCode:
        """A link to a passage or, without one, to a chapter."""
        label = self.label(passage, chapter_page(slug))
        if self.has(label):
            page = "comma" if node.get("says") else "" if node.get("again") else "brackets"
            return self.inward(label, body, node, page=page)
        return self.outward(f"{chapter_page(slug)}.html" + (f"#{passage}" if passage else ""), body)

    def outward(self, address: str, body: TypstCode) -> TypstCode:
        """A link out of a sheet, to the site; to the words alone if nobody knows where that is."""
        if self.sheet is None or not self.sheet.baseurl:
            return body
        return call("outward", f"{self.sheet.baseurl.rstrip('/')}/{address}", body)

    def has(self, label: str) -> bool:
        """Whether the place is printed. In a book every link must lead somewhere, so there it is taken for granted."""
        return self.sheet is None or label in self._present

    def want(self, label: str, node: nodes.Node) -> str:
        """Note that the code leads to a place."""
        self._wanted.setdefault(label, node)
        return label

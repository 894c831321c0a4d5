"""Walks a doctree and makes pandoc's tree of it: one function for each kind of node, looked up in one table.

What the table does not know is a fault with its place. At the end every text of the doctree is in the tree, or was left
out by a function that said so (`omit`); and every link within the sheet leads to a place that exists.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from docutils import nodes

from lesebuch.office import pandoc
from lesebuch.office.pandoc import Made
from lesebuch.office.pictures import Embedded
from lesebuch.sphinx_ext.proving import Proven, ids_of

Handler: TypeAlias = Callable[["OfficeTranslation", Any], Made]


@dataclass(slots=True)
class OfficeTranslation(Proven):
    """The state of one walk."""

    handlers: Mapping[type[nodes.Node], Handler]
    baseurl: str = ""
    """Address of the site; empty: links out of the sheet are written as their words."""
    picture: Callable[[str], Embedded] = Embedded
    """A picture by its address in the document; one without data if there is no such file."""
    signs: int = 0
    """How many a line holds; who opens a file may hyphenate or not."""
    made: Made = field(default_factory=list)
    """What the walk has come to, at its end."""
    pictures: list[str] = field(default_factory=list)
    """Alternative texts of all pictures, in the order of the document."""
    footed: dict[str, int] = field(default_factory=dict)
    """Names of the notes that are footnotes, with the numbers that word processors will count."""
    within_note: bool = False
    """A footnote cannot stand in a footnote."""
    _explained: set[str] = field(default_factory=set)

    # --- Walking -------------------------------------------------------------------------------------------------------

    def node(self, node: nodes.Node) -> Made:
        """A node in pandoc's tree, with the places of those ids that its own function has not set."""
        handler = self.handlers.get(type(node))
        if handler is None:
            self.fault(f"There is no way to write a node of the kind {type(node).__name__!r} into this file.", node)
            return self.omit(node)
        made = handler(self, node)
        return self.placed(node, made) if isinstance(node, nodes.Element) else made

    def placed(self, node: nodes.Element, made: Made) -> Made:
        """What was made of a node, with those of its places that nothing has set."""
        names = self.claim(node)
        if made and pandoc.is_block(made[0]):
            return pandoc.anchored(made, names)
        return [*(pandoc.span([], name) for name in names), *made]

    def children(self, node: nodes.Element) -> Made:
        """A node's children, one after the other."""
        return [made for child in node.children for made in self.node(child)]

    def blocks(self, several: Sequence[nodes.Node]) -> Made:
        """Nodes as blocks: what stands within a line comes into a paragraph."""
        made: Made = []
        line: Made = []
        for child in several:
            for part in self.node(child):
                if pandoc.is_block(part):
                    made += [*self._line(line), part]
                    line = []
                else:
                    line.append(part)
        return [*made, *self._line(line)]

    @staticmethod
    def _line(inlines: Made) -> Made:
        return [{"t": "Plain", "c": inlines}] if inlines else []

    def inlines(self, several: Sequence[nodes.Node]) -> Made:
        """Body elements within a line, where no paragraph can be: one follows the other behind a space."""
        found: Made = []
        for block in self.blocks(several):
            found += [*([pandoc.words(" ")] if found else []), *_flat(block)]
        return found

    def text(self, node: nodes.Text, shown: str | None = None) -> Made:
        """Words of the doctree; `shown`: as they are to stand there."""
        self._arrived.add(id(node))
        words = node.astext() if shown is None else shown
        return [pandoc.words(words)] if words else []

    def omit(self, node: nodes.Node) -> Made:
        """Leave a node out on purpose."""
        self.leave_out(node)
        return []

    def explains(self, name: str) -> bool:
        """Whether an abbreviation is to be explained: where the sheet has it first."""
        new = name not in self._explained
        self._explained.add(name)
        return new

    @contextmanager
    def file(self, docname: str, *, beside: bool = False) -> Iterator[None]:
        """While another document is translated, which follows the first as one of its sections, or stands `beside` it."""
        before = self.docname, self.level
        self.docname, self.level = docname, 0 if beside else 1
        try:
            yield
        finally:
            self.docname, self.level = before

    # --- Notes ---------------------------------------------------------------------------------------------------------

    def foot(self, name: str, body: Callable[[], Made]) -> Made:
        """A footnote where its mark stands. Its second mark repeats the number; in another note it is put in brackets."""
        if name in self.footed:
            return [pandoc.wrapped("Superscript", [pandoc.words(str(self.footed[name]))])]
        if self.within_note:
            flat = [part for block in body() for part in _flat(block)]
            return [pandoc.words(" ("), *flat, pandoc.words(")")]
        self.footed[name] = len(self.footed) + 1
        self.within_note = True
        made = body()
        self.within_note = False
        return [{"t": "Note", "c": made}]

    # --- Places and links ----------------------------------------------------------------------------------------------

    def claim(self, node: nodes.Element) -> list[str]:
        """Names of a node's places that are not yet set; whoever claims them sets them."""
        return self.unset(self.name(id_) for id_ in ids_of(node))

    def inward(self, name: str, body: Made, node: nodes.Node) -> Made:
        """A link within the sheet."""
        self._wanted.setdefault(name, node)
        return [pandoc.link(f"#{name}", body)] if body else []

    def to(self, docname: str, id_: str, body: Made, node: nodes.Node) -> Made:
        """A link to a place of the reader: within the sheet, else to the site, else its words alone."""
        name = self.name(id_, docname)
        if id_ and name in self._present:
            return self.inward(name, body, node)
        if not self.baseurl or not body:
            return body
        return [pandoc.link(f"{self.baseurl.rstrip('/')}/{docname}.html" + (f"#{id_}" if id_ else ""), body)]

    def is_present(self, docname: str) -> bool:
        """Whether a document of the reader is in the sheet."""
        return docname in self._present


def _flat(block: pandoc.Node) -> Made:
    """The words of a block as they stand within a line."""
    made: Made = []
    for line in _lines(block):
        made += [*([pandoc.words(" ")] if made else []), *line]
    return made


def _lines(content: Any) -> Iterator[Made]:
    """The lines in a block, whatever holds them."""
    if isinstance(content, dict):
        if content["t"] == "CodeBlock":
            yield [{"t": "Code", "c": content["c"]}]
        else:
            yield from _lines(content.get("c"))
    elif isinstance(content, list):
        if content and all(isinstance(part, dict) and part["t"] in pandoc.INLINES for part in content):
            yield content
        else:
            for part in content:
                yield from _lines(part)

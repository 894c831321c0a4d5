"""What writers that print share: what is known of a document before it is written, and what must hold of what was written.

Each text of the doctree has arrived, or was left out by a function that said so; each link within leads to a place that
exists. What breaks that is a fault, with its node.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes

from lesebuch.presentation.ids import global_name

_SHOWN = 60
"""Characters of lost words that a message quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a document from being written, and the node at which it is."""

    message: str
    node: nodes.Node


@dataclass(slots=True)
class Proven:
    """The state of one walk over a doctree."""

    target: ClassVar[str] = "the file"
    """What is written, as messages call it."""

    handlers: Mapping[type[nodes.Node], Any]
    docname: str
    """Of the document whose nodes are being translated."""
    level: int = field(default=0, kw_only=True)
    """Depth of the section."""
    faults: list[Fault] = field(default_factory=list, kw_only=True)
    doubts: list[Fault] = field(default_factory=list, kw_only=True)
    """What is written, but not as it was meant."""
    notes: dict[str, nodes.Element] = field(default_factory=dict, kw_only=True)
    """By name: notes and footnotes that marks in the text refer to."""
    pending: list[str] = field(default_factory=list, kw_only=True)
    """Places that the next heading is to bear."""
    _present: set[str] = field(default_factory=set, kw_only=True)
    _wanted: dict[str, nodes.Node] = field(default_factory=dict, kw_only=True)
    _set: set[str] = field(default_factory=set, kw_only=True)
    _arrived: set[int] = field(default_factory=set, kw_only=True)

    def fault(self, message: str, node: nodes.Node) -> None:
        """Report what keeps the document from being written."""
        self.faults.append(Fault(message, node))

    def doubt(self, message: str, node: nodes.Node) -> None:
        """Report what readers of it will miss."""
        self.doubts.append(Fault(message, node))

    def leave_out(self, node: nodes.Node) -> None:
        """Its words are not to arrive, on purpose."""
        self._arrived.update(id(text) for text in node.findall(nodes.Text))

    @contextmanager
    def section(self) -> Iterator[int]:
        """While a section is translated: its level."""
        self.level += 1
        try:
            yield self.level
        finally:
            self.level -= 1

    def name(self, id_: str, docname: str = "") -> str:
        """The name that an id of a document has where ids are global; without an id, the document's."""
        return global_name(docname or self.docname, id_)

    def unset(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are not yet set; whoever asks sets them."""
        free = [name for name in dict.fromkeys(names) if name not in self._set]
        self._set.update(free)
        return free

    def look(self, tree: nodes.Element, noted: tuple[type[nodes.Element], ...] = (), docname: str = "") -> None:
        """Learn before the walk which places there are, and which notes, of the kinds `noted`.

        Goes down by itself: of documents that were put into others, `parent` still names the old one.
        """
        docname = tree["docname"] if isinstance(tree, addnodes.start_of_file) else docname or self.docname
        self._present.add(docname)
        for id_ in ids_of(tree):
            self._present.add(self.name(id_, docname))
            if isinstance(tree, noted):
                self.notes[self.name(id_, docname)] = tree
        for child in tree.children:
            if isinstance(child, nodes.Element):
                self.look(child, noted, docname)

    def prove(self, tree: nodes.Node, arrived: Iterable[nodes.Node] = ()) -> None:
        """Report texts that were lost, and links that lead nowhere; `arrived`: texts that are known to be there."""
        there = self._arrived | {id(node) for node in arrived}
        for text in tree.findall(nodes.Text):
            if id(text) not in there and text.astext().strip():
                words = text.astext().strip()
                shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                self.fault(f"The words {shown!r} were lost on the way into {self.target}.", text)
        for name, node in self._wanted.items():
            if name not in self._set:
                self.fault(f"A link leads to {name!r}, which is not in {self.target}.", node)


def ids_of(node: nodes.Element) -> list[str]:
    """The ids of a node."""
    return list(node.get("ids", ()))

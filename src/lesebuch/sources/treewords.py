"""From inlines of pandoc's tree to text, with what the tree says of its words.

A footnote's number stands in brackets where the document shows it raised; marks of emphasis, links and the like leave only
their text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lesebuch.sources.marking import BREAK, CELL, DELETED, INSERTED, SIDES, UNCHANGED, Pieces, is_address
from lesebuch.sources.page import html_lines
from lesebuch.sources.stylenames import WORD_NUMBER, set_apart

_TEXT = {"Space": " ", "SoftBreak": " ", "LineBreak": BREAK}
_STYLES = {
    "Emph": "emphasis",
    "Strong": "strong",
    "SmallCaps": "smallcaps",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "Underline": "underline",
    "Strikeout": "deleted",
}
_TRACKED = {"insertion": "inserted", "deletion": "deleted"}
"""Classes that pandoc gives to changes in Word files, where all of them are shown."""
_CHANGED = {INSERTED: "inserted", DELETED: "deleted"}
_SIGNS = re.compile(f"([{INSERTED}{DELETED}{UNCHANGED}{''.join(SIDES)}])")
Node = Mapping[str, Any]
"""A node of pandoc's tree: `t` names its type, `c` holds its content in a shape that depends on the type."""


class InlineWords:
    """Makes text of inlines, and keeps the notes that they refer to."""

    def __init__(self, *, numbered: bool, changed: bool = False, signed: bool = False) -> None:
        """`numbered`: whether the numbers of notes stand in the text; `changed`: whether tracked changes are marked.

        `signed`: whether signs of ours stand in it (`marking.py`).
        """
        self._numbered = numbered
        self._changed = changed
        self._signed = signed
        self._side = ""
        self._open: list[tuple[int, str]] = []
        """Where words begin that were changed, and how, the innermost last."""
        self._marks = 0
        self._notes: list[tuple[str, list[Node]]] = []

    def take_side(self) -> str:
        """To which side the words since the last time stand; empty: nothing says so."""
        side, self._side = self._side, ""
        return side

    def take_notes(self) -> list[tuple[str, list[Node]]]:
        """The notes since the last time, with their marks."""
        notes, self._notes = self._notes, []
        return notes

    def pieces(self, nodes: Iterable[Node], into: Pieces | None = None) -> Pieces:
        """The text of inlines, with their marks, behind what there is."""
        into = into or Pieces()
        for node in nodes:
            self._inline(node, into)
        return into

    def _inline(self, node: Node, into: Pieces) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in _TEXT:
            into.add(_TEXT[kind])
        elif kind == "Code":
            with into.marked("code"):
                self._words(clean(content[1]), into)
        elif kind in ("Str", "Math"):
            self._words(clean(content if kind == "Str" else content[1]), into)
        elif kind == "Note":
            self._marks += 1
            self._notes.append((str(self._marks), content))
            with into.marked("noteref", str(self._marks)):
                into.add(f"[{self._marks}]" if self._numbered else "")
        elif kind == "Quoted":
            left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            into.add(left)
            self.pieces(content[1], into)
            into.add(right)
        elif kind == "RawInline":
            into.add(clean(" ".join(html_lines(content[1])) if content[0] == "html" else ""))
        else:
            self._spanned(kind, content, into)

    def _words(self, text: str, into: Pieces) -> None:
        """Words as they are; the signs around those that were changed become marks."""
        for part in _SIGNS.split(text) if self._signed else (text,):
            if part in SIDES:
                self._side = SIDES[part]
            elif part in _CHANGED:
                self._open.append((into.length, _CHANGED[part]))
            elif part != UNCHANGED:
                into.add(part)
            elif self._open:
                into.mark(*self._open.pop())

    def _spanned(self, kind: str, content: Any, into: Pieces) -> None:
        start = into.length
        classes = content[0][1] if kind == "Span" and self._changed else ()
        if "comment-start" in classes:  # whose words are those of the comment
            return
        self.pieces(content[1] if kind in ("Cite", "Link", "Image", "Span") else content, into)
        if kind in _STYLES:
            into.mark(start, _STYLES[kind])
        elif kind == "Link" and is_address(content[2][0]):
            into.mark(start, "link", content[2][0])
        elif kind == "Image":
            into.mark(start, "image", content[2][0])
        elif kind == "Span":
            said = dict(content[0][2])
            if language := said.get("lang"):
                into.mark(start, "language", language)
            if apart := set_apart(said.get("custom-style", "")):
                into.mark(start, apart)
            for name in _TRACKED.keys() & classes:
                into.mark(start, _TRACKED[name])


def written_number(content: Sequence[Node]) -> str:
    """The number of an item of Word that stands in its words; empty if none does."""
    if not content or content[0]["t"] != "Span":
        return ""
    (_identifier, _classes, attributes), words = content[0]["c"]
    if dict(attributes).get("custom-style") != WORD_NUMBER:
        return ""
    return "".join(node.get("c", " ") for node in words).strip().rstrip(".")


def clean(text: str) -> str:
    """A text without the signs that stand for ends of lines and of cells here."""
    return text.replace(BREAK, "\ufffd").replace(CELL, "\ufffd")


def plain(text: str) -> Pieces:
    """A text that is marked as nothing."""
    pieces = Pieces()
    pieces.add(clean(text))
    return pieces

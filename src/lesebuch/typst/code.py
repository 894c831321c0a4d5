"""Typst code as a value: what a translation is made of.

A document is translated into one expression of Typst's code mode, never into its markup. Text is always a string
literal, so there is nothing in it that Typst could take for markup, at the start of a line, after a space or anywhere.
The pieces that are text of the doctree stay recognisable to the end, so that it can be proven that none was lost.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docutils import nodes

from lesebuch.presentation.catalogue import BEGIN, END, current, plain
from lesebuch.presentation.direction import is_rightward

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(text: str) -> str:
    """A Typst string literal that evaluates to `text`. A lone surrogate, which is no text, raises UnicodeEncodeError."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'  # Most texts, several times as fast.
    text = _isolated(text) if BEGIN in text else text
    text.encode()
    return '"' + "".join(_escape(character) for character in text) + '"'


def _isolated(text: str) -> str:
    """A text of ours with English in it, which keeps its stops where what is around it is written from right to left."""
    if is_rightward(current()):
        return plain(text)
    return text.replace(BEGIN, "\N{LEFT-TO-RIGHT ISOLATE}").replace(END, "\N{POP DIRECTIONAL ISOLATE}")


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    # What cannot be seen (no-break spaces, controls, unassigned) is written out, so that the file can be read.
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


@dataclass(frozen=True, slots=True)
class NodeText:
    """Text of the doctree, and the node that it comes from."""

    text: str
    node: nodes.Text


_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class TypstCode:
    """An expression."""

    pieces: tuple[str | NodeText, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __str__(self) -> str:
        return "".join(literal(piece.text) if isinstance(piece, NodeText) else piece for piece in self.pieces)

    @property
    def written(self) -> "TypstCode":
        """The same in one piece, for whoever asks for it repeatedly: of a sheet that is a hundred thousand characters."""
        return TypstCode((str(self),))

    @property
    def characters(self) -> str:
        """A text with every character that the code may print: those of its texts and of its arguments."""
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(self))

    @property
    def words(self) -> Iterable[NodeText]:
        """The text of the doctree in it."""
        return (piece for piece in self.pieces if isinstance(piece, NodeText))


Value: TypeAlias = "TypstCode | str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What an argument may be; `str` is text."""

NOTHING = TypstCode()


def value(given: Value) -> TypstCode:
    """A Python value as an expression."""
    if isinstance(given, TypstCode):
        return given or TypstCode(("[]",))
    if given is None:
        return TypstCode(("none",))
    if isinstance(given, bool):
        return TypstCode(("true" if given else "false",))
    if isinstance(given, str):
        return TypstCode((literal(given),))
    if isinstance(given, int | float):
        return TypstCode((repr(given),))
    if isinstance(given, Mapping):
        return _listed([(f"{literal(name)}: ", item) for name, item in given.items()], "(:)")
    return _listed([("", item) for item in given], "()")


def _listed(items: Iterable[tuple[str, Value]], empty: str) -> TypstCode:
    pieces: list[str | NodeText] = []
    for prefix, item in items:
        pieces += [prefix, *value(item).pieces, ", "]
    return TypstCode(("(", *pieces, ")")) if pieces else TypstCode((empty,))


def call(name: str, *arguments: Value, **options: Value) -> TypstCode:
    """A call of a function of the template; `page_ref=1` is its option `page-ref`."""
    pieces: list[str | NodeText] = [name, "("]
    for option, item in options.items():
        pieces += [option.replace("_", "-"), ": ", *value(item).pieces, ", "]
    for item in arguments:
        pieces += [*value(item).pieces, ", "]
    return TypstCode((*pieces, ")"))


def block(parts: Iterable[TypstCode], separator: str = "; ") -> TypstCode:
    """The parts one after the other, as one piece of content."""
    pieces: list[str | NodeText] = []
    for part in parts:
        if part:
            pieces += [*part.pieces, separator]
    return TypstCode(("{ ", *pieces, "}")) if pieces else NOTHING


def text(words: str, node: nodes.Text) -> TypstCode:
    """Text of the doctree."""
    return TypstCode((NodeText(words, node),)) if words else NOTHING

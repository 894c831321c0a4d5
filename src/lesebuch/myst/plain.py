"""Markup of the editors as plain text, for programs that count words: what a reader would see, without any sign of MyST."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from lesebuch.model import Entry, Markup
from lesebuch.myst.known import is_markup
from lesebuch.myst.options import read_options, split_title
from lesebuch.myst.parser import PARSER

_CITED = re.compile(r"\s*\{cite(?::\w+)?\}`[^`]*`")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_DEPTH = 20
"""Directives within each other; what is deeper stays as it is written."""
_LITERAL = frozenset({"code", "code-block", "sourcecode", "math"})
_PICTURES = frozenset({"image", "figure", "picture"})


def words(markup: Markup, entries: Mapping[str, Entry]) -> str:
    """What editors wrote, as one line without markup and without references to works."""
    return " ".join(plain(_CITED.sub("", markup.text), entries).split())


def plain(text: str, entries: Mapping[str, Entry]) -> str:
    """The words of a piece of MyST: blocks with an empty line between them, items of lists with their marks.

    A role is what it shows: `{entry}` the term or its label, `{passage}` its label or address, `{cite}` its keys in brackets.
    """
    return "\n\n".join(block for block in _blocks(PARSER.parse(text, {}), entries, 0) if block.strip())


def _blocks(tokens: Sequence[Token], entries: Mapping[str, Entry], depth: int) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "footnote_reference_open":
            mark = f"[{token.meta['label']}] "
        elif token.type == "inline":
            yield mark + _inline(token, entries).strip()
            mark = ""
        elif token.type in ("fence", "colon_fence"):
            yield from _fence(token, entries, depth)
        elif token.type == "code_block":
            yield token.content.rstrip("\n")
        elif token.type == "html_block":
            yield html.unescape(_TAG.sub("", token.content)).strip()


def _fence(token: Token, entries: Mapping[str, Entry], depth: int) -> Iterator[str]:
    """Code as it stands; of a directive what it shows, as far as that stands in it."""
    name, _, argument = token.info.strip().partition(" ")
    if not (name.startswith("{") and name.endswith("}")):
        code = token.type == "fence"
        yield from [token.content.rstrip("\n")] if code else _within(token.content, entries, depth)
        return
    name = name[1:-1].strip().lower()
    options, _, used = read_options(token.content)
    content = "\n".join(token.content.split("\n")[used:])
    if name in _PICTURES:
        yield options.get("alt", "")
        yield from _within(content, entries, depth)
    elif name in _LITERAL:
        yield content.strip("\n")
    elif is_markup(name):
        yield from _within(argument, entries, depth)
        yield from _within(content, entries, depth)
    elif name == "passage":
        yield argument.strip()


def _within(text: str, entries: Mapping[str, Entry], depth: int) -> Iterator[str]:
    if depth < _DEPTH:
        yield from _blocks(PARSER.parse(text, {}), entries, depth + 1)
    else:
        yield text.strip()


def _inline(token: Token, entries: Mapping[str, Entry]) -> str:
    return "".join(_word(child, entries) for child in token.children or ())


def _word(child: Token, entries: Mapping[str, Entry]) -> str:
    if child.type == "softbreak":
        return " "
    if child.type == "hardbreak":
        return "\n"
    if child.type == "myst_role":
        return _role(child.meta["name"].lower(), child.content, entries)
    if child.type == "footnote_ref":
        return f"[{child.meta['label']}]"
    return "" if child.type == "html_inline" else child.content


def _role(name: str, content: str, entries: Mapping[str, Entry]) -> str:
    text = " ".join(content.split())
    if name == "raw" or name.startswith("math"):
        return "" if name == "raw" else text
    label, goal = split_title(text)
    if name == "entry":
        return label or (entries[goal].term if goal in entries else goal)
    if name.partition(":")[0] == "cite":
        return f"[{text}]"
    return label or goal

"""Finds lines of running text that Markdown takes for a list: a date, `1. August`, or a dash that begins a line."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from lesebuch.model import Markup
from lesebuch.myst import BLOCKS
from lesebuch.problems import Code, Problem, Where

_SUSPECT = re.compile(r"^[ \t]*(?:1[.)]|[-+*])[ \t]", re.MULTILINE)
# Directives, but not those whose content is code, data or another markup.
_PROSE = re.compile(
    r"\{(?!(?:eval-rst|code|code-block|sourcecode|parsed-literal|raw|math|csv-table|toctree|graphviz)\})"
)
_LISTS = ("ordered_list_open", "bullet_list_open")


def check_lists(markups: Iterable[Markup]) -> list[Problem]:
    """A problem for each list of one item that breaks off a paragraph, with neither a colon nor an empty line before it."""
    return [
        Problem(
            Code.LIST_IN_TEXT, Where(markup.where.path, line), f"“{words}” begins a list in the middle of a paragraph."
        )
        for markup in markups
        if _SUSPECT.search(markup.text)
        for line, words in _found(markup.text, markup.where.line)
    ]


def _found(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Line and beginning of each; directives hold Markdown, too."""
    lines = text.split("\n")
    tokens = BLOCKS.parse(text)
    for n, token in enumerate(tokens):
        if token.type in _LISTS and token.map and n and _breaks(tokens, n, lines) and _single(tokens, n):
            yield first + token.map[0], " ".join(lines[token.map[0]].split()[:3])
        elif token.type in ("fence", "colon_fence") and token.map and _PROSE.match(token.info.strip()):
            yield from _found(token.content, first + token.map[0] + 1)


def _breaks(tokens: Sequence[Token], n: int, lines: Sequence[str]) -> bool:
    """Whether the list stands directly below words that do not announce it."""
    start = (tokens[n].map or [0])[0]
    # A list in an item of another follows its words without any doubt.
    nested = tokens[n].level > 0
    before = lines[start - 1].strip() if start else ""
    return not nested and tokens[n - 1].type == "paragraph_close" and bool(before) and not before.endswith(":")


def _single(tokens: Sequence[Token], n: int) -> bool:
    level = tokens[n].level
    items = 0
    for token in tokens[n + 1 :]:
        if token.level == level:
            break
        items += token.type == "list_item_open" and token.level == level + 1
    return items == 1

"""Checks what directives hold that want a table or a list."""

import ast
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from lesebuch import myst
from lesebuch.problems import Code, Problem


def check_contents(found: myst.Scan) -> Iterator[Problem]:
    """Directives whose content is not what they are made for."""
    for directive in found.directives:
        message = _wrong(directive.name.lower(), directive)
        if message:
            yield Problem(Code.BAD_MARKUP, directive.where, f"{{{directive.name}}} {message}")


def _wrong(name: str, directive: myst.Directive) -> str:
    if name == "only":
        try:
            ast.parse(directive.argument.strip() or "x", mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return f"cannot be decided: `{directive.argument}`. Write names with and, or, not."
    if name not in ("table", "list-table", "hlist", "acks") or not directive.content.strip():
        return ""
    blocks = _blocks(myst.BLOCKS.parse(directive.content))
    kinds = [token.type for token, _ in blocks]
    if name == "table":
        return "" if kinds == ["table_open"] else "must hold one table, and nothing else."
    if name in ("acks", "hlist"):
        return "" if kinds == ["bullet_list_open"] else "must hold one list, and nothing else."
    return (
        "" if kinds == ["bullet_list_open"] and _is_even(blocks[0][1]) else "must hold one list of lists of one length."
    )


def _is_even(inner: Sequence[Token]) -> bool:
    """Whether each item of a list holds one list, all of one length."""
    lengths = set()
    for _, row in _blocks(inner):
        lists = _blocks(row)
        if [token.type for token, _ in lists] != ["bullet_list_open"]:
            return False
        lengths.add(len(_blocks(lists[0][1])))
    return len(lengths) == 1


def _blocks(tokens: Sequence[Token]) -> list[tuple[Token, Sequence[Token]]]:
    """The outermost blocks, each with the tokens in it; comments are none."""
    found: list[tuple[Token, Sequence[Token]]] = []
    depth = begin = 0
    for number, token in enumerate(tokens):
        if not depth and token.nesting >= 0:
            begin = number
        depth += token.nesting
        if not depth and tokens[begin].type != "myst_line_comment":
            found.append((tokens[begin], tokens[begin + 1 : number]))
    return found

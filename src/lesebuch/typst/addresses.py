"""Addresses in print: they break without a hyphen, and what is copied from the page is the address and nothing else."""

import re
from collections.abc import Iterator

from docutils import nodes

from lesebuch.typst.code import TypstCode, block, call, text, value

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|(?:doi:)?10\.\d{4,9}/)[^\s<>\"„“”«»‹›|]+", re.IGNORECASE)
_BEHIND = re.compile(r"[.,;:!?'’‘…]+$")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# After a slash, before any other sign: a hyphen at the end of a line would be taken for one that hyphenation has set,
# by readers and by programs alike.
_JOINT = re.compile(r"(?<=/)(?!/)|(?<=[^/])(?=[._?#%~,;=&+@-])|(?<=\w)(?=:(?!//))")
_LONGEST = 20
"""A piece without a sign is broken anywhere, if it is longer than this."""


def pieces(address: str) -> list[str]:
    """The address, cut where a line may end."""
    found = [piece for piece in _JOINT.split(address) if piece]
    return [piece[n : n + _LONGEST] for piece in found for n in range(0, len(piece), _LONGEST)]


def split(words: str, *, whole: bool = False) -> Iterator[tuple[str, bool]]:
    """The words in pieces, each with whether it is an address; `whole`: all of it is known to be one."""
    if whole:
        yield words, True
        return
    done = 0
    for match in _ADDRESS.finditer(words):
        address = _without_what_follows(match[0])
        if match.start() > done:
            yield words[done : match.start()], False
        yield address, True
        done = match.start() + len(address)
    if done < len(words):
        yield words[done:], False


def parts(words: str, node: nodes.Text) -> Iterator[tuple[str, bool]]:
    """Text of the doctree in pieces, as `split` gives them."""
    return split(words, whole=_names_itself(words, node.parent))


def printed(words: str, node: nodes.Text) -> TypstCode:
    """Text of the doctree, in which addresses break as addresses do."""
    made = [
        call("address", *(text(piece, node) for piece in pieces(part))) if address else text(part, node)
        for part, address in parts(words, node)
    ]
    return made[0] if len(made) == 1 else block(made)


def of(words: str) -> TypstCode:
    """As `printed`, of words that are no text of a doctree."""
    return block(call("address", *pieces(part)) if address else value(part) for part, address in split(words))


def _names_itself(words: str, parent: nodes.Node | None) -> bool:
    """Whether the words of a link are its address, with or without `https://`."""
    if not isinstance(parent, nodes.reference) or re.search(r"\s", words):
        return False
    return len(words) > 1 and words in str(parent.get("refuri", "")) and re.search(r"[./@]", words) is not None


def _without_what_follows(address: str) -> str:
    """Without the full stop or the bracket that belongs to the sentence."""
    before = ""
    while before != address:
        before = address
        address = _BEHIND.sub("", address)
        if address[-1:] in _BRACKETS and address.count(address[-1]) > address.count(_BRACKETS[address[-1]]):
            address = address[:-1]
    return address

"""Project Gutenberg: what its texts carry around the text, between lines that it has written alike since 2003.

`*** START OF THE PROJECT GUTENBERG EBOOK … ***` and `*** END OF …` enclose the text. Above them stands a record (`Title:`, `Author:`),
below them a licence, which holds for the name of the project and asks to be left out where the text is used without that name.
Files of the years before have all of that above the text, to `*END*THE SMALL PRINT!`, and name the title in a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesebuch.drafting.proposal import SourceLine

_START = re.compile(
    r"\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)|\*END\W?\s?THE SMALL PRINT!", re.IGNORECASE
)
_NAMED = re.compile(
    r"\W*(?:this is )?(?:the )?project gutenberg(?:['’]s)? e-?(?:text|book) of,?\s+(?P<title>[^*]+?)(?:,?\s+by\s+(?P<author>[^*]+))?\**",
    re.IGNORECASE,
)
_END = re.compile(r"(?:\*\*\*\s*)?END OF (?:THE |THIS )?PROJECT GUTENBERG(?:['’]S)?\b", re.IGNORECASE)
_CLOSED = re.compile(r"\*\*\*\s*$")
_LINES = 3
"""Lines over which the first of them may run."""
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z ]{2,20}):\s+(?P<value>\S.*)")
_MAKERS = re.compile(
    r"(?:produced|e-?text prepared|transcribed|transcription|scanned and proofed) (?:by|from)\b", re.IGNORECASE
)
_ROLES = ("Author", "Translator", "Editor")
_NEAR = 40
"""Lines of a text among which its title stands."""
_PART = 4
"""The first line of a long title has a quarter of its letters at least."""
_INDENT = 4
"""Spaces before the second line of a field: an author's name is longer than they are, a new field has none."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text, and what was around it."""

    blocks: list[SourceLine]
    before: list[SourceLine]
    after: list[SourceLine]
    title: str = ""
    people: tuple[tuple[str, str], ...] = ()
    """Names and roles, as the record has them."""


def unwrapped(blocks: Sequence[SourceLine]) -> Wrapped | None:
    """The text without what is around it; None if it is none of that project."""
    start = next((i for i, block in enumerate(blocks) if _START.match(block.text)), None)
    if start is None:
        return None
    closed = next((i for i, b in enumerate(blocks[start : start + _LINES], start) if _CLOSED.search(b.text)), start)
    first = _below_makers(blocks, closed + 1)
    end = next((i for i, block in enumerate(blocks) if i >= first and _END.match(block.text)), len(blocks))
    if end == first:
        return None
    title, people = _record(blocks[:start])
    return Wrapped(list(blocks[first:end]), list(blocks[:first]), list(blocks[end:]), title, people)


def with_title(blocks: Sequence[SourceLine], title: str) -> list[SourceLine]:
    """The blocks, with the line that says what the record gives as the title, or how it begins, as a heading, if there is one."""
    wanted = _plain(title)
    near = [(i, said) for i, b in enumerate(blocks[:_NEAR]) if len(said := _plain(b.text)) * _PART >= len(wanted) > 0]
    found = next((i for i, said in near if wanted.startswith(said)), None)
    return [replace(block, level=1) if index == found else block for index, block in enumerate(blocks)]


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _below_makers(blocks: Sequence[SourceLine], at: int) -> int:
    """Where the text begins behind the lines that say who made the file, which a blank line ends; a page or a book has none, but a line each."""
    if at >= len(blocks) or not _MAKERS.match(blocks[at].text):
        return at
    spaced = blocks[-1].number - blocks[0].number >= len(blocks)
    while spaced and at + 1 < len(blocks) and blocks[at + 1].number == blocks[at].number + 1:
        at += 1
    return at + 1


def _record(blocks: Sequence[SourceLine]) -> tuple[str, tuple[tuple[str, str], ...]]:
    title = ""
    people: list[tuple[str, str]] = []
    open_ = False
    for block in blocks:
        field = _FIELD.match(block.text)
        if field and field["name"] == "Title":
            title, open_ = field["value"], True
        elif field:
            open_ = False
            if field["name"] in _ROLES:
                people.append((field["value"].strip(), field["name"].lower()))
        elif open_ and block.indent >= _INDENT:
            title += f" {block.text}"
        else:
            open_ = False
    if named := None if title else next(filter(None, (_NAMED.fullmatch(block.text) for block in blocks)), None):
        title = named["title"]
        people += [(named["author"].strip(), "author")] if named["author"] and not people else []
    return title.strip('"“” '), tuple(people)

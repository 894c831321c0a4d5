"""Any text as MyST that reads as that text again, whatever extensions are on."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&$~^!#|]")
_CONTROL = re.compile(r"[\t\n\r]")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_BLOCK_START = re.compile(r"""[-+:%.=("'/,;?@)]""")
_LIST_START = re.compile(r"(\d{1,9})([.)])")
_LONGEST = 6000
"""Characters of a line; docutils refuses documents with lines of more than 10,000 (`line_length_limit`)."""
_TOKEN = re.compile(r"\\.|&#\d+;|\[(?:\\.|[^\]\\])*\](?:\([^)]*\))?|\w{1,500}|.", re.DOTALL)
_AFTER_MARKUP = re.compile(r"\]\((?![#<])")
"""Text has no `<` that is not escaped."""


def escape(text: str) -> str:
    """Text within a block: what would be markup is escaped, tabs and line breaks are entities."""
    return _CONTROL.sub(_entities, _SPECIAL.sub(r"\\\g<0>", text))


def finish(line: str) -> str:
    """A block made of escaped pieces and markup: nothing at its beginning, or behind a note, may be read otherwise.

    Text that begins with `-` or `1.` is no list; `(` behind a footnote's number does not make it a link; white space at
    the ends is written as entities, since parsers cut it off.
    """
    line = _EDGES.sub(_entities, line)
    line = _AFTER_MARKUP.sub(r"]\\(", line)
    if _BLOCK_START.match(line):
        return "\\" + line
    if number := _LIST_START.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return line


def wrap(line: str, target: str) -> str:
    """Break a very long finished line where that adds no white space to the text.

    A line break in a paragraph reads as white space, but within a link's destination it reads as nothing: so a word
    now and then becomes a link to its own passage.
    """
    if len(line) <= _LONGEST:
        return line
    made: list[str] = []
    length = 0
    for token in _TOKEN.findall(line):
        length += len(token)
        if length > _LONGEST and token[0].isalpha():
            token = f"[{token}](\n#{target})"
            length = 0
        made.append(token)
    return "".join(made)


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])

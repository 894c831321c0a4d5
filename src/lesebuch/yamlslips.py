"""What the YAML parser says about slips, in words that help: where the slip is, what it is, and what to do."""

import re
from dataclasses import dataclass

import yaml

_NO_SPACE = re.compile(r"[ \t]*[^\S \t\n]|[^:\n]*:[^\S \t\n]")
"""A line that another blank than a space indents, or parts from its key: YAML takes that for a letter."""
_GLUED = re.compile(r"[ \t]*(?:- +)?[\w-]+:(?=[^\s/:])")
"""A key whose value touches its colon."""
_CLOSE = "Close it. Put a value that holds a comma, a colon, a `#` or a bracket in quotation marks."
_OTHER_QUOTES = 'Put one kind of quotation marks around a value that holds the other: \'the "word"\', or "l\'eau".'
_KEY = "Write `key: value`, with a space behind the colon, and indent lists."
_OPENS_QUOTE = re.compile(r"""[ \t]*(?:- +)?(?:[\w-]+:[ \t]+)?(?P<mark>["'])""")
_INDENTED = "a line that is indented otherwise than those to which it belongs"
_INDENT = "Let keys of one level, and the dashes of one list, begin in the same column."


@dataclass(frozen=True, slots=True)
class YamlSlip:
    """A slip: its place, lines and columns from 0; what it is, as a clause; what to do, as a sentence or nothing."""

    line: int
    column: int
    what: str
    hint: str


_AT_THE_MARK = {
    "cannot start any token": (
        "a value that begins with a character that YAML keeps for itself",
        "Put a value that begins with @, % or ` in quotation marks.",
    ),
    "found a tab character": ("a tab", "Indent with spaces."),
    "mapping values are not allowed": (
        "a second colon in a line",
        'Put a value that holds a colon and a space in straight quotation marks: "…".',
    ),
    "expected '-' indicator": (_INDENTED, _INDENT),
    "unknown escape character": (
        "a backslash between double quotation marks, where it changes what follows",
        "Write it twice, or put single quotation marks around the value.",
    ),
    "sequence entries are not allowed": (
        "a list that begins behind a key",
        "Begin it in a line of its own. Put a value that begins with a hyphen in quotation marks.",
    ),
    "mapping keys are not allowed": (
        "a question mark and a space where a value begins",
        "Put a value that begins so in quotation marks.",
    ),
    "expected alphabetic or numeric character": (
        "a value that begins with a character that YAML keeps for itself",
        "Put a value that begins with & or * in quotation marks.",
    ),
    "expected node content": (
        "a bracket, a brace or a comma where a value begins",
        "Put a value that begins so in quotation marks.",
    ),
    "expected comment or line break": (
        "words behind the sign `|` or `>`, which announces lines of text",
        "Write the words in the next line, indented, or put the value in quotation marks.",
    ),
}
_OPEN_QUOTE = (
    "a quotation mark that opens here and is not closed",
    "Close it. Put a value that begins with an apostrophe in double quotation marks.",
)
_AT_THE_BEGINNING = {
    "could not find expected ':'": ("a line that is no key with a value", _KEY),
    "expected ',' or": ("a bracket or a brace that opens here and is not closed", _CLOSE),
    "unexpected end of stream": _OPEN_QUOTE,
}
"""Where the parser stumbles over them, later lines may be right."""


def slip(error: yaml.MarkedYAMLError, text: str) -> YamlSlip:
    """What an error in a text means; the parser's own words for what is rare."""
    said = str(error.problem or error.context)
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    if not mark:
        return YamlSlip(0, 0, said, "")
    lines = text.split("\n")
    odd = _odd_blank(mark, lines)
    if odd:
        return odd
    for words, (what, hint) in _AT_THE_BEGINNING.items():
        if words in said and begun:
            return YamlSlip(begun.line, begun.column, what, hint)
    if "expected key" in said:
        return _no_key(mark, lines)
    above = _wrong_above(mark, lines) if "mapping values" in said else None
    what, hint = next((plain for words, plain in _AT_THE_MARK.items() if words in said), (said, ""))
    return above or YamlSlip(mark.line, mark.column, what, hint)


def _odd_blank(mark: yaml.Mark, lines: list[str]) -> YamlSlip | None:
    for number in (mark.line, mark.line - 1):
        found = _NO_SPACE.match(lines[number]) if 0 <= number < len(lines) else None
        if found:
            return YamlSlip(number, found.end() - 1, "a blank that is no ordinary space", "Type it anew, as a space.")
    if mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        return YamlSlip(mark.line, mark.column, "a tab", "Indent with spaces.")
    return None


def _no_key(mark: yaml.Mark, lines: list[str]) -> YamlSlip:
    before = lines[mark.line][: mark.column].rstrip() if mark.line < len(lines) else ""
    if before.endswith(("'", '"')):
        return _open_above(before[-1], mark.line, lines) or YamlSlip(
            mark.line, mark.column, "words behind a closing quotation mark", _OTHER_QUOTES
        )
    if before:
        return YamlSlip(
            mark.line, mark.column, "something behind the end of a value", "Put the value in quotation marks."
        )
    return YamlSlip(mark.line, mark.column, _INDENTED, _INDENT)


def _open_above(quote: str, last: int, lines: list[str]) -> YamlSlip | None:
    """A value that goes on to the quotation mark of a later line: the parser stumbles over what follows that."""
    for number in range(last - 1, -1, -1):
        found = _OPENS_QUOTE.match(lines[number])
        if found and found["mark"] == quote and lines[number].count(quote) == 1:
            return YamlSlip(number, found.start("mark"), *_OPEN_QUOTE)
    return None


def _wrong_above(mark: yaml.Mark, lines: list[str]) -> YamlSlip | None:
    """A value that goes on in the next line, whose first colon the parser does not expect: `title:Words`, or the next line is indented."""
    if lines[mark.line][: mark.column].count(":"):
        return None
    above = next((n for n in range(mark.line - 1, -1, -1) if lines[n].strip()), -1)
    if above < 0:
        return None
    if found := _GLUED.match(lines[above]):
        return YamlSlip(above, found.end(), "a colon without a space behind it", _KEY)
    column = len(lines[mark.line]) - len(lines[mark.line].lstrip())
    return YamlSlip(mark.line, column, _INDENTED, _INDENT)

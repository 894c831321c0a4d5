"""Where reader.toml names a chapter: in the lists `chapters`, of the whole and of each part. All else in it stays as it is."""

import re
from collections.abc import Iterator

from lesebuch.editing.lines import LineEdit

_LIST = re.compile(r"""(?<![\w."'-])["']?chapters["']?[ \t]*=[ \t]*\[""")
_SKIPPED = r"""#[^\n]*|\"\"\"(?:[^\\]|\\.)*?\"\"\"|\'\'\'.*?\'\'\'"""
_STRING = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_OUTSIDE = re.compile(rf"{_SKIPPED}|(?P<list>{_LIST.pattern})|{_STRING}", re.DOTALL)
_INSIDE = re.compile(rf"{_SKIPPED}|(?P<name>{_STRING})|(?P<end>\])", re.DOTALL)
"""Comments and texts of several lines are passed over as wholes, so that a bracket in them ends nothing. (TOML 1.0.)"""


def named(text: str, old: str, new: str) -> Iterator[LineEdit]:
    """The edits that give a chapter its new name; names are letters, digits and hyphens, which no quotation mark escapes."""
    at = 0
    while opened := _next_list(text, at):
        at = opened
        while found := _INSIDE.search(text, at):
            at = found.end()
            if found["end"]:
                break
            if found["name"] and found["name"][1:-1] == old:
                start = found.start("name") + 1
                line = text.count("\n", 0, start)
                column = start - (text.rfind("\n", 0, start) + 1)
                yield LineEdit(line + 1, column, column + len(old), new)
        else:
            return


def _next_list(text: str, at: int) -> int:
    """Where the next list of chapters begins, behind its bracket; 0 if there is none."""
    for found in _OUTSIDE.finditer(text, at):
        if found["list"]:
            return found.end()
    return 0

"""Where reader.toml names a chapter or an entry: in the lists `chapters`, of the whole and of each part, and in introductions.

All else in it stays as it is.
"""

import re
from collections.abc import Iterable, Iterator

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
                yield _edit(text, found.start("name") + 1, old, new)
        else:
            return


def in_roles(text: str, roles: Iterable[str], old: str, new: str) -> Iterator[LineEdit]:
    """The edits in the MyST of introductions: `` {passage}`OLD#p3` ``, `` {entry}`words <OLD>` ``."""
    for role in roles:
        named = re.compile(rf"\{{{role}\}}(`+)(?:[^`]*<)?[ \t]*(?P<name>{re.escape(old)})(?=#|[ \t]*>?[ \t]*\1)")
        yield from (_edit(text, found.start("name"), old, new) for found in named.finditer(text))


def _edit(text: str, start: int, old: str, new: str) -> LineEdit:
    line, column = text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1)
    return LineEdit(line + 1, column, column + len(old), new)


def _next_list(text: str, at: int) -> int:
    """Where the next list of chapters begins, behind its bracket; 0 if there is none."""
    for found in _OUTSIDE.finditer(text, at):
        if found["list"]:
            return found.end()
    return 0

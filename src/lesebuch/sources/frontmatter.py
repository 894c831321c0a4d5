"""The YAML block at the top of a Markdown file, as its author meant it.

Pandoc reads each value as Markdown, and CommonMark takes `3. Mai 2021` for the third item of a list, whose number is then no
part of the text, and `"# 5"` for a heading. In a value of one line nobody means that, so such a beginning is escaped.
"""

import re

_BLOCK = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_VALUE = re.compile(
    r"""^(?P<key>[ \t]*(?:-[ \t]+)*(?:[^\s:#'"-][^:\n#'"]*:[ \t]+)?)(?P<quote>["']?)(?:(?P<number>[0-9]{1,9})(?P<end>[.)])|(?P<sign>[-+*>]|\#{1,6}))(?=[ \t"'\r\n])""",
    re.MULTILINE,
)
"""CommonMark 0.31, 5.2: a number of up to nine digits, with . or ), before a space begins an item; 4.2 headings, 5.1 quotations."""


def with_plain_values(text: str) -> str:
    """The text of the file, the values of its block escaped where Markdown would take their beginning for a mark."""
    block = _BLOCK.match(text)
    return _VALUE.sub(_escaped, block[0]) + text[block.end() :] if block else text


def _escaped(match: re.Match[str]) -> str:
    quote, number, end, sign = match["quote"], match["number"] or "", match["end"] or "", match["sign"] or ""
    if sign and not quote:  # of YAML, not of the value: an item, a folded text, a comment
        return match[0]
    if not sign and not match["key"].strip():  # a line of a longer value
        return match[0]
    escape = "\\\\" if quote == '"' else "\\"
    return f"{match['key']}{quote}{number}{escape}{sign or end}"

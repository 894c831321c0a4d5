"""Which characters change, all of Unicode's planes counted; and each edit and run of a line, exactly."""

import sys
import unicodedata

import pytest

from lesebuch.model import Edit, Run, Source
from lesebuch.normalise import characters, normalise
from lesebuch.normalise.characters import TABLE, change

SEPARATING = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
NO_BREAK = "\u00a0\u2007\u202f"
GONE = "\u200b\u2060\ufeff\u180e\u2061\u2062\u2063\u2064\u200c\u200d"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def rule_of(character: str) -> tuple[str, str] | None:
    """What the rules say in words, with Unicode's own categories."""
    category = unicodedata.category(character)
    if character in "\t\r":
        return ("tab" if character == "\t" else "carriage return"), " "
    if character in SEPARATING:
        return "control character", " "
    if category == "Cc":
        return None if character == "\n" else ("control character", "")
    if category == "Zs":
        return None if character == " " else ("no-break space" if character in NO_BREAK else "space", " ")
    if character == "\u00ad":
        return "soft hyphen", ""
    if character in GONE:
        return "zero-width character", ""
    return ("direction mark", "") if character in DIRECTIONS else None


def test_each_character_of_unicode_has_the_rule_that_is_written_down() -> None:
    expected = {c: rule for c in map(chr, range(sys.maxunicode + 1)) if (rule := rule_of(c))}
    assert dict(TABLE) == expected
    assert characters._table() == expected


@pytest.mark.parametrize(
    ("line", "index", "expected"),
    [
        ("n\u200dm", 1, ("zero-width character", "")),
        ("क\u200dm", 1, None),
        ("n\u200dष", 1, None),
        ("क\u200bष", 1, ("zero-width character", "")),
        ("\u200dष", 0, None),
        ("\u200dn", 0, ("zero-width character", "")),
        ("ष\u200d", 1, None),
        ("ष n\u200dn ष", 3, ("zero-width character", "")),
        ("ab\u200e", 2, ("direction mark", "")),
        ("aب\u200e", 2, None),
        ("aש\u200e", 2, None),
        ("\u200eb", 0, ("direction mark", "")),
    ],
)
def test_what_stands_beside_a_mark_decides(line: str, index: int, expected: tuple[str, str] | None) -> None:
    assert change(line, index) == expected


CASES: dict[str, tuple[list[tuple[str, int, int, str]], str, list[tuple[int, int, int, int]]]] = {
    "": ([], "", []),
    "eins": ([], "eins", [(0, 4, 0, 4)]),
    "\r": ([("carriage return", 0, 1, "")], "", []),
    "  ": ([("trim", 0, 2, "")], "", []),
    " \r": ([("trim", 0, 1, ""), ("carriage return", 1, 2, "")], "", []),
    " a \r": ([("trim", 0, 1, ""), ("trim", 2, 3, ""), ("carriage return", 3, 4, "")], "a", [(0, 1, 1, 1)]),
    "\u00a0a\t": ([("trim", 0, 1, ""), ("trim", 2, 3, "")], "a", [(0, 1, 1, 1)]),
    "a\rb": ([("carriage return", 1, 2, " ")], "a b", [(0, 3, 0, 3)]),
    "a\r\r": ([("trim", 1, 2, ""), ("carriage return", 2, 3, "")], "a", [(0, 1, 0, 1)]),
    "a\tb": ([("tab", 1, 2, " ")], "a b", [(0, 3, 0, 3)]),
    "a\u00adb": ([("soft hyphen", 1, 2, "")], "ab", [(0, 1, 0, 1), (1, 1, 2, 1)]),
    "a\u00ad": ([("soft hyphen", 1, 2, "")], "a", [(0, 1, 0, 1)]),
    "\u00ad a": ([("soft hyphen", 0, 1, ""), ("trim", 1, 2, "")], "a", [(0, 1, 2, 1)]),
    "a \u00ad": ([("trim", 1, 2, ""), ("soft hyphen", 2, 3, "")], "a", [(0, 1, 0, 1)]),
    "\u00ad": ([("soft hyphen", 0, 1, "")], "", []),
    "\u2028 \u00ad \u2003": (
        [("trim", 0, 1, ""), ("trim", 1, 2, ""), ("soft hyphen", 2, 3, ""), ("trim", 3, 4, ""), ("trim", 4, 5, "")], "", [],
    ),
    " u\u0308b ": (
        [("trim", 0, 1, ""), ("compose", 1, 3, "ü"), ("trim", 4, 5, "")], "üb", [(0, 1, 1, 2), (1, 1, 3, 1)],
    ),
    "au\u00ad\u0308\u00adb": (
        [("compose", 1, 4, "ü"), ("soft hyphen", 4, 5, "")], "aüb", [(0, 1, 0, 1), (1, 1, 1, 3), (2, 1, 5, 1)],
    ),
    "\u212b": ([("compose", 0, 1, "Å")], "Å", [(0, 1, 0, 1)]),
    "ab\u212bc": ([("compose", 2, 3, "Å")], "abÅc", [(0, 4, 0, 4)]),
    "\u0958": ([("compose", 0, 1, "\u0915\u093c")], "\u0915\u093c", [(0, 2, 0, 1)]),
    "XX \u00ad": ([("trim", 2, 3, ""), ("soft hyphen", 3, 4, "")], "XX", [(0, 2, 0, 2)]),
    "\u00adX": ([("soft hyphen", 0, 1, "")], "X", [(0, 1, 1, 1)]),
    "a \u2009 b\u2009c": ([("space", 2, 3, " "), ("space", 5, 6, " ")], "a   b c", [(0, 7, 0, 7)]),
    "  a\u00ad b \u00adc  ": (
        [("trim", 0, 2, ""), ("soft hyphen", 3, 4, ""), ("soft hyphen", 7, 8, ""), ("trim", 9, 11, "")],
        "a b c", [(0, 1, 2, 1), (1, 3, 4, 3), (4, 1, 8, 1)],
    ),
}  # fmt: skip
"""A raw line: its edits, what is left, and where that comes from (offset, length, column, width)."""


@pytest.mark.parametrize("raw", CASES, ids=ascii)
def test_each_edit_and_each_run(raw: str) -> None:
    edits, text, runs = CASES[raw]
    made, problems = normalise(Source("a", "", "text 1", f"x\n{raw}\nx"))
    line = made.lines[1]
    assert problems == []
    assert (line.number, line.text) == (2, text)
    assert made.edits == tuple(Edit(rule, 2, start, end, new) for rule, start, end, new in edits)
    assert line.runs == tuple(Run(at, length, 2, column, width) for at, length, column, width in runs)


def test_marks_that_compose_with_a_letter_further_on() -> None:
    made, _ = normalise(Source("a", "", "text 1", "a\u0327\u0302b"))
    assert made.lines[0].text == unicodedata.normalize("NFC", "a\u0327\u0302b") == "\u00e2\u0327b"
    assert made.edits == (Edit("compose", 1, 0, 3, "\u00e2\u0327"),)
    assert made.lines[0].runs == (Run(0, 2, 1, 0, 3), Run(2, 1, 1, 3, 1))


@pytest.mark.parametrize(
    ("raw", "numbers"), [("", [1]), ("\n", [1]), ("a", [1]), ("a\n", [1]), ("a\n\n", [1, 2]), ("\na", [1, 2])]
)
def test_a_line_break_at_the_end_begins_no_line(raw: str, numbers: list[int]) -> None:
    made, _ = normalise(Source("a", "", "text 1", raw))
    assert [line.number for line in made.lines] == numbers

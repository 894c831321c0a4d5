"""Which characters normalisation changes, by rule. The rest of Unicode stays as it is."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

CARRIAGE_RETURN = "carriage return"
CONTROL = "control character"
SPACE = "space"
TAB = "tab"
NO_BREAK_SPACE = "no-break space"
SOFT_HYPHEN = "soft hyphen"
ZERO_WIDTH = "zero-width character"
DIRECTION = "direction mark"
COMPOSE = "compose"
LIGATURE = "ligature"
NOTE_MARK = "mark of a note"
TRIM = "trim"

RULES: Mapping[str, str] = {
    CARRIAGE_RETURN: "Carriage returns go at the end of a line and become spaces within it.",
    CONTROL: "Control characters go; those that separate (vertical tab, form feed, next line, U+2028, U+2029) become spaces.",
    SPACE: "Spaces of any width become plain spaces. Their number stays.",
    TAB: "Tabs become spaces.",
    NO_BREAK_SPACE: "No-break spaces (U+00A0, U+2007, U+202F) become plain spaces.",
    SOFT_HYPHEN: "Soft hyphens go.",
    ZERO_WIDTH: "Zero-width characters go; joiner and non-joiner stay beside letters that join, and within emoji.",
    DIRECTION: "Direction marks go, except in a line that holds letters written from right to left.",
    COMPOSE: "Letters and marks that Unicode composes are composed (NFC).",
    LIGATURE: "Ligatures of printers (ﬁ, ﬂ, ﬀ, ﬃ, ﬄ, ﬅ, ﬆ; U+FB00 to U+FB06) become their letters, in sources registered since.",
    NOTE_MARK: "Marks of the source's own notes, and signs that lead back to them, go, in sources registered since: they are layout, not words.",
    TRIM: "White space at both ends of a line goes.",
}

JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _table() -> dict[str, tuple[str, str]]:
    table = {chr(code): (CONTROL, "") for code in (*range(0x20), *range(0x7F, 0xA0))}
    table |= dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", (CONTROL, " "))
    table |= {"\t": (TAB, " "), "\r": (CARRIAGE_RETURN, " ")}
    table |= dict.fromkeys("\u00a0\u2007\u202f", (NO_BREAK_SPACE, " "))
    table |= dict.fromkeys(
        "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", (SPACE, " ")
    )
    table["\u00ad"] = (SOFT_HYPHEN, "")
    table |= dict.fromkeys("\u200b\u2060\ufeff\u180e\u2061\u2062\u2063\u2064" + JOINERS, (ZERO_WIDTH, ""))
    table |= dict.fromkeys(_DIRECTIONS, (DIRECTION, ""))
    del table["\n"]
    return table


TABLE: Mapping[str, tuple[str, str]] = _table()
"""Character -> rule and what it becomes."""

LIGATURES: Mapping[str, str] = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
_FIRST_EXTRACTORS = frozenset(f"{format_} 1" for format_ in ("text", "html", "markdown", "docx", "odt", "epub", "pdf"))
"""A source that was registered with one of these keeps its ligatures: its passages have been published with them."""


def with_ligatures(extractor: str) -> bool:
    """Whether the ligatures of a source stay; `extractor` is what it was registered with."""
    return extractor in _FIRST_EXTRACTORS


_WITH_MARKS = _FIRST_EXTRACTORS | frozenset(
    "html 2, mhtml 1, markdown 2, markdown 3, docx 2, odt 2, epub 2, rtf 1, fb2 1, pdf 2".split(", ")
)
"""A source that was registered with one of these keeps the marks of its notes among its words, for the same reason."""


def with_note_marks(extractor: str) -> bool:
    """Whether the marks of a source's own notes stay in its text; `extractor` as above."""
    return extractor in _WITH_MARKS


CHANGED = re.compile("[" + "".join(re.escape(c) for c in (*TABLE, *LIGATURES)) + "]")

# Scripts whose letters change shape with a joiner beside them: Hebrew and Arabic to Georgian, Tibetan and Burmese, Khmer and
# Mongolian, further Indic and South-East Asian ones; emoji and their variation selector.
_JOINING = re.compile(
    "[\u0590-\u10ff\u1780-\u18af\u1900-\u1cff\u2600-\u27bf\ua800-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U00010a00-\U00011fff\U0001f000-\U0001faff]"
)


def change(line: str, index: int) -> tuple[str, str] | None:
    """The rule for a character and what it becomes; None if it stays."""
    if line[index] in LIGATURES:
        return LIGATURE, LIGATURES[line[index]]
    rule = TABLE[line[index]]
    if rule[0] == ZERO_WIDTH and line[index] in JOINERS:
        return None if any(_JOINING.match(c) for c in line[max(index - 1, 0) : index + 2]) else rule
    return None if rule[0] == DIRECTION and _right_to_left(line) else rule


@lru_cache(maxsize=1)  # asked for each mark of a line, which may have as many as letters
def _right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in line)

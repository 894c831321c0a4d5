"""How wide words are in a drawing. No font is at hand where drawings are made: the widths err on the side of too wide."""

import unicodedata
from functools import cache, lru_cache

FONT = "font-family:var(--lb-sans, sans-serif)"
"""Of all drawings, as a style."""
_NARROW = frozenset("iljtfrI1.,;:!|'’‘()[]-– ")
_BROAD = frozenset("mwMWmшщюжфШЩЮЖФ—%@…")


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Of a line of text, for a font of that size, in its unit."""
    return size * sum(map(_letter, text))


@cache
def _letter(letter: str) -> float:
    """In shares of the font's size, as sans fonts have it."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.0
    if letter in _NARROW:
        return 0.3
    if letter in _BROAD:
        return 0.85
    return 0.66 if letter.isupper() else 0.52


# Of a timeline on paper each event is placed again and again, until it is known on which page it stands.
@lru_cache(maxsize=4096)
def cut(text: str, size: float, room: float) -> str:
    """As many whole words as there is room for, with an ellipsis if it is not all; of one long word its beginning."""
    if width(text, size) <= room:
        return text
    words = text.split(" ")
    for end in range(len(words) - 1, 0, -1):
        shown = " ".join(words[:end]).rstrip(" ,;:–-") + " …"
        if width(shown, size) <= room:
            return shown
    end = len(words[0])
    while end and width(words[0][:end] + "…", size) > room:
        end -= 1
    return words[0][:end] + "…" if end else ""

"""Fonts whose letters are read by the table of another system.

Old programs wrote fonts without a word on how their letters are coded. PDFium then takes the table of a Macintosh where the font has
one of its kind, though the codes are those of Windows: `für` is read as `f¸r`. That shows within words: between two small letters
stands no sign and no capital letter.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

_MOST_AGAINST = 0.1
"""Share of what would be wrong by the table of Windows of the letters that would be right."""
_FEWEST = 2
"""Such letters: one may be an accent that a font sets behind its letter, as in `g˘`."""
_RIGHT = re.compile("[“”‘’–—]")
"""What stands in a text that was read by the right table; letters of other alphabets stood there by the other."""
_WITHIN = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])")


def _pairs() -> Iterator[tuple[str, str]]:
    for code in range(128, 256):
        read, meant = (bytes([code]).decode(system, "replace") for system in ("mac_roman", "cp1252"))
        if meant != "\ufffd":
            yield unicodedata.normalize("NFKC", read) if read in "\ufb01\ufb02" else read, meant


MEANT: Mapping[str, str] = dict(_pairs())
"""From each character as it was read, ligatures as their letters, to the one that was meant."""


def is_misread(text: str) -> bool:
    """Whether a text that one font prints was read by the wrong table."""
    changed = [(one, MEANT[one]) for one in _WITHIN.findall(text) if one in MEANT]
    right = sum(_is_small(meant) and not _is_small(one) for one, meant in changed)
    wrong = sum(_is_small(one) and not _is_small(meant) for one, meant in changed) + len(_RIGHT.findall(text))
    return right >= _FEWEST and wrong <= right * _MOST_AGAINST


def _is_small(character: str) -> bool:
    return unicodedata.category(character) == "Ll"

"""Texts that are nearly the same: compared by their sequences of five words."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
"""Soft hyphens, joiners and other characters within words that nobody sees."""
_LENGTH = 5
_FEWEST = 20
DUPLICATE = 0.8
"""Share of the shorter text's sequences that the other holds too: above it is a duplicate."""
RELATED = 0.3
"""Above it is worth a word to the editor."""

Shingles = frozenset[tuple[str, ...]]


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower().translate(_UNSEEN))


def shingles(texts: Iterable[str]) -> Shingles:
    """The set of its sequences of five words."""
    sequence = [word for text in texts for word in words(text)]
    return frozenset(tuple(sequence[i : i + _LENGTH]) for i in range(len(sequence) - _LENGTH + 1))


def share(one: Shingles, other: Shingles) -> float:
    """0 to 1; texts too short to tell have 0."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _FEWEST else 0.0

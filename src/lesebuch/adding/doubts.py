"""What a draft says of itself that is in doubt: about what, and in which lines."""

import re
from itertools import chain
from typing import NamedTuple

_ELSEWHERE = frozenset(["duplicate", "pictures", "language"])
"""Doubts whose figures are none of lines of this source, or in which anything may be quoted."""
_QUOTED = re.compile("“[^”]*”")
_NUMBERS = re.compile(r"\blines? ([0-9]+(?:-[0-9]+)?(?:, [0-9]+(?:-[0-9]+)?)*)")
_MOST = 1000
"""Lines of a span that are counted out."""


class Doubt(NamedTuple):
    """A doubt as drafting writes it: `date: line 4 gives …`."""

    about: str
    """One word, such as date, author or heading."""
    words: str
    lines: tuple[int, ...]
    """Those that it names."""


def read_doubt(doubt: str) -> Doubt:
    """The parts of a doubt."""
    about, _, words = doubt.partition(": ")
    named = "" if about in _ELSEWHERE else _QUOTED.sub("", words)
    spans = chain.from_iterable(match[1].split(", ") for match in _NUMBERS.finditer(named))
    return Doubt(about, words, tuple(dict.fromkeys(chain.from_iterable(map(_counted, spans)))))


def _counted(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), min(int(last or first), int(first) + _MOST) + 1)

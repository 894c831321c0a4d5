"""Letters that a page prints twice at one place, a hair apart, to make them look bold or to give them a shadow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

_NEAR = 0.12
"""Of the size of the letters: two that follow each other, such as those of `ll`, are further apart."""
_CELL = 4.0
"""Points: how wide the strips are in which letters are looked for."""


class _Font(Protocol):
    @property
    def size(self) -> float: ...


class _Letter(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def font(self) -> _Font | None: ...


_L = TypeVar("_L", bound=_Letter)


def without_doubles(letters: Iterable[_L]) -> Iterator[_L]:
    """Each letter once. Two of one glyph, such as those of a ligature, stand at one place, but directly behind each other."""
    printed: defaultdict[tuple[str, int], list[tuple[int, _L]]] = defaultdict(list)
    for number, letter in enumerate(letters):
        if letter.font is not None and not letter.text.isspace():
            near = letter.font.size * _NEAR
            strips = {(letter.text, round((letter.x + far) / _CELL)) for far in (-near, near)}
            twice = any(
                number - at > 1 and abs(other.x - letter.x) < near and abs(other.y - letter.y) < near
                for strip in strips
                for at, other in printed.get(strip, ())
            )
            if twice:
                continue
            printed[letter.text, round(letter.x / _CELL)].append((number, letter))
        yield letter

"""Letters that a page prints twice at one place, a hair apart, to make them look bold or to give them a shadow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lesebuch.sources.printed.letter import Letter

_NEAR = 0.12
"""Of the size of the letters: two that follow each other, such as those of `ll`, are further apart."""
_CELL = 4.0
"""Points: how wide the strips are in which letters are looked for."""


def without_doubles(letters: Sequence[Letter]) -> Sequence[Letter]:
    """Each letter once. Two of one glyph, such as those of a ligature, stand at one place, but directly behind each other."""
    printed = [letter for letter in letters if letter.font is not None and letter.text != " "]
    places = {(letter.text, int(letter.x), int(letter.y)) for letter in printed}
    return letters if len(places) == len(printed) else list(_once(letters))


def _once(letters: Iterable[Letter]) -> Iterator[Letter]:
    seen: defaultdict[tuple[str, int], list[tuple[int, Letter]]] = defaultdict(list)
    for number, letter in enumerate(letters):
        if letter.font is None or letter.text == " ":
            yield letter
            continue
        near = letter.font.size * _NEAR
        strip, left, right = int(letter.x // _CELL), int((letter.x - near) // _CELL), int((letter.x + near) // _CELL)
        here = seen[letter.text, strip]
        beside = () if left == right else seen[letter.text, left if left < strip else right]
        for at, other in (*here, *beside) if beside else here:
            if number - at > 1 and abs(other.x - letter.x) < near and abs(other.y - letter.y) < near:
                break
        else:
            here.append((number, letter))
            yield letter

"""The numbers of list items as they are shown: 3, c, iii."""

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 5000
"""Beyond it letters are no numbers that anybody reads."""


def label(number: int, style: str) -> str:
    """A number in a style: LowerAlpha, UpperAlpha, LowerRoman, UpperRoman; in any other, and from 5000 on, in digits."""
    return _STYLES[style](number) if style in _STYLES and 0 < number < _MOST else str(number)


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (number // value)
        number %= value
    return roman


_STYLES: Mapping[str, Callable[[int], str]] = {
    "LowerAlpha": _letters,
    "UpperAlpha": lambda number: _letters(number).upper(),
    "LowerRoman": _roman,
    "UpperRoman": lambda number: _roman(number).upper(),
}

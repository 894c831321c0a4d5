"""Numbers, letters and signs of items of lists."""

import re
from dataclasses import dataclass

from lesebuch.model import Passage, PassageKind

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_IS_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_AROUND = "()[].:§ "
_RAISED = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰*∗")
_BULLET = re.compile(r"[-–—•‣◦▪●○■□*·⁃►→✓✔☐☑☒](?=\s)")


def stands_high(mark: str) -> bool:
    """Whether the mark of a note is made of signs that stand high by themselves."""
    return _RAISED.issuperset(mark)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a list is numbered."""

    style: str
    """1, a, A, i or I, as the attribute `type` of HTML's `ol` has it."""
    bracket: bool
    """Whether a bracket follows the number, not a full stop."""


def numbering(first: Passage) -> Numbering | None:
    """From the first item of a list; None if it has no number."""
    bare = first.label.strip(_AROUND)
    style = ""
    if bare.isascii() and bare.isdigit():
        style = "1"
    elif bare.lower() == "i" or (len(bare) > 1 and _roman(bare)):
        style = "I" if bare.isupper() else "i"
    elif len(bare) == 1 and bare.isascii() and bare.isalpha():
        style = "A" if bare.isupper() else "a"
    bracket = first.label.endswith(")") or _behind(first, bare) == ")"
    return Numbering(style, bracket) if style else None


def _behind(item: Passage, bare: str) -> str:
    """The sign behind the number in the text of an item that begins with it."""
    text = (item.text or "").lstrip("(")
    return text[len(bare) : len(bare) + 1] if text.startswith(bare) else ""


def is_number(title: str) -> bool:
    """Whether a title is a number and no more, as those of chapters of novels are."""
    bare = title.strip(_AROUND)
    return bare.isdecimal() or _roman(bare) > 0


def number_of(item: Passage, sign: Numbering | None) -> int | None:
    """The number of an item of a list that is numbered so; None if its label is none."""
    bare = item.label.strip(_AROUND)
    if sign is None or not bare.isascii():
        return None
    if sign.style == "1":
        return int(bare) if bare.isdigit() else None
    if sign.style in "iI":
        return _roman(bare) or None
    return ord(bare.lower()) - ord("a") + 1 if len(bare) == 1 and bare.isalpha() else None


def marks_itself(item: Passage) -> bool:
    """Whether the words of an item begin with its number or sign, so that none is to be added."""
    text = item.text or ""
    if item.kind is PassageKind.PAGE:
        return item.label in text
    if item.label:
        return text.lstrip("([").startswith(item.label.lstrip("(["))
    return _BULLET.match(text) is not None


def _roman(text: str) -> int:
    """0 if it is no Roman number."""
    digits = text.lower()
    if not digits or not _IS_ROMAN.fullmatch(digits):
        return 0
    values = [_ROMAN[digit] for digit in digits]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))

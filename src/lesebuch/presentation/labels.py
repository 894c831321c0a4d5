"""Numbers, letters and signs of items of lists."""

import re
from dataclasses import dataclass

from lesebuch.model import Passage, PassageKind
from lesebuch.numerals import is_roman, letter_value, roman_value

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
    around: str
    """What stands around the number: `.` or `)` behind it, or `()`."""


def numbering(first: Passage) -> Numbering | None:
    """From the first item of a list; None if it has no number."""
    bare = first.label.strip(_AROUND)
    style = ""
    if bare.isascii() and bare.isdigit():
        style = "1"
    elif bare.lower() == "i" or (len(bare) > 1 and is_roman(bare)):
        style = "I" if bare.isupper() else "i"
    elif letter_value(bare):
        style = "A" if bare.isupper() else "a"
    return Numbering(style, _around(first, bare)) if style else None


def _around(item: Passage, bare: str) -> str:
    """The signs around the number, from the label or from the text of an item that begins with it."""
    number = re.compile(rf"[§ ]*(\(?){re.escape(bare)}[.:]?(\)?)")
    found = [number.match(said) for said in (item.label, item.text or "")]
    return next((match[1] + match[2] for match in found if match and match[2]), ".")


def is_number(title: str) -> bool:
    """Whether a title is a number and no more, as those of chapters of novels are."""
    bare = title.strip(_AROUND)
    return bare.isdecimal() or is_roman(bare)


def number_of(item: Passage, sign: Numbering | None) -> int | None:
    """The number of an item of a list that is numbered so; None if its label is none."""
    bare = item.label.strip(_AROUND)
    if sign is None or not bare.isascii():
        return None
    if sign.style == "1":
        return int(bare) if bare.isdigit() else None
    if sign.style in "iI":
        return roman_value(bare) if is_roman(bare) else None
    return letter_value(bare) or None


def marks_itself(item: Passage) -> bool:
    """Whether the words of an item begin with its number or sign, so that none is to be added."""
    text = item.text or ""
    return item.label in text if item.kind is PassageKind.PAGE else _begins_with_sign(text, item.label)


def sign_in_cell(label: str, words: str) -> str:
    """What stands before an item of a list in a cell; nothing where its words begin with it."""
    if _begins_with_sign(words, label):
        return ""
    return f"{label}." if label.isalnum() else label or "•"


def _begins_with_sign(words: str, label: str) -> bool:
    """Whether the sign of an item, or else a bullet, stands before its words. `1921` does not begin with 1, nor `as` with a."""
    if not label:
        return _BULLET.match(words) is not None
    sign, rest = label.lstrip("(["), words.lstrip("([")
    following = rest[len(sign) :][:1]
    within = following.isdigit() if sign[-1:].isdigit() else sign[-1:].isalpha() and following.islower()
    return rest.startswith(sign) and not within

"""Numbers in letters: c, iii, XX; and what HTML, docutils and pandoc call their styles."""

from dataclasses import dataclass

from roman_numerals import MAX, RomanNumeral

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How the items of a list are numbered."""

    html: str
    """As the attribute `type` of HTML's `ol` has it, and as Typst's `numbering`."""
    docutils: str
    """As docutils' `enumtype` has it."""
    pandoc: str
    """As pandoc's `ListNumberStyle` has it."""


NUMBER_STYLES = (
    NumberStyle("1", "arabic", "Decimal"),
    NumberStyle("a", "loweralpha", "LowerAlpha"),
    NumberStyle("A", "upperalpha", "UpperAlpha"),
    NumberStyle("i", "lowerroman", "LowerRoman"),
    NumberStyle("I", "upperroman", "UpperRoman"),
)


def in_style(number: int, pandoc: str) -> str:
    """A number in a style that pandoc calls so; in any other, and where it has no Roman form, in digits."""
    if not 0 < number <= MAX:
        return str(number)
    match pandoc:
        case "LowerAlpha":
            return letters(number)
        case "UpperAlpha":
            return letters(number).upper()
        case "LowerRoman":
            return RomanNumeral(number).to_lowercase()
        case "UpperRoman":
            return RomanNumeral(number).to_uppercase()
    return str(number)


def letters(number: int) -> str:
    """a, b, … z, aa, ab: as lists go on."""
    said = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def letter_value(text: str) -> int:
    """What a letter of the Latin alphabet counts; 0 if it is none, or more."""
    return ord(text.lower()) - ord("a") + 1 if len(text) == 1 and text.isascii() and text.isalpha() else 0


def roman_value(text: str) -> int:
    """What a Roman number says, small or large, also one as old prints have them (IIII); 0 if another letter is in it."""
    values = [_VALUES.get(letter, 0) for letter in text.lower()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values)) if all(values) else 0


def is_roman(text: str) -> bool:
    """Whether a text is a Roman number as they are written today: no word that has their letters alone, such as mild."""
    value = roman_value(text)
    return 0 < value <= MAX and RomanNumeral(value).to_lowercase() == text.lower()

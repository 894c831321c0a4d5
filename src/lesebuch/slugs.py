"""Names of files of chapters, entries and quizzes: `[a-z][a-z0-9-]*`, from a title or from what somebody has called them."""

import re
import unicodedata
from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import icu

STAND_IN = "text"
"""Where a title has no letters and no digits after one."""
LONGEST = 40
_SMALL = (
    "der die das den dem des ein eine einer eines einem einen und oder in im am an auf von vom zu zum zur mit fuer bei nach aus "
    "ueber the a an of to and or on at by for from with without among after before as into its it is are was be has have can will that which how why what when who "
    "wird werden wurde ist sind war hat haben kann wie was warum wer wenn dass sich nicht als um ohne gegen durch vor seit bis "
    "la le les du de des et en au aux un une ont est dans sur pour par qui que el los las del y con por para i w s na"
)
_LEADS_ON = frozenset(_SMALL.split())
"""Small words behind which something must follow."""
_BREAK = re.compile(r"[:|!?…]\s|\s[–—-]\s|\.\s(?=\S{4})")
"""Where a title has its first part."""
_ELIDED = re.compile(r"(?<![\w'’])([cdjlmnst]|(?:jus|lors|puis)?qu|d?all|dell|nell|sull)['’](?=[^\W\d_])")
"""What French and Italian join to the next word, as in `d'un`, `qu'il`, `dell'arte`; `don't` and `O'Brien` are one word."""
_OTHERS = "\u0370"
"""The first letter of another script, which is Greek."""
_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "đ": "d", "ı": "i", "ə": "e",
        "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "sch", "з": "s", "и": "i", "й": "j",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju",
        "я": "ja", "і": "i", "ї": "ji", "є": "je", "ґ": "g", "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u",
        "ү": "u", "һ": "h",
    }
)  # fmt: skip


def slug(title: str) -> str:
    """At most 40 characters: of a longer title its first part, or what fits, the last word of which is no small one that leads on (`die-lage-in-der`).

    STAND_IN if nothing is left of the title.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", title).lower().translate(_LETTERS))
    parts = _words(plain)
    first = _words(_BREAK.split(plain, maxsplit=1)[0])
    if len("-".join(parts)) > LONGEST >= len("-".join(first)) and len(first) > 1:
        parts = first  # the rest would be cut somewhere
    while parts and not parts[0][0].isalpha():
        parts.pop(0)  # a slug begins with a letter
    kept = [part[:LONGEST] for part in parts[:1]]
    for part in parts[1:]:
        if len("-".join([*kept, part])) > LONGEST:
            while len(kept) > 1 and kept[-1] in _LEADS_ON:
                kept.pop()
            break
        kept.append(part)
    return "-".join(kept) or STAND_IN


def _words(plain: str) -> list[str]:
    if any(sign >= _OTHERS and sign.isalpha() for sign in plain):
        plain = _transliterator().transliterate(plain).lower().translate(_LETTERS)
    return re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'’]", "", _ELIDED.sub(r"\1-", plain)))


@cache
def _transliterator() -> "icu.Transliterator":
    """From any script to plain letters, by CLDR's rules: Chinese as it is said in Beijing, Arabic without its vowels."""
    import icu  # noqa: PLC0415 - few titles need it

    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the first of name-2, name-3, … that is free."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name}-{number}"
    return result


def naming(name: str) -> str:
    """What to do about a file whose name is none, as a sentence."""
    rule = "Name the file with small letters a-z, digits and hyphens, beginning with a letter"
    nearest = slug(name)
    return f"{rule}." if nearest == STAND_IN else f"{rule}: `{nearest}`."

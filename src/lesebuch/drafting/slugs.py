"""Names of chapter files: `[a-z][a-z0-9-]*`, from the title."""

import re
import unicodedata
from collections.abc import Container

_LONGEST = 40
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
    """At most 40 characters, cut between words; `text` if nothing is left of the title."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", title).lower().translate(_LETTERS))
    parts = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'’]", "", plain))
    while parts and not parts[0][0].isalpha():
        parts.pop(0)  # a slug begins with a letter
    name = ""
    for part in parts:
        if name and len(name) + 1 + len(part) > _LONGEST:
            break
        name = f"{name}-{part}" if name else part[:_LONGEST]
    return name or "text"


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the first of name-2, name-3, … that is free."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name}-{number}"
    return result

"""Whether what looks like a name is one of a person: names that parents give tell it from sections, buttons and headings.

`givennames.json` holds the usual ones of many languages, without those that are words or places as well, as *Hope* and *Florence* are.
It was written for this purpose. Who is called otherwise is a person, too: a name that is not in it is in doubt, and no more.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("givennames.json")
_TITLE = re.compile(
    r"(?:(?:Dr|Prof|Mag|Dipl|Ing|Mr|Mrs|Ms)\b\.?(?:-Ing\.|\s(?:med|phil|jur|rer|nat|h|c)\b\.)*\s*|Herr\s|Frau\s)+"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+(?=[^\W\d_]{3})")
"""`J. R. Beispiel`."""
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""As names are written where a keyboard has no umlauts, and what is left of these here."""


def has_given_name(text: str) -> bool:
    """Whether a name of two words or more begins with such a name, behind titles; with initials, too."""
    bare = _TITLE.sub("", text)
    return " " in bare.strip() and (is_given_name(bare.split()[0]) or bool(_INITIALS.match(bare)))


def is_given_name(word: str) -> bool:
    """Whether a word, in whatever letters, is such a name; of two with a hyphen, whether one of them is."""
    plain = _plain(word.strip(".,"))
    return _known(plain) or (plain.count("-") == 1 and any(map(_known, plain.split("-"))))


def _known(plain: str) -> bool:
    return plain in _names() or any(two in plain and plain.replace(two, one) in _names() for two, one in _DIGRAPHS)


def _plain(word: str) -> str:
    """Without marks and capitals: `JOSÉ` is `jose`."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@cache
def _names() -> frozenset[str]:
    groups = json.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(_plain(name) for names in groups.values() for name in names.split())

"""The order of words, and the letters under which an index lists them, as the reader's language has them: CLDR's, through ICU."""

import unicodedata
from functools import cache

import icu

from lesebuch.presentation.catalogue import locale

OTHER = "#"
"""Under it stands what begins with no letter: figures and signs."""
_SCRIPTS = ("ru", "el", "hy", "ka", "he", "ar", "hi", "th", "ko", "ja")
"""A language for each script whose letters an index in another script lists apart."""


def sort_key(text: str) -> bytes:
    """Orders as dictionaries of the language do, word by word; what stands before the first letter plays no part."""
    key: bytes = _collator(str(locale())).getSortKey(_bare(text))
    return key


def letter(text: str) -> str:
    """The letter under which a text is listed: Ä under A in German, behind Z in Swedish."""
    index = _letters(str(locale()))
    label, kind = index.getBucket(index.getBucketIndex(_bare(text)))
    return str(label) if kind == icu.UAlphabeticIndexLabelType.NORMAL else OTHER


def beginning(text: str, length: int) -> str:
    """What a text begins with: the letter under which it is listed, and `length` - 1 more, in lower case and without accents.

    Spaces fill up what is shorter, so that `A` is told apart from all that begin with it; empty where it begins with no letter.
    """
    head = letter(text)
    if head == OTHER:
        return ""
    rest = unicodedata.normalize("NFKD", _bare(text)[len(head) :].casefold())
    plain = "".join(character for character in rest if not unicodedata.combining(character))
    return head.casefold() + plain[: length - 1].ljust(length - 1)


def _bare(text: str) -> str:
    """Without the marks before the first letter or figure."""
    return next((text[n:] for n, character in enumerate(text) if character.isalnum()), text)


@cache
def _collator(name: str) -> icu.Collator:
    return icu.Collator.createInstance(icu.Locale(name))


@cache
def _letters(name: str) -> icu.ImmutableIndex:
    index = icu.AlphabeticIndex(icu.Locale(name))
    index.maxLabelCount = 1000  # else neighbours share a letter
    # Latin last, for readers in other scripts: its letters would else stand under one sign.
    for other in (*_SCRIPTS, "en"):
        index.addLabels(icu.Locale(other))
    return index.buildImmutableIndex()

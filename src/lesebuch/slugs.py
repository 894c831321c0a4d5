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
_ELISIONS = frozenset("cdjlmnst")
_OTHERS = "\u0370"
"""The first letter of another script, which is Greek."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "ł": "l", "đ": "d", "ı": "i", "ə": "e"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_RINGS = str.maketrans({"å": "aa"})
"""Of languages that spell them so; others drop the marks, as with any letter."""
_WITH_UMLAUTS = frozenset({"", "de", "gsw", "lb", "nds"})
_WITH_RINGS = frozenset({"", "da", "nb", "nn", "no"})
# Compiled when a title is first looked at: sets of so many characters take longer than all other patterns of a stage.
_KANA = "[\u3040-\u30ff]"
_KANJI = "[\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_READ_BY_HEART = f"{_KANJI}|[\u3040-\u309f]"
"""Chinese characters, whose Japanese reading no rule tells, and the endings and particles around them."""
_JOINED = re.compile(r"[\u02b0-\u036f'’\"·]")
"""Marks and signs within a word: accents, apostrophes, and those with which a transcription parts letters."""


def slug(title: str, language: str = "") -> str:
    """The name for a title in a language (a tag; empty: unknown), whose letters are spelt as that language is transcribed.

    At most 40 characters: of a longer title its first part, or what fits, the last word of which is no small one that leads on (`die-lage-in-der`).

    STAND_IN if nothing is left of the title.
    """
    tongue = language.partition("-")[0].lower()
    plain = _plain(title, tongue)
    parts = _words(plain, tongue)
    first = _words(_BREAK.split(plain, maxsplit=1)[0], tongue)
    if len("-".join(parts)) > LONGEST >= len("-".join(first)) and len(first) > 1:
        parts = first  # the rest would be cut somewhere
    while parts and not parts[0][0].isalpha():
        parts.pop(0)  # a slug begins with a letter
    kept = [part[:LONGEST] for part in parts[:1]]
    for part in parts[1:]:
        if len("-".join([*kept, part])) > LONGEST:
            while len(kept) > 1 and leads_on(kept[-1]):
                kept.pop()
            break
        kept.append(part)
    return "-".join(kept) or STAND_IN


def leads_on(word: str) -> bool:
    """Whether something must follow a word: `the`, or the letter that is left of `l'usage`."""
    return word in _LEADS_ON or word in _ELISIONS


def spelt(title: str) -> str:
    """All words and numbers of a title in small Latin letters, joined by hyphens; empty if nothing is left."""
    return "-".join(_words(_plain(title, ""), ""))


def _plain(title: str, language: str) -> str:
    """In small letters, marks apart from their letters."""
    plain = unicodedata.normalize("NFC", title).lower().translate(_LETTERS)
    if language in _WITH_UMLAUTS:
        plain = plain.translate(_UMLAUTS)
    if language in _WITH_RINGS:
        plain = plain.translate(_RINGS)
    # Marks of other scripts belong to their letters: `й` is none of `и`.
    return "".join(sign if sign >= _OTHERS else unicodedata.normalize("NFKD", sign) for sign in plain)


def _words(plain: str, language: str) -> list[str]:
    if any(sign >= _OTHERS and sign.isalpha() for sign in plain):
        if (language == "ja" or re.search(_KANA, plain)) and re.search(_KANJI, plain):
            plain = re.sub(_READ_BY_HEART, " ", plain)
        plain = _transcribed(plain, language).lower().translate(_LETTERS)
    return re.findall(r"[a-z0-9]+", _JOINED.sub("", _ELIDED.sub(r"\1-", plain)))


_BGN = "{0}-{0}_Latn/BGN"
_CYRILLIC = "ru"
"""As which Cyrillic is read where its language is unknown."""


def _transcribed(text: str, language: str) -> str:
    """In plain letters, by CLDR's rules.

    Cyrillic is spelt as the US Board on Geographic Names spells the language, Chinese as it is said in Beijing, Arabic
    without its vowels, Japanese if it is in kana.
    """
    for step in (_from_cyrillic(language), _transliterator("Any-Latin; Latin-ASCII")):
        text = step.transliterate(text)
    return text


@cache
def _from_cyrillic(language: str) -> "icu.Transliterator":
    import icu  # noqa: PLC0415 - few titles need it

    known = set(icu.Transliterator.getAvailableIDs())
    rules = next(rules for rules in map(_BGN.format, (language, _CYRILLIC)) if rules in known)
    return _transliterator(f"[:Cyrillic:] {rules}")


@cache
def _transliterator(rules: str) -> "icu.Transliterator":
    import icu  # noqa: PLC0415 - as above

    return icu.Transliterator.createInstance(rules)


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

"""The forms in which a term occurs: what inflection produces, by language.

Forms are made, not looked up: names and compounds are in no lexicon. A form too many does no harm as long as it is no
other word, and so the rules are generous where German is regular (cases, plurals, umlauts, adjectives) and strict for
names of people, which take an -s and nothing else. What the rules get wrong, an entry's `variants` and `not` put right.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice, product

from lesebuch.model import EntryKind

_LIMIT = 1000
"""Of forms for one variant: a term of many words is not inflected in each of them at once."""

_ADJECTIVE = re.compile(r"(?P<stem>[\w-]{2,})(?:e|er|es|en|em)")
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
_NOUN_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "ens", "nen", "se", "ses", "sen")
_ATTRIBUTE_ENDINGS = ("", "s", "es", "n", "en")
"""Of a noun with another behind it (Präsident Tokajew): fewer, since their forms multiply."""
_UMLAUT_ENDINGS = ("", "e", "en", "n", "er", "ern")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
_LAST_VOWEL = re.compile(r"(?P<vowel>au|[aou])(?=[^aeiouäöüAEIOUÄÖÜ]*(?:e[rln])?$)", re.IGNORECASE)
_WEAK = re.compile(r".*(?:ent|ant|ist|at|oge|it)$")
"""Nouns that take -en: Präsident, Sultanat does no harm."""
_FUNCTION_WORDS = frozenset(
    [
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "ein",
        "eine",
        "eines",
        "einem",
        "einen",
        "einer",
        "und",
        "oder",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "für",
        "über",
        "in",
        "im",
        "an",
        "am",
        "auf",
        "aus",
        "bei",
        "mit",
        "nach",
        "ohne",
        "gegen",
        "zwischen",
        "of",
        "the",
        "and",
        "for",
        "on",
        "in",
        "to",
    ]
)
_CONJUNCTIONS = frozenset({"und", "oder", "and", "or"})
_PLURAL = re.compile(r"(?P<singular>\w+(?:ung|ion|heit|keit|schaft|ität))en")


def forms(variant: str, kind: EntryKind, language: str) -> set[str]:
    """All forms of a term in a language (`de`, `en`, …); of other languages the term alone."""
    rules = _LANGUAGES.get(language.partition("-")[0])
    words = variant.split()
    if rules is None or not words:
        return {variant}
    alternatives = [sorted(rules(words, index, kind) | {word}) for index, word in enumerate(words)]
    made = {" ".join(choice) for choice in islice(product(*alternatives), _LIMIT)}
    return made | {variant} | _sentence_initial(made)


def _sentence_initial(made: Iterable[str]) -> set[str]:
    """Terms that begin with a small letter (territoriale Integrität) begin sentences with a capital one."""
    return {form[0].upper() + form[1:] for form in made if form[:1].islower()}


def _german(words: list[str], index: int, kind: EntryKind) -> set[str]:
    word = words[index]
    if word in _FUNCTION_WORDS:
        return {word}
    if _is_attribute(words, index):
        return {word} | _after_article(words, index)
    last = index == len(words) - 1
    if _is_acronym(word):
        return _genitive(word) if last else {word}
    if kind is EntryKind.PERSON:
        return _genitive(word) | ({word + "en"} if not last and _WEAK.match(word) else set())
    made = {word}
    if not last and words[index + 1][0].isupper() and (adjective := _ADJECTIVE.fullmatch(word)):
        made |= {adjective["stem"] + ending for ending in _ADJECTIVE_ENDINGS}
    if word[0].islower():
        return made
    if kind is EntryKind.PLACE and last and (len(words) == 1 or not _ADJECTIVE.fullmatch(words[-2])):
        return made | _genitive(word)
    if not last and words[index + 1][0].isupper():
        return made | {word + ending for ending in _ATTRIBUTE_ENDINGS}
    return made | _noun(word)


def _is_attribute(words: list[str], index: int) -> bool:
    """Whether a preposition or an article stands before: what follows the head of a term keeps its case."""
    return any(word in _FUNCTION_WORDS and word not in _CONJUNCTIONS for word in words[:index])


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) / 2


def _genitive(word: str) -> set[str]:
    return {word, word + "s", word + "'"} if word[-1] in "sxzß" else {word, word + "s", word + "'s"}


def _noun(word: str) -> set[str]:
    made = {word + ending for ending in _NOUN_ENDINGS}
    if vowel := _LAST_VOWEL.search(word):
        at = vowel.start()
        umlauted = word[:at] + _UMLAUTS[word[at]] + word[at + 1 :]
        made |= {umlauted + ending for ending in _UMLAUT_ENDINGS}
    for ending in ("um", "us", "a", "on"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            made.add(word.removesuffix(ending) + "en")
    if plural := _PLURAL.fullmatch(word):
        made.add(plural["singular"])
    return made


def _after_article(words: list[str], index: int) -> set[str]:
    """Behind `des`: both genitives (des Vertrags, des Vertrages)."""
    word = words[index]
    if index and words[index - 1] == "des":
        return {word[:-2] + "s"} if word.endswith("es") else {word[:-1] + "es"} if word.endswith("s") else set()
    return set()


def _english(words: list[str], index: int, _kind: EntryKind) -> set[str]:
    word = words[index]
    if index < len(words) - 1:
        return {word}
    plural = word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + ("es" if word[-1] in "sxz" else "s")
    return {word, plural, word + "'s", word + "'", plural + "'"}


_Rules = Callable[[list[str], int, EntryKind], set[str]]
_LANGUAGES: Mapping[str, _Rules] = {"de": _german, "en": _english}

"""The forms in which a term occurs: what inflection produces, by language.

Forms are made, not looked up: names and compounds are in no lexicon. A form too many does no harm as long as it is no
other word, and so the rules are generous where German is regular (cases, plurals, umlauts, adjectives), name the nouns
of its one small class (plurals in -er: from Krieg, they would make Krieger), and are strict for names of people, which
take an -s and nothing else. What the rules get wrong, an entry's `variants` and `not` put right.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice, product

from lesebuch.model import EntryKind

_LIMIT = 1000
"""Of forms for one variant: a term of many words is not inflected in each of them at once."""

_ADJECTIVE = re.compile(r"(?P<stem>[\w-]{2,})(?:e|er|es|en|em)")
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
_ATTRIBUTE_ENDINGS = ("", "s", "es", "n", "en")
"""Of a noun with another behind it (Präsident Tokajew): fewer, since their forms multiply."""
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
_PLAIN = {umlaut: vowel for vowel, umlaut in _UMLAUTS.items()}
_LAST_VOWEL = re.compile(r"(?<![aeouAEOU])(?P<vowel>au|[aou])(?=[^aeiouäöüAEIOUÄÖÜ]*(?:e[rln])?$)", re.IGNORECASE)
_LAST_UMLAUT = re.compile(r"[äöüÄÖÜ](?=u?[^aeiouäöü]*$)")
_WEAK = re.compile(r".*(?:ent|ant|ist|at|oge|it)$")
"""Nouns that take -en: Präsident, Sultanat does no harm."""
_PLURAL_IN_ER = re.compile(
    r".*(?:amt|bad|band|bild|blatt|brett|buch|bund|dach|dorf|feld|geist|geld|gesicht|glas|glied|gott|grab|gut|haupt|haus"
    r"|holz|huhn|kind|kleid|kraut|lager|land|leib|licht|lied|loch|mal|mann|nest|rad|rand|regiment|reis|schild|schloss"
    r"|schwert|tal|tuch|tum|volk|wald|weib|wort|wurm)",
    re.IGNORECASE,
)
_NOMINALISED = re.compile(
    r".*(?:sandt|beauftragt|beamt|fangen|ordnet|stellt|traut|dächtig|wandt|legiert|setzt|schädigt|geklagt|verletzt"
    r"|vertrieben|verbündet|reisend|sitzend|liberal|grün|deutsch|kriminell|intellektuell|oppositionell)er",
    re.IGNORECASE,
)
"""Adjectives as nouns: a Gesandter, der Gesandte, den Gesandten; other nouns in -er are no adjectives."""
_PREPOSITIONS = frozenset(
    "der die das des dem den ein eine eines einem einen einer von vom zu zum zur für über in im an am auf aus bei mit nach ohne gegen zwischen".split()
)
"""And articles: what stands behind one keeps its case. Conjunctions are not among them."""
_SMALL = _PREPOSITIONS | {"und", "oder"}
_ENGLISH_PREPOSITIONS = frozenset("of the for on in to at by from with".split())
PARTICLES = _SMALL | _ENGLISH_PREPOSITIONS | {"and"}
"""Words that are written with small letters, whatever stands around them."""
_INITIAL = re.compile(r"\b(?<!')\w")
_SINGULARS = frozenset({EntryKind.CONCEPT, EntryKind.WORK, EntryKind.TREATY})
"""Kinds whose plural terms (Sanktionen) have a singular that is the same thing; Niederlande have none."""
_NAMES = frozenset({EntryKind.PLACE, EntryKind.ORGANISATION, EntryKind.PERSON, EntryKind.WORK})
"""Kinds in which a capital letter tells a name from words."""


def forms(variant: str, kind: EntryKind, language: str) -> set[str]:
    """All forms of a term in a language (`de`, `en`, …); of other languages the term alone."""
    rules = _LANGUAGES.get(language)
    words = variant.split()
    if rules is None or not words:
        return {variant}
    made = {variant}
    for alternatives in rules(words, kind):
        made.update(" ".join(choice) for choice in islice(product(*alternatives), _LIMIT))
    # Terms that begin with a small letter (territoriale Integrität) begin sentences with a capital one.
    return made | {form[0].upper() + form[1:] for form in made} if variant[0].islower() else made


def _german(words: list[str], kind: EntryKind) -> Iterator[list[Collection[str]]]:
    """The adjectives of a term end alike (im Großen Vaterländischen Krieg): a list of alternatives for each ending."""
    last = len(words) - 1
    head = next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), last + 1)
    fixed = [
        {word} if word in _SMALL else _behind(words, index, kind) if index > head else _noun_forms(words, index, kind)
        for index, word in enumerate(words)
    ]
    stems = {
        index: adjective["stem"]
        for index, word in enumerate(words[:last])
        if index < head and words[index + 1][0].isupper() and (adjective := _is_adjective(word, kind))
    }
    yield [_in_order(alternatives) for alternatives in fixed]
    for ending in _ADJECTIVE_ENDINGS if stems else ():
        yield [
            _adjective(words[index], stems[index] + ending, index, kind) if index in stems else _in_order(alternatives)
            for index, alternatives in enumerate(fixed)
        ]


def _is_adjective(word: str, kind: EntryKind) -> re.Match[str] | None:
    return None if kind is EntryKind.PERSON else _ADJECTIVE.fullmatch(word)


def _adjective(word: str, inflected: str, index: int, kind: EntryKind) -> Collection[str]:
    """An adjective with an ending, or as it is where it may come from a place (im Minsker, im Petersburger …).

    With a small letter, too (ein kalter Krieg), but not where a name begins with it: not each white house is the one.
    """
    if inflected[0].islower():
        return (inflected,)
    made = {inflected, word} if word.endswith("er") else {inflected}
    if index or kind not in _NAMES:
        made.add(inflected[0].lower() + inflected[1:])
    return sorted(made)


def _in_order(alternatives: Collection[str]) -> Collection[str]:
    return sorted(alternatives) if len(alternatives) > 1 else alternatives


def _noun_forms(words: list[str], index: int, kind: EntryKind) -> set[str]:
    """The forms of a word up to the head of its term."""
    word = words[index]
    last = index == len(words) - 1
    if _is_acronym(word):
        return _genitive(word) if last else {word}
    if kind is EntryKind.PERSON:
        return _genitive(word) | ({word + "en"} if not last and _WEAK.match(word) else set())
    if word[0].islower():
        return {word}
    if kind is EntryKind.PLACE and last and (len(words) == 1 or not _ADJECTIVE.fullmatch(words[-2])):
        return _genitive(word) | ({word + "n"} if word.endswith("e") else set())
    if not last and words[index + 1][0].isupper():
        return {word + ending for ending in _ATTRIBUTE_ENDINGS}
    return _noun(word, kind)


def _behind(words: list[str], index: int, kind: EntryKind) -> set[str]:
    """A word behind a preposition or an article: people take an -s there, too (von der Leyens); `des` has two genitives."""
    word = words[index]
    if kind is EntryKind.PERSON and index == len(words) - 1:
        return _genitive(word)
    if words[index - 1] != "des" or not word.endswith("s"):
        return {word}
    return {word, word[:-2] + "s" if word.endswith("es") else word[:-1] + "es"}


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) / 2


def _genitive(word: str) -> set[str]:
    return {word, word + "'", word + "ens"} if word[-1] in "sxz" else {word, word + "s", word + "'s"}


def _noun(word: str, kind: EntryKind) -> set[str]:
    """Cases and plurals; of a plural, also the singular."""
    made = {word + ending for ending in _endings(word)}
    umlauted = ""
    if vowel := _LAST_VOWEL.search(word):
        at = vowel.start()
        umlauted = word[:at] + _UMLAUTS[word[at]] + word[at + 1 :]
        made |= {umlauted + ending for ending in (("", "n") if word[-2:] in ("el", "er", "en") else ("e", "en"))}
    if _PLURAL_IN_ER.fullmatch(word):
        made |= {(umlauted or word) + "er", (umlauted or word) + "ern"}
    for ending in ("um", "us", "a", "on"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            made.add(word.removesuffix(ending) + "en")
    if _NOMINALISED.fullmatch(word):
        made |= {word[:-2] + ending for ending in _ADJECTIVE_ENDINGS}
    return made | _singular(word) if kind in _SINGULARS else made


def _endings(word: str) -> tuple[str, ...]:
    """What may follow a noun, by its end."""
    if word.endswith(("ei", "ie", "au", "eu", "ee")):
        return ("", "s", "n", "en", "es", "e")
    if word.endswith("e"):
        return ("", "n", "s", "ns")
    if word[-1] in "aoiuyäöü":
        return ("", "s")
    if word.endswith(("el", "er", "en", "chen", "lein")):
        return ("", "s", "n", "e", "es", "en") if word.endswith(("el", "er")) else ("", "s")
    if word[-1] in "sxz":
        return ("", "'", "es", "e", "en", "se", "ses", "sen") if word.endswith("s") else ("", "'", "es", "e", "en")
    return ("", "s", "es", "e", "en", "nen") if word.endswith("in") else ("", "s", "es", "e", "en")


def _singular(word: str) -> set[str]:
    """Sanktionen: Sanktion; Atomwaffen: Atomwaffe; Bänder: Band."""
    if word.endswith("en") and len(word) > 5:  # shorter words are their own singular
        return {word[:-1], word[:-2]}
    ending = next((ending for ending in ("er", "e") if word.endswith(ending) and len(word) > len(ending) + 3), "")
    stem = word.removesuffix(ending)
    umlaut = _LAST_UMLAUT.search(stem) if ending else None
    if not umlaut:
        return set()
    plain = stem[: umlaut.start()] + _PLAIN[umlaut[0]] + stem[umlaut.end() :]
    return {plain, plain + "s", plain + "es"} if ending == "e" or _PLURAL_IN_ER.fullmatch(plain) else set()


def _english(words: list[str], kind: EntryKind) -> Iterator[list[Collection[str]]]:
    """The head stands last, or before a preposition (Treaties of Friendship); headings and names have capitals."""
    head = next((i - 1 for i, word in enumerate(words) if i and word in _ENGLISH_PREPOSITIONS), len(words) - 1)
    alternatives: list[Collection[str]] = [
        sorted(_english_noun(word, possessive=index == len(words) - 1)) if index == head else [word]
        for index, word in enumerate(words)
    ]
    if head < len(words) - 1:
        alternatives[-1] = sorted({words[-1], words[-1] + "'s"})
    yield alternatives
    if kind is not EntryKind.PERSON and any(word[0].islower() for word in words):
        yield [
            choices
            if word in _ENGLISH_PREPOSITIONS or word == "and"
            else [_INITIAL.sub(lambda initial: initial[0].upper(), choice) for choice in choices]
            for word, choices in zip(words, alternatives, strict=True)
        ]


def _english_noun(word: str, *, possessive: bool) -> set[str]:
    plural = word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + ("es" if word[-1] in "sxz" else "s")
    return {word, plural, word + "'s", word + "'", plural + "'"} if possessive else {word, plural}


_Rules = Callable[[list[str], EntryKind], Iterator[list[Collection[str]]]]
_LANGUAGES: Mapping[str, _Rules] = {"de": _german, "en": _english}

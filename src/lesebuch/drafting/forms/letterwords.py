"""Words with which letters close, by language: a line of nothing else is a closing, whatever else it may look like."""

import re
from collections.abc import Iterator

_TELLING = re.compile(
    # What alone ends a letter, so that a line is a closing if one of these is in it.
    r"(?:ihre?[nrms]?|deine?[nrms]?|euere?[nrms]?|eure?[nrms]?|gr[üu](?:ß|ss)\w*|herzlichst|herzlich|herzen|hochachtung\w*|verehrung|hochschätzung|ergebe?n\w*|"
    r"gehorsamst\w*|treu\w*|getreu\w*|gefühlen|gesinnung|ergebenheit|empfehlungen|"
    r"yours?|sincerely|faithfully|truly|regards|love|wishes|affectionately|respectfully|cordially|servant|gratefully|obediently|lovingly|"
    r"votre|ton|ta|vôtre|dévoué\w*|cordialement|amicalement|affectueusement|respectueusement|sincèrement|amitiés|salutations|sentiments|respects|baisers|"
    r"ваша?|твой|твоя|ваш[аіи]?|твій|уважением|повагою|преданны[йм]|преданная)",
    re.IGNORECASE,
)
_WITH = re.compile(
    # What stands with them.
    r"(?!(?:ist|bist|seid|war\w*|hast?|haben|wird|wirst|werden|sollst?|kann(?:st)?|willst?|musst?|mußt?|"
    r"willkommen|(?:woll|werd|müss|könn|dürf|mög|soll|hab|geh|komm|mach|sag|seh|geb|nehm|denk|wiss|wart|lass|steh|lieg|find|heiß|les|schreib|frag|sprech)(?:en|e|st|et))$)"
    r"(?:mit|in|von|aus|und|u|als|wie|für|an|zu|am|im|auf|bis|bald|sehr|ganz|stets|immer|auch|noch|nur|recht|so|der|die|das|den|dem|des|ich|bin|bleibe|verbleibe|sei[ed]?n?|sie|dich|euch|es|alle[rn]?|allem|"
    r"\w+(?:er|en|em|es|e|st|ster|sten|lich|ig|nd|lichst|igst)|freund|freundin|diener|dienerin|schüler|schülerin|sohn|tochter|vater|mutter|bruder|schwester|onkel|tante|lieb|alt|tief\w*|hand|liebe|freundschaft|dankbarkeit|respekt|"
    r"and|with|all|my|our|best|kind|kindest|warm|warmest|very|most|ever|as|always|i|am|remain|be|to|the|have|honou?r|of|in|dear|sir|sirs|madam|believe|me|humble|obedient|affectionate|loving|devoted|old|friend|"
    r"bien|à|a|vous|toi|tout|toute|très|et|de|des|du|la|le|les|l|mes|nos|je|suis|vieil|vieux|ami|amie|meilleurs?|meilleures|plus|distingués?|cordiales?|sincères?|respectueux|respectueuse|expression|"
    r"с|з|и|і|глубоким|искренним|искренне|щиро|вас|вам|тебя|навсегда|любящий|любящая)",
    re.IGNORECASE,
)
_MOST_WORDS = 12
_SENTENCE = re.compile(r"[.!?]\s+\S")


def is_closing_alone(text: str) -> bool:
    """Whether a line has nothing but words that close a letter: `Herzlichst Dein`, `Yours very truly,`, `Votre dévoué`."""
    words = list(_words(text))
    if not words or len(words) > _MOST_WORDS or _SENTENCE.search(text) or text.rstrip().endswith("?"):
        return False
    telling = [bool(_TELLING.fullmatch(word)) for word in words]
    known = (
        told or (_WITH.fullmatch(word) is not None and not _is_name(word, n))
        for n, (told, word) in enumerate(zip(telling, words, strict=True))
    )
    return any(telling) and all(known)


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in re.finditer(r"[^\W\d_]+", text))


def _is_name(word: str, number: int) -> bool:
    """Whether a word in the line begins as names do, though nouns of German do, too."""
    return number > 0 and word[:1].isupper() and word.casefold() not in _NOUNS


_NOUNS = frozenset(
    "liebe freundschaft dankbarkeit respekt hand sie dich euch freund freundin diener dienerin schüler schülerin sohn tochter vater mutter bruder schwester onkel tante "
    "i friend sir sirs madam love regards wishes truly all".split()
)
"""Words of closings that begin with a capital letter and are no names."""

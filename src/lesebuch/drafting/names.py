"""Names of people and editorial offices, as bylines write them."""

import re

from lesebuch.drafting.datelines import MONTH
from lesebuch.drafting.givennames import has_given_name, is_given_name

CAPITALISED = r"[A-ZÀ-ÞА-Я][\w’'-]+"
"""A word that begins as names do, as a pattern."""
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ"
_WORD = rf"[{_UPPER}](?:[\w'’.]|-(?!-))*"
_PARTICLE = r"(?:von|van|de|der|den|zu|zur|al|el|bin|ibn|da|di|du|la|le|ten|ter)"
NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,4}}"
_NOUN = r"(?:Artikel|Beitrag|Gastbeitrag|Gastkommentar|Bericht|Kommentar|Text|Analyse|Kolumne|Essay|Reportage|Rezension|Interview|Protokoll)"
_LABELS = (
    # German
    rf"(?:(?:[Ee]ine?\s+|[Dd](?:er|ie|as)\s+)?{_NOUN}\s+)?[Vv]on|(?:Veröffentlicht|Geschrieben|Verfasst|Erstellt|Eingestellt|Gepostet|Aufgezeichnet)\s+von|VON",
    r"[Vv]on\s+(?:unsere[rm]|uns(?:er|re)n)\s+[A-ZÄÖÜ][\w-]+",
    (
        r"Texte?(?:\s*(?:&|\+|/|und)\s*(?:Fotos?|Bilder|Photos?|Interview))?|Autor(?:in|en|innen|[:*_/]-?in(?:nen)?)?(?:/Autorin)?|Autorin/Autor|"
        r"Verfasser(?:in)?|Interview|Protokoll|Aufgezeichnet von"
    ),
    # English
    r"(?:(?:Posted|Written|Published|Reported|Story|Article|Opinion|Review|Analysis|Words|Report) )?[Bb]y|BY|Authors?|Words(?:\s*(?:&|and)\s*(?:[Pp]hotos?|[Ii]mages|[Pp]ictures))?",
    # Romance languages: `di`, `da` and `de` are parts of names, too
    (
        r"(?:(?:Propos recueillis|Recueilli|Rédigé|[ÉE]crit|Publié|Article|Texte) )?[Pp]ar|PAR|(?:(?:Escrito|Publicado) )?[Pp]or|POR|Texto|"
        r"(?:Scritto da|A cura di|Intervista di|[Dd]i)(?=\s+[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ])|Testo|[Aa]utore|Auteure?s?|Autora"
    ),
    # Dutch, Polish, Russian, Ukrainian
    r"(?:Geschreven )?[Dd]oor|Tekst|[Aa]utor(?:zy|ka)?|Rozmawiał[a]?|(?:Авторы?|Автор(?:ка|и)?|Текст|Интервью|Беседовал[аи]?|Записал[аи]?)",
)
_LABEL = rf"(?P<label>{'|'.join(_LABELS)})(?P<colon>\s*[:—])?\s+"
_BYLINE = re.compile(
    rf"{_LABEL}(?P<names>{NAME}(?:\s*(?:[,;]?\s*\b(?:und|and|et|и|та|UND|AND|ET|И|ТА)\b|[,;&/])\s*{NAME})*)(?P<rest>(?:\s*[,|·•(–—@-]\s*.*|\s+(?:in|aus|für|for|à|en|з|из)\s+[{_UPPER}].*|\.\s+(?:Aus de|[Üü]bersetz|[Tt]ranslat|[Tt]radu).*)?)"
)
_INLINE = re.compile(
    rf"(?P<label>[Vv]on|VON|By|BY)(?P<colon>\s*:)?\s+(?P<name>{_WORD}\s+(?:{_PARTICLE}\s+)*{_WORD})(?=\s)"
)
_LONGEST = 140
_NO_NAME = re.compile(
    r"\w*(?:[Ll]eiter|[Dd]irektor|[Ss]precher|[Rr]eferent|[Pp]räsident|[Mm]inister|[Cc]hef|[Mm]itarbeiter|[Gg]eschäftsführer|[Pp]rofessor)(?:in)?\s(?:der|des|bei|beim|für|im|am|an)\b|"
    r"(?:New|Bad|San|Santa|Los|Las|Sankt|St\.|Tel|Hong|Addis|Buenos|Rio|Kuala|Saudi)\s|.*\b(?:Writers?|Correspondents?|Reporters?|Editors?|"
    r"Redakteur(?:in)?|Korrespondent(?:in)?|Reporter(?:in)?|Chefredakteur(?:in)?|Articles?|Documents?|Reports?|Papers?|Reviews?|Courses?|Statements?|Handbook|Introduction|Summary|Appendix)$"
)
"""What stands in a byline behind a name and looks like one: where its bearer is, or what; or what kind of text it is."""
ADVERTISERS = re.compile(r"\b(?:taboola|outbrain|plista|ligatus|revcontent)\b", re.IGNORECASE)
"""Networks whose boxes of advertisements say `by`."""
_POSSESSIVE = r"(?:ihre?[nrms]?|deine?[nrms]?|eue?re?[nrms]?|yours?)"
_CLOSING = re.compile(rf"(?:herzen|{_POSSESSIVE})\s|.*\s{_POSSESSIVE}\s", re.IGNORECASE)
"""What stands behind `von` where a letter closes: `Von Herzen Ihr`, `Von Deiner Anna`. Behind a first name, `Ihre` is a surname."""
_HEADING = re.compile(
    r"(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in\w{0,2}|[Kk]ein\w{0,2}|(?:Neu|Alt|Groß|Klein|Erst|Letzt|Viel|Gut|Schlecht|Lang|Kurz|Hoh|Stark|Schwer|"
    r"Heiß|Weit|Mehr|Weniger|All|Offen|Scharf|Deutlich)(?:e[rsnm]?)?|Im|Am|Zum|Zur|Vom|Mit|Ohne|Nach|Vor|Bei|Für|Gegen|Warum|Wie|Was|Wer|Wo|"
    r"The|An?|New|Old|No|More|Why|How|What|Where|When|In|On|At|For|After|Before)\s",
)
"""How headings begin."""
_BETWEEN = re.compile(r"[,;&/]|\b(?:und|and|et|и|та|UND|AND|ET|И|ТА)\b")
_NOTE_BEHIND = re.compile(r"(?<=[^\W\d_]{3})(?:\d{1,2}|[*†‡])$")
"""The mark of a note behind the name of who has an address there, as scholarly journals put it."""
_OWNED = re.compile(r"['’]s\s")
"""What somebody owns is called so: `Anna’s Diary`."""
_MOST_WORDS = 4
_PLAIN = 2
_LONGEST_NAME = 60
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
"""Shorter ones are abbreviations: `AFP DPA`."""
_MC = 3
_OFFICE = r"(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?|[Ee]ditors?|Redakteur(?:in)?|Korrespondent(?:in)?|Reporter(?:in)?|Director|Producer|Analyst)"
_DAY_BEHIND = re.compile(r"[\s,]+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"\s+{MONTH}$", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r",?\s*(?:19|20)\d\d(?![-./\d])")
"""What follows a month: without it `May` is a name of somebody."""
ROLE_BEHIND = re.compile(rf"\s(?:(?:Staff|Senior|Chief|Contributing)\s)?{_OFFICE}$")
_GLUED = 4
"""Letters at least before a capital within a word from which on it is another word: `McDonald` and `LaRue` are names."""
_APART = re.compile(r"\s{2,}")


_OFFICE_WORD = re.compile(
    r"\b(?:news|nachrichten|press|presse|times|post|agency|agentur|services?|bureau|media|network|gazette|herald|guardian|telegraph|journal|zeitung|blog|online|"
    r"group|staff|writers?|correspondents?|reporters?|editors?|columnists?|\w*redaktion|rédaction|redazione|редакция|reuters?|dpa|afp|ap|epd|kna|sid|apa|afp|efe|"
    r"ansa|pap|тасс|team|international|wire|magazin|verlag|marketing)\b|\.(?:com|de|at|ch|fr|org|net|eu)\b",
    re.IGNORECASE,
)


def is_office(text: str) -> bool:
    """Whether a name is rather one of an agency, a paper or those who work there."""
    return bool(_OFFICE_WORD.search(text))


def is_name(text: str) -> bool:
    """Whether it can stand for a person or an office: two capitalised words or more, or one with a hyphen."""
    if _OWNED.search(text):
        return False
    several = " " in text or ("-" in text and not text.isupper())
    return several and len(text) <= _LONGEST_NAME and bool(re.fullmatch(NAME, text))


def is_bare_name(text: str) -> bool:
    """Whether a line may be a name though nothing says so: two to four words, and not such as headings begin with."""
    return is_name(text) and len(text.split()) <= _MOST_WORDS and not _HEADING.match(text) and not _is_none(text)


def closes_letter(text: str) -> bool:
    """Whether what looks like a name behind `von` or `by` is the closing of a letter."""
    return bool(_CLOSING.match(text))


def _is_none(text: str) -> bool:
    return bool(_NO_NAME.match(text) or ADVERTISERS.search(text)) or closes_letter(text)


def spelled(name: str) -> str:
    """A person's name in capitals, as newspapers set them, in the letters in which people write it; any other as it is."""
    if not name.isupper() or " " not in name or not _LONG_WORD.search(name) or is_office(name):
        return name
    return " ".join(_lowered(word) for word in name.split())


def _lowered(word: str) -> str:
    if re.fullmatch(_PARTICLE, word.lower()):
        return word.lower()
    if "." in word:  # initials
        return word
    parts = re.split(r"(?<=[-'’])", word)
    return "".join(
        f"Mc{part[2:].capitalize()}" if part.startswith("MC") and len(part) > _MC else part.capitalize()
        for part in parts
    )


def byline(text: str) -> tuple[list[str], str] | None:
    """The names of a line that is nothing but a byline, and what follows them (a place, a date); None if it is none."""
    match = _BYLINE.fullmatch(text.rstrip(" .")) if len(text) <= _LONGEST else None
    if not match:
        return None
    said = _MONTH_BEHIND.sub("", match["names"]) if _YEAR_BEHIND.match(match["rest"]) else match["names"]
    found = [without_role(name) for name in listed(said)]
    good = [name for name in found if is_name(name) and not _is_none(name)]
    names = [name for name in good if not is_office(name)] or good
    if not names and match["colon"] and len(found) == 1:
        names = found
    if not names or (not match["colon"] and not is_name(found[0])):
        return None
    return names, match["rest"]


def without_role(name: str) -> str:
    """A name without what its bearer is, or the day that follows it; `Rasender Reporter` is called so."""
    bare = ROLE_BEHIND.sub("", _DAY_BEHIND.sub("", _unglued(name)))
    if bare != name and len(bare.split()) > _PLAIN and ROLE_BEHIND.search(name) and has_given_name(bare):
        bare = plain_name(bare)
    return bare if is_name(bare) else name


def _unglued(name: str) -> str:
    """What a page shows apart may be pasted without a space: `Anna MusterStaff Writer`."""
    words = name.split()
    for i, word in enumerate(words[1:], 1):
        at = next((k for k in range(_GLUED, len(word)) if word[k].isupper() and word[k - 1].islower()), 0)
        if at and word[:at].isalpha() and not word.startswith("Fitz"):
            return " ".join([*words[:i], word[:at]])
    return name


def plain_name(name: str) -> str:
    """Given names and one more of what begins with them: of `Anna Lena Muster Politische`, who is a correspondent, three words."""
    words = name.split()
    end = next((i for i, word in enumerate(words) if not (is_given_name(word) or word.endswith("."))), len(words) - 1)
    while words[end].islower() and end < len(words) - 1:
        end += 1
    return " ".join(words[: max(end, 1) + 1])


def listed(text: str) -> list[str]:
    """The items of `Anna Muster, Karl Beispiel und Lena Probe`."""
    apart = _APART.split(text)
    alone = all(is_name(name.strip()) for part in apart for name in _BETWEEN.split(part))
    names = (name.strip() for part in (apart if alone else [text]) for name in _BETWEEN.split(part))
    return [_NOTE_BEHIND.sub("", name) if " " in name else name for name in names if name]


def forwards(name: str) -> str:
    """`Ada Berg` of `Berg, Ada`, as lists of works have it; any other name as it is."""
    return " ".join(reversed(name.split(", ", 1)))


def inline_byline(text: str) -> tuple[str, int] | None:
    """The name of a byline with which running text begins, and its end; None if there is none.

    Where the name ends cannot be seen, since a sentence begins with a capital too: two words are taken.
    """
    match = _INLINE.match(text)
    return (match["name"], match.end()) if match and not closes_letter(match["name"]) else None

"""The lines that a press database puts around an article, each by itself: `BYLINE: …`, `845 words`, `Document ABCD0000…`.

Nexis, Factiva, Genios (WISO), Europresse and ProQuest give their fields so. The words are theirs, in the languages of their
interfaces; what is told by a label is worth more than any guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from lesebuch.drafting.names import is_bare_name, is_office, listed

_UNIT = r"(?:words|w[öo\ufffd]e?rter|worte|mots|palabras|parole|palavras|woorden|слова?|słów|字)"
_LABELS: tuple[tuple[str, str], ...] = (
    ("author", r"by-?line|autor(?:in|en|innen)?|verfasser(?:in)?|authors?(?:\(s\))?|auteurs?|autores|autori"),
    ("length", r"length|länge|longueur|longitud|lunghezza|lengte|word count|wortanzahl|umfang"),
    ("section", r"section|rubrik|ressort|rubrique|sección|sezione|seiten?|pages?|edition|ausgabe|column|kolumne"),
    ("source", r"quelle|source|zeitung|publication(?: title)?|publikation|medium|fuente|fonte"),
    ("date", r"datum|date|publication date|erscheinungs(?:datum|tag)|date de (?:parution|publication)|fecha|data"),
    ("title", r"titel|title|headline|überschrift|titre|título|titolo"),
    ("lead", r"highlight|vorspann|chapeau"),
    ("place", r"dateline|ort"),
    ("url", r"dauerhafte adresse(?: des dokuments)?|permalink|document url|url|link"),
    ("body", r"body|full text|volltext|texte intégral|texto completo|hauptteil|corps de l['’]article"),
    (
        "other",
        (
            r"load-date|update|language|sprache|langue|publication-type|zeitungs-code|journal-code|isbn|issn|graphic|grafik|type|"
            r"subject|thema|person|company|organization|industry|geographic|city|state|country|ticker|series|correction(?:-date)?|"
            r"distribution|show|network|anchors?|hosts?|guests?|dokumentnummer|document id|accession number|classification|notes?|copyright|alle rechte vorbehalten|database|datenbank|"
            r"publication (?:info|year|subject)|publisher|verlag|place of publication|country of publication|source type|"
            r"language of publication|document type|proquest document id|last updated|links?|abstract|illustration"
        ),
    ),
)
_LABEL = tuple((kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in _LABELS)
_FIELD = re.compile(r"(?P<label>[^\W\d_][^\W\d_ '’()-]*(?:[ '’(-][^\W\d_]+\)?){0,4})\s*:(?:\s+(?P<value>.*)|$)")
_ALONE = {
    "body": "body",
    "full text": "body",
    "volltext": "body",
    "hauptteil": "body",
    "classification": "other",
    "klassifikation": "other",
    "details": "other",
    "graphic": "other",
    "grafik": "other",
}
"""Labels that some of them give without a colon."""
_CODES = {"HD": "title", "BY": "author", "SN": "source", "PD": "date", "LP": "body", "TD": "body"}
"""What Factiva's codes mean, as far as it is of use; the others are `other`."""
_CODED = re.compile(
    r"(?P<code>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|LP|TD|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM)(?:\s+|$)"
)
_SURE = re.compile(
    rf"(?:length|länge|longueur|longitud|lunghezza|lengte)\s*:\s*[\d.,]+\s*{_UNIT}|(?:wortanzahl|word count)\s*:\s*[\d.,]+|(?:load-date|publication-type|zeitungs-code|journal-code|"
    r"dokumentnummer|dauerhafte adresse(?: des dokuments)?|proquest document id|publication title)\s*:.*|©\s*GBI-Genios\b.*",
    re.IGNORECASE,
)
WORDS = re.compile(rf"[\d.,]+\s+{_UNIT}\.?", re.IGNORECASE)
"""A line with nothing but the length, as Factiva has it."""
FIRST = re.compile(
    r"(?:document\s+)?\d+\s+(?:of|von|de|di|sur|van)\s+\d+\s+(?:documents?|dokument(?:en|e)?|documenti|documentos|documenten)",
    re.IGNORECASE,
)
"""The line with which Nexis begins each article."""
LAST = re.compile(
    r"(?:end of document|ende des dokuments|fin (?:du|del) documento?)|(?:document|dokument|documento|документ|文件|文档)\s+[A-Z0-9]{4,}\d{6,}\w*",
    re.IGNORECASE,
)
"""The line with which Nexis and Factiva end one: the second names the outlet and the day by codes."""
NUMBER = re.compile(r"(?:news|web|bio|radio|tv|reports)[·•.](?P<date>\d{8})[·•.]\w+[·•.]\S+", re.IGNORECASE)
"""How Europresse numbers articles."""
RIGHTS = re.compile(
    r"(?:copyright|\(c\)|©|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati)(?!\w).*",
    re.IGNORECASE,
)
CODE = re.compile(r"[A-Z0-9]{3,8}")
"""How Factiva calls an outlet."""
_BY = re.compile(
    r"^(?:(?:edited|compiled|reported|written|posted)\s+)?(?:by|from|von|par|por|di|de|door|автор)\b:?\s+",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:;|--|–|—|\(|\||\bin\s+[A-Z]|\breported\b|\bwith\b|\bmit Material\b)")
"""Behind the names stands where their bearers are, or for whom they write."""
_LIST = re.compile(r"\s*(?:,|\b(?:und|and|et|y|e|и|та)\b|&|/)\s*", re.IGNORECASE)
_MOST_WORDS = 4
_FIRST_CODES = 3
_INVERTED = re.compile(r"(?P<last>[^\s,]+), (?P<first>[^\s,]+(?: [^\s,]+)?)")
"""`Muster, Anna`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line with a label of a database."""

    kind: str
    """As in `_LABELS`."""
    value: str
    """Empty where it stands in the next line, or nowhere."""
    start: int
    """Where the value begins."""


def field_of(text: str, *, coded: bool = False) -> Field | None:
    """What a line says with one of the labels, or with one of the codes if the record is `coded`; None for any other line."""
    if coded and (code := _CODED.match(text)):
        return Field(_CODES.get(code["code"], "other"), text[code.end() :], code.end())
    if alone := _ALONE.get(text.casefold()):
        return Field(alone, "", len(text))
    match = _FIELD.fullmatch(text)
    if match is None:
        return None
    kind = next((kind for kind, label in _LABEL if label.fullmatch(match["label"])), "")
    return Field(kind, match["value"] or "", match.start("value") if match["value"] else len(text)) if kind else None


def is_sure(text: str) -> bool:
    """Whether no text has such a line but one from a database."""
    return bool(_SURE.fullmatch(text) or FIRST.fullmatch(text) or LAST.fullmatch(text) or NUMBER.fullmatch(text))


def is_coded(texts: Sequence[str]) -> bool:
    """Whether a record has codes for its fields: the headline's and the date's among its first lines."""
    found = [match["code"] for text in texts if (match := _CODED.match(text))]
    return "HD" in found[:_FIRST_CODES] and "PD" in found


@cache
def language_names() -> frozenset[str]:
    """What languages are called, in lower case, in the languages of the interfaces."""
    return frozenset(
        name.casefold() for code in ("en", "de", "fr", "es", "it", "nl") for name in Locale(code).languages.values()
    )


def people(value: str, *, labelled: bool) -> list[str]:
    """The persons whom a field names: without `By`, without what they are, without agencies and papers.

    `labelled`: whether a label says that it names the author; then a name may be of any script.
    """
    said = _BY.sub("", value, count=1)
    if labelled and (inverted := _INVERTED.fullmatch(said)):
        said = f"{inverted['first']} {inverted['last']}"
    said = said[: end.start()] if (end := _ENDS.search(said)) else said
    names: list[str] = []
    for name in (part.strip(" .:") for part in _LIST.split(said)):
        if not name:
            continue
        if not is_bare_name(name) or is_office(name):
            break
        names.append(name)
    if names or not labelled:
        return names
    alone = [name for name in listed(said) if len(name.split()) <= _MOST_WORDS]
    foreign = [name for name in alone if not any(c.isdigit() for c in name) and not name.isascii()]
    return [name for name in foreign if not is_office(name)]

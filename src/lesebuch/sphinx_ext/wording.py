"""German words for what the model names: labels of the site and of the book."""

import unicodedata

from lesebuch.edtf import TimeValue, year_in_words
from lesebuch.model import AnnotationKind, Chapter, EntryKind, PassageKind, Rights

NOTE = {
    AnnotationKind.CONTEXT: "Hintergrund",
    AnnotationKind.LANGUAGE: "Sprache",
    AnnotationKind.PERSON: "Person",
    AnnotationKind.COMPARISON: "Vergleich",
}
EMENDATION = "Textkritik"

ENTRY = {
    EntryKind.PERSON: "Person",
    EntryKind.PLACE: "Ort",
    EntryKind.ORGANISATION: "Organisation",
    EntryKind.TREATY: "Vertrag",
    EntryKind.EVENT: "Ereignis",
    EntryKind.CONCEPT: "Begriff",
    EntryKind.WORK: "Werk",
}

PASSAGE = {
    PassageKind.TITLE: "Titel",
    PassageKind.SUBTITLE: "Untertitel",
    PassageKind.BYLINE: "Autorenzeile",
    PassageKind.DATELINE: "Ortszeile",
    PassageKind.LEAD: "Absatz",
    PassageKind.PARAGRAPH: "Absatz",
    PassageKind.QUOTE: "Absatz",
    PassageKind.HEADING: "Zwischentitel",
    PassageKind.CAPTION: "Bildunterschrift",
    PassageKind.SIGNATURE: "Signatur",
    PassageKind.PROVENANCE: "Herkunftsangabe",
}

ROLE = {
    "author": "Text",
    "editor": "Redaktion",
    "translator": "Übersetzung",
    "signature": "Kürzel",
}

RIGHTS = {
    Rights.OPEN: "frei verwendbar",
    Rights.RESTRICTED: "urheberrechtlich geschützt",
}

LANGUAGE = {
    "de": "Deutsch",
    "en": "Englisch",
    "ru": "Russisch",
    "uk": "Ukrainisch",
    "kk": "Kasachisch",
    "fr": "Französisch",
    "be": "Belarussisch",
}

_KIND_OF_LETTER = {kind.letter: word for kind, word in reversed(PASSAGE.items())}
_FOLD = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})


def sort_key(term: str) -> str:
    """Orders as DIN 5007-1 does: umlauts as their base letters, case and leading punctuation ignored."""
    plain = unicodedata.normalize("NFKD", term.casefold().translate(_FOLD))
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("„“\"'’‚[(–- ")


def language(tag: str) -> str:
    """Name of a language; the tag itself where we have no name."""
    return LANGUAGE.get(tag.partition("-")[0], tag)


def date(value: TimeValue | None) -> str:
    """A date for readers."""
    return value.format("de") if value else "Datum unbekannt"


def year(number: str) -> str:
    """Heading of what is of an astronomical year; an empty `number` stands for no date."""
    return year_in_words(int(number)) if number else "Ohne Datum"


def passage_name(passage: str) -> str:
    """`Absatz 3`, `Bildunterschrift 1`; for the id `t1` just `Titel`."""
    word = _KIND_OF_LETTER.get(passage[:1], "Stelle")
    return word if passage == "t1" else f"{word} {passage[1:]}"


def passage_sign(passage: str) -> str:
    """As in a citation: `§ 3` of a paragraph, else its name."""
    return f"§ {passage[1:]}" if passage.startswith("p") else passage_name(passage)


def byline(chapter: Chapter) -> str:
    """Authors (else whoever signs) and publisher, as a list shows them."""
    names = chapter.authors or tuple(c.name for c in chapter.contributors if c.role == "signature")
    return " · ".join(part for part in (", ".join(names), chapter.publisher) if part)


def short(title: str, limit: int = 60) -> str:
    """A title cut at a word, for lists of links."""
    if len(title) <= limit:
        return title
    cut = title[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut} …"

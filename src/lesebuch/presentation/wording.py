"""Words for what the model names: labels of the site and of the book."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeVar

from babel import Locale, UnknownLocaleError

from lesebuch.edtf import TimeValue, year_in_words
from lesebuch.model import AnnotationKind, Chapter, EntryKind, PassageKind, Rights
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _

K = TypeVar("K")


class _Words(Mapping[K, str]):
    """Words by what they name, in the language that is spoken when they are asked for."""

    def __init__(self, messages: dict[K, str]) -> None:
        self._messages = messages

    def __getitem__(self, key: K) -> str:
        return _(self._messages[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


NOTE = _Words(
    {
        AnnotationKind.CONTEXT: "Context",
        AnnotationKind.LANGUAGE: "Language",
        AnnotationKind.PERSON: "Person",
        AnnotationKind.COMPARISON: "Comparison",
    }
)

ENTRY = _Words(
    {
        EntryKind.PERSON: "Person",
        EntryKind.PLACE: "Place",
        EntryKind.ORGANISATION: "Organisation",
        EntryKind.TREATY: "Treaty",
        EntryKind.EVENT: "Event",
        EntryKind.CONCEPT: "Concept",
        EntryKind.WORK: "Work",
    }
)

PASSAGE = _Words(
    {
        PassageKind.TITLE: "Title",
        PassageKind.SUBTITLE: "Subtitle",
        PassageKind.BYLINE: "Byline",
        PassageKind.DATELINE: "Dateline",
        PassageKind.LEAD: "Paragraph",
        PassageKind.PARAGRAPH: "Paragraph",
        PassageKind.QUOTE: "Paragraph",
        PassageKind.HEADING: "Heading",
        PassageKind.CAPTION: "Caption",
        PassageKind.SIGNATURE: "Signature",
        PassageKind.PROVENANCE: "Provenance",
        PassageKind.ITEM: "Item",
        PassageKind.TABLE: "Table",
        PassageKind.ROW: "Row",
        PassageKind.VERSE: "Stanza",
        PassageKind.LINE: "Line",
        PassageKind.SPEECH: "Speech",
        PassageKind.FIGURE: "Picture",
        PassageKind.FOOTNOTE: "Note of the source",
        PassageKind.BOX: "Box",
        PassageKind.PAGE: "Page break",
        PassageKind.RULE: "Break",
        PassageKind.ATTRIBUTION: "Attribution",
        PassageKind.SALUTATION: "Salutation",
        PassageKind.CLOSING: "Closing",
    }
)

ROLE = _Words({"author": "Author", "editor": "Editor", "translator": "Translator", "signature": "Initials"})

RIGHTS = _Words({Rights.OPEN: "free to use", Rights.RESTRICTED: "protected by copyright"})

_KIND_OF_LETTER = {kind.letter: kind for kind in reversed(tuple(PASSAGE))} | {"p": PassageKind.PARAGRAPH}
_FOLD = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})


def sort_key(term: str) -> str:
    """Orders as DIN 5007-1 does: umlauts as their base letters, case and leading punctuation ignored."""
    plain = unicodedata.normalize("NFKD", term.casefold().translate(_FOLD))
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("„“\"'’‚[(–- ")


def language(tag: str) -> str:
    """Name of a language, as the spoken one has it; the tag itself where nobody knows a name."""
    try:
        name = Locale.parse(tag, sep="-").get_language_name(current().partition("-")[0])
    except (ValueError, UnknownLocaleError):
        return tag
    return name or tag


def date(value: TimeValue | None) -> str:
    """A date for readers."""
    return value.format(current().partition("-")[0]) if value else _("date unknown")


def year(number: str) -> str:
    """Heading of what is of an astronomical year; an empty `number` stands for no date."""
    return year_in_words(int(number), current().partition("-")[0]) if number else _("No date")


def passage_name(passage: str, kind: str = "") -> str:
    """`Paragraph 3`, `Line 12`; for the id `t1` just `Title`. Where several kinds are counted together `kind` tells which."""
    known = PassageKind(kind) if kind else _KIND_OF_LETTER.get(passage[:1])
    word = PASSAGE[known] if known and passage[:1] != "p" else PASSAGE[PassageKind.PARAGRAPH] if known else _("Passage")
    return word if passage == "t1" else f"{word} {passage[1:]}"


def passage_sign(passage: str) -> str:
    """As in a citation: `§ 3` of a paragraph, else its name."""
    return f"§ {passage[1:]}" if passage.startswith("p") else passage_name(passage)


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

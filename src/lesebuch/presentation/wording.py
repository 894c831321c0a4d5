"""Words for what the model names: labels of the site and of the book."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from babel import Locale
from babel.dates import format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from lesebuch.edtf import TimeValue, year_in_words
from lesebuch.model import AnnotationKind, Chapter, EntryKind, Kind, Kinds, PassageKind, Rights, Role
from lesebuch.presentation.catalogue import N_, current, left_english, say_number, words_locale
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


NOTE: _Words[str] = _Words(
    {
        AnnotationKind.CONTEXT: N_("Context"),
        AnnotationKind.LANGUAGE: N_("Language"),
        AnnotationKind.PERSON: N_("Person"),
        AnnotationKind.COMPARISON: N_("Comparison"),
    }
)

ENTRY: _Words[str] = _Words(
    {
        EntryKind.PERSON: N_("Person"),
        EntryKind.PLACE: N_("Place"),
        EntryKind.ORGANISATION: N_("Organisation"),
        EntryKind.TREATY: N_("Treaty"),
        EntryKind.EVENT: N_("Event"),
        EntryKind.CONCEPT: N_("Concept"),
        EntryKind.WORK: N_("Work"),
    }
)

PASSAGE = _Words(
    {
        PassageKind.TITLE: N_("Title"),
        PassageKind.SUBTITLE: N_("Subtitle"),
        PassageKind.BYLINE: N_("Byline"),
        PassageKind.DATELINE: N_("Dateline"),
        PassageKind.LEAD: N_("Paragraph"),
        PassageKind.PARAGRAPH: N_("Paragraph"),
        PassageKind.QUOTE: N_("Paragraph"),
        PassageKind.HEADING: N_("Heading"),
        PassageKind.CAPTION: N_("Caption"),
        PassageKind.SIGNATURE: N_("Signature"),
        PassageKind.PROVENANCE: N_("Provenance"),
        PassageKind.ITEM: N_("Item"),
        PassageKind.TABLE: N_("Table"),
        PassageKind.ROW: N_("Row"),
        PassageKind.VERSE: N_("Stanza"),
        PassageKind.LINE: N_("Line"),
        PassageKind.SPEECH: N_("Speech"),
        PassageKind.FIGURE: N_("Picture"),
        PassageKind.FOOTNOTE: N_("Note in the source"),
        PassageKind.BOX: N_("Box"),
        PassageKind.PAGE: N_("Page break"),
        PassageKind.RULE: N_("Break"),
        PassageKind.ATTRIBUTION: N_("Attribution"),
        PassageKind.SALUTATION: N_("Salutation"),
        PassageKind.CLOSING: N_("Closing"),
    }
)

ROLE: _Words[str] = _Words(
    {
        Role.AUTHOR: N_("Author"),
        Role.EDITOR: N_("Editor"),
        Role.TRANSLATOR: N_("Translator"),
        Role.SIGNATURE: N_("Initials"),
    }
)

RIGHTS = _Words({Rights.OPEN: N_("free to use"), Rights.RESTRICTED: N_("protected by copyright")})


def note_kind(kind: str, kinds: Kinds) -> str:
    """The name of a kind of note: as reader.toml gives it in the language that is spoken, else ours, else its own."""
    return _named(kind, kinds.notes, NOTE)


def entry_kind(kind: str, kinds: Kinds) -> str:
    """The name of a kind of entry."""
    return _named(kind, kinds.entries, ENTRY)


def role(name: str, kinds: Kinds) -> str:
    """The name of a role."""
    return _named(name, kinds.roles, ROLE)


def _named(name: str, given: Mapping[str, Kind], ours: Mapping[str, str]) -> str:
    labels = given[name].labels if name in given else {}
    for language_ in (current(), current().partition("-")[0], ""):
        if language_ in labels:
            return labels[language_]
    return ours[name] if name in ours else next(iter(labels.values()), name)


_KIND_OF_LETTER = {kind.letter: kind for kind in reversed(tuple(PASSAGE))} | {"p": PassageKind.PARAGRAPH}


def language(tag: str) -> str:
    """Name of a language, as the spoken one has it; the tag itself where nobody knows a name."""
    return _language_name(tag, words_locale())


def english_language(tag: str) -> str:
    """The same in English, for programs that know languages by these names."""
    return _language_name(tag, Locale("en"))


def _language_name(tag: str, spoken: Locale) -> str:
    return str(spoken.languages.get(tag.partition("-")[0].lower(), tag))


def date(value: TimeValue | None) -> str:
    """A date for readers."""
    return left_english(value.format(current().partition("-")[0])) if value else _("date unknown")


def given_date(text: str) -> str:
    """The same of a date as somebody has written it, which stays as it is where it is no EDTF."""
    value = TimeValue.maybe(text)
    return date(value) if value else text


def year(number: str) -> str:
    """Heading of what is of an astronomical year; an empty `number` stands for no date."""
    return year_in_words(int(number), current().partition("-")[0]) if number else _("No date")


def enumerated(names: Sequence[str]) -> str:
    """Names in a row, as the language joins them: `A, B and C`."""
    return format_list(names, "standard", words_locale()) if names else ""


def labelled(what: str, words: str) -> str:
    """Words behind what they are, and a colon, before which French has a space."""
    return _("{what}: {words}").format(what=what, words=words)


def colon() -> str:
    """What stands between what something is and its words."""
    return labelled("", "")


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return _("“{words}”").format(words=words)


def month(number: int, year: str) -> str:
    """A month (1 to 12) of a year: `March 2022`; the year may be any words."""
    if re.fullmatch(r"[1-9]\d{0,3}", year):
        return format_skeleton("yMMMM", dt.date(int(year), number, 1), locale=words_locale())
    return f"{get_month_names('wide', 'stand-alone', words_locale())[number]} {year}".strip()


def short_months() -> tuple[str, ...]:
    """The twelve months as a drawing has them."""
    names = get_month_names("abbreviated", "format", words_locale())
    return tuple(names[number].rstrip(".") for number in range(1, 13))


def passage_name(passage: str, kind: str = "") -> str:
    """`Paragraph 3`, `Line 12`; for the id `t1` just `Title`. Where several kinds are counted together `kind` tells which."""
    known = PassageKind(kind) if kind else _KIND_OF_LETTER.get(passage[:1])
    word = PASSAGE[known] if known and passage[:1] != "p" else PASSAGE[PassageKind.PARAGRAPH] if known else _("Passage")
    return word if passage == "t1" else f"{word} {passage[1:]}"


def signed(chapter: Chapter) -> tuple[str, ...]:
    """Authors, else whoever signs."""
    return chapter.authors or tuple(c.name for c in chapter.contributors if c.role == "signature")


def passages_named(first: str, last: str = "") -> str:
    """As sentences and lists name one passage or several: `Par. 3`, `Par. 3–7`; the id of the first and of the last."""
    if last in {"", first}:
        return _named_briefly(first)
    if first[0] == last[0]:
        return f"{_named_briefly(first)}–{last[1:]}"
    return f"{_named_briefly(first)} – {_named_briefly(last)}"


def passages_listed(passages: Sequence[str]) -> list[str]:
    """As a list names one after another: `Par. 3`, `7`, `Heading 2`, `5`. What is of the same kind as the one before is its number."""
    before = ["", *(passage[0] for passage in passages)]
    # The first of the titles bears no number to which another could be added.
    return [
        id_[1:] if id_[0] == kind != "t" else _named_briefly(id_) for id_, kind in zip(passages, before, strict=False)
    ]


def _named_briefly(passage: str) -> str:
    return f"{_('Par.')}\N{NO-BREAK SPACE}{passage[1:]}" if passage.startswith("p") else passage_name(passage)


def coordinates(latitude: float, longitude: float) -> str:
    """Degrees as the language writes them, to a hundredth, about a kilometre: `51.5° N, 0.12° W`."""
    north = format_decimal(round(abs(latitude), 2), locale=words_locale())
    east = format_decimal(round(abs(longitude), 2), locale=words_locale())
    across = _("{n}° S") if latitude < 0 else _("{n}° N")
    along = _("{n}° W") if longitude < 0 else _("{n}° E")
    return f"{across.format(n=north)}, {along.format(n=east)}"


def byline(chapter: Chapter) -> str:
    """Authors (else whoever signs) and publisher, as a list shows them."""
    return " · ".join(part for part in (", ".join(signed(chapter)), chapter.publisher) if part)


def length(chapter: Chapter) -> str:
    """How long the running text is, headings included: `1,234 words`; empty where the text is not at hand.

    Words stand between spaces, as word processors count them; where a script parts none, its signs are counted.
    """
    text = " ".join(passage.text or "" for passage in chapter.passages if passage.id[0] in _RUNNING)
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    signs = len(_UNPARTED.findall(text))
    if signs > words:
        return say_number("{n} character", "{n} characters", signs)
    return say_number("{n} word", "{n} words", words) if words else ""


_RUNNING = {PassageKind.PARAGRAPH.letter, PassageKind.HEADING.letter}
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U000323af]")
"""Thai, Lao, Burmese, Khmer, Kana, Han."""


def short_title(title: str) -> str:
    """A title as one names it in passing: up to its colon, its dash or its first sentence, if it is long."""
    if len(title) <= _IN_PASSING:
        return title
    first = re.match(r".{6,}?(?=:\s|\s[–—]\s|\.\s|(?<=[?!])\s)", title)
    return first[0] if first and len(first[0]) <= _IN_PASSING else short(title, _IN_PASSING)


_IN_PASSING = 36
"""Characters of a title that does not hold up a sentence."""


def short(title: str, limit: int = 60) -> str:
    """A title cut at a word, for lists of links."""
    if len(title) <= limit:
        return title
    cut = title[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut} …"

"""Spellings: what is written in several ways is made one, in the text and in the terms, before they are compared."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from lesebuch.glossary.forms import PARTICLES
from lesebuch.model import EntryKind

_ONE = str.maketrans(dict.fromkeys("–—‐‑−", "-") | dict.fromkeys("’ʼ‘‚`‹›", "'") | dict.fromkeys("„“”«»", '"'))
_SMALL = "a-zäöüß"
_BROKEN = rf"(?<=[{_SMALL}]..)(?!(?:und|oder|sowie|noch|als|wie|bis|bzw|and|or|to)\b)(?=[{_SMALL}])"
_CHANGES = (
    ("ß", re.compile("ß"), "ss"),
    ("\u00ad", re.compile("\u00ad"), ""),
    ("  ", re.compile("  +"), " "),
    ("- ", re.compile("- " + _BROKEN), ""),
    ("‐ ", re.compile("‐ " + _BROKEN), ""),
)
"""ß (older and Swiss texts have ss), soft hyphens, runs of spaces, and words that a line's end once broke; a hyphen
before `und` is none of these (Kasachstan- und Belarus-Reise). The first of each is what a text without it lacks: to look
for that is several times as fast as to search with the pattern."""
_CAPITALS = re.compile("[A-ZÀ-Þ\u0400-\u042f]" * 4)
"""Written out, as this is sought in every text: a quantifier takes half as long again."""
_CAPITALISED = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,5}")
_SPOKEN = re.compile(r"(?=.*[AEIOUÄÖÜ])[A-ZÄÖÜ]{4,}")
"""Acronyms that German newspapers write as words: NATO, Nato."""
_DOTTED = re.compile(r"(?:[A-ZÄÖÜ]\. ?){2,5}")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_HYPHENED = re.compile(r"([A-ZÄÖÜ][^\W\d_]*[a-zäöüß])-([A-ZÄÖÜ])([a-zäöüß]{3,})")
_EPITHET = re.compile(r"(?P<name>.+) (?P<article>der|die) (?P<epithet>[A-ZÄÖÜ][a-zäöüß]+e)")
_OBLIQUE = {"der": ("des", "dem", "den"), "die": ("der",)}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling, and the way back: behind each change, its offset there and in the text as it was."""

    text: str
    offsets: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Where a boundary of words stands in the text as it was."""
        if not self.offsets:
            return offset
        index = bisect_right(self.offsets, offset) - 1
        return offset if index < 0 else offset - self.offsets[index] + self.origins[index]


def fold(text: str) -> Folded:
    """Make dashes, apostrophes and quotation marks one, ß ss, spaces single, and broken words whole."""
    pieces: list[str] = []
    offsets: list[int] = []
    origins: list[int] = []
    at = length = 0
    changes = ((*m.span(), new) for rare, pattern, new in _CHANGES if rare in text for m in pattern.finditer(text))
    for start, end, new in sorted(changes):
        pieces += (text[at:start], new)
        length += start - at + len(new)
        at = end
        offsets.append(length)
        origins.append(at)
    pieces.append(text[at:])
    return Folded("".join(pieces).translate(_ONE), tuple(offsets), tuple(origins))


def fold_term(term: str) -> str:
    """A term in the one spelling."""
    return fold(" ".join(term.split())).text


def lowered(folded: str) -> str | None:
    """A text whose words in capitals (KASACHSTANS WEG) are written as others are, None if it has no such words.

    Of the same length. Short words in capitals are abbreviations more often than not.
    """
    if not _CAPITALS.search(folded):
        return None
    return _CAPITALISED.sub(_lower, folded)


def _lower(match: re.Match[str]) -> str:
    word = match[0]
    if not word.isupper() or len(word) == 1:
        return word
    small = word.lower()
    if len(small) != len(word):
        return word
    return small if small in PARTICLES else small[0].upper() + small[1:]


def spellings(term: str, kind: EntryKind, language: str) -> Iterator[str]:
    """A folded term and the other ways to write it; each may be inflected."""
    yield term
    if _ACRONYM.fullmatch(term):
        yield ".".join(term) + "."
    elif _DOTTED.fullmatch(term):
        yield term.replace(".", "").replace(" ", "")
    if '"' in term:
        yield term.replace('"', "")
    if "(" in term and (bare := _BRACKETS.sub("", term).strip()):
        yield bare
    if language == "de":
        yield from _german(term, kind)


def _german(term: str, kind: EntryKind) -> Iterator[str]:
    if kind is EntryKind.PERSON and (match := _EPITHET.fullmatch(term)):
        for article in _OBLIQUE[match["article"]]:
            yield f"{match['name']} {article} {match['epithet']}n"
    if kind is EntryKind.ORGANISATION and _SPOKEN.fullmatch(term):
        yield term.capitalize()
    if kind not in (EntryKind.PERSON, EntryKind.PLACE) and "-" in term:
        closed = _HYPHENED.sub(lambda match: match[1] + match[2].lower() + match[3], term)
        if closed != term:
            yield closed

"""Where links and marks of notes that a source has of its own lead."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lesebuch.model import Chapter, Passage, PassageKind, Styled

_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that are a link of the source."""

    address: str


@dataclass(frozen=True, slots=True)
class Referred:
    """The mark of a note of the source."""

    note: str
    """Id of the note's passage."""
    first: bool
    """Whether it is the first mark of that note, to which the note leads back, and begins here."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Behind words: the mark of a note of the source, which is no word of the text."""

    label: str
    to: Referred | None
    """None: the note is not in this chapter."""


def address(target: str, base: str) -> str:
    """The address of a link, seen from the address of its source; '' if it leads nowhere out of the page.

    What a browser would run instead of opening it (`javascript:`, `data:`) is no address.
    """
    if target.startswith("#"):
        return ""
    try:
        found = urljoin(base, target.strip())
        parts = urlsplit(found)
    except ValueError:
        return ""
    whole = parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "mailto")
    return found if whole and not any(character.isspace() for character in found) else ""


class OwnNotes:
    """The source's own notes in a chapter, by their marks. The same mark may come again on each page of a book."""

    def __init__(self, chapter: Chapter) -> None:
        self._order = {passage.id: n for n, passage in enumerate(chapter.passages)}
        self._notes: dict[str, list[str]] = {}
        for passage in chapter.passages:
            if passage.kind is PassageKind.FOOTNOTE and passage.label:
                self._notes.setdefault(passage.label, []).append(passage.id)
        self._seen: set[str] = set()

    def find(self, passage: Passage, mark: Styled) -> Referred | None:
        """The note that a mark leads to: the next one behind it, else the last before; None if there is none."""
        notes = self._notes.get(mark.target or (passage.text or "")[mark.start : mark.end].strip("[]()"), [])
        here = self._order[passage.id]
        behind = [note for note in notes if self._order[note] > here]
        if not notes or passage.id in notes:
            return None
        note = behind[0] if behind else notes[-1]
        first = note not in self._seen
        self._seen.add(note)
        return Referred(note, first)

    def is_marked(self, note: str) -> bool:
        """Whether one of the marks that were looked for leads to a note."""
        return note in self._seen

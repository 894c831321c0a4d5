"""Tracked changes: how many a document keeps, and who made them.

(Word: ECMA-376, part 1, 17.13.5; OpenDocument 1.3, part 3, 5.5; RTF Specification 1.9.1, "Track Changes".)
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from lesebuch.problems import counted
from lesebuch.sources.archive import repack
from lesebuch.sources.changes import ACCEPT, ALL, REJECT
from lesebuch.sources.office import office_lines, office_tree
from lesebuch.sources.officeline import OfficeLine
from lesebuch.sources.opentext import content
from lesebuch.sources.preparing import prepared
from lesebuch.sources.richtext import changes_in
from lesebuch.sources.word import told_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KINDS: Mapping[str, str] = {
    f"{_W}ins": "insertion", f"{_W}del": "deletion", f"{_W}moveTo": "move",
    f"{_TEXT}insertion": "insertion", f"{_TEXT}deletion": "deletion",
}  # fmt: skip
"""Elements of changes. What is moved stands in a Word file twice, and is counted where it went."""
_WORDS = tuple(f"{_W}{name}" for name in ("t", "delText", "tab", "br", "noBreakHyphen", "footnoteReference", "drawing"))
_BETWEEN = tuple(
    f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
)
"""What may stand between the parts of one change."""
TAKEN: Mapping[str, str] = {
    ACCEPT: "the text is as if all were accepted (--changes reject or --changes all takes it otherwise)",
    REJECT: "the text is as if all were rejected",
    ALL: "what was inserted and what was deleted is in the text, marked",
}
"""What became of them."""
_NUMBERS = re.compile(r"\[[0-9]+\]")
Change = tuple[str, str]
"""What it is, and who made it."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """The changes that a file keeps."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    authors: tuple[str, ...] = ()
    """Who made them, each once, in the order of the text."""

    def __bool__(self) -> bool:
        return bool(self.insertions or self.deletions or self.moves)

    def __str__(self) -> str:
        """In words: `2 insertions, 1 deletion by Ada Berg`."""
        named = ((self.insertions, "insertion"), (self.deletions, "deletion"), (self.moves, "move"))
        said = ", ".join(counted(count, what) for count, what in named if count)
        return f"{said} by {', '.join(self.authors)}" if self.authors else said


def tracked(data: bytes, format_: str) -> Tracked:
    """The changes in a file; none where its format keeps none, or it cannot be read."""
    find = _FINDERS.get(format_)
    try:
        found = list(find(data)) if find else []
    except ValueError:
        found = []
    counts = Counter(kind for kind, _ in found)
    authors = tuple(dict.fromkeys(" ".join(author.split()) for _, author in found))
    return Tracked(counts["insertion"], counts["deletion"], counts["move"], tuple(filter(None, authors)))


def changed_lines(data: bytes, format_: str, lines: Sequence[OfficeLine], changes: str) -> list[int]:
    """The lines of a document, as they were read by `changes`, in or before which something was changed."""
    now = [_plain(line) for line in lines]
    places: set[int] = set()
    for other in {ACCEPT, REJECT} - {changes}:
        tree = office_tree(prepared(data, format_, other), format_, changes=other)
        then = [_plain(line) for line in office_lines(tree, format_)]
        places.update(differing(then, now))
    return sorted(place + 1 for place in places if place < len(now)) or ([len(now)] if places else [])


def differing(then: Sequence[str], now: Sequence[str]) -> Iterator[int]:
    """The lines of `now` that `then` has not, or where it has more.

    What both begin and end with is taken off first, and lines that recur often bind nothing: the time would grow with the square of
    the lines.
    """
    shorter = min(len(then), len(now))
    same = next((i for i in range(shorter) if then[i] != now[i]), shorter)
    rest = shorter - same
    tail = next((i for i in range(rest) if then[-1 - i] != now[-1 - i]), rest)
    matcher = SequenceMatcher(None, then[same : len(then) - tail], now[same : len(now) - tail])
    for kind, _, _, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield from range(same + start, same + max(end, start + 1))


def _plain(line: OfficeLine) -> str:
    """Without the numbers of notes, which follow one another."""
    return _NUMBERS.sub("", line.text)


def _in_word(data: bytes) -> Iterator[Change]:
    with zipfile.ZipFile(io.BytesIO(repack(data))) as archive:
        for root in told_parts(archive):
            for element in root.iter(*_KINDS):
                if not _continues(element) and (_is_mark(element) or _has_words(element)):
                    yield _KINDS[str(element.tag)], str(element.get(f"{_W}author", ""))


def _continues(element: etree._Element) -> bool:
    """Whether it is a part of the change that stands before it, with nothing in between."""
    before = element.getprevious()
    while before is not None and before.tag in _BETWEEN:
        before = before.getprevious()
    return before is not None and _same(before, element)


def _same(one: etree._Element, other: etree._Element) -> bool:
    return one.tag == other.tag and one.get(f"{_W}author") == other.get(f"{_W}author")


def _has_words(element: etree._Element) -> bool:
    return next(element.iter(*_WORDS), None) is not None


def _is_mark(element: etree._Element) -> bool:
    """Whether it is the end of a paragraph that was inserted or deleted, and not with the words before it."""
    above = [str(holder.tag) for holder in element.iterancestors()][:3]
    if above != [f"{_W}rPr", f"{_W}pPr", f"{_W}p"]:
        return False
    paragraph = next(element.iterancestors(f"{_W}p"))
    return not _same(paragraph[-1], element)


def _in_open_text(data: bytes) -> Iterable[Change]:
    root = content(repack(data))
    regions = [] if root is None else root.iter(f"{_TEXT}insertion", f"{_TEXT}deletion")
    return [(_KINDS[str(region.tag)], str(region.findtext(".//{*}creator") or "")) for region in regions]


_FINDERS: Mapping[str, Callable[[bytes], Iterable[Change]]] = {
    "docx": _in_word,
    "odt": _in_open_text,
    "rtf": changes_in,
}

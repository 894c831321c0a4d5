"""With which words the lines of a sheet begin, so that “line 25” is one line on paper and on the screen.

Typst does not say it. A mark behind each word would, but with hundreds of them a sheet takes a fifth longer to set: what
stands on a line is read from the finished page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import TypeAlias

from docutils import nodes

from lesebuch.presentation.orders import UNLINED
from lesebuch.sphinx_ext import nodes as ours

Pieces: TypeAlias = Sequence[tuple[str, bool]]
"""The words of a passage as a page shows them, and whether they are its own or said between them."""
Counted: TypeAlias = Mapping[str, Pieces]
"""The passages whose lines are counted, in the order of the text."""


def counted(tree: nodes.document) -> Counted:
    """The passages of a document whose lines are counted."""
    return {
        passage["passage"]: [*_pieces(passage)]
        for passage in tree.findall(ours.passage)
        if passage["kind"] not in UNLINED and not passage.get("missing")
    }


def _pieces(passage: ours.passage) -> Iterator[tuple[str, bool]]:
    for node in passage.findall():
        if isinstance(node, nodes.Text):
            yield node.astext(), True
        elif isinstance(node, ours.emendation_mark):
            # As the template has it.
            to = node.get("to", "")
            yield f"recte {to}" if to else "sic", False


def printed_lines(pdf: bytes, *, lines: Iterable[tuple[int, int, float]], left: float, right: float) -> Iterator[str]:
    """What stands on each counted line, but for what is set high, as numbers of notes are.

    `lines`: of each its number, its page from 1, and its foot; feet and edges in points from the top left corner.
    """
    # A single sheet, of which nobody wants to know it, does not wait for it.
    import pypdfium2  # noqa: PLC0415 - see above

    document = pypdfium2.PdfDocument(pdf)
    for page, several in groupby(sorted(lines), lambda line: line[1]):
        sheet = document[page - 1]
        height, words = sheet.get_height(), sheet.get_textpage()
        for _, _, foot in several:
            low = height - foot
            yield words.get_text_bounded(left=left, right=right, bottom=low + _LOW, top=low + _HIGH)


_LOW, _HIGH = 0.3, 3.0
"""Letters, digits and dashes reach into this, in points above the foot of the line; what is set high does not."""


def line_starts(passages: Counted, lines: Iterable[str]) -> Mapping[str, list[int]]:
    """By passage the characters at which its lines begin, in code points.

    A word that is broken begins the line on which it ends; of a line in the middle of a long word it is that word, too.
    """
    texts = {name: "".join(words for words, own in pieces if own) for name, pieces in passages.items()}
    signs = [(name, sign, at) for name, pieces in passages.items() for sign, at in _signs(pieces)]
    letters = "".join(sign for _, sign, _ in signs)
    starts: dict[str, list[int]] = {}
    here = 0
    for line in lines if signs else ():
        said = "".join(filter(str.isalnum, line)) or line[:1]
        here = _found(said, letters, here)
        name, _, at = signs[min(here, len(signs) - 1)]
        before = sum(1 for _ in takewhile(_is_wordless, line.split()))
        begin = _begin(texts[name], at, before)
        if name not in starts and begin < _LEAST:
            # Before it stands the sign of a note, set high.
            begin = 0
        starts.setdefault(name, []).append(begin)
        here += len(said)
    return starts


def _signs(pieces: Pieces) -> Iterator[tuple[str, int]]:
    """Letters and digits, by which words are found again, each with its place in the text; of a text without any its first sign.

    What is said between the words has the place behind it.
    """
    at, any_ = 0, False
    for words, own in pieces:
        for n, sign in enumerate(words):
            if sign.isalnum():
                any_ = True
                yield sign, at + n * own
        at += len(words) * own
    if not any_:
        yield from ((words[0], 0) for words, own in pieces[:1] if own and words)


def _found(line: str, letters: str, here: int) -> int:
    """Where a line begins: where the one before ends, or near it, if some signs are not on the page as they are in the text."""
    # What is written to the left may be read in another order.
    if letters.startswith(line[:_SURE], here) or sorted(line) == sorted(letters[here : here + len(line)]):
        return here
    near = range(max(here - _NEAR, 0), min(here + _NEAR, len(letters)))
    # Before its own words may stand the number of an item.
    parts = [*(line[n : n + _SURE] for n in range(_LEAST)), *(line[:n] for n in range(_SURE - 1, _LEAST - 1, -1))]
    for part in (part for part in parts if len(part) >= _LEAST):
        if found := [at for at in near if letters.startswith(part, at)]:
            return min(found, key=lambda at: abs(at - here))
    return here


_SURE, _LEAST, _NEAR = 12, 3, 80
"""By so many signs a line is known for certain, by so few at least, and so far away it is looked for."""


def _begin(text: str, at: int, before: int) -> int:
    """Where the word at this place begins, or the next one; `before`: so many dashes and the like stand on its line before it."""
    while at < len(text) - 1 and text[at].isspace():
        at += 1
    while at and not text[at - 1].isspace():
        at -= 1
    bare = text[:at].rstrip()
    if before and bare and _is_wordless(word := bare.split()[-1]):
        return _begin(text, len(bare) - len(word), before - 1)
    return at


def _is_wordless(word: str) -> bool:
    return not any(map(str.isalnum, word))

"""With which words the lines of a sheet begin, so that “line 25” is one line on paper and on the screen.

Typst does not say it. A mark behind each word would, but with hundreds of them a sheet takes a fifth longer to set: what
stands on a line is read from the finished page.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
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
            words = node.astext()
            yield _UNREAD * len(words) if _is_raised(node, passage) else words, True
        elif isinstance(node, ours.emendation_mark):
            # As the template has it.
            to = node.get("to", "")
            yield f"recte {to}" if to else "sic", False


_UNREAD = "'"
"""In the place of each sign that is set high: no letter, and no space either."""


def _is_raised(node: nodes.Node, passage: ours.passage) -> bool:
    while node is not passage:
        if isinstance(node, ours.own_ref) or (isinstance(node, ours.set_apart) and node["kind"] == "superscript"):
            return True
        node = node.parent
    return False


def printed_lines(
    pdf: bytes, *, lines: Iterable[tuple[int, str, int, float]], left: float, right: float
) -> Iterator[tuple[str, str]]:
    """What stands on each counted line of a passage, but for what is set high, as numbers of notes are.

    `lines`: of each its number, the label of the passage, its page from 1, and its foot; feet and edges in points from the
    top left corner. The passage is named by its id.
    """
    # A single sheet, of which nobody wants to know it, does not wait for it.
    import pypdfium2  # noqa: PLC0415 - see above

    document = pypdfium2.PdfDocument(pdf)
    for page, several in groupby(sorted(lines), lambda line: line[2]):
        sheet = document[page - 1]
        height, words = sheet.get_height(), sheet.get_textpage()
        for _, label, _, foot in several:
            low = height - foot
            read = words.get_text_bounded(left=left, right=right, bottom=low + _LOW, top=low + _HIGH)
            yield label.rpartition(".")[2], read


_LOW, _HIGH = 0.3, 3.0
"""Letters, digits and dashes reach into this, in points above the foot of the line; what is set high does not."""


def line_starts(passages: Counted, lines: Iterable[tuple[str, str]]) -> Mapping[str, list[int]]:
    """By passage the characters at which its lines begin, in code points; `lines`: of each its passage, and what stands on it.

    A word that is broken begins the line on which it ends; of a line in the middle of a long word it is that word, too.
    """
    several: dict[str, list[str]] = {}
    for name, line in lines:
        if name in passages:
            several.setdefault(name, []).append(line)
    return {name: [*_starts(passages[name], found)] for name, found in several.items()}


def _starts(pieces: Pieces, lines: Sequence[str]) -> Iterator[int]:
    text = "".join(words for words, own in pieces if own)
    signs = [*_signs(pieces)]
    letters = "".join(sign for sign, _ in signs)
    end = 0
    for number, line in enumerate(lines):
        here, end = _found("".join(filter(_is_read, line)), letters, end)
        before = sum(1 for _ in takewhile(_is_wordless, line.split()))
        # Before the first may stand the number of an item, or the sign of a note.
        yield _begin(text, signs[min(here, len(signs) - 1)][1], before) if number and signs else 0


def _signs(pieces: Pieces) -> Iterator[tuple[str, int]]:
    """Letters and digits, by which words are found again, each with its place in the text.

    What is said between the words has the place behind it.
    """
    at = 0
    for words, own in pieces:
        yield from ((sign, at + n * own) for n, sign in enumerate(words) if _is_read(sign))
        at += len(words) * own


def _is_read(sign: str) -> bool:
    """Of letters and digits all but those set high."""
    return sign.isalnum() and (sign <= "\x7f" or not unicodedata.decomposition(sign).startswith("<super>"))


def _found(line: str, letters: str, here: int) -> tuple[int, int]:
    """Where a line begins and ends, if the one before ends `here`: there, or behind it, if some signs are not on the page as they are in the text."""
    end = here + len(line)
    # What is written to the left may be read in another order.
    if letters.startswith(line, here) or sorted(line) == sorted(letters[here:end]):
        return here, end
    alike = SequenceMatcher(None, line, letters[here : end + _NEAR], autojunk=False).get_matching_blocks()
    sure = [block for block in alike if block.size >= _LEAST]
    if 2 * sum(block.size for block in sure) < len(line):
        return here, end
    first, last = sure[0], sure[-1]
    return here + max(first.b - first.a, 0), here + last.b + len(line) - last.a


_LEAST, _NEAR = 3, 40
"""So many signs in a row are the same by no accident; so many of the text may be missing on a line."""


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

"""From printed lines to blocks: paragraphs, headings, items, rows, notes.

Tags decide where they say where a block begins and ends. Where they are silent, a line begins a block if it

- stands further below the line before than lines of a paragraph do, unless that is full and breaks off in a sentence, or in another size, or in bold type after other type;
- follows a line in whose end its first word would have had room: nobody breaks a line there within a paragraph, unless both are in
  the middle of a sentence, or the paragraph begins with an indented line, does not end as a sentence does, and the next is not indented,
  or the line before is longer than any of verse and the next begins with a small letter;
- is indented after the end of a sentence, or stands out to the left of lines that are indented (which therefore go on behind a long
  line, even where that left room);
- begins with a bullet, whether that is written or drawn.

Over the end of a column or page, a paragraph goes on if the last line is full and the next begins neither a sentence nor an
indented line; over that of a page, tagged ones do so, too. Lines of a heading go on as long as they are of one size and close to each other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.sources.printed.lines import PrintedLine, is_backwards
from lesebuch.sources.printed.setting import WIDEST, Typesetting

_WIDER = 1.22
"""Of the distance of lines in a paragraph: above it is a new block."""
_OTHER_SIZE = 0.08
_LARGE = 1.12
"""Of the size of running text: from here on letters are those of a heading."""
_INDENT = (0.8, 6.0)
"""Of the size of the letters: how far the first line of a paragraph may be indented."""
_ROOM = 0.3
"""Likewise: what is less is a space."""
_FLUSH = 1.0
"""Points by which the ends of justified lines may differ."""
_NARROW = 30
"""Characters of the lines of a narrow paragraph, beside a picture."""
_FEWEST = 4
"""Lines of one."""
SENTENCE_END = re.compile(r"[.!?:…。！？][\"'»«“”‘’)\]]*$")
BULLET = re.compile(r"[•◦▪▫●○■□‣⁃∙·➢➤✓❖\uf0b7\uf0a7\u2013\u2014](?=\s)")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]\s")
_LEADERS = re.compile(r"(?:[.·…] ?){4,}\s*[\divxlc]+$")
"""Dots that lead to a page's number, as in a list of contents."""
_CAPTION = re.compile(r"(?:abb(?:ildung|\.)?|fig(?:ure|\.)?|tab(?:elle|le|\.)?|рис\.?|табл\.?)\s*\d", re.IGNORECASE)
_DASH = re.compile(r"[-\u2013\u2014]\s")
_LABEL = re.compile(r"\([a-z]\)\s")
"""Of a part of a figure."""
_LONG = 0.7
"""Of the width of a paragraph; lines of verse are shorter."""
_PROSE = 60
"""Characters: lines of verse are shorter."""
_HALF = 0.6
"""Of the width of a column: lines of figures are shorter."""
_LISTS = 2_000_000
"""What lists are counted from whose bullets are drawn: tags and tables have other numbers."""
_FLOATS = 60
"""Blocks of a figure that may stand within a paragraph."""
_FIRST_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class PrintedBlock:
    """Lines that belong together."""

    lines: list[PrintedLine]
    kind: str = ""
    level: int = 0
    label: str = ""
    group: int = 0

    @property
    def page(self) -> int:
        """Where it begins."""
        return self.lines[0].page


def read_blocks(runs: Sequence[Sequence[PrintedLine]], setting: Typesetting) -> list[PrintedBlock]:
    """The blocks of the columns of all pages, in their order."""
    lines = [line for run in runs for line in run]
    blocks: list[PrintedBlock] = []
    for group in _groups(lines, setting):
        if group[0].tag is not None and group[0].tag.block:
            blocks.append(_tagged(group))
        elif group[0].row:
            blocks.append(PrintedBlock(list(group), "row", group=group[0].table))
        else:
            blocks += [PrintedBlock(part) for part in _parts(group, setting)]
    done = _joined(blocks, setting)
    _mark_items(done)
    return done


def _mark_items(blocks: Sequence[PrintedBlock]) -> None:
    """Items whose bullets are drawn. One that stands further in than those above it is of a list within theirs."""
    group, dots, left, right = _LISTS, list[float](), 0.0, 0.0
    for block in blocks:
        dot, column = block.lines[0].dot, block.lines[0].column
        if block.kind or not dot:
            dots = []
            continue
        group += not dots
        beside = column[0] > right or column[1] < left  # where a bullet stands there, says nothing here
        dots = [*(one for one in dots if one < dot - _FLUSH and not beside), dot]
        left, right = column
        block.kind, block.level, block.group = "item", len(dots), group


def _tagged(group: Sequence[PrintedLine]) -> PrintedBlock:
    tag = group[0].tag
    assert tag is not None  # as the caller has seen
    return PrintedBlock(list(group), tag.kind, tag.level, group=tag.group)


def _groups(lines: Sequence[PrintedLine], setting: Typesetting) -> Iterator[list[PrintedLine]]:
    """Lines that nothing parts that can be seen from two lines alone."""
    group: list[PrintedLine] = []
    for line in lines:
        if group and _parted(group[-1], line, setting):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parted(a: PrintedLine, b: PrintedLine, setting: Typesetting) -> bool:
    one, other = (a.tag.block if a.tag else 0), (b.tag.block if b.tag else 0)
    if one or other:
        return one != other
    if a.row or b.row:
        return a.row != b.row
    if a.page != b.page or a.column != b.column or b.y > a.y + a.size * 0.5:
        return True
    if abs(a.size - b.size) > max(a.size, b.size) * _OTHER_SIZE:
        return True
    distance = a.y - b.y
    if distance > max(setting.leading(a.size), min(a.size, b.size)) * _WIDER and not (
        setting.rules > 3 and _runs_on(a, b, distance)
    ):
        return True
    if a.bold != b.bold and (distance > setting.leading(a.size) * 1.08 or has_room(a, b, a.column[1])):
        return True
    return bool(b.dot or BULLET.match(b.text) or _LEADERS.search(a.text))


def _runs_on(a: PrintedLine, b: PrintedLine, distance: float) -> bool:
    """Whether a full line breaks off in a sentence: what is set wider than the rest, such as an abstract, goes on there."""
    ended = SENTENCE_END.search(a.text) or b.dot or BULLET.match(b.text) or _ITEM.match(b.text)
    wide = a.x1 - a.x0 > (a.column[1] - a.column[0]) * _LONG and len(a.text) > _NARROW and abs(a.x0 - b.x0) < a.size
    return wide and distance <= a.size * WIDEST and not ended and not has_room(a, b, a.column[1])


def _parts(group: Sequence[PrintedLine], setting: Typesetting) -> Iterator[list[PrintedLine]]:
    """Cut where a line ends early, or the next is indented."""
    if len(group) == 1 or is_large(group[0], setting):
        yield list(group)
        return
    left, right = _bounds(group)
    flush = _flush(group)
    inset = [line.x0 - left > line.size * _INDENT[0] for line in group]
    hanging = sum(inset) * 2 > len(group) and not inset[0]
    part: list[PrintedLine] = []
    for index, line in enumerate(group):
        if part:
            before = part[-1]
            indents = not hanging and inset[index] and not inset[index - 1] and line.x0 - left < line.size * _INDENT[1]
            outdents = hanging and not inset[index] and inset[index - 1]
            ended = bool(SENTENCE_END.search(before.text))
            began = inset[index - len(part)] and not inset[index] and not hanging
            goes_on = (len(part) > 1 or began) and _is_within_sentence(before, line, left, right, began=began)
            if setting.rules > 6 and not goes_on:
                hangs = hanging and inset[index] and _hangs(part, line)
                goes_on = (hangs and _is_long(before, left, right)) or _breaks_off(before, line)
            room = has_room(before, line, flush.get(index - 1, right)) and not goes_on
            if room or (indents and ended) or outdents:
                yield part
                part = []
        part.append(line)
    yield part


def _hangs(part: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether an indented line belongs to what stands out above it; behind the end of a sentence it does so in a reference alone."""
    if _DASH.match(line.text) or _ITEM.match(line.text) or is_backwards(line.text) != is_backwards(part[-1].text):
        return False
    return not SENTENCE_END.search(part[-1].text) or part[0].text.startswith("[")


def _is_long(line: PrintedLine, left: float, right: float) -> bool:
    return line.x1 - left > (right - left) * _LONG


def _breaks_off(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line that is longer than those of verse ends within a sentence, though with room: a picture, say, stands beside it."""
    ended = not (before.text[-1:].isalpha() or before.text.endswith(","))
    return len(before.text) > _PROSE and not ended and line.text[:1].islower()


def _is_within_sentence(before: PrintedLine, line: PrintedLine, left: float, right: float, *, began: bool) -> bool:
    """Whether a long line ends within a sentence: a link that is not broken, say, may have left room at its end.

    `began`: whether the paragraph began with an indented line, and this one is none; then a name may follow, too.
    """
    if not _is_long(before, left, right) or not (before.text[-1:].isalpha() or before.text.endswith(",")):
        return False
    return line.text[:1].islower() or (began and not _ITEM.match(line.text))


def is_large(line: PrintedLine, setting: Typesetting) -> bool:
    """Whether its letters are larger than those of running text."""
    return line.size > setting.size * _LARGE


def _bounds(group: Sequence[PrintedLine]) -> tuple[float, float]:
    """Where the lines of a paragraph begin and end; that is the column, unless a picture stands beside it."""
    left, right = min(line.x0 for line in group), max(line.x1 for line in group)
    long = len(group) >= _FEWEST and sum(len(line.text) for line in group) > _NARROW * len(group)
    narrow = long and not any(has_room(a, b, right) for a, b in pairwise(group))
    return left, right if narrow else max(right, group[0].column[1])


def _flush(group: Sequence[PrintedLine]) -> dict[int, float]:
    """By their index, lines that end where those beside them do, and where: justified, though something may stand beside them."""
    ends: dict[int, float] = {}
    for index in range(1, len(group) - 1):
        three = [line.x1 for line in group[index - 1 : index + 2]]
        if max(three) - min(three) < _FLUSH:
            ends |= dict.fromkeys((index - 1, index, index + 1), max(three))
    return ends


def has_room(before: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether the first word of a line would have had room at the end of the line before."""
    first = _FIRST_WORD.search(line.text)
    if first is None:
        return True
    if is_backwards(line.text):
        return before.x0 - before.column[0] > _share(line, len(first[0])) + before.size * _ROOM
    wide = any(unicodedata.east_asian_width(c) in "WF" for c in first[0])
    return right - before.x1 > (line.size if wide else first_word(line)) + before.size * _ROOM


def first_word(line: PrintedLine) -> float:
    """How wide it is."""
    end = line.x0
    for piece in line.pieces:
        for character, at in zip(piece.text, piece.ends, strict=False):
            if character.isspace() and end > line.x0:
                return end - line.x0
            end = end if character.isspace() else at
    return end - line.x0 if end > line.x0 else _share(line, len(line.text))


def _share(line: PrintedLine, characters: int) -> float:
    return (line.x1 - line.x0) * characters / max(len(line.text), 1)


def _joined(blocks: Sequence[PrintedBlock], setting: Typesetting) -> list[PrintedBlock]:
    """Paragraphs that go on in the next column or on the next page, perhaps behind figures and tables."""
    done: list[PrintedBlock] = []
    for block in blocks:
        before = _before(done, block, setting)
        if before is None:
            done.append(block)
        else:
            before.lines += block.lines
    return done


def _before(done: Sequence[PrintedBlock], block: PrintedBlock, setting: Typesetting) -> PrintedBlock | None:
    """The paragraph that a block continues."""
    labelled = setting.rules > 6 and bool(done) and _is_label(done[-1])
    if not done or (not labelled and _goes_on(done[-1], block, setting)):
        return done[-1] if done else None
    if not block.lines[0].text[:1].islower() or _is_float(block, setting):
        return None
    for before in done[:-_FLOATS:-1]:
        if not _is_float(before, setting):
            return before if _goes_on(before, block, setting, over=True) else None
    return None


def _is_float(block: PrintedBlock, setting: Typesetting) -> bool:
    """Whether it is a part of a figure or table, or its caption."""
    if block.kind == "row" or _CAPTION.match(block.lines[0].text) or (setting.rules > 6 and _is_label(block)):
        return True
    widest = max(line.x1 - line.x0 for line in block.lines)
    first = block.lines[0]
    small = first.size < setting.size * (1 - _OTHER_SIZE)
    return not block.kind and (small or widest < (first.column[1] - first.column[0]) * _HALF)


def _is_label(block: PrintedBlock) -> bool:
    """Whether it names parts of a figure, such as `(a) Before` or `(a) Before (b) After`."""
    line = block.lines[0]
    if block.kind or len(block.lines) > 1 or not _LABEL.match(line.text):
        return False
    return len(_LABEL.findall(line.text)) > 1 or line.x1 - line.x0 < (line.column[1] - line.column[0]) * _HALF


def _may_be_one(a: PrintedLine, b: PrintedLine, setting: Typesetting) -> bool:
    """Whether no tag says that two lines belong to different blocks. Word (to 2013) ends what it tags as a paragraph with the page."""
    one, other = (bool(line.tag and line.tag.block) for line in (a, b))
    return not (one or other) or (setting.rules > 4 and one and other and a.page != b.page)


def _goes_on(before: PrintedBlock, block: PrintedBlock, setting: Typesetting, *, over: bool = False) -> bool:
    a, b = before.lines[-1], block.lines[0]
    if before.kind or block.kind or not _may_be_one(a, b, setting):
        return False
    elsewhere = over or a.page != b.page or b.y > a.y + a.size
    if not elsewhere or abs(a.size - b.size) > a.size * _OTHER_SIZE or a.bold != b.bold:
        return False
    if setting.rules > 6 and _is_label(block):
        return False
    if is_large(a, setting) or b.dot or BULLET.match(b.text) or SENTENCE_END.search(a.text.removesuffix(":")):
        return False
    begins = next((c for c in b.text if c.isalnum()), "")
    if over and has_room(a, b, a.column[1]):
        return False
    if begins.islower() or a.text.endswith("-"):
        return True
    full = len(before.lines) > 1 or a.x1 - a.x0 > (a.column[1] - a.column[0]) * 0.6
    return full and not has_room(a, b, a.column[1]) and b.x0 - b.column[0] < b.size * _INDENT[0]

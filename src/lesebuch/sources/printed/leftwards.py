"""Letters of scripts that run to the left, in the order of reading.

A PDF may draw the letters of a line in any order, and PDFium gives some words that browsers print with their last letter first. Where
each letter stands is certain, and so is how a line is set from right to left (Unicode's bidirectional algorithm, UAX #9): undone, it
tells the order of reading from the places.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from lesebuch.sources.printed.letter import Letter

_APART = 1.4
"""Of the size of the letters: what is further apart stands in two cells or columns."""
_RAISED = 0.1
"""Likewise: what is drawn higher belongs to the word before it."""
_SPACE = 0.14
"""Likewise: from here on two letters are of two words, if PDFium has put a break between them."""
_LEVEL = 0.35
"""Likewise: how far from the base line the letters of a line are drawn that have a mark in one glyph with them."""
_LEFTWARDS = ("R", "AL")
"""Classes of letters that run to the left."""
_NUMBER = ("EN", "AN")
_THOUSANDS = re.compile(r"(?<=N)_(?=NNN(?!N))")
"""A space within a number."""
_PAIRS = ("()", "[]", "{}", "«»")


@dataclass(slots=True)
class _Unit:
    """A glyph and the marks above and below it: letters that stay together, in the order of reading."""

    letters: list[Letter]
    x0: float
    x1: float
    kind: str
    """Its class in the bidirectional algorithm."""
    level: int = 0
    """Of embedding: odd runs to the left."""


def in_reading_order(letters: Sequence[Letter]) -> Sequence[Letter]:
    """The letters, on pages with words that run to the left in the order of reading; those of every other page as they are."""
    if not any(map(_is_leftwards, letters)):
        return letters
    rows = list(_rows(letters))
    leftwards = _begin_right([row for row in rows if any(map(_is_leftwards, row))])
    ordered: list[Letter] = []
    for row in rows:
        if any(map(_is_leftwards, row)):
            row = _paired(_ordered(row, leftwards))
        elif leftwards:
            row = _ordered(row, leftwards)
        ordered += row
    return ordered


def _begin_right(rows: Sequence[Sequence[Letter]]) -> bool:
    """Whether lines begin at the right: far more of them have that end in common, or most of their letters run to the left."""
    printed = [[letter for letter in row if _is_placed(letter)] for row in rows]
    left = Counter(round(min(letter.box[0] for letter in row)) for row in printed)
    right = Counter(round(max(letter.box[2] for letter in row)) for row in printed)
    kinds = Counter(unicodedata.bidirectional(letter.text) for row in printed for letter in row)
    return max(right.values()) > max(left.values()) * 2 or sum(kinds[kind] for kind in _LEFTWARDS) > kinds["L"]


def _is_leftwards(letter: Letter) -> bool:
    return letter.printed and unicodedata.bidirectional(letter.text) in _LEFTWARDS


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters of each base line, with what PDFium has inserted between them."""
    row: list[Letter] = []
    last: Letter | None = None
    for letter in letters:
        if _is_placed(letter) and letter.font:
            if last and (letter.turn != last.turn or abs(letter.y - last.y) > _LEVEL * letter.font.size):
                yield row
                row = []
            last = letter
        row.append(letter)
    yield row


def _ordered(row: list[Letter], leftwards: bool) -> list[Letter]:
    """A line in the order of reading. `leftwards`: whether its page is read so, if the line has words of both directions."""
    printed = _without_strays([letter for letter in row if _is_placed(letter)])
    if not printed or any(letter.turn for letter in printed):
        return row
    order = {id(letter): at for at, letter in enumerate(printed)}
    height = Counter(letter.y for letter in printed).most_common(1)[0][0]
    words = _words(row, order)
    stretches = [_read(_spaced(stretch, words, height), order, leftwards) for stretch in _stretches(_units(printed))]
    stretches.sort(key=lambda stretch: min(_places(stretch, order)))
    if [place for stretch in stretches for place in _places(stretch, order)] == list(order.values()):
        return row
    done: list[Letter] = []
    for stretch in stretches:
        done += [*_level(stretch, height), Letter("")]
    return done


def _is_placed(letter: Letter) -> bool:
    """Whether its place is certain: those of breaks and spaces that PDFium has inserted are not; such a space has no width."""
    return letter.printed and letter.font is not None and not (letter.text.isspace() and letter.box[0] == letter.box[2])


def _without_strays(printed: Sequence[Letter]) -> list[Letter]:
    """Without spaces that are drawn upon a letter, as some programs draw the one at the end of a line."""
    words = [letter for letter in printed if not letter.text.isspace()]
    return [
        letter
        for letter in printed
        if not letter.text.isspace() or not any(word.box[0] < _middle(letter) < word.box[2] for word in words)
    ]


def _words(row: Sequence[Letter], order: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Of each letter of `order`, by its `id`, how many spaces and how many breaks PDFium has put before it in the line."""
    words: dict[int, tuple[int, int]] = {}
    spaces = breaks = 0
    for letter in row:
        if id(letter) in order:
            words[id(letter)] = spaces, breaks
        elif letter.text:
            spaces += 1
        else:
            breaks += 1
    return words


def _units(printed: Sequence[Letter]) -> list[_Unit]:
    """From left to right."""
    glyphs: defaultdict[tuple[float, float], list[Letter]] = defaultdict(list)
    for letter in printed:
        glyphs[letter.x, letter.y].append(letter)
    units: list[_Unit] = []
    marks: list[Letter] = []
    for parts in glyphs.values():
        bases = [part for part in parts if not _is_mark(part)]
        if bases:
            kind = unicodedata.bidirectional(bases[0].text)
            if kind == "AL":
                parts.reverse()  # those of one place stand as they do in the line
            parts.sort(key=lambda part: (unicodedata.category(part.text) == "Cf", -_middle(part)))
            units.append(_Unit(parts, min(part.box[0] for part in bases), max(part.box[2] for part in bases), kind))
        else:
            marks += parts
    for mark in marks:
        near = min(units, key=lambda unit: max(unit.x0 - _middle(mark), _middle(mark) - unit.x1), default=None)
        if near is None:
            units.append(_Unit([mark], mark.box[0], mark.box[2], "NSM"))
        else:
            near.letters.append(mark)
    return sorted(units, key=lambda unit: unit.letters[0].x)


def _is_mark(letter: Letter) -> bool:
    """Whether it has no place of its own: a mark on a letter, or a sign that nobody sees, such as a joiner."""
    return unicodedata.combining(letter.text) > 0 or unicodedata.category(letter.text) == "Cf"


def _middle(letter: Letter) -> float:
    return (letter.box[0] + letter.box[2]) / 2


def _stretches(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """What stands together."""
    stretch: list[_Unit] = []
    for unit in units:
        font = unit.letters[0].font
        if stretch and font and unit.x0 - max(one.x1 for one in stretch[-3:]) > _APART * font.size:
            yield stretch
            stretch = []
        stretch.append(unit)
    yield stretch


def _places(stretch: Sequence[_Unit], order: Mapping[int, int]) -> list[int]:
    """Of its letters in the order that PDFium has given."""
    return [order[id(letter)] for unit in stretch for letter in unit.letters if letter.printed]


def _spaced(stretch: Sequence[_Unit], words: Mapping[int, tuple[int, int]], height: float) -> list[_Unit]:
    """With spaces between what are two words and stands apart."""
    spaced: list[_Unit] = []
    for unit in stretch:
        before = spaced[-1] if spaced else None
        if before and not _is_raised(before, height) and _are_apart(before, unit, words):
            spaced.append(_Unit([Letter(" ")], before.x1, unit.x0, "WS"))
        spaced.append(unit)
    return spaced


def _is_raised(unit: _Unit, height: float) -> bool:
    """Whether it is a letter drawn with the mark above it, which belongs to the word to its right."""
    font = unit.letters[0].font
    return font is not None and unit.letters[0].y - height > _RAISED * font.size


def _are_apart(before: _Unit, unit: _Unit, words: Mapping[int, tuple[int, int]]) -> bool:
    (spaces, breaks), (others, other) = words[id(before.letters[0])], words[id(unit.letters[0])]
    size = unit.letters[0].font.size if unit.letters[0].font else 0
    return unit.x0 - before.x1 > (0 if spaces != others else _SPACE * size if breaks != other else math.inf)


def _read(stretch: list[_Unit], order: Mapping[int, int], leftwards: bool) -> list[_Unit]:
    """In the order of reading: as PDFium has given it, where it can be read so in either direction, else in that of the page."""
    kinds = {unit.kind for unit in stretch}
    if "L" not in kinds or kinds.isdisjoint(_LEFTWARDS):
        return _turned(stretch, not kinds.isdisjoint(_LEFTWARDS))
    first, other = _turned(stretch, leftwards), _turned(stretch, not leftwards)
    given = _places(other, order)
    return other if given == sorted(given) else first


def _turned(stretch: list[_Unit], leftwards: bool) -> list[_Unit]:
    """From the order of places, left to right, to that of reading: rule L2 of the algorithm, which undoes itself."""
    _set_levels(stretch, leftwards)
    for least in (2, 1):
        turned: list[_Unit] = []
        for high, grouped in groupby(stretch, key=lambda unit: unit.level >= least):
            run = list(grouped)
            turned += reversed(run) if high else run
        stretch = turned
    return stretch


def _set_levels(stretch: Sequence[_Unit], leftwards: bool) -> None:
    """Rules W4 to I2 of the algorithm, for the order of places."""
    kinds = _numbers(stretch)
    for unit, kind in zip(stretch, kinds, strict=True):
        unit.level = (2 if kind in "LN" else 1) if leftwards else int(kind == "R")
    inner = "L" if leftwards else "R"
    strong = [at for at, kind in enumerate(kinds) if kind in "LR"]
    for a, b in pairwise(strong):
        if kinds[a] == kinds[b] == inner:
            for at in range(a + 1, b):
                stretch[at].level = 2 if leftwards or kinds[at] == "N" else 1
        elif leftwards and kinds[a] == "L":
            _take_number(stretch[a + 1 : b], kinds[a + 1 : b])
    if leftwards and strong and kinds[strong[-1]] == "L":
        _take_number(stretch[strong[-1] + 1 :], kinds[strong[-1] + 1 :])


def _take_number(units: Sequence[_Unit], kinds: Sequence[str]) -> None:
    """Behind a word that runs to the right a number belongs to it, and what is between them (rule W7)."""
    numbers = [at for at, kind in enumerate(kinds) if kind == "N"]
    for unit in units[: numbers[0] if numbers else 0]:
        unit.level = 2


def _numbers(stretch: Sequence[_Unit]) -> list[str]:
    """The class of each unit: L, R, N for what is part of a number, or `-`."""
    arabic = any(unit.kind == "AL" for unit in stretch)
    separators = ("CS",) if arabic else ("CS", "ES")
    kinds = ["R" if unit.kind in _LEFTWARDS else "N" if unit.kind in _NUMBER else unit.kind for unit in stretch]
    parts = "".join(kind if kind in "LRN" else "_" if kind == "WS" else "-" for kind in kinds)
    for thousands in _THOUSANDS.finditer(parts):
        kinds[thousands.start()] = "N"
    padded = ["", *kinds, ""]
    for at, kind in enumerate(kinds):
        beside = (padded[at], padded[at + 2])
        joins = kind in separators and beside == ("N", "N")
        if joins or (kind == "ET" and (beside[0] == "N" or (not arabic and beside[1] == "N"))):
            kinds[at] = "N"
    return [kind if kind in ("L", "R", "N") else "-" for kind in kinds]


def _level(stretch: Sequence[_Unit], height: float) -> Iterator[Letter]:
    """Its letters, those with marks on the base line too."""
    for letter in (letter for unit in stretch for letter in unit.letters):
        near = letter.font is not None and abs(letter.y - height) < _LEVEL * letter.font.size
        yield replace(letter, y=height) if near else letter


def _paired(row: list[Letter]) -> list[Letter]:
    """The line with brackets as words beside them show them: PDFium mirrors some that are mirrored already."""
    done: list[Letter] = []
    texts = ["", *(letter.text for letter in row), ""]
    for at, letter in enumerate(row):
        before, after = _is_of_word(texts[at]), _is_of_word(texts[at + 2])
        pair = next((pair for pair in _PAIRS if letter.text and letter.text in pair), None)
        done.append(replace(letter, text=pair[before]) if pair and before != after else letter)
    return done


def _is_of_word(text: str) -> bool:
    return text.isalnum() or (text != "" and unicodedata.combining(text) > 0)

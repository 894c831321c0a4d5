"""Lists: lines that begin with a bullet, or with numbers or letters that count on; ingredients, which begin with a quantity.

A list within a list has other signs, or stands further in. A line without a sign goes on with the item above it where it stands
further in, or goes on with its sentence. Numbered paragraphs of a law, `(1)`, stay paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open
from lesebuch.numerals import letter_value, roman_value

_SIGN = re.compile(
    r"(?P<bullet>[-–—•‣◦▪●○■□*·⁃►→✓✔☐☑☒+])\s+(?=\S)|(?P<open>\(?)(?P<label>\d{1,3}[a-z]?|[a-z]{1,2}|[A-Z]|[ivxIVX]{2,5})(?P<close>\.\)|[.)])(?P<gap>\s+)(?=\S)"
)
_ROMAN = frozenset("ivxIVX")
"""Letters of numbers of items: others are units (`ml.`) before there are so many items."""
_DASHES = "-–—"
_BOXES = "☐☑☒✓✔"
"""Of one list, whether they are ticked or not."""
_QUANTITY = re.compile(
    r"(?:ca\.?\s|etwa\s|about\s)?(?:\d{1,4}(?:[.,/]\d{1,3})?|[½¼¾⅓⅔⅛])(?:\s?[½¼¾]|\s?[–-]\s?\d+)?\s*(?P<unit>[^\W\d_]{1,12}\.?(?:\s?[àc]\.?)?)?\s.*[^.!?:]",
)
_UNITS = frozenset(
    "g gr kg mg l dl cl ml el tl msp prise prisen stück stk bund zehe zehen dose dosen packung pck päckchen becher tasse tassen scheibe scheiben pfund "
    "cup cups tbsp tsp oz lb lbs pound pounds ounce ounces pint pints quart tablespoon tablespoons teaspoon teaspoons clove cloves can cans pinch slice slices "
    "cuillère cuillères cs cc gousse gousses pincée verre verres tranche tranches г кг мл л ст ч шт стакан стакана стаканов ложка ложки ложек щепотка".split()
)
_FEWEST_INGREDIENTS = 3
_LONGEST_INGREDIENT = 90
_MOST_WITHOUT_UNIT = 0.6
_STOPPED = re.compile(r"[.!?…][“”\"»)]*$")
_MOST_STOPPED = 0.5
_PARAGRAPH = 60
"""Characters from which on a line that begins with a number in brackets is rather a paragraph."""
_PARAGRAPHS = 120
_FEWEST_FROM_WITHIN = 3
"""Items of a list that does not begin with the first number."""


@dataclass(frozen=True, slots=True)
class _Sign:
    kind: str
    """What all signs of a list have in common."""
    values: tuple[int, ...]
    """What it counts, in each way in which it can be read; empty for a bullet."""


@dataclass(slots=True)
class _Item:
    blocks: list[SourceLine]
    level: int
    kind: str
    value: int


@dataclass(slots=True)
class _List:
    items: list[_Item] = field(default_factory=list)
    open: list[_Item] = field(default_factory=list)
    """The last item of each level."""


def lists(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of items; no doubts."""
    forms: dict[int, LineForm] = {}
    for found in _found(blocks):
        for item in _items(found.items):
            first = item.blocks[0].number
            form = LineForm("item", first if len(item.blocks) > 1 else 0, level=item.level)
            forms |= {block.number: form for block in item.blocks}
    return forms | _ingredients(blocks), []


# --- Signs -------------------------------------------------------------------------------------------------------------


def _found(blocks: Sequence[SourceLine]) -> Iterator[_List]:
    current = _List()
    for block in blocks:
        sign = _sign(block.text) if is_open(block) else None
        if sign and _joins(current, block, sign):
            continue
        if sign is None and _goes_on(current, block):
            current.open[-1].blocks.append(block)
            continue
        if sign is None and current.open and is_open(block) and block.indent > current.open[0].blocks[0].indent:
            continue  # a paragraph below an item
        if current.items:
            yield current
        current = _List()
        if sign:
            item = _Item([block], 1, sign.kind, sign.values[0] if sign.values else 0)
            current.items, current.open = [item], [item]
    if current.items:
        yield current


def _sign(text: str) -> _Sign | None:
    match = _SIGN.match(text)
    if match is None:
        return None
    if match["bullet"]:
        return _Sign(_BOXES[0] if match["bullet"] in _BOXES else match["bullet"], ())
    label = match["label"]
    kind = ("1" if label[0].isdigit() else "A" if label.isupper() else "a") + match["open"] + match["close"]
    roman = roman_value(label) if _ROMAN.issuperset(label) else 0
    values = tuple(value for value in (_number(label), roman) if value)
    return _Sign(kind, values) if values else None


def _number(label: str) -> int:
    if label[0].isdigit():
        return int(label.rstrip(ascii_lowercase))
    return letter_value(label)


def _joins(current: _List, block: SourceLine, sign: _Sign) -> bool:
    """Put the block into the list that is open: as the next item of one of its levels, or the first of a deeper one."""
    for depth in range(len(current.open) - 1, -1, -1):
        last = current.open[depth]
        deeper = not sign.values and block.indent > last.blocks[0].indent + 1
        if last.kind == sign.kind and not deeper and (value := _next(last, block, sign)) is not None:
            _append(current, block, sign, depth + 1, value)
            return True
    first = not sign.values or 1 in sign.values
    if (
        not current.open
        or not first
        or not (_goes_deeper(current.open[-1], block) or _has_another(current, block, sign))
    ):
        return False
    _append(current, block, sign, len(current.open) + 1, 1)
    return True


def _next(last: _Item, block: SourceLine, sign: _Sign) -> int | None:
    """What the sign counts, behind the last item: the next number, or the same with a letter (`3a`); None: it goes on with nothing."""
    if not sign.values:
        return 0
    lettered = block.text[0].isdigit() and block.text.lstrip("0123456789")[:1].isalpha()
    return next((value for value in sign.values if value == last.value + (not lettered)), None)


def _goes_deeper(last: _Item, block: SourceLine) -> bool:
    """Further in, or below a colon or a comma."""
    return block.indent > last.blocks[0].indent or last.blocks[-1].text[-1] in ":,–—"


def _has_another(current: _List, block: SourceLine, sign: _Sign) -> bool:
    """Whether a bullet follows others directly and looks unlike them: so lists within lists do where nothing is indented, as in PDF."""
    last = current.open[-1]
    dots = all(kind not in _DASHES and not kind[0].isalnum() for kind in (sign.kind, last.kind))
    return dots and not sign.values and block.number == last.blocks[-1].number + 1


def _append(current: _List, block: SourceLine, sign: _Sign, level: int, value: int) -> None:
    item = _Item([block], level, sign.kind, value)
    current.items.append(item)
    current.open[level - 1 :] = [item]


def _goes_on(current: _List, block: SourceLine) -> bool:
    if not current.open or not is_open(block):
        return False
    item = current.open[-1]
    if block.number != item.blocks[-1].number + 1:
        return False
    return block.indent > item.blocks[0].indent or block.text[0].islower() or block.wrapped


# --- Whether they are a list -------------------------------------------------------------------------------------------


def _items(items: Sequence[_Item]) -> list[_Item]:
    """The items of what is a list; of numbered paragraphs, the lists within."""
    top = [item for item in items if item.level == 1]
    if not _is_list(top):
        return [item for group in _groups(items) for item in _items(group)]
    return list(items)


def _groups(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """What stands below each item of the first level, one level up."""
    group: list[_Item] = []
    for item in items:
        if item.level > 1:
            group.append(_Item(item.blocks, item.level - 1, item.kind, item.value))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_list(top: Sequence[_Item]) -> bool:
    if len(top) < 2 or (top[0].value > 1 and not _counts_on(top)):  # one item is none
        return False
    if "(" in top[0].kind:
        return sum(len(item.blocks[0].text) >= _PARAGRAPH for item in top) < _MOST_STOPPED * len(top)
    stopped = sum(bool(_STOPPED.search(item.blocks[-1].text)) for item in top)
    spoken = top[0].kind in _DASHES[1:] and top[0].blocks[0].indent == 0
    return not spoken or (stopped < _MOST_STOPPED * len(top) and _mean(top) <= _PARAGRAPHS)  # else somebody says it


def _counts_on(top: Sequence[_Item]) -> bool:
    """Whether items that do not begin with the first number are a list, and not the numbered paragraphs of a long text."""
    return len(top) >= _FEWEST_FROM_WITHIN and _mean(top) <= _PARAGRAPHS


def _mean(top: Sequence[_Item]) -> float:
    """Characters of an item."""
    return sum(len(block.text) for item in top for block in item.blocks) / len(top)


# --- Ingredients -------------------------------------------------------------------------------------------------------


def _ingredients(blocks: Sequence[SourceLine]) -> dict[int, LineForm]:
    forms: dict[int, LineForm] = {}
    run: list[SourceLine] = []
    for block in (*blocks, None):
        if block and is_open(block) and len(block.text) <= _LONGEST_INGREDIENT and _QUANTITY.fullmatch(block.text):
            run.append(block)
            continue
        if _is_measured(run):
            forms |= {each.number: LineForm("item") for each in run}
        run = []
    return forms


def _is_measured(run: Sequence[SourceLine]) -> bool:
    units = 0
    for block in run:
        match = _QUANTITY.fullmatch(block.text)
        units += bool(match and match["unit"] and match["unit"].strip(".").casefold() in _UNITS)
    return len(run) >= _FEWEST_INGREDIENTS and units >= (1 - _MOST_WITHOUT_UNIT) * len(run)

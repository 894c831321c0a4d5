"""Which passages of a section stand together: the items of a list, a picture with its caption, a quotation with its source."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from lesebuch.model import Passage, PassageKind
from lesebuch.presentation.labels import Numbering, number_of, numbering

_DEEPEST = 9
"""Lists within lists that are shown as such."""


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """Neighbours that are one thing. Each passage of a section is in exactly one place, in the order of the text."""

    kind: str
    """list, box, quotation, figure (of a picture or a table) or notes."""
    parts: tuple["Block", ...]
    """In a list a group is a list within the item before it."""
    numbering: Numbering | None = None
    """Of a list; None: bullets, or signs of its own."""


Block: TypeAlias = Passage | PassageGroup


def grouped(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks of a section."""
    blocks: list[Block] = []
    at = 0
    while at < len(passages):
        length, made = _next(passages[at:])
        blocks += made
        at += length
    return tuple(blocks)


def with_captions(passages: Sequence[Passage], ids: AbstractSet[str]) -> set[str]:
    """These ids with those of the captions of the tables and pictures among them."""
    figures = [block.parts for block in grouped(passages) if isinstance(block, PassageGroup) and block.kind == "figure"]
    members = [[part for part in parts if isinstance(part, Passage)] for parts in figures]
    shown = [parts for parts in members if any(p.id in ids and p.kind is not PassageKind.CAPTION for p in parts)]
    return {*ids, *(part.id for parts in shown for part in parts if part.kind is PassageKind.CAPTION)}


def _next(passages: Sequence[Passage]) -> tuple[int, Sequence[Block]]:
    """How many passages the next blocks take, and these."""
    first = passages[0]
    match first.kind:
        case PassageKind.ITEM:
            run = _run(passages, lambda p: p.kind is PassageKind.ITEM)
            return run, _lists(list(passages[:run]))
        case PassageKind.BOX:
            return _taken("box", passages, _run(passages, lambda p: _alike(p, first)))
        case PassageKind.FOOTNOTE:
            return _taken("notes", passages, _run(passages, lambda p: p.kind is PassageKind.FOOTNOTE))
        case PassageKind.QUOTE:
            said = _run(passages, lambda p: p is first or (first.group != 0 and _alike(p, first)))
            whose = _run(passages[said:], lambda p: p.kind is PassageKind.ATTRIBUTION)
            return _taken("quotation", passages, said + whose) if said + whose > 1 else (1, [first])
        case PassageKind.FIGURE:
            return _taken("figure", passages, 1 + _run(passages[1:], lambda p: p.kind is PassageKind.CAPTION))
        case PassageKind.CAPTION | PassageKind.TABLE:
            return _table(passages)
    return 1, [first]


def _run(passages: Sequence[Passage], fits: Callable[[Passage], bool]) -> int:
    return next((n for n, passage in enumerate(passages) if not fits(passage)), len(passages))


def _taken(kind: str, passages: Sequence[Passage], length: int) -> tuple[int, Sequence[Block]]:
    return length, [PassageGroup(kind, tuple(passages[:length]))]


def _alike(passage: Passage, first: Passage) -> bool:
    return passage.kind is first.kind and passage.group == first.group


def _table(passages: Sequence[Passage]) -> tuple[int, Sequence[Block]]:
    """A caption stands above its table, unless there is none above and one below that is not that of the next table."""
    kinds = [passage.kind for passage in passages[:3]]
    if kinds[:2] == [PassageKind.CAPTION, PassageKind.TABLE]:
        return _taken("figure", passages, 2)
    below = kinds[:2] == [PassageKind.TABLE, PassageKind.CAPTION]
    if below and (kinds[2:] != [PassageKind.TABLE] or _grouped(passages[0], passages[1])):
        return _taken("figure", passages, 2)
    return 1, [passages[0]]


def _grouped(one: Passage, other: Passage) -> bool:
    return one.group != 0 and one.group == other.group


# --- Lists -------------------------------------------------------------------------------------------------------------


def _lists(items: list[Passage]) -> list[Block]:
    """Lists one after the other; `items` are used up."""
    made: list[Block] = []
    while items:
        made.append(_list(items, _depth(items[0])))
    return made


def _list(items: list[Passage], depth: int) -> PassageGroup:
    """The list of that depth that begins with the first item. It ends where the format says so, or its signs change."""
    first = items[0]
    parts: list[Block] = []
    sign = numbering(first)
    while items and _depth(items[0]) >= depth:
        if _depth(items[0]) > depth:
            parts.append(_list(items, _depth(items[0])))
            continue
        item = items[0]
        other = bool(parts) and item.group != 0 and first.group not in {0, item.group}
        if other or (sign is None) != (number_of(item, sign or numbering(item)) is None):
            break
        parts.append(items.pop(0))
    return PassageGroup("list", tuple(parts), sign)


def _depth(item: Passage) -> int:
    return min(max(item.level, 1), _DEEPEST)

"""Anchors that follow their words from an older text to a newer one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from lesebuch.editing.alignment import AlignedWords, Alignment
from lesebuch.editorial.anchors import AnchorPoint, Miss, Pointer, locate, locate_range, occurrences, parse
from lesebuch.model import Passage, PassageKind

_WORDS = 6
"""Longer quotations are given by their first and last words."""
_ENDS = 3
_LINES = re.compile(r"[0-9]+-[0-9]+")


@dataclass(frozen=True, slots=True)
class Units:
    """Lines of a source or passages of a chapter, older and newer, by the names that anchors have for them."""

    old: Mapping[str, int]
    new: Sequence[str]
    """Names, by number."""
    old_texts: Sequence[str]
    new_texts: Sequence[str]
    alignment: Alignment

    def follow(self, anchor: str) -> str | None:
        """The anchor as it must be written now, unchanged where it still means the same words; None: they are gone."""
        at = parse(anchor)
        if at is None:
            return anchor
        first = at.first.target
        last = at.last.target if at.last and at.last.target else first
        if "-" in first or "-" in last:
            return spanning(self._runs(first, alone=False)) or None
        if first not in self.old or last not in self.old:
            return anchor  # it meant nothing before
        if not at.words:
            return self._whole(first, anchor)
        begin, end = self._span(at, self.old[first], self.old[last])
        if begin is None or end is None:
            return anchor
        places = self._places(begin, end)
        if places is None:
            return None
        if self._means(at, places, first, last):
            return anchor
        return self._written(*places)

    def nearest(self, anchor: str) -> str:
        """The name of the new unit that is most like the one that an anchor named; '' if there is none."""
        at = parse(anchor)
        name = at.first.target.partition("-")[0] if at else ""
        found = self.alignment.nearest(self.old[name]) if name in self.old else None
        return "" if found is None else self.new[found]

    def text(self, name: str) -> str:
        """Of a new unit."""
        return self.new_texts[self.new.index(name)] if name in self.new else ""

    def _whole(self, name: str, anchor: str) -> str | None:
        unit = self.alignment.unit(self.old[name])
        if unit is None:
            unit = self.alignment.partner(self.old[name])
        return None if unit is None else anchor if self.new[unit] == name else self.new[unit]

    def runs_of(self, anchor: str, *, alone: bool) -> list[str]:
        """As `follow`, but lines that stay together only in parts are several anchors; empty: they are gone.

        What parts them are lines that come from elsewhere; `alone`: new ones, too.
        """
        if _LINES.fullmatch(anchor):
            return self._runs(anchor, alone=alone)
        found = self.follow(anchor)
        return [] if found is None else [found]

    def _runs(self, lines: str, *, alone: bool) -> list[str]:
        low, _, high = lines.partition("-")
        own = [self.old[name] for name in map(str, range(int(low), int(high or low) + 1)) if name in self.old]
        found = sorted({unit for old in own if (unit := self.alignment.unit(old)) is not None})
        runs = [[unit] for unit in found[:1]]
        for before, unit in pairwise(found):
            between = [n for n in range(before + 1, unit) if self.new_texts[n].strip()]
            origins = {self.alignment.origin(n) for n in between} - {*own}
            if origins - ({None} if not alone else set()):
                runs.append([])
            runs[-1].append(unit)
        return [_run(self.new[run[0]], self.new[run[-1]]) for run in runs]

    def _span(self, at: Pointer, first: int, last: int) -> tuple[AlignedWords | None, AlignedWords | None]:
        """The words in the older text: where they begin and where they end."""
        if first == last:
            found = locate_range(self.old_texts[first], at, "")
            return (
                (None, None) if isinstance(found, Miss) else (AlignedWords(first, *found), AlignedWords(first, *found))
            )
        begin = locate(self.old_texts[first], at.first, "")
        end = locate(self.old_texts[last], at.last or AnchorPoint(""), "")
        if isinstance(begin, Miss) or isinstance(end, Miss):
            return None, None
        return AlignedWords(first, *begin), AlignedWords(last, *end)

    def _places(self, begin: AlignedWords, end: AlignedWords) -> tuple[AlignedWords, AlignedWords] | None:
        one = self.alignment.place(begin.unit, begin.start, begin.end)
        other = one if begin == end else self.alignment.place(end.unit, end.start, end.end)
        if one is None or other is None or (other.unit, other.end) < (one.unit, one.start):
            return None
        return one, other

    def _means(self, at: Pointer, places: tuple[AlignedWords, AlignedWords], first: str, last: str) -> bool:
        """Whether the anchor, as it stands, is about just these words."""
        one, other = places
        if (self.new[one.unit], self.new[other.unit]) != (first, last):
            return False
        if one.unit == other.unit:
            return locate_range(self.new_texts[one.unit], at, "") == (one.start, other.end)
        return (
            at.last is not None
            and locate(self.new_texts[one.unit], at.first, "") == (one.start, one.end)
            and locate(self.new_texts[other.unit], at.last, "") == (other.start, other.end)
        )

    def _written(self, one: AlignedWords, other: AlignedWords) -> str | None:
        text = self.new_texts[one.unit]
        if one.unit != other.unit:
            return (
                f"{self.new[one.unit]} {_quote(text, one.start, one.end)} .. "
                f"{self.new[other.unit]} {_quote(self.new_texts[other.unit], other.start, other.end)}"
            )
        target = self.new[one.unit]
        words = text[one.start : other.end]
        if not words.strip():
            return None
        anchors = [f"{target} {_quote(text, one.start, other.end)}"]
        parts = words.split()
        if len(parts) > _WORDS:
            begin, end = " ".join(parts[:_ENDS]), " ".join(parts[-_ENDS:])
            anchors.insert(0, f'{target} "{begin}" .. "{end}"')
        for anchor in anchors:
            at = parse(anchor)
            if at and locate_range(text, at, "") == (one.start, other.end):
                return anchor
        return None


def spanning(runs: Sequence[str]) -> str:
    """From the first to the last of lines; empty if there are none."""
    return _run(runs[0].partition("-")[0], runs[-1].rpartition("-")[2]) if runs else ""


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _quote(text: str, start: int, end: int) -> str:
    """The words in quotation marks; which of several, if they occur more than once."""
    words = text[start:end]
    places = occurrences(text, words)
    number = f" {places.index((start, end)) + 1}" if len(places) > 1 and (start, end) in places else ""
    return f'"{words}"{number}' if '"' not in words else f"»{words}«{number}"


class PassageUnits(NamedTuple):
    """All that an anchor of a chapter may name."""

    passages: Units
    parts: Units
    """Lines of verse and rows of tables."""

    def of(self, anchor: str) -> Units:
        """Those among which is what an anchor names."""
        at = parse(anchor)
        return self.parts if at and at.first.target in self.parts.old else self.passages


def continued(
    before: Sequence[Passage], after: Sequence[Passage], locked: Sequence[str]
) -> tuple[tuple[Passage, ...], PassageUnits]:
    """The newer passages with their ids: who continues an older one has its id, who is new one that nobody ever had.

    Lines of verse do as passages do; rows are counted within their table. `locked`: ids that were published.
    """
    was, now = {p.id: p.text or "" for p in before}, [p.text or "" for p in after]
    passages = _units(was, now, [p.kind.letter for p in after], locked)
    named = [_with_rows(passage, id_) for passage, id_ in zip(after, passages.new, strict=True)]
    was, now = {id_: text for _, id_, text in _parts(before)}, [text for _, _, text in _parts(named)]
    rows = [id_ if passage.kind is PassageKind.TABLE else "" for passage, id_, _ in _parts(named)]
    parts = _units(was, now, [id_ or PassageKind.LINE.letter for id_ in rows], locked)
    names = iter(parts.new)
    made = (replace(p, parts=tuple(replace(part, id=next(names)) for part in p.parts)) for p in named)
    return tuple(made), PassageUnits(passages, parts)


def _units(was: Mapping[str, str], now: Sequence[str], letters: Sequence[str], locked: Sequence[str]) -> Units:
    """Texts with the ids of old ones and the letters of new ones; a whole id in the place of a letter stays."""
    alignment = Alignment([*was.values()], now)
    kept = {unit: id_ for n, id_ in enumerate(was) if (unit := alignment.partner(n)) is not None}
    last = Counter[str]()
    for id_ in (*locked, *was):
        if "." not in id_:  # no row
            last[id_[0]] = max(last[id_[0]], int(id_[1:]))
    names = []
    for number, letter in enumerate(letters):
        name = kept.get(number, "") if letter.isalpha() else letter
        if name[:1] != letter[0]:
            last[letter] += 1
            name = f"{letter}{last[letter]}"
        names.append(name)
    return Units({id_: n for n, id_ in enumerate(was)}, names, [*was.values()], now, alignment)


def _with_rows(passage: Passage, id_: str) -> Passage:
    """With another id, and its rows with theirs."""
    if passage.kind is not PassageKind.TABLE:
        return replace(passage, id=id_)
    rows = tuple(replace(row, id=f"{id_}.{n}") for n, row in enumerate(passage.parts, 1))
    return replace(passage, id=id_, parts=rows)


def _parts(passages: Iterable[Passage]) -> Iterator[tuple[Passage, str, str]]:
    """Lines of verse and rows: the passage of each, its id, its words."""
    return ((p, part.id, (p.text or "")[part.start : part.end]) for p in passages for part in p.parts)

"""Anchors that follow their words from an older text to a newer one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lesebuch.editing.alignment import AlignedWords, Alignment
from lesebuch.editorial.anchors import AnchorPoint, Miss, Pointer, locate, locate_range, occurrences, parse

_WORDS = 6
"""Longer quotations are given by their first and last words."""
_ENDS = 3


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
            return self._lines(at)
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

    def _lines(self, at: Pointer) -> str | None:
        """`5-7`: from the first to the last of those that are left."""
        low, _, high = at.first.target.partition("-")
        units = [self.old[name] for name in map(str, range(int(low), int(high) + 1)) if name in self.old]
        found = sorted(unit for old in units if (unit := self.alignment.unit(old)) is not None)
        if not found:
            return None
        first, last = self.new[found[0]], self.new[found[-1]]
        return first if first == last else f"{first}-{last}"

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


def _quote(text: str, start: int, end: int) -> str:
    """The words in quotation marks; which of several, if they occur more than once."""
    words = text[start:end]
    places = occurrences(text, words)
    number = f" {places.index((start, end)) + 1}" if len(places) > 1 and (start, end) in places else ""
    return f'"{words}"{number}' if '"' not in words else f"»{words}«{number}"

"""Where the words of an older text stand in a newer one: units (lines, passages) with their partners, and spans in them.

A unit whose words are the same is its own partner, wherever it has moved to. What is left of both texts is compared word by
word (difflib, which follows Ratcliff and Obershelp): split and joined units find the one that has most of their words.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|[^\w\s]")
_LEAST = 0.5
"""Of the words of a unit, or of its partner, whichever has fewer: as many must be the same."""
_MOVED = 0.7
"""Of the words of a unit that is found in another place, or of what stands there, whichever has more."""
_RARE = 20
"""Units that have a word by which one of them is known."""
_FEWEST = 5
"""Words of a unit that is looked for in other places."""


@dataclass(frozen=True, slots=True)
class AlignedWords:
    """Words of a unit of the newer text."""

    unit: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    unit: int
    start: int
    end: int


class Alignment:
    """Two texts, each a sequence of units; blank units have no partner."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self._partners: dict[int, int] = {}
        self._match_same()
        self._was = [token for n, text in enumerate(old) if n not in self._partners for token in _tokens(n, text)]
        taken = set(self._partners.values())
        self._now = [token for n, text in enumerate(new) if n not in taken for token in _tokens(n, text)]
        self._to = self._match_words()
        self._match_moved()
        self._from = {now: was for was, now in self._to.items()}
        self._same = frozenset(self._partners)
        self._pair()
        self._origins = {now: was for was, now in self._partners.items()}

    def partner(self, unit: int) -> int | None:
        """The unit that continues an old one; each new unit continues one at most."""
        return self._partners.get(unit)

    def unit(self, unit: int) -> int | None:
        """The unit in which the words of an old one stand now, or most of them; it may hold those of others, too."""
        if unit in self._partners:
            return self._partners[unit]
        shared = self._shared(unit)
        best = max(shared, key=lambda n: (shared[n], -n), default=None)
        return best if best is not None and shared[best] >= _LEAST * len(_tokens(unit, self._old[unit])) else None

    def origin(self, unit: int) -> int | None:
        """The old unit from which a new one has its words, or most of them; None if it is new."""
        if unit in self._origins:
            return self._origins[unit]
        first, last = _places(self._now, unit)
        shared = Counter(self._was[self._from[n]].unit for n in range(first, last) if n in self._from)
        best = max(shared, key=lambda n: (shared[n], -n), default=None)
        return best if best is not None and shared[best] >= _LEAST * (last - first) else None

    def nearest(self, unit: int) -> int | None:
        """The new unit that is most like an old one, or stands where it stood."""
        found = self.unit(unit)
        if found is not None:
            return found
        around = sorted(self._partners, key=lambda n: abs(n - unit))
        return self._partners[around[0]] if around else None

    def place(self, unit: int, start: int, end: int) -> AlignedWords | None:
        """Where the words of a span stand now; None if they are gone."""
        if unit in self._same:
            return AlignedWords(self._partners[unit], start, end)
        inside = [n for n, t in enumerate(self._was) if t.unit == unit and t.start < end and t.end > start]
        found = [self._now[self._to[n]] for n in inside if n in self._to]
        if not found:
            return self._between(inside)
        home = Counter(token.unit for token in found).most_common(1)[0][0]
        ends = [token for token in found if token.unit == home]
        first, last = min(t.start for t in ends), max(t.end for t in ends)
        if inside[0] not in self._to and (before := self._neighbour(inside[0] - 1, home)):
            first = min(first, self._after(home, before.end))
        if inside[-1] not in self._to and (after := self._neighbour(inside[-1] + 1, home)):
            last = max(last, self._before(home, after.start))
        return AlignedWords(home, first, last)

    def _between(self, inside: Sequence[int]) -> AlignedWords | None:
        """Words of which none is left, but what stands before and behind them: then what stands between."""
        if not inside:
            return None
        before, after = self._to.get(inside[0] - 1), self._to.get(inside[-1] + 1)
        if before is None or after is None or not 0 < after - before - 1 <= 3 * len(inside):
            return None
        between = self._now[before + 1 : after]
        if len({token.unit for token in between}) != 1:
            return None
        return AlignedWords(between[0].unit, between[0].start, between[-1].end)

    def _neighbour(self, index: int, unit: int) -> _Token | None:
        token = self._now[self._to[index]] if index in self._to else None
        return token if token and token.unit == unit else None

    def _after(self, unit: int, at: int) -> int:
        return min((t.start for t in self._now if t.unit == unit and t.start >= at), default=at)

    def _before(self, unit: int, at: int) -> int:
        return max((t.end for t in self._now if t.unit == unit and t.end <= at), default=at)

    def _match_same(self) -> None:
        """First those in their order, which tells apart lines that come again, as in a refrain; then those that have moved."""
        was, now = (
            [(n, _key(text)) for n, text in enumerate(texts) if text.strip()] for texts in (self._old, self._new)
        )
        blocks = SequenceMatcher(None, [key for _, key in was], [key for _, key in now], autojunk=False)
        for a, b, size in blocks.get_matching_blocks():
            self._partners |= {was[a + n][0]: now[b + n][0] for n in range(size)}
        taken = set(self._partners.values())
        free: dict[str, list[int]] = {}
        for number, key in now:
            if number not in taken:
                free.setdefault(key, []).append(number)
        for number, key in was:
            if number not in self._partners and (same := free.get(key)):
                self._partners[number] = same.pop(0)

    def _match_words(self) -> dict[int, int]:
        was = [self._old[t.unit][t.start : t.end] for t in self._was]
        now = [self._new[t.unit][t.start : t.end] for t in self._now]
        blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        return {a + n: b + n for a, b, size in blocks for n in range(size)}

    def _match_moved(self) -> None:
        """Units that were moved and corrected: word by word, a comparison goes forward only, and passes them over."""
        taken = Counter(self._now[n].unit for n in self._to.values())
        now = {unit: _bag(self._new[unit]) for unit in {token.unit for token in self._now}}
        free = {unit: bag for unit, bag in now.items() if taken[unit] < _LEAST * bag.total()}
        holders: dict[str, list[int]] = {}
        for unit, bag in free.items():
            for word in bag:
                holders.setdefault(word, []).append(unit)
        rare = {word: units for word, units in holders.items() if len(units) <= _RARE}
        for unit in sorted({token.unit for token in self._was}):
            bag = _bag(self._old[unit])
            if bag.total() < _FEWEST or self.unit(unit) is not None:
                continue
            alike = Counter(other for word in bag for other in rare.get(word, ()) if other in free)
            for other, _ in alike.most_common(1):
                if (bag & free[other]).total() >= _MOVED * max(bag.total(), free[other].total()):
                    del free[other]
                    self._match_again(unit, other)

    def _match_again(self, unit: int, other: int) -> None:
        """Compare two units by themselves."""
        (a, b), (c, d) = _places(self._was, unit), _places(self._now, other)
        self._to = {was: now for was, now in self._to.items() if not (a <= was < b or c <= now < d)}
        was, now = (
            [texts[t.unit][t.start : t.end] for t in tokens]
            for texts, tokens in ((self._old, self._was[a:b]), (self._new, self._now[c:d]))
        )
        for at, to, size in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
            self._to |= {a + at + n: c + to + n for n in range(size)}

    def _shared(self, unit: int) -> Counter[int]:
        """How many words of an old unit each new one has."""
        first, last = _places(self._was, unit)
        return Counter(self._now[self._to[n]].unit for n in range(first, last) if n in self._to)

    def _pair(self) -> None:
        """One to one, those first that share most."""
        sizes = Counter(token.unit for token in self._now)
        shares = []
        for unit in sorted({token.unit for token in self._was}):
            size = len(_tokens(unit, self._old[unit]))
            for other, count in self._shared(unit).items():
                if count >= _LEAST * min(size, sizes[other]):
                    shares.append((-count, unit, other))
        taken = set(self._partners.values())
        for _, unit, other in sorted(shares):
            if unit not in self._partners and other not in taken:
                self._partners[unit] = other
                taken.add(other)


def _tokens(unit: int, text: str) -> list[_Token]:
    return [_Token(unit, found.start(), found.end()) for found in _WORD.finditer(text)]


def _places(tokens: Sequence[_Token], unit: int) -> tuple[int, int]:
    """Where the words of a unit begin and end."""
    first, last = (bisect_right(tokens, n, key=lambda token: token.unit) for n in (unit - 1, unit))
    return first, last


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _key(text: str) -> str:
    return " ".join(text.split())

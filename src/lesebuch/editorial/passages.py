"""Ids of passages: counted where a chapter is new, kept by the lock file once they are published."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter

from lesebuch.editorial.lock import Locked, fingerprint
from lesebuch.model import PassageKind
from lesebuch.problems import Code, Problem, Where

_SIMILAR = 0.5
"""Least ratio of two lengths at which a passage that stands in the place of another counts as its new wording."""
_VERY_SIMILAR = 0.8
"""The same where passages were also added or removed there, so that the place alone says less."""


def number(kinds: Sequence[PassageKind]) -> list[str]:
    """Ids of a chapter without a lock: each letter counts from 1."""
    counts: Counter[str] = Counter()
    ids = []
    for kind in kinds:
        counts[kind.letter] += 1
        ids.append(f"{kind.letter}{counts[kind.letter]}")
    return ids


def keep_ids(
    kinds: Sequence[PassageKind], texts: Sequence[str], locked: Sequence[Locked], where: Where
) -> tuple[list[str], list[Problem]]:
    """Ids of a chapter that was published before.

    Each letter is aligned by itself. A passage keeps its id wherever its words are found again, also if it moved; one
    that stands in the place of another of similar length is its new wording, and a problem; one that was
    gone and is there again has its id again; what is new takes the next number that was never used.
    """
    locked = [entry for entry in locked if "." not in entry.id]  # rows follow their table
    prints = [fingerprint(text) for text in texts]
    ids = [""] * len(kinds)
    problems: list[Problem] = []
    for letter in sorted({kind.letter for kind in kinds} | {entry.id[0] for entry in locked}):
        mine = [index for index, kind in enumerate(kinds) if kind.letter == letter]
        old = [entry for entry in locked if entry.kind and entry.id[0] == letter]
        left = {entry.id for entry in old}
        for index, entry in _pairs(mine, prints, texts, old):
            ids[index] = entry.id
            left.discard(entry.id)
            if entry.fingerprint != prints[index]:
                message = f"{entry.id} has other words than when it was published: “{texts[index][:40]}”."
                problems.append(Problem(Code.PASSAGE_CHANGED, where, message))
        gone = ", ".join(entry.id for entry in old if entry.id in left)
        if gone:
            problems.append(Problem(Code.PASSAGE_CHANGED, where, f"Published passages are gone: {gone}."))
        free = max((int(entry.id[1:]) for entry in locked if entry.id[0] == letter), default=0) + 1
        retired: dict[str, list[str]] = {}  # the same words may have been there twice
        for entry in locked:
            if not entry.kind and entry.id[0] == letter:
                retired.setdefault(entry.fingerprint, []).append(entry.id)
        for index in mine:
            if not ids[index]:
                if again := retired.get(prints[index]):
                    ids[index] = again.pop(0)
                else:
                    ids[index] = f"{letter}{free}"
                    free += 1
    return ids, problems


def _pairs(
    mine: Sequence[int], prints: Sequence[str], texts: Sequence[str], old: Sequence[Locked]
) -> Iterator[tuple[int, Locked]]:
    """Passages of one letter, by index, with the locked ones that they continue."""
    was, now = [entry.fingerprint for entry in old], [prints[index] for index in mine]
    if was == now:
        yield from zip(mine, old, strict=True)
        return
    apart: list[tuple[list[int], list[Locked]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(mine[c:d], old[a:b], strict=True)
        else:
            apart.append((list(mine[c:d]), list(old[a:b])))
    moved = dict(_moved(apart, prints))
    taken = {entry.id for entry in moved.values()}
    yield from moved.items()
    for indices, entries in apart:
        left = [entry for entry in entries if entry.id not in taken]
        yield from _reworded([index for index in indices if index not in moved], texts, left)


def _moved(apart: Sequence[tuple[list[int], list[Locked]]], prints: Sequence[str]) -> Iterator[tuple[int, Locked]]:
    """Passages whose words stand elsewhere than they did; of the same words several times, in order."""
    missing: dict[str, list[Locked]] = {}
    for _, entries in apart:
        for entry in entries:
            missing.setdefault(entry.fingerprint, []).append(entry)
    for index in sorted(index for indices, _ in apart for index in indices):
        if same := missing.get(prints[index]):
            yield index, same.pop(0)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A passage that continues a locked one, and those before it."""

    index: int
    entry: Locked
    before: "_Chain | None"


def _reworded(indices: Sequence[int], texts: Sequence[str], entries: Sequence[Locked]) -> Iterator[tuple[int, Locked]]:
    """Passages in the place of others: one for one, or in the order that fits their lengths best."""
    if len(indices) == len(entries):
        for index, entry in zip(indices, entries, strict=True):
            if _ratio(len(texts[index]), entry.length) >= _SIMILAR:
                yield index, entry
        return
    best: list[tuple[float, _Chain | None]] = [(0.0, None)] * (len(entries) + 1)
    for index in indices:
        row = [best[0]]
        for at, entry in enumerate(entries):
            way = max(row[-1], best[at + 1], key=itemgetter(0))
            gain = _ratio(len(texts[index]), entry.length) - _VERY_SIMILAR
            if gain >= 0 and best[at][0] + gain > way[0]:
                way = best[at][0] + gain, _Chain(index, entry, best[at][1])
            row.append(way)
        best = row
    chain = best[-1][1]
    while chain:
        yield chain.index, chain.entry
        chain = chain.before


def _ratio(one: int, other: int) -> float:
    """Of two lengths, the shorter to the longer."""
    longer = max(one, other)
    return min(one, other) / longer if longer else 1.0

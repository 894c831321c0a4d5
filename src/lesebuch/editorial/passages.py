"""Ids of passages: counted where a chapter is new, kept by the lock file once they are published."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lesebuch.editorial.lock import Locked, fingerprint
from lesebuch.model import PassageKind
from lesebuch.problems import Code, Problem, Where

_SIMILAR = 0.5
"""Least ratio of two lengths at which a passage that stands in the place of another counts as its new wording."""


def number(kinds: Sequence[PassageKind]) -> list[str]:
    """Ids of a chapter without a lock: each letter counts from 1."""
    counts: Counter[str] = Counter()
    ids = []
    for kind in kinds:
        counts[kind.letter] += 1
        ids.append(f"{kind.letter}{counts[kind.letter]}")
    return ids


def keep(
    kinds: Sequence[PassageKind], texts: Sequence[str], locked: Sequence[Locked], where: Where
) -> tuple[list[str], list[Problem]]:
    """Ids of a chapter that was published before.

    Each letter is aligned by itself. A passage keeps its id wherever its words are still found in order; one that
    stands alone in the place of another of similar length is its new wording, and a problem; what is new takes the
    next number that was never used.
    """
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
        free = max((int(entry.id[1:]) for entry in locked if entry.id[0] == letter), default=0)
        for index in mine:
            if not ids[index]:
                free += 1
                ids[index] = f"{letter}{free}"
    return ids, problems


def _pairs(
    mine: Sequence[int], prints: Sequence[str], texts: Sequence[str], old: Sequence[Locked]
) -> Iterator[tuple[int, Locked]]:
    """Passages of one letter, by index, with the locked ones that they continue."""
    was, now = [entry.fingerprint for entry in old], [prints[index] for index in mine]
    if was == now:
        yield from zip(mine, old, strict=True)
        return
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(mine[c:d], old[a:b], strict=True)
        elif tag == "replace" and b - a == d - c:
            for index, entry in zip(mine[c:d], old[a:b], strict=True):
                short, long = sorted((len(texts[index]), entry.length))
                if short >= _SIMILAR * long:
                    yield index, entry

"""How much signs count that were not set by hand, but learned from pages of many sites (scripts/paste_weights.py)."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

Signs = Mapping[str, float]
"""The signs of a line or of a name, each with how strong it is; one that is missing is 0."""


def score(what: str, signs: Signs) -> float:
    """How much speaks for something to be a `title` or an `author`: a sum that has no limits."""
    weights = _weights(what)
    return sum(weights.get(name, 0.0) * strength for name, strength in signs.items())


def gaps(numbers: Sequence[int], head: int | None = None) -> list[float]:
    """Of each line, by its number, whether a blank one stands above it, less the share of lines that have one.

    Some programs paste no blank lines, others one above each. `head`: among how many lines the share is taken; None: among all.
    """
    apart = [int(after - before > 1) for before, after in pairwise(numbers)]
    usual = sum(apart[:head]) / max(len(apart[:head]), 1)
    return [0.0, *(here - usual for here in apart)]


@cache
def _weights(what: str) -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(Path(__file__).with_name(f"{what}weights.json").read_text(encoding="utf-8"))
    return weights

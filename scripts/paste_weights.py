"""Learn how much each sign of a title or an author counts: `python scripts/paste_weights.py PASTED.jsonl` (after a sign has changed).

PASTED.jsonl holds a text a line, `{"site": …, "title": …, "authors": […], "text": …}`: pages as a browser copies them, whole, from some
lines above the title on, and from the title on, with title and authors as whoever collected the pages gives them (`authors` may be
missing). Texts of others do not belong into the repository; the weights are numbers. Those of today come from 593 pages of 514
sites, the test pages of trafilatura, fundus, Readability and Postlight's parser in which the title stands. Printed is how much is found on sites that
were not learned from.

Titles: the scores of a text's lines are made likelihoods that add to 1 (multinomial logistic regression). Authors: each name is
likely by itself (logistic regression). The likelihood of what is right is made as large as can be, with a penalty on large weights.
Some programs paste no blank lines, so titles are learned from each text with all, half and none of its own.
"""

import argparse
import hashlib
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lesebuch.drafting import authorsigns, titlesigns
from lesebuch.drafting.proposal import SourceLine
from lesebuch.drafting.similar import words

FOLDER = Path(titlesigns.__file__).parent
_TITLES, _AUTHORS = 5.0, 3.0
"""The penalty on squares of weights, halved."""
_FOLDS = 5
_STEPS, _ENOUGH = 100, 1e-4
"""Steps at most, and the change of a weight that is none: they are given to two digits."""
Numbers = NDArray[np.float64]
Weights = dict[str, float]


@dataclass(frozen=True)
class Case:
    """The signs of what a text has to choose from, and what is right."""

    fold: int
    """All texts of a site are in one."""
    signs: Sequence[Mapping[str, float]]
    right: Sequence[bool]


def titles(row: Mapping[str, str], fold: int, share: float) -> Case:
    """The lines of a text that may be its title."""
    blocks = _blocks(row["text"], share)
    signs = titlesigns.signs_of(blocks)
    return Case(fold, list(signs.values()), [_same(blocks[i].text, row["title"]) for i in signs])


def authors(row: Mapping[str, str], fold: int) -> Case:
    """The names in a text that may be its author's."""
    blocks = _blocks(row["text"], 1.0)
    title = next((i for i, block in enumerate(blocks) if _same(block.text, row["title"])), -1)
    found = list(authorsigns.signs_of(blocks, title))
    right = [any(_same(name, author) for author in row["authors"]) for _, name, _ in found]
    missed = not any(right) and any(author in row["text"] for author in row["authors"])  # nothing to be learned
    return Case(fold, [] if missed else [signs for *_, signs in found], [] if missed else right)


def _same(one: str, other: str) -> bool:
    return words(one) == words(other)


def _blocks(text: str, share: float) -> list[SourceLine]:
    """Its lines, with a share of the blank ones."""
    chance = random.Random(len(text))  # noqa: S311 -- the same each time
    found: list[SourceLine] = []
    blank = number = 0
    for line in (re.sub(r"\s+", " ", line).strip() for line in text.split("\n")):
        if not line:
            blank = 1
            continue
        number += 1 + (blank if found and chance.random() < share else 0)
        found.append(SourceLine(number, line))
        blank = 0
    return found


def learn_titles(cases: Sequence[Case]) -> Weights:
    """One of each case is right."""
    cases = [case for case in cases if any(case.right)]
    names, rows, right = _table(cases)
    sizes = [len(case.signs) for case in cases]
    first, case_of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(cases)), sizes)

    def shares(parts: Numbers) -> Numbers:
        return parts / np.maximum(np.add.reduceat(parts, first), 1e-300)[case_of]

    def downhill(weights: Numbers) -> tuple[Numbers, Numbers]:
        scores = rows @ weights
        parts = np.exp(scores - np.maximum.reduceat(scores, first)[case_of])
        likely = shares(parts)
        usual = np.add.reduceat(rows * likely[:, None], first)
        return rows.T @ (likely - shares(parts * right)), rows.T @ (rows * likely[:, None]) - usual.T @ usual

    return dict(zip(names, lowest(downhill, len(names), _TITLES).tolist(), strict=True))


def learn_authors(cases: Sequence[Case]) -> Weights:
    """Any number of each case are right."""
    names, rows, right = _table(cases)

    def downhill(weights: Numbers) -> tuple[Numbers, Numbers]:
        likely = 1 / (1 + np.exp(-(rows @ weights)))
        return rows.T @ (likely - right), rows.T @ (rows * (likely * (1 - likely))[:, None])

    return dict(zip(names, lowest(downhill, len(names), _AUTHORS).tolist(), strict=True))


def _table(cases: Sequence[Case]) -> tuple[list[str], Numbers, NDArray[np.bool_]]:
    names = sorted({name for case in cases for signs in case.signs for name in signs})
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((sum(len(case.signs) for case in cases), len(names)))
    for row, signs in zip(rows, (signs for case in cases for signs in case.signs), strict=True):
        for name, value in signs.items():
            row[place[name]] = value
    return names, rows, np.array([is_right for case in cases for is_right in case.right])


def lowest(downhill: Callable[[Numbers], tuple[Numbers, Numbers]], count: int, penalty: float) -> Numbers:
    """The weights, as many as `count`, with the least loss, of which `downhill` gives slope and curvature (Newton's method)."""
    weights = np.zeros(count)
    for _ in range(_STEPS):
        slope, curvature = downhill(weights)
        step = np.linalg.solve(curvature + penalty * np.eye(count), slope + penalty * weights)
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            return weights
    raise SystemExit(f"The weights still change after {_STEPS} steps.")


def trained(what: str, cases: Sequence[Case], learn: Callable[[Sequence[Case]], Weights]) -> Weights:
    """The weights; how often the best of a case is right on sites that were not learned from is printed."""
    asked = [case for case in cases if any(case.right)]
    hits = 0
    for fold in range(_FOLDS):
        weights = learn([case for case in cases if case.fold != fold])
        hits += sum(_is_best_right(weights, case) for case in asked if case.fold == fold)
    print(f"{what}: {hits} of {len(asked)} found on sites that were not learned from")
    return {name: round(weight, 2) for name, weight in learn(cases).items()}


def _is_best_right(weights: Weights, case: Case) -> bool:
    scores = [sum(weights.get(name, 0.0) * value for name, value in signs.items()) for signs in case.signs]
    return case.right[scores.index(max(scores))]


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pasted", type=Path)
    with parser.parse_args().pasted.open(encoding="utf-8") as pasted:
        rows = [json.loads(line) for line in pasted]
    folds = [hashlib.sha256(row["site"].encode()).digest()[0] % _FOLDS for row in rows]
    placed = list(zip(rows, folds, strict=True))
    for what, cases, learn in (
        ("title", [titles(row, fold, share) for row, fold in placed for share in (1.0, 0.5, 0.0)], learn_titles),
        ("author", [authors(row, fold) for row, fold in placed if row.get("authors")], learn_authors),
    ):
        weights = trained(what, cases, learn)
        lines = ",\n".join(f"{json.dumps(name)}: {weight}" for name, weight in weights.items() if weight)
        (FOLDER / f"{what}weights.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""A floor under the quality of the tagger on the sentences of `cases/`: the figures of 2026 less one point."""

import pytest
from test_cases import CASES, as_expected

from lesebuch.temporal import tag

FLOORS = {"strict": 0.99, "relaxed": 0.99, "value": 0.99, "edtf": 0.99}
"""Least F1: same span; overlapping span; and of these the same TIMEX3 value, the same EDTF value."""


def figures() -> dict[str, float]:
    hits = dict.fromkeys(FLOORS, 0)
    wanted = given = 0
    for case in CASES:
        found = [as_expected(expression) for expression in tag(case.text, case.language, case.reference)]
        wanted += len(case.expected)
        given += len(found)
        for right in case.expected:
            match = max(found, key=lambda f: min(f[1], right[1]) - max(f[0], right[0]), default=None)
            if match is None or min(match[1], right[1]) <= max(match[0], right[0]):
                continue
            found.remove(match)
            hits["relaxed"] += 1
            hits["strict"] += match[:2] == right[:2]
            hits["value"] += match[3] == right[3]
            hits["edtf"] += match[5] == right[5]
    return {name: 2 * count / (wanted + given) for name, count in hits.items()}


@pytest.mark.parametrize("name", FLOORS)
def test_quality_is_not_lost(name: str) -> None:
    assert figures()[name] >= FLOORS[name]

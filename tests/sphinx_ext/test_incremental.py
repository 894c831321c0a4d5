"""After a row of edits, a site that grew with them is what a clean build makes, byte for byte; `benchmarks/incremental.py` does more."""

import random
from pathlib import Path

import pytest
import random_edits
from random_edits import EDITS, outputs
from small_reader import Build

ROW = ("definition", "seed", "rename", "name", "rights", "language", "published")
"""What changes the sidebar alone stands last: whatever comes behind it would make all pages anew."""


@pytest.mark.parametrize("edition", ["class", "public"])
def test_a_site_that_grew_is_a_site_made_anew(root: Path, build: Build, edition: str) -> None:
    chance = random.Random(7)
    quick = ("-q", "-D", "lesebuch_search=0")
    first = build(root, *quick, edition=edition, out="grown")
    before = outputs(first.out)
    for name in ROW:
        getattr(random_edits, name)(chance, root)
        grown = build(root, *quick, edition=edition, out="grown")
    clean = build(root, *quick, edition=edition, out="clean", cold=True)
    assert (grown.code, clean.code) == (0, 0), grown.output
    old, new = outputs(grown.out), outputs(clean.out)
    assert sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)) == []
    assert new != before


def test_the_row_is_of_edits_that_there_are() -> None:
    assert set(ROW) <= {edit.__name__ for edit in EDITS}

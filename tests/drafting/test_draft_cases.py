"""Articles of our own in the forms in which articles come: NAME.txt and what is to be found in it, NAME.yaml."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from lesebuch.drafting import Draft, draft
from lesebuch.model import Text
from lesebuch.normalise import normalise
from lesebuch.sources import load

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
TODAY = dt.date(2026, 11, 20)


def text_of(path: Path) -> Text:
    source, problems = load(path)
    assert source is not None, problems
    return normalise(source)[0]


def shown(made: Draft, expected: dict[str, Any]) -> dict[str, Any]:
    """The draft in the form of the expected file, as far as that goes into detail."""
    found: dict[str, Any] = {
        "lines": f"{made.first}-{made.last}",
        "title": made.title,
        "credits": [f"{c.name} {c.role} {c.at.split()[0]}" for c in made.credits],
        "published": str(made.published) if made.published else None,
        "structure": [f"{claim.line} {claim.kind}" for claim in made.structure],
        "outside": [
            f"{o.first}-{o.last} {o.reason}" if o.last > o.first else f"{o.first} {o.reason}" for o in made.outside
        ],
    }
    if "published_at" in expected:
        found["published_at"] = made.published_at
    if "language" in expected:
        found["language"] = made.language
    if "publisher" in expected:
        found["publisher"] = made.publisher
    if "publisher_at" in expected:
        found["publisher_at"] = made.publisher_at
    if "url" in expected:
        found["url"] = made.url
    if "original" in expected:
        found["original"] = made.original and [
            made.original.language,
            made.original.title,
            str(made.original.published),
        ]
    if "supplied" in expected:
        found["supplied"] = not made.title_at
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_drafts_are_as_expected(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    drafts, problems = draft(text_of(path), today=TODAY)
    assert not problems
    assert len(drafts) == len(expected)
    for made, wanted in zip(drafts, expected, strict=True):
        if "repeats" in wanted:
            assert f"{made.first}-{made.last}" == wanted["lines"]
            assert made.repeats is not None
            assert f"{made.repeats.first}-{made.repeats.last}" == wanted["repeats"]
            continue
        assert made.repeats is None
        doubts = wanted.pop("doubts")
        assert shown(made, wanted) == wanted
        assert len(made.doubts) == len(doubts), made.doubts
        for doubt in doubts:
            assert any(doubt in said for said in made.doubts), (doubt, made.doubts)

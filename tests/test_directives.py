"""Directives of chapter files: where each ends, and what is quoted in it."""

import pytest

from lesebuch.directives import parse

CASES = {
    "a directive that is quoted in code": (":::{a} x\nText\n```\n:::{b}\n```\n:::\n", ["Text\n```\n:::{b}\n```"], []),
    "a directive of fewer colons within": ("::::{a} x\n:::{b}\nText\n:::\n::::\n", [":::{b}\nText\n:::"], []),
    "a comment like a directive": (":::{a} x\n% :::{b}\nText\n:::\n", ["% :::{b}\nText"], []),
    "the next one begins too early": (":::{a} x\nText\n\n:::{b}\nMehr\n:::\n", ["Text"], ["f:1"]),
    "it is never closed": (":::{a} x\nText\n", ["Text"], ["f:1"]),
    "it is closed with fewer colons": ("::::{a} x\nText\n:::\n\n:::{b}\nMehr\n:::\n", ["Text"], ["f:1"]),
    "an option twice": (":::{a} x\n:k: v\n:l: m\n:k: w\nText\n:::\n", ["Text"], ["f:4"]),
    "options with colons between two lines": (":::{a} x\n---\n:k: v\n---\nText\n:::\n", ["Text"], []),
    "options, then a text with a colon": (":::{a} x\n:k: v # c\n:l:\n\n:kein: Option\n:::\n", [":kein: Option"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_bodies(name: str) -> None:
    text, bodies, places = CASES[name]
    found, free, problems = parse(text, "f", 1)
    assert [directive.body.text for directive in found] == bodies
    assert [str(problem.where) for problem in problems] == places
    assert free == []
    for directive in found:
        lines = text.split("\n")
        assert lines[directive.body.where.line - 1] == directive.body.text.split("\n")[0]

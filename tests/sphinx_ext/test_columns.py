"""What printed tables ask of docutils' model."""

import pytest
from docutils import nodes

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.columns import waits


@pytest.mark.parametrize(
    ("parts", "empty"),
    [
        ([], True),
        ([nodes.paragraph()], True),
        ([nodes.paragraph("", " ")], True),
        ([nodes.paragraph("", "Ulm")], False),
        # Neither has words, and both are there to be seen.
        ([nodes.paragraph("", "", nodes.image(uri="a.png"))], False),
        ([ours.answer_space(lines=3, paper="lines")], False),
    ],
)
def test_a_cell_with_nothing_in_it_waits_for_what_a_class_writes(parts: list[nodes.Element], empty: bool) -> None:
    assert waits(nodes.entry("", *parts)) is empty

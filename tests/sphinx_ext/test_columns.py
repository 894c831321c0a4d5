"""What printed tables ask of docutils' model."""

import pytest
from docutils import nodes

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.columns import rows, waits, widths


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


def table(*rows: tuple[str, ...]) -> nodes.table:
    """A table whose first row is its head."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _cell in rows[0]), cols=len(rows[0]))
    made = [nodes.row("", *(nodes.entry("", nodes.paragraph("", words)) for words in row)) for row in rows]
    group += [nodes.thead("", made[0]), nodes.tbody("", *made[1:])]
    return nodes.table("", group)


@pytest.mark.parametrize("signs", [62, 20])
def test_a_column_to_be_written_in_is_as_wide_as_its_head_asks(signs: int) -> None:
    found = table(
        ("Ort", "Einwohner", "durch welche Länder oder Meere?"),
        ("Salzau–Bergen–Hinterfurt", "", ""),
        ("Au", "", ""),
    )
    wide, narrow, waiting = widths(found, found[0], signs)
    # It is not squeezed for the longest word of the first one, which breaks at its dashes.
    assert waiting * 1.2 > wide > narrow


def test_a_cell_that_a_source_leaves_empty_waits_for_nothing() -> None:
    found = table(("Ort", "Pegel"), ("Salzau", ""))
    (row,) = rows(found[0], nodes.tbody)
    assert waits(row[1])
    ours.passage_quote("", found, chapter="pegel", passage="p2", missing=False, language="de")
    assert not waits(row[1])

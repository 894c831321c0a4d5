"""Rows of a table that another page quotes."""

import pytest

from lesebuch.model import CellSpan, Passage, PassageKind, Subpassage
from lesebuch.presentation.quoted_table import quoted_rows


def table(*rows: list[tuple[str, int, int, bool]]) -> Passage:
    """Of each cell: words, columns, rows, header."""
    text, parts = "", []
    for number, row in enumerate(rows, 1):
        start, cells = len(text), []
        for count, (words, columns, down, header) in enumerate(row):
            text += "\t" if count else ""
            cells.append(
                CellSpan(len(text), len(text) + len(words), header, columns, down, "right" if words.isdigit() else "")
            )
            text += words
        parts.append(Subpassage(f"p2.{number}", start, len(text), tuple(cells)))
        text += "\n"
    return Passage("p2", PassageKind.TABLE, text[:-1], parts=tuple(parts))


def row(*words: str, header: bool = False) -> list[tuple[str, int, int, bool]]:
    return [(word, 1, 1, header) for word in words]


PLAIN = table(row("Ort", "Zahl", header=True), row("Ulm", "1"), row("Bonn", "2"))
SPANNED = table(
    [("Land", 1, 2, True), ("Wasser", 2, 1, True)], row("alt", "neu", header=True), [("A", 1, 3, True), *row("1", "2")], row("3", "4"), row("5", "6"), row("B", "7", "8"),
)  # fmt: skip
BARE = table(row("a", "b"), row("c", "d"))


@pytest.mark.parametrize(
    ("given", "wanted", "header", "shown"),
    [
        (PLAIN, ["p2.3"], 1, ["Ort Zahl", "Bonn 2"]),
        (PLAIN, ["p2.1", "p2.2"], 1, ["Ort Zahl", "Ulm 1"]),
        (PLAIN, ["p2.1"], 1, ["Ort Zahl"]),
        (PLAIN, [], 1, ["Ort Zahl", "Ulm 1", "Bonn 2"]),
        (BARE, ["p2.2"], 0, ["c d"]),
        (SPANNED, ["p2.4"], 2, ["Land/2 Wasser", "alt neu", "A 3 4"]),
        (SPANNED, ["p2.4", "p2.5"], 2, ["Land/2 Wasser", "alt neu", "A/2 3 4", "5 6"]),
        (SPANNED, ["p2.6"], 2, ["Land/2 Wasser", "alt neu", "B 7 8"]),
    ],
)
def test_rows_stand_below_the_names_of_their_columns(
    given: Passage, wanted: list[str], header: int, shown: list[str]
) -> None:
    rows, head, width = quoted_rows(given, wanted)
    assert given.text is not None
    found = [" ".join(given.text[c.start : c.end] + (f"/{c.rows}" if c.rows > 1 else "") for c in one) for one in rows]
    assert (found, head) == (shown, header)
    assert width == (3 if given is SPANNED else 2)


def test_cells_keep_what_the_source_says_of_them() -> None:
    rows, _, _ = quoted_rows(SPANNED, ["p2.3"])
    assert [(c.columns, c.header, c.align) for c in rows[0]] == [(1, True, ""), (2, True, "")]
    assert [(c.columns, c.header, c.align) for c in rows[-1]] == [
        (1, True, ""),
        (1, False, "right"),
        (1, False, "right"),
    ]


RAGGED = table(
    row("Ort", "Zahl", "Jahr", header=True), row("Ulm"), [("Bonn", 1, 2, False), ("2", 1, 1, False)], row("3", "4")
)
REACHING = table([("Land", 1, 3, True), ("Zahl", 1, 1, True)], row("1"), row("2"))


@pytest.mark.parametrize(("given", "wanted"), [(RAGGED, []), (RAGGED, ["p2.2"]), (REACHING, []), (REACHING, ["p2.3"])])
def test_each_row_has_all_columns_and_names_of_columns_end_above_the_rest(given: Passage, wanted: list[str]) -> None:
    rows, head, width = quoted_rows(given, wanted)
    for part in (rows[:head], rows[head:]):
        left = [0] * len(part)
        for number, cells in enumerate(part):
            for cell in cells:
                assert number + cell.rows <= len(part)
                for below in range(number, number + cell.rows):
                    left[below] += cell.columns
        assert left == [width] * len(part)

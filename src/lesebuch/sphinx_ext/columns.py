"""Tables of docutils, as writers that print need them: their rows, and how wide their columns are."""

import re
from collections.abc import Sequence

from docutils import nodes

from lesebuch.sphinx_ext import nodes as ours

_LEAST, _LINE, _LONG = 12, 40, 250
"""Signs of a narrow column, of about one line, and of what a cell has beyond it; of more nothing is said: a word has room beside it."""
_PADDING = 3
"""As how many signs the room between two columns counts."""
_PIECE = re.compile(r"[^\s\-–—/]+[\-–—/]?")
"""What stands in one line: words end at a dash, too."""


def rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.row]:
    """The rows of the head or of the body of a table."""
    parts = [child for child in group.children if isinstance(child, part)]
    return [row for p in parts for row in p.children if isinstance(row, nodes.row)]


def waits(entry: nodes.Node) -> bool:
    """Whether a cell waits for what a class writes: nothing stands in it, neither words nor anything else.

    What a source leaves empty is nobody's to fill.
    """
    holder = entry.parent
    while holder is not None:
        if isinstance(holder, ours.passage_quote):
            return False
        holder = holder.parent
    parts = entry.findall(nodes.Element)
    return not entry.astext().strip() and all(isinstance(part, nodes.entry | nodes.paragraph) for part in parts)


def widths(table: nodes.table, group: nodes.Element, signs: int = 0) -> list[float]:
    """A share for each column: as it was given, else by the length of what its cells hold, from a word on.

    What takes several lines anyway has less for each sign.

    `signs`: how many a line holds where words are not hyphenated; then each column has room for its longest word, if all have.
    """
    columns = [int(child.get("colwidth", 1)) for child in group.children if isinstance(child, nodes.colspec)]
    if "colwidths-given" in table["classes"]:
        return [float(column) for column in columns]
    found = (*rows(group, nodes.thead), *rows(group, nodes.tbody))
    texts = [[entry.astext() for entry in row.children] for row in found if len(row.children) == len(columns)]
    return shares(texts, len(columns), signs)


def shares(texts: Sequence[Sequence[str]], columns: int, signs: int = 0) -> list[float]:
    """The same for the rows of any table of so many columns, of which each has a text for each of them."""
    longest, words = [1] * columns, [1] * columns
    for row in texts:
        longest = [max(now, len(text)) for now, text in zip(longest, row, strict=True)]
        words = [max([now, *map(len, _PIECE.findall(text))]) for now, text in zip(words, row, strict=True)]
    made = [max(min(length, _LINE) + min(max(length - _LINE, 0), _LONG) ** 0.7, _LEAST) for length in longest]
    if not signs:
        return made
    # What each needs beside its words' own room is the padding of a cell.
    needed = [(word + _PADDING) / signs for word in words]
    left = 1 - sum(needed)
    if left < 0:
        # Some word is broken whatever the widths: then they are those of what the cells hold.
        return made
    # What all cells of a column have as one word needs no more.
    parts = zip(made, longest, words, strict=True)
    beyond = [max(share - word, 0.0) if length > word else 0.0 for share, length, word in parts]
    wanted = beyond if any(beyond) else made
    return [need + left * share / sum(wanted) for need, share in zip(needed, wanted, strict=True)]


def of_grid(grid: ours.grid, signs: int) -> list[float]:
    """The same for a table of a source; none where all cells fit into a line of so many signs.

    What spans several columns says of none how wide it is.
    """
    rows = [[cell for cell in row.children if isinstance(cell, ours.grid_cell)] for row in grid.findall(ours.grid_row)]
    count: int = grid["columns"]
    texts = [[cell.astext() for cell in row] for row in rows if [cell["columns"] for cell in row] == [1] * count]
    if sum(max((len(row[n]) for row in texts), default=0) + _PADDING for n in range(count)) <= signs:
        return []
    return shares(texts, count, signs)

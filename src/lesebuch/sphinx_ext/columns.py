"""Tables of docutils, as writers that print need them: their rows, and how wide their columns are."""

from docutils import nodes

_LEAST, _MOST = 12, 44
"""Signs of a narrow column, and of one that fills a line."""


def rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.row]:
    """The rows of the head or of the body of a table."""
    parts = [child for child in group.children if isinstance(child, part)]
    return [row for p in parts for row in p.children if isinstance(row, nodes.row)]


def widths(table: nodes.table, group: nodes.Element, signs: int = 0) -> list[float]:
    """A share for each column: as it was given, else by the length of what its cells hold, between a word and a line.

    `signs`: how many a line holds where words are not hyphenated; then each column has room for its longest word, if all have.
    """
    columns = [int(child.get("colwidth", 1)) for child in group.children if isinstance(child, nodes.colspec)]
    if "colwidths-given" in table["classes"]:
        return [float(column) for column in columns]
    longest, words = [1] * len(columns), [1] * len(columns)
    for row in (*rows(group, nodes.thead), *rows(group, nodes.tbody)):
        if len(row.children) == len(columns):
            texts = [entry.astext() for entry in row.children]
            longest = [max(now, len(text)) for now, text in zip(longest, texts, strict=True)]
            words = [
                max(now, *map(len, text.split())) if text.split() else now
                for now, text in zip(words, texts, strict=True)
            ]
    shares = [float(min(max(length, _LEAST), _MOST)) for length in longest]
    if not signs:
        return shares
    # What each needs beside its words' own room is the padding of a cell.
    needed = [(word + 3) / signs for word in words]
    left = 1 - sum(needed)
    return [need + max(left, 0) * share / sum(shares) for need, share in zip(needed, shares, strict=True)]

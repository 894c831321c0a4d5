"""Dialogues that are set as a table: who speaks in the first column, what is said in the second."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from lesebuch.drafting.forms.dialogue import DIRECTION, is_said
from lesebuch.drafting.forms.speakernames import may_be_name
from lesebuch.drafting.proposal import LineForm, SourceLine

_FEWEST, _SPEAKERS = 5, 2
_RECURRING, _TURNS, _SAID = 0.6, 0.6, 0.6
"""Shares: of the rows with a name, those whose name recurs; of these, those that follow another one's; and those that are sentences."""
_OTHERS = 0.1
"""Share of rows that may have more cells."""
_CELLS = 2


def spoken_rows(blocks: Sequence[SourceLine]) -> dict[int, LineForm]:
    """The forms of the rows of such tables.

    A row without a name is a stage direction, or what else stands between speeches; where directions are set in italics or in
    brackets, another one goes on with what is said.
    """
    forms: dict[int, LineForm] = {}
    for rows in _tables(blocks):
        named = [row for row in rows if row.cell and may_be_name(row.text[: row.cell])]
        if not _is_dialogue(rows, named):
            continue
        spoken = {row.number: row.text[: row.cell].strip() for row in named}
        directions = {row.number for row in rows if row.number not in spoken and _is_direction(row)}
        for row, above in zip(rows, [None, *rows], strict=False):
            if row.number in spoken:
                forms[row.number] = LineForm("speech", speaker=spoken[row.number])
            elif directions and above is not None and row.number not in directions:
                forms[row.number] = LineForm("speech", speaker=None)
            else:
                forms[row.number] = LineForm("paragraph")
    return forms


def _is_direction(row: SourceLine) -> bool:
    return row.slanted or bool(DIRECTION.fullmatch(row.text))


def _tables(blocks: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """The rows of each table; those of a group of their own between rows of a table, as verse in a cell has one, are rows of that."""
    last = {block.group: index for index, block in enumerate(blocks) if block.kind == "row"}
    groups: list[int] = []
    for index, block in enumerate(blocks):
        within = groups[-1] if groups and groups[-1] and index <= last[groups[-1]] else block.group
        groups.append(within if block.kind == "row" else 0)
    for group, rows in groupby(zip(groups, blocks, strict=True), key=itemgetter(0)):
        if group:
            yield [row for _, row in rows]


def _is_dialogue(rows: Sequence[SourceLine], named: Sequence[SourceLine]) -> bool:
    names = [row.text[: row.cell].strip(" .:").casefold() for row in named]
    counts = Counter(names)
    recurring = sum(count for count in counts.values() if count > 1)
    if recurring < _FEWEST or len(counts) < _SPEAKERS or recurring < _RECURRING * len(named):
        return False
    if sum(row.cells >= _CELLS for row in rows) > _OTHERS * len(rows) or len(named) < len(rows) / _CELLS:
        return False
    turns = sum(a != b for a, b in pairwise(names))
    said = sum(is_said(row.text[row.cell :]) for row in named)
    return turns >= _TURNS * (len(names) - 1) and said >= _SAID * len(named)

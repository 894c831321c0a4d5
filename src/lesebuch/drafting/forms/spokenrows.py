"""Dialogues that are set as a table: who speaks in the first column, what is said in the second."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lesebuch.drafting.forms.dialogue import is_said
from lesebuch.drafting.forms.speakernames import may_be_name
from lesebuch.drafting.proposal import LineForm, SourceLine

_FEWEST, _SPEAKERS = 5, 2
_RECURRING, _TURNS, _SAID = 0.6, 0.6, 0.6
"""Shares: of the rows with a name, those whose name recurs; of these, those that follow another one's; and those that are sentences."""
_OTHERS = 0.1
"""Share of rows that may have more cells."""
_CELLS = 2


def spoken_rows(blocks: Sequence[SourceLine]) -> dict[int, LineForm]:
    """The forms of the rows of such tables; a row without a name is a stage direction, or what else stands between speeches."""
    forms: dict[int, LineForm] = {}
    for rows in _tables(blocks):
        named = [row for row in rows if row.cell and may_be_name(row.text[: row.cell])]
        if _is_dialogue(rows, named):
            spoken = {row.number for row in named}
            for row in rows:
                is_speech = row.number in spoken
                forms[row.number] = (
                    LineForm("speech", speaker=row.text[: row.cell].strip()) if is_speech else LineForm("paragraph")
                )
    return forms


def _tables(blocks: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    for group, rows in groupby(blocks, key=lambda block: block.group if block.kind == "row" else 0):
        if group:
            yield list(rows)


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

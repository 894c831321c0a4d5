"""Tables whose cells tabs part: lines below one another with as many cells each."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lesebuch.drafting.forms.runs import runs_of
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_FEWEST_ROWS = {1: 3, 2: 2}
"""By tabs in a row; with more of them, two rows are enough, too."""
_MOST_WITH_FIGURES = 0.5


def tables(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of rows; no doubts."""
    forms: dict[int, LineForm] = {}
    for rows in _tables(blocks):
        form = LineForm("row", rows[0].number, header=_has_head(rows))
        forms |= {block.number: form for block in rows}
    return forms, []


def _tables(blocks: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    for run in runs_of(blocks):
        for tabs, rows in groupby(run.blocks, key=lambda block: block.cells if is_open(block) else 0):
            found = list(rows)
            if tabs and len(found) >= _FEWEST_ROWS.get(tabs, 2):
                yield found


def _has_head(rows: Sequence[SourceLine]) -> int:
    """1 if the first row names the columns: it has no figures, and most others have."""
    figures = [any(character.isdigit() for character in block.text) for block in rows]
    return int(not figures[0] and sum(figures[1:]) > _MOST_WITH_FIGURES * (len(rows) - 1))

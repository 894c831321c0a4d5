"""The recorded steps of a line, taken again."""

from collections.abc import Iterable

from lesebuch.model import Edit


def replay(raw: str, edits: Iterable[Edit]) -> str:
    """Apply the edits of one line, in their order, to the raw line: this gives the normalised line."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += raw[done : edit.start], edit.replacement
        done = edit.end
    return "".join(pieces) + raw[done:]

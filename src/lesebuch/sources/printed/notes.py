"""Notes at the foot of a page: smaller lines below its text, the first of which begins with a mark; or a line for each mark of the text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lesebuch.sources.printed.lines import PrintedLine, is_raised
from lesebuch.sources.printed.paragraphs import PrintedBlock
from lesebuch.sources.printed.setting import Typesetting

_SMALLER = 0.94
"""Of the size of running text."""
_FEWEST = 2
"""Notes that are told by their numbers alone."""
_ALIKE = 0.5
"""Points by which their sizes may differ."""
_CLOSE, _LONGEST = 2.0, 10
"""Of these: how far apart their lines are at most, by the size of the letters; lines of the last."""
_MARK = re.compile(r"(?:(?P<mark>\d{1,3}|[*†‡§¶#]{1,3})[.)]?|\((?P<inner>\d{1,3}|[*†‡]{1,3})\))\s*(?=\S)")
_RAISED_MARK = re.compile(r"(\d{1,3}|[*†‡§¶#]{1,3}|[a-z])$")


def mark_of(line: PrintedLine) -> str:
    """The mark with which a line begins; empty if it begins with none."""
    first = line.pieces[0]
    raised = _RAISED_MARK.fullmatch(first.text.strip())
    if raised and len(line.pieces) > 1 and is_raised(first, line):
        return raised[1]
    match = _MARK.match(line.text)
    return (match["mark"] or match["inner"]) if match else ""


def references(lines: Sequence[PrintedLine]) -> set[str]:
    """Marks that stand raised in running text."""
    return {
        match[1]
        for line in lines
        for piece in line.pieces[1:]
        if is_raised(piece, line) and (match := _RAISED_MARK.fullmatch(piece.text.strip().strip(",;")))
    }


def part_notes(
    run: Sequence[PrintedLine], marks: set[str], setting: Typesetting
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of a column, and those of the notes below them. `marks` are those in the text of its page."""
    start = len(run)
    while start > 0 and _is_small(run[start - 1], setting):
        start -= 1
    if start == 0:
        return list(run), []
    first = next((i for i in range(start, len(run)) if _begins(run[i], marks)), None)
    if first is None and setting.rules > 6:
        first = _numbered(run, marks)
    if first is None:
        return list(run), []
    return list(run[:first]), list(run[first:])


def _numbered(run: Sequence[PrintedLine], marks: set[str]) -> int | None:
    """Where notes begin that are as large as the text: one for each number that stands raised in the text, in their order."""
    numbers = sorted(int(mark) for mark in marks if mark.isdecimal())
    begun = [(index, mark_of(line)) for index, line in enumerate(run) if _begins(line, marks)]
    last = begun[-len(numbers) :]
    if len(numbers) < _FEWEST or [mark for _, mark in last] != [str(number) for number in numbers]:
        return None
    notes = run[last[0][0] :]
    close = all(a.y - b.y < a.size * _CLOSE and abs(a.size - b.size) < _ALIKE for a, b in pairwise(notes))
    return last[0][0] if close and len(run) - last[-1][0] <= _LONGEST else None


def is_above_text(notes: Sequence[PrintedLine], columns: Sequence[Sequence[PrintedLine]], setting: Typesetting) -> bool:
    """Whether running text stands below them in the columns of their page: then they are none, but addresses of authors, say, above its columns."""
    if not notes:
        return False
    lowest, left, right = notes[-1], min(line.x0 for line in notes), max(line.x1 for line in notes)
    return any(
        line.page == lowest.page
        and line.y < lowest.y
        and line.x0 < right
        and line.x1 > left
        and not _is_small(line, setting)
        for column in columns
        for line in column
    )


def _is_small(line: PrintedLine, setting: Typesetting) -> bool:
    return line.size < setting.size * _SMALLER and not line.row and not (line.tag and line.tag.block)


def _begins(line: PrintedLine, marks: set[str]) -> bool:
    return mark_of(line) in marks if marks else False


def take_tagged_notes(runs: Sequence[list[PrintedLine]]) -> dict[int, list[PrintedBlock]]:
    """Notes that tags name, by the page on which they begin; they are taken out of the text, within which tags place them."""
    marks: defaultdict[int, set[str]] = defaultdict(set)
    notes: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for run in runs:
        text = [line for line in run if not _is_tagged_note(line)]
        for line in run:
            if line.tag and _is_tagged_note(line):
                notes[line.tag.block].append(line)
        run[:] = text
        for line in text:
            marks[line.page] |= references([line])
    found: defaultdict[int, list[PrintedBlock]] = defaultdict(list)
    for lines in notes.values():
        found[lines[0].page] += note_blocks(lines, marks[lines[0].page])
    return found


def _is_tagged_note(line: PrintedLine) -> bool:
    return line.tag is not None and line.tag.kind == "footnote" and line.tag.block > 0


def note_blocks(lines: Sequence[PrintedLine], marks: set[str]) -> Iterator[PrintedBlock]:
    """A block for each note."""
    note: list[PrintedLine] = []
    for line in lines:
        if note and _begins(line, marks):
            yield PrintedBlock(note, "footnote", label=mark_of(note[0]))
            note = []
        note.append(line)
    if note:
        yield PrintedBlock(note, "footnote", label=mark_of(note[0]))

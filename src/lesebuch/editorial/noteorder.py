"""Notes are numbered in the order of their file, so that numbers are the same with and without the text at hand.

Where the text is at hand, it shows whether that order is the order of the words.
"""

from collections.abc import Iterable

from lesebuch.model import Annotation, Chapter, Emendation
from lesebuch.problems import Code, Problem


def check_order(chapters: Iterable[Chapter]) -> list[Problem]:
    """Notes that follow, in the file, a note on the same passage whose number stands further on in the text."""
    return [problem for chapter in chapters if chapter.available for problem in _check(chapter)]


def _check(chapter: Chapter) -> list[Problem]:
    lengths = {passage.id: len(passage.text or "") for passage in chapter.passages}
    furthest: dict[str, tuple[tuple[int, int], Annotation | Emendation]] = {}
    problems = []
    notes: list[Annotation | Emendation] = [*chapter.annotations, *chapter.emendations]
    for note in sorted(notes, key=lambda note: note.where):
        last = note.anchor.spans[-1]
        length = lengths.get(last.passage, 0)
        whole = last.start == last.end or (not note.anchor.words and (last.start, last.end) == (0, length))
        # The number stands behind the last word; of two that end there, the note on fewer words has the lower one.
        place = (length, 1) if whole else (last.end, -last.start)
        before = furthest.get(last.passage)
        if before is not None and place < before[0]:
            message = f"The note {note.id} stands behind {before[1].id}, but its words stand before."
            problems.append(Problem(Code.NOTE_ORDER, note.where, message))
        else:
            furthest[last.passage] = place, note
    return problems

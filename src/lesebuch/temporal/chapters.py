"""Time expressions of a chapter: its passages are read as one text, so that one date can lean on another."""

from bisect import bisect_right

from lesebuch.model import Chapter, Span, Time
from lesebuch.problems import Problem
from lesebuch.temporal.tagger import tag

_GAP = "\n\n"


def tag_chapter(chapter: Chapter) -> tuple[tuple[Time, ...], list[Problem]]:
    """The time expressions of all passages whose text is at hand, in order; seen from the day of publication.

    An `anchor` that is a number is an index into the result.
    """
    shown = [(passage.id, passage.text) for passage in chapter.passages if passage.text]
    starts = []
    length = 0
    for _, text in shown:
        starts.append(length)
        length += len(text) + len(_GAP)
    reference = str(chapter.published) if chapter.published else None
    times = []
    for found in tag(_GAP.join(text for _, text in shown), chapter.language.partition("-")[0], reference):
        index = bisect_right(starts, found.start) - 1
        span = Span(shown[index][0], found.start - starts[index], found.end - starts[index])
        times.append(Time(span, found.type, found.timex, found.mod, found.edtf, found.anchor, found.rule))
    return tuple(times), []

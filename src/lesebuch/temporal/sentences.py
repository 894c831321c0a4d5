"""The dated sentences of a chapter: what a chronology can be drafted from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Passage, PassageRef, Time, surface
from lesebuch.temporal.context import sentence_ends
from lesebuch.temporal.language import load

LONGEST = 366
"""Days: a value that spans more says when something was, but dates no event."""
_ON_ONE_LINE = str.maketrans("\t\n", "  ")
_WORD = re.compile(r"\w+")
_QUOTED = 6
"""Words of an anchor: enough to find the place, too few to copy a text."""


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with a calendar value in it."""

    ref: PassageRef
    text: str
    words: str
    """The words around the time expression, six at most."""
    when: TimeValue


def dated_sentences(chapter: Chapter, times: Sequence[Time]) -> list[DatedSentence]:
    """The dated sentences of a chapter whose text is at hand, in order; one for each date in a sentence."""
    shown = {passage.id: passage for passage in chapter.passages}
    found = [_sentence(chapter, shown[time.span.passage], time, when) for time, when, _ in dated_times(chapter, times)]
    return list({(sentence.ref, sentence.text, sentence.when): sentence for sentence in found}.values())


def dated_times(chapter: Chapter, times: Sequence[Time]) -> Iterator[tuple[Time, TimeValue, str]]:
    """Time expressions that date something, with their values and their words, in order.

    Left out: durations and sets, values of more than a year or without an end, and what stands in bylines, datelines
    and provenance.
    """
    shown = {passage.id: passage for passage in chapter.passages if passage.text and passage.id[0] in "pch"}
    for time in times:
        passage = shown.get(time.span.passage)
        if passage is None or time.edtf is None or time.type not in {"DATE", "TIME"}:
            continue
        when = TimeValue.parse(time.edtf)
        if when.days is not None and when.days <= LONGEST:
            yield time, when, surface(passage, time.span)


def _sentence(chapter: Chapter, passage: Passage, time: Time, when: TimeValue) -> DatedSentence:
    text = passage.text or ""
    bounds = pairwise(sorted({0, *sentence_ends(text, load(chapter.language)), len(text)}))
    start, end = next(span for span in bounds if span[0] <= time.span.start < span[1])
    words = _around(text, start, end, time)
    # Lines of verse and cells are told in a line.
    shown = text[start:end].strip().translate(_ON_ONE_LINE)
    return DatedSentence(PassageRef(chapter.slug, passage.id), shown, words.translate(_ON_ONE_LINE), when)


def _around(text: str, start: int, end: int, time: Time) -> str:
    """The expression and what follows it in its sentence, or what precedes it; no punctuation at the ends."""
    words = list(_WORD.finditer(text, start, end))
    first = next(i for i, word in enumerate(words) if word.end() > time.span.start)
    last = min(first + _QUOTED, len(words))
    first = max(min(first, last - _QUOTED), 0)
    return text[words[first].start() : words[last - 1].end()]

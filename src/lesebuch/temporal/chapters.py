"""Time expressions of a chapter: its passages are read as one text, so that one date can lean on another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lesebuch.model import Chapter, Span, Time, TimeRule
from lesebuch.model.times import TimeExpression
from lesebuch.problems import Code, Problem
from lesebuch.temporal.context import Meaning
from lesebuch.temporal.edited import Edited, result_of
from lesebuch.temporal.emended import Reading, read
from lesebuch.temporal.tagger import tag_edited

_GAP = "\n\n"


def tag_chapter(chapter: Chapter) -> tuple[tuple[Time, ...], list[Problem]]:
    """The time expressions of all passages whose text is at hand, in order; seen from the day of publication.

    Emended words are read as they should be; the spans are on the words as they are. What the chapter file says under
    `times` comes in place of what the tagger says, and other expressions count from it. An `anchor` that is a number is an
    index into the result.
    """
    text = _Text(chapter)
    found = text.tag(())
    edited, problems = [], []
    for rule in chapter.time_rules:
        hits = [time for time in found if _overlap(time.span, rule.span)]
        if _changes_nothing(rule, hits):
            problems.append(Problem(Code.UNUSED_RULE, rule.where, _unused(rule)))
        else:
            edited.append((rule.span, _result(rule, hits)))
    return (text.tag(edited) if edited else found), problems


class _Text:
    """The passages of a chapter, emended and joined."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter = chapter
        self._readings = {p.id: read(p, chapter.emendations) for p in chapter.passages if p.text}
        self._starts = dict(_starts(self._readings))

    def tag(self, edited: Iterable[tuple[Span, Meaning | None]]) -> tuple[Time, ...]:
        """The expressions; `edited` in place of those that they touch."""
        fixed = []
        for span, result in edited:
            start = self._starts[span.passage]
            low, high = self._readings[span.passage].emended(span.start, span.end)
            fixed.append(Edited(start + low, start + high, result))
        language = self._chapter.language.partition("-")[0]
        reference = str(self._chapter.published) if self._chapter.published else None
        whole = _GAP.join(reading.text for reading in self._readings.values())
        return _without_doubles(self._placed(tag_edited(whole, language, reference, fixed)))

    def _placed(self, found: Iterable[TimeExpression]) -> Iterator[tuple[Span, TimeExpression]]:
        places = iter(self._readings.items())
        place = next(places, None)
        for expression in found:
            while place is not None and self._starts[place[0]] + len(place[1].text) <= expression.start:
                place = next(places, None)
            if place is not None:
                passage, reading = place
                start = self._starts[passage]
                low, high = reading.original(expression.start - start, expression.end - start)
                yield Span(passage, low, high), expression


def _starts(readings: Mapping[str, Reading]) -> Iterator[tuple[str, int]]:
    """Where each passage begins in the joined text."""
    length = 0
    for passage, reading in readings.items():
        yield passage, length
        length += len(reading.text) + len(_GAP)


def _without_doubles(placed: Iterable[tuple[Span, TimeExpression]]) -> tuple[Time, ...]:
    """One expression for the same words: an emendation may hold two for one, and then the first stands."""
    times: list[Time] = []
    index: dict[int, int] = {}
    for number, (span, found) in enumerate(placed):
        if times and _overlap(times[-1].span, span):
            index[number] = len(times) - 1
            continue
        index[number] = len(times)
        times.append(Time.placed(found, span))
    return tuple(replace(t, anchor=index.get(t.anchor)) if isinstance(t.anchor, int) else t for t in times)


def _overlap(one: Span, other: Span) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def _changes_nothing(rule: TimeRule, hits: Sequence[Time]) -> bool:
    if rule.value is None:
        return not hits
    return [(time.span, time.edtf) for time in hits] == [(rule.span, str(rule.value))]


def _unused(rule: TimeRule) -> str:
    if rule.value is None:
        return f"No time expression is found in these words of {rule.span.passage}."
    return f"The words of {rule.span.passage} have this date without the rule."


def _result(rule: TimeRule, hits: Sequence[Time]) -> Meaning | None:
    if rule.value is None:
        return None
    time = hits[0] if len(hits) == 1 else None
    return result_of(rule.value, Meaning(time.type, time.timex, time.mod) if time else None)

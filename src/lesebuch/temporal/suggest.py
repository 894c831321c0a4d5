"""Drafts events from dated sentences, and finds happenings that two chapters date differently."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Event, PassageRef, Reader, Rights
from lesebuch.problems import Code, Problem
from lesebuch.temporal.sentences import DatedSentence, dated_sentences

_CITATION = re.compile(r"\{cite[^}]*\}`[^`]*`")
_ROLE = re.compile(r"\{[\w:-]+\}`(?P<label>[^`<]*)(?:<[^>`]*>)?`")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Letters: German endings are cut off roughly; only likeness is measured."""
_ALIKE = 0.35
"""Cosine from which two texts tell of the same happening, where their dates differ in one part alone."""
_MONTH = 31

_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A dated sentence as an event, and what the reader says of that date already."""

    id: str
    """Made of the date and the passage; unique among the suggestions."""
    sentence: DatedSentence
    known: tuple[str, ...]
    """Ids of events that lie in the same time and name the same passage."""
    disagrees: tuple[Event, ...]
    """Events of other chapters that seem to be the same happening and have another date."""
    quotable: bool
    """Whether the source is open, so that its words may stand in the repository."""

    def block(self, quoted: Callable[[str], str]) -> str:
        """The event, ready to paste. Of a restricted source only a few words stand in it, `quoted`, for one's own to replace."""
        sentence = self.sentence
        body = sentence.text if self.quotable else f"… {quoted(sentence.words)} …"
        return f":::{{event}} {sentence.when}\n:id: {self.id}\n:at: {sentence.ref.passage}\n{body}\n:::"


@dataclass(frozen=True, slots=True)
class _Told:
    """An event or a dated sentence, as a thing that has a date and words."""

    chapter: str
    when: TimeValue
    text: str
    event: Event | None = None
    sentence: DatedSentence | None = None


def suggest(reader: Reader, chapters: Iterable[Chapter]) -> list[Suggestion]:
    """Events drafted from the chapters whose text is at hand, in the order of the text."""
    clashes: dict[DatedSentence, list[Event]] = defaultdict(list)
    for one, other in _clashes(list(_told(reader))):
        if one.sentence and other.event:
            clashes[one.sentence].append(other.event)
    events = _by_passage(reader.events)
    counts: Counter[str] = Counter()
    suggestions = []
    for chapter in chapters:
        for sentence in dated_sentences(chapter, reader.times.get(chapter.slug, ())):
            name = re.sub(r"[^a-z0-9]+", "-", f"e{sentence.when}-{sentence.ref}".lower()).strip("-")
            counts[name] += 1
            unique = name if counts[name] == 1 else f"{name}-{counts[name]}"
            disagrees = tuple(dict.fromkeys(clashes[sentence]))
            known = tuple(e.id for e in events[sentence.ref] if e.when.intersects(sentence.when))
            suggestions.append(Suggestion(unique, sentence, known, disagrees, chapter.rights is Rights.OPEN))
    return suggestions


def disagreements(reader: Reader) -> list[Problem]:
    """Happenings that two chapters date differently, one note for each pair, at the event (or the earlier of two)."""
    problems = {}
    for one, other in _clashes(list(_told(reader))):
        if other.event is None:
            continue
        place = one.event.id if one.event else str(one.sentence.ref) if one.sentence else ""
        if one.event and one.event.id > other.event.id:
            continue
        message = f"The event `{other.event.id}` is dated {other.when}; {place} says {one.when} of what seems the same."
        problems[other.event.id, place] = Problem(Code.DATES_DISAGREE, other.event.where, message)
    return list(problems.values())


def _told(reader: Reader) -> Iterator[_Told]:
    for event in reader.events:
        text = _ROLE.sub(lambda match: match["label"], _CITATION.sub("", event.body.text))
        yield _Told(event.chapter, event.when, text, event=event)
    for chapter in reader.chapters:
        for sentence in dated_sentences(chapter, reader.times.get(chapter.slug, ())):
            yield _Told(chapter.slug, sentence.when, sentence.text, sentence=sentence)


def _by_passage(events: Iterable[Event]) -> dict[PassageRef, list[Event]]:
    found: dict[PassageRef, list[Event]] = defaultdict(list)
    for event in events:
        for ref in event.passages:
            found[ref].append(event)
    return found


def _clashes(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Things told, each with an event of another chapter that tells alike and differs in year, month or day alone.

    Dates that a slip makes of one another share a key, and texts that are alike share a rare word: only those that do
    are compared.
    """
    vectors = _Vectors(told)
    groups: dict[tuple[_Key, str], list[_Told]] = defaultdict(list)
    for item in told:
        for key in _keys(item.when):
            for stem in vectors.rare(item):
                groups[key, stem].append(item)
    seen = set()
    for other in told:
        if other.event is None:
            continue
        for key in _keys(other.when):
            for one in (one for stem in vectors.rare(other) for one in groups[key, stem]):
                pair = (id(one), id(other))
                if pair not in seen and one.chapter != other.chapter and not one.when.intersects(other.when):
                    seen.add(pair)
                    if vectors.likeness(one, other) >= _ALIKE:
                        yield one, other


def _keys(when: TimeValue) -> Iterator[_Key]:
    """What a date shares with one that differs in its year, its month or its day."""
    if when.days is None or when.days > _MONTH:
        return
    for day in {when.earliest_day, when.latest_day}:
        yield "year", day.month, day.day
        yield "month", day.year, day.day


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _LONG_WORD.findall(text)}


class _Vectors:
    """How alike texts are: the cosine of their words, in which words of few texts weigh more."""

    def __init__(self, told: Sequence[_Told]) -> None:
        self._stems = {id(item): _stems(item.text) for item in told}
        self._frequency = Counter(stem for stems in self._stems.values() for stem in stems)
        self._count = len(told)
        self._known: dict[int, dict[str, float]] = {}

    def rare(self, item: _Told) -> list[str]:
        """The words of a text that at most one in twenty has (of a few texts, ten)."""
        most = max(self._count // 20, 10)
        return sorted(stem for stem in self._stems[id(item)] if self._frequency[stem] <= most)

    def likeness(self, one: _Told, other: _Told) -> float:
        """From 0, no word in common, to 1, the same words."""
        first, second = self._vector(one), self._vector(other)
        return sum(weight * second.get(stem, 0.0) for stem, weight in first.items())

    def _vector(self, item: _Told) -> dict[str, float]:
        if id(item) not in self._known:
            weights = {stem: math.log(1 + self._count / self._frequency[stem]) for stem in self._stems[id(item)]}
            norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            self._known[id(item)] = {stem: weight / norm for stem, weight in sorted(weights.items())}
        return self._known[id(item)]

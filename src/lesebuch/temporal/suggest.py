"""Drafts events from dated sentences, and finds happenings that two chapters date differently."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Event, Reader, Rights
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

    @property
    def block(self) -> str:
        """The event, ready to paste. Of a restricted source only a few words stand in it, for one's own to replace."""
        sentence = self.sentence
        body = sentence.text if self.quotable else f"… „{sentence.words}“ …"
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
    told = list(_told(reader))
    frequency = _frequency(told)
    clashes: dict[DatedSentence, list[Event]] = defaultdict(list)
    for one, other in _clashes(told, frequency):
        if one.sentence and other.event:
            clashes[one.sentence].append(other.event)
    counts: Counter[str] = Counter()
    suggestions = []
    for chapter in chapters:
        for sentence in dated_sentences(chapter, reader.times.get(chapter.slug, ())):
            name = re.sub(r"[^a-z0-9]+", "-", f"e{sentence.when}-{sentence.ref}".lower()).strip("-")
            counts[name] += 1
            unique = name if counts[name] == 1 else f"{name}-{counts[name]}"
            disagrees = tuple(dict.fromkeys(clashes[sentence]))
            known = _known(reader, sentence)
            suggestions.append(Suggestion(unique, sentence, known, disagrees, chapter.rights is Rights.OPEN))
    return suggestions


def disagreements(reader: Reader) -> list[Problem]:
    """Happenings that two chapters date differently, one note for each pair, at the event (or the earlier of two)."""
    told = list(_told(reader))
    problems = {}
    for one, other in _clashes(told, _frequency(told)):
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


def _known(reader: Reader, sentence: DatedSentence) -> tuple[str, ...]:
    return tuple(e.id for e in reader.events if sentence.ref in e.passages and e.when.intersects(sentence.when))


def _clashes(told: Sequence[_Told], frequency: Mapping[str, int]) -> Iterator[tuple[_Told, _Told]]:
    """Pairs of two chapters that tell alike and whose dates differ in the year, the month or the day alone.

    Any two dates of likely slips share a key, so that only few pairs are compared, however many events there are.
    """
    groups: dict[_Key, list[_Told]] = defaultdict(list)
    for item in told:
        for key in _keys(item.when):
            groups[key].append(item)
    vectors: dict[int, dict[str, float]] = {}
    seen = set()
    for group in groups.values():
        for one in group:
            for other in group:
                pair = (id(one), id(other))
                if pair in seen or not _may_clash(one, other):
                    continue
                seen.add(pair)
                if _likeness(one, other, frequency, len(told), vectors) >= _ALIKE:
                    yield one, other


def _keys(when: TimeValue) -> Iterator[_Key]:
    """What a date shares with one that differs in its year, its month or its day."""
    if (when.latest - when.earliest).days > _MONTH:
        return
    for day in {when.earliest, when.latest}:
        yield "year", day.month, day.day
        yield "month", day.year, day.day


def _may_clash(one: _Told, other: _Told) -> bool:
    return one.chapter != other.chapter and not one.when.intersects(other.when)


def _frequency(told: Iterable[_Told]) -> dict[str, int]:
    return Counter(stem for item in told for stem in _stems(item.text))


def _stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _LONG_WORD.findall(text)}


def _likeness(
    one: _Told, other: _Told, frequency: Mapping[str, int], count: int, vectors: dict[int, dict[str, float]]
) -> float:
    """Cosine of the two texts; words that few texts have weigh more (inverse document frequency)."""
    first, second = (_vector(item, frequency, count, vectors) for item in (one, other))
    return sum(weight * second.get(stem, 0.0) for stem, weight in first.items())


def _vector(
    item: _Told, frequency: Mapping[str, int], count: int, vectors: dict[int, dict[str, float]]
) -> dict[str, float]:
    if id(item) not in vectors:
        weights = {stem: math.log(1 + count / frequency[stem]) for stem in _stems(item.text)}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors[id(item)] = {stem: weight / norm for stem, weight in weights.items()}
    return vectors[id(item)]

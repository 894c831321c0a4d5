"""Draws up a quiz from glossary and chronology, for people to choose from and to change. Nothing is left to chance."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesebuch.export.lms.questions import mixed
from lesebuch.glossary import Linker
from lesebuch.model import Entry, Event, PassageRange, Question, QuestionKind, Quiz, Reader
from lesebuch.myst.plain import words
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.problems import Where
from lesebuch.yamlfile import quoted

_GAP = "…"
_SENTENCE = re.compile(r"(?<=[^\W\d]{3}[.!?])\s+(?=[^\W\da-z])")
"""Where a sentence ends: not behind a number or a short abbreviation."""
_YEAR = re.compile(r"\d{4}")
_GROUP = 4
"""Pairs to match, events to put in order, answers to choose from."""
_MOST = 4
"""Questions of each kind."""
_NOWHERE = Where("", 1)


@dataclass(slots=True)
class _Drawing:
    """A quiz that is being drawn up."""

    reader: Reader
    slug: str
    linker: Linker
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, PassageRange] = field(default_factory=dict)
    """Where an entry is mentioned first."""

    def terms(self) -> list[Entry]:
        """What the chapter mentions, the most frequent first; of a reader whose texts are not at hand, all entries."""
        count: Counter[str] = Counter()
        for slug in [self.slug] if self.slug else [chapter.slug for chapter in self.reader.chapters]:
            for mention in self.reader.mentions.get(slug, ()):
                count[mention.entry] += 1
                at = PassageRange(slug, mention.span.passage, mention.span.passage)
                self.places.setdefault(mention.entry, at)
        found = count if count or self.slug else Counter(dict.fromkeys(self.entries, 1))
        return [self.entries[slug] for slug in sorted(found, key=lambda slug: (-found[slug], slug))]

    def explained(self, entry: Entry) -> str:
        """The first sentence of its definition, with a gap where it names the term; empty if little is left."""
        first = _SENTENCE.split(words(entry.body, self.entries), maxsplit=1)[0]
        for start, end, slug in reversed(self.linker.find(first, current())):
            if slug == entry.slug:
                first = first[:start] + _GAP + first[end:]
        return first if len(first.split()) > _GROUP else ""

    def of_terms(self) -> Iterator[Question]:
        """Matchings, each of terms of one kind: those of different kinds tell themselves apart."""
        kinds: dict[str, list[tuple[Entry, str]]] = {}
        for entry in self.terms():
            if said := self.explained(entry):
                kinds.setdefault(entry.kind, []).append((entry, said))
        for group in kinds.values():
            for start in range(0, len(group) - _GROUP + 1, _GROUP):
                part = group[start : start + _GROUP]
                see = [self.places[entry.slug] for entry, _said in part if entry.slug in self.places]
                pairs = tuple((entry.term, said) for entry, said in part)
                if len(dict(pairs)) == len({said for _term, said in pairs}) == _GROUP:
                    ask = _("Which explanation belongs to which term?")
                    yield Question(QuestionKind.MATCHING, ask, _NOWHERE, see=_once(see), pairs=pairs)

    def events(self) -> list[tuple[Event, str]]:
        """Events of exactly known times, none within another, whose words do not tell the year."""
        found: list[tuple[Event, str]] = []
        for event in self.reader.events:
            said = words(event.body, self.entries)
            near = not self.slug or event.concerns(self.slug)
            days = event.when.known_days
            last = found[-1][0].when.known_days if found else None
            if near and days and said and not _YEAR.search(said) and (last is None or last[1] < days[0]):
                found.append((event, said))
        return found

    def of_events(self) -> Iterator[Question]:
        """Orderings of events that stand far apart, and choices of dates."""
        events = self.events()
        step = max(len(events) // _GROUP, 1)
        for start in range(min(step, _MOST)):
            part = events[start::step][:_GROUP]
            if len(part) == _GROUP:
                order = tuple(said for _event, said in part)
                ask = _("In what order did these things happen?")
                yield Question(QuestionKind.ORDERING, ask, _NOWHERE, see=_places(part), order=order)
        for event, said in events[::step]:
            dates = [wording.date(other.when) for other, _said in events if other is not event]
            wrong = tuple(mixed(tuple(dict.fromkeys(dates)), event.id)[: _GROUP - 1])
            right = wording.date(event.when)
            if len(wrong) == _GROUP - 1 and right not in wrong:
                ask = f"{_('When was that?')} {said}"
                see = _places([(event, said)])
                yield Question(QuestionKind.CHOICE, ask, _NOWHERE, see=see, right=(right,), wrong=wrong)


def draw(reader: Reader, title: str, slug: str = "") -> Quiz:
    """Questions on a chapter, or on the whole reader. They are proposals: which are good is for people to say."""
    linker = Linker(reader.entries, (current(),))
    drawing = _Drawing(reader, slug, linker, dict(reader.entries))
    return Quiz("", title, _NOWHERE, (*_few(drawing.of_terms()), *_few(drawing.of_events())))


def _few(questions: Iterator[Question]) -> list[Question]:
    """Of each kind so many as somebody may read."""
    kept: dict[QuestionKind, list[Question]] = {}
    for question in questions:
        of_kind = kept.setdefault(question.kind, [])
        if len(of_kind) < _MOST:
            of_kind.append(question)
    return [question for of_kind in kept.values() for question in of_kind]


def _places(part: Sequence[tuple[Event, str]]) -> tuple[PassageRange, ...]:
    return _once(
        [PassageRange(ref.chapter, ref.passage, ref.passage) for event, _said in part for ref in event.passages[:1]]
    )


def _once(places: Sequence[PassageRange]) -> tuple[PassageRange, ...]:
    return tuple(dict.fromkeys(places))


def written(quiz: Quiz) -> str:
    """A quiz as docs/quiz/NAME.yaml has it."""
    lines = [f"title: {quoted(quiz.title)}", "questions:"]
    for question in quiz.questions:
        lines += [f"  - kind: {question.kind}", f"    ask: {quoted(question.ask)}"]
        lines += _listed("right", question.right) + _listed("wrong", question.wrong) + _listed("order", question.order)
        if question.pairs:
            lines.append("    pairs:")
            lines += (f"      - this: {quoted(this)}\n        that: {quoted(that)}" for this, that in question.pairs)
        if question.see:
            lines.append(f"    see: [{', '.join(quoted(str(at)) for at in question.see)}]")
    return "\n".join(lines) + "\n"


def _listed(key: str, texts: Sequence[str]) -> list[str]:
    return [f"    {key}:", *(f"      - {quoted(text)}" for text in texts)] if texts else []

"""The one line under a chapter's title: who wrote it, where it appeared, when; each said once.

Where the source says it in its byline or dateline, its own words stand there; the editors add what these do not say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Passage, Time
from lesebuch.presentation import citation, wording


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the line says. `name`: author (or another role), publisher or published."""

    name: str
    words: str


def untold(
    chapter: Chapter, collection: citation.Collection, front: Sequence[Passage], times: Iterable[Time]
) -> tuple[Fact, ...]:
    """What the passages in front of the text do not say themselves, in the order author, publisher, date.

    `times`: the time expressions of the chapter. What nobody knows is left out.
    """
    said = _folded(" ".join(passage.text or "" for passage in front))
    facts = [_people(chapter, said)]
    if chapter.publisher and not citation.is_own(chapter, collection) and _folded(chapter.publisher) not in said:
        facts.append(Fact("publisher", chapter.publisher))
    ids = {passage.id for passage in front if passage.text}
    if chapter.published and not any(_means(time, chapter.published) for time in times if time.span.passage in ids):
        facts.append(Fact("published", wording.date(chapter.published)))
    return tuple(fact for fact in facts if fact)


def _people(chapter: Chapter, said: str) -> Fact | None:
    names = wording.signed(chapter)
    if names:
        missing = [name for name in names if _folded(name) not in said]
        return Fact("author", ", ".join(missing)) if missing else None
    others = [c for c in chapter.contributors if _folded(c.name) not in said]
    if not others:
        return None
    first = others[0].role
    people = ", ".join(c.name for c in others if c.role == first)
    return Fact(first, wording.labelled(wording.ROLE.get(first, first), people))


def _means(time: Time, published: TimeValue) -> bool:
    """Whether it is the same day, month or span; a doubt of the editors about it is told elsewhere."""
    if not time.edtf:
        return False
    value = TimeValue.parse(time.edtf)
    return (value.earliest_day, value.latest_day) == (published.earliest_day, published.latest_day)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

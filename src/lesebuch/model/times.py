"""Words that say when something is: in any text, and in a passage of the reader."""

from dataclasses import dataclass, fields
from typing import Self

from lesebuch.model.passages import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often; `text[start:end]` are the words."""

    start: int
    end: int
    type: str
    """DATE, TIME, DURATION or SET, as TIMEX3 has it."""
    timex: str
    """The value of TIMEX3: ``2022-03-01``, ``2022-W09``, ``P3Y``, ``PRESENT_REF``, with X for what is unknown."""
    mod: str | None
    """START, MID, END, APPROX, MORE_THAN, LESS_THAN … of TIMEX3, or None."""
    edtf: str | None
    """The calendar value, as exact as words and reference are; None if they do not determine one.

    Where two readings remain it names both, ``[2024-05-13,2024-05-20]``; `timex`, which cannot, is then the likelier.
    """
    anchor: str | int | None
    """What the value counts from: ``reference``, the index of another expression of the list, or None."""
    rule: str
    """The name of the rule that fired; `editor` where a chapter file says it."""


@dataclass(frozen=True, slots=True)
class Time(TimeExpression):
    """A time expression of a chapter: its offsets are those of the passage's text, its anchor counts in the chapter."""

    passage: str
    """Id within the chapter, such as `p3`."""

    @property
    def span(self) -> Span:
        """Its words, as a part of the passage."""
        return Span(self.passage, self.start, self.end)

    @classmethod
    def placed(cls, found: TimeExpression, span: Span) -> Self:
        """What was found in a text that held several passages, in its passage."""
        values = {field.name: getattr(found, field.name) for field in fields(TimeExpression)}
        return cls(**(values | {"start": span.start, "end": span.end}), passage=span.passage)

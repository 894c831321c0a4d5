"""What the tagger returns."""

from dataclasses import dataclass


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
    """The name of the rule that fired."""

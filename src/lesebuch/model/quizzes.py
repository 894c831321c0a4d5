"""Quizzes: questions with answers that a program can judge, for learning platforms."""

from dataclasses import dataclass
from enum import StrEnum

from lesebuch.model.references import PassageRange
from lesebuch.problems import Where


class QuestionKind(StrEnum):
    """Kinds of questions."""

    CHOICE = "choice"
    """Some of the answers are right."""
    MATCHING = "matching"
    """What belongs together."""
    ORDERING = "ordering"
    """What comes before what."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question; all of its texts are plain words without markup."""

    kind: QuestionKind
    ask: str
    where: Where
    right: tuple[str, ...] = ()
    """Of a choice; one at least."""
    wrong: tuple[str, ...] = ()
    """Of a choice; one at least."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Of a matching: what is given, and what belongs to it, which no other pair has."""
    order: tuple[str, ...] = ()
    """Of an ordering, from the first to the last."""
    why: str = ""
    """Shown after the answer."""
    see: tuple[PassageRange, ...] = ()
    """Where the texts say it."""
    named: tuple[tuple[str, Where], ...] = ()
    """`see` as written, each with its place."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A file in docs/quiz/."""

    name: str
    """Its file, without .yaml."""
    title: str
    where: Where
    questions: tuple[Question, ...] = ()
    assignment: str = ""
    """Name of the assignment with which it goes, if any."""

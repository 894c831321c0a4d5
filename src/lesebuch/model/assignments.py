"""Assignments: what a page in docs/assignments/ asks of a class, as others than its page need it."""

from dataclasses import dataclass

from lesebuch.model.chapters import Markup
from lesebuch.model.references import PassageRange
from lesebuch.problems import Where

LEVELS = ("I", "II", "III")
"""Reproduction, application, judgement: the levels of demand of the German school standards."""
PAPERS = ("lines", "squares", "blank")
"""What space to work in looks like on paper: lines are to write on; what is else is to draw on, and on paper alone."""
LINES = 60
"""The most lines of such a space: two pages."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task, as `{task}` has it."""

    id: str
    number: int
    """Its place on the page, from 1."""
    title: str
    body: Markup
    """All of it but the expected answers; their lines are empty."""
    where: Where
    operator: str = ""
    """The verb that says what is to be done, such as `Erklären`."""
    level: str = ""
    """One of `LEVELS`, or empty."""
    points: int = 0
    """0: it has none."""
    form: str = ""
    """Alone, in pairs, in groups."""
    expected: tuple[Markup, ...] = ()
    """For teachers alone."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A page of tasks."""

    name: str
    """Its file in docs/assignments/, without .md."""
    title: str
    where: Where
    level: str = ""
    """For whom: a school year, a kind of course."""
    time: str = ""
    aims: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()
    texts: tuple[PassageRange, ...] = ()
    """What the class has to have at hand."""
    named: tuple[tuple[str, Where], ...] = ()
    """`texts` as written, each with its place."""
    tasks: tuple[Task, ...] = ()
    expected: tuple[Markup, ...] = ()
    """What is said to teachers outside of the tasks."""
    used: tuple[PassageRange, ...] = ()
    """All that it links, quotes or names."""
    colons: bool = False
    """Whether any directive on it is fenced with colons, which not every MyST reads."""

    @property
    def taught(self) -> bool:
        """Whether it says something to teachers alone."""
        return bool(self.expected) or any(task.expected for task in self.tasks)

"""What somebody wants on a sheet for a class."""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from lesebuch.folders import ASSIGNMENTS, CORPUS, DOCS
from lesebuch.model import PassageKind, PassageRange
from lesebuch.presentation.ids import assignment_page, chapter_page, teacher_page

UNLINED = frozenset(
    {
        PassageKind.TITLE,
        PassageKind.SUBTITLE,
        PassageKind.BYLINE,
        PassageKind.DATELINE,
        PassageKind.CAPTION,
        PassageKind.SIGNATURE,
        PassageKind.PROVENANCE,
        PassageKind.FIGURE,
        PassageKind.PAGE,
        PassageKind.RULE,
        PassageKind.VERSE,
        PassageKind.TABLE,
    }
)
"""Of these passages the lines are not counted: they are no running text, or have numbers of their own. The page on the
screen goes by the same kinds, see `COUNTED` in `lesebuch-settings.js`."""


class Fold(StrEnum):
    """How two pages stand on one sheet."""

    TWO_UP = "two-up"
    """One after the other, side by side."""
    BOOKLET = "booklet"
    """Such that the sheets, folded in their middle, are a booklet."""


class Margin(StrEnum):
    """What the wide margin is for."""

    NOTES = "notes"
    """Notes, beside the lines that they are about."""
    WRITING = "writing"
    """Lines to write on."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a sheet is to hold, and for whom."""

    what: tuple[str, ...]
    """Chapters (`ovks`), passages (`ovks#p3-p7`), assignments (`assignments/NAME`), in the order of the sheet."""
    title: str = ""
    """Empty: that of the first part."""
    group: str = ""
    """The class, as the head of the sheet names it."""
    teacher: bool = False
    """With the expected answers."""
    glossary: bool = True
    literature: bool = True
    large: bool = False
    """In large type."""
    answers: int = 0
    """Ruled lines behind the texts."""
    fold: Fold | None = None
    """How pages of half the size are put on sheets."""
    margin: Margin | None = None
    """What stands in the margin; None: nothing, and notes are at the foot of the page."""

    def __str__(self) -> str:
        """As Sphinx takes it for a setting."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """What `str` has written."""
        given = json.loads(text)
        chosen = {name: kind(given[name]) for name, kind in (("fold", Fold), ("margin", Margin)) if given[name]}
        return cls(**{**given, "what": tuple(given["what"]), **chosen})

    @property
    def pages(self) -> dict[str, list[PassageRange]]:
        """The pages that it takes from, in order, with the passages that it takes; none: all of the page."""
        pages: dict[str, list[PassageRange]] = {}
        for name in self.what:
            folder, slash, rest = name.partition("/")
            if slash and folder == ASSIGNMENTS:
                pages.setdefault(teacher_page(rest) if self.teacher else assignment_page(rest), [])
                continue
            at = PassageRange.parse(name)
            assert at is not None  # whoever orders has looked
            pages.setdefault(chapter_page(at.chapter), []).append(at)
        return {page: [] if any(not at.first for at in wanted) else wanted for page, wanted in pages.items()}

    @property
    def files(self) -> list[Path]:
        """The files that people have written of these pages, from the folder of the reader."""
        named = {name if name.startswith(f"{ASSIGNMENTS}/") else name.partition("#")[0] for name in self.what}
        return [(DOCS if "/" in name else CORPUS) / f"{name}.md" for name in sorted(named)]


def page_patterns(order: Order) -> Iterator[str]:
    """The files that Sphinx has to read for a sheet, as patterns below the source directory."""
    for page in order.pages:
        yield f"{page}.md"
    for name in order.what:
        if name.startswith(f"{ASSIGNMENTS}/"):
            # The page for teachers is read from that for students.
            yield f"{name}.md"


def standing(chapters: Iterable[str], assignments: Iterable[str], pages: AbstractSet[str]) -> Mapping[str, Order]:
    """The sheets that every reader has, by the names of their files: one of each chapter and each assignment.

    `pages`: those that there are. An assignment has one with its answers where the reader has that page.
    """
    orders: dict[str, Order] = {slug: Order((slug,)) for slug in chapters}
    for name in assignments:
        what = (assignment_page(name),)
        for order in (Order(what), Order(what, teacher=True)):
            wanted = f"{name}-teacher" if order.teacher else name
            orders[wanted if wanted not in orders else f"{ASSIGNMENTS}-{wanted}"] = order
    return {name.replace("/", "-"): order for name, order in orders.items() if set(order.pages) <= pages}

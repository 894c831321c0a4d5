"""The names of chapters, entries and events, and how one refers to passages."""

import re
from dataclasses import dataclass
from typing import Self

SLUG = re.compile(r"[a-z][a-z0-9-]*")
"""The name of a chapter, an entry, an event."""


_ID = r"[a-z]\d+(?:\.\d+)?"
_REF = re.compile(rf"({SLUG.pattern})#({_ID})")
_RANGE = re.compile(rf"({SLUG.pattern})(?:#({_ID})(?:[-\u2013]({_ID}))?)?")


@dataclass(frozen=True, slots=True)
class PassageRef:
    """A passage of the reader: `SLUG#p3`."""

    chapter: str
    passage: str

    def __str__(self) -> str:
        return f"{self.chapter}#{self.passage}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `SLUG#p3`; None if it is none."""
        match = _REF.fullmatch(text.strip())
        return cls(match[1], match[2]) if match else None


@dataclass(frozen=True, slots=True)
class PassageRange:
    """What a reference names: passages that follow one another (`SLUG#p3-p7`), one (`SLUG#p3`), or a chapter (`SLUG`)."""

    chapter: str
    first: str = ""
    """Empty: the chapter as a whole."""
    last: str = ""
    """Of one passage, that passage."""

    def __str__(self) -> str:
        ids = self.first if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.chapter}#{ids}" if ids else self.chapter

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `SLUG#p3-p7`, `SLUG#p3` or `SLUG`; None if it is none of them."""
        match = _RANGE.fullmatch(text.strip())
        return cls(match[1], match[2] or "", match[3] or match[2] or "") if match else None

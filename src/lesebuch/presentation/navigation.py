"""Which chapters the navigation of a page shows: up to `ALL` every one, beyond that the groups, and of one the neighbours.

So a page has the same size however many chapters there are.
"""

from dataclasses import replace

from lesebuch.model import Chapter
from lesebuch.presentation.index import ChapterGroup, Index

ALL = 60
AROUND = 6
"""Neighbours before and behind the page's own chapter, where not all chapters are shown."""


class Navigation:
    """The chapters by part or year, as pages show them."""

    def __init__(self, index: Index) -> None:
        self.groups = index.groups
        self._place = {c.slug: (group.name, n) for group in self.groups for n, c in enumerate(group.chapters)}
        self.whole = len(self._place) <= ALL
        """Whether all chapters are shown: the navigation is then the same on every page."""

    def beside(self, slug: str) -> tuple[ChapterGroup, ...]:
        """Groups, each with the chapters that are shown on a chapter's page; on another page (any other name) maybe none."""
        if self.whole:
            return self.groups
        own, at = self._place.get(slug, (None, 0))
        return tuple(
            replace(group, chapters=_around(group.chapters, at) if group.name == own else ()) for group in self.groups
        )


def _around(chapters: tuple[Chapter, ...], at: int) -> tuple[Chapter, ...]:
    return chapters[max(at - AROUND, 0) : at + AROUND + 1]

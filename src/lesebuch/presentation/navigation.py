"""Which chapters the navigation of a page shows: up to `ALL` every one, beyond that the years, and of one the neighbours.

So a page has the same size however many chapters there are.
"""

from lesebuch.model import Chapter
from lesebuch.presentation.index import Index, Years

ALL = 60
AROUND = 6
"""Neighbours before and behind the page's own chapter, where not all chapters are shown."""


class Navigation:
    """The chapters by year, as pages show them."""

    def __init__(self, index: Index) -> None:
        self.years = index.years
        self._place = {c.slug: (year, n) for year, chapters in self.years for n, c in enumerate(chapters)}
        self.whole = len(self._place) <= ALL
        """Whether all chapters are shown: the navigation is then the same on every page."""

    def beside(self, slug: str) -> Years:
        """Years, and of each the chapters that are shown on a chapter's page; on another page (any other name) maybe none."""
        if self.whole:
            return self.years
        own, at = self._place.get(slug, (None, 0))
        return tuple((year, _around(chapters, at) if year == own else ()) for year, chapters in self.years)


def _around(chapters: tuple[Chapter, ...], at: int) -> tuple[Chapter, ...]:
    return chapters[max(at - AROUND, 0) : at + AROUND + 1]

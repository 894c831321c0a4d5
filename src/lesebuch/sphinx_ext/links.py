"""Addresses of passages and entries for the HTML builders, each page's prefix worked out once."""

from typing import Any

from sphinx.util.osutil import relative_uri

from lesebuch.sphinx_ext.glossary import PAGE
from lesebuch.sphinx_ext.reading import chapter_page


class Pages:
    """Relative addresses; kept on the builder."""

    def __init__(self, builder: Any) -> None:  # noqa: ANN401 - any HTML builder
        self._builder = builder
        self._known: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, builder: Any) -> "Pages":  # noqa: ANN401
        """The addresses that belong to a builder."""
        pages = getattr(builder, "lesebuch_pages", None)
        if not isinstance(pages, cls):
            pages = builder.lesebuch_pages = cls(builder)
        return pages

    def page(self, docname: str, seen_from: str) -> str:
        """Address of a page, as seen from another; empty for the page itself."""
        key = (docname, seen_from.rpartition("/")[0])
        if docname == seen_from:
            return ""
        if key not in self._known:
            uri = self._builder.get_target_uri
            self._known[key] = relative_uri(uri(seen_from), uri(docname))
        return self._known[key]

    def passage(self, slug: str, passage: str, seen_from: str) -> str:
        """Address of a passage; of the chapter if the passage is empty."""
        return self.page(chapter_page(slug), seen_from) + (f"#{passage}" if passage else "")

    def entry(self, slug: str, seen_from: str) -> str:
        """Address of a glossary entry."""
        return f"{self.page(PAGE, seen_from)}#{slug}"

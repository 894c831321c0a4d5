"""Whether a project is a reader that looks as readers do, or someone else's, of which nothing changes unasked."""

from sphinx.builders import Builder
from sphinx.config import Config

THEME = "lesebuch"
SITES = frozenset({"html", "dirhtml"})
"""Builders that make a site, a page a document: an EPUB lists its files, and a single page has no others."""


def ours(config: Config) -> bool:
    """Whether the project has our theme, and with it all that a reader sets by itself."""
    return bool(config.html_theme == THEME)


def is_our_site(builder: Builder) -> bool:
    """Whether it makes a site that looks as readers do."""
    return builder.name in SITES and ours(builder.config)


def are_our_pages(builder: Builder) -> bool:
    """Whether it makes pages with our scripts: such a site, or the same on one page."""
    return builder.name in {*SITES, "singlehtml"} and ours(builder.config)

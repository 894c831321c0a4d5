"""Parses MyST that an editor wrote in another file than the page's, so that a warning points at what they wrote."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Markup
from lesebuch.sphinx_ext.domain import LesebuchDomain

SYNTAX = frozenset({"colon_fence", "deflist", "attrs_inline"})
"""What editors' MyST may use beyond the core, whatever the project has enabled."""


class _Redirect(logging.Filter):
    """Gives a warning's place as the editor's file: myst-parser names the page and the line alone."""

    def __init__(self, docname: str, path: str) -> None:
        super().__init__()
        self._docname = docname
        self._path = path

    def filter(self, record: logging.LogRecord) -> bool:
        location = getattr(record, "location", None)
        if isinstance(location, tuple) and len(location) == 2 and location[0] == self._docname:
            record.location = f"{self._path}:{location[1]}" if location[1] else self._path
        return True


def parse(directive: SphinxDirective, markup: Markup, parent: nodes.Element) -> None:
    """Append the doctree of `markup` to `parent`. Its source and lines are those of the editor's file."""
    if not markup.text.strip():
        return
    renderer = _renderer(directive)
    path = str(LesebuchDomain.of(directive.env).root / markup.where.path)
    with _as_source(renderer, path), _redirected(directive.env.docname, path), renderer.current_node_context(parent):
        renderer.nested_render_text(markup.text, max(markup.where.line - 1, 0))


def _renderer(directive: SphinxDirective) -> Any:
    """The page's own, as myst-parser's include directive takes it, if it reads what editors may write.

    A page in reStructuredText has none, and a project may leave out what editors rely on: there it is one of our own.
    """
    page = getattr(directive.state, "_renderer", None)
    if page is not None and page.md_config.enable_extensions >= SYNTAX:
        return page
    document = directive.state.document
    config: Any = directive.env.myst_config  # type: ignore[attr-defined]
    config = config.copy(enable_extensions={*config.enable_extensions, *SYNTAX})
    parser = create_md_parser(config, SphinxRenderer)
    parser.options["document"] = document
    renderer: Any = parser.renderer
    renderer.setup_render(parser.options, {})
    return renderer


@contextmanager
def _as_source(renderer: Any, path: str) -> Iterator[None]:
    document, reporter = renderer.document, renderer.reporter
    before = document["source"], reporter.source, getattr(reporter, "get_source_and_line", None)
    document["source"], reporter.source = path, path
    reporter.get_source_and_line = lambda line: (path, line)
    try:
        yield
    finally:
        document["source"], reporter.source, reporter.get_source_and_line = before


@contextmanager
def _redirected(docname: str, path: str) -> Iterator[None]:
    # On the handlers, and first: filters of a logger do not see what its children log, and Sphinx's own filter on
    # each handler turns the place into text.
    handlers = list(logging.getLogger("sphinx").handlers)
    redirect = _Redirect(docname, path)
    for handler in handlers:
        handler.filters.insert(0, redirect)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(redirect)

"""The sidebar, made once for a build from the environment's tables, not once for each page from a toctree.

The theme resolves and renders the whole toctree for every page: quadratic in time and in bytes. Here the pages of the
site are strings made once; a page only says which of them it is.
"""

from html import escape
from typing import Any

from sphinx.environment import BuildEnvironment

from lesebuch.html.languages import attributes
from lesebuch.html.links import Pages
from lesebuch.model import Chapter
from lesebuch.presentation import ids
from lesebuch.presentation.ids import chapter_page, part_page
from lesebuch.presentation.index import ChapterGroup
from lesebuch.presentation.navigation import Navigation
from lesebuch.sphinx_ext.domain import LesebuchDomain

_PREFIX = "\0"
"""Stands for the way from a page to the root."""


class Sidebar:
    """The sidebar of all pages."""

    def __init__(self, env: BuildEnvironment, builder: Any, root: str, chapters_page: str) -> None:
        self._env = env
        self._uri = builder.get_target_uri
        self._pages = Pages.of(builder)
        self._root = root
        self._chapters_page = chapters_page
        domain = LesebuchDomain.of(env)
        self._chapters = Navigation(domain.index)
        self._parts = {part_page(domain.glossary_page, name) for name in domain.parts}
        self._tops = [doc for doc in env.toctree_includes.get(root, []) if doc in env.titles]
        self._made: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self._heads = {group.name: self._head(group) for group in self._chapters.groups}

    def render(self, page: str) -> str:
        """The sidebar of a page."""
        here = self._uri(page)
        prefix = "../" * here.count("/")
        html = self._tree(page)
        current = f'href="{_PREFIX}{self._uri(page)}"'
        return html.replace(current, current + ' aria-current="page"', 1).replace(_PREFIX, prefix)

    def _tree(self, page: str) -> str:
        if self._chapters.whole and "" in self._made:
            return self._made[""]
        groups = self._groups(page)
        rows = [self._top(doc, groups if doc == self._chapters_page else self._children(doc)) for doc in self._tops]
        html = f'<ul class="lb-tree">{"".join(rows)}</ul>'
        if self._chapters.whole:
            self._made[""] = html
        return html

    def _top(self, doc: str, below: str) -> str:
        return f"<li>{self._link(doc)}{below}</li>"

    def _children(self, doc: str) -> str:
        listed = self._env.toctree_includes.get(doc, [])
        # The parts of a large glossary are too many; its pages name them themselves.
        below = [child for child in listed if child in self._env.titles and child not in self._parts]
        return f"<ul>{''.join(f'<li>{self._link(child)}</li>' for child in below)}</ul>" if below else ""

    def _link(self, doc: str) -> str:
        if doc not in self._links:
            self._links[doc] = self._linked(doc)
        return self._links[doc]

    def _linked(self, doc: str) -> str:
        slug = doc.removeprefix(chapter_page(""))
        lang = attributes(self._pages.language(slug)) if slug != doc else ""
        return f'<a href="{_PREFIX}{self._uri(doc)}"{lang}>{escape(self._env.titles[doc].astext())}</a>'

    def _head(self, group: ChapterGroup) -> str:
        if not group.label:
            return ""
        address = self._pages.place(self._chapters_page, ids.group(group.name)[0], self._root)
        return f'<a href="{_PREFIX}{address}">{escape(group.label)}</a>'

    def _groups(self, page: str) -> str:
        slug = page.removeprefix(chapter_page(""))
        shown = self._chapters.beside(slug if slug != page else "")
        groups = [f'<li class="y">{self._heads[group.name]}{self._items(group.chapters)}</li>' for group in shown]
        return f'<ul class="years">{"".join(groups)}</ul>'

    def _items(self, chapters: tuple[Chapter, ...]) -> str:
        if not chapters:
            return ""
        pages = [chapter_page(chapter.slug) for chapter in chapters]
        return f"<ul>{''.join(f'<li>{self._link(page)}</li>' for page in pages if page in self._env.titles)}</ul>"


def inner_toc(toc: str) -> str:
    """Of the table of contents that Sphinx has rendered the part below the page's own title; empty if there is none."""
    start, end = toc.find("<ul", 1), toc.rfind("</ul>")
    end = toc.rfind("</ul>", 0, end) if end > 0 else -1
    inner = toc[start : end + 5] if 0 < start < end else ""
    return inner if "<li" in inner else ""

"""Addresses of passages and entries for the HTML builders, each page's prefix worked out once; and lists of links to passages."""

from html import escape
from typing import Any

from sphinx.util.osutil import relative_uri

from lesebuch.html.languages import attributes
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import chapter_page, entry_page
from lesebuch.sphinx_ext import foreign
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain


class Pages:
    """Relative addresses; kept on the builder."""

    def __init__(self, builder: Any) -> None:
        self._uri = builder.get_target_uri
        self._folders: dict[str, str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._one = builder.name == "singlehtml"
        self._root = builder.config.root_doc
        self._domain = LesebuchDomain.of(builder.env)

    @classmethod
    def of(cls, builder: Any) -> "Pages":
        """The addresses that belong to a builder."""
        pages = getattr(builder, "lesebuch_pages", None)
        if not isinstance(pages, cls):
            pages = builder.lesebuch_pages = cls(builder)
        return pages

    def page(self, docname: str, seen_from: str) -> str:
        """Address of a page, as seen from another; empty for the page itself."""
        if self._one:
            return "#" if docname == self._root else str(self._uri(docname))
        if docname == seen_from:
            return ""
        if seen_from not in self._folders:
            # Of the address and not of the name: with dirhtml each page is a folder.
            self._folders[seen_from] = self._uri(seen_from).rpartition("/")[0]
        key = (docname, self._folders[seen_from])
        if key not in self._known:
            self._known[key] = relative_uri(self._uri(seen_from), self._uri(docname))
        return self._known[key]

    def place(self, docname: str, id_: str, seen_from: str) -> str:
        """Address of a place on a page."""
        return f"#{self.id(docname, id_)}" if self._one else f"{self.page(docname, seen_from)}#{id_}"

    def passage(self, slug: str, passage: str, seen_from: str) -> str:
        """Address of a passage; of the chapter if the passage is empty."""
        docname = chapter_page(slug)
        return self.place(docname, passage, seen_from) if passage else self.page(docname, seen_from)

    def language(self, slug: str) -> str:
        """The language of a chapter's title; empty if there is no such chapter."""
        chapter = self._domain.reader.chapter(slug)
        return foreign.title_language(chapter) if chapter else ""

    def entry(self, slug: str, seen_from: str) -> str:
        """Address of a glossary entry; empty if no page shows the glossary."""
        # Asked anew: of a process that stays a later build may have other entries.
        page = self._domain.entry_pages.get(slug)
        return self.place(page, slug, seen_from) if page else ""

    def id(self, docname: str, id_: str) -> str:
        """The id that a place of a document has on its page: where all are one page, `SLUG.p3`, as in PDF and TEI."""
        return unique(docname, id_) if self._one else id_


def unique(docname: str, id_: str) -> str:
    """An id of a document as no other document has it."""
    return f"{docname.removeprefix(chapter_page('')).replace('/', '.')}.{id_}"


def here(translator: Any, id_: str) -> str:
    """The id of a place of the document that is being written."""
    return Pages.of(translator.builder).id(translator.docnames[-1], id_)


def places_in(slug: str, title: str, ids: list[str], pages: Pages, docname: str) -> str:
    """An item of a list: a chapter, and links to passages of it."""
    base = pages.passage(slug, "", docname)
    chapter = f'<a href="{base}"{attributes(pages.language(slug))}>{escape(title)}</a> ' if base else ""
    return f"<li>{chapter}{listed(ids, [pages.passage(slug, i, docname) for i in ids])}</li>"


def listed(ids: list[str], addresses: list[str]) -> str:
    """Links to passages: the numbers of paragraphs, then the others by name."""
    found = list(zip(ids, addresses, strict=True))
    numbers = [(i, to) for i, to in found if i.startswith("p")]
    links = [f'<a href="{to}" aria-label="{wording.passage_name(i)}">{i[1:]}</a>' for i, to in numbers]
    if links:
        # Each number is read out with what it counts.
        counted = f'<span aria-hidden="true">{_("Par.")}\N{NO-BREAK SPACE}</span>'
        links[0] = f'<span class="par">{counted}{links[0]}</span>'
    named = [f'<a href="{to}">{wording.passage_name(i)}</a>' for i, to in found if not i.startswith("p")]
    # Not by its name: XHTML, as EPUB has it, knows no named characters.
    groups = ([" ".join(links)] if links else []) + named
    return f'<span class="ps">{" · ".join(groups)}</span>'


def own_pages(builder: Any) -> list[str]:
    """The entries that have a page: those that something mentions, where the site is ours and shows the glossary."""
    if not looks.is_our_site(builder):
        return []
    domain = LesebuchDomain.of(builder.env)
    known = (slug for slug in sorted(domain.entry_pages) if entry_page(slug) not in builder.env.found_docs)
    return [slug for slug in known if domain.index.backlinks(slug)]

"""What tells others of a public site: a sitemap for search engines (sitemaps.org, 0.9) and an Atom feed (RFC 4287).

Both have full addresses, so that there is none without a `baseurl`; and none of an edition for private use.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from lxml import etree
from sphinx.application import Sphinx

from lesebuch.config import Edition
from lesebuch.html.links import own_pages
from lesebuch.model import Chapter
from lesebuch.presentation import citation, rights, wording
from lesebuch.presentation.ids import chapter_page, entry_page
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.project import edition_of
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.directives.search_page import KEY
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import open_pages
from lesebuch.writing import write_if_changed, write_whole

SITEMAP, FEED = "sitemap.xml", "feed.atom"
_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM_SPACE = "http://www.w3.org/2005/Atom"
_MOST = 50_000
"""Addresses that a sitemap may hold."""


def has_feed(app: Sphinx) -> bool:
    """Whether the site is for everyone, and knows where it will stand."""
    return (
        looks.is_our_site(app.builder)
        and bool(app.config.html_baseurl)
        and edition_of(app.config) is Edition.PUBLIC
        and not LesebuchDomain.of(app.env).private
    )


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: both files; those of an earlier build go where there are none now."""
    if failed or not looks.is_our_site(app.builder):
        return
    made = {SITEMAP: _sitemap, FEED: _feed}
    for name, make in made.items():
        path = Path(app.outdir, name)
        if has_feed(app):
            write_if_changed(path, make(app))
        elif path.is_file() and _is_ours(path):
            path.unlink()


_MARK = " Lesebuch "


def _is_ours(path: Path) -> bool:
    return f"<!--{_MARK}-->".encode() in path.read_bytes()[:400]


def _address(app: Sphinx, docname: str = "") -> str:
    builder: Any = app.builder
    return f"{app.config.html_baseurl.rstrip('/')}/{builder.get_target_uri(docname) if docname else ''}"


def _own(space: str) -> Any:
    return {None: space}


def _sitemap(app: Sphinx) -> str:
    root = etree.Element(f"{{{_SITEMAP_SPACE}}}urlset", nsmap=_own(_SITEMAP_SPACE))
    uses = LesebuchDomain.of(app.env).uses
    shown = [docname for docname in sorted(open_pages(app.env)) if KEY not in uses.get(docname, {})]
    shown += [entry_page(slug) for slug in own_pages(app.builder)]
    for docname in shown[:_MOST]:
        page = etree.SubElement(root, f"{{{_SITEMAP_SPACE}}}url")
        etree.SubElement(page, f"{{{_SITEMAP_SPACE}}}loc").text = _address(app, docname)
    return _text(root)


def _feed(app: Sphinx) -> str:
    """The chapters, the last published first. The edition's date is what has changed of each."""
    collection = collection_of(app.config)
    atom = f"{{{_ATOM_SPACE}}}"
    root = etree.Element(f"{atom}feed", nsmap=_own(_ATOM_SPACE))
    root.set("{http://www.w3.org/XML/1998/namespace}lang", collection.language)
    home = _address(app)
    said = {"id": home, "title": collection.title, "subtitle": collection.description, "rights": collection.licence}
    for name, value in (said | {"updated": _moment(collection.date)}).items():
        if value:
            etree.SubElement(root, f"{atom}{name}").text = value
    etree.SubElement(root, f"{atom}link", rel="self", href=_address(app) + FEED, type="application/atom+xml")
    etree.SubElement(root, f"{atom}link", href=home)
    _people(root, collection.editors or (collection.title,))
    chapters = [c for c in LesebuchDomain.of(app.env).reader.chapters if chapter_page(c.slug) in app.env.found_docs]
    for chapter in sorted(chapters, key=lambda c: (citation.certain(c.published), c.slug), reverse=True):
        _entry(root, chapter, _address(app, chapter_page(chapter.slug)), collection.date)
    return _text(root)


def _entry(root: Any, chapter: Chapter, address: str, edition: str) -> None:
    atom = f"{{{_ATOM_SPACE}}}"
    entry = etree.SubElement(root, f"{atom}entry")
    certain = citation.certain(chapter.published)
    said = {"id": address, "title": chapter.title, "updated": _moment(edition), "rights": rights.statement(chapter)}
    for name, value in said.items():
        etree.SubElement(entry, f"{atom}{name}").text = value
    # A day that is certain; anything less exact would be made up.
    if len(certain) == len("2022-03-01"):
        etree.SubElement(entry, f"{atom}published").text = _moment(certain)
    etree.SubElement(entry, f"{atom}link", href=address, hreflang=chapter.language)
    _people(entry, wording.signed(chapter))


def _people(element: Any, names: tuple[str, ...]) -> None:
    for name in names:
        author = etree.SubElement(element, f"{{{_ATOM_SPACE}}}author")
        etree.SubElement(author, f"{{{_ATOM_SPACE}}}name").text = name


def _moment(iso: str) -> str:
    """Midnight (UTC) of a day, or of the first day of a month or year; of an edition without a date, the epoch."""
    parts = [int(part) for part in iso.split("-")] if iso.replace("-", "").isdigit() else [1970]
    return f"{dt.date(*[*parts, 1, 1][:3]).isoformat()}T00:00:00Z"


def _text(root: Any) -> str:
    root.insert(0, etree.Comment(_MARK))
    etree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


# --- Robots -----------------------------------------------------------------------------------------------------------

_KEPT_OUT = frozenset({"html", "dirhtml", "singlehtml"})
_ROBOTS = "robots.txt"
_NO_ROBOTS = "# Lesebuch: this edition is for private use.\nUser-agent: *\nDisallow: /\n"


def keep_out(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: a private edition that is put on a server after all is not for search engines.

    A robots.txt that is not ours stays as it is; the pages say `noindex` too. In a site of others it would keep
    search engines from their pages.
    """
    if failed or app.builder.name not in _KEPT_OUT or not looks.ours(app.config):
        return
    path = Path(app.outdir, _ROBOTS)
    ours_is_there = path.is_file() and path.read_bytes() == _NO_ROBOTS.encode()
    if LesebuchDomain.of(app.env).private:
        if not path.exists():
            write_whole(path, _NO_ROBOTS)
    elif ours_is_there:
        path.unlink()

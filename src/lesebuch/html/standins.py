"""Pages in the place of one that cannot be had: 404.html of servers, offline.html of a reader that is kept in a browser.

They are shown under whatever address was asked for, however deep. So the links of the one begin at the root of the server;
below that the site lies where `baseurl` in reader.toml says. Those of the other begin at the root of the site, which the
worker knows; of the pages that it lists the worker leaves those that are at hand (`offline/worker.js`).
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from sphinx.application import Sphinx

from lesebuch.config import NOT_FOUND
from lesebuch.html import offline
from lesebuch.html.languages import attributes
from lesebuch.html.links import Pages
from lesebuch.html.pages import CHAPTERS_PAGE, SEARCH_PAGE
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_if_changed

_LINK = re.compile(r'(?<=\s)(href|src|action)="(?!#|"|[a-z]+:)([^"]*)"')


def write(app: Sphinx) -> tuple[()]:
    """On `html-collect-pages`: write them, if they are not as they were. A page of the editors' own stays."""
    builder: Any = app.builder
    if not looks.is_our_site(builder):
        return ()
    if "notfound.extension" not in app.extensions:
        _write(
            app,
            NOT_FOUND,
            _("Page not found"),
            _not_found(builder),
            urlsplit(app.config.html_baseurl).path.rstrip("/") + "/",
        )
    if offline.is_offered(app):
        _write(app, offline.PAGE, _("This page is not on this device"), _not_at_hand(builder), "")
    return ()


def _write(app: Sphinx, file: str, title: str, body: str, root: str) -> None:
    """`root`: where links begin, from where the page will be shown."""
    builder: Any = app.builder
    name = file.removesuffix(".html")
    if name in app.env.found_docs:
        return
    made = Path(app.doctreedir, file)
    whole = f"<section><h1>{title}</h1>{body}</section>"
    context = {"title": escape(title), "lesebuch_title": title, "body": whole, "pageurl": None}
    builder.handle_page(name, context, outfilename=made)
    here = root + builder.get_target_uri(name)
    page = _LINK.sub(lambda link: f'{link[1]}="{urljoin(here, link[2]) or "./"}"', made.read_text(encoding="utf-8"))
    made.unlink()
    write_if_changed(Path(app.outdir, file), page)


def _not_found(builder: Any) -> str:
    """What may have happened, a search, and the ways into the reader."""
    env, here = builder.env, NOT_FOUND.removesuffix(".html")
    root = str(builder.config.root_doc)
    ways = _linked(builder, here, [root, *env.toctree_includes.get(root, [])])
    field = ""
    if SEARCH_PAGE in env.found_docs and builder.config.lesebuch_search:
        address = builder.get_relative_uri(here, SEARCH_PAGE)
        field = (
            f'<form class="lb-search" role="search" aria-label="{_("Search")}" action="{address}"><p><input type="search" name="q"'
            f' placeholder="{_("Search")}" aria-label="{_("Words to search for")}" autocomplete="off"></p></form>'
        )
    said = _("The address may be incomplete or mistyped, or the page may have been renamed. These may help:")
    return f"<p>{said}</p>{field}<ul>{ways}</ul>"


def _not_at_hand(builder: Any) -> str:
    """What has happened, another try, and all pages of the contents, of which the worker leaves those that are at hand."""
    said = _("You are offline, and this page has not been opened before.")
    listed = _linked(builder, offline.PAGE.removesuffix(".html"), _contents(builder))
    all_pages = _("When you are online, “{button}” at the end of any page saves all pages.").format(
        button=_("Save for offline reading")
    )
    return (
        f'<p>{said} <a href="">{_("Try again")}</a></p>'
        f"<h2>{_('Available offline')}</h2><ul>{listed}</ul><p>{all_pages}</p>"
    )


def _contents(builder: Any) -> Iterator[str]:
    """The pages of the sidebar, in its order."""
    env, root = builder.env, str(builder.config.root_doc)
    chapters = [
        chapter_page(chapter.slug) for group in LesebuchDomain.of(env).index.groups for chapter in group.chapters
    ]
    yield root
    for page in env.toctree_includes.get(root, []):
        yield page
        yield from chapters if page == CHAPTERS_PAGE else env.toctree_includes.get(page, [])


def _linked(builder: Any, here: str, pages: Iterable[str]) -> str:
    """Items of a list, a line each."""
    titles, languages = builder.env.titles, Pages.of(builder).language
    return "".join(
        f'<li><a href="{builder.get_relative_uri(here, page)}"{attributes(languages(page.removeprefix(chapter_page(""))))}>'
        f"{escape(titles[page].astext())}</a></li>\n"
        for page in pages
        if page in titles
    )

"""The page that servers show in the place of one that is not there: 404.html, as most of them call it.

It is shown under whatever address was asked for, however deep, so that its links begin at the root of the server; below that
the site lies where `baseurl` in reader.toml says.
"""

import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from sphinx.application import Sphinx

from lesebuch.config import NOT_FOUND
from lesebuch.html.pages import SEARCH_PAGE
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import looks
from lesebuch.writing import write_if_changed

_NAME = NOT_FOUND.removesuffix(".html")
_LINK = re.compile(r'(?<=\s)(href|src|action)="(?!#|[a-z]+:)([^"]*)"')


def write(app: Sphinx) -> tuple[()]:
    """On `html-collect-pages`: write it, if it is not as it was. A page of the editors' own stays."""
    builder: Any = app.builder
    if not looks.is_our_site(builder) or _is_theirs(app):
        return ()
    made = Path(app.doctreedir, NOT_FOUND)
    context = {"title": escape(_title()), "lesebuch_title": _title(), "body": _body(builder), "pageurl": None}
    builder.handle_page(_NAME, context, outfilename=made)
    root = urlsplit(app.config.html_baseurl).path.rstrip("/") + "/"
    here = root + builder.get_target_uri(_NAME)
    page = _LINK.sub(lambda link: f'{link[1]}="{urljoin(here, link[2])}"', made.read_text(encoding="utf-8"))
    made.unlink()
    write_if_changed(Path(app.outdir, NOT_FOUND), page)
    return ()


def _is_theirs(app: Sphinx) -> bool:
    return _NAME in app.env.found_docs or "notfound.extension" in app.extensions


def _title() -> str:
    return _("There is no such page")


def _body(builder: Any) -> str:
    """What may have happened, a search, and the ways into the reader."""
    env, root = builder.env, str(builder.config.root_doc)
    listed = [root, *(doc for doc in env.toctree_includes.get(root, []) if doc in env.titles)]
    links = ((builder.get_relative_uri(_NAME, doc), escape(env.titles[doc].astext())) for doc in listed)
    ways = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in links)
    field = ""
    if SEARCH_PAGE in env.found_docs and builder.config.lesebuch_search:
        address = builder.get_relative_uri(_NAME, SEARCH_PAGE)
        field = (
            f'<form class="lb-search" role="search" aria-label="{_("Search")}" action="{address}"><p><input type="search" name="q"'
            f' placeholder="{_("Search")}" aria-label="{_("Words to search for")}" autocomplete="off"></p></form>'
        )
    said = _("The address may be incomplete or mistyped, or the page has been renamed. These may help:")
    return f"<section><h1>{_title()}</h1><p>{said}</p>{field}<ul>{ways}</ul></section>"

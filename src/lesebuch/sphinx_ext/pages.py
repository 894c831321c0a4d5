"""What an HTML page holds around its body: navigation, table of contents, tags for reference managers."""

from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from lesebuch import __version__
from lesebuch.model import Chapter
from lesebuch.sphinx_ext import catalogue, head, rights
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.identity import collection_of
from lesebuch.sphinx_ext.navigation import Navigation, inner_toc
from lesebuch.sphinx_ext.reading import CHAPTERS

CHAPTERS_PAGE = "chapters"
SEARCH_PAGE = "search-page"
_HERE = Path(__file__).parent


def prepare(app: Sphinx) -> None:
    """On `builder-inited`: our files, and no search index of Sphinx's own, which would be loaded whole by each page."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.search = builder.name not in {"html", "dirhtml"} and builder.search
        app.config.html_static_path.append(str(_HERE / "static"))
        app.add_css_file("lesebuch.css", priority=900)


def context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On `html-page-context`."""
    domain = LesebuchDomain.of(app.env)
    builder: Any = app.builder
    if not hasattr(builder, "lesebuch_navigation"):
        builder.lesebuch_navigation = Navigation(app.env, builder, app.config.root_doc, CHAPTERS_PAGE)
    slug = pagename.removeprefix(f"{CHAPTERS}/")
    chapter = domain.reader.chapter(slug) if slug != pagename else None
    context["lesebuch"] = {
        "nav": Markup(builder.lesebuch_navigation.render(pagename)),  # noqa: S704 - made by `Navigation`, which escapes
        "toc": Markup(inner_toc(str(context.get("toc", "")))),  # noqa: S704 - rendered by Sphinx
        "subtitle": app.config.lesebuch_subtitle,
        "search": SEARCH_PAGE if SEARCH_PAGE in app.env.all_docs else "",
        "indexed": doctree is not None and pagename != SEARCH_PAGE,
        "version": __version__,
        "say": catalogue.say,
        "rights": _rights(app, chapter, doctree),
        "private": rights.is_private(domain.reader),
    }
    if domain.reader.chapters:
        context["metatags"] = str(context.get("metatags", "")) + _head(app, pagename, chapter, context, doctree)


def _head(
    app: Sphinx, pagename: str, chapter: Chapter | None, context: dict[str, Any], doctree: nodes.document | None
) -> str:
    collection = collection_of(app.config)
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else ""
    start = pagename == app.config.root_doc
    about = collection.description if start else ""
    about = about or head.description(doctree, chapter) or head.fallback(title, chapter, collection)
    url = str(context.get("pageurl") or "")
    if chapter is not None:
        return head.of_chapter(chapter, collection, about, url)
    return head.of_page(title, collection, about, url, start=start)


def _rights(app: Sphinx, chapter: Chapter | None, doctree: nodes.document | None) -> tuple[str, ...]:
    """The lines of the footer that say whose words a page shows."""
    by = ", ".join(app.config.lesebuch_editors), app.config.lesebuch_licence
    if chapter is not None:
        return rights.of_chapter(chapter, *by)
    return rights.of_page(rights.quoted(doctree, LesebuchDomain.of(app.env).reader), *by)


def nav_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: if the navigation has changed, every page is written again, though none is read again."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    domain = LesebuchDomain.of(env)
    titles = sorted((doc, title.astext()) for doc, title in env.titles.items())
    # Every page says, too, whether the whole of the site is for private use.
    now = repr((env.toctree_includes, titles, rights.is_private(domain.reader)))
    before, domain.data["navigation"] = domain.data.get("navigation", ""), now
    return sorted(env.found_docs) if before and before != now else []

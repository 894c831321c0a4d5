"""What an HTML page holds around its body: navigation, table of contents, tags for reference managers."""

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from lesebuch import __version__
from lesebuch.sphinx_ext import citation
from lesebuch.sphinx_ext.domain import LesebuchDomain
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
    }
    if chapter is not None:
        tags = "".join(
            f'<meta name="{name}" content="{escape(value, quote=True)}">' for name, value in citation.meta(chapter)
        )
        context["metatags"] = str(context.get("metatags", "")) + tags


def nav_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: if the navigation has changed, every page is written again, though none is read again."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    domain = LesebuchDomain.of(env)
    titles = sorted((doc, title.astext()) for doc, title in env.titles.items())
    years = [(year, [chapter.slug for chapter in chapters]) for year, chapters in domain.index.years]
    now = repr((env.toctree_includes, titles, years))
    before, domain.data["navigation"] = domain.data.get("navigation", ""), now
    return sorted(env.found_docs) if before and before != now else []

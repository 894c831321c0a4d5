"""What an HTML page holds around its body: navigation, table of contents, tags for reference managers."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinxcontrib.serializinghtml import JSONHTMLBuilder, PickleHTMLBuilder, SerializingHTMLBuilder

from lesebuch import __version__
from lesebuch.colours import LIGHT
from lesebuch.config import MARKER, UNFINISHED
from lesebuch.html import feeds, head, offline, packing, previews, stylesheets
from lesebuch.html.languages import attributes, direction, marked
from lesebuch.html.links import Pages
from lesebuch.html.sidebar import Sidebar, inner_toc
from lesebuch.html.stylesheets import ShownNodes
from lesebuch.model import Chapter, Reader
from lesebuch.presentation import catalogue, network, rights, wording
from lesebuch.presentation.ids import CHAPTERS, chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.directives.search_page import KEY
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.foreign import title_language
from lesebuch.sphinx_ext.pages import is_for_teachers

CHAPTERS_PAGE = "chapters"
SEARCH_PAGE = "search-page"
_HERE = Path(__file__).parent


def prepare(app: Sphinx) -> None:
    """On `builder-inited`: our files, and no search index of Sphinx's own, which would be loaded whole by each page."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    _mark_english(builder)
    if isinstance(builder, EpubBuilder):
        # The marks of the edition are no part of the book.
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, MARKER, UNFINISHED, f".doctrees/{MARKER}"]
    if LesebuchDomain.of(app.env).parts:
        app.config.html_static_path.append(str(_HERE / "glossary"))
    # Builders may share what is read, and run side by side.
    packed = Path(app.doctreedir, f"lesebuch-static-{builder.name}")
    if _has_our_frame(builder):
        builder.search = builder.name not in looks.SITES and builder.search
        packing.pack(packed)
        app.config.html_static_path += [str(_HERE / "static"), str(packed)]
        for name in stylesheets.SHEETS:
            app.add_css_file(name, priority=900)
        builder.lesebuch_frame = True  # type: ignore[attr-defined]
    elif LesebuchDomain.of(app.env).there:
        packing.pack_anywhere(packed, scripts=previews.are_offered(app))
        app.config.html_static_path.append(str(packed))


def _mark_english(builder: Any) -> None:
    """Let each page that is rendered say which of its words are English; Sphinx has no event for a finished page."""
    render = builder.templates.render
    builder.templates.render = lambda template, context: marked(render(template, context))


def _has_our_frame(builder: Builder) -> bool:
    """Whether the pages are made from our templates: an EPUB and some help files have their own, and JSON has none."""
    if not isinstance(builder, StandaloneHTMLBuilder) or isinstance(builder, SerializingHTMLBuilder):
        return False
    return builder.theme.name == looks.THEME


def context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On `html-page-context`. In a frame that is not ours only pages that hold something of ours get anything."""
    domain = LesebuchDomain.of(app.env)
    builder: Any = app.builder
    slug = pagename.removeprefix(f"{CHAPTERS}/")
    chapter = domain.reader.chapter(slug) if slug != pagename and pagename in domain.uses else None
    if _has_our_frame(builder):
        _frame(app, pagename, chapter, context, doctree)
    elif looks.ours(app.config) and isinstance(builder, JSONHTMLBuilder | PickleHTMLBuilder):
        # No template is rendered, but the theme asks for its options all the same.
        options = builder.theme.get_options(builder.theme_options)
        context |= {"root_doc": app.config.root_doc, **{f"theme_{name}": value for name, value in options.items()}}
    elif holds_ours(pagename, doctree, domain.uses):
        builder.add_css_file(packing.SHEET_ANYWHERE, priority=900)
        builder.add_css_file(packing.BLOCKS, priority=901)
        if previews.are_offered(app):
            builder.add_js_file(packing.SCRIPT_ANYWHERE, priority=900, defer="defer")
    if pagename in domain.uses and (colours := stylesheets.colours(domain.reader.kinds)):
        context["metatags"] = str(context.get("metatags", "")) + colours
    if builder.name == "epub" or not domain.reader.chapters:
        return
    if _has_our_frame(builder) or chapter is not None:
        context["metatags"] = str(context.get("metatags", "")) + _head(app, pagename, chapter, context, doctree)
    # Our frame says it of a private edition itself; answers are for no search engine, whatever the edition.
    private = domain.private and not _has_our_frame(builder) and pagename in domain.uses
    if private or (is_for_teachers(app.env, pagename) and not domain.private):
        context["metatags"] = f'{context.get("metatags", "")}<meta name="robots" content="noindex">'


def holds_ours(pagename: str, doctree: nodes.document | None, uses: Collection[str]) -> bool:
    """Whether a page is one of those that use something of ours, or holds one, as the page of `singlehtml` does."""
    held = () if doctree is None else doctree.findall(addnodes.start_of_file)
    return pagename in uses or any(file["docname"] in uses for file in held)


def _head(
    app: Sphinx, pagename: str, chapter: Chapter | None, context: dict[str, Any], doctree: nodes.document | None
) -> str:
    collection = collection_of(app.config)
    known = app.env.titles.get(pagename)
    title = known.astext() if known is not None else str(context.get("lesebuch_title", ""))
    start = pagename == app.config.root_doc
    about = collection.description if start else ""
    about = about or head.description(doctree, chapter) or head.fallback(title, chapter, collection)
    url = str(context.get("pageurl") or "")
    if chapter is not None:
        return head.of_chapter(chapter, collection, about, url)
    return head.of_page(title, collection, about, url, start=start)


def _rights(
    app: Sphinx, chapter: Chapter | None, doctree: nodes.document | None, quoted: tuple[str, ...]
) -> tuple[str, ...]:
    """The lines of the footer that say whose words a page shows; `quoted`: chapters of which a page without doctree does."""
    by = ", ".join(app.config.lesebuch_editors), app.config.lesebuch_licence
    if chapter is not None:
        return rights.of_chapter(chapter, *by)
    return rights.of_page(chapters_of(quoted or _quoted(doctree), LesebuchDomain.of(app.env).reader), *by)


def _quoted(doctree: nodes.document | None) -> tuple[str, ...]:
    """Chapters of which a page quotes passages at length."""
    if doctree is None:
        return ()
    return tuple({node["chapter"]: None for node in doctree.findall(ours.passage_quote) if not node["missing"]})


def chapters_of(slugs: Iterable[str], reader: Reader) -> tuple[Chapter, ...]:
    """The chapters of these names that there are."""
    return tuple(chapter for slug in slugs if (chapter := reader.chapter(slug)))


def without_functions(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """On `html-page-context`, behind the theme: what it leaves for templates cannot be written as JSON, which no template renders."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        context |= {name: marked(value) for name, value in context.items() if isinstance(value, str)}
    if looks.ours(app.config) and isinstance(app.builder, JSONHTMLBuilder | PickleHTMLBuilder):
        for name in [name for name, value in context.items() if callable(value)]:
            del context[name]


def sidebar_of(app: Sphinx) -> Sidebar:
    """The sidebar of a build, made once."""
    builder: Any = app.builder
    made = getattr(builder, "lesebuch_sidebar", None)
    if not isinstance(made, Sidebar):
        made = builder.lesebuch_sidebar = Sidebar(app.env, builder, app.config.root_doc, CHAPTERS_PAGE)
    return made


def _frame(
    app: Sphinx, pagename: str, chapter: Chapter | None, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """What our templates ask for."""
    builder: Any = app.builder
    one = builder.name == "singlehtml"
    shown = ShownNodes(() if doctree is None else doctree.findall())
    unused = _unused_sheets(app, pagename, chapter, context, shown)
    # None is added here: what a page adds Sphinx keeps, if it is the last, for all pages of a later build of the same process.
    context["css_files"] = [file for file in context.get("css_files", ()) if not str(file.filename).endswith(unused)]
    if pagename == app.config.root_doc and str(context.get("title")) == str(context.get("docstitle")):
        # Else the window of the start page would name the reader twice.
        context["docstitle"] = ""
    context["lesebuch"] = {
        "nav": Markup(sidebar_of(app).render(pagename)),  # noqa: S704 - made by `Sidebar`, which escapes
        "toc": Markup(inner_toc(str(context.get("toc", "")) if not one else "")),  # noqa: S704 - rendered by Sphinx
        "subtitle": app.config.lesebuch_subtitle,
        "search": SEARCH_PAGE if SEARCH_PAGE in app.env.all_docs and not one and not builder.embedded else "",
        "noted": not one and shown.holds(ours.note_ref),
        "chapter": chapter is not None and not one,
        "entrance": pagename in (app.config.root_doc, CHAPTERS_PAGE) and not one,
        "further": [] if chapter is None or one else list(_further(builder, chapter.slug, pagename)),
        "indexed": doctree is not None and pagename != SEARCH_PAGE and not is_for_teachers(app.env, pagename),
        "version": __version__,
        "accent": LIGHT["accent"],
        "say": catalogue.say,
        "words": "" if catalogue.is_translated() else catalogue.ENGLISH,
        "rtl": direction(catalogue.current()) == "rtl",
        "rights": _rights(app, chapter, doctree, context.get("lesebuch_quoted", ())),
        "feed": feeds.FEED if feeds.has_feed(app) else "",
        "zip": offline.ZIP if offline.is_offered(app) else "",
        "private": LesebuchDomain.of(app.env).private,
    }


def _unused_sheets(
    app: Sphinx, pagename: str, chapter: Chapter | None, context: dict[str, Any], shown: ShownNodes
) -> tuple[str, ...]:
    """The style sheets that a page does without."""
    return stylesheets.unused(
        shown,
        chapter=chapter is not None,
        entry=bool(context.get("lesebuch_entry")),
        searches=KEY in LesebuchDomain.of(app.env).uses.get(pagename, {}),
        one=app.builder.name == "singlehtml",
    )


def _further(builder: Any, slug: str, pagename: str) -> Iterator[tuple[str, str, str, str]]:
    """What to read behind a chapter: address, language as attributes, title, and names of what both mention."""
    domain, pages = LesebuchDomain.of(builder.env), Pages.of(builder)
    for other, shared in domain.related.get(slug, ()):
        chapter = domain.reader.chapter(other)
        if chapter is not None and chapter_page(other) in builder.env.found_docs:
            names = network.some(domain.reader, shared)
            title = wording.short(chapter.title)
            yield pages.passage(other, "", pagename), attributes(pages.language(other)), title, names


def without_search(app: Sphinx, env: BuildEnvironment) -> None:
    """On `env-updated`: an EPUB has no search, so it has no page for it."""
    if isinstance(app.builder, EpubBuilder):
        pages = [docname for docname, keys in LesebuchDomain.of(env).uses.items() if set(keys) == {KEY}]
        names = [f"{docname}{app.builder.out_suffix}" for docname in pages if docname != app.config.root_doc]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *names]


def nav_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: if the navigation has changed, every page is written again, though none is read again."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return []
    domain = LesebuchDomain.of(env)
    titles = sorted((doc, title.astext()) for doc, title in env.titles.items())
    groups = [(g.name, g.label, [(c.slug, title_language(c)) for c in g.chapters]) for g in domain.index.groups]
    # Every page says, too, whether the whole of the site is for private use.
    now = repr((env.toctree_includes, titles, groups, domain.private))
    before, domain.data["navigation"] = domain.data.get("navigation", ""), now
    return sorted(env.found_docs) if before and before != now else []


def read_elsewhere(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """On `env-before-read-docs`: another builder, which shares what is read, reads what the site will not find outdated any more."""
    if docnames and not isinstance(app.builder, StandaloneHTMLBuilder):
        LesebuchDomain.of(env).data["unwritten"] = True


def unwritten(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: then all pages are written. What follows from a change only who has seen it knows."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    return sorted(env.found_docs) if LesebuchDomain.of(env).data.pop("unwritten", False) else []

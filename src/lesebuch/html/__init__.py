"""The site: how HTML shows the nodes of a reader, and what its pages hold around them."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.config import Setting
from lesebuch.html import (
    chapter_head,
    cited,
    cited_in,
    citing,
    entries,
    facts,
    feeds,
    goto,
    leftovers,
    lemmas,
    offers,
    offline,
    onepage,
    pages,
    partials,
    previews,
    redirects,
    search,
    shipping,
    standins,
    tasks,
    transforms,
    translator,
    visitors,
    words,
)
from lesebuch.sphinx_ext import intake, nodes
from lesebuch.sphinx_ext.conf import looks

_THEME = Path(__file__).parent / "templates"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything, in the order in which a build comes to it."""
    app.setup_extension("lesebuch.sphinx_ext")
    app.add_html_theme(looks.THEME, str(_THEME))
    # A list, as JSON: the command line of Sphinx splits others at each comma.
    app.add_config_value(Setting.OFFERS.value, "[]", "", str)
    app.connect("config-inited", _translate, priority=101)
    for node in (*nodes.BLOCKS, *nodes.INLINES):
        app.add_node(node, html=visitors.VISITORS[node])
    app.add_post_transform(transforms.EmptyHeads)
    app.connect("builder-inited", pages.prepare)
    # Behind the reading of the reader.
    app.connect("builder-inited", partials.remember, priority=600)
    app.connect(intake.READ, citing.prepare)
    app.connect("env-before-read-docs", pages.read_elsewhere)
    app.connect("env-updated", pages.unwritten)
    app.connect("env-updated", pages.nav_changed)
    app.connect("env-updated", cited_in.moved)
    app.connect("env-updated", pages.without_search)
    app.connect("env-updated", offers.find)
    app.connect("doctree-resolved", transforms.cite_works, priority=100)
    app.connect("doctree-resolved", cited.shorten, priority=100)
    app.connect("doctree-resolved", search.place)
    app.connect("doctree-resolved", tasks.say_facts)
    app.connect("doctree-resolved", chapter_head.arrange_heads, priority=850)
    app.connect("doctree-resolved", offers.place, priority=860)
    # Last of all: the marks stand in the passages by then.
    app.connect("doctree-resolved", onepage.separate, priority=900)
    app.connect("html-page-context", pages.context, priority=400)
    app.connect("html-page-context", pages.without_functions, priority=900)
    _write(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _write(app: Sphinx) -> None:
    """What is written beside the documents, and then about all of them."""
    app.connect("html-collect-pages", entries.collect)
    app.connect("html-collect-pages", standins.write)
    app.connect("build-finished", previews.write)
    app.connect("build-finished", cited.write)
    app.connect("build-finished", words.write)
    app.connect("build-finished", goto.write)
    app.connect("build-finished", facts.write)
    app.connect("build-finished", citing.write)
    app.connect("build-finished", leftovers.remove)
    app.connect("build-finished", redirects.write)
    app.connect("build-finished", shipping.tidy)
    app.connect("build-finished", search.index)
    app.connect("build-finished", lemmas.write)
    app.connect("build-finished", feeds.write)
    app.connect("build-finished", feeds.keep_out)
    app.connect("build-finished", offers.copy)
    # Behind all that writes into the site.
    app.connect("build-finished", offline.write, priority=850)


def _translate(app: Sphinx, config: Config) -> None:
    """On `config-inited`, behind the defaults: our translator, before a theme looks for one to build on."""
    if looks.ours(config):
        for name in translator.BUILDERS:
            app.set_translator(name, translator.LesebuchTranslator)

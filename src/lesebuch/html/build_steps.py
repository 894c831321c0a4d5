"""What the site adds to the order of a build, as `sphinx_ext/build_steps.py` has it for all writers."""

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
    words,
)
from lesebuch.sphinx_ext import intake
from lesebuch.sphinx_ext.build_steps import Step

STEPS: tuple[Step, ...] = (
    ("config-inited", 101, translator.use),  # behind the defaults (100), before a theme looks for one to build on
    ("builder-inited", 500, pages.prepare),
    ("builder-inited", 600, partials.remember),  # behind the reading of the reader (500)
    (intake.READ, 500, citing.prepare),
    ("env-before-read-docs", 500, pages.read_elsewhere),
    ("env-updated", 500, pages.unwritten),
    ("env-updated", 500, pages.nav_changed),
    ("env-updated", 500, cited_in.moved),
    ("env-updated", 500, pages.without_search),
    ("env-updated", 500, offers.find),
    ("doctree-resolved", 100, transforms.cite_works),  # before the marks are put in (500)
    ("doctree-resolved", 100, cited.shorten),  # likewise
    ("doctree-resolved", 500, search.place),
    ("doctree-resolved", 500, tasks.say_facts),
    ("doctree-resolved", 850, chapter_head.arrange_heads),  # when the marks stand in the passages
    ("doctree-resolved", 860, offers.place),  # when the head is arranged, in which they stand
    ("doctree-resolved", 900, onepage.separate),  # when all ids are there
    # Beside the documents, and then about all of them.
    ("html-collect-pages", 500, entries.collect),
    ("html-collect-pages", 500, standins.write),
    ("html-page-context", 400, pages.context),  # before a theme (500) adds what is its own
    ("html-page-context", 900, pages.without_functions),  # behind the theme
    ("build-finished", 500, previews.write),
    ("build-finished", 500, cited.write),
    ("build-finished", 500, words.write),
    ("build-finished", 500, goto.write),
    ("build-finished", 500, facts.write),
    ("build-finished", 500, citing.write),
    ("build-finished", 500, leftovers.remove),  # before the pages are indexed
    ("build-finished", 500, redirects.write),  # likewise
    ("build-finished", 500, shipping.tidy),  # when all pages and our own files are there
    ("build-finished", 500, search.index),
    ("build-finished", 500, lemmas.write),
    ("build-finished", 500, feeds.write),
    ("build-finished", 500, feeds.keep_out),
    ("build-finished", 500, offers.copy),
    ("build-finished", 850, offline.write),  # behind all that writes into the site
)

"""What a search knows beside the words: the names of each entry, and of each page what it may be filtered by.

One script, which the search page loads. It holds nothing of the texts.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.folders import ASSIGNMENTS
from lesebuch.html.calling import call
from lesebuch.model import Chapter
from lesebuch.presentation import ids
from lesebuch.presentation.ids import chapter_page
from lesebuch.presentation.index import year_of
from lesebuch.presentation.names import names
from lesebuch.presentation.wording import signed
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import open_pages
from lesebuch.writing import write_if_changed

_FILE = "lesebuch-facts.js"


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`."""
    builder = app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder) or not looks.ours(app.config):
        return
    domain = LesebuchDomain.of(app.env)
    pages: dict[str, dict[str, object]] = {
        builder.get_target_uri(name): {"kind": kind} for name, kind in _kinds(domain, open_pages(app.env)).items()
    }
    for chapter in domain.reader.chapters:
        if chapter_page(chapter.slug) in app.env.found_docs:
            pages[builder.get_target_uri(chapter_page(chapter.slug))] = _of_chapter(chapter)
    facts = {"names": names(domain.reader), "pages": pages}
    text = call("lesebuchFacts", facts)
    write_if_changed(Path(app.outdir, "_static", _FILE), text)


def _kinds(domain: LesebuchDomain, pages: set[str]) -> dict[str, str]:
    """By page what its places are, where they are all one."""
    kinds = {name: "task" for name in sorted(pages) if name.startswith(f"{ASSIGNMENTS}/")}
    kinds |= dict.fromkeys(sorted(set(domain.entry_pages.values())), "entry")
    if domain.chronology_page:
        kinds[domain.chronology_page] = "event"
    return kinds


def _of_chapter(chapter: Chapter) -> dict[str, object]:
    facts = {
        "kind": "chapter",
        "authors": signed(chapter),
        "outlet": chapter.publisher,
        "year": year_of(chapter),
        "events": [ids.event(event.id) for event in chapter.events],
    }
    return {name: value for name, value in facts.items() if value}

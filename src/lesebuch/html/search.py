"""Search: an index of the finished pages, passage by passage, and a page of our own that asks it.

A reader of usual size is one script, which a browser loads from `file:` too; it is searched whole, so that parts of
compounds are found. Where that script would be large, pages on a server load which pages hold the words of a query, and those
pages (`search_words.py`).
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from lesebuch.html import search_words
from lesebuch.html.calling import call
from lesebuch.html.searched import Searched, Unit, searched
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.directives.search_page import KEY
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

_INDEX = "_static/lesebuch-index.js"
_REST = "_static/lesebuch-rest.js"
_TEXTS = "_static/lesebuch-texts.js"
_WITHOUT_PAGE = frozenset({"sphinx_immaterial"})
"""Themes that show what they find below their field, and write no `search.html`."""
_LARGEST = 1_500_000
"""Bytes of the index up to which a page loads it whole; packed for the way it is a third of that."""
_PASSAGE = re.compile(r"[a-z]\d+(?:\.\d+)*")
_Listed = tuple[str, str, Sequence[Unit]]
"""Address, title and units of a page."""
_WORDS = {
    "ask": N_("Type what you are looking for."),
    "busy": N_("Searching …"),
    "none": N_("Nothing found for “{q}”. Try another word, or fewer words."),
    "one": N_("1 passage for “{q}”"),
    "many": N_("{n} passages for “{q}”"),
    "one-in-texts": N_("1 passage in the texts for “{q}”"),
    "many-in-texts": N_("{n} passages in the texts for “{q}”"),
    "besides": N_("In notes, glossary, chronology and assignments"),
    "broken": N_("Search does not work here."),
    "instead": N_(
        "Use the glossary, the chronology or the list of texts instead; your browser can search within a page (Ctrl+F)."
    ),
    "choices": N_("Filters and display"),
    "all": N_("All"),
    "kind": N_("Kind"),
    "kind-text": N_("Source texts"),
    "kind-note": N_("Notes"),
    "kind-entry": N_("Glossary entries"),
    "kind-event": N_("Events"),
    "kind-task": N_("Assignments"),
    "author": N_("Written by"),
    "outlet": N_("Published in"),
    "year": N_("Year"),
    "view": N_("Show"),
    "passages": N_("Passages"),
    "lines": N_("In context (concordance)"),
    "places": N_("{n} occurrences of “{q}”"),
    "sort": N_("Sort by"),
    "sort-place": N_("text"),
    "sort-left": N_("preceding words"),
    "sort-right": N_("following words"),
    "sort-form": N_("word form"),
    "which": N_("Count"),
    "which-all": N_("forms and compounds"),
    "which-forms": N_("all forms"),
    "which-lemma": N_("all forms in the dictionary"),
    "which-exact": N_("this form only"),
    "before": N_("Before"),
    "word": N_("Word"),
    "after": N_("After"),
    "place": N_("Passage"),
    "text": N_("Text"),
    "date": N_("Year"),
    "count": N_("Occurrences"),
    "share": N_("per 1,000 words"),
    "by-text": N_("Frequency by text"),
    "by-year": N_("Frequency by year"),
    "csv": N_("Save as a table (CSV)"),
    "more-lines": N_("More lines"),
    "large": N_("To show words in context, all texts of this reader have to be loaded ({n} MB)."),
    "load": N_("Load the texts"),
}
"""What the script says, by the names that it knows."""
_HTML = """<div class="lb-results"{words}>
<noscript><p>{noscript}</p></noscript>
<form class="lb-find" role="search"><input type="search" name="q" aria-label="{field}" autocomplete="off"><button>{button}</button></form>
<p class="status" role="status"></p><ol></ol><button type="button" class="more" hidden>{more}</button></div>"""


def place(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`: what the script fills; in a frame that is not ours, a link to the search that it has."""
    domain = LesebuchDomain.of(app.env)
    builder: Any = app.builder
    if KEY not in domain.uses.get(docname, {}) or builder.format != "html":
        return
    html = ""
    if looks.is_our_site(builder):
        html = _page()
    elif has_page_of_its_own(builder):
        address = relative_uri(builder.get_target_uri(docname), builder.get_target_uri("search"))
        html = f'<p><a href="{address}">{_("Search")}</a></p>'
    for raw in doctree.findall(nodes.raw):
        if raw.get("lesebuch") == KEY:
            raw[:] = [nodes.Text(html)]


def has_page_of_its_own(builder: Any) -> bool:
    """Whether a frame that is not ours has a page for its search, as nearly all have."""
    return builder.name in looks.SITES and builder.search and builder.config.html_theme not in _WITHOUT_PAGE


def _page() -> str:
    without = (
        _("Search needs JavaScript.")
        + " "
        + _(
            "Use the glossary, the chronology or the list of texts instead; your browser can search within a page (Ctrl+F)."
        )
    )
    return _HTML.format(
        words="".join(f' data-{name}="{escape(_(text), quote=True)}"' for name, text in _WORDS.items()),
        noscript=without,
        field=_("Words to search for"),
        button=_("Search"),
        more=_("More passages"),
    )


def index(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: index the pages. The old index goes first, so that nothing of an earlier build stays."""
    if failed or not looks.is_our_site(app.builder) or not app.config.lesebuch_search:
        return
    outdir = Path(app.outdir)
    if _is_current(outdir):
        return
    remove(outdir)
    searched = read(outdir)
    if write(outdir, searched):
        search_words.write(outdir, searched)


def remove(outdir: Path) -> None:
    """Take away what an earlier build has made for its search."""
    for name in (_INDEX, _REST, _TEXTS):
        (outdir / name).unlink(missing_ok=True)
    search_words.remove(outdir)


def _is_current(outdir: Path) -> bool:
    """Whether no page is newer than the index. One that is gone has its place in a navigation, which is then newer."""
    index = outdir / _INDEX
    large = (outdir / _TEXTS).is_file()
    made_large, made_small = (outdir / search_words.FILE).is_file(), (outdir / _REST).is_file()
    if not index.is_file() or large != made_large or large == made_small:
        return False
    made = index.stat().st_mtime_ns
    return all(page.stat().st_mtime_ns <= made for page in _pages(outdir))


def _pages(outdir: Path) -> list[Path]:
    return [path for path in sorted(outdir.rglob("*.html")) if path.relative_to(outdir).parts[0] != "_static"]


# --- The index that is loaded whole ------------------------------------------------------------------------------------


def write(outdir: Path, searched: Sequence[Searched]) -> bool:
    """One script with the passages of texts, and one with all else: who wants all places of a word in lines needs the first alone.

    Where both would be large, one script names another with all units, and its size in bytes. A page from `file:` loads
    that one, and so does who wants to see lines. Gives whether it is large.
    """
    pages = [(page.address, page.title, page.units) for page in searched if page.units]
    text = call("lesebuchIndex", pages)
    large = len(text.encode()) > _LARGEST
    if large:
        write_whole(outdir / _TEXTS, text)
        text = call("lesebuchIndex", Path(_TEXTS).name, len(text.encode()))
    else:
        write_whole(outdir / _REST, call("lesebuchRest", _those(pages, passages=False)))
        text = call("lesebuchIndex", _those(pages, passages=True))
    write_whole(outdir / _INDEX, text)
    return large


def _those(pages: Iterable[_Listed], *, passages: bool) -> list[_Listed]:
    """The units that have the id of a passage, or all others, by their pages."""
    chosen = (
        (a, t, [unit for unit in units if bool(_PASSAGE.fullmatch(unit[0])) == passages]) for a, t, units in pages
    )
    return [page for page in chosen if page[2]]


def read(outdir: Path) -> list[Searched]:
    """The pages of a site that are to be searched, sorted."""
    found = (searched(path.relative_to(outdir).as_posix(), path.read_bytes()) for path in _pages(outdir))
    return [page for page in found if page]

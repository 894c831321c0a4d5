"""Search: an index of the finished pages, passage by passage, and a page of our own that asks it.

A reader of usual size is one script, which a browser loads from `file:` too; it is searched whole, so that parts of
compounds are found. Where that script would be large, pages on a server ask Pagefind, which loads a few chunks a query,
and cut what it finds into passages in the same way.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from lxml import etree
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.search_page import KEY
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

_BUILDERS = frozenset({"html", "dirhtml"})
PAGEFIND = "_static/pagefind"
"""Below Sphinx's own folder: a project may have pages in a folder `pagefind`."""
_ENTRY = "pagefind-entry.json"
"""With this file a folder is known as an index of Pagefind's."""
_INDEX = "_static/lesebuch-index.js"
_REST = "_static/lesebuch-rest.js"
_TEXTS = "_static/lesebuch-texts.js"
_LARGEST = 1_500_000
"""Bytes of the index up to which a page loads it whole; packed for the way it is a third of that."""
_LEFT_OUT = (
    *("num", "nr", "recte", "headerlink", "back", "kind", "entry-kind", "evidence", "fold", "fact", "tag", "n"),
    *("lb-shut", "cited-in"),
    *("f-url", "f-original", "f-language", "f-rights", "f-source", "f-supplied", "f-status"),
    *(
        "missing",
        "missing-row",
        "entry-index",
        "cite",
        "told",
        "near",
        "who",
        "letters",
        "glossary-parts",
        "timeline",
        "timeline-fold",
        "map",
        "map-places",
        "dates",
        "chapter-list",
        "sources",
    ),
)
"""Classes of elements that are not searched: labels and numbers of ours, and lists of what stands elsewhere."""
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time", "u"})
"""Elements that begin no line and whose ids are no place to lead to."""

_WORDS = {
    "ask": N_("Type what you are looking for."),
    "busy": N_("Searching …"),
    "none": N_("Nothing found for “{q}”."),
    "one": N_("1 passage for “{q}”"),
    "many": N_("{n} passages for “{q}”"),
    "broken": N_("The search does not work here."),
    "instead": N_("Glossary, chronology and the list of texts help; within a page your browser searches (Ctrl+F)."),
    "paragraph": N_("Paragraph"),
    "all": N_("All"),
    "kind": N_("Kind"),
    "kind-text": N_("Words of the texts"),
    "kind-note": N_("Notes"),
    "kind-entry": N_("Glossary entries"),
    "kind-event": N_("Events"),
    "kind-task": N_("Assignments"),
    "author": N_("Written by"),
    "outlet": N_("Published in"),
    "year": N_("Year"),
    "view": N_("Show"),
    "passages": N_("Passages"),
    "lines": N_("Lines (concordance)"),
    "places": N_("{n} places of “{q}”"),
    "sort": N_("In the order of"),
    "sort-place": N_("the texts"),
    "sort-left": N_("the words before"),
    "sort-right": N_("the words after"),
    "sort-form": N_("the forms"),
    "which": N_("Count"),
    "which-all": N_("forms and compounds"),
    "which-forms": N_("all forms"),
    "which-lemma": N_("all forms by the dictionary"),
    "which-exact": N_("this form alone"),
    "before": N_("Before"),
    "word": N_("Word"),
    "after": N_("After"),
    "place": N_("Passage"),
    "text": N_("Text"),
    "date": N_("Year"),
    "count": N_("Places"),
    "share": N_("per 1,000 words"),
    "by-text": N_("How often, by text"),
    "by-year": N_("How often, by year"),
    "csv": N_("Save as a table (CSV)"),
    "more-lines": N_("More lines"),
    "large": N_("Lines need all texts of this reader, {n} MB."),
    "load": N_("Load the texts"),
}
"""What the script says, by the names that it knows."""
_HTML = """<div class="lb-results"{words}>
<noscript><p>{noscript}</p></noscript>
<form class="lb-find" role="search"><input type="search" name="q" aria-label="{field}" autocomplete="off"><button>{button}</button></form>
<p class="status" role="status"></p><ol></ol><button type="button" class="more" hidden>{more}</button></div>"""

_Unit = tuple[str, ...]
"""An id, the text from there to the next, what the place is called, and its language if that is not the page's."""
_BODY = b"data-pagefind-body"
"""Marks what of a page is searched, for Pagefind and for us."""
_STRING = etree.XPath("string()")


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a page is searched."""

    address: str
    """Relative to the site."""
    title: str
    units: tuple[_Unit, ...]
    bare: bytes
    """The page without all else, for Pagefind."""


def place(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`: what the script fills; in a frame that is not ours, a link to the search that it has."""
    domain = LesebuchDomain.of(app.env)
    builder: Any = app.builder
    if KEY not in domain.uses.get(docname, {}) or builder.format != "html":
        return
    html = ""
    if looks.ours(app.config) and builder.name in _BUILDERS:
        html = _page()
    elif builder.name in _BUILDERS and builder.search:
        address = relative_uri(builder.get_target_uri(docname), builder.get_target_uri("search"))
        html = f'<p><a href="{address}">{_("Search")}</a></p>'
    for raw in doctree.findall(nodes.raw):
        if raw.get("lesebuch") == KEY:
            raw[:] = [nodes.Text(html)]


def _page() -> str:
    without = (
        _("The search needs JavaScript.")
        + " "
        + _("Glossary, chronology and the list of texts help; within a page your browser searches (Ctrl+F).")
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
    if failed or app.builder.name not in _BUILDERS or not app.config.lesebuch_search:
        return
    if not looks.ours(app.config):
        return
    outdir = Path(app.outdir)
    if _is_current(outdir):
        return
    remove(outdir)
    searched = read(outdir)
    # Pages ask for Pagefind's index where ours is large; of another reader it would lie there for nobody.
    if write(outdir, searched):
        pagefind(outdir, searched, str(app.config.language))


def remove(outdir: Path) -> None:
    """Take away what an earlier build has made for its search."""
    for name in (_INDEX, _REST, _TEXTS):
        (outdir / name).unlink(missing_ok=True)
    if (outdir / PAGEFIND / _ENTRY).is_file():
        shutil.rmtree(outdir / PAGEFIND, ignore_errors=True)


def _is_current(outdir: Path) -> bool:
    """Whether no page is newer than the index. One that is gone has its place in a navigation, which is then newer."""
    index = outdir / _INDEX
    large = (outdir / _TEXTS).is_file()
    if not index.is_file() or large != (outdir / PAGEFIND / _ENTRY).is_file() or large == (outdir / _REST).is_file():
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
    text = _call(pages)
    large = len(text.encode()) > _LARGEST
    if large:
        write_whole(outdir / _TEXTS, text)
        text = _call(Path(_TEXTS).name, len(text.encode()))
    else:
        write_whole(outdir / _REST, _call(_those(pages, passages=False), function="lesebuchRest"))
        text = _call(_those(pages, passages=True))
    write_whole(outdir / _INDEX, text)
    return large


_PASSAGE = re.compile(r"[a-z]\d+(?:\.\d+)*")
_Listed = tuple[str, str, Sequence[_Unit]]


def _those(pages: Iterable[_Listed], *, passages: bool) -> list[_Listed]:
    """The units that have the id of a passage, or all others, by their pages."""
    chosen = (
        (a, t, [unit for unit in units if bool(_PASSAGE.fullmatch(unit[0])) == passages]) for a, t, units in pages
    )
    return [page for page in chosen if page[2]]


def _call(*values: object, function: str = "lesebuchIndex") -> str:
    said = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"{function}({said});\n"


def read(outdir: Path) -> list[Searched]:
    """The pages of a site that are to be searched, sorted."""
    found = (searched(path.relative_to(outdir).as_posix(), path.read_bytes()) for path in _pages(outdir))
    return [page for page in found if page]


def searched(address: str, page: bytes) -> Searched | None:
    """Title and units of a page, as a search may show them; None of a page that is not to be searched."""
    # Most pages are none of these where a glossary is large, and to parse a page takes long.
    article = _tree(page).find(".//article[@data-pagefind-body]") if _BODY in page else None
    if article is None:
        return None
    filters = article.getroottree().findall(".//meta[@data-pagefind-filter]")
    # A label is told by what may itself not be searched.
    places = {element.get("id"): (_label(element), element.get("lang", "")) for element in _PLACES(article)}
    for element in filter(_is_left_out, _MAYBE_LEFT_OUT(article)):
        _drop(element)
    title = article.find(".//h1")
    text = _text(article)
    made: list[_Unit] = []
    for name, said in _cut(text):
        label, language = places.get(name, ("", ""))
        if said:
            # A heading that is all there is need not be said twice.
            made.append((name, said, "" if label == said else label, *([language] if language else [])))
    heading = "" if title is None else " ".join(str(_STRING(title)).split())
    return Searched(address, heading, tuple(made), _bare(filters, text))


def _tree(page: bytes) -> Any:
    """Not by `lxml.html`, whose elements know more, and are each looked up for it."""
    return etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))


def _drop(element: Any) -> None:
    """Take an element out; what stands behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _text(article: Any) -> str:
    """An article without the elements that begin nothing, which are most of a page, and without comments."""
    return _NOT_PARTING.sub("", etree.tostring(article, encoding="unicode", method="html", with_tail=False))


def _bare(filters: Iterable[Any], text: str) -> bytes:
    """A page of that alone which is searched."""
    head = b"".join(etree.tostring(part, encoding="utf-8", method="html", with_tail=False) for part in filters)
    return b"<!doctype html><html><head>%b</head><body>%b</body></html>" % (head, text.encode())


def _is_left_out(element: Any) -> bool:
    if element.tag in _LEFT_OUT_TAGS or not _LEFT_OUT_SET.isdisjoint(element.get("class", "").split()):
        return True
    if element.tag == "thead":
        return "events" in element.getparent().get("class", "").split()
    # The headings of the editorial layer are the same on every page.
    return element.tag == "h2" and "apparatus" in element.getparent().get("class", "").split()


_LEFT_OUT_SET = frozenset(_LEFT_OUT)
_LEFT_OUT_TAGS = frozenset({"script", "style", "dt", "form", "button", "svg"})
_MAYBE_LEFT_OUT: Any = etree.XPath(
    " | ".join((".//*[@class]", *(f".//{tag}" for tag in (*sorted(_LEFT_OUT_TAGS), "thead", "h2"))))
)
_PLACES: Any = etree.XPath("descendant-or-self::*[@id]")
# In what lxml writes no `>` stands within a tag but at its end.
_NOT_PARTING = re.compile(rf"<!--.*?-->|</?(?:{'|'.join(sorted(_INLINE))})(?=[\s>])[^>]*>", re.DOTALL)
_NO_PLACE = re.compile(r'<(?![^>]*\sid=")[^>]*>')
_PLACE = re.compile(r'<[^>]*\sid="([^"]*)"[^>]*>')
_IS_ROW = re.compile(r"p\d+\.\d+")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _label(element: Any) -> str:
    """What a place is called: a passage by its kind and number, a note by its number, a section by its heading."""
    classes = element.get("class", "").split()
    if "psg" in classes or (element.tag == "tr" and _IS_ROW.fullmatch(element.get("id", ""))):
        return wording.passage_name(element.get("id"))
    if "note" in classes:
        return _("Note {n}").format(n=element.findtext("a"))
    if "head-note" in classes:
        return _("Introduction")
    heading = next((child for child in element if child.tag in _HEADINGS), None)
    return "" if heading is None else "".join(heading.xpath("text() | .//*[not(self::a)]/text()")).strip()


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """The words of each place with an id, up to the next; at first those before any."""
    parts = ["", *_PLACE.split(_NO_PLACE.sub(" ", text))]
    for name, words in zip(parts[::2], parts[1::2], strict=True):
        yield unescape(name), " ".join(unescape(words).split())


# --- Pagefind ----------------------------------------------------------------------------------------------------------


def pagefind(outdir: Path, searched: Iterable[Searched], language: str) -> None:
    """Pagefind's index. It is given what is searched alone: to read whole pages takes it twice as long."""
    command = [sys.executable, "-m", "pagefind", "--output-path", str(outdir / PAGEFIND)]
    command += ["--force-language", language.partition("_")[0].partition("-")[0], "--site"]
    try:
        with TemporaryDirectory() as folder:
            for page in searched:
                path = Path(folder, page.address)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(page.bare)
            done = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
    except OSError as error:
        logger.warning("Pagefind cannot be run: %s. The site has no search.", error, type="lesebuch", subtype="search")
        return
    if done.returncode:
        what = (done.stderr or done.stdout).strip()
        logger.warning("Pagefind failed: %s. The site has no search.", what, type="lesebuch", subtype="search")

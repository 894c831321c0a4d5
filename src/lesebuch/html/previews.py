"""Short definitions of all entries, and the addresses of their pages, in one script, which a page loads when the first preview is asked for.

A script and not JSON, since browsers load it from `file:` too; one for all pages, so that a changed definition
changes this file and the glossary, not every chapter that mentions the entry. Of a large glossary there is one for each of
its pages, and one that says on which page an entry is.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.html.calling import call
from lesebuch.html.links import own_pages
from lesebuch.presentation.ids import entry_page, part_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext import prose
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_if_changed

_FILE = "lesebuch-entries.js"
_PART_FILE = "lesebuch-entries-{part}.js"
_PLACES_FILE = "lesebuch-places.js"
_LONGEST = 380
_SENTENCE = re.compile(r"(?<=[a-zäöüß)“])[.;](?= [A-ZÄÖÜ„a-z])")
"""An end of a sentence; a point behind a digit is an ordinal."""


def are_offered(app: Sphinx) -> bool:
    """Whether pages have previews: those in our frame, and those of a site that shows a reader, whatever its theme."""
    framed = bool(getattr(app.builder, "lesebuch_frame", False))
    return framed or (app.builder.name in looks.SITES and LesebuchDomain.of(app.env).there)


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, from the doctrees of the glossary; of a large one a script for each page."""
    if failed or not are_offered(app):
        return
    domain = LesebuchDomain.of(app.env)
    page, folder = domain.glossary_page, Path(app.outdir, "_static")
    parts = {part.name: part for part in domain.parts.values() if not part.parts} if domain.is_split(page) else {}
    if page in app.env.all_docs:
        if not parts:
            _write(app, page, folder / _FILE)
        for name in parts:
            _write(app, part_page(page, name), folder / _PART_FILE.format(part=name), name)
        if parts:
            write_if_changed(folder / _FILE, call("lesebuchEntries", None))
    _remove(folder, {_PART_FILE.format(part=name) for name in parts})
    if parts:
        addresses = {name: app.builder.get_target_uri(part_page(page, name)) for name in parts}
        entries = {entry.slug: name for name, part in parts.items() for entry in part.entries}
        write_if_changed(folder / _PLACES_FILE, call("lesebuchPlaces", addresses, entries))


def _write(app: Sphinx, page: str, path: Path, part: str = "") -> None:
    """The definitions of a page, unless they are as new as the page is."""
    doctree = Path(app.doctreedir, f"{page}.doctree")
    if path.is_file() and doctree.stat().st_mtime_ns < path.stat().st_mtime_ns:
        return
    own = set(own_pages(app.builder))
    short = {}
    for entry in app.env.get_doctree(page).findall(ours.glossary_entry):
        slug = entry["ids"][0]
        places = [app.builder.get_target_uri(entry_page(slug))] if slug in own else []
        short[slug] = [entry["term"], definition(entry), *places]
    write_if_changed(path, call("lesebuchEntries", short, *([part] if part else [])))


def _remove(folder: Path, wanted: set[str]) -> None:
    """What an earlier build has made for parts that are gone."""
    made = [*folder.glob(_PART_FILE.format(part="*")), *([] if wanted else folder.glob(_PLACES_FILE))]
    for path in made:
        if path.name not in wanted:
            path.unlink()


def definition(entry: ours.glossary_entry) -> str:
    """The first paragraph without its citations, cut at a sentence where it is long."""
    first = next((child for child in entry.children if isinstance(child, nodes.paragraph)), None)
    if first is None:
        return ""
    text = prose.plain(first)
    if len(text) <= _LONGEST:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text[: _LONGEST + 1])]
    return text[: ends[-1]] if ends and ends[-1] > _LONGEST // 2 else text[:_LONGEST].rsplit(" ", 1)[0] + " …"

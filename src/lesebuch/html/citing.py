"""How to cite a chapter: references in several styles, made at build time, and files for programs that keep references.

What a style's output leaves open (`citeproc`) are blanks in pages, which a script fills.
"""

from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from lesebuch.html.calling import call
from lesebuch.html.citeproc import ADDRESS, DAY, PLACE, STYLES, CitationStyle, Cited, Styled, cite
from lesebuch.html.languages import marked
from lesebuch.model import Chapter
from lesebuch.presentation import bibliographic, citation
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.citation import Collection
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.stage_memory import Same
from lesebuch.writing import write_made


def prepare(app: Sphinx) -> None:
    """When the reader is read, and before Sphinx forks: set all chapters that have changed."""
    builder: Any = app.builder
    builder.lesebuch_cited = {}
    if not looks.is_our_site(builder):
        return
    domain = LesebuchDomain.of(app.env)
    collection = collection_of(app.config)
    keys = {
        c.slug: domain.memory.get(("cited", Same(c), collection), partial(_key, c, collection))
        for c in domain.reader.chapters
    }
    kept: dict[str, dict[str, tuple[str, str]]] = domain.data.get("cited", {})
    new = [chapter for chapter in domain.reader.chapters if keys[chapter.slug] not in kept]
    made = {keys[slug]: styled for slug, styled in cite(new, collection).items()} if new else {}
    # What is kept in the environment is of plain types.
    plain = {key: {name: (c.whole, c.place) for name, c in styled.items()} for key, styled in made.items()}
    domain.data["cited"] = now = {key: (plain | kept)[key] for key in keys.values() if key in plain or key in kept}
    builder.lesebuch_cited = {
        slug: {name: Cited(*parts) for name, parts in now[key].items()} for slug, key in keys.items() if key in now
    }


def _key(chapter: Chapter, collection: Collection) -> str:
    """What a reference is made of: the work, the reader in which it is found, and the styles."""
    work, found = bibliographic.work(chapter, collection), bibliographic.reader(chapter, collection, ADDRESS)
    return sha256(repr([STYLES, work, found]).encode()).hexdigest()


# --- What a page shows -------------------------------------------------------------------------------------------------


def blanks(reference: str, address: str) -> str:
    """A reference as a page shows it: with the address where it is known, and blanks for the rest."""
    at = f'<span class="at">{escape(address) or "____"}</span>'
    return reference.replace(ADDRESS, at).replace(DAY, '<span class="on">____</span>')


def box(self: Any, node: ours.cite_box) -> str:
    """The references of a chapter to open, with files; empty where there are none."""
    builder, slug = self.builder, node["chapter"]
    cited: Styled = getattr(builder, "lesebuch_cited", {}).get(slug, {})
    if not cited:
        return ""
    here = builder.get_target_uri(chapter_page(slug))
    base = str(builder.config.html_baseurl)
    address = f"{base.rstrip('/')}/{here}" if base else ""
    shown = "".join(
        f'<dt>{_title(style)}</dt><dd data-copy="">{blanks(cited[style.name].whole, address)}</dd>' for style in STYLES
    )
    links = ", ".join(
        f'<a href="{relative_uri(here, f"{FOLDER}/{slug}.{ending}")}" download>{name}</a>'
        for ending, name in FILES.items()
    )
    return (
        f'<details class="styles"><summary>{_("In other styles, and as a file")}</summary>'
        f'<dl>{shown}</dl><p class="files">{_("As a file:")} {links}</p></details>'
    )


def _title(style: CitationStyle) -> str:
    return _(style.title) if style.name == "note" else style.title


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: for each chapter the files, and a script with all that a passage needs to be cited."""
    builder: Any = app.builder
    if failed or not looks.is_our_site(builder):
        return
    collection = collection_of(app.config)
    folder = Path(app.outdir, FOLDER)
    chapters = [c for c in LesebuchDomain.of(app.env).reader.chapters if chapter_page(c.slug) in app.env.all_docs]
    wanted = {f"{chapter.slug}.{ending}" for chapter in chapters for ending in (*_MAKERS, "js")}
    found = {path.name for path in folder.glob("*.*")}
    for name in found - wanted:
        (folder / name).unlink()
    if wanted:
        folder.mkdir(parents=True, exist_ok=True)
    # A process that stays knows what it has written.
    before: dict[str, object] = getattr(builder, "lesebuch_cite_files", {})
    builder.lesebuch_cite_files = {}
    for chapter in chapters:
        cited = builder.lesebuch_cited.get(chapter.slug, {})
        made_of = builder.lesebuch_cite_files[chapter.slug] = (Same(chapter), collection, cited)
        names = {f"{chapter.slug}.{ending}" for ending in (*_MAKERS, "js")}
        if before.get(chapter.slug) != made_of or not names <= found:
            for name, text in _files(chapter, collection, cited).items():
                write_made(folder / name, text)


def _files(chapter: Chapter, collection: Collection, cited: Styled) -> dict[str, str]:
    """The files of a chapter by their names."""
    files = {
        f"{chapter.slug}.{ending}": made(chapter, collection).rstrip("\n") + "\n" for ending, made in _MAKERS.items()
    }
    return files | {f"{chapter.slug}.js": _script(chapter, collection, cited)}


def _script(chapter: Chapter, collection: Collection, cited: Styled) -> str:
    known = [(style, cited[style.name]) for style in STYLES if style.name in cited]
    styles = [[_title(style), marked(made.whole), marked(made.place)] for style, made in known]
    files = [
        [FILES[ending], ending, made(chapter, collection, PLACE, ADDRESS, DAY)] for ending, made in _MAKERS.items()
    ]
    said = {"marks": [PLACE, ADDRESS, DAY], "styles": styles, "files": files}
    return call("lesebuchCited", said)


FOLDER = "_static/cite"
FILES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
_MAKERS = {"bib": citation.bibtex, "ris": bibliographic.ris, "json": bibliographic.csl_file}

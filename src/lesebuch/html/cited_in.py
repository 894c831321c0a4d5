"""The list of works, so that a person can use it: by letters, and from each work back to where it is cited."""

from collections.abc import Mapping
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from lesebuch.presentation.collation import letter
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import open_pages

BUILDERS = frozenset({"html", "dirhtml", "ebook"})
MANY = 20
"""Works from which on letters help."""
Places = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Pages with their names and titles, and on each the ids of the citations, in their order."""


def places(env: BuildEnvironment) -> Mapping[str, Places]:
    """Where each work is cited, by its key; chapters in the reader's order, then all other pages by name."""
    found: dict[str, dict[str, list[str]]] = {}
    shown = open_pages(env)
    for reference in _bibliography(env).citation_refs:
        if reference.docname not in shown:
            continue
        for target in reference.targets:
            found.setdefault(target.key, {}).setdefault(reference.docname, []).append(reference.citation_ref_id)
    order = {docname: n for n, docname in enumerate(_in_order(env))}
    return {
        key: tuple(
            (docname, env.titles[docname].astext(), tuple(ids))
            for docname, ids in sorted(pages.items(), key=lambda page: (order.get(page[0], len(order)), page[0]))
        )
        for key, pages in found.items()
    }


def _in_order(env: BuildEnvironment) -> list[str]:
    from_reader = [chapter_page(chapter.slug) for chapter in LesebuchDomain.of(env).reader.chapters]
    return [*from_reader, *sorted(env.found_docs - set(from_reader))]


def _bibliography(env: BuildEnvironment) -> Any:
    return env.get_domain("cite")


def fill(works: list[ours.cited_work], env: BuildEnvironment, builder: Builder) -> None:
    """Say of each work of a list where it is cited, and of the first of each letter that it is."""
    if not works or builder.name not in BUILDERS:
        return
    keys = {citation.citation_id: citation.key for citation in _bibliography(env).citations}
    found = places(env)
    seen = ""
    for work in works:
        key = next((keys[name] for name in work["ids"] if name in keys), "")
        work["places"] = found.get(key, ())
        label = letter(work.astext())
        if len(works) >= MANY and label != seen:
            work["letter"] = seen = label
    if "letter" in works[0]:
        works[0]["letters"] = [work["letter"] for work in works if "letter" in work]


def moved(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: lists of works to write again, since their works are now cited elsewhere."""
    domain = LesebuchDomain.of(env)
    if app.builder.name not in BUILDERS:
        return []
    now = repr(sorted(places(env).items()))
    before, domain.data["cited-in"] = domain.data.get("cited-in", now), now
    return sorted({key.docname for key in _bibliography(env).bibliographies}) if before != now else []

"""What stands in an e-book, in which order, and how its navigation names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from docutils import nodes
from sphinx.environment import BuildEnvironment

from lesebuch.model import PassageKind
from lesebuch.presentation import wording
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.directives.search_page import KEY as SEARCH
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import is_for_teachers

ENDING = ".xhtml"
_SHORT = 40
"""Characters of a title before a passage in the list of pages."""


@dataclass(slots=True)
class NavigationLine:
    """A line of the navigation."""

    label: str
    address: str
    """From the folder of the book's pages."""
    below: list["NavigationLine"] = field(default_factory=list)


def address(docname: str, id_: str = "") -> str:
    """The address of a place, from the folder of the pages."""
    return quote(docname) + ENDING + (f"#{id_}" if id_ else "")


def order(env: BuildEnvironment, root: str) -> list[str]:
    """The documents in the order of the tables of contents, each once: no search, and nothing with expected answers."""
    found: dict[str, None] = {}
    waiting = [root]
    while waiting:
        docname = waiting.pop()
        if docname in found or docname not in env.found_docs:
            continue
        found[docname] = None
        waiting += reversed(env.toctree_includes.get(docname, []))
    uses = LesebuchDomain.of(env).uses
    return [name for name in found if set(uses.get(name, ())) != {SEARCH} and not is_for_teachers(env, name)]


def navigation(
    env: BuildEnvironment, root: str, within: Mapping[str, list[NavigationLine]], openings: Mapping[str, str]
) -> list[NavigationLine]:
    """The tree of all documents; chapters below the parts that they belong to.

    `within`: the sections of each document of the book; `openings`: by its first chapter's page, the address of a part's own.
    """
    left = dict.fromkeys(within)

    def place(docname: str) -> NavigationLine:
        left.pop(docname)
        return NavigationLine(env.titles[docname].astext(), address(docname), [*within[docname], *below(docname)])

    def below(docname: str) -> list[NavigationLine]:
        made = {}
        for name in env.toctree_includes.get(docname, []):
            if name in left:
                made[name] = place(name)
        return _in_parts(LesebuchDomain.of(env), made, openings)

    left.pop(root)
    return [NavigationLine(env.titles[root].astext(), address(root), within[root]), *below(root)]


def _in_parts(
    domain: LesebuchDomain, made: dict[str, NavigationLine], openings: Mapping[str, str]
) -> list[NavigationLine]:
    """Pages, those of chapters below their parts, where these have pages of their own."""
    parts: list[NavigationLine] = []
    rest = dict(made)
    for group in domain.index.groups:
        chapters = [name for c in group.chapters if (name := chapter_page(c.slug)) in rest]
        places = [rest.pop(name) for name in chapters]
        if chapters and chapters[0] in openings:
            parts.append(NavigationLine(group.label, openings[chapters[0]], places))
        else:
            parts += places
    return [*parts, *rest.values()]


def sections(docname: str, doctree: nodes.document) -> list[NavigationLine]:
    """The sections of a document, but for the commentary on a chapter; of a glossary its letters."""
    return [NavigationLine(label, address(docname, id_)) for label, id_ in _sections(doctree)]


def _sections(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    for top in doctree.children:
        for node in top.children if isinstance(top, nodes.section) else ():
            if isinstance(node, nodes.section) and not isinstance(node, ours.apparatus) and node["ids"]:
                title = node.next_node(nodes.title)
                yield (title.astext() if title else node["ids"][0]), node["ids"][0]
            if isinstance(node, ours.glossary_list):
                yield from ((group["letter"], group["ids"][0]) for group in node.findall(ours.glossary_group))


def marker(passage: str) -> str:
    """Id of the number of a passage; no note and no event is called so."""
    return f"lb-{passage}"


def is_printed(doctree: nodes.document) -> bool:
    """Whether a chapter tells the pages of its printed source."""
    return any(node["kind"] == PassageKind.PAGE for node in doctree.findall(ours.passage) if not node.get("missing"))


def page_list(docname: str, doctree: nodes.document, title: str) -> list[NavigationLine]:
    """What a class may call a page: those of the printed source where it has them, else the numbered passages."""
    shown = [node for node in doctree.findall(ours.passage) if not node.get("missing") and node["ids"]]
    short = wording.short(title, _SHORT)
    if is_printed(doctree):
        printed = [node for node in shown if node["kind"] == PassageKind.PAGE]
        return [
            NavigationLine(f"{short}, {node.astext().strip()}", address(docname, node["ids"][0])) for node in printed
        ]
    numbered = [node for node in shown if "number" in node]
    return [
        NavigationLine(f"{short}, {wording.passages_named(node['passage'])}", address(docname, marker(node["ids"][0])))
        for node in numbered
    ]

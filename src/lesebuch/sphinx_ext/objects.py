"""What other projects can link to, as Sphinx lists it in `objects.inv`, and what names lead to.

Links to chapters, passages and entries are nodes of our own, for which every writer knows the address.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders import Builder
from sphinx.domains import ObjType
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relpath

from lesebuch.folders import ASSIGNMENTS
from lesebuch.model import Reader
from lesebuch.places import Place, PlaceKind, note_id, places_of
from lesebuch.presentation import ids, wording
from lesebuch.presentation.catalogue import plain
from lesebuch.presentation.commentary import numbered, place_of
from lesebuch.presentation.quotation import label
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.pages import is_for_teachers

if TYPE_CHECKING:
    from lesebuch.sphinx_ext.domain import LesebuchDomain

ASSIGNMENT = "assignment"
KINDS = (*map(str, PlaceKind), ASSIGNMENT)
TYPES = {kind: ObjType(kind, kind) for kind in KINDS}
MISSING = {kind: f"There is no {kind} %(target)r in this reader." for kind in KINDS}
_FOUND = 1
_NOT_SEARCHED = -1
"""Sphinx' own search lists names of the other kinds; of these the words are searched, and each has several."""

Listed = tuple[str, str, str, str, str, int]


def roles() -> dict[str, XRefRole]:
    """A role for each kind, `` {lesebuch:passage}`ovks#p3` ``: what `external` asks for in another project."""
    return {kind: XRefRole(warn_dangling=True) for kind in KINDS}


class NamedPlaces:
    """The places of a reader by their names."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._by_name: dict[str, list[Place]] = {}
        for place in places_of(reader):
            self._by_name.setdefault(place.name, []).append(place)
        self._events = {event.id: event for event in reader.events}

    def __iter__(self) -> Iterator[Place]:
        return (place for places in self._by_name.values() for place in places)

    def named(self, name: str) -> list[Place]:
        """The places of a name, each of another kind."""
        return self._by_name.get(name, [])

    def words(self, place: Place) -> str:
        """What a link says that has no words of its own: `Title, Par. 3`, a term, the day of an event."""
        if place.kind is PlaceKind.ENTRY:
            return self._reader.entries[place.id].term
        if place.kind is PlaceKind.EVENT:
            return wording.date(self._events[place.id].when)
        chapter = self._reader.chapter(place.chapter)
        assert chapter is not None  # the place is one of the reader's
        if place.kind is PlaceKind.NOTE:
            at = next(place_of(note, chapter) for note in numbered(chapter) if note.id == place.id)
        else:
            at = place.id
        return label(chapter, *filter(None, [chapter.find(at)]))


def listed(domain: "LesebuchDomain", env: BuildEnvironment) -> Iterator[Listed]:
    """As `Domain.get_objects`: what has a page, with its place there."""
    for place in domain.places:
        docname, id_ = address(domain, place)
        if docname in env.found_docs:
            yield place.name, plain(domain.places.words(place)), str(place.kind), docname, id_, _NOT_SEARCHED
    yield from _terms(domain, env)
    for docname in assignments(env):
        name = docname.partition("/")[2]
        yield name, env.titles[docname].astext(), ASSIGNMENT, docname, "", _NOT_SEARCHED


def _terms(domain: "LesebuchDomain", env: BuildEnvironment) -> Iterator[Listed]:
    """Entries by their terms, for Sphinx' search: of what has its id for a name, that takes the shown words for the id."""
    entries = domain.reader.entries
    for slug, docname in domain.entry_pages.items():
        term = entries[slug].term if slug in entries else slug
        if docname in env.found_docs and term not in entries:
            yield term, term, str(PlaceKind.ENTRY), docname, slug, _FOUND


def assignments(env: BuildEnvironment) -> list[str]:
    """The pages that are tasks."""
    return sorted(
        name
        for name in env.titles
        if name.startswith(f"{ASSIGNMENTS}/") and name != f"{ASSIGNMENTS}/index" and not is_for_teachers(env, name)
    )


def address(domain: "LesebuchDomain", place: Place) -> tuple[str, str]:
    """Page and id of a place; an empty page if none shows it."""
    match place.kind:
        case PlaceKind.ENTRY:
            return domain.entry_pages.get(place.id, ""), place.id
        case PlaceKind.EVENT:
            return ids.chapter_page(place.chapter) if place.chapter else domain.chronology_page, ids.event(place.id)
        case PlaceKind.NOTE:
            return ids.chapter_page(place.chapter), note_id(place.id)
        case PlaceKind.CHAPTER | PlaceKind.PASSAGE:
            return ids.chapter_page(place.chapter), place.id


def resolve(
    domain: "LesebuchDomain", builder: Builder, kind: str, target: str, source: nodes.Element, words: nodes.Element
) -> nodes.Element | None:
    """A link to what the role `kind` names. `source`: the reference; `words`: what it says."""
    env = domain.env
    if kind == ASSIGNMENT:
        docname = f"{ASSIGNMENTS}/{target}"
        if docname not in assignments(env):
            return None
        shown = words if source.get("refexplicit") else nodes.inline("", env.titles[docname].astext())
        return make_refnode(builder, source["refdoc"], docname, "", shown)
    found = next((place for place in domain.places.named(target) if place.kind == kind), None)
    return _link(domain, builder, found, source, words) if found else None


def resolve_any(
    domain: "LesebuchDomain", builder: Builder, target: str, source: nodes.Element, words: nodes.Element
) -> list[tuple[str, nodes.Element]]:
    """Links to all that has the name. What Sphinx knows by it goes before: such a link has always led there."""
    if "#" not in target and _is_known(domain.env, source.get("refdoc", ""), target):
        return []
    found = ((place, _link(domain, builder, place, source, words)) for place in _named(domain, source, target))
    return [(f"{domain.name}:{place.kind}", made) for place, made in found if made is not None]


def _named(domain: "LesebuchDomain", source: nodes.Element, target: str) -> Iterable[Place]:
    if found := domain.places.named(target):
        return found
    # myst-parser asks for files, and the page of a chapter stands in none: `../chapters/ovks.md#p3`.
    path, sign, id_ = target.partition("#")
    _, absolute = domain.env.relfn2path(path, source.get("refdoc"))
    docname = domain.env.path2doc(absolute) if path else None
    folder, _, slug = (docname or "").rpartition("/")
    return domain.places.named(f"{slug}{sign}{id_}") if ids.chapter_page(slug) == f"{folder}/{slug}" else []


def _is_known(env: BuildEnvironment, page: str, target: str) -> bool:
    std = env.get_domain("std")
    assert isinstance(std, StandardDomain)  # for the type checker
    docname = relpath(f"/{page}/../{target}", "/").replace("\\", "/")
    labelled = target.lower() in std.anonlabels or ("term", target.lower()) in std.objects
    return docname in env.all_docs or labelled


def _link(
    domain: "LesebuchDomain", builder: Builder, place: Place, source: nodes.Element, words: nodes.Element
) -> nodes.Element | None:
    shown = words if source.get("refexplicit") else nodes.inline("", domain.places.words(place))
    docname, id_ = address(domain, place)
    if docname not in domain.env.all_docs:
        return None
    if place.kind is PlaceKind.ENTRY:
        return ours.entry_link("", "", shown, entry=place.id)
    if place.chapter:
        return ours.passage_link("", "", shown, chapter=place.chapter, passage=id_)
    return make_refnode(builder, source["refdoc"], docname, id_, shown)

"""What a sheet for a class holds: chosen chapters, passages and assignments, with what belongs to them alone.

The document is the same for every writer: each says how it looks. A builder of sheets gives documents of the reader
addresses that begin with `INTERNAL`.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from lesebuch.config import HANDOUTS, Setting
from lesebuch.folders import ASSIGNMENTS
from lesebuch.model import PAPERS, PassageRange
from lesebuch.places import PlaceKind
from lesebuch.presentation.blocks import with_captions
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import CHAPTERS, GLOSSARY
from lesebuch.presentation.orders import Order, standing
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.passage_quotes import shorten

logger = logging.getLogger(__name__)

INTERNAL = "%"
"""How the addresses begin that a builder makes for documents of the reader."""
MARK = "Lesebuch: handout"
"""Among the keywords of the file: by it a later run knows a file of ours."""
_FRONT = frozenset({"title", "subtitle", "byline"})
_EDITORS = frozenset({"evidence", "for-editors"})
"""Classes of what only editors need."""


def ordered(app: Sphinx) -> Order | None:
    """The order of a single sheet, as `lesebuch handout` prints it; None where more is made, and for whoever is told of all problems."""
    single = app.builder.name in HANDOUTS.values() and is_single(app.config)
    return Order.read(app.config[Setting.HANDOUT.value]) if single else None


def is_single(config: Config) -> bool:
    """Whether `lesebuch handout` has ordered something: then nothing else is made, in folders that are gone afterwards."""
    return bool(config[Setting.HANDOUT.value]) and not config[Setting.REPORT.value]


def read_first(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    """On `env-before-read-docs`: the pages of a single sheet before the glossary, of which it shows what they name and no more."""
    if order := ordered(app):
        docnames.sort(key=lambda docname: docname not in order.pages)


def gather(app: Sphinx, doctree: nodes.document) -> None:
    """On `doctree-read`: note which entries a page of a single sheet may name, in its texts, which are marked later, or elsewhere."""
    order = ordered(app)
    if order is None or app.env.docname not in order.pages:
        return
    domain = LesebuchDomain.of(app.env)
    gathered = domain.gathered = domain.gathered or set()
    chapters = {str(top["chapter"]) for top in doctree.findall(nodes.section) if "chapter" in top}
    gathered |= {mention.entry for slug in chapters for mention in domain.reader.mentions.get(slug, ())}
    gathered |= {slug for index in doctree.findall(ours.entry_index) for slug, *_rest in index["entries"]}
    gathered |= {link["entry"] for link in doctree.findall(ours.entry_link)}
    targets = {str(reference["reftarget"]) for reference in doctree.findall(addnodes.pending_xref)}
    named = (place for target in targets for place in domain.places.named(target))
    gathered |= {place.id for place in named if place.kind is PlaceKind.ENTRY}


class ResolvedLists:
    """What sheets take from the glossary and from lists of works: none of it is resolved twice, however many sheets want it."""

    def __init__(self) -> None:
        self.glossary: nodes.document | None = None
        """As it was read."""
        self.listed: list[ours.glossary_entry] = []
        """Its entries."""
        self.works: dict[str, list[nodes.citation]] = {}
        """Works by the names of the pages that list them, resolved."""
        self.entries: dict[str, nodes.Element] = {}
        """Entries of the glossary, resolved, by their ids."""


class Composer:
    """Puts a sheet together."""

    def __init__(self, builder: Builder, order: Order, known: ResolvedLists) -> None:
        """`known`: the same for all sheets of a build."""
        self._known = known
        self._builder = builder
        self._env = builder.env
        self._order = order

    def document(self) -> nodes.document:
        """The sheet: its first page is the document, what follows is `start_of_file`; other texts stand `beside` the first."""
        found = [self._page(page, wanted) for page, wanted in self._order.pages.items()]
        tree = found[0]
        for other in found[1:]:
            part = addnodes.start_of_file(docname=other["docname"], beside=True)
            part += other.children
            tree += part
        if self._order.answers:
            # Behind what they are about: what is looked up would part them from it.
            tree += ours.answer_space(lines=self._order.answers, paper=PAPERS[0], together=True)
        parts = list(self._looked_up(tree))
        for part in parts[:1]:
            part["behind"] = True
        for part in parts:
            tree += part
        return tree

    def _looked_up(self, tree: nodes.document) -> Iterator[addnodes.start_of_file]:
        """What follows the texts: entries, and the works that texts and entries cite."""
        listed = ours.glossary_list()
        listed += self._entries(tree) if self._order.glossary else []
        if listed.children:
            yield _part(GLOSSARY, _("Terms"), [listed])
        if self._order.literature:
            for page, cited in self._works([tree, listed]).items():
                yield _part(page, _("Works cited in the notes"), cited)

    def _page(self, docname: str, wanted: list[PassageRange]) -> nodes.document:
        tree = self._resolved(docname)
        # The list of events below it says the same, and of chosen passages has theirs alone.
        for drawn in list(tree.findall(ours.timeline)):
            drawn.parent.remove(drawn)
        leave_to_editors(tree)
        shorten(tree, LesebuchDomain.of(self._env).reader)
        if wanted:
            chapter = LesebuchDomain.of(self._env).reader.chapter(wanted[0].chapter)
            assert chapter is not None  # the page is its page
            ids = {passage.id for at in wanted for passage in chapter.between(at.first, at.last)}
            whole = {p.id for p in chapter.passages if ids.intersection(part.id for part in p.parts)}
            choose(tree, with_captions(chapter.passages, ids | whole), chapter.slug)
        return tree

    def _resolved(self, docname: str) -> nodes.document:
        tree = self._env.get_doctree(docname)
        tree["docname"] = docname
        self._env.resolve_references(tree, docname, self._builder)
        return tree

    def _entries(self, tree: nodes.document) -> list[nodes.Node]:
        """The glossary's entries that the sheet mentions, in the glossary's order."""
        wanted = {slug for index in tree.findall(ours.entry_index) for slug, *_rest in index["entries"]}
        wanted |= {link["entry"] for kind in (ours.mention, ours.entry_link) for link in tree.findall(kind)}
        page = LesebuchDomain.of(self._env).glossary_page
        if not wanted or not page:
            return []
        if self._known.glossary is None:
            self._known.glossary = self._env.get_doctree(page)
            self._known.listed = list(self._known.glossary.findall(ours.glossary_entry))
        glossary = self._known.glossary
        chosen = [(entry, wanted.intersection(entry["ids"])) for entry in self._known.listed]
        self._resolve(glossary, [entry for entry, ids in chosen if ids - self._known.entries.keys()])
        return [self._known.entries[min(ids)].deepcopy() for _entry, ids in chosen if ids]

    def _resolve(self, glossary: nodes.document, entries: list[nodes.Element]) -> None:
        """Let entries know where their links lead; most of a glossary is on no sheet, or not on this one."""
        page = glossary.copy()
        page += [entry.deepcopy() for entry in entries]
        self._env.resolve_references(page, LesebuchDomain.of(self._env).glossary_page, self._builder)
        self._known.entries |= {id_: entry for entry in page.findall(ours.glossary_entry) for id_ in entry["ids"]}

    def _works(self, citing: Iterable[nodes.Element]) -> dict[str, list[nodes.Node]]:
        """By document: the works that notes and entries cite."""
        cited: dict[str, set[str]] = {}
        mark = self._builder.get_target_uri("")
        for link in (link for part in citing for link in part.findall(nodes.reference)):
            page, _hash, id_ = str(link.get("refuri", "")).removeprefix(mark).partition("#")
            if str(link.get("refuri", "")).startswith(mark) and id_:
                cited.setdefault(page, set()).add(id_)
        found: dict[str, list[nodes.Node]] = {}
        for page in sorted(set(cited) & self._env.found_docs):
            if page.startswith((f"{CHAPTERS}/", f"{ASSIGNMENTS}/")):
                continue
            if page not in self._known.works:
                self._known.works[page] = list(self._resolved(page).findall(nodes.citation))
            works = [work.deepcopy() for work in self._known.works[page] if cited[page].intersection(work["ids"])]
            if works:
                found[page] = list(works)
        return found


def sheets_of(env: BuildEnvironment) -> Mapping[str, Order]:
    """The sheets that every reader has, by the names of their files without the ending."""
    reader = LesebuchDomain.of(env).reader
    return standing([chapter.slug for chapter in reader.chapters], reader.assignments, env.found_docs)


def title_of(order: Order, tree: nodes.document) -> str:
    """What a sheet is called: as it was ordered, else as its first text."""
    heading = tree.next_node(nodes.title)
    return order.title or (" ".join(heading.astext().split()) if heading is not None else str(tree["docname"]))


def report_missing(tree: nodes.document) -> None:
    """Say which texts of the sheet are not at hand."""
    for missing in tree.findall(ours.missing_text):
        logger.warning("The text of %s is not at hand; the handout has the rest.", missing["chapter"])


def way_back(baseurl: str, order: Order) -> str:
    """The address of what the sheet begins with; empty without the address of a site."""
    docname, chosen = next(iter(order.pages.items()))
    # Whoever has the sheet for teachers goes where the class goes.
    page = docname.removesuffix("-teacher") if docname.startswith(f"{ASSIGNMENTS}/") else docname
    return f"{baseurl.rstrip('/')}/{page}.html" + (f"#{chosen[0].first}" if chosen else "") if baseurl else ""


def choose(tree: nodes.Element, ids: AbstractSet[str], slug: str) -> None:
    """Leave of a chapter's document the chosen passages, with the notes, events and entries that belong to them.

    Where passages are left out stands […]. Headings stay above what is left below them, and the source's own notes on what is left.
    """
    before: AbstractSet[str] = frozenset()
    while ids != before:  # such a note may have one, too
        before, ids = ids, {*ids, *_own_notes(tree, ids)}
    _cut(tree, ids)
    _join(tree)
    kept = {ref["note"] for ref in tree.findall(ours.note_ref)} | set(ids)
    for listed in list(tree.findall(ours.note_list)):
        listed[:] = [note for note in listed.children if kept.intersection(_ids(note)) or _placed(note, ids)]
    for events in list(tree.findall(ours.event_list)):
        events[:] = [event for event in events.children if _told(event, slug) & ids]
    for index in tree.findall(ours.entry_index):
        chosen = [(entry, term, [id_ for id_ in places if id_ in ids]) for entry, term, places in index["entries"]]
        index["entries"] = [row for row in chosen if row[2]]
    for part in list(tree.findall(ours.apparatus)):
        empty = part["kind"] in ("notes", "events", "entries") and not any(
            child.children or child.get("entries") for child in part.children if isinstance(child, _LISTS)
        )
        if empty:
            part.parent.remove(part)


def _own_notes(tree: nodes.Element, ids: AbstractSet[str]) -> Iterator[str]:
    """The source's own notes on passages that are left, and on the headings above these."""
    for passage in tree.findall(ours.passage):
        if passage["passage"] in ids or passage["kind"] in _FRONT:
            for left in (passage, *_headings(passage)):
                marks = (mark for mark in left.findall(nodes.Element) if isinstance(mark, ours.own_ref | ours.own_mark))
                yield from (mark["note"] for mark in marks if mark["note"])


def _headings(passage: nodes.Element) -> Iterator[nodes.title]:
    """Of the sections in which it stands."""
    holder = passage.parent
    while holder is not None:
        yield from (child for child in holder.children if isinstance(child, nodes.title))
        holder = holder.parent


_LISTS = (ours.note_list, ours.event_list, ours.entry_index)


def leave_to_editors(tree: nodes.document) -> None:
    """Take away in what file a text stands, where to put it, and by which words one knows its date: that is on the page."""
    for element in [found for found in tree.findall(nodes.Element) if _is_for_editors(found)]:
        element.parent.remove(element)


def _is_for_editors(node: nodes.Element) -> bool:
    return (isinstance(node, ours.metadata_field) and node["name"] == "source") or not _EDITORS.isdisjoint(
        node["classes"]
    )


def _ids(node: nodes.Node) -> list[str]:
    return list(node["ids"]) if isinstance(node, nodes.Element) else []


def _placed(note: nodes.Node, ids: AbstractSet[str]) -> bool:
    """Whether a note without a mark in the text, because the text is not at hand, is about what is chosen."""
    return isinstance(note, nodes.Element) and not note.get("backref") and note.get("passage") in ids


def _told(event: nodes.Node, slug: str) -> set[str]:
    """The passages of a chapter that tell of an event."""
    links = event.findall(ours.passage_links) if isinstance(event, nodes.Element) else ()
    return {id_ for link in links for chapter, _title, places in link["refs"] if chapter == slug for id_ in places}


def _cut(holder: nodes.Element, ids: AbstractSet[str]) -> None:
    """Put a mark in the place of each passage that is not chosen, and of what then holds nothing else."""
    children = list(holder.children)
    for child, following in zip(children, [*children[1:], None], strict=True):
        if isinstance(child, ours.picture):
            if child.get("of", "") not in {"", *ids}:
                holder.remove(child)
        elif isinstance(child, ours.passage):
            if not _is_kept(child, following, ids):
                holder.replace(child, _omission())
        elif isinstance(child, ours.text_group | ours.missing_passages | nodes.section) and not isinstance(
            child, ours.apparatus
        ):
            _cut(child, ids)
            below = [node for node in child.children if not isinstance(node, nodes.title)]
            titled = {node.get("passage") for node in child.children if isinstance(node, nodes.title)} & ids
            if not child.get("chapter") and not titled and all(_is_omission(node) for node in below):
                holder.replace(child, _omission())


def _is_kept(passage: ours.passage, following: nodes.Node | None, ids: AbstractSet[str]) -> bool:
    """Whether it is chosen, or belongs to the text as a whole; a place and a day belong to what follows them."""
    if passage["kind"] == "dateline" and isinstance(following, ours.passage):
        return passage["passage"] in ids or following["passage"] in ids
    return passage["passage"] in ids or passage["kind"] in _FRONT


def _join(holder: nodes.Element, *, omitted: bool = False) -> bool:
    """One mark for all that is left out in a row, however it is grouped; `omitted`, and returned: whether one has just been set.

    What is known of a text stands for a line of its head that is left out.
    """
    known = holder.first_child_matching_class(ours.metadata_block) or 0
    for mark in list(filter(_is_omission, holder.children[:known])):
        holder.remove(mark)
    for child in list(holder.children):
        if _is_omission(child):
            if omitted:
                holder.remove(child)
            omitted = True
        elif isinstance(child, nodes.section | ours.text_group) and not isinstance(child, ours.apparatus):
            omitted = _join(child, omitted=omitted)
        else:
            omitted = False
    return omitted


def _omission() -> nodes.paragraph:
    return nodes.paragraph("", "[…]", classes=["omission"])


def _is_omission(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "omission" in node["classes"]


def _part(docname: str, title: str, body: Iterable[nodes.Node]) -> addnodes.start_of_file:
    part = addnodes.start_of_file(docname=docname)
    section = nodes.section()
    section += nodes.title("", title)
    section += list(body)
    part += section
    return part

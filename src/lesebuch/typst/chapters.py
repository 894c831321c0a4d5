"""A chapter: the text of a source and the commentary on it."""

import re
from collections.abc import Mapping

from docutils import nodes

from lesebuch.presentation import citation, wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.ids import chapter_page
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst import addresses, events
from lesebuch.typst.blocks import heading, quotation, rest
from lesebuch.typst.code import NOTHING, TypstCode, block, call, value
from lesebuch.typst.translation import Handler, TypstTranslation

_LOOKED_UP = frozenset({"glossary", "dates", "works", "place-list", "chronology", "timeline"})
"""Functions of the template that make lists and pictures, which are looked up."""
_NOTED = frozenset({"side-note", "further-notes"})


def section(t: TypstTranslation, node: nodes.section) -> TypstCode:
    """A section; that of a chapter (`chapter`) opens it, and one of the text bears a passage."""
    margin = t.beside and t.sheet is None
    with t.section() as level:
        title = node.next_node(nodes.title)
        options = {"opens": True, **t.opening()} if node.get("chapter") else {}
        if options and margin:
            options["alone"] = True
        if title is not None and title.get("passage"):
            t.known.append(t.label(title["passage"]))
        language = title.get("language", "") if title is not None else ""
        head = heading(t, node, level, language=language, **options)
        body = [t.node(child) for child in rest(node)]
        if margin and node.get("chapter"):
            body.append(call("further-notes", _("Further notes"), of=node["chapter"]))
        if t.sheet is None and node.get("chapter"):
            body.insert(0, TypstCode(("show: ", *call("tightened.with", node["chapter"]).pieces)))
            body += [call("anchor", _end(node["chapter"])), call("marked", node["chapter"], "chapter-ends")]
        whole = block([head, *body], "\n")
        # On pages of its own alone: there the text begins at another place.
        alone = margin and level == 1 and not _LOOKED_UP.isdisjoint(whole.pieces) and _NOTED.isdisjoint(whole.pieces)
        return call("without-notes", whole) if alone else whole


def _end(chapter: str) -> str:
    """The place where a chapter ends."""
    return f"end:{chapter}"


def _missing_passages(t: TypstTranslation, node: ours.missing_passages) -> TypstCode:
    return t.children(node)


def _metadata_block(t: TypstTranslation, node: ours.metadata_block) -> TypstCode:
    return call("metadata-block", *(field(t, child) for child in node.children if isinstance(child, nodes.Element)))


def field(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """What is known, by its name; several lines of it are a list."""
    lines = [t.children(child) for child in node.children if isinstance(child, nodes.line)]
    return value([node["label"], lines or t.children(node)])


def _metadata_field(t: TypstTranslation, node: ours.metadata_field) -> TypstCode:
    """A field outside a block; a block takes its fields itself."""
    return call("metadata-block", field(t, node))


def _missing_text(t: TypstTranslation, node: ours.missing_text) -> TypstCode:
    return call("framed", t.children(node), title=None)


# --- Apparatus -----------------------------------------------------------------------------------------------------------


def _apparatus(t: TypstTranslation, node: ours.apparatus) -> TypstCode:
    """A section of the commentary, without the notes that already stand at the foot of their pages."""
    with t.section() as level:
        title = node.next_node(nodes.title)
        body = [t.node(child) for child in rest(node)]
        labels = t.labels(node)
        short = any(isinstance(child, ours.event_list) and _is_short(t, child) for child in node.children)
        if not any(body):
            if title is not None:
                t.omit(title)
            return block(call("anchor", label) for label in labels)
        name = t.children(title) if title is not None else NOTHING
        options = {"alone": True} if t.beside and t.sheet is None else {}
        kind = "dates" if short else node["kind"]
        return call("apparatus", name, block(body, "\n"), kind=kind, level=level, labels=labels, **options)


def _note_list(t: TypstTranslation, node: ours.note_list) -> TypstCode:
    left = [note for note in node.children if isinstance(note, nodes.Element) and not _footed(t, note)]
    return call("notes", *(_note(t, note) for note in left)) if left else NOTHING


def _footed(t: TypstTranslation, note: nodes.Element) -> bool:
    return any(t.label(id_) in t.footed for id_ in note["ids"])


def _note(t: TypstTranslation, note: nodes.Element) -> TypstCode:
    """A note whose text is not at hand: it says by itself what it is about."""
    passage = note.get("passage", "")
    labels = t.labels(note)
    t.known += labels
    return call(
        "unplaced-note",
        t.body(note.children),
        labels=labels,
        number=note["number"],
        kind=note["label"],
        place=wording.passages_named(passage) if passage else "",
        quoted=note.get("words", ""),
        language=note.get("language", ""),
        to=note.get("to", ""),
        colour=note.get("colour", ""),
    )


def _is_short(t: TypstTranslation, node: ours.event_list) -> bool:
    """Whether a list refers to the chronology for what happened; a sheet has no chronology."""
    return t.sheet is None and node["kind"] == "chapter" and events.are_listed(node)


def _event_list(t: TypstTranslation, node: ours.event_list) -> TypstCode:
    if _is_short(t, node):
        return events.references(t, node)
    told = [_event(t, event, numbered=node["kind"] == "chronology") for event in node.children]
    return call("chronology" if node["kind"] == "chronology" else "events", *told)


def _event(t: TypstTranslation, event: nodes.Node, *, numbered: bool) -> TypstCode:
    assert isinstance(event, nodes.Element)  # the contract of event_list
    bodies = [child for child in event.children if isinstance(child, ours.event_body)]
    links = [child for child in event.children if isinstance(child, ours.passage_links)]
    labels = t.labels(event)
    t.known += labels
    told = block([t.body([n for body in bodies for n in body.children])])
    where = block(t.node(link) for link in links)
    return value([labels, event.get("number") if numbered else None, event["label"], told, where])


def _passage_links(t: TypstTranslation, node: ours.passage_links) -> TypstCode:
    """Where something is told. Of an entry the pages are found in the book itself: see `entry` in the template."""
    if node.get("kind") == "entry":
        return NOTHING
    if node.get("kind") == "place" and t.sheet is None:
        labels = [t.label(passage, chapter_page(slug)) for slug, _title, ids in node["refs"] for passage in ids]
        return call("on-pages", *(t.want(label, node) for label in labels)) if labels else NOTHING
    places = []
    for slug, title, passages in node["refs"]:
        chapter = t.label("", chapter_page(slug))
        named = call("in-language", node["languages"].get(slug, ""), value(title))
        here = [t.label(passage, chapter_page(slug)) for passage in passages]
        signs = wording.passages_listed(passages)
        if not t.has(chapter):
            said = value(f", {', '.join(signs)}")
            places.append(t.outward(f"{chapter_page(slug)}.html", block([named, said])))
            continue
        # Of a chapter a sheet may have some passages alone.
        links = [
            t.inward(label, value(sign), node) if t.has(label) else value(sign)
            for label, sign in zip(here, signs, strict=True)
        ]
        here = [label for label in here if t.has(label)]
        own = t.docname == chapter_page(slug)
        # Who holds the book turns to a page, not to a title; a sheet has no pages of other chapters.
        titled = t.sheet is not None and not own
        page = t.sheet is None and not own
        first = t.want((here or [chapter])[0], node)
        places.append(call("place", named if titled else None, *links, label=first, page=page))
    return call("places", *places) if places else NOTHING


def _entry_index(t: TypstTranslation, node: ours.entry_index) -> TypstCode:
    """A list of links for the screen. A book has the words underlined, and their pages in the glossary."""
    if t.sheet is None:
        return NOTHING
    links = [t.inward(t.label(slug, t.glossary), value(term), node) for slug, term, _ in node["entries"]]
    return call("entry-index", *links)


def _cite_box(t: TypstTranslation, node: ours.cite_box) -> TypstCode:
    """A book is cited by its pages, a sheet by the address that it has on the site."""
    listed = isinstance(node.parent, ours.metadata_field | nodes.line)
    said = node["citation"] if t.sheet is not None else node["printed"]
    if listed:
        # Among what is said of a source it is a part of a line.
        said = said.removesuffix(".")
    before, title, after = said.partition(node["title"])
    named = call("in-language", node["title_language"], value(title))
    line = block([addresses.of(before), named, *(_cited(t, part, node) for part in _parts(after))])
    return line if listed else call("citation", line)


def _cited(t: TypstTranslation, part: str, node: ours.cite_box) -> TypstCode:
    """Words of a reference, or the pages of a chapter."""
    if part != citation.PAGES:
        return addresses.of(part)
    first = t.want(t.label("", chapter_page(node["chapter"])), node)
    return call("pages-from", first, _end(node["chapter"]))


def _parts(said: str) -> list[str]:
    """Around the sign for the pages."""
    return [part for part in re.split(f"({citation.PAGES})", said) if part]


def _passage_quote(t: TypstTranslation, node: ours.passage_quote) -> TypstCode:
    return quotation(t, node, node.get("language", ""))


def _named(t: TypstTranslation, node: nodes.Element) -> TypstCode:
    """A box with what it is called."""
    return call("framed", t.body(node.children), title=node["label"])


def _answer_space(t: TypstTranslation, node: ours.answer_space) -> TypstCode:
    """A sheet is for writing, a book is not."""
    if t.sheet is None:
        return NOTHING
    return call("answer-space", node["lines"], paper=node["paper"], together=node.get("together", False))


HANDLERS: Mapping[type[nodes.Node], Handler] = {
    nodes.section: section,
    ours.missing_passages: _missing_passages,
    ours.metadata_block: _metadata_block,
    ours.metadata_field: _metadata_field,
    ours.head_note: lambda t, node: call("head-note", t.children(node)),
    ours.missing_text: _missing_text,
    ours.apparatus: _apparatus,
    ours.note_list: _note_list,
    ours.event_list: _event_list,
    ours.passage_links: _passage_links,
    ours.entry_index: _entry_index,
    ours.cite_box: _cite_box,
    ours.passage_quote: _passage_quote,
    ours.task_hint: _named,
    ours.expected: _named,
    ours.answer_space: _answer_space,
}

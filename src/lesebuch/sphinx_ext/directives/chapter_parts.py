"""The editorial layer of a chapter as doctree nodes: metadata, head note, notes, events, entries, how to cite."""

import re
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Emendation, Event, Evidence, Kinds, Reader
from lesebuch.presentation import citation, ids, timeline, wording
from lesebuch.presentation.catalogue import N_, is_spoken
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.chronology import SharedEvent, is_sure, items
from lesebuch.presentation.commentary import Noted, numbered, place_of, words_of
from lesebuch.presentation.index import Index, places
from lesebuch.sphinx_ext import foreign, markup, prose
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.passage_quotes import link as link_to
from lesebuch.sphinx_ext.passage_quotes import link_in_sentence, links

_TITLE = {
    "notes": N_("Notes"),
    "events": N_("Events"),
    "entries": N_("Terms in this text"),
    "cite": N_("How to cite"),
}


def section(kind: str) -> ours.apparatus:
    """A section of the editorial layer, with its title."""
    made = ours.apparatus(ids=ids.section(kind), kind=kind)
    made += nodes.title("", _(_TITLE[kind]))
    return made


# --- Metadata ----------------------------------------------------------------------------------------------------------


def field(name: str, label: str, *children: nodes.Node | str) -> ours.metadata_field:
    """A row of what is known of something."""
    made = ours.metadata_field("", "", name=name, label=label)
    made += [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return made


def link(url: str, text: str = "") -> nodes.reference:
    """A link out of the reader."""
    return nodes.reference("", text or url.partition("://")[2].removeprefix("www.").rstrip("/"), refuri=url)


def metadata(chapter: Chapter, collection: citation.Collection, kinds: Kinds) -> ours.metadata_block:
    """What is known of the source; what nobody knows is said or left out."""
    block = ours.metadata_block(chapter=chapter.slug)
    roles: dict[str, list[str]] = {}
    for contributor in chapter.contributors:
        roles.setdefault(contributor.role, []).append(contributor.name)
    block += [field(role, wording.role(role, kinds), ", ".join(names)) for role, names in roles.items()]
    if chapter.publisher and not citation.is_own(chapter, collection):
        block += field("publisher", _("Published in"), chapter.publisher)
    block += _published(chapter)
    if chapter.original:
        block += _original(chapter)
    if chapter.url:
        block += field("url", _("Available at"), link(chapter.url))
    if not is_spoken(chapter.language):
        block += field("language", _("Language"), wording.language(chapter.language))
    block += field("rights", _("Rights"), chapter.licence or wording.RIGHTS[chapter.rights])
    block += field("source", _("Source"), nodes.literal("", chapter.file), _lines(chapter))
    if "title" in chapter.supplied:
        block += field("supplied", _("Title"), _("supplied by the editors"))
    if chapter.status == "draft":
        block += field("status", _("Status"), _("draft, not yet reviewed"))
    return block


def _published(chapter: Chapter) -> ours.metadata_field:
    shown = ours.time_mark("", wording.date(chapter.published), label="")
    if chapter.published:
        shown["edtf"] = str(chapter.published)
    proof = [evidence for evidence in chapter.evidence if evidence.field == "published"]
    shown_proof = (_evidence(e, chapter.language) for e in proof if chapter.available or e.text)
    return field("published", _("Date"), shown, *shown_proof)


def _evidence(evidence: Evidence, language: str) -> nodes.inline:
    line, *rest = evidence.text.split(" ", 1)
    words = "".join(rest)
    # Only the outer quotation marks are the file's own.
    message = _("evidence: line {line}: “{words}”") if words.strip() else _("evidence: line {line}")
    before, _words, after = message.replace("{line}", line).partition("{words}")
    said = [nodes.Text(f" ({before}"), foreign.words(words.strip()[1:-1], language), nodes.Text(f"{after})")]
    return nodes.inline("", "", *said, classes=["evidence"])


def _original(chapter: Chapter) -> ours.metadata_field:
    original = chapter.original
    assert original is not None  # asked for only where there is one
    parts: list[nodes.Node | str] = [wording.language(original.language)]
    if original.title:
        parts += [": ", nodes.emphasis("", "", foreign.words(original.title, original.language))]
    if original.published:
        parts.append(f", {wording.date(original.published)}")
    if original.url:
        parts += [", ", link(original.url)]
    return field("original", _("Original"), *parts)


# --- Notes -------------------------------------------------------------------------------------------------------------


def notes(directive: SphinxDirective, chapter: Chapter, kinds: Kinds) -> ours.apparatus | None:
    """The notes, in the order of their numbers; None if there are none."""
    found = numbered(chapter)
    if not found:
        return None
    made = section("notes")
    holder = ours.note_list()
    holder += [_note(directive, chapter, note, number, kinds) for number, note in enumerate(found, 1)]
    made += holder
    return made


def _note(directive: SphinxDirective, chapter: Chapter, noted: Noted, number: int, kinds: Kinds) -> ours.editorial_note:
    note = ours.editorial_note(ids=[ids.note(noted.id)], number=number, passage=noted.anchor.passage)
    note["about"] = place_of(noted, chapter)
    note["backref"] = ids.reference(noted.id) if chapter.available else ""
    note["words"], note["language"] = words_of(noted, chapter), chapter.language
    if isinstance(noted, Emendation):
        note["kind"], note["label"], note["to"] = "emendation", _("Textual criticism"), noted.to
    else:
        note["kind"], note["label"] = ids.kind(noted.kind), wording.note_kind(noted.kind, kinds)
        note["colour"] = kinds.notes[noted.kind].light if noted.kind in kinds.notes else ""
    markup.parse(directive, noted.body, note)
    return note


# --- Events ------------------------------------------------------------------------------------------------------------


def event(directive: SphinxDirective, told: Event, reader: Reader) -> ours.event:
    """An event with its body and the passages that tell of it."""
    made = ours.event(ids=[ids.event(told.id)], edtf=str(told.when), label=wording.date(told.when))
    made["exact"] = is_sure(told.when)
    made["former"] = [ids.event(old) for old in reader.renamed.former(reader.renamed.events, told.id)]
    body = ours.event_body()
    markup.parse(directive, told.body, body)
    made += body
    made += links("event", places(told.passages, reader), reader)
    return made


def drawn(shown: tuple[timeline.DrawnEvent, ...], kind: str) -> ours.timeline:
    """The timeline of events, which each writer draws as it shows it."""
    return ours.timeline(items=shown, alt=timeline.describe(shown), kind=kind)


def words_of_events(told: Iterable[Event], holder: ours.event_list) -> dict[str, str]:
    """By the id of each event what happened, as a drawing has it: the first sentence, in plain words."""
    bodies = {node["ids"][0]: prose.first_sentence(prose.plain(node)) for node in holder.findall(ours.event)}
    return {event.id: bodies[ids.event(event.id)] for event in told}


def events(
    directive: SphinxDirective, chapter: Chapter, reader: Reader, told_elsewhere: Sequence[SharedEvent]
) -> nodes.Element | None:
    """The chapter's events in order of time, then those that other texts tell, too; None if there are none."""
    if not chapter.events and not told_elsewhere:
        return None
    made = section("events")
    if chapter.events:
        made += _own_events(directive, chapter, reader)
    if not told_elsewhere:
        return made
    others = _shared(chapter, reader, told_elsewhere)
    if not chapter.events:
        made += others
        return _on_screen(made)
    made += _on_screen(*others)
    return made


def _own_events(directive: SphinxDirective, chapter: Chapter, reader: Reader) -> list[nodes.Node]:
    holder = ours.event_list(kind="chapter")
    holder += [event(directive, told, reader) for told in sorted(chapter.events, key=lambda e: e.when)]
    shown = items(chapter.events, words_of_events(chapter.events, holder), numbered=False)
    return [drawn(shown, "chapter"), holder] if len(shown) > 1 else [holder]


def _on_screen(*shown: nodes.Node) -> addnodes.only:
    return addnodes.only("", *shown, expr="html")


def _shared(chapter: Chapter, reader: Reader, told: Iterable[SharedEvent]) -> list[nodes.Node]:
    """Events that other texts tell, too, with links to their places. On paper the chronology says where."""
    rows = (_shared_event(chapter, reader, event) for event in told)
    head = nodes.paragraph("", _("Other texts tell of these events, too:"), classes=["shared-head"])
    return [head, nodes.bullet_list("", *rows, classes=["shared"])]


def _shared_event(chapter: Chapter, reader: Reader, event: SharedEvent) -> nodes.list_item:
    said = f": {prose.first_sentence(event.words)}."
    texts = [(other, passages) for slug, passages in event.others if (other := reader.chapter(slug))]
    also = f"; {_('also in:')} "
    where = nodes.inline("", "", *_links(chapter, event.here, here=True), classes=["shared-in"])
    for n, (other, passages) in enumerate(texts):
        where += [nodes.Text("; " if n else also), *_links(other, passages)]
    date = nodes.strong("", wording.date(event.when))
    return nodes.list_item("", nodes.paragraph("", "", date, nodes.Text(f"{said} "), where))


def _links(chapter: Chapter, passages: Sequence[str], *, here: bool = False) -> Iterator[nodes.Node]:
    """A link to each of some passages: `Short title, Par. 3`, then `7` alone."""
    found = [passage for id_ in passages if (passage := chapter.find(id_))]
    signs = wording.passages_listed([passage.id for passage in found])
    for n, (passage, sign) in enumerate(zip(found, signs, strict=True)):
        if n:
            yield from (nodes.Text(", "), link_to(chapter, [passage], sign))
        else:
            yield link_in_sentence(chapter, [passage], here=here)


# --- Entries and citation ----------------------------------------------------------------------------------------------


def entries(chapter: Chapter, index: Index) -> ours.apparatus | None:
    """The entries that the chapter mentions, by alphabet, with the passages; None if there are none."""
    rows = index.entries(chapter.slug)
    if not rows:
        return None
    made = section("entries")
    made += ours.entry_index(entries=rows)
    return made


def cite(directive: SphinxDirective, chapter: Chapter) -> ours.apparatus:
    """How to cite the chapter."""
    collection = collection_of(directive.config)
    made = section("cite")
    box = ours.cite_box(chapter=chapter.slug)
    box["citation"] = citation.line(chapter, collection)
    box["printed"] = citation.line(chapter, collection, citation.PAGES)
    box["title"], box["title_language"] = chapter.title, foreign.foreign_title(chapter)
    box["bibtex"] = citation.bibtex(chapter, collection)
    made += box
    return made


def missing(chapter: Chapter) -> ours.missing_text:
    """The box in place of a text that is not at hand."""
    box = ours.missing_text(chapter=chapter.slug, file=chapter.file)
    box += nodes.paragraph("", _("This text is not included here."), classes=["missing-title"])
    box += _sentence(
        _("It is protected by copyright. You can find it {original}.")
        if chapter.url
        else _("It is protected by copyright."),
        {"original": link(chapter.url, _("where it appeared"))},
        _("The introduction, notes and events are below; each says which paragraphs it is about."),
    )
    how = _sentence(
        _(
            "If you have the file {file}, put it in the folder {seeds}, or name its folder in {variable}, and build the class edition again."
        ),
        {
            "file": nodes.literal("", chapter.file),
            "seeds": nodes.literal("", "seeds/"),
            "variable": nodes.literal("", "LESEBUCH_SEEDS"),
        },
        _("It is recognised by its checksum, whatever its name."),
    )
    # Nobody who has a sheet in hand can do anything with it.
    how["classes"].append("for-editors")
    box += how
    return box


def _sentence(message: str, places: dict[str, nodes.Node], more: str) -> nodes.paragraph:
    """A paragraph: a message, nodes in its places, and what follows."""
    made = nodes.paragraph()
    for n, part in enumerate(re.split(r"\{(\w+)\}", message)):
        made += places[part] if n % 2 else nodes.Text(part)
    made += nodes.Text(f" {more}")
    return made


def _lines(chapter: Chapter) -> str:
    return _(", lines {first}–{last}").format(first=chapter.first, last=chapter.last)

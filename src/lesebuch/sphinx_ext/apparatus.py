"""The editorial layer of a chapter as doctree nodes: metadata, head note, notes, events, entries, how to cite."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from lesebuch.model import Chapter, Emendation, Event, Evidence, PassageRef, Reader
from lesebuch.sphinx_ext import citation, markup, targets, wording
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.identity import collection_of
from lesebuch.sphinx_ext.index import Index
from lesebuch.sphinx_ext.passages import Noted, numbered, words_of

_TITLE = {"notes": "Anmerkungen", "events": "Ereignisse", "entries": "Begriffe in diesem Text", "cite": "Zitieren"}


def section(kind: str) -> ours.apparatus:
    """A section of the editorial layer, with its title."""
    made = ours.apparatus(ids=[targets.SECTIONS[kind]], kind=kind)
    made += nodes.title("", _TITLE[kind])
    return made


# --- Metadata ----------------------------------------------------------------------------------------------------------


def _field(name: str, label: str, *children: nodes.Node | str) -> ours.metadata_field:
    made = ours.metadata_field("", "", name=name, label=label)
    made += [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return made


def link(url: str, text: str = "") -> nodes.reference:
    """A link out of the reader."""
    return nodes.reference("", text or url.partition("://")[2].removeprefix("www.").rstrip("/"), refuri=url)


def metadata(chapter: Chapter, collection: citation.Collection) -> ours.metadata_block:
    """What is known of the source; what nobody knows is said or left out."""
    block = ours.metadata_block(chapter=chapter.slug)
    roles: dict[str, list[str]] = {}
    for contributor in chapter.contributors:
        roles.setdefault(contributor.role, []).append(contributor.name)
    block += [_field(role, wording.ROLE.get(role, role), ", ".join(names)) for role, names in roles.items()]
    if chapter.publisher and not citation.is_own(chapter, collection):
        block += _field("publisher", "Erschienen in", chapter.publisher)
    block += _published(chapter)
    if chapter.original:
        block += _original(chapter)
    if chapter.url:
        block += _field("url", "Fundstelle", link(chapter.url))
    if chapter.language != "de":
        block += _field("language", "Sprache", wording.language(chapter.language))
    block += _field("rights", "Rechte", chapter.licence or wording.RIGHTS[chapter.rights])
    block += _field("source", "Vorlage", nodes.literal("", chapter.file), f", Zeilen {chapter.first}–{chapter.last}")
    if "title" in chapter.supplied:
        block += _field("supplied", "Titel", "von der Redaktion gesetzt")
    if chapter.status == "draft":
        block += _field("status", "Stand", "Entwurf, noch nicht durchgesehen")
    return block


def _published(chapter: Chapter) -> ours.metadata_field:
    shown = ours.time_mark("", wording.date(chapter.published), label="")
    if chapter.published:
        shown["edtf"] = str(chapter.published)
    proof = [evidence for evidence in chapter.evidence if evidence.field == "published"]
    return _field("published", "Datum", shown, *(_evidence(e) for e in proof if chapter.available or e.text))


def _evidence(evidence: Evidence) -> nodes.inline:
    line, _, words = evidence.text.partition(" ")
    # Only the outer quotation marks are the file's own.
    quoted = f": „{words.strip()[1:-1]}“" if words.strip() else ""
    return nodes.inline("", f" (Beleg: Zeile {line}{quoted})", classes=["evidence"])


def _original(chapter: Chapter) -> ours.metadata_field:
    original = chapter.original
    assert original is not None  # noqa: S101 - asked for only where there is one
    parts: list[nodes.Node | str] = [wording.language(original.language)]
    if original.title:
        parts += [": ", nodes.emphasis("", original.title)]
    if original.published:
        parts.append(f", {wording.date(original.published)}")
    if original.url:
        parts += [", ", link(original.url)]
    return _field("original", "Original", *parts)


# --- Notes -------------------------------------------------------------------------------------------------------------


def notes(directive: SphinxDirective, chapter: Chapter) -> ours.apparatus | None:
    """The notes, in the order of their numbers; None if there are none."""
    found = numbered(chapter)
    if not found:
        return None
    made = section("notes")
    holder = ours.note_list()
    holder += [_note(directive, chapter, note, number) for number, note in enumerate(found, 1)]
    made += holder
    return made


def _note(directive: SphinxDirective, chapter: Chapter, noted: Noted, number: int) -> ours.editorial_note:
    note = ours.editorial_note(ids=[targets.note(noted.id)], number=number, passage=noted.anchor.passage)
    note["backref"] = targets.reference(noted.id) if chapter.available else ""
    note["words"] = words_of(noted, chapter)
    if isinstance(noted, Emendation):
        note["kind"], note["label"], note["to"] = "emendation", wording.EMENDATION, noted.to
    else:
        note["kind"], note["label"] = str(noted.kind), wording.NOTE[noted.kind]
    markup.parse(directive, noted.body, note)
    return note


# --- Events ------------------------------------------------------------------------------------------------------------


def refs(passages: tuple[PassageRef, ...], reader: Reader) -> list[tuple[str, str, list[str]]]:
    """For `passage_links`: slug, short title and passages, chapter by chapter; those that do not exist are left out."""
    grouped: dict[str, list[str]] = {}
    for ref in passages:
        if reader.passage(ref) is not None:
            grouped.setdefault(ref.chapter, []).append(ref.passage)
    found = ((reader.chapter(slug), ids) for slug, ids in grouped.items())
    return [(chapter.slug, wording.short(chapter.title), ids) for chapter, ids in found if chapter]


def event(directive: SphinxDirective, told: Event, reader: Reader) -> ours.event:
    """An event with its body and the passages that tell of it."""
    made = ours.event(ids=[targets.event(told.id)], edtf=str(told.when), label=told.when.format("de"))
    made["exact"] = told.when.is_exact
    body = ours.event_body()
    markup.parse(directive, told.body, body)
    made += body
    made += ours.passage_links(kind="event", refs=refs(told.passages, reader))
    return made


def events(directive: SphinxDirective, chapter: Chapter, reader: Reader) -> ours.apparatus | None:
    """The chapter's events in order of time; None if there are none."""
    if not chapter.events:
        return None
    made = section("events")
    holder = ours.event_list(kind="chapter")
    holder += [event(directive, told, reader) for told in sorted(chapter.events, key=lambda e: e.when)]
    made += holder
    return made


# --- Entries and citation ----------------------------------------------------------------------------------------------


def entries(chapter: Chapter, reader: Reader, index: Index) -> ours.apparatus | None:
    """The entries that the chapter mentions, by alphabet, with the passages; None if there are none."""
    found: dict[str, dict[str, None]] = {}
    for mention in index.mentions(chapter.slug):
        found.setdefault(mention.entry, {})[mention.span.passage] = None
    if not found:
        return None
    rows = [(slug, reader.entries[slug].term, list(passages)) for slug, passages in found.items()]
    made = section("entries")
    made += ours.entry_index(entries=sorted(rows, key=lambda row: wording.sort_key(row[1])))
    return made


def cite(directive: SphinxDirective, chapter: Chapter) -> ours.apparatus:
    """How to cite the chapter."""
    collection = collection_of(directive.config)
    made = section("cite")
    box = ours.cite_box(chapter=chapter.slug)
    box["citation"] = citation.line(chapter, collection)
    box["bibtex"] = citation.bibtex(chapter, collection)
    made += box
    return made


def missing(chapter: Chapter) -> ours.missing_text:
    """The box in place of a text that is not at hand."""
    box = ours.missing_text(chapter=chapter.slug, file=chapter.file)
    box += nodes.paragraph("", "Der Wortlaut dieses Textes ist hier nicht enthalten.", classes=["missing-title"])
    first = nodes.paragraph()
    if chapter.url:
        first += [
            nodes.Text("Er ist urheberrechtlich geschützt. Sie finden ihn "),
            link(chapter.url, "im Original"),
            nodes.Text(". "),
        ]
    else:
        first += nodes.Text("Er ist urheberrechtlich geschützt. ")
    first += nodes.Text(
        "Einführung, Anmerkungen und Ereignisse stehen unten; sie nennen die Absätze, auf die sie sich beziehen."
    )
    box += first
    second = nodes.paragraph()
    second += [
        nodes.Text("Wenn Sie die Datei "),
        nodes.literal("", chapter.file),
        nodes.Text(" besitzen, legen Sie sie in den Ordner "),
        nodes.literal("", "seeds/"),
        nodes.Text(", oder nennen Sie ihren Ordner in der Umgebungsvariable "),
        nodes.literal("", "LESEBUCH_SEEDS"),
        nodes.Text(
            ", und bauen Sie die Ausgabe für den Unterricht neu. Sie wird an ihrer Prüfsumme erkannt, gleich wie sie heißt."
        ),
    ]
    box += second
    return box

"""What editors have written, apart from the text: entries, events, and notes that point at their words."""

from collections.abc import Iterable

from lxml import etree

from lesebuch.export.tei.elements import child, datable, element, language, name, paragraphs
from lesebuch.export.tei.marks import Marks, entry_name
from lesebuch.model import Emendation, Entry, EntryKind, Event, Reader
from lesebuch.myst.plain import plain
from lesebuch.presentation import ids
from lesebuch.presentation.commentary import Noted, numbered

_LISTS = {
    EntryKind.PERSON: ("listPerson", "person", "persName"),
    EntryKind.PLACE: ("listPlace", "place", "placeName"),
    EntryKind.ORGANISATION: ("listOrg", "org", "orgName"),
}
_CHRONOLOGY = "chronology"


def stand_off(
    reader: Reader, lang: str, entries: Iterable[Entry], events: Iterable[Event], alone: str = ""
) -> etree._Element:
    """Entries and events. `alone`: the chapter that is a file of its own, so that others are other files."""
    made = element("standOff", lang=language(lang))
    found = sorted(entries, key=lambda entry: entry.slug)
    for kind in dict.fromkeys(entry.kind for entry in sorted(found, key=_order)):
        _list(made, reader, kind, [entry for entry in found if entry.kind == kind], {entry.slug for entry in found})
    told = list(events)
    if told:
        holder = child(made, "listEvent")
        for event in told:
            _event(holder, reader, event, alone)
    return made


def add_notes(made: etree._Element, marks: Marks) -> None:
    """The notes of a chapter, when its text is written: each points at its words, else at the passages that it is about."""
    notes = numbered(marks.chapter)
    holder = child(made, "listAnnotation") if notes else made
    for note in notes:
        _note(holder, marks, note)


def _order(entry: Entry) -> tuple[int, str]:
    """Persons, places and organisations come first."""
    kinds = list(_LISTS)
    return (kinds.index(entry.forms) if entry.forms in kinds else len(kinds)), entry.kind


def _list(made: etree._Element, reader: Reader, kind: str, entries: list[Entry], known: set[str]) -> None:
    tag, each, named = _LISTS.get(entries[0].forms, ("list", "item", "term"))
    holder = child(made, tag, type=kind)
    for entry in entries:
        item = child(holder, each, id=entry_name(entry.slug))
        child(item, named, entry.term)
        for variant in entry.variants:
            child(item, named, variant, type="variant")
        if entry.coordinates and each == "place":
            child(child(item, "location"), "geo", "{} {}".format(*entry.coordinates))
        if entry.wikidata:
            child(item, "idno", entry.wikidata, type="wikidata")
        if words := plain(entry.body.text, reader.entries):
            paragraphs(child(item, "note"), words)
        for other in entry.see:
            if other in known:
                child(item, "ptr", type="see", target=f"#{entry_name(other)}")


def _event(holder: etree._Element, reader: Reader, event: Event, alone: str) -> None:
    page = ids.chapter_page(event.chapter) if event.chapter else _CHRONOLOGY
    when = datable(event.when)
    when.pop("precision", "")  # TEI has it of dates, not of events
    made = child(holder, "event", id=ids.global_name(page, ids.event(event.id)), **when)
    paragraphs(made, plain(event.body.text, reader.entries) or event.id)
    for ref in event.passages:
        file = "" if alone in ("", ref.chapter) else f"{ref.chapter}.xml"
        child(made, "ptr", target=f"{file}#{name(ref.chapter, ref.passage)}")


def _note(holder: etree._Element, marks: Marks, note: Noted) -> None:
    slug = marks.chapter.slug
    about = dict.fromkeys(span.passage for span in note.anchor.spans if marks.chapter.find(span.passage))
    targets = marks.of_notes.get(note.id) or [name(slug, passage) for passage in about]
    kind = "emendation" if isinstance(note, Emendation) else note.kind
    target = " ".join(f"#{target}" for target in targets)
    made = child(holder, "note", id=name(slug, ids.note(note.id)), type=kind, target=target)
    if note.anchor.words:
        child(made, "label", note.anchor.words)
    if isinstance(note, Emendation) and note.to:
        child(made, "corr", note.to)
    paragraphs(made, plain(note.body.text, marks.reader.entries))

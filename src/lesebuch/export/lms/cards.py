"""Glossary and dates as cards to learn: a table that Anki and others import, and Anki's own package.

Source: https://docs.ankiweb.net/importing/text-files.html (the lines that begin with #).
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import genanki

from lesebuch.export.lms.addresses import OnlineSite
from lesebuch.export.lms.questions import OURS, name
from lesebuch.model import PassageRange
from lesebuch.myst.plain import words
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.writing import packed

_MODEL = 1_725_300_412
"""Anki knows a kind of note by a number; whoever imports again gets no second one."""
_CSS = ".card { font: 1.25em/1.5 serif; text-align: center; max-width: 40em; margin: auto }"
_HEAD = f"#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n# {OURS}\n"


@dataclass(frozen=True, slots=True)
class Card:
    """A card; both sides are HTML."""

    guid: str
    """The same as long as entry or event has its name, so that a second import renews the card."""
    deck: str
    front: str
    back: str
    tag: str


def cards(site: OnlineSite, title: str) -> Iterator[Card]:
    """Each entry: its term, and what that is. Each event: what happened, and when."""
    reader, entries = site.reader, dict(site.reader.entries)
    for slug, entry in sorted(entries.items()):
        back = f"<p>{escape(words(entry.body, entries))}</p>"
        yield Card(
            name("entry", slug), f"{title}::{_('Glossary')}", escape(entry.term), back, f"glossary::{entry.kind}"
        )
    for event in reader.events:
        ranges = tuple(PassageRange(ref.chapter, ref.passage, ref.passage) for ref in event.passages)
        front = escape(words(event.body, entries))
        back = f"<p>{escape(wording.date(event.when))}</p>{site.html(ranges)}"
        yield Card(name("event", event.id), f"{title}::{_('Chronology')}", front, back, "chronology")


def table(site: OnlineSite, title: str) -> str:
    """The cards as text, a line each: guid, deck, front, back, tag, with a tab between."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerows((card.guid, card.deck, card.front, card.back, card.tag) for card in cards(site, title))
    return _HEAD + out.getvalue()


def package(site: OnlineSite, title: str, day: float) -> bytes:
    """The cards as Anki's own file (.apkg). `day`: seconds since 1970, on which all notes are said to be changed."""
    model = genanki.Model(
        _MODEL,
        "Lesebuch",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "1", "qfmt": "{{Front}}", "afmt": '{{FrontSide}}<hr id="answer">{{Back}}'},
        ],
        css=_CSS,
    )
    decks: dict[str, genanki.Deck] = {}
    for card in cards(site, title):
        deck = decks.setdefault(card.deck, genanki.Deck(int(name("deck", card.deck)[1:9], 16) + 1, card.deck))
        deck.add_note(genanki.Note(model=model, fields=[card.front, card.back], guid=card.guid, tags=[card.tag]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cards.apkg")
        genanki.Package(list(decks.values())).write_to_file(path, timestamp=day)
        with zipfile.ZipFile(path) as archive:
            # Packed again: genanki notes in the archive when it was made.
            return packed(((part, archive.read(part)) for part in archive.namelist()), comment=OURS)

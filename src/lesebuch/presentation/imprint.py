"""What a book says of itself before its first page of text: for whom it is, who has made it, what may be done with it."""

from collections.abc import Sequence

from lesebuch.config import Config, Edition
from lesebuch.model import Chapter, Rights
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _


def edition(which: Edition) -> str:
    """The name of an edition."""
    return _("Class edition") if which is Edition.CLASS else _("Public edition")


def edited(reader: Config) -> str:
    """Who has edited it; empty if nobody is named."""
    return _("Edited by {editors}").format(editors=wording.enumerated(reader.editors)) if reader.editors else ""


def publisher(reader: Config) -> str:
    """Publisher and place."""
    return ", ".join(part for part in (reader.publisher, reader.place) if part)


def rights(chapters: Sequence[Chapter]) -> str:
    """What may be done with the book: it depends on the texts that are in it, not on what the edition is called."""
    restricted = [chapter for chapter in chapters if chapter.rights is not Rights.OPEN]
    if any(chapter.available for chapter in restricted):
        return _(
            "This edition contains texts whose rights belong to their authors and publishers. "
            "It is for your own teaching and must not be passed on or published."
        )
    if restricted:
        return _(
            "This edition leaves out copyrighted texts. Their details, introductions, notes and events are here; "
            "the list at the end names the sources."
        )
    return _("All texts in this edition are free to use; the terms are given with each text.") if chapters else ""


def own_rights(reader: Config) -> str:
    """The terms of what the editors have written; empty if they name none."""
    message = _("Introductions, notes, glossary, chronology and assignments: {licence}.")
    return message.format(licence=reader.licence) if reader.licence else ""


def lines(title: str, reader: Config, which: Edition, chapters: Sequence[Chapter]) -> list[str]:
    """The paragraphs of the imprint, but for how the book was made."""
    named = edition(which)
    if reader.date:
        named = _("{edition}, as of {date}").format(edition=named, date=wording.given_date(reader.date))
    said = [title + (f". {reader.subtitle}" if reader.subtitle else ""), f"{named}."]
    if reader.editors:
        said.append(f"{edited(reader)}.")
    if reader.publisher:
        said.append(publisher(reader))
    return said + [line for line in (own_rights(reader), rights(chapters), reader.baseurl, reader.repository) if line]

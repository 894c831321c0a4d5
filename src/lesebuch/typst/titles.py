"""What stands before the first page of text: title, imprint, rights."""

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx.config import Config as SphinxConfig

from lesebuch.config import Config, Edition
from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Rights
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.typst.code import TypstCode, call
from lesebuch.typst.printing import FAMILIES


def _edition(edition: Edition) -> str:
    return _("Class edition") if edition is Edition.CLASS else _("Public edition")


def rights(chapters: Sequence[Chapter]) -> str:
    """What may be done with the book: it depends on the texts that are in it, not on what the edition is called."""
    restricted = [chapter for chapter in chapters if chapter.rights is not Rights.OPEN]
    if any(chapter.available for chapter in restricted):
        return _(
            "This edition holds texts whose rights are with their authors and publishers. "
            "It is for your own teaching and must not be passed on or published."
        )
    if restricted:
        return _(
            "The words of protected texts are not in this edition. What is known of them, introductions, notes and events "
            "are here; the list at the end names the sources."
        )
    return _("All texts of this edition are free to use; the terms stand with each text.") if chapters else ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What title page and imprint are made from."""

    reader: Config
    config: SphinxConfig
    edition: Edition
    chapters: Sequence[Chapter]
    families: Sequence[str] = FAMILIES
    """The fonts that the book is set in."""

    def book(self) -> TypstCode:
        """The call of the template `book`."""
        reader, config = self.reader, self.config
        return call(
            "book.with",
            title=config.project,
            subtitle=reader.subtitle or config.lesebuch_subtitle,
            editors=list(reader.editors),
            edited=self._edited(),
            edition=_edition(self.edition),
            publisher=", ".join(part for part in (reader.publisher, reader.place) if part),
            description=reader.description,
            imprint_lines=self.lines(),
            language=current(),
        )

    def lines(self) -> list[str]:
        """The paragraphs of the page behind the title."""
        reader = self.reader
        edition = _edition(self.edition)
        if reader.date:
            edition = _("{edition}, as of {date}").format(edition=edition, date=_date(reader.date))
        lines = [
            self.config.project + (f". {reader.subtitle}" if reader.subtitle else ""),
            f"{edition}.",
        ]
        if reader.editors:
            lines.append(f"{self._edited()}.")
        if reader.publisher:
            lines.append(", ".join(part for part in (reader.publisher, reader.place) if part))
        if reader.licence:
            own = _("Introductions, notes, glossary, chronology and assignments: {licence}.")
            lines.append(own.format(licence=reader.licence))
        lines += [line for line in (rights(self.chapters), reader.baseurl, reader.repository) if line]
        made = _("Set with Typst in {fonts}. Made with Lesebuch.")
        lines.append(made.format(fonts=wording.enumerated(self.families)))
        return lines

    def _edited(self) -> str:
        editors = self.reader.editors
        return _("Edited by {editors}").format(editors=wording.enumerated(editors)) if editors else ""


def _date(date: str) -> str:
    try:
        return wording.date(TimeValue.parse(date))
    except ValueError:
        return date

"""What stands before the first page of text: title, imprint, rights."""

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx.config import Config as SphinxConfig

from lesebuch.config import Config, Edition
from lesebuch.edtf import TimeValue
from lesebuch.model import Chapter, Rights
from lesebuch.typst.code import TypstCode, call
from lesebuch.typst.printing import FAMILIES

EDITION = {
    Edition.CLASS: "Ausgabe für den Unterricht",
    Edition.PUBLIC: "Öffentliche Ausgabe",
}
PROTECTED = (
    "Diese Ausgabe enthält Texte, deren Rechte bei ihren Verfasserinnen, Verfassern und Verlagen liegen. "
    "Sie ist für den eigenen Unterricht bestimmt und darf nicht weitergegeben oder veröffentlicht werden."
)
WITHHELD = (
    "Der Wortlaut geschützter Texte ist in dieser Ausgabe nicht enthalten. "
    "Angaben, Einführungen, Anmerkungen und Ereignisse zu ihnen stehen hier; die Quellen nennt das Verzeichnis am Ende."
)
OPEN = "Alle Texte dieser Ausgabe sind frei verwendbar; die Bedingungen stehen bei jedem Text."


def rights(chapters: Sequence[Chapter]) -> str:
    """What may be done with the book: it depends on the texts that are in it, not on what the edition is called."""
    restricted = [chapter for chapter in chapters if chapter.rights is not Rights.OPEN]
    if any(chapter.available for chapter in restricted):
        return PROTECTED
    if restricted:
        return WITHHELD
    return OPEN if chapters else ""


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
            edition=EDITION[self.edition],
            publisher=", ".join(part for part in (reader.publisher, reader.place) if part),
            description=reader.description,
            imprint_lines=self.lines(),
            language=config.language or "de",
        )

    def lines(self) -> list[str]:
        """The paragraphs of the page behind the title."""
        reader = self.reader
        stand = f", Stand: {_date(reader.date)}" if reader.date else ""
        lines = [
            self.config.project + (f". {reader.subtitle}" if reader.subtitle else ""),
            f"{EDITION[self.edition]}{stand}.",
        ]
        if reader.editors:
            lines.append(f"Herausgegeben von {', '.join(reader.editors)}.")
        if reader.publisher:
            lines.append(", ".join(part for part in (reader.publisher, reader.place) if part))
        if reader.licence:
            lines.append(f"Einführungen, Anmerkungen, Glossar, Chronologie und Aufgaben: {reader.licence}.")
        lines += [line for line in (rights(self.chapters), reader.baseurl, reader.repository) if line]
        *first, last = self.families
        lines.append(f"Gesetzt mit Typst aus {', '.join(first)} und {last}. Gemacht mit Lesebuch.")
        return lines


def _date(date: str) -> str:
    try:
        return TimeValue.parse(date).format("de")
    except ValueError:
        return date

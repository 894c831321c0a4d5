"""What stands before the first page of text: title, imprint, rights."""

from docutils import nodes
from sphinx.config import Config as SphinxConfig

from lesebuch.config import Config, Edition
from lesebuch.edtf import TimeValue
from lesebuch.sphinx_ext.typst.code import Value

EDITION = {
    Edition.CLASS: "Ausgabe für den Unterricht",
    Edition.PUBLIC: "Öffentliche Ausgabe",
}
RIGHTS = {
    Edition.CLASS: (
        "Diese Ausgabe enthält Texte, deren Rechte bei ihren Verfasserinnen, Verfassern und Verlagen liegen. "
        "Sie ist für den eigenen Unterricht bestimmt und darf nicht weitergegeben oder veröffentlicht werden."
    ),
    Edition.PUBLIC: (
        "Der Wortlaut geschützter Texte ist in dieser Ausgabe nicht enthalten. "
        "Angaben, Einführungen, Anmerkungen und Ereignisse zu ihnen stehen hier; die Quellen nennt das Verzeichnis am Ende."
    ),
}


def of(reader: Config, config: SphinxConfig, edition: Edition, _tree: nodes.document) -> dict[str, Value]:
    """The options of the template `book`."""
    return {
        "title": config.project,
        "subtitle": reader.subtitle or config.lesebuch_subtitle,
        "editors": list(reader.editors),
        "edition": EDITION[edition],
        "publisher": ", ".join(part for part in (reader.publisher, reader.place) if part),
        "description": reader.description,
        "imprint_lines": imprint(reader, config, edition),
        "language": config.language or "de",
    }


def imprint(reader: Config, config: SphinxConfig, edition: Edition) -> list[str]:
    """The paragraphs of the page behind the title."""
    stand = f", Stand: {_date(reader.date)}" if reader.date else ""
    lines = [config.project + (f". {reader.subtitle}" if reader.subtitle else ""), f"{EDITION[edition]}{stand}."]
    if reader.editors:
        lines.append(f"Herausgegeben von {', '.join(reader.editors)}.")
    if reader.publisher:
        lines.append(", ".join(part for part in (reader.publisher, reader.place) if part))
    if reader.licence:
        lines.append(f"Einführungen, Anmerkungen, Glossar, Chronologie und Aufgaben: {reader.licence}.")
    lines.append(RIGHTS[edition])
    lines += [address for address in (reader.baseurl, reader.repository) if address]
    lines.append(
        "Gesetzt mit Typst aus Libertinus Serif und Source Sans 3 (SIL Open Font License). Gemacht mit Lesebuch."
    )
    return lines


def _date(date: str) -> str:
    try:
        return TimeValue.parse(date).format("de")
    except ValueError:
        return date

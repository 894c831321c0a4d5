"""reader.toml: what a reader is called, and where its sources lie. Each option is declared once, as a field of `Config`."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The model takes its time, and a command that looks whether anything has changed needs none of it.
    from lesebuch.model import Kind, Kinds, Part

FILE = "reader.toml"
REFERENCES = "docs/references.bib"
"""Where works stand, if reader.toml does not say it."""
MARKER = ".lesebuch-edition"
"""In each folder that a build fills: which edition it holds."""
NOT_FOUND = "404.html"
"""The page of a site that servers show in the place of one that is not there, as most of them call it."""
UNFINISHED = ".lesebuch-unfinished"
"""In the output, as long as it is not finished: another builder, which shares the doctrees, may come to its end meanwhile."""
HANDOUTS = {".pdf": "typst-handout", ".docx": "docx-handout", ".odt": "odt-handout"}
"""By the ending of the file: the builder that makes a sheet."""
WRITERS = ("html", "typst", "office", "epub")
"""Packages that are extensions of Sphinx each; the last builds on the first."""
HANDOUT_WRITERS = {"typst-handout": "typst", "docx-handout": "office", "odt-handout": "office"}
"""By the builder of a sheet: the one that has it."""
SHEETS = {".pdf": "typst-handouts", ".docx": "docx-handouts"}
"""By the ending of the files: the builder that makes all sheets of a reader."""
SHEETS_FOLDERS = ("handouts", "handouts-docx")
"""Where these lie, beside site and book."""
LINES = ".lines.json"
"""How the working file of the sheet of a chapter ends that says how its lines are broken."""
_DEFAULT_DATE = dt.date(2000, 1, 1)


class Edition(StrEnum):
    """For whom a build is."""

    CLASS = "class"
    """For private use in a class: every text that is at hand is shown."""
    PUBLIC = "public"
    """For everyone: only what is explicitly open is even read."""


ANSWERS = ("class", "always", "never")
"""What `answers` may say."""
BOOK_NOTES = ("foot", "margin")
"""What `book_notes` may say."""


class Setting(StrEnum):
    """What commands tell Sphinx whatever conf.py says: ours, which the extensions declare, and some of Sphinx's own."""

    EDITION = "lesebuch_edition"
    REPORT = "lesebuch_report"
    HANDOUT = "typst_handout"
    AUDIENCE = "typst_audience"
    ROOT = "root_doc"
    ONLY = "include_patterns"
    SILENT = "suppress_warnings"
    OFFERS = "lesebuch_offers"
    WRITERS = "lesebuch_writers"


def _option(default: Any, text: str) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    return field(default=default, metadata={"help": text})


def _places(default: tuple[str, ...], text: str) -> Any:  # noqa: ANN401 - as above
    """An option that names files or folders, of which a reader is made."""
    return field(default=default, metadata={"help": text, "places": True})


def _kinds(text: str) -> Any:  # noqa: ANN401 - as above
    """An option that is a table of kinds by their names."""
    return field(default_factory=dict, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Config:
    """The options of reader.toml: type, default and help of each."""

    title: str = _option("Lesebuch", "Title of the reader.")
    subtitle: str = _option("", "Subtitle.")
    description: str = _option("", "One or two sentences for the start page and for search engines.")
    language: str = _option(
        "de",
        "Language of the reader's own texts and of all words of ours (BCP 47); they are complete in German and English, drafts in French, Ukrainian and Russian.",
    )
    editors: tuple[str, ...] = _option((), "Names of the editors.")
    publisher: str = _option("", "Who publishes it.")
    place: str = _option("", "Place of publication.")
    date: str = _option("", "Date of this edition, in EDTF; fixes the timestamps of the PDF.")
    licence: str = _option("", "Licence of the editors' own texts, such as `CC BY-SA 4.0`.")
    baseurl: str = _option("", "Address at which the site will stand, with a slash at its end.")
    repository: str = _option("", "Address of the repository.")
    answers: str = _option(
        "class",
        "Where pages with expected answers stand, each beside its assignment: `class` (in the class edition), `always`, `never`.",
    )
    seeds: tuple[str, ...] = _places(("seeds",), "Folders with sources, relative to reader.toml.")
    references: tuple[str, ...] = _places(
        (REFERENCES,), "BibTeX files with the works that notes cite, relative to reader.toml."
    )
    fonts: tuple[str, ...] = _places((), "Folders with fonts for the book, relative to reader.toml; ours come first.")
    book_notes: str = _option(
        "foot",
        "Where the book has its notes: `foot` (of the page) or `margin` (beside their lines, at the outer side of a wider page).",
    )
    chapters: tuple[str, ...] = _option(
        (), "Order of the chapters, by the names of their files; all others follow, by date."
    )
    part: tuple["Part", ...] = _option(
        (),
        "Parts, each `[[part]]` with `title`, `chapters` (names of their files, in order) and maybe `introduction` (MyST).",
    )
    notes: Mapping[str, "Kind"] = _kinds(
        "Kinds of notes beside ours, or ours anew: `[notes.NAME]` with `label` (a text, or texts by language) and `colour`."
    )
    entries: Mapping[str, "Kind"] = _kinds(
        "Kinds of entries: `[entries.NAME]` with `label`, `colour` and `like` (the kind of ours that is inflected so)."
    )
    roles: Mapping[str, "Kind"] = _kinds("Roles of contributors: `[roles.NAME]` with `label`.")

    @property
    def day(self) -> dt.date:
        """The first day of the edition's date, which books name as their own: the same input gives the same bytes on every day."""
        from lesebuch.edtf import TimeValue  # noqa: PLC0415 - see the types above

        value = TimeValue.maybe(self.date)
        return value.earliest if value else _DEFAULT_DATE

    def shows_answers(self, edition: Edition) -> bool:
        """Whether the site of an edition has pages with expected answers."""
        return self.answers == "always" or (self.answers == "class" and edition is Edition.CLASS)

    @property
    def kinds(self) -> "Kinds":
        """All that it says of kinds and roles."""
        from lesebuch.model import Kinds  # noqa: PLC0415 - see the types above

        return Kinds(self.notes, self.entries, self.roles)


OPTIONS: tuple[Field[Any], ...] = fields(Config)
PLACES = tuple(option.name for option in OPTIONS if option.metadata.get("places"))
"""Those that name files or folders."""


def find_root(start: Path) -> Path | None:
    """The folder of the next reader.toml, from `start` upwards."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def toml_text(value: str) -> str:
    """A text as reader.toml has it: TOML's strings are JSON's, but for one character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""reader.toml: what a reader is called, and where its sources lie. Each option is declared once, as a field of `Config`."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from lesebuch.catalogues import drafts, language_code, languages
from lesebuch.edtf import TimeValue
from lesebuch.limits import CONFIG_BYTES, TOML_DEPTH, VALUE
from lesebuch.model import Kind, Kinds, Part
from lesebuch.problems import Code, Problem, Where, meant
from lesebuch.shapes import ADDRESS, LANGUAGE
from lesebuch.tables import KEYS as TABLES
from lesebuch.tables import PART, Place, place_in, read_kinds, read_parts
from lesebuch.textfile import read_text
from lesebuch.tomlslips import slip

FILE = "reader.toml"
REFERENCES = "docs/references.bib"
"""Where works stand, if reader.toml does not say it."""
MARKER = ".lesebuch-edition"
"""In each folder that a build fills: which edition it holds."""
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
_BRACKET = re.compile(r"[\[\]{}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
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
# Whoever writes something else than how answers are shown wants another thing than the default.
_CHOICES = {"answers": (ANSWERS, "never"), "book_notes": (BOOK_NOTES, "foot")}


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
    seeds: tuple[str, ...] = _option(("seeds",), "Folders with sources, relative to reader.toml.")
    references: tuple[str, ...] = _option(
        (REFERENCES,), "BibTeX files with the works that notes cite, relative to reader.toml."
    )
    fonts: tuple[str, ...] = _option((), "Folders with fonts for the book, relative to reader.toml; ours come first.")
    book_notes: str = _option(
        "foot",
        "Where the book has its notes: `foot` (of the page) or `margin` (beside their lines, at the outer side of a wider page).",
    )
    chapters: tuple[str, ...] = _option(
        (), "Order of the chapters, by the names of their files; all others follow, by date."
    )
    part: tuple[Part, ...] = _option(
        (),
        "Parts, each `[[part]]` with `title`, `chapters` (names of their files, in order) and maybe `introduction` (MyST).",
    )
    notes: Mapping[str, Kind] = _kinds(
        "Kinds of notes beside ours, or ours anew: `[notes.NAME]` with `label` (a text, or texts by language) and `colour`."
    )
    entries: Mapping[str, Kind] = _kinds(
        "Kinds of entries: `[entries.NAME]` with `label`, `colour` and `like` (the kind of ours that is inflected so)."
    )
    roles: Mapping[str, Kind] = _kinds("Roles of contributors: `[roles.NAME]` with `label`.")

    @property
    def day(self) -> dt.date:
        """The first day of the edition's date, which books name as their own: the same input gives the same bytes on every day."""
        try:
            return TimeValue.parse(self.date).earliest if self.date else _DEFAULT_DATE
        except ValueError:
            return _DEFAULT_DATE

    def shows_answers(self, edition: Edition) -> bool:
        """Whether the site of an edition has pages with expected answers."""
        return self.answers == "always" or (self.answers == "class" and edition is Edition.CLASS)

    @property
    def kinds(self) -> Kinds:
        """All that it says of kinds and roles."""
        return Kinds(self.notes, self.entries, self.roles)


OPTIONS: tuple[Field[Any], ...] = fields(Config)


def find_root(start: Path) -> Path | None:
    """The folder of the next reader.toml, from `start` upwards."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def read_config(path: Path) -> tuple[Config, list[Problem]]:
    """Read reader.toml. What is wrong in it keeps its default."""
    text, problems = read_text(path, FILE, CONFIG_BYTES)
    if text is None:
        return Config(), problems
    table, bad = _table(text)
    problems += bad
    options = {option.name: option for option in OPTIONS}
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = Where(FILE, _line(text, key))
        if key in TABLES and key in options:
            values[key], found = _read_table(key, value, place_in(text, FILE))
            problems += found
        elif key not in options:
            message = f"`{key}` is no option of {FILE}; the options are {', '.join(options)}."
            problems.append(Problem(Code.UNKNOWN_KEY, where, message, meant(key, options)))
        elif isinstance(options[key].default, str) and _is_text(value):
            values[key] = value
        elif isinstance(options[key].default, tuple) and isinstance(value, list) and all(map(_is_text, value)):
            values[key] = tuple(value)
        else:
            wanted = '"…"' if isinstance(options[key].default, str) else '["…", "…"]'
            problems.append(Problem(Code.BAD_VALUE, where, f"`{key}` must be written as {key} = {wanted}."))
    if wrong := _wrong_date(values.get("date", "")):
        del values["date"]
        problems.append(Problem(Code.BAD_EDTF, Where(FILE, _line(text, "date")), f"`date`: {wrong}."))
    problems += _strange(values, text)
    if message := _said_of(values.get("language", "")):
        problems.append(Problem(Code.DRAFT_WORDS, Where(FILE, _line(text, "language")), message))
    problems += _choose(values, text)
    return Config(**values), problems


def _choose(values: dict[str, Any], text: str) -> list[Problem]:
    """Replace what is none of the words that an option may say."""
    problems = []
    for key, (allowed, instead) in _CHOICES.items():
        if key in values and values[key] not in allowed:
            message = f"`{key}` is one of {', '.join(allowed)}, not {values[key]}."
            problems.append(Problem(Code.BAD_VALUE, Where(FILE, _line(text, key)), message))
            values[key] = instead
    return problems


def _read_table(key: str, value: object, place: Place) -> tuple[object, list[Problem]]:
    return read_parts(value, place) if key == PART else read_kinds(key, value, place)


def _strange(values: dict[str, Any], text: str) -> list[Problem]:
    """Leave out what looks unlike a language or an address; who reads the pages would see it."""
    problems = []
    for key, pattern, form, example in (
        ("language", LANGUAGE, "a code such as de, en or fr", "en"),
        ("baseurl", ADDRESS, "an address that begins with https://", "https://reader.example/"),
    ):
        if values.get(key) and not pattern.fullmatch(values[key]):
            said = values.pop(key)
            meant = (language_code(said) or said.replace("_", "-").lower()) if key == "language" else ""
            hint = f'Write {key} = "{meant if pattern.fullmatch(meant) else example}".'
            message = f"`{key}` must be {form}, not {said}."
            problems.append(Problem(Code.BAD_VALUE, Where(FILE, _line(text, key)), message, hint))
    return problems


def _said_of(language: str) -> str:
    """What is to be known of our words in a language; empty if they are complete and reviewed."""
    name = language.partition("-")[0].lower()
    if not name or (name in languages() and name not in drafts()):
        return ""
    if name in drafts():
        return f"The words that site and book add to yours (menus, headings) are in `{language}` a draft: nobody has reviewed it."
    return f"There are no menus and headings in `{language}`: what site and book add to your words is English."


def _wrong_date(date: str) -> str:
    try:
        TimeValue.parse(date or "2000")
    except ValueError as error:
        return str(error)
    return ""


def _table(text: str) -> tuple[dict[str, Any], list[Problem]]:
    deep = _too_deep(text)
    if deep:
        message = f"This is no reader.toml: more than {TOML_DEPTH} brackets within each other."
        return {}, [Problem(Code.BAD_TOML, Where(FILE, deep), message)]
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return {}, [_bad_toml(str(error))]
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a key of thousands of parts
        return {}, [Problem(Code.BAD_TOML, Where(FILE, 1), f"This is not valid TOML: {error}.")]


def _too_deep(text: str) -> int:
    """The line in which brackets are too deep, else 0. Those in texts count, too: there, nobody opens a dozen."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        if depth > TOML_DEPTH:
            return text.count("\n", 0, bracket.start()) + 1
    return 0


def _is_text(value: object) -> bool:
    """Neither YAML nor a file system nor a browser takes control characters."""
    return isinstance(value, str) and len(value) <= VALUE and not _CONTROL.search(value)


def toml_text(value: str) -> str:
    """A text as reader.toml has it: TOML's strings are JSON's, but for one character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(text: str, key: str) -> int:
    match = re.search(rf"""^[ \t]*\[*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _bad_toml(error: str) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)", error)
    where = Where(FILE, int(place[1]), int(place[2])) if place else Where(FILE, 1)
    what, hint = slip(error)
    return Problem(Code.BAD_TOML, where, f"This is not valid TOML: {what}.", hint)

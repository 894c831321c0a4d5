"""reader.toml: what a reader is called, and where its sources lie. Each option is declared once, as a field of `Config`."""

import re
import tomllib
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from lesebuch.edtf import TimeValue
from lesebuch.problems import Code, Problem, Where

FILE = "reader.toml"
MARKER = ".lesebuch-edition"
"""In each folder that a build fills: which edition it holds."""


class Edition(StrEnum):
    """For whom a build is."""

    CLASS = "class"
    """For private use in a class: every text that is at hand is shown."""
    PUBLIC = "public"
    """For everyone: only what is explicitly open is even read."""


def _option(default: Any, text: str) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Config:
    """The options of reader.toml: type, default and help of each."""

    title: str = _option("Lesebuch", "Title of the reader.")
    subtitle: str = _option("", "Subtitle.")
    description: str = _option("", "One or two sentences for the start page and for search engines.")
    language: str = _option(
        "de",
        "Language of the reader's own texts and of the site's words (BCP 47); there are words in German and English.",
    )
    editors: tuple[str, ...] = _option((), "Names of the editors.")
    publisher: str = _option("", "Who publishes it.")
    place: str = _option("", "Place of publication.")
    date: str = _option("", "Date of this edition, in EDTF; fixes the timestamps of the PDF.")
    licence: str = _option("", "Licence of the editors' own texts, such as `CC BY-SA 4.0`.")
    baseurl: str = _option("", "Address at which the site will stand, with a slash at its end.")
    repository: str = _option("", "Address of the repository.")
    seeds: tuple[str, ...] = _option(("seeds",), "Folders with sources, relative to reader.toml.")
    fonts: tuple[str, ...] = _option((), "Folders with fonts for the book, relative to reader.toml; ours come first.")


OPTIONS: tuple[Field[Any], ...] = fields(Config)


def find_root(start: Path) -> Path | None:
    """The folder of the next reader.toml, from `start` upwards."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def read_config(path: Path) -> tuple[Config, list[Problem]]:
    """Read reader.toml. What is wrong in it keeps its default."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        return Config(), [Problem(Code.UNREADABLE, Where(FILE), f"The file cannot be read: {error}.")]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), [_bad_toml(str(error))]
    options = {option.name: option for option in OPTIONS}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        where = Where(FILE, _line(text, key))
        if key not in options:
            message = f"`{key}` is no option of {FILE}; the options are {', '.join(options)}."
            problems.append(Problem(Code.UNKNOWN_KEY, where, message))
        elif isinstance(options[key].default, str) and isinstance(value, str):
            values[key] = value
        elif isinstance(options[key].default, tuple) and _is_texts(value):
            values[key] = tuple(value)
        else:
            wanted = '"…"' if isinstance(options[key].default, str) else '["…", "…"]'
            problems.append(Problem(Code.BAD_VALUE, where, f"`{key}` must be written as {key} = {wanted}."))
    if wrong := _wrong_date(values.get("date", "")):
        del values["date"]
        problems.append(Problem(Code.BAD_EDTF, Where(FILE, _line(text, "date")), f"`date`: {wrong}."))
    return Config(**values), problems


def _wrong_date(date: str) -> str:
    try:
        TimeValue.parse(date or "2000")
    except ValueError as error:
        return str(error)
    return ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _line(text: str, key: str) -> int:
    match = re.search(rf"""^[ \t]*\[*["']?{re.escape(key)}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def _bad_toml(error: str) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)", error)
    where = Where(FILE, int(place[1]), int(place[2])) if place else Where(FILE, 1)
    message = f"This is not valid TOML: {error.partition(' (at ')[0]}."
    return Problem(Code.BAD_TOML, where, message)

"""Reads reader.toml into a `Config`. What is wrong in it is a problem, and keeps its default."""

import re
import tomllib
from pathlib import Path
from typing import Any

from lesebuch.catalogues import drafts, language_code, languages
from lesebuch.config import ANSWERS, BOOK_NOTES, FILE, OPTIONS, Config
from lesebuch.edtf import TimeValue
from lesebuch.guesses import meant
from lesebuch.limits import CONFIG_BYTES, TOML_DEPTH, VALUE
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import ADDRESS, LANGUAGE
from lesebuch.tables import KEYS as TABLES
from lesebuch.tables import PART, Place, place_in, read_kinds, read_parts
from lesebuch.textfile import read_text

_BRACKET = re.compile(r"[\[\]{}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Whoever writes something else than how answers are shown wants another thing than the default.
_CHOICES = {"answers": (ANSWERS, "never"), "book_notes": (BOOK_NOTES, "foot")}

_QUOTED = 'Put a text between straight quotation marks, in one line: name = "value".'
_BACKSLASH = ("a backslash, which changes what follows", "Write it twice, or write `/` in names of folders.")
_SLIPS = {
    "Invalid value": ("a value without quotation marks, or with curly ones", _QUOTED),
    "Illegal character": ("a quotation mark that is not closed in its line", _QUOTED),
    "Unterminated string": ("a quotation mark that is not closed", _QUOTED),
    "Expected newline or end of document after a statement": (
        "something behind the end of a value",
        'Within a text between " write other quotation marks as “…” or «…»; begin each option in a line of its own.',
    ),
    "Expected '=' after a key": ("a name without `=` behind it", 'Write name = "value".'),
    "Invalid statement": ("a line that is no option", 'Write name = "value", and remarks behind a `#`.'),
    "Cannot overwrite": ("an option that stands here twice", "Leave one of them."),
    "Unclosed array": ("a bracket `[` that is not closed", 'Write a list as ["one", "two"].'),
    "Unclosed inline table": ("a brace `{` that is not closed", 'Write {name = "value", other = "value"}.'),
    "Invalid hex value": _BACKSLASH,
    "Unescaped '\\'": _BACKSLASH,
    "at the end of a table declaration": (
        "a heading in brackets that is not closed",
        "Write [notes.NAME] or [[part]].",
    ),
    "twice": ("a heading in brackets that stands here twice", "Leave one of them; each part begins with [[part]]."),
}
"""What the TOML parser says about slips: what the slip is, as a clause, and what to do, as a sentence."""


def read_config(path: Path) -> tuple[Config, list[Problem]]:
    """Read reader.toml. What is wrong in it keeps its default."""
    text, problems = read_text(path, FILE, CONFIG_BYTES)
    if text is None:
        return Config(), problems
    table, bad = _table(text)
    problems += bad
    place = place_in(text, FILE)
    options = {option.name: option for option in OPTIONS}
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = place(key)
        if key in TABLES and key in options:
            values[key], found = read_parts(value, place) if key == PART else read_kinds(key, value, place)
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
        problems.append(Problem(Code.BAD_EDTF, place("date"), f"`date`: {wrong}."))
    problems += _strange(values, place)
    if message := _said_of(values.get("language", "")):
        problems.append(Problem(Code.DRAFT_WORDS, place("language"), message))
    problems += _choose(values, place)
    return Config(**values), problems


def _choose(values: dict[str, Any], place: Place) -> list[Problem]:
    """Replace what is none of the words that an option may say."""
    problems = []
    for key, (allowed, instead) in _CHOICES.items():
        if key in values and values[key] not in allowed:
            message = f"`{key}` is one of {', '.join(allowed)}, not {values[key]}."
            problems.append(Problem(Code.BAD_VALUE, place(key), message))
            values[key] = instead
    return problems


def _strange(values: dict[str, Any], place: Place) -> list[Problem]:
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
            problems.append(Problem(Code.BAD_VALUE, place(key), message, hint))
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


def _bad_toml(error: str) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)", error)
    where = Where(FILE, int(place[1]), int(place[2])) if place else Where(FILE, 1)
    said = error.partition(" (at ")[0]
    what, hint = next((plain for words, plain in _SLIPS.items() if words in said), (said, ""))
    return Problem(Code.BAD_TOML, where, f"This is not valid TOML: {what}.", hint)

"""The tables of reader.toml: `[notes.NAME]`, `[entries.NAME]`, `[roles.NAME]`, `[[part]]`. What is wrong in one is a problem and left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesebuch.colours import DARK, ENOUGH, LIGHT, contrast, is_colour
from lesebuch.guesses import meant
from lesebuch.model import SLUG, EntryKind, Kind, Markup, Part
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import LANGUAGE

NOTES, ENTRIES, ROLES, PART = "notes", "entries", "roles", "part"
KEYS: Mapping[str, tuple[str, ...]] = {
    NOTES: ("label", "colour"),
    ENTRIES: ("label", "colour", "like"),
    ROLES: ("label",),
    PART: ("title", "chapters", "introduction"),
}
"""What each table may hold."""
EMENDATION = "emendation"
"""What notes of the text's own faults are called; no kind of note may be."""
_PAPERS = {"light": LIGHT, "dark": DARK}

_ABOVE = "Options of the whole reader stand above the first line in brackets."

Place = Callable[[str], Where]
"""Where a table begins, by its name with the dots that TOML has."""


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    values: Mapping[str, Any]
    name: str
    where: Where
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, message: str, code: Code = Code.BAD_VALUE, hint: str = "") -> None:
        self.problems.append(Problem(code, self.where, f"[{self.name}]: {message}", hint))

    def only(self, keys: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in keys:
                message = f"`{key}` is not known here; allowed are {', '.join(keys)}."
                self.wrong(message, Code.UNKNOWN_KEY, f"{meant(key, keys)} {_ABOVE}".lstrip())

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.wrong(f"`{key}` must be a text.")
        return ""

    def by_name(self, key: str) -> dict[str, str]:
        """A text, which then stands under '', or a table of texts."""
        value = self.values.get(key, {})
        if isinstance(value, str):
            return {"": value.strip()}
        if isinstance(value, dict) and all(isinstance(text, str) and text.strip() for text in value.values()):
            return {name: text.strip() for name, text in value.items()}
        self.wrong(f"`{key}` must be a text or a table of texts.")
        return {}


def read_kinds(table: str, given: object, place: Place) -> tuple[dict[str, Kind], list[Problem]]:
    """The kinds of a table (`notes`, `entries` or `roles`), by name."""
    if not isinstance(given, dict):
        return {}, [Problem(Code.BAD_VALUE, place(table), f"`{table}` is a table: write [{table}.NAME].")]
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for name, values in given.items():
        full = f"{table}.{name}"
        found = _Table(values if isinstance(values, dict) else {}, full, place(full), problems)
        if not isinstance(values, dict):
            found.wrong(f'write [{full}], and below it label = "…".')
        elif not SLUG.fullmatch(name) or name == EMENDATION:
            found.wrong(f"`{name}` is no name for it: small letters a-z, digits and hyphens, a letter first.")
        else:
            kinds[name] = _kind(found, table)
    return kinds, problems


def _kind(found: _Table, table: str) -> Kind:
    found.only(KEYS[table])
    labels = found.by_name("label")
    for language in labels:
        if language and not LANGUAGE.fullmatch(language):
            found.wrong(f"`label`: `{language}` is no language; write its code, such as de, en or kk-Latn.")
    light, dark = _colours(found) if "colour" in KEYS[table] else ("", "")
    like = found.text("like") if "like" in KEYS[table] else ""
    if like and like not in set(EntryKind):
        found.wrong(f"`like`: `{like}` is no kind of ours; write one of {', '.join(EntryKind)}.")
        like = ""
    return Kind(labels, light, dark, EntryKind(like) if like else None)


def _colours(found: _Table) -> tuple[str, str]:
    """Of light and of dark paper; each must be readable on it."""
    given = found.by_name("colour")
    if is_colour(given.get("", "")):
        given = dict.fromkeys(_PAPERS, given[""])
    for mode, colour in given.items():
        if not is_colour(colour):
            found.wrong(f'`colour`: `{colour}` is no colour; write it as "#8a2f1d".')
        elif mode not in _PAPERS:
            found.wrong("`colour` has `light` and `dark`.", Code.UNKNOWN_KEY)
        else:
            _check_contrast(found, mode, colour)
    light, dark = (given.get(mode, "") for mode in _PAPERS)
    return light if is_colour(light) else "", dark if is_colour(dark) else ""


def _check_contrast(found: _Table, mode: str, colour: str) -> None:
    worst = min(contrast(colour, _PAPERS[mode][paper]) for paper in ("paper", "panel"))
    if worst < ENOUGH:
        message = f"the colour {colour} has a contrast of {worst:.1f} to 1 on {mode} paper; small words need {ENOUGH}."
        found.wrong(message, Code.LOW_CONTRAST)


# --- Parts -------------------------------------------------------------------------------------------------------------


def read_parts(given: object, place: Place) -> tuple[tuple[Part, ...], list[Problem]]:
    """The parts, in their order. That their chapters exist is for those to see who know the chapters."""
    if not isinstance(given, list):
        return (), [Problem(Code.BAD_VALUE, place(PART), "Write a part as [[part]], with title and chapters below it.")]
    parts: list[Part] = []
    problems: list[Problem] = []
    for number, values in enumerate(given, 1):
        where = place(f"{PART}#{number}")
        found = _Table(values if isinstance(values, dict) else {}, PART, where, problems)
        found.only(KEYS[PART])
        title, words = found.text("title"), found.text("introduction")
        chapters = found.values.get("chapters", [])
        if not title:
            found.wrong("a part needs a `title`.", Code.MISSING_KEY)
        if not isinstance(chapters, list) or not all(isinstance(slug, str) for slug in chapters):
            found.wrong('`chapters` must be a list of names: chapters = ["…", "…"].')
            chapters = []
        if title:
            parts.append(Part(title, tuple(chapters), where, Markup(words, where) if words else None))
    return tuple(parts), problems


def place_in(text: str, file: str) -> Place:
    """Finds tables in the text of a file: `notes.law` by its head or as a key of `notes`, `part#2` by the second head."""

    def place(name: str) -> Where:
        table, _, number = name.partition("#")
        first, _, last = table.partition(".")
        whole = rf"""^[ \t]*\[*[ \t]*["']?{re.escape(first)}["']?"""
        inner = rf"""{whole}\.["']?{re.escape(last)}["']?[ \t]*[\].=]"""
        below = rf"""{whole}[ \t]*\][^[]*?^[ \t]*["']?(?={re.escape(last)}["']?[ \t]*[.=])"""
        patterns = [inner, below] if last else []
        for pattern in (*patterns, rf"{whole}[ \t]*[\].=]"):
            if heads := list(re.finditer(pattern, text, re.MULTILINE)):
                head = heads[min(int(number or 1), len(heads)) - 1]
                return Where(file, text.count("\n", 0, head.end()) + 1)
        return Where(file, 1)

    return place

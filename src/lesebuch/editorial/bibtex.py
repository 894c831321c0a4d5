"""Reads the keys of the BibTeX files whose works notes cite, and says what is wrong in these files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pybtex.database import BibliographyDataError, Entry
from pybtex.database.input.bibtex import Parser, UndefinedMacro
from pybtex.exceptions import PybtexError

from lesebuch.config import REFERENCES
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import Site
from lesebuch.guesses import meant
from lesebuch.problems import Code, Problem, Where
from lesebuch.textfile import read_text

_KEY = re.compile(r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+[ \t]*\{[ \t]*([^,\s]+)", re.MULTILINE | re.IGNORECASE)
_CITED_BY = {"author": ("editor",), "title": (), "year": ("date",)}
"""The fields by which a work is cited, and those that stand for them."""
_GERMAN = {"author": ("verfasser",), "title": (), "year": ("jahr",)}
_NEAR = 0.75
"""How like a field's name must be to the one that is meant: `titel` and `yaer` are, `file` and `type` are not."""


class _Work(NamedTuple):
    """What is looked at of a work."""

    line: int
    crossref: str = ""
    """The key of the work of which it is a part."""
    fields: frozenset[str] = frozenset()
    """Names of its fields, in small letters, without the language that `title-en` is for."""


def read_references(root: Path, names: Sequence[str]) -> tuple[frozenset[str], list[Problem]]:
    """The keys of BibTeX files, and what is wrong in them. `names`: as reader.toml has them, relative to `root`.

    Only the file that every reader has may be missing.
    """
    keys: dict[str, str] = {}
    seen: set[str] = set()
    parts: list[tuple[Where, str, str]] = []
    problems: list[Problem] = []
    for name in names:
        if name == REFERENCES and not (root / name).exists():
            continue
        text, bad = read_text(root / name, name)
        found, wrong = _keys(text, name) if text is not None else ({}, [])
        problems += [*bad, *wrong]
        for key, work in found.items():
            # BibTeX makes no difference between `Key` and `key`, and takes no key from two files.
            if (other := keys.setdefault(key.lower(), name)) != name:
                problems.append(
                    Problem(Code.DUPLICATE_ID, Where(name, work.line), f"The key `{key}` is given in {other}, too.")
                )
        problems += [slip for key, work in found.items() for slip in _misnamed(key, work, Where(name, work.line))]
        parts += [(Where(name, work.line), key, work.crossref) for key, work in found.items() if work.crossref]
        seen |= found.keys()
    for where, key, whole in parts:
        if whole.lower() not in keys:
            message = (
                f"`{key}` names `{whole}` as the work of which it is a part (`crossref`), and no such work is listed."
            )
            hint = meant(whole, seen - {key}) or "Add that work, or correct the key."
            problems.append(Problem(Code.UNKNOWN_REFERENCE, where, message, hint))
    return frozenset(seen), problems


def _keys(text: str, name: str) -> tuple[Mapping[str, _Work], list[Problem]]:
    """The works of one file, by their keys."""
    parser = Parser("utf-8")
    begins = [(match[1], text.count("\n", 0, match.start(1)) + 1) for match in _KEY.finditer(text)]
    try:
        parser.parse_string(text)
    except BibliographyDataError as error:
        key = str(error).rpartition(": ")[2]
        line = max((line for name, line in begins if name.lower() == key.lower()), default=1)
        problem = Problem(Code.DUPLICATE_ID, Where(name, line), f"The key `{key}` is given twice.")
    except PybtexError as error:
        problem = _bad_bibtex(error, text, Where(name, getattr(error, "lineno", None) or 1), begins)
    else:
        lines = dict(begins)
        return {key: _work(work, lines.get(key, 1)) for key, work in parser.data.entries.items()}, []
    # The keys as they stand there: one mistake shall not make a dead reference of each note.
    return {key: _Work(line) for key, line in begins}, [problem]


def _work(entry: Entry, line: int) -> _Work:
    fields = frozenset(name.lower().partition("-")[0] for name in (*entry.fields, *entry.persons))
    return _Work(line, entry.fields.get("crossref", "").strip(), fields)


def _misnamed(key: str, work: _Work, where: Where) -> Iterator[Problem]:
    """Without author, title or year a work is cited as if nobody knew them, although one of its fields may be meant for it."""
    for wanted, others in _CITED_BY.items():
        if work.crossref or work.fields.intersection((wanted, *others)):
            continue
        near = get_close_matches(wanted, sorted(work.fields), 1, _NEAR) or work.fields.intersection(_GERMAN[wanted])
        for field in near:
            message = f"`{key}` has no `{wanted}`, but `{field}`."
            yield Problem(Code.UNKNOWN_KEY, where, message, f"Did you mean `{wanted}`?")


def _bad_bibtex(error: PybtexError, text: str, where: Where, begins: Sequence[tuple[str, int]]) -> Problem:
    """What the parser says, in words; what it notices far below is said of the work that has no end."""
    said = f"there is no abbreviation `{error.args[0]}`" if isinstance(error, UndefinedMacro) else str(error.args[0])
    hint = ""
    lines = text.split("\n")
    for (key, line), (_, following) in pairwise([*begins, ("", len(lines) + 1)]):
        work = "\n".join(lines[line - 1 : following - 1])
        if line <= where.line and work.count("{") > work.count("}"):
            said, where = f"a brace `{{` of `{key}` is not closed", replace(where, line=line)
            break
    else:
        if said == "'}' expected":
            said, hint = "a comma is missing before this line", "End each line of a work with a comma."
    return Problem(Code.BAD_BIBTEX, where, f"This is not valid BibTeX: {said}.", hint)


def check_listed(references: frozenset[str], pieces: Iterable[ScannedMarkup], site: Site) -> Iterator[Problem]:
    """A work that is cited must stand in a list of works on some page."""
    pieces = list(pieces)
    if not (site.judged and site.built and references):
        return
    if any(d.name.lower() in ("bibliography", "eval-rst") for piece in pieces for d in piece.found.directives):
        return
    for piece in pieces:
        for role in piece.found.roles:
            if role.name.lower().partition(":")[0] == "cite":
                message = "No page lists the works that notes cite."
                yield Problem(
                    Code.DEAD_LINK, role.where, message, "Put a {bibliography} on a page, such as docs/references.md."
                )
                return

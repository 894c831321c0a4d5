"""Reads the keys of the BibTeX files whose works notes cite, and says what is wrong in these files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from pybtex.database import BibliographyDataError
from pybtex.database.input.bibtex import Parser, UndefinedMacro
from pybtex.exceptions import PybtexError

from lesebuch.config import REFERENCES
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import Site
from lesebuch.problems import Code, Problem, Where
from lesebuch.textfile import read_text

_KEY = re.compile(r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+[ \t]*\{[ \t]*([^,\s]+)", re.MULTILINE | re.IGNORECASE)


def read_references(root: Path, names: Sequence[str]) -> tuple[frozenset[str], list[Problem]]:
    """The keys of BibTeX files, and what is wrong in them. `names`: as reader.toml has them, relative to `root`.

    Only the file that every reader has may be missing.
    """
    keys: dict[str, str] = {}
    seen: set[str] = set()
    problems: list[Problem] = []
    for name in names:
        if name == REFERENCES and not (root / name).exists():
            continue
        text, bad = read_text(root / name, name)
        found, wrong = _keys(text, name) if text is not None else ({}, [])
        problems += [*bad, *wrong]
        for key, line in found.items():
            # BibTeX makes no difference between `Key` and `key`, and takes no key from two files.
            if (other := keys.setdefault(key.lower(), name)) != name:
                problems.append(
                    Problem(Code.DUPLICATE_ID, Where(name, line), f"The key `{key}` is given in {other}, too.")
                )
        seen |= found.keys()
    return frozenset(seen), problems


def _keys(text: str, name: str) -> tuple[Mapping[str, int], list[Problem]]:
    """The lines of the keys of one file."""
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
        return {key: lines.get(key, 1) for key in parser.data.entries}, []
    # The keys as they stand there: one mistake shall not make a dead reference of each note.
    return dict(begins), [problem]


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

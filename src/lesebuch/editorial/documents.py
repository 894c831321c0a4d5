"""Reads what people write for the site: its pages and its BibTeX files; gathers all markup, with the pages that show it."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from pybtex.database import BibliographyDataError
from pybtex.database.input.bibtex import Parser, UndefinedMacro
from pybtex.exceptions import PybtexError

from lesebuch import myst
from lesebuch.config import REFERENCES
from lesebuch.editorial.chapter_reading import read_text
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import CHAPTERS, Site
from lesebuch.limits import FILE_BYTES
from lesebuch.model import Chapter, Markup, Reader
from lesebuch.problems import Code, Problem, Where
from lesebuch.stage_memory import Memory, Nothing, Same
from lesebuch.textfile import read_text as read_file

_BIB_KEY = re.compile(
    r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+[ \t]*\{[ \t]*([^,\s]+)", re.MULTILINE | re.IGNORECASE
)
_MADE = re.compile(r"% Made by Lesebuch [^\n]*\n\s*```\{chapter\} [^\n]*\n```\s*")
"""A page that a build has written, and nothing that somebody has written into it."""


def read_documents(site: Site, root: Path) -> tuple[list[ScannedMarkup], list[Problem]]:
    """The pages that people write for the site. Those that a build writes are left out."""
    pieces: list[ScannedMarkup] = []
    problems: list[Problem] = []
    for page, file in site.pages.items():
        path = site.folder / file
        if not file.endswith(".md") or not os.path.lexists(path):
            continue
        text, bad = read_text(path)
        where = Where(path.relative_to(root).as_posix(), 1)
        problems += (replace(problem, where=replace(where, line=problem.where.line or 1)) for problem in bad)
        if text is not None and not _MADE.fullmatch(text):
            markup = Markup(text, where)
            pieces.append(ScannedMarkup(markup, myst.scan(markup), (page,), whole=True))
    return pieces, problems


def pieces_of(reader: Reader, documents: Iterable[ScannedMarkup], memory: Memory | None = None) -> list[ScannedMarkup]:
    """All markup of a reader: that of chapters, events and entries, and the pages.

    A definition of a link holds for the whole page on which it stands: what stands together is read together.
    """
    memory, documents = memory or Nothing(), list(documents)
    lists = _pages_with(documents, "chronology")
    glossaries = _pages_with(documents, "glossary-list")
    found: list[ScannedMarkup] = []
    known: dict[tuple[str, ...], MutableMapping[str, Any]] = {}
    for chapter in reader.chapters:
        page = (f"{CHAPTERS}/{chapter.slug}",)
        pieces, known[page] = memory.get(("pieces", Same(chapter)), partial(_together, _bodies(chapter), page, {}))
        found += pieces
    groups: dict[tuple[str, ...], list[Markup]] = {}
    for event in reader.events:
        own = (f"{CHAPTERS}/{event.chapter}",) if event.chapter else ()
        groups.setdefault(own + lists, []).append(event.body)
    groups.setdefault(glossaries, []).extend(entry.body for entry in reader.entries.values())
    contents = _pages_with(documents, "chapter-list")
    groups.setdefault(contents, []).extend(part.introduction for part in reader.parts if part.introduction)
    for pages, bodies in groups.items():
        before = dict(known.get(pages, {}))
        key = "pieces", pages, tuple(bodies), repr(before)
        found += memory.get(key, partial(_together, bodies, pages, before))[0]
    return [*found, *documents]


def _bodies(chapter: Chapter) -> list[Markup]:
    notes = [*(note.body for note in chapter.annotations), *(note.body for note in chapter.emendations)]
    return [chapter.head, *notes] if chapter.head else notes


def _together(
    bodies: Iterable[Markup], pages: tuple[str, ...], known: MutableMapping[str, Any]
) -> tuple[list[ScannedMarkup], MutableMapping[str, Any]]:
    """Pieces of a page, and what it defines."""
    return [ScannedMarkup(body, myst.scan(body, known), pages) for body in bodies], known


def _pages_with(documents: Iterable[ScannedMarkup], name: str) -> tuple[str, ...]:
    """The pages that hold a directive."""
    return tuple(
        piece.pages[0]
        for piece in documents
        if any(directive.name.lower() == name for directive in piece.found.directives)
    )


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
        text, bad = read_file(root / name, name, FILE_BYTES)
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
    begins = [(match[1], text.count("\n", 0, match.start(1)) + 1) for match in _BIB_KEY.finditer(text)]
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

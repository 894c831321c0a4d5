"""Reads the pages that people write for the site, and gathers all markup of a reader with the pages that show it."""

import os
from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from lesebuch import myst
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import CHAPTERS, Site
from lesebuch.limits import PAGE_BYTES
from lesebuch.model import Chapter, Markup, Reader
from lesebuch.problems import Problem, Where, keep
from lesebuch.stage_memory import Memory, Same, stamp
from lesebuch.textfile import read_text


def read_documents(site: Site, root: Path, memory: Memory) -> tuple[list[ScannedMarkup], list[Problem]]:
    """The pages that people write for the site."""
    pieces: list[ScannedMarkup] = []
    problems: list[Problem] = []
    for page, file in site.pages.items():
        path = site.folder / file
        if not file.endswith(".md") or not os.path.lexists(path):
            continue
        name = path.relative_to(root).as_posix()
        piece = keep(problems, memory.get(("page", stamp(path), name, page), partial(_read, path, name, page)))
        pieces += [piece] if piece else []
    return pieces, problems


def _read(path: Path, name: str, page: str) -> tuple[ScannedMarkup | None, list[Problem]]:
    where = Where(name, 1)
    text, bad = read_text(path, name, PAGE_BYTES)
    problems = [replace(problem, where=replace(where, line=problem.where.line or 1)) for problem in bad]
    if text is None:
        return None, problems
    markup = Markup(text, where)
    return ScannedMarkup(markup, myst.scan(markup), (page,), whole=True), problems


def pieces_of(reader: Reader, documents: Iterable[ScannedMarkup], memory: Memory) -> list[ScannedMarkup]:
    """All markup of a reader: that of chapters, events and entries, and the pages.

    A definition of a link holds for the whole page on which it stands: what stands together is read together.
    """
    documents = list(documents)
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

"""What web pages say of themselves, asked of a process aside: it is other people's code that tells, and it may take for ever."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lesebuch.adding.gathering import Given
from lesebuch.adding.standing import AddingState
from lesebuch.drafting import FEWEST, Hints, PageLine, marks, of_the_site, place_of, read_page
from lesebuch.edtf import TimeValue
from lesebuch.limits import PAGE_SECONDS
from lesebuch.sources import find
from lesebuch.sources.aside import Aside
from lesebuch.sources.page import decode_html, page_lines

_ASIDE = Aside("lesebuch.adding.pages:answer", PAGE_SECONDS)
_MARKS = "marks"
"""Asked for what a page may have in common with others, and where it lies."""
_DAYS = ("published", "created")
_UNSAID = "text: the page is too large or too tangled to tell its article from the rest, so all of its lines are here"


def with_neighbours(files: Sequence[Given], reader: AddingState) -> list[Given]:
    """The files, each page with what most pages of its site have in common: those that are given with it, or are in the register.

    Pages that do not say where they lie are of one site if they lie in one folder.
    """
    pages = [given for given in files if _is_page(given.path)]
    registered = [entry for entry in reader.register if entry.url and _is_page(Path(entry.file))]
    if len(pages) + len(registered) < FEWEST:  # they can tell nothing of each other, and are not read for it
        return list(files)
    found: dict[str, list[frozenset[str]]] = {}
    sites: dict[Path, str] = {}

    def note(path: Path, url: str) -> None:
        with suppress(OSError, ValueError):
            answer = _ASIDE.ask(_MARKS, path.read_bytes())
            sites[path] = _host(url or answer["place"]) or str(path.parent)
            found.setdefault(sites[path], []).append(frozenset(answer["marks"]))

    for given in pages:
        note(given.path, given.url)
    near = [entry for entry in registered if _host(entry.url) in found]
    urls = {entry.file: entry.url for entry in near}
    for name, path in find(near, reader.folders).items():
        if path not in sites:
            note(path, urls[name])
    shared = {site: of_the_site(several) for site, several in found.items()}
    return [replace(given, shared=shared[sites[given.path]]) if given.path in sites else given for given in files]


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in (".html", ".htm", ".xhtml")


def page_hints(data: bytes, shared: frozenset[str] = frozenset()) -> tuple[Hints | None, str]:
    """What a page says of itself; or None, and the doubt that this leaves. `shared` is what most pages of its site have."""
    try:
        found = _ASIDE.ask(json.dumps(sorted(shared)), data)
    except ValueError:
        return None, _UNSAID
    lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}  # as JSON has them
    lines = tuple(PageLine(*line) for line in found["lines"])
    days = {name: TimeValue.parse(found[name]) if found[name] else None for name in _DAYS}
    return Hints(**found | lists | days | {"lines": lines}), ""


def answer(what: str, data: bytes) -> dict[str, Any]:
    """What the process aside does: `what` is `_MARKS`, or what a page has in common with others."""
    page = decode_html(data)
    shown = page_lines(page)
    if what == _MARKS:
        return {"marks": sorted(marks(shown)), "place": place_of(page, shown)}
    hints = read_page(page, shown, shared=frozenset(json.loads(what)))
    days = {name: str(getattr(hints, name) or "") for name in _DAYS}
    return (
        asdict(replace(hints, lines=(), published=None, created=None))
        | days
        | {"lines": list(map(astuple, hints.lines))}
    )

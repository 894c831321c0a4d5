"""What `lesebuch add` is given: files, folders, addresses, lists of addresses, exports of a reference manager."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lesebuch.adding.fetching import ADDRESS, fetch
from lesebuch.adding.records import Record, read_records
from lesebuch.edtf import TimeValue
from lesebuch.problems import Code, Problem, Where, counted, first_of
from lesebuch.sources import ENDINGS

_LIST_BYTES = 200_000
_SOME = 5
_TEXTS = ("txt", "xml", *ENDINGS)
_OFFLINE = "Save the page in a browser (Web page, HTML only) and add the file."


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be added."""

    path: Path
    url: str = ""
    """Where it was fetched from."""
    accessed: TimeValue | None = None
    doubts: tuple[str, ...] = ()
    """What is uncertain about the file itself, in the form of a draft's doubts."""
    shared: frozenset[str] = frozenset()
    """Of a page, what most pages of its site have in common."""


@dataclass(slots=True)
class Gathered:
    """All that was given."""

    files: list[Given] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def gather(names: Sequence[str], folder: Path, *, fetching: bool) -> Gathered:
    """The files that are meant, in their order. What is fetched is saved in `folder`.

    An address is fetched, since it was named; the addresses in a file only if `fetching` says so.
    """
    found = Gathered()
    for name in names:
        if not name:  # it would be the current folder, which nobody means
            found.problems.append(Problem(Code.UNREADABLE, Where("''"), "The name of a file is empty.", "Name a file."))
        elif ADDRESS.match(name):
            _fetched(name, folder, found)
        elif Path(name).is_dir():
            _folder(Path(name), found)
        else:
            _file(Path(name), folder, found, fetching=fetching)
    if found.records and not found.files:
        found.notes.append(
            "No record names a file that is there. Name the files, too: what records say of them is taken over."
        )
    return found


def _file(path: Path, folder: Path, found: Gathered, *, fetching: bool) -> None:
    addresses, others = _addresses(path)
    if addresses and not fetching:
        message = f"{path.name} is a list of {len(addresses)} addresses: nothing is fetched unasked."
        hint = f"To fetch them all now: lesebuch add --fetch {path.name}. A build never fetches anything."
        found.problems.append(Problem(Code.BAD_SOURCE, Where(str(path)), message, hint))
        return
    for line, words in others if addresses else []:
        message = f"“{words}” is no address."
        hint = "An address begins with https:// or http://; a line that begins with # is passed over."
        found.problems.append(Problem(Code.BAD_SOURCE, Where(str(path), line), message, hint))
    for address in addresses:
        _fetched(address, folder, found)
    if addresses:
        return
    try:
        records = read_records(path)
    except ValueError as error:
        hint = "Export it again, as RIS or CSL-JSON."
        found.problems.append(Problem(Code.BAD_SOURCE, Where(str(path)), f"{path.name}: {error}.", hint))
        return
    if records is None:
        found.files.append(Given(path))
        return
    found.records += records
    attached = [file for record in records for file in record.files]
    there = [file for file in attached if file.is_file()]
    named = {given.path.resolve() for given in found.files}
    found.files += [Given(file) for file in there if _ending(file) in _TEXTS and file.resolve() not in named]
    missing = [file.name for file in attached if file not in there]
    said = f"; {len(missing)} of the files that they name are not there: {first_of(missing, _SOME)}" if missing else ""
    found.notes.append(f"{path.name}: {counted(len(records), 'record')}{said}.")


def _folder(folder: Path, found: Gathered) -> None:
    """The sources in a folder and below it; what cannot be one is counted."""
    files = list(_below(folder))
    sources = [path for path in files if _ending(path) in _TEXTS]
    others = [path.name for path in files if _ending(path) not in _TEXTS]
    found.files += [Given(path) for path in sources]
    if not sources:
        message = f"No source is in the folder {folder}."
        found.problems.append(
            Problem(Code.UNREADABLE, Where(str(folder)), message, f"A source ends in {', '.join(_TEXTS)}.")
        )
    if others:
        found.notes.append(f"{folder}: passed over {first_of(others, _SOME)}.")


def _below(folder: Path) -> Iterator[Path]:
    """Files, not hidden ones; links to folders are not followed."""
    try:
        inner = sorted(folder.iterdir())
    except OSError:
        return
    for path in inner:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_file():
            yield path


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _addresses(path: Path) -> tuple[list[str], list[tuple[int, str]]]:
    """The addresses of which a file is a list, and its lines that are none; a text has no address in most of its lines.

    Lines with # are comments.
    """
    try:
        if (
            path.suffix.lower() not in ("", ".txt", ".url", ".list")
            or path.stat().st_size > _LIST_BYTES
            or not path.is_file()
        ):
            return [], []
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        return [], []
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1)]
    lines = [(n, line) for n, line in lines if line and not re.match(r"#(?:\s|$)", line)]
    addresses = [line for _, line in lines if ADDRESS.match(line)]
    others = [(n, line) for n, line in lines if not ADDRESS.match(line)]
    return (addresses, others) if len(addresses) > len(others) else ([], [])


def _fetched(url: str, folder: Path, found: Gathered) -> None:
    try:
        path = fetch(url, folder)
    except ValueError as error:
        found.problems.append(Problem(Code.UNREADABLE, Where(url), f"It cannot be fetched: {error}.", _OFFLINE))
        return
    today = TimeValue.parse(dt.datetime.now(tz=dt.UTC).date().isoformat())
    found.files.append(Given(path, url, today))

"""What a reference manager knows of sources: records of an export (RIS, or CSL-JSON), joined to the files that are added."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import rispy

from lesebuch.drafting import Hints
from lesebuch.drafting.names import forwards
from lesebuch.edtf import TimeValue
from lesebuch.limits import FILE_BYTES

_RIS = re.compile(r"\ufeff?\s*TY {0,2}- ?")
_ATTACHED = ("L1", "L2", "L3", "L4")
"""What names a file: of a record there may be several of each."""
_FEWEST = 2
"""Words of a title by which a file may be known."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record. What it does not say is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: TimeValue | None = None
    publisher: str = ""
    """Of an article, in what it appeared."""
    url: str = ""
    language: str = ""
    accessed: TimeValue | None = None
    files: tuple[Path, ...] = ()
    """As the export names them; a path that is not absolute is beside the export."""


def read_records(path: Path) -> Sequence[Record] | None:
    """The records of an export; None if the file is none. ValueError says why one that looks like an export cannot be read."""
    ending = path.suffix.lower()
    if ending not in (".ris", ".json", ".txt"):
        return None
    try:
        if path.stat().st_size > FILE_BYTES:
            return None
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        return None
    if ending == ".json":
        return _from_json(text, path.parent)
    return _from_ris(text, path.parent) if _RIS.match(text) else None


def _from_json(text: str, folder: Path) -> Sequence[Record]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not valid JSON") from error
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and ("type" in item or "title" in item) for item in items
    ):
        raise ValueError("it is JSON, but no list of references (CSL-JSON)")
    return [_csl(item, folder) for item in items]


def _csl(item: Mapping[str, Any], folder: Path) -> Record:
    names = item.get("author")
    return Record(
        title=_string(item.get("title")),
        authors=tuple(filter(None, map(_csl_name, names if isinstance(names, list) else ()))),
        published=_csl_date(item.get("issued")),
        publisher=_string(item.get("container-title") or item.get("publisher")),
        url=_string(item.get("URL")),
        language=_string(item.get("language")),
        accessed=_csl_date(item.get("accessed")),
        files=tuple(_place(name, folder) for name in _strings(item.get("file") or item.get("attachments"))),
    )


def _csl_name(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    parts = (name.get("given"), name.get("non-dropping-particle"), name.get("family"))
    return _string(name.get("literal")) or " ".join(part for part in map(_string, parts) if part)


def _csl_date(value: Any) -> TimeValue | None:
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _date("/".join(map(str, parts[0])))
    return _date(_string(value.get("raw") or value.get("literal")).replace("-", "/"))


def _from_ris(text: str, folder: Path) -> Sequence[Record]:
    try:
        items = rispy.loads(text, list_tags=[*rispy.LIST_TYPE_TAGS, *_ATTACHED])
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ValueError(f"it is a damaged RIS export ({str(error)[:80]})") from error
    return [_ris(item, folder) for item in items]


def _ris(item: Mapping[str, Any], folder: Path) -> Record:
    names = (*_strings(item.get("authors")), *_strings(item.get("first_authors")))
    within = ("secondary_title", "journal_name", "alternate_title3", "publisher")
    attached = [
        name for key in sorted(item) if key.startswith(("file_attachments", "figure")) for name in _strings(item[key])
    ]
    return Record(
        title=_string(item.get("title") or item.get("primary_title")),
        authors=tuple(dict.fromkeys(map(forwards, names))),
        published=_date(_string(item.get("date"))) or _date(_string(item.get("year") or item.get("publication_year"))),
        publisher=next((_string(item[key]) for key in within if _string(item.get(key))), ""),
        url=next(iter(_strings(item.get("urls"))), ""),
        language=_string(item.get("language")),
        accessed=_date(_string(item.get("access_date"))),
        files=tuple(_place(name, folder) for name in attached if not name.startswith("http")),
    )


def _place(name: str, folder: Path) -> Path:
    return folder / name.removeprefix("file://").removeprefix("internal-pdf://")


def _date(text: str) -> TimeValue | None:
    """`2021/4/12/` and less, as exact as it is."""
    numbers = [part for part in text.split("/")[:3] if part.strip().isdecimal()]
    if not numbers or len(numbers[0]) > 4:  # a year
        return None
    try:
        return TimeValue.parse("-".join([numbers[0].zfill(4), *(number.zfill(2) for number in numbers[1:])]))
    except ValueError:
        return None


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _strings(value: Any) -> list[str]:
    return [text for text in map(_string, value if isinstance(value, list) else [value]) if text]


# --- Which record is whose -------------------------------------------------------------------------------------------


def record_of(path: Path, titles: Iterable[str], urls: Iterable[str], records: Sequence[Record]) -> Record | None:
    """The one record of a file: it names the file, or its address, or its title; None if none does, or several do."""
    place = path.resolve()
    addresses = {_bare(url) for url in urls if url}
    known = {_key(title) for title in titles if title}
    stem = _key(path.stem)
    ways: tuple[Callable[[Record], bool], ...] = (
        lambda record: any(file.resolve() == place for file in record.files),
        lambda record: bool(record.url) and _bare(record.url) in addresses,
        lambda record: any(file.name == path.name for file in record.files),
        lambda record: _key(record.title) in known,
        lambda record: len(record.title.split()) >= _FEWEST and f" {stem} ".endswith(f" {_key(record.title)} "),
    )
    for matches in ways:
        found = [record for record in records if matches(record)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def joined(hints: Hints | None, record: Record) -> Hints:
    """What the source says of itself, with what the record knows in its place."""
    hints = hints or Hints(whose="file")
    return replace(
        hints,
        title=record.title or hints.title,
        is_recorded=bool(record.title) or hints.is_recorded,
        authors=record.authors or hints.authors,
        typed=hints.typed and not record.authors,
        published=record.published or hints.published,
        published_from="record" if record.published else hints.published_from,
        url=record.url or hints.url,
        site=record.publisher or hints.site,
        language=hints.language or record.language,
    )


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|#.*$|/$", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

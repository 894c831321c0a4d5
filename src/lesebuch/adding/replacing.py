"""The pictures of a source that takes the place of another: what is listed follows its picture, what is new is kept as `add` keeps it.

Programs count the pictures of a file anew when they save it, so it is the bytes that tell which is which, and the address only
where no bytes do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lesebuch.adding.pictures import Keeping
from lesebuch.drafting import picture_item
from lesebuch.editing.lines import Edit, File
from lesebuch.editing.references import parsed
from lesebuch.editing.replace import Followed, Replacement, commented, front_values, instead
from lesebuch.editing.together import Change
from lesebuch.folders import CORPUS, PICTURES
from lesebuch.model import Source, picture_key
from lesebuch.sources.pictures import picture_words

_KEY = re.compile(r"pictures:\s*(?:#.*)?")
_ITEM = re.compile(r"(\s*)- ")


@dataclass(slots=True)
class Pictures:
    """What became of a chapter's pictures: names of files, or addresses of those that have none."""

    slug: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """With the reason."""
    unwritten: list[str] = field(default_factory=list)
    """Items that an editor must write, since the list is written in a way that is not changed here."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An item of `pictures` as it stands."""

    of: str
    line: int
    file: str


def follow_pictures(planned: Replacement, root: Path, folder: Path) -> list[Pictures]:
    """Add to the plan what becomes of the pictures; `folder` is the folder of sources in which new ones are kept."""
    old, new = (_keeping(source, path) for source, path in ((planned.old, planned.was), (planned.new, planned.path)))
    addresses = _addresses(planned.old), _addresses(planned.new)
    words = picture_words(new.data, new.format_)
    found = []
    for chapter in planned.chapters:
        number, (file, edits) = next(
            (n, pair) for n, pair in enumerate(planned.edits) if pair[0].path == CORPUS / f"{chapter.slug}.md"
        )
        work = _Work(file, chapter, old, new, addresses, words, folder / PICTURES)
        more = list(work.edits())
        found.append(work.done)
        if not more:
            continue
        planned.edits[number] = file, [*edits, *more]
        at = next(n for n, change in enumerate(planned.changes) if change.path == file.path)
        planned.changes[at] = Change(file.path, file.data, file.edited([*edits, *more]))
        planned.changes += [
            Change(path.relative_to(root) if path.is_relative_to(root) else path, None, data)
            for path, data in work.files.items()
        ]
    return found


def _keeping(source: Source, path: Path) -> Keeping:
    return Keeping(path, source.extractor.split(maxsplit=1)[0], path.read_bytes())


def _addresses(source: Source) -> dict[str, str]:
    """By their keys."""
    targets = [entry.target for entry in source.layout] + [s.target for s in source.styles if s.kind == "image"]
    return {picture_key(target): target for target in targets if target}


class _Work:
    """The pictures of a chapter."""

    def __init__(
        self,
        file: File,
        chapter: Followed,
        old: Keeping,
        new: Keeping,
        addresses: tuple[Mapping[str, str], Mapping[str, str]],
        words: Mapping[str, str],
        folder: Path,
    ) -> None:
        self._file = file
        self._chapter = chapter
        self._keepings = old, new
        self._addresses = addresses
        self._words = words
        self._folder = folder
        self.done = Pictures(chapter.slug)
        self.files: dict[Path, bytes] = {}
        """New ones, with what is in them."""

    def edits(self) -> Iterator[Edit]:
        """Of the chapter file."""
        values = [value for value in front_values(self._file) if value.keys[:1] == ("pictures",)]
        listed = self._listed()
        keys = list(self._chapter.shown)
        moved = self._moved(listed, keys)
        free = [key for key in keys if key not in moved.values()]
        changed = {item.of for item in listed if item.of not in moved and item.of in free}
        for value in values:
            item = next((item for item in listed if item.line == value.line), None)
            if item is None:
                continue
            if value.keys[-1] == "of" and moved.get(item.of, item.of) != item.of:
                yield instead(value, moved[item.of])
            elif value.keys[-1] == "file" and item.of in changed:
                name = self._kept(item.of)
                self.done.changed += [name] if name else []
                yield instead(value, name) if name else Edit(value.line, value.start, value.end, "null")
        for item in listed:
            if item.of not in moved and item.of not in changed:
                self.done.gone.append(item.file or item.of)
                if edit := commented(item.line, self._file.lines[item.line - 1]):
                    yield edit
        yield from self._added([key for key in free if key not in changed])

    def _listed(self) -> list[_Listed]:
        """Items that stand in a line each, as `add` writes them; others stay as they are."""
        by_line: dict[int, dict[str, str]] = {}
        for value in front_values(self._file):
            if value.keys[:1] == ("pictures",):
                by_line.setdefault(value.line, {})[value.keys[-1]] = value.text
        return [
            _Listed(said["of"], line, "" if said["file"] in ("null", "~", "") else said["file"])
            for line, said in by_line.items()
            if "of" in said and "file" in said
        ]

    def _moved(self, listed: Sequence[_Listed], keys: Sequence[str]) -> dict[str, str]:
        """From the old key of each picture that is still there to the new one."""
        moved: dict[str, str] = {}
        for item in listed:
            had = self._bytes(0, item.of) or self._file_of(item)
            same = [key for key in keys if key not in moved.values() and had and self._bytes(1, key) == had]
            if same:
                moved[item.of] = item.of if item.of in same else same[0]
            elif item.of in keys and (had is None or not item.file):
                moved[item.of] = item.of
        return moved

    def _bytes(self, which: int, key: str) -> bytes | None:
        """A picture of the old (0) or the new source (1)."""
        keeping, address = self._keepings[which], self._addresses[which].get(key, key)
        keeping.look_at(address)
        return keeping.kept.get(address, (None, ""))[0]

    def _file_of(self, item: _Listed) -> bytes | None:
        """What was kept, for a picture that did not come to the reader with its source."""
        path = self._folder / item.file
        return path.read_bytes() if item.file and path.is_file() else None

    def _kept(self, key: str) -> str:
        """The name of the file in which a picture of the new source will lie; empty if it is not to be had."""
        new, address = self._keepings[1], self._addresses[1].get(key, key)
        new.look_at(address)
        if address not in new.kept:
            if reason := new.refused.get(address):
                self.done.refused.append(f"{key} ({reason})")
            return ""
        data, ending = new.kept[address]
        slug, number = self._chapter.slug, 1
        while any(path.stem == f"{slug}-{number}" for path in (*self._beside(), *self.files)):
            number += 1
        name = f"{slug}/{slug}-{number}{ending}"
        self.files[self._folder / name] = data
        return name

    def _beside(self) -> list[Path]:
        """Those that are there, and those that the chapter names."""
        folder = self._folder / self._chapter.slug
        there = list(folder.iterdir()) if folder.is_dir() else []
        return [*there, *(Path(item.file) for item in self._listed())]

    def _added(self, keys: Sequence[str]) -> Iterator[Edit]:
        items = []
        for key in keys:
            name = self._kept(key)
            alt = None if self._chapter.shown[key] else self._words.get(self._addresses[1].get(key, key), "")
            items.append(picture_item(key, name, alt))
            self.done.new += [name] if name else []
        if not items:
            return
        lines = self._file.lines
        end = parsed(self._file)[2] - 1
        at = next((number for number, line in enumerate(lines[:end], 1) if line.startswith("pictures:")), 0)
        if not at:
            yield Edit(end, 0, 0, "".join(["pictures:\n", *(f"  - {item}\n" for item in items)]))
            return
        item = _ITEM.match(lines[at])
        if _KEY.fullmatch(lines[at - 1]) and item:
            yield Edit(at, len(lines[at - 1]), len(lines[at - 1]), "".join(f"\n{item[1]}- {one}" for one in items))
        else:
            self.done.unwritten += items

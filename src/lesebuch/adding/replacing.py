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
from lesebuch.editing.lines import File, LineEdit
from lesebuch.editing.references import parsed
from lesebuch.editing.replace import Followed, Replacement, commented, front_values, instead
from lesebuch.editing.together import Change
from lesebuch.folders import CORPUS, PICTURES
from lesebuch.model import Source, picture_key
from lesebuch.yamlfile import Scalar

_KEY = re.compile(r"pictures:\s*(?:#.*)?")
_ITEM = re.compile(r"(\s*)- ")


@dataclass(slots=True)
class ReplacedPictures:
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
    """An item of `pictures` as it stands, in one line or in several."""

    values: Mapping[str, Scalar]
    """By their keys."""

    @property
    def of(self) -> str:
        """The key of the picture (`picture_key`)."""
        return self.values["of"].text

    @property
    def file(self) -> str:
        """Empty if it has none."""
        name = self.values["file"].text
        return "" if name in ("null", "~") else name


def follow_pictures(planned: Replacement, root: Path, folder: Path) -> list[ReplacedPictures]:
    """Add to the plan what becomes of the pictures; `folder` is the folder of sources in which new ones are kept."""
    keepings = Keeping.of(planned.old, planned.was), Keeping.of(planned.new, planned.path)
    addresses = _addresses(planned.old), _addresses(planned.new)
    found = []
    for chapter in planned.chapters:
        number, (file, edits) = next(
            (n, pair) for n, pair in enumerate(planned.edits) if pair[0].path == CORPUS / f"{chapter.slug}.md"
        )
        work = _Work(file, chapter, keepings, addresses, folder / PICTURES)
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


def _addresses(source: Source) -> dict[str, str]:
    """By their keys."""
    targets = [entry.target for entry in source.layout] + [s.target for s in source.styles if s.kind == "image"]
    return {picture_key(target): target for target in targets if target}


def _listed(file: File) -> tuple[list[_Listed], set[str]]:
    """The items whose values stand in a line each, and the keys of pictures of which others speak."""
    values = [value for value in front_values(file) if value.keys[:1] == ("pictures",)]
    items: list[dict[str, Scalar]] = []
    last = 0
    for value in values:
        dash = value.line != last and _ITEM.match(file.lines[value.line - 1])
        last = value.line
        # No item says a thing twice: where one would, the next begins.
        if dash or not items or value.keys[-1] in items[-1]:
            items.append({})
        items[-1][value.keys[-1]] = value
    listed = [_Listed(said) for said in items if "of" in said and "file" in said]
    return listed, {said["of"].text for said in items if "of" in said and "file" not in said}


class _Work:
    """The pictures of a chapter."""

    def __init__(
        self,
        file: File,
        chapter: Followed,
        keepings: tuple[Keeping, Keeping],
        addresses: tuple[Mapping[str, str], Mapping[str, str]],
        folder: Path,
    ) -> None:
        self._file = file
        self._chapter = chapter
        self._keepings = keepings
        self._addresses = addresses
        self._folder = folder
        self._listed, self._others = _listed(file)
        self.done = ReplacedPictures(chapter.slug)
        self.files: dict[Path, bytes] = {}
        """New ones, with what is in them."""

    def edits(self) -> Iterator[LineEdit]:
        """Of the chapter file."""
        keys = list(self._chapter.shown)
        moved = self._moved(keys)
        free = [key for key in keys if key not in moved.values()]
        changed = {item.of for item in self._listed if item.of not in moved and item.of in free}
        for item in self._listed:
            of, file = item.values["of"], item.values["file"]
            if item.of in changed:
                name = self._kept(item.of)
                self.done.changed += [name] if name else []
                yield instead(file, name) if name else LineEdit(file.line, file.start, file.end, "null")
            elif item.of not in moved:
                self.done.gone.append(item.file or item.of)
                if edit := commented(of.line, self._file.lines[of.line - 1]):
                    yield edit
            elif moved[item.of] != item.of:
                yield instead(of, moved[item.of])
        yield from self._added([key for key in free if key not in changed | self._others])

    def _moved(self, keys: Sequence[str]) -> dict[str, str]:
        """From the old key of each picture that is still there to the new one."""
        moved: dict[str, str] = {}
        for item in self._listed:
            held = self._bytes(0, item.of)
            had = held or self._file_of(item)
            same = [key for key in keys if key not in moved.values() and had and self._bytes(1, key) == had]
            if same:
                moved[item.of] = item.of if item.of in same else same[0]
            elif item.of in keys and (had is None or not item.file or self._bytes(1, item.of) is None):
                moved[item.of] = item.of
                if held and item.file:
                    self._refuse(item.of)
        return moved

    def _refuse(self, key: str) -> None:
        """Note why a picture of the new source is not to be had, unless it is no picture to look at."""
        if reason := self._keepings[1].refused.get(self._address(1, key)):
            self.done.refused.append(f"{key} ({reason})")

    def _address(self, which: int, key: str) -> str:
        return self._addresses[which].get(key, key)

    def _bytes(self, which: int, key: str) -> bytes | None:
        """A picture of the old (0) or the new source (1)."""
        keeping, address = self._keepings[which], self._address(which, key)
        keeping.look_at(address)
        return keeping.kept.get(address, (None, ""))[0]

    def _file_of(self, item: _Listed) -> bytes | None:
        """What was kept, for a picture that did not come to the reader with its source."""
        path = self._folder / item.file
        return path.read_bytes() if item.file and path.is_file() else None

    def _kept(self, key: str) -> str:
        """The name of the file in which a picture of the new source will lie; empty if it is not to be had."""
        new, address = self._keepings[1], self._address(1, key)
        new.look_at(address)
        if address not in new.kept:
            self._refuse(key)
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
        return [*there, *(Path(item.file) for item in self._listed)]

    def _added(self, keys: Sequence[str]) -> Iterator[LineEdit]:
        items = []
        for key in keys:
            name = self._kept(key)
            said = self._keepings[1].words.get(self._address(1, key), "")
            alt = None if self._chapter.shown[key] else said
            items.append(picture_item(key, name, alt))
            self.done.new += [name] if name else []
        if not items:
            return
        lines = self._file.lines
        end = parsed(self._file)[2] - 1
        at = next((number for number, line in enumerate(lines[:end], 1) if line.startswith("pictures:")), 0)
        if not at:
            yield LineEdit(end, 0, 0, "".join(["pictures:\n", *(f"  - {item}\n" for item in items)]))
            return
        item = _ITEM.match(lines[at])
        if _KEY.fullmatch(lines[at - 1]) and item:
            yield LineEdit(at, len(lines[at - 1]), len(lines[at - 1]), "".join(f"\n{item[1]}- {one}" for one in items))
        else:
            self.done.unwritten += items

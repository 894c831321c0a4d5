"""A text file as its lines, so that words of it can be replaced and all else stays as it is, byte for byte."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lesebuch.limits import FILE_BYTES
from lesebuch.textfile import read_text

_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


class CannotEditError(Exception):
    """Why the files of a reader cannot be edited, and what to do, in sentences."""


@dataclass(frozen=True, slots=True, order=True)
class LineEdit:
    r"""Words of a line and what stands there instead, which may be lines (`\n`). Lines count from 1, columns from 0, the end excluded."""

    line: int
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class File:
    r"""A text file: as bytes, and as a text whose lines end in `\n`, without a byte order mark."""

    path: Path
    """Relative to the reader."""
    data: bytes
    text: str

    @property
    def lines(self) -> list[str]:
        """Without their ends."""
        return self.text.split("\n")

    def edited(self, edits: Iterable[LineEdit]) -> bytes:
        """The bytes with these edits, which do not overlap."""
        raw = self.data.decode("utf-8").removeprefix(_BOM)
        ends = [*(found[0] for found in _END.finditer(raw)), ""]
        lines = [line.replace("\n", ends[0] or "\n") for line in self.with_edits(edits)]
        mark = _BOM if self.data.startswith(_BOM.encode()) else ""
        return (mark + "".join(line + end for line, end in zip(lines, ends, strict=True))).encode()

    def with_edits(self, edits: Iterable[LineEdit]) -> list[str]:
        """The lines with these edits; what stands in the place of one may be several."""
        lines = self.lines
        for edit in sorted(set(edits), reverse=True):
            old = lines[edit.line - 1]
            lines[edit.line - 1] = old[: edit.start] + edit.new + old[edit.end :]
        return lines


def read_file(root: Path, path: Path) -> File | None:
    """A file of a reader; None if it is no text, which other commands say. CannotEditError if git has left two versions in it."""
    text, problems = read_text(root / path, path.as_posix(), FILE_BYTES)
    if text is None:
        return None
    if problems:
        raise CannotEditError(f"First correct this: {problems[0]}")
    return File(path, (root / path).read_bytes(), text)


def shown(file: File, edits: Iterable[LineEdit]) -> Iterator[tuple[int, str, str]]:
    """Each line that changes: its number, before and after."""
    edits = list(edits)
    old, new = file.lines, file.with_edits(edits)
    for number in sorted({edit.line for edit in edits}):
        yield number, old[number - 1].strip(), new[number - 1].strip()

"""The chapters of a book as a part of the reader: `[[part]]` at the end of reader.toml. What stands there stays as it is."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lesebuch.config import FILE, toml_text
from lesebuch.drafting import Draft
from lesebuch.folders import chapter_files
from lesebuch.limits import CONFIG_BYTES
from lesebuch.problems import counted
from lesebuch.tables import PART


class NewPart(NamedTuple):
    """A part to be written."""

    title: str
    chapters: tuple[str, ...]

    def lines(self) -> str:
        """As reader.toml has it."""
        chapters = "".join(f"    {toml_text(slug)},\n" for slug in self.chapters)
        return f"[[{PART}]]\ntitle = {toml_text(self.title)}\nchapters = [\n{chapters}]\n"


class Settled(NamedTuple):
    """What is to be done about a part."""

    text: str = ""
    """All of reader.toml with the part; empty if nothing is to be written."""
    said: str = ""
    """What is to be said about it."""


def part_of(drafts: Sequence[tuple[str, Draft]]) -> NewPart | None:
    """The part that these chapters make; None if they are of no book."""
    title = next(("".join(filter(str.isprintable, made.part)).strip() for _, made in drafts), "")
    chapters = tuple(slug for slug, _ in drafts if slug)
    return NewPart(title, chapters) if title and chapters else None


def settled(root: Path, part: NewPart, *, dry: bool = False) -> Settled:
    """Where the part stands, or is to stand. It is written only where reader.toml then says just this more.

    `dry`: nothing will be written.
    """
    named = f"the part “{part.title}” with its {counted(len(part.chapters), 'chapter')}"
    before = _text_of(root / FILE)
    said = _read(before)
    if before is not None and said is not None:
        parts = said.get(PART, [])
        if isinstance(parts, list):
            if any(_holds(one, part) for one in parts):
                return Settled()
            after = _with(before, part)
            now = _read(after)
            new = {"title": part.title, "chapters": list(part.chapters)}
            if now == {**said, PART: [*parts, new]} and len(after.encode()) <= CONFIG_BYTES:
                verb = "would stand" if dry else "stands"
                said_of_others = _OTHERS if not parts and _has_others(root, part) else ""
                return Settled(
                    after, f"{FILE}: {named} {verb} at its end; move or change it as you like.{said_of_others}"
                )
    return Settled(said=f"To make {named}, paste this into {FILE}:\n\n{part.lines()}")


_OTHERS = " With it the reader has parts: your other chapters follow behind it until you name them in one, too."


def _has_others(root: Path, part: NewPart) -> bool:
    """Whether the reader has chapters that are not of this part."""
    return any(path.stem not in part.chapters for path in chapter_files(root))


def _holds(given: object, part: NewPart) -> bool:
    """Whether a part has one of these chapters already: an earlier run, which was ended, has written it."""
    chapters = given.get("chapters") if isinstance(given, dict) else None
    return isinstance(chapters, list) and any(slug in chapters for slug in part.chapters)


def _text_of(path: Path) -> str | None:
    """All of it as it stands there, line ends and byte order mark, too."""
    try:
        return path.read_bytes().decode("utf-8") if path.stat().st_size <= CONFIG_BYTES else None
    except (OSError, UnicodeError):
        return None


def _with(text: str, part: NewPart) -> str:
    lines = f"\n{part.lines()}"
    if text and not text.endswith("\n"):
        lines = f"\n{lines}"
    return text + (lines.replace("\n", "\r\n") if "\r\n" in text else lines)


def _read(text: str | None) -> dict[str, Any] | None:
    try:
        return None if text is None else tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None

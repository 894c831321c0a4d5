"""What git does with a source that was copied into the reader: an open one belongs into the repository, others do not."""

import os
import re
import subprocess
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from lesebuch.writing import write_whole

FILE = ".gitignore"


def settle(root: Path, place: Path, *, copied: bool, is_open: bool, pictures: Sequence[Path] = ()) -> str:
    """See to it that git takes an open source; what is to be said about it, '' if nothing.

    A new reader's .gitignore leaves all sources out. Exceptions are added below what stands there; nothing else changes.
    `pictures`: the folders of what the source shows, one for each of its chapters.
    """
    seen = os.path.relpath(place)
    said = f"Copied to {seen}" if copied else seen
    if not is_open:
        return f"{said}: keep it out of version control unless it is open." if copied else ""
    out = [path for path in (place, *pictures) if _left_out(root, path)]
    if not out:
        return f"{said}." if copied else ""
    what = " and ".join([*(["it"] if place in out else []), *(["its pictures"] if out != [place] else [])])
    lines = list(dict.fromkeys(line for path in out for line in _exceptions(root, path)))
    shown = ", ".join(lines)
    try:
        _append(root / FILE, lines)
    except (OSError, UnicodeError):
        plural = "lines" if len(lines) > 1 else "line"
        return f"{said}: git ignores {what}, and {FILE} cannot be written. Add the {plural} {shown} there."
    still = [path for path in out if _ignored(root, path)]
    if still:
        what = "it" if still == [place] else f"{what} in part" if len(still) < len(out) else what
        pronoun = "it" if what == "it" else "that"
        return f"{said}: git still ignores {what}. Put {pronoun} into the repository with git add --force."
    has = "an exception" if len(lines) == 1 else "exceptions"
    return f"{said}: {FILE} has {has} for {what} now, so that git takes {'it' if what == 'it' else 'them'} ({shown})."


def exception_for(root: Path, path: Path) -> str:
    """The line of .gitignore that brings a source back, '' if there is none."""
    if not path.is_relative_to(root):
        return ""
    line = f"!/{escaped(path.relative_to(root).as_posix())}"
    try:
        return line if line in (root / FILE).read_text(encoding="utf-8-sig").splitlines() else ""
    except (OSError, UnicodeError):
        return ""


def escaped(path: str) -> str:
    """A path as a pattern of .gitignore that matches it alone."""
    path = re.sub(r"([\\*?\[])", r"\\\1", path)
    return re.sub(r" (?= *$)", r"\\ ", path)


def _exceptions(root: Path, path: Path) -> Iterator[str]:
    """The lines that bring it back. Git looks into no folder that it ignores: one in between is brought back without what is in it."""
    for folder in reversed(path.parents[: len(path.relative_to(root).parts) - 2]):
        if _left_out(root, folder):
            name = escaped(folder.relative_to(root).as_posix())
            yield from (f"!/{name}/", f"/{name}/*")
    yield f"!/{escaped(path.relative_to(root).as_posix())}{'/' if path.is_dir() else ''}"


def _left_out(root: Path, path: Path) -> bool:
    """Whether git ignores it, or would do so in a folder that is to become a repository."""
    if not path.is_relative_to(root):
        return False
    ignored = _ignored(root, path)
    if ignored is not None:
        return ignored
    try:
        rules = {line.strip() for line in (root / FILE).read_text(encoding="utf-8-sig").splitlines()}
    except (OSError, UnicodeError):
        return False
    parts = path.relative_to(root).parts
    inner = (Path(*parts[:length]) for length in range(2, len(parts) + 1))
    return any(_is_ruled_out(part, rules) for part in inner)


def _is_ruled_out(part: Path, rules: Container[str]) -> bool:
    """By the rules that `lesebuch new` and this module write; `part` is relative to the reader."""
    folder, name = part.parent.as_posix(), escaped(part.as_posix())
    return any(rule in rules for rule in (f"/{folder}/*", f"{folder}/*")) and not any(
        rule in rules for rule in (f"!/{name}", f"!/{name}/")
    )


def _ignored(root: Path, path: Path) -> bool | None:
    """What git says; None where there is no git or no repository."""
    command = ["git", "-C", str(root), "check-ignore", "-q", "--", str(path)]
    try:
        code = subprocess.run(command, capture_output=True, check=False, timeout=10).returncode
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: True, 1: False}.get(code)


def _append(path: Path, lines: Iterable[str]) -> None:
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    end = "\r\n" if "\r\n" in before else "\n"
    new = [line for line in lines if line not in before.splitlines()]
    if new:
        write_whole(
            path, before + (end if before and not before.endswith("\n") else "") + "".join(f"{n}{end}" for n in new)
        )

"""What git does with a source that was copied into the reader: an open one belongs into the repository, others do not."""

import os
import re
import subprocess
from pathlib import Path

from lesebuch.writing import write_whole

FILE = ".gitignore"


def settle(root: Path, place: Path, *, copied: bool, is_open: bool) -> str:
    """See to it that git takes an open source; what is to be said about it, '' if nothing.

    A new reader's .gitignore leaves all sources out. An exception is added below what stands there; nothing else changes.
    """
    seen = os.path.relpath(place)
    said = f"Copied to {seen}" if copied else seen
    if not is_open:
        return f"{said}: keep it out of version control unless it is open." if copied else ""
    if not _left_out(root, place):
        return f"{said}." if copied else ""
    line = f"!/{escaped(place.relative_to(root).as_posix())}"
    try:
        _append(root / FILE, line)
    except (OSError, UnicodeError):
        return f"{said}: git ignores it, and {FILE} cannot be written. Add the line {line} there."
    if _ignored(root, place):
        return f"{said}: git still ignores it. Put it into the repository with git add --force."
    return f"{said}: {FILE} has an exception for it now, so that git takes it ({line})."


def escaped(path: str) -> str:
    """A path as a pattern of .gitignore that matches it alone."""
    path = re.sub(r"([\\*?\[])", r"\\\1", path)
    return re.sub(r" (?= *$)", r"\\ ", path)


def _left_out(root: Path, path: Path) -> bool:
    """Whether git ignores it, or would do so in a folder that is to become a repository."""
    if not path.is_relative_to(root):
        return False
    ignored = _ignored(root, path)
    if ignored is not None:
        return ignored
    try:
        lines = (root / FILE).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError):
        return False
    folder = path.parent.relative_to(root).as_posix()
    rules = [line.strip() for line in lines]
    return any(rule in rules for rule in (f"/{folder}/*", f"{folder}/*"))


def _ignored(root: Path, path: Path) -> bool | None:
    """What git says; None where there is no git or no repository."""
    command = ["git", "-C", str(root), "check-ignore", "-q", "--", str(path)]
    try:
        code = subprocess.run(command, capture_output=True, check=False, timeout=10).returncode
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: True, 1: False}.get(code)


def _append(path: Path, line: str) -> None:
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    end = "\r\n" if "\r\n" in before else "\n"
    if line not in before.splitlines():
        write_whole(path, before + (end if before and not before.endswith("\n") else "") + line + end)

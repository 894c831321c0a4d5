"""Several files changed as one: all of them or none, also if whoever writes them is ended in between.

What is to be done is written down first, in a journal. Who comes to the reader next and finds one does the rest.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lesebuch.writing import write_whole

JOURNAL = Path("corpus", ".lesebuch-journal")


class ChangedMeanwhileError(OSError):
    """A file is not what it was when the edit was planned."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file, relative to the reader, before and after; None: it does not exist."""

    path: Path
    before: bytes | None
    after: bytes | None


def write_together(root: Path, changes: Sequence[Change]) -> None:
    """Write and remove files; OSError if that fails, and then nothing has changed."""
    for change in changes:
        if _bytes(root / change.path) != change.before:
            raise ChangedMeanwhileError(0, "it was changed meanwhile; nothing was written", str(change.path))
    write_whole(root / JOURNAL, json.dumps([_written(change) for change in _in_order(changes)]))
    done: list[Change] = []
    try:
        for change in _in_order(changes):
            done.append(change)
            _put(root / change.path, change.after)
    except OSError:
        for change in reversed(done):
            with suppress(OSError):
                _put(root / change.path, change.before)
        (root / JOURNAL).unlink(missing_ok=True)
        raise
    (root / JOURNAL).unlink()


def finish(root: Path) -> list[str]:
    """Do the rest of an edit that was interrupted; the files that somebody has changed since, which stay as they are."""
    journal = _bytes(root / JOURNAL)
    if journal is None:
        return []
    kept = []
    try:
        steps = json.loads(journal)
        for step in steps:
            path, after = root / step["path"], step["after"]
            now, wanted = _bytes(path), None if after is None else b64decode(after)
            if now == wanted:
                continue
            if _print(now) == step["before"]:
                _put(path, wanted)
            else:
                kept.append(str(step["path"]))
    except (ValueError, TypeError, KeyError):  # not ours, or cut off by a file system that loses what it was given
        kept = [JOURNAL.as_posix()]
    (root / JOURNAL).unlink(missing_ok=True)
    return kept


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """What is removed goes last: at no moment is a text nowhere."""
    return sorted(changes, key=lambda change: change.after is None)


def _written(change: Change) -> dict[str, str | None]:
    after = None if change.after is None else b64encode(change.after).decode()
    return {"path": change.path.as_posix(), "before": _print(change.before), "after": after}


def _print(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, data)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None

"""One process at a time in a folder that builds keep for the next: two would write the same files, each for itself."""

import errno
import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from lesebuch.cli.opening import UserError

_LOCK = ".at-work"
"""A file that stays; whoever ends, or is ended, lets go of it."""
_HELD = (errno.EAGAIN, errno.EACCES)


@contextmanager
def alone(folder: Path, *, held: str, wait: bool) -> Iterator[None]:
    """Have a folder to ourselves until the block ends. `held`: what to say while another process has it.

    Then we `wait` until it ends, or UserError. Where a file system knows no locks, nobody waits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a", encoding="utf-8") as lock:
        if not _is_free(lock):
            if not wait:
                raise UserError(held)
            print(held, file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_free(lock: TextIO) -> bool:
    """Whether nobody holds it; then we do, and the processes that we start, until all have ended."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True

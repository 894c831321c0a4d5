"""One process at a time in a folder that builds keep for the next: two would write the same files, each for itself."""

import errno
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

    Then we `wait` until it ends, or UserError. Where a system or its files know no such locks, nobody waits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a", encoding="utf-8") as lock:
        if not _is_ours(lock, wait=False):
            if not wait:
                raise UserError(held)
            print(held, file=sys.stderr, flush=True)
            _is_ours(lock, wait=True)
        yield


def _is_ours(lock: TextIO, *, wait: bool) -> bool:
    """Whether nobody else holds it; then we do, and copies of this process that build for us, until all have ended."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True

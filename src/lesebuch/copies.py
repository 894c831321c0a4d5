"""Copies of this process (forks): whether there may be one, and what is worked out in one of them.

A copy has the thread that made it and no other. Whatever waits for one of the others, in Python or in a library, waits for ever.
"""

import multiprocessing
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process, also those that a library has started and Python knows nothing of."""


def are_safe() -> bool:
    """Whether this process has one thread alone. Where nobody can tell, it is taken to have more."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    try:
        return len(list(_THREADS.iterdir())) == 1
    except OSError:
        return False


def apart(work: Callable[..., T], *given: object) -> T:
    """What a function gives that changes nothing, worked out in a copy: no thread that it starts stays here.

    Where no copy is safe, and where the function raises, it is worked out here.
    """
    if not are_safe():
        return work(*given)
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(theirs, work, given))
    process.start()
    theirs.close()
    try:
        value: T = ours.recv()
    except (EOFError, OSError):  # nothing has come, or a part
        return work(*given)
    finally:
        ours.close()
        process.join()
    return value


def _send(to: Connection, work: Callable[..., object], given: tuple[object, ...]) -> None:
    # It is worked out again, where whoever asked hears of it; Ctrl+C has reached that process, too.
    with suppress(Exception, KeyboardInterrupt):
        to.send(work(*given))

"""How long the process aside may take: the system ends it when its time is up, whatever it is doing.

Seconds of computing are counted, not those of the clock, so that a busy machine refuses nothing that an idle one takes. Where
the system has no such timer (Windows), nothing is counted.
"""

import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from lesebuch.limits import PDF_SECONDS, SECONDS
from lesebuch.sources.refusal import Refusal

NO_PAGE = -1
_seconds: float = SECONDS
"""Of computing for a page, or for a file that has none."""
_began = -1.0
"""Seconds of computing when the file was begun; negative in a process that is not aside, which nothing may end."""


left_out: frozenset[int] = frozenset()
"""Pages of the file that are not to be read."""


_told: Callable[[int], None] | None = None
"""Who is told of each page that is begun."""


def begin(
    seconds: float = SECONDS, pages: frozenset[int] = frozenset(), tell: Callable[[int], None] | None = None
) -> None:
    """A file is begun, which may take so long. `pages` are to be left out; of each other one `tell` is told when it is begun."""
    global _began, _seconds, left_out, _told  # noqa: PLW0603 - the timer is the process's, too
    _seconds, left_out, _told = seconds, pages, tell
    _began = time.process_time()
    _wind(seconds)


def finish() -> None:
    """It is done."""
    _wind(0)


def page(number: int) -> bool:
    """A page of a file of many, counted from 0, is begun: each has as long as a file. Refusal when all have taken too long.

    False if it is to be left out, since an earlier try to read it did not end.
    """
    if _began < 0:
        return True
    if number in left_out:
        return False
    if _told is not None:
        _told(number)
    if time.process_time() - _began > PDF_SECONDS:
        raise Refusal(f"reading it takes more than {PDF_SECONDS} seconds", "Cut it into parts.")
    _wind(_seconds)
    return True


def whole() -> None:
    """All pages are read; what follows is about the whole file, and no page is to blame for its time."""
    if _began >= 0:
        if _told is not None:
            _told(NO_PAGE)
        _wind(_seconds)


def allow(pid: int) -> None:
    """Another program, just started, has as long; where the system cannot count another's seconds, it counts none."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not everywhere

        with suppress(OSError):  # it has ended already
            resource.prlimit(pid, resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def told_by(returncode: int) -> bool:
    """Whether a process with this exit code was ended because its time was up."""
    ended = {getattr(signal, name, None) for name in ("SIGPROF", "SIGXCPU")} - {None}
    return -returncode in ended


def _wind(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)

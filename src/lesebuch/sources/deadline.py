"""How long the process aside may take: the system ends it when its time is up, whatever it is doing.

Seconds of computing are counted, not those of the clock, so that a busy machine refuses nothing that an idle one takes. Where
the system has no such timer (Windows), nothing is counted.
"""

import signal
import sys
import time
from contextlib import suppress

from lesebuch.limits import PDF_SECONDS, SECONDS
from lesebuch.sources.refusal import Refusal

_began = -1.0
"""Seconds of computing when the file was begun; negative in a process that is not aside, which nothing may end."""


def begin(seconds: float = SECONDS) -> None:
    """A file is begun, which may take so long."""
    global _began  # noqa: PLW0603 - the timer is the process's, too
    _began = time.process_time()
    _wind(seconds)


def finish() -> None:
    """It is done."""
    _wind(0)


def page() -> None:
    """A page of a file of many is begun: each has as long as a file. Refusal when all together have taken too long."""
    if _began < 0:
        return
    if time.process_time() - _began > PDF_SECONDS:
        raise Refusal(f"reading it takes more than {PDF_SECONDS} seconds", "Cut it into parts.")
    _wind(SECONDS)


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

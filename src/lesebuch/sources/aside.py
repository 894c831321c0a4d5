"""Work in a process of its own, which is ended when a file takes too long, and kept for the next one when none does.

What reads a source is mostly other people's code, much of it in C: it can be neither interrupted nor relied on to end, and a
damaged file may take its whole process with it. So all but small files are read aside.
"""

import atexit
import importlib
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from lesebuch.limits import SECONDS
from lesebuch.sources import deadline
from lesebuch.sources.extracted import Extracted, unpacked
from lesebuch.sources.refusal import Refusal

_START = (
    "import sys; sys.path.insert(0, {folder!r}); from lesebuch.sources.aside import serve; serve({work!r}, {seconds})"
)
_CODE = Path(__file__).parents[2]


class Aside:
    """The process, started when it is first needed. A process that Sphinx has forked starts its own."""

    def __init__(self, work: str, seconds: int = SECONDS) -> None:
        """`work` is `module:function`, called in the process with a word and the bytes of a file; what it gives is JSON.

        `seconds` are seconds of computing for each call.
        """
        self._work, self._seconds = work, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        atexit.register(self.end)

    def ask(self, what: str, data: bytes) -> Any:  # noqa: ANN401 - as the work gives it
        """The answer; Refusal if there is none."""
        process = self._running()
        line = b""
        with suppress(OSError):  # it ended before it had taken everything
            _send(process.stdin, {"what": what, "bytes": len(data)}, data)
            line = process.stdout.readline() if process.stdout else b""
        if line.endswith(b"\n"):
            answer = json.loads(line)
            if "reason" in answer:
                raise Refusal(answer["reason"], answer["hint"])
            return answer["given"]
        self.end()
        if deadline.told_by(process.returncode):
            reason = f"reading it takes more than {self._seconds} seconds"
            raise Refusal(reason, "It is put together as no text needs to be. Copy the text into a .txt file.")
        raise Refusal("the program that reads such files broke off", "Save it again in its own program.")

    def end(self) -> None:
        """Let the process go."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        # -P: no module is taken from the folder in which somebody works.
        start = _START.format(folder=str(_CODE), work=self._work, seconds=self._seconds)
        command = [sys.executable, "-P", "-c", start]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        try:
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 - our own interpreter, and no shell
        except OSError as error:
            raise ValueError(f"the process that reads it cannot be started ({error.strerror})") from error
        self._process, self._owner = process, os.getpid()
        return process


_ASIDE = Aside("lesebuch.sources.extracting:answer")


def read_aside(extractor: str, data: bytes) -> Extracted:
    """What the extractor gives; ValueError says why it cannot, or took too long."""
    return unpacked(_ASIDE.ask(extractor, data))


def serve(work: str, seconds: int) -> None:
    """Be the process aside: answer until nobody asks any more."""
    module, _, name = work.partition(":")
    function = getattr(importlib.import_module(module), name)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while request := _taken(requests):
        deadline.begin(seconds)
        try:
            answer = {"given": function(*request)}
        except ValueError as error:
            answer = {"reason": str(error), "hint": getattr(error, "hint", "")}
        deadline.finish()
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _taken(requests: IO[bytes]) -> tuple[str, bytes] | None:
    head = requests.readline()
    if not head.endswith(b"\n"):
        return None
    request = json.loads(head)
    return request["what"], requests.read(request["bytes"])


def _send(stream: IO[bytes] | None, head: dict[str, object], data: bytes) -> None:
    if stream:
        stream.write(json.dumps(head).encode() + b"\n")
        stream.write(data)
        stream.flush()

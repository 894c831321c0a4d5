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
from collections.abc import Mapping, Sequence
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


_BEGUN = b'{"begun":'
_MOST = 4
"""Pages of a file that are left out since reading them does not end."""


class BrokenOff(Refusal):
    """The process has ended before it had an answer."""

    def __init__(self, reason: str, hint: str, page: int | None) -> None:
        super().__init__(reason, hint)
        self.page = page
        """Which it was reading, counted from 0; None if it told of none."""


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

    def ask(self, what: str, data: bytes, left_out: Sequence[int] = ()) -> Any:  # noqa: ANN401 - as the work gives it
        """The answer; Refusal if there is none, which names the page at which it broke off. `left_out` are pages not to be read."""
        process = self._running()
        line, page = b"", None
        with suppress(OSError):  # it ended before it had taken everything
            _send(process.stdin, {"what": what, "bytes": len(data), "left_out": left_out}, data)
            line, page = _answer(process.stdout)
        if line.endswith(b"\n"):
            answer = json.loads(line)
            if "reason" in answer:
                raise Refusal(answer["reason"], answer["hint"])
            return answer["given"]
        self.end()
        if deadline.told_by(process.returncode):
            reason = f"reading it takes more than {self._seconds} seconds"
            hint = "It is put together as no text needs to be. Copy the text into a .txt file."
            raise BrokenOff(reason, hint, page)
        raise BrokenOff("the program that reads such files broke off", "Save it again in its own program.", page)

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
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)
        except OSError as error:
            raise ValueError(f"the process that reads it cannot be started ({error.strerror})") from error
        self._process, self._owner = process, os.getpid()
        return process


_ASIDE = Aside("lesebuch.sources.extracting:answer")


def read_aside(extractor: str, data: bytes) -> Extracted:
    """What the extractor gives; ValueError says why it cannot, or took too long.

    Where one page of many ends the process, all others are read.
    """
    left_out: list[int] = []
    while True:
        try:
            return unpacked(_ASIDE.ask(extractor, data, left_out))
        except BrokenOff as error:
            if error.page is None or len(left_out) == _MOST:
                raise
            left_out.append(error.page)


def serve(work: str, seconds: int) -> None:
    """Be the process aside: answer until nobody asks any more."""
    module, _, name = work.partition(":")
    function = getattr(importlib.import_module(module), name)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer

    def told(answer: Mapping[str, object]) -> None:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()

    while request := _taken(requests):
        what, data, left_out = request
        deadline.begin(seconds, left_out, lambda page: told({"begun": page}))
        try:
            answer = {"given": function(what, data)}
        except ValueError as error:
            answer = {"reason": str(error), "hint": getattr(error, "hint", "")}
        deadline.finish()
        told(answer)


def _answer(answers: IO[bytes] | None) -> tuple[bytes, int | None]:
    """The line with the answer, and the page that was begun last."""
    line, page = b"", None
    while answers and (line := answers.readline()).startswith(_BEGUN):
        page = json.loads(line)["begun"]
    return line, None if page == deadline.NO_PAGE else page


def _taken(requests: IO[bytes]) -> tuple[str, bytes, frozenset[int]] | None:
    head = requests.readline()
    if not head.endswith(b"\n"):
        return None
    request = json.loads(head)
    return request["what"], requests.read(request["bytes"]), frozenset(request["left_out"])


def _send(stream: IO[bytes] | None, head: dict[str, object], data: bytes) -> None:
    if stream:
        stream.write(json.dumps(head).encode() + b"\n")
        stream.write(data)
        stream.flush()

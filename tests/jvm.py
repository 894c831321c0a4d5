"""Checkers in Java: for a moment, or, since to begin takes one longer than to look at a file, for all of a run."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""No second compiler and no threads that collect: both pay for long runs alone."""
END = "\f\n"
"""What a program says behind all that is to be said of a file."""

Check = Callable[[Path], list[str]]
"""What a checker says of a file, a line each."""


def java(*arguments: str) -> list[str]:
    """A command; without Java the test is passed over."""
    program = shutil.which("java")
    if program is None:
        pytest.skip("needs Java (Debian: apt install default-jre-headless)")
    return [program, *BRIEF, *arguments]


@contextmanager
def checker(source: Path, jars: Iterable[Path], folder: Path) -> Iterator[Check]:
    """A program of ours that checks the files whose names it reads. `folder`: where it is compiled to."""
    if not shutil.which("javac"):
        pytest.skip(f"{source.stem} needs a Java development kit (Debian: apt install default-jdk-headless)")
    libraries = os.pathsep.join(map(str, jars))
    subprocess.run(["javac", "-cp", libraries, "-d", str(folder), str(source)], check=True)
    command = java("-cp", f"{folder}{os.pathsep}{libraries}", source.stem)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def check(path: Path) -> list[str]:
            assert process.stdin
            assert process.stdout
            print(path, file=process.stdin, flush=True)
            said: list[str] = []
            for line in process.stdout:
                if line == END:
                    return said
                said.append(line.rstrip("\n"))
            pytest.fail(f"{source.stem} has ended: {said}")

        yield check

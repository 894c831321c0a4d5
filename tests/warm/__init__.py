"""A Python that has read before what each build reads: tests run hundreds, each in a process of its own.

`server.py` imports Sphinx, Lesebuch and their data once; for each program it makes a copy of itself. `client.py` is what tests
start in place of Python: it hands over its arguments, variables, folder and streams, and ends as the program has ended.
What needs a new interpreter (options, `-c`, other variables of Python) gets the real one. `pandoc.sh` stands before pandoc.
"""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypandoc

COLD = sys.executable
"""The real one, for tests of what happens to processes themselves."""
_HERE = Path(__file__).parent


def pandoc(folder: Path) -> str:
    """The program to start in place of pandoc: what it says of references, which each site sets, it keeps in a folder."""
    if sys.platform != "linux":
        return pypandoc.get_pandoc_path()
    program = folder / "pandoc"
    _write_program(program, shlex.join(["sh", str(_HERE / "pandoc.sh"), str(folder), pypandoc.get_pandoc_path()]))
    return str(program)


def _write_program(path: Path, command: str) -> None:
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


@contextmanager
def python(folder: Path) -> Iterator[str]:
    """The program to start in place of Python; `folder`, where it lies, has a short name, as sockets need it."""
    if sys.platform != "linux":
        yield COLD
        return
    program, socket = folder / "python", folder / "s"
    client = shlex.join([COLD, "-I", "-S", str(_HERE / "client.py"), str(socket), COLD])
    _write_program(program, client)
    command = [COLD, str(_HERE / "server.py"), str(socket), str(program)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == b"listening\n"
        yield str(program)
        server.communicate()  # where nothing can be asked any more, it ends
    assert server.returncode == 0

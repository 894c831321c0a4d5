"""Runs programs in copies of itself: server.py SOCKET PROGRAM, until its standard input ends. See __init__.py."""

import gc
import importlib
import io
import json
import locale
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import time
import types
from collections.abc import Mapping
from pathlib import Path

from client import CODE, COLD

MODULES = [
    "docutils.core",
    "docutils.languages.de",
    "docutils.languages.en",
    "docutils.parsers.rst.languages.de",
    "docutils.parsers.rst.languages.en",
    "doctest",
    "lxml.builder",
    "lxml.html",
    "myst_parser.sphinx_ext.main",
    "pikepdf",
    "pybtex.style.names",
    "pydata_sphinx_theme",
    "pygments.styles",
    "pypandoc",
    "segno",
    "sphinx.cmd.build",
    "sphinx.util.parallel",
    "sphinx_book_theme",
    "sphinxcontrib.bibtex",
    "typst",
    "xml.dom.minidom",
]
"""What builds import beyond our modules and the extensions of Sphinx; what is missing here costs only time."""


def warm_up() -> None:
    """Import and read what no program changes."""
    from simplemma import lemmatize
    from sphinx.application import builtin_extensions

    import lesebuch
    from lesebuch.temporal import language

    ours = [found.name for found in pkgutil.walk_packages(lesebuch.__path__, "lesebuch.")]
    # Domains say words as they are imported: in the language of the build, if Sphinx knows it by then.
    theirs = [name for name in builtin_extensions if not name.startswith("sphinx.domains.")]
    for name in [*MODULES, *theirs, *ours]:
        importlib.import_module(name)
    for code in ("de", "en"):
        for low_memory in (True, False):
            lemmatize("a", lang=code, low_memory=low_memory)
        language.load(code)
    os.fsync = lambda _descriptor: None  # no power fails in a run of tests
    # No copy shall copy what it only reads.
    gc.collect()
    gc.freeze()


def early(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables that an interpreter reads as it begins."""
    found = {name: value for name, value in variables.items() if name.startswith(("PYTHON", "LC_", "LANG"))}
    if locale.getencoding().lower() == "utf-8" and found.get("PYTHONUTF8") == "1":
        del found["PYTHONUTF8"]  # so it is anyway
    return found


def serve(listener: socket.socket) -> socket.socket | None:
    """Make copies, and say how they end. In a copy: who asks for it; in the server, at the end: None."""
    running: dict[int, tuple[int, socket.socket]] = {}
    while True:
        ready, _, _ = select.select([listener, 0, *running], [], [])
        for one in ready:
            if one == 0:
                return None
            if one is listener:
                client, _ = listener.accept()
                if not (pid := os.fork()):
                    return client
                running[os.pidfd_open(pid)] = (pid, client)
            else:
                pid, client = running.pop(one)
                os.close(one)
                tell(client, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def tell(client: socket.socket, code: int) -> None:
    with client:
        try:
            client.sendall(f"{code:{CODE}}".encode())
        except OSError:
            return  # it has been ended


def joined(group: int) -> bool:
    """Whether this process is now in the group of who asks for it; one of another session cannot be joined."""
    try:
        os.setpgid(0, group)
    except OSError:
        return False
    return True


def become(client: socket.socket, program: str) -> list[str]:
    """Take over streams, variables and folder; what to run."""
    size, streams, _, _ = socket.recv_fds(client, 4, 3)
    with client, client.makefile("rb") as sent:
        asked = json.loads(sent.read(int.from_bytes(size)))
        if early(asked["variables"]) != early(os.environ) or not joined(asked["group"]):
            client.sendall(f"{COLD:{CODE}}".encode())  # what the server says comes behind it
            os._exit(0)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    unbuffered = bool(os.environ.get("PYTHONUNBUFFERED"))
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(
            os.fdopen(number, mode, 0 if unbuffered and number else -1, closefd=False),
            encoding=as_begun.encoding,
            errors=as_begun.errors,
            line_buffering=as_begun is sys.stderr or os.isatty(number),
            write_through=unbuffered,
        )
        for number, mode, as_begun in ((0, "rb", sys.stdin), (1, "wb", sys.stdout), (2, "wb", sys.stderr))
    )
    os.environ.clear()
    os.environ.update(asked["variables"])
    time.tzset()
    os.chdir(asked["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.executable = program
    return asked["arguments"]


def run(arguments: list[str]) -> None:
    if arguments[0] == "-m":
        sys.argv, sys.path[0] = arguments[1:], os.getcwd()
        if not hasattr(sys.modules.get(arguments[1]), "__path__"):
            sys.modules.pop(arguments[1], None)  # it is read again, as the main one
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        path = os.path.join(os.getcwd(), arguments[0])
        sys.argv, sys.path[0] = arguments, str(Path(path).resolve().parent)
        program = sys.modules["__main__"] = types.ModuleType("__main__")
        program.__file__ = path
        exec(compile(Path(path).read_bytes(), path, "exec"), program.__dict__)


def main(address: str, program: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen()
        os.write(1, b"listening\n")
        asked, _, _ = select.select([listener, 0], [], [])
        if listener not in asked:
            return  # no test has run anything
        warm_up()
        client = serve(listener)
    if client:
        run(become(client, program))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

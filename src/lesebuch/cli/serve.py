"""`lesebuch serve`: shows the site on this machine, builds what a save has changed, and loads the page again."""

import argparse
import errno
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from lesebuch import source_texts
from lesebuch.cli.folder_lock import alone
from lesebuch.cli.opening import UserError, add_reader_arguments, root_of
from lesebuch.config import FILE, Edition
from lesebuch.config_reading import read_config
from lesebuch.folders import DOCS
from lesebuch.problems import counted
from lesebuch.serving.server import Server, State
from lesebuch.serving.watching import follow
from lesebuch.sphinx_ext.standing import Said, StandingBuild

_PORT = 8000
_TRIES = 20
_HELD = "Another `lesebuch serve` shows this edition of this reader: look at its site, or end it first."
_NOT_OURS = {errno.EADDRINUSE: "in use", errno.EACCES: "not for you"}
_PORTS = range(1, 65536)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Show the site on this machine while you write. What a save has changed is built at once and the page is loaded "
        "again; what is wrong stands on the page and here, with file and line. The search of the site is left out. "
        "Ctrl+C ends it."
    )
    parser.epilog = "example: lesebuch serve --port 8001"
    add_reader_arguments(parser)
    parser.add_argument(
        "--port", type=port, metavar="N", help=f"of this machine (default: {_PORT} or the next that is free)"
    )


def port(text: str) -> int:
    """A number that a port may have."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number not in _PORTS:
        raise argparse.ArgumentTypeError(f"write a number from {_PORTS[0]} to {_PORTS[-1]}, not {text!r}")
    return number


def run(args: argparse.Namespace) -> int:
    """Serve until somebody ends it; UserError if no port can be had."""
    root = root_of(args)
    if not (root / DOCS / "conf.py").is_file():
        raise UserError(f"There is no conf.py in {root / DOCS}. A new reader has one: lesebuch new DIR")
    edition = Edition(args.edition)
    seeds = tuple(path.resolve() for path in args.seeds)
    config, _ = read_config(root / FILE)
    folder = root / DOCS / "_build" / f"serve-{edition}"
    state, stop = State(), threading.Event()
    with (
        _server(args.port, folder / "html", state) as server,
        alone(folder, held=_HELD, wait=False),
        StandingBuild(root, edition, seeds, folder) as standing,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://localhost:{server.server_address[1]}/  ({edition} edition; Ctrl+C ends it)", flush=True)
        try:
            follow(root, source_texts.folders(root, config, seeds), standing, state, _Report(), stop)
        except KeyboardInterrupt:
            print()
        finally:
            state.end()
            server.shutdown()
    return 0


def _server(wanted: int | None, folder: Path, state: State) -> Server:
    """At the port that was asked for or, where none was, at the first that is free."""
    ports = [wanted] if wanted else range(_PORT, _PORT + _TRIES)
    why = ""
    for number in ports:
        try:
            return Server(number, folder, state)
        except OSError as error:
            if error.errno not in _NOT_OURS:
                raise
            why = _NOT_OURS[error.errno]
    raise UserError(f"The port {ports[-1]} is {why}. Name another: lesebuch serve --port {ports[-1] % _PORTS[-1] + 1}")


class _Report:
    """Says what is wrong whenever that is not what was said before."""

    def __init__(self) -> None:
        self._said: Sequence[Said] | None = None

    def __call__(self, problems: Sequence[Said]) -> None:
        if self._said == problems:
            return
        self._said = problems
        for problem in problems:
            place = f"{problem.path}:{problem.line}" if problem.line else problem.path
            print(f"{place}: {problem.severity}: {problem.message} {problem.hint}".rstrip(), file=sys.stderr)
        count = counted(len(problems), "thing is", "things are")
        print(f"{count} wrong." if problems else "Nothing is wrong.", flush=True)

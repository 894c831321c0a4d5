"""The command `lesebuch`: finds the command named, imports it alone, runs it, and lets no traceback through."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from lesebuch import __version__

EXIT_USE = 2
EXIT_INTERRUPTED = 130
EXIT_ENDED = 143
"""As shells give it for SIGTERM."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: a module of this package, with `add_arguments(parser)` and `run(args) -> int`."""

    name: str
    help: str

    @property
    def module(self) -> str:
        """The module that has it."""
        return f"lesebuch.cli.{self.name}"


COMMANDS = (
    Command("add", "draft chapters and register entries from sources"),
    Command("build", "build the site and the book of a reader"),
    Command("check", "report everything that is wrong with a reader"),
    Command("export", "write a reader as JSONL, TEI or MyST"),
    Command("extract", "print the lines of a source with their numbers"),
    Command("handout", "print a chapter as a class handout"),
    Command("lock", "record what each passage id stands for"),
    Command("new", "create a new reader"),
    Command("rename", "rename a chapter, an entry or an event"),
    Command("replace", "replace a chapter's source with a corrected one"),
    Command("schema", "print the JSON Schema of a file"),
    Command("serve", "show the site while you write"),
    Command("status", "show what a reader has and what is still to be done"),
    Command("suggest", "draft events from the dates that a chapter mentions, or a quiz"),
)
"""In alphabetical order, as `--help` lists them. The texts stand here so that `--help` imports no command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0, 1 (problems), 2 (wrong use), 130 (interrupted)."""
    if sys.stderr is None:  # closed by whoever called us, who wants to hear nothing
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # An old terminal lacks letters, and file names may hold any byte.
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:  # as a program: who is asked to end cleans up, as after Ctrl+C
        signal.signal(signal.SIGTERM, _end)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain while it closes the stream.
        sys.stderr.close()
        return 0
    except OSError as error:
        print(f"lesebuch: {error.filename or ''}: {error.strerror or error}".replace(": : ", ": "), file=sys.stderr)
        return 1
    except Exception as error:
        if not _is_for_user(error):
            raise
        print(f"lesebuch: {error}", file=sys.stderr)
        return EXIT_USE


def _end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(EXIT_ENDED)


def _run(arguments: Sequence[str]) -> int:
    """The command's own exit code; its imports take most of a short command's time, and may be interrupted, too."""
    named = next((argument for argument in arguments if not argument.startswith("-")), "")
    parser = _parser(named)
    args = parser.parse_args(arguments)
    if not args.command:
        parser.print_help(sys.stderr)
        return EXIT_USE
    return int(args.run(args))


def _is_for_user(error: Exception) -> bool:
    from lesebuch.cli.opening import UserError  # pulls in the stages, which `--help` can do without
    from lesebuch.editing.lines import CannotEditError

    return isinstance(error, UserError | CannotEditError)


class _Mixed(argparse.ArgumentParser):
    """A parser that takes options also between the other arguments: `suggest events --new SLUG`."""

    _within = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as argparse
        """As `parse_known_intermixed_args`, which calls this again for each half of its work."""
        if self._within:
            return super().parse_known_args(args, namespace)
        self._within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._within = False


def _parser(named: str) -> argparse.ArgumentParser:
    """The parser; only the command that is named declares its arguments."""
    parser = argparse.ArgumentParser(
        prog="lesebuch",
        description="Annotated readers and teaching corpora from a folder of sources.",
        epilog="More on a command, with an example: lesebuch COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"lesebuch {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Mixed)
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.help)
        if command.name == named:
            module = import_module(command.module)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())

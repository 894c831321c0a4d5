"""How commands come to their reader: where it lies, which edition, with progress on a terminal."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lesebuch.config import FILE, Config, Edition, find_root
from lesebuch.editing.together import finish
from lesebuch.folders import SEEDS_VARIABLE, closed, outside
from lesebuch.stage_memory import Memory, Nothing

if TYPE_CHECKING:
    from lesebuch.model import Reader
    from lesebuch.problems import Problem
    from lesebuch.source_texts import Progress


class UserError(Exception):
    """Something that the user can put right: printed as it stands, without a traceback."""


def named_path(text: str) -> Path:
    """A path that an argument names. An empty one would be the current folder, which nobody means."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def add_root_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the option that all commands on a reader have."""
    parser.add_argument(
        "--root", type=named_path, metavar="DIR", help=f"the reader's folder (default: the next {FILE} upwards)"
    )


def add_reader_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that all commands share which read a whole reader."""
    add_root_argument(parser)
    parser.add_argument(
        "--edition",
        choices=[edition.value for edition in Edition],
        default=Edition.CLASS.value,
        help="class: all texts that are available; public: open texts only (default: class)",
    )
    parser.add_argument(
        "--seeds",
        type=named_path,
        action="append",
        default=[],
        metavar="DIR",
        help="a further folder with sources; may be repeated",
    )


def root_of(args: argparse.Namespace) -> Path:
    """The reader's folder; UserError if there is none, or a part of it is closed to this user."""
    start = (args.root or Path.cwd()).resolve()
    root = start if args.root and (start / FILE).is_file() else None if args.root else find_root(start)
    if root is None:
        place = f"in {start}" if args.root else "here or in a folder above"
        raise UserError(f"There is no {FILE} {place}. Change to the folder of a reader, or make one: lesebuch new DIR")
    for name in closed(root):
        raise UserError(f"The folder {root / name} cannot be read: permission denied. Give yourself the right to it.")
    for name in finish(root):
        message = f"{name} was changed while an edit of several files was interrupted; it stays as it is. Look at it."
        print(f"lesebuch: {message}", file=sys.stderr)
    return root


def config_of(args: argparse.Namespace) -> Config:
    """What reader.toml of the reader says that the arguments name; what is wrong in it `read_reader` tells."""
    from lesebuch.config_reading import read_config  # as below

    return read_config(root_of(args) / FILE)[0]


def read_reader(
    args: argparse.Namespace, *, thorough: bool = False, memory: Memory | None = None
) -> tuple["Reader", list["Problem"]]:
    """The reader that the arguments name; places of problems as seen from the current folder.

    `thorough`: chapters are compared with each other, too. `memory`: keeps what was read, for who reads it again.
    """
    from lesebuch.pipeline import compare, read  # all stages; commands that hand over to Sphinx need none

    root = root_of(args)
    _check_seeds(args.seeds)
    with _progress() as progress:
        folders = [path.resolve() for path in args.seeds]
        reader, problems = read(root, Edition(args.edition), folders, progress, memory=memory or Nothing())
        if thorough:
            progress("Comparing chapters", 0, 1)
            problems = sorted([*problems, *compare(reader)], key=lambda problem: problem.where)
    return reader, [_seen_from_here(problem, root) for problem in problems]


def _check_seeds(folders: Sequence[Path]) -> None:
    """A folder that does not exist holds no sources: what is named and not there is most likely misspelt."""
    for folder in folders:
        if not folder.is_dir():
            raise UserError(f"There is no folder {folder}, which --seeds names.")
    for folder in outside():
        if not folder.is_dir():
            print(f"lesebuch: {SEEDS_VARIABLE} names {folder}, and there is no such folder.", file=sys.stderr)


def report(problems: Iterable["Problem"]) -> None:
    """Print problems, a line each."""
    for problem in problems:
        print(problem, file=sys.stderr)


def report_errors(problems: Iterable["Problem"]) -> int:
    """Print the errors alone, for commands whose business is another; the exit code."""
    from lesebuch.problems import Severity

    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    report(errors)
    return 1 if errors else 0


def _seen_from_here(problem: "Problem", root: Path) -> "Problem":
    path = os.path.relpath(root / problem.where.path)
    return replace(problem, where=replace(problem.where, path=path))


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A progress bar where there is a terminal to show it; rich is imported only then."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda what, done, count: bar.update(task, description=what, completed=done, total=count)

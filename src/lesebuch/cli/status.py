"""`lesebuch status`: what a reader has, and what its editors have still to do."""

import argparse
import json
from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from lesebuch.cli.console import Console
from lesebuch.cli.opening import add_reader_arguments, read_reader
from lesebuch.editing.status import QUESTIONS, Open, counts, status
from lesebuch.problems import Problem, Severity, counted, first_of

_SHOWN = 5
"""Of a kind, in the table; `--all` shows the rest."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Say what a reader has and what is still open: drafts, chapters without head note, notes or events, passages about "
        "which nothing is said, notes without reference, entries that nothing mentions. Nothing of that is wrong; what is, "
        "`lesebuch check` says."
    )
    parser.epilog = "example: lesebuch status --json"
    add_reader_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print all of it as JSON, for programs")
    parser.add_argument("--all", action="store_true", help=f"all names, not only the first {_SHOWN} of a kind")


def run(args: argparse.Namespace) -> int:
    """Print it; always 0."""
    reader, problems = read_reader(args)
    found = status(reader)
    if args.json:
        print(_json(counts(reader), found, problems))
        return 0
    console = Console()
    have = counts(reader)
    console.print(Text(", ".join(_counted(number, what) for what, number in have.items()) + "."), soft_wrap=True)
    console.print(_table(found, len(reader.chapters), everything=args.all))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        console.print(Text(f"Something is wrong, too ({errors}): lesebuch check"))
    return 0


def _counted(number: int, what: str) -> str:
    one = {"reviewed": "reviewed", "entries": "entry"}.get(what, what.removesuffix("s"))
    return counted(number, one, what)


def _table(found: Mapping[str, Sequence[Open]], chapters: int, *, everything: bool) -> Table:
    table = Table()
    # The names of chapters have the greater part of a line: they are to be found, and copied.
    table.add_column("open", overflow="fold", max_width=24)
    table.add_column("", justify="right")
    table.add_column("which", overflow="fold")
    for question in QUESTIONS:
        items = found[question.key]
        if not items:
            continue
        names = [item.name for item in items]
        said = first_of(names, len(names) if everything else _SHOWN)
        table.add_row(Text(question.heading), str(len(items)), Text(said))
    if not table.row_count:
        table.add_row("nothing", "", "" if chapters else "The reader is empty: lesebuch add FILE")
    return table


def _json(have: Mapping[str, int], found: Mapping[str, Sequence[Open]], problems: Sequence[Problem]) -> str:
    opened = {
        key: [{"name": item.name, "path": item.where.path, "line": item.where.line} for item in items]
        for key, items in found.items()
    }
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return json.dumps({"counts": have, "open": opened, "errors": errors}, ensure_ascii=False, indent=1)

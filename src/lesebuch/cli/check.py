"""`lesebuch check`: everything that is wrong with a reader, and what to do about it."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from lesebuch.cli import built
from lesebuch.cli.console import Console
from lesebuch.cli.opening import add_reader_arguments, read_reader, root_of
from lesebuch.model import Reader
from lesebuch.problems import Code, Problem, Severity, Where, counted

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Say everything that is wrong with a reader: where, what, and what to do. Exit code 1 only for errors."
    )
    parser.epilog = "example: lesebuch check --format json"
    add_reader_arguments(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="text for people, JSON for programs")
    parser.add_argument("--codes", action="store_true", help="print the table of all codes as Markdown, and stop")


def run(args: argparse.Namespace) -> int:
    """Print the problems; 1 if one of them is an error."""
    if args.codes:
        print(codes())
        return 0
    memory = built.remembered(root_of(args), args.edition)
    reader, problems = read_reader(args, thorough=True, memory=memory)
    if args.format == "json":
        print(as_json(problems))
    else:
        _print(problems, reader)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def codes() -> str:
    """The table of codes for the documentation."""
    rows = [f"| `{code}` | {code.severity} | {code.summary} | {code.hint} |" for code in Code]
    return "\n".join(["| Code | Severity | What it means | What to do |", "|---|---|---|---|", *rows])


def as_json(problems: Sequence[Problem]) -> str:
    """The problems for programs."""
    items = [
        {
            "code": str(problem.code),
            "severity": problem.severity.value,
            "path": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "message": problem.message,
            "hint": problem.hint or problem.code.hint,
        }
        for problem in problems
    ]
    counts = Counter(problem.severity for problem in problems)
    summary = {severity.value: counts[severity] for severity in Severity}
    return json.dumps({"problems": items, "summary": summary}, ensure_ascii=False, indent=1)


def _print(problems: Sequence[Problem], reader: Reader) -> None:
    console = Console(soft_wrap=True)
    for path, group in groupby(problems, key=lambda problem: problem.where.path):
        console.print(Text(str(Where(path)), style="bold"))
        for problem in group:
            line = Text(f"  {problem.where}: ")
            line.append(problem.severity.value, _STYLES[problem.severity])
            line.append(f": {problem.message} [{problem.code}]")
            console.print(line)
            console.print(Text(f"      {problem.hint or problem.code.hint}", style="dim"))
        console.print()
    console.print(Text(summary(problems, reader)))


def summary(problems: Sequence[Problem], reader: Reader) -> str:
    """One line: what was looked at, and how it stands."""
    without = sum(not chapter.available for chapter in reader.chapters)
    parts = [
        counted(len(reader.chapters), "chapter") + (f" ({without} without text)" if without else ""),
        counted(len(reader.entries), "glossary entry", "glossary entries"),
        counted(len(reader.events), "event"),
    ]
    counts = Counter(problem.severity for problem in problems)
    found = [
        counted(counts[severity], word)
        for severity, word in zip(Severity, ("error", "warning", "note"), strict=True)
        if counts[severity]
    ]
    return f"{', '.join(parts)}: {', '.join(found) or 'nothing is wrong'}."

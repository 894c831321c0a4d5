"""`lesebuch extract`: a source's lines with their numbers."""

import argparse
from pathlib import Path

from lesebuch.cli.opening import report
from lesebuch.sources import CHANGES, KINDS, load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Print the lines of a source with their numbers, as chapter files count them. Blank lines are left out."
    )
    parser.epilog = "example: lesebuch extract seeds/page.html"
    parser.add_argument("file", type=Path, metavar="FILE", help=f"one of {KINDS}; anything else is read as text")
    parser.add_argument("--name", default="", help="its name in the register, if the file has another name")
    parser.add_argument(
        "--changes", choices=CHANGES, default="", help="what to do with tracked changes (default: accept)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the lines; 1 if the file cannot be read."""
    source, problems = load(args.file, args.name, changes=args.changes)
    report(problems)
    if source is None:
        return 1
    lines = source.text.split("\n")
    width = len(str(len(lines)))
    for number, line in enumerate(lines, 1):
        if line.strip():
            print(f"{number:{width}}  {_visible(line)}")
    return 0


def _visible(line: str) -> str:
    """Without what a terminal would obey: a source must not move the cursor."""
    return "".join(
        c if c.isprintable() or c in "\t\u00a0\u00ad\u200c\u200d" else ("" if c == "\r" else "\ufffd") for c in line
    )

"""`lesebuch add`: drafts chapter files and register entries. It proposes; people decide; it overwrites nothing."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.markup import escape
from rich.progress import Progress
from rich.table import Table
from rich.text import Text as Words

from lesebuch.adding import (
    AddingState,
    Given,
    Proposal,
    Scans,
    SourceTerms,
    gather,
    keep,
    propose,
    read_standing,
    with_drafts,
    with_neighbours,
)
from lesebuch.adding.proposing import Decide
from lesebuch.adding.table import rows
from lesebuch.cli.asking import ask_changes, walk_through
from lesebuch.cli.console import Console
from lesebuch.cli.opening import UserError, add_root_argument, report, root_of
from lesebuch.problems import Problem, counted
from lesebuch.sources import CHANGES, KINDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Draft chapter files (corpus/SLUG.md) and entries of seeds/register.yaml from sources: "
        f"{KINDS}. Everything is a proposal that says where it was taken from. No file is overwritten."
    )
    parser.epilog = "example: lesebuch add ~/Downloads/article.html --open --licence 'CC BY 4.0'"
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a source, a folder of sources, the address of a page (it is fetched now), or an export of Zotero "
        "(RIS, CSL-JSON) with what is known of the sources",
    )
    parser.add_argument("--fetch", action="store_true", help="read FILE as a list of addresses, and fetch them")
    add_root_argument(parser)
    parser.add_argument(
        "--open", action="store_true", help="the text may be published (default: restricted to class use)"
    )
    parser.add_argument("--licence", default="", help="licence of the text, such as 'CC BY-SA 4.0'")
    parser.add_argument(
        "--ocr",
        default="",
        metavar="LANGUAGES",
        help="of scans: the languages of the text as Tesseract names them, such as deu or deu+fra (default: all that are installed)",
    )
    parser.add_argument(
        "--changes",
        choices=CHANGES,
        default="",
        help="what to do with tracked changes in documents: accept or reject all of them, or have all in the text, marked "
        "(default: accept; with --review it is asked)",
    )
    parser.add_argument("--review", action="store_true", help="ask in the terminal about everything that is in doubt")
    parser.add_argument("--dry-run", action="store_true", help="show what would be drafted, and write nothing")


@dataclass(slots=True)
class _Result:
    """What became of a file."""

    proposal: Proposal
    problems: list[Problem] = field(default_factory=list)
    copied: str = ""
    """What is to be said of the copy that was made."""
    shown: bool = False
    """Whether its table has been printed already."""


def run(args: argparse.Namespace) -> int:
    """Add the files, each for itself; 1 if one of them failed."""
    if args.review and not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise UserError(
            "--review asks in a terminal, and there is none here. Without it, what is in doubt stands in the chapter files, "
            "in lines that begin with # To check."
        )
    root = root_of(args)
    reader, problems = read_standing(root)
    if problems:
        report(problems)
        return 1
    out = Console()
    results: list[_Result] = []
    with TemporaryDirectory(prefix="lesebuch-") as folder:
        gathered = gather(args.files, Path(folder), fetching=args.fetch)
        report(gathered.problems)
        for note in gathered.notes:
            out.print(Words(note), soft_wrap=True)
        reader.records = gathered.records
        scans = Scans(Path(folder), args.ocr)
        failed = len(gathered.problems) + _add_all(
            with_neighbours(gathered.files, reader), reader, scans, args, results
        )
    _summary(results, failed, out, dry=args.dry_run)
    return 1 if failed else 0


def _add_all(
    files: Sequence[Given], reader: AddingState, scans: Scans, args: argparse.Namespace, results: list[_Result]
) -> int:
    """Add files, each for itself; how many failed. `results` grows meanwhile."""
    out, err = Console(), Console(stderr=True)
    failed = 0
    silent = args.review or not err.is_terminal
    try:
        with Progress(console=err, transient=True, disable=silent) as progress:
            task = progress.add_task("Adding", total=len(files))
            for given in files:
                progress.update(task, description=escape(given.path.name))
                result = _add(propose(given, reader, scans, _decide(args, out)), reader, args, out)
                results.append(result)
                failed += bool(result.problems)
                report(result.problems)
                progress.advance(task)
    finally:  # interrupted, too: what was added is there
        for result in results:
            _show(result, out)
    return failed


def _decide(args: argparse.Namespace, out: Console) -> Decide | None:
    """What becomes of tracked changes; None: what is done unasked."""
    if args.changes:
        return lambda _path, _found: str(args.changes)
    return (lambda path, found: ask_changes(path.name, found, _asked, out)) if args.review else None


def _asked(prompt: str) -> str:
    try:
        return input(prompt)
    except EOFError as ended:  # Ctrl+D: whoever answers no more has not answered yes
        raise KeyboardInterrupt from ended


def _add(
    proposed: tuple[Proposal, list[Problem]], reader: AddingState, args: argparse.Namespace, out: Console
) -> _Result:
    proposal, problems = proposed
    result = _Result(proposal, problems)
    if not proposal.drafts:
        return result
    if args.review:
        _table(proposal, out)
        result.shown = True
        proposal = result.proposal = with_drafts(proposal, walk_through(proposal, _asked, out), reader)
    result.copied, more = keep(proposal, reader, SourceTerms(args.open, args.licence), dry=args.dry_run)
    if more:
        result.problems = [*problems, *more]
        result.proposal = Proposal(proposal.given)
    return result


def _show(result: _Result, out: Console) -> None:
    """What was found, from which line, and what is in doubt."""
    proposal = result.proposal
    if proposal.note:
        out.print(Words(f"{proposal.path.name} {proposal.note}; nothing was changed."), soft_wrap=True)
    if proposal.drafts and not result.shown:
        _table(proposal, out)
    if result.copied:
        out.print(Words(result.copied), soft_wrap=True)


def _table(proposal: Proposal, out: Console) -> None:
    table = Table(title=Words(proposal.path.name), title_justify="left")
    for header in ("", "found", "from"):
        table.add_column(header, overflow="fold")
    for slug, made in proposal.drafts:
        for row in rows(slug, made):
            found = Words(row.found, style="yellow" if row.doubtful else "")
            table.add_row(Words(row.what), found, Words(row.origin))
        table.add_section()
    out.print(table)


def _summary(results: Sequence[_Result], failed: int, out: Console, *, dry: bool) -> None:
    drafts = [pair for result in results for pair in result.proposal.drafts]
    chapters = sum(bool(slug) for slug, _ in drafts)
    doubts = sum(len(made.doubts) for slug, made in drafts if slug)
    parts = [f"{counted(chapters, 'chapter')} {'found' if dry else 'drafted'}"]
    parts.append(counted(len(drafts) - chapters, "duplicate"))
    parts.append(f"{doubts} in doubt")
    parts += [f"{counted(failed, 'file')} failed"] if failed else []
    out.print(Words(", ".join(parts) + "."))
    if chapters and not dry:
        out.print(Words("Read them through in corpus/, then run: lesebuch check"))

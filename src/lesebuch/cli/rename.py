"""`lesebuch rename`: gives a chapter, an entry or an event another name; all references follow, old addresses lead on."""

import argparse
import sys

from lesebuch.cli.opening import add_root_argument, root_of
from lesebuch.editing.lines import shown
from lesebuch.editing.references import Referent
from lesebuch.editing.rename import Renaming, plan
from lesebuch.editing.together import write_together
from lesebuch.folders import RENAMED
from lesebuch.problems import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Give a chapter, an entry or an event another name. All that refers to it follows: front matter, roles, "
        f"directives and links in corpus/, glossary/ and docs/, the register, the lock file. {RENAMED.as_posix()} keeps the "
        "old name: the site has a page at the old address that leads on. All files are changed, or none."
    )
    parser.epilog = "example: lesebuch rename artikel-7 bruecke-von-salzau"
    parser.add_argument("old", metavar="OLD", help="its present name")
    parser.add_argument("new", metavar="NEW", help="its new name: small letters, digits, hyphens, a letter first")
    parser.add_argument(
        "--kind", choices=[kind.value for kind in Referent], help="what to rename, if several things have that name"
    )
    add_root_argument(parser)
    parser.add_argument("--dry-run", action="store_true", help="show each line that would change, and write nothing")


def run(args: argparse.Namespace) -> int:
    """Rename; CannotEditError if that cannot be."""
    root = root_of(args)
    planned = plan(root, args.old, args.new, Referent(args.kind) if args.kind else None)
    if planned is None:
        print(f"{args.old} is called {args.new} already; nothing was changed.")
        return 0
    if args.dry_run:
        for file, edits in planned.edits:
            for number, before, after in shown(file, edits):
                print(f"{file.path.as_posix()}:{number}\n  - {before}\n  + {after}")
    else:
        write_together(root, planned.changes)
    _report(planned, dry=args.dry_run)
    return 0


def _report(planned: Renaming, *, dry: bool) -> None:
    name = planned.name
    places = sum(len(edits) for _, edits in planned.edits)
    files = counted(len(planned.edits), "file")
    would = "would be" if dry else "is now"
    print(f"The {name.kind} {name.old} {would} {name.new}: {counted(places, 'reference')} in {files}.")
    moved = {} if dry else planned.moved
    for path, line in planned.left:
        print(
            f"{moved.get(path, path).as_posix()}:{line}: this still looks like the old name; it was not changed.",
            file=sys.stderr,
        )
    if dry:
        print("Nothing was written.")

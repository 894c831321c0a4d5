"""`lesebuch lock`: writes down what each passage id means, so that a published id never means another passage."""

import argparse
import sys

from lesebuch import editorial
from lesebuch.cli.opening import add_reader_arguments, read_reader, report, root_of
from lesebuch.folders import CORPUS, LOCK, written
from lesebuch.problems import Severity, counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        f"Write {LOCK}: id, kind, length and fingerprint of each passage, no text. "
        "Chapters whose text is not at hand keep what the file says of them. "
        "Where an id would change its meaning or lead nowhere, the command asks first."
    )
    parser.epilog = "example: lesebuch lock"
    add_reader_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="write it even if an id changes its meaning")


def run(args: argparse.Namespace) -> int:
    """Write the lock file; 1 if that would change a meaning and nobody agreed, or if no chapter can be read."""
    root = root_of(args)
    reader, found = read_reader(args)
    if not reader.chapters and (errors := [problem for problem in found if problem.severity is Severity.ERROR]):
        report(errors)
        return 1
    path = root / LOCK
    old, problems = editorial.read_lock(path)
    if problems:
        report(problems)
        return 1
    read = {chapter.slug for chapter in reader.chapters}
    faulty = {file.stem for file in written(root / CORPUS)} - read
    new = editorial.renew(old, reader.chapters, faulty)
    unlocked = [chapter.slug for chapter in reader.chapters if chapter.slug not in new]
    if unlocked:
        print(f"Without their text these chapters cannot be locked: {', '.join(unlocked)}.", file=sys.stderr)
    broken = _show(old or {}, new)
    if new == old:
        print(f"{LOCK} is up to date.")
        return 0
    if broken and not args.yes and not _agreed():
        print("Nothing was written. If the changes are meant: lesebuch lock --yes", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    editorial.write_lock(path, new)
    ids = counted(sum(len(entries) for entries in new.values()), "id")
    print(f"Wrote {LOCK}: {ids} of {counted(len(new), 'chapter')}.")
    return 0


def _show(old: editorial.Lock, new: editorial.Lock) -> bool:
    """Print what changes; whether an id changes its meaning."""
    broken = False
    for slug in sorted(new):
        added, changed, gone = editorial.changes(old.get(slug, ()), new[slug])
        if added:
            print(f"{slug}: new: {editorial.in_short(added)}")
        if changed:
            print(f"{slug}: other words than before: {editorial.in_short(changed)}")
        if gone:
            print(f"{slug}: gone, never to be used again: {editorial.in_short(gone)}")
        broken = broken or bool(changed or gone)
    return broken


def _agreed() -> bool:
    """Ask, if there is somebody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    try:
        answer = input("Links to these ids lead elsewhere from now on. Write? [y/N] ")
    except EOFError:  # Ctrl+D
        print()
        return False
    return answer.strip().lower() in ("y", "yes", "j", "ja")

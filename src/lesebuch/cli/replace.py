"""`lesebuch replace`: puts a corrected source in the place of a chapter's; what editors wrote follows its words."""

import argparse
import os
import sys
from collections.abc import Sequence

from lesebuch import source_texts
from lesebuch.adding import ReplacedPictures, follow_pictures
from lesebuch.adding.ignoring import FILE as IGNORED
from lesebuch.adding.ignoring import exception_for, settle
from lesebuch.cli.opening import add_root_argument, named_path, root_of
from lesebuch.config import FILE
from lesebuch.config_reading import read_config
from lesebuch.editing.lines import shown
from lesebuch.editing.replace import Followed, Lost, Replacement, plan
from lesebuch.editing.together import write_together
from lesebuch.folders import PICTURES
from lesebuch.problems import counted
from lesebuch.sources import CHANGES, parted
from lesebuch.sources.tracked import TAKEN, tracked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Put a corrected source in the place of the one that a chapter has. Lines, passages, notes, events and rules "
        "follow their words; passages keep their ids through the lock file; the register is updated; pictures that are new or were changed are kept, and those that moved stay the same. What finds no place "
        "is listed with the passage that is nearest, and stays in the file. All files are changed, or none; the old source "
        "stays where it is. The same file may be given again where a newer version of Lesebuch reads it in another way; "
        "lesebuch status names such sources."
    )
    parser.epilog = "example: lesebuch replace bruecke ~/Downloads/article-corrected.html --dry-run"
    parser.add_argument("slug", metavar="SLUG", help="the chapter; all chapters of its source follow")
    parser.add_argument("file", type=named_path, metavar="FILE", help="the corrected source")
    add_root_argument(parser)
    parser.add_argument(
        "--changes",
        choices=CHANGES,
        default="",
        help="what to do with tracked changes (default: as in the source that is replaced)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show each line that would change, and write nothing")


def run(args: argparse.Namespace) -> int:
    """Replace; 1 if something has no place any more, CannotEditError if the source cannot be replaced at all."""
    root = root_of(args)
    config, _ = read_config(root / FILE)
    folders = source_texts.folders(root, config)
    planned = plan(root, args.slug, args.file, folders, args.changes)
    if planned is None:
        print(f"{args.slug} is made from this very file, read as it is today; nothing was changed.")
        return 0
    pictures = follow_pictures(planned, root, folders[0])
    if args.dry_run:
        for file, edits in planned.edits:
            for number, before, after in shown(file, [edit for edit in edits if edit.new or edit.end > edit.start]):
                print(f"{file.path.as_posix()}:{number}\n  - {before}\n  + {after}")
    else:
        write_together(root, planned.changes)
    _report(planned, pictures, dry=args.dry_run)
    if args.dry_run:
        print("Nothing was written.")
        return 1 if planned.lost else 0
    kept = [folders[0] / PICTURES / told.slug for told in pictures if told.new or told.changed]
    if said := settle(root, root / planned.place, copied=planned.copied, is_open=planned.is_open, pictures=kept):
        print(said)
    if planned.was != root / planned.place:
        line = exception_for(root, planned.was)
        along = f", and its line {line} in {IGNORED}" if line else ""
        print(f"Nothing is made from the old {planned.was.name} any more; delete it when you like{along}.")
    print("Read the chapter through, then run: lesebuch check")
    return 1 if planned.lost else 0


def _report(planned: Replacement, pictures: Sequence[ReplacedPictures], *, dry: bool) -> None:
    if found := tracked(planned.path.read_bytes(), planned.new.format):
        print(f"{planned.path.name}: {found} tracked; {TAKEN[parted(planned.new.extractor)[1]]}.")
    for chapter, told in zip(planned.chapters, pictures, strict=True):
        print(f"{chapter.slug}: {_passages(chapter)}")
        _report_pictures(told, dry=dry)
    for lost in planned.lost:
        print(_said(lost), file=sys.stderr)


def _report_pictures(told: ReplacedPictures, *, dry: bool) -> None:
    kept = "would be kept" if dry else "kept"
    for what, names in ((f"new, {kept}", told.new), (f"changed, {kept} anew", told.changed), ("gone", told.gone)):
        if names:
            print(f"{told.slug}: pictures {what}: {', '.join(names)}")
    if told.refused:
        print(f"{told.slug}: pictures that are not kept: {', '.join(told.refused)}")
    for item in told.unwritten:
        print(f"{told.slug}: write this into `pictures` yourself: - {item}")


def _passages(chapter: Followed) -> str:
    parts = [f"{counted(chapter.same, 'passage')} as before"]
    named = (("other words", chapter.changed), ("new", chapter.new), ("gone", chapter.gone))
    parts += [f"{what}: {', '.join(ids)}" for what, ids in named if ids]
    return "; ".join(parts)


def _said(lost: Lost) -> str:
    kind = "line" if lost.nearest.isdigit() else "passage"
    near = f" Nearest is {kind} {lost.nearest}: “{lost.words}”" if lost.nearest else ""
    return f"{os.fspath(lost.path)}:{lost.line}: {lost.anchor} has no place in the new source.{near}"

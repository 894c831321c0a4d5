"""`lesebuch handout`: chapters, passages or an assignment as a class handout, to be printed or changed in a word processor."""

import argparse
import os
import re
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from lesebuch.cli import built, sphinx
from lesebuch.cli.opening import UserError, add_reader_arguments, root_of
from lesebuch.config import HANDOUTS
from lesebuch.folders import ASSIGNMENTS, DOCS, LOCK, chapter_files, written
from lesebuch.guesses import several
from lesebuch.model import PassageRange
from lesebuch.presentation.orders import Fold, Margin, Order
from lesebuch.textfile import read_text
from lesebuch.writing import write_whole

_MARKS = (b"Lesebuch: handout", b"Lesebuch: Arbeitsblatt")
"""As the metadata has it, today and before there were other languages: a file of ours."""
_METADATA = ("docProps/core.xml", "meta.xml")
"""Where docx and odt have their keywords."""
_PAGES = (".md", ".rst")
_LIST = re.compile(r"\{(?:glossary-list|bibliography)\}|\.\. +(?:glossary-list|bibliography)::")
_MOST = 1_000_000
"""Bytes of metadata that are looked at."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Print chapters, passages or an assignment as a class handout: A4, with numbers of paragraphs and of every fifth\n"
        "line, a wide margin, and the notes, glossary entries and events of the chosen words alone. Where passages are left\n"
        "out stands […]. Where the text is not at hand, the sheet has the rest. The ending of FILE says as what it is made: .pdf to\n"
        "print, .docx (Word) or .odt (LibreOffice) to change before."
    )
    parser.epilog = "example: lesebuch handout ovks#p3-p9 oil-routes#p2 --title Bündnisse --answers 5 -o sheet.pdf"
    parser.add_argument(
        "what",
        metavar="WHAT",
        nargs="+",
        help="a chapter (the name of its file in corpus/), passages of one (ovks#p3-p9), or an assignment",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the file to write: .pdf, .docx or .odt (default: WHAT.pdf)"
    )
    parser.add_argument("--title", default="", help="title of the sheet (default: that of its first text)")
    parser.add_argument("--class", dest="group", default="", metavar="NAME", help="the class, in the head of the sheet")
    parser.add_argument(
        "--for",
        dest="audience",
        choices=("student", "teacher"),
        default="student",
        help="teacher: with the expected answers (default: student)",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--large-print", action="store_true", help="18 point, without serifs")
    for fold, help_ in _FOLDS.items():
        size.add_argument(f"--{fold}", dest="fold", action="store_const", const=fold, help=help_)
    size.add_argument(
        "--margin",
        choices=[str(margin) for margin in Margin],
        metavar="FOR",
        help="what the wide margin is for: `notes` beside their lines, or `writing` (PDF alone; default: it is free)",
    )
    parser.add_argument("--no-glossary", action="store_true", help="without glossary entries")
    parser.add_argument("--no-literature", action="store_true", help="without the works that notes cite")
    parser.add_argument("--answers", type=_lines, default=0, metavar="LINES", help="ruled lines behind the texts")
    parser.add_argument("--force", action="store_true", help="overwrite a file that is not a handout of ours")
    add_reader_arguments(parser)


_FOLDS = {
    Fold.TWO_UP: "two pages side by side on a sheet, with the same lines; for the printer, without tags (PDF alone)",
    Fold.BOOKLET: "the same, in the order of a booklet: print on both sides, turn over the short edge, fold",
}


def _lines(text: str) -> int:
    """For argparse: how many lines."""
    if not text.isdecimal() or int(text) > _MOST_LINES:
        message = f"must be a number up to {_MOST_LINES}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


_MOST_LINES = 500


def run(args: argparse.Namespace) -> int:
    """Print; 1 if that fails, 2 for what does not exist or a file that must not be overwritten."""
    root = root_of(args)
    what = tuple(_named(root, name) for name in args.what)
    output = args.output or Path(f"{_file_name(what)}.pdf")
    ending = output.suffix.lower() or ".pdf"
    _check_output(output, force=args.force)
    if (wanted := args.fold or args.margin) and ending != ".pdf":
        option = f"--{args.fold}" if args.fold else f"--margin {wanted}"
        raise UserError(f"{option} is for the printed page: it makes a PDF alone, not {ending}.")
    order = Order(
        what,
        title=args.title,
        group=args.group,
        teacher=args.audience == "teacher",
        glossary=not args.no_glossary,
        literature=not args.no_literature,
        large=args.large_print,
        answers=args.answers,
        fold=args.fold,
        margin=args.margin and Margin(args.margin),
    )
    with tempfile.TemporaryDirectory(prefix="lesebuch-") as folder:
        code, messages = _make(root, args, order, Path(folder), HANDOUTS[ending])
        made = Path(folder, "out", f"sheet{ending}")
        print(messages, end="", file=sys.stderr)
        if code or not made.is_file():
            print("The handout was not made.", file=sys.stderr)
            return 1
        write_whole(output, made.read_bytes())
    print(f"Handout: {output}")
    return 0


def _named(root: Path, name: str) -> str:
    """What is wanted, as an order names it; UserError, with the names that look like it, if there is no such thing."""
    chapters = sorted(path.stem for path in chapter_files(root))
    pages = sorted(path.stem for path in written(root / DOCS / ASSIGNMENTS) if path.stem != "index")
    bare = name.removeprefix(f"{ASSIGNMENTS}/")
    slug = name.partition("#")[0]
    if slug in chapters:
        _check_passages(root, name, slug)
        return name
    if bare in pages:
        return f"{ASSIGNMENTS}/{bare}"
    if slug in pages:
        raise UserError(
            f"{slug} is an assignment, and comes whole: write {slug}. Passages are chosen of chapters alone."
        )
    known = [*chapters, *pages]
    advice = several(slug, known) or f"The chapters are: {', '.join(chapters) or 'none yet'}."
    raise UserError(f"There is no chapter {slug!r}. {advice}")


def _check_passages(root: Path, name: str, slug: str) -> None:
    """UserError for passages that are none, or that the lock file does not know."""
    at = PassageRange.parse(name)
    if at is None:
        raise UserError(f"{name!r} is no passage. Write {slug}#p3 or {slug}#p3-p9.")
    if not at.first:
        return
    # A stage, which whoever wants a whole chapter need not wait for.
    from lesebuch.editorial import read_lock

    lock = read_lock(root / LOCK)[0] or {}
    known = [locked.id for locked in lock.get(slug, ()) if locked.kind]
    ends = [at.first, at.last] if known else []
    if absent := [end for end in ends if end not in known]:
        raise UserError(f"The chapter {slug} has no passage {absent[0]}; its last ones are {', '.join(known[-3:])}.")
    if ends and known.index(at.first) > known.index(at.last):
        raise UserError(f"In the chapter {slug} {at.last} stands before {at.first}.")


def _file_name(what: Sequence[str]) -> str:
    return what[0].rpartition("/")[2].replace("#", "-")


def _check_output(output: Path, *, force: bool) -> None:
    """UserError if writing there would destroy what is not ours."""
    if output.is_dir():
        raise UserError(f"{output} is a folder. Name a file: -o {output / 'handout.pdf'}")
    if output.suffix.lower() not in ("", *HANDOUTS):
        raise UserError(f"The ending of the file says what is made: {', '.join(HANDOUTS)}. {output} has another.")
    if output.is_file() and not force and not _is_ours(output):
        raise UserError(
            f"{output} exists and is no handout of ours. Choose another name, or overwrite it with --force."
        )


def _is_ours(path: Path) -> bool:
    """Whether a file says of itself that it is a handout of ours."""
    if not zipfile.is_zipfile(path):
        return any(mark in path.read_bytes() for mark in _MARKS)
    try:
        with zipfile.ZipFile(path) as archive:
            found = [name for name in _METADATA if name in archive.namelist()]
            return any(mark in archive.open(name).read(_MOST) for name in found for mark in _MARKS)
    except (zipfile.BadZipFile, RuntimeError, zlib.error, NotImplementedError):
        return False


def _make(root: Path, args: argparse.Namespace, order: Order, folder: Path, builder: str) -> tuple[int, str]:
    """Run Sphinx on the documents that the sheet needs: the exit code, and what it said."""
    settings = sphinx.for_handout(order, args.edition, _lists(root), builder)
    command = sphinx.command(builder, root, folder / "out", folder / "doctrees", settings, ["-q"])
    memory = built.remembered(root, args.edition)
    code, messages = sphinx.said(command, sphinx.environment(args.seeds), memory)
    return code, sphinx.in_short(messages)


def _lists(root: Path) -> list[str]:
    """Documents that list entries or works, as paths below docs/: without them no mention finds its entry, no citation its work."""
    docs = root / DOCS
    found = []
    for folder, below, names in os.walk(docs):
        below[:] = sorted(name for name in below if name != "_build")
        found += [Path(folder, name) for name in sorted(names) if name.endswith(_PAGES)]
    return [page.relative_to(docs).as_posix() for page in found if _LIST.search(read_text(page, page.name)[0] or "")]

"""`lesebuch handout`: a chapter as a sheet for a class, to be printed or to be changed in a word processor."""

import argparse
import difflib
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

from lesebuch.cli import sphinx
from lesebuch.cli.reading import UserError, add_reader_arguments, root_of
from lesebuch.pipeline import CHRONOLOGY, CORPUS, DOCS
from lesebuch.textfile import read_text
from lesebuch.writing import write_whole

NAME = "handout"
_MARKS = (b"Lesebuch: handout", b"Lesebuch: Arbeitsblatt")
"""As the metadata has it, today and before there were other languages: a file of ours."""
_BUILDERS = {".pdf": "typst-handout", ".docx": "docx-handout", ".odt": "odt-handout"}
"""By the ending of the file: what makes it."""
_METADATA = ("docProps/core.xml", "meta.xml")
"""Where docx and odt have their keywords."""
_MOST = 1_000_000
"""Bytes of metadata that are looked at."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Print a chapter as a handout: A4, with numbers of paragraphs and of every fifth line, a wide margin, and the\n"
        "notes, glossary entries and events of this chapter alone. Where the text is not at hand, the sheet has the rest.\n"
        "The ending of FILE says as what: .pdf to print, .docx (Word) or .odt (LibreOffice) to change before."
    )
    parser.epilog = "example: lesebuch handout ovks -o ovks.docx"
    parser.add_argument("slug", metavar="SLUG", help="the chapter: the name of its file in corpus/, without .md")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to: .pdf, .docx or .odt (default: SLUG.pdf)"
    )
    parser.add_argument("--force", action="store_true", help="overwrite a file that is not a handout of ours")
    add_reader_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print; 1 if that fails, 2 for a chapter that does not exist or a file that must not be overwritten."""
    root = root_of(args)
    _check_chapter(root, args.slug)
    output = args.output or Path(f"{args.slug}.pdf")
    _check_output(output, force=args.force)
    with tempfile.TemporaryDirectory(prefix="lesebuch-") as folder:
        ending = output.suffix.lower()
        code, messages = _make(root, args, Path(folder), _BUILDERS[ending])
        made = Path(folder, "out", f"{args.slug}{ending}")
        print(messages, end="", file=sys.stderr)
        if code or not made.is_file():
            print("The handout was not made.", file=sys.stderr)
            return 1
        write_whole(output, made.read_bytes())
    print(f"Handout: {output}")
    return 0


def _check_chapter(root: Path, slug: str) -> None:
    """UserError, with the names that look like it, if there is no such chapter."""
    known = sorted(path.stem for path in (root / CORPUS).glob("*.md") if path.name != CHRONOLOGY.name)
    if slug in known:
        return
    near = difflib.get_close_matches(slug, known, n=5, cutoff=0.5) or [name for name in known if slug in name]
    advice = f"Did you mean {', '.join(near)}?" if near else f"The chapters are: {', '.join(known) or 'none yet'}."
    raise UserError(f"There is no chapter {slug!r}. {advice}")


def _check_output(output: Path, *, force: bool) -> None:
    """UserError if writing there would destroy what is not ours."""
    if output.is_dir():
        raise UserError(f"{output} is a folder. Name a file: -o {output / 'handout.pdf'}")
    if output.suffix.lower() not in _BUILDERS:
        raise UserError(f"The ending of the file says what is made: {', '.join(_BUILDERS)}. {output} has another.")
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


def _make(root: Path, args: argparse.Namespace, folder: Path, builder: str) -> tuple[int, str]:
    """Run Sphinx on the documents that the sheet needs: the exit code, and what it said."""
    settings = sphinx.for_handout(args.slug, args.edition, _bibliographies(root))
    command = sphinx.command(builder, root, folder / "out", folder / "doctrees", settings, ["-q"])
    environment = sphinx.environment(args.seeds)
    done = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode, sphinx.in_short(done.stderr)


def _bibliographies(root: Path) -> list[str]:
    """Documents that list works, as paths below docs/: without them no citation finds its work."""
    pages = sorted((root / DOCS).glob("*.md"))
    return [page.name for page in pages if "{bibliography}" in (read_text(page, page.name)[0] or "")]

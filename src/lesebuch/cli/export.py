"""`lesebuch export`: a reader as files for other programs."""

import argparse
import sys
from pathlib import Path

from lesebuch import export
from lesebuch.cli.reading import UserError, add_reader_arguments, read_reader, report_errors
from lesebuch.model import Reader

NAME = "export"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Write a reader for other programs: jsonl, one object a chapter, into a file (`-` is standard output);\n"
        "myst, a document a chapter, into a folder. Exit code 1 if the reader has errors; what can be written is."
    )
    parser.epilog = "example: lesebuch export jsonl -o reader.jsonl"
    parser.add_argument("form", choices=["jsonl", "myst"], help="what to write")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PATH", help="the file (jsonl) or folder (myst)"
    )
    add_reader_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the export; 1 if the reader has errors."""
    reader, problems = read_reader(args)
    if args.form == "jsonl":
        _write_jsonl(reader, args.output)
    else:
        _write_myst(reader, args.output)
    return report_errors(problems)


def _write_jsonl(reader: Reader, path: Path) -> None:
    text = export.jsonl(reader)
    if str(path) == "-":
        sys.stdout.write(text)
        return
    _write(path, text)
    print(f"Wrote {path}: {len(reader.chapters)} chapters.", file=sys.stderr)


def _write_myst(reader: Reader, folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file; MyST is written into a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in reader.chapters:
        _write(folder / f"{chapter.slug}.md", export.myst(reader, chapter))
    print(f"Wrote {len(reader.chapters)} files into {folder}.", file=sys.stderr)


def _write(path: Path, text: str) -> None:
    """All of the file or nothing: a reader of a half-written file would not notice."""
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file.")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)

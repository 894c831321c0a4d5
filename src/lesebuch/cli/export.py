"""`lesebuch export`: a reader as files for other programs."""

import argparse
import json
import sys
from itertools import islice, takewhile
from pathlib import Path
from typing import BinaryIO

from lesebuch import export
from lesebuch.cli.reading import UserError, add_reader_arguments, counted, named_path, read_reader, report_errors
from lesebuch.model import Reader
from lesebuch.writing import write_whole

NAME = "export"
_KEYS = {
    "jsonl": {"id", "title", "source", "passages", "dropped", "terms"},
    "myst": {"id", "contributors", "rights", "source"},
}
"""What an export has in its first line, or in its front matter."""
_LONGEST = 50
"""Lines of front matter that are looked at."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Write a reader for other programs: jsonl, one object a chapter, into a file (`-` is standard output);\n"
        "myst, a document a chapter, into a folder. Exit code 1 if the reader has errors; what can be written is."
    )
    parser.epilog = "example: lesebuch export jsonl -o reader.jsonl"
    parser.add_argument("form", choices=["jsonl", "myst"], help="what to write")
    parser.add_argument(
        "-o", "--output", type=named_path, required=True, metavar="PATH", help="the file (jsonl) or folder (myst)"
    )
    add_reader_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the export; 1 if the reader has errors."""
    if args.form == "jsonl" and args.output.is_dir():
        raise UserError(f"{args.output} is a folder; name a file.")
    if args.form == "myst" and args.output.exists() and not args.output.is_dir():
        raise UserError(f"{args.output} is a file; MyST is written into a folder.")
    if args.form == "myst" and str(args.output) == "-":
        raise UserError("MyST is written into a folder, not to standard output. Name one: -o FOLDER")
    reader, problems = read_reader(args)
    if args.form == "jsonl" and str(args.output) == "-":
        _to_output(export.jsonl(reader))
        return report_errors(problems)
    files = _files(args, reader)
    for path in files:
        _check(path, args.form)
    for path, text in files.items():
        write_whole(path, text)
    if args.form == "jsonl":
        print(f"Wrote {args.output}: {counted(len(reader.chapters), 'chapter')}.", file=sys.stderr)
    else:
        args.output.mkdir(parents=True, exist_ok=True)
        print(f"Wrote {counted(len(files), 'file')} into {args.output}.", file=sys.stderr)
    return report_errors(problems)


def _to_output(text: str) -> None:
    """JSON Lines are UTF-8, whatever the terminal is."""
    if sys.stdout is None:  # closed by whoever called us
        raise UserError("There is no standard output to write to.")
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        sys.stdout.write(text)


def _files(args: argparse.Namespace, reader: Reader) -> dict[Path, str]:
    """What is to be written where."""
    if args.form == "jsonl":
        return {args.output: export.jsonl(reader)}
    return {args.output / f"{chapter.slug}.md": export.myst(reader, chapter) for chapter in reader.chapters}


def _check(path: Path, form: str) -> None:
    """UserError if writing there would destroy what is not ours: `-o corpus` would else replace the chapters themselves."""
    if not path.is_file() or not path.stat().st_size:
        return
    with path.open("rb") as stream:
        keys = _keys_of_line(stream.readline()) if form == "jsonl" else _keys_of_front_matter(stream)
    if not _KEYS[form] <= keys:
        raise UserError(f"{path} exists and is no export of ours. Choose another name, or delete that file first.")


def _keys_of_line(line: bytes) -> set[str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return set()
    return set(found) if isinstance(found, dict) else set()


def _keys_of_front_matter(stream: BinaryIO) -> set[str]:
    if stream.readline().strip() != b"---":
        return set()
    lines = takewhile(lambda line: line.strip() != b"---", islice(stream, _LONGEST))
    return {line.partition(b":")[0].decode("utf-8", "replace") for line in lines}

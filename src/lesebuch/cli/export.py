"""`lesebuch export`: a reader as files for other programs."""

import argparse
import json
import sys
from itertools import islice, takewhile
from pathlib import Path
from typing import BinaryIO

from lesebuch import export
from lesebuch.cli import platforms
from lesebuch.cli.opening import UserError, add_reader_arguments, config_of, named_path, read_reader, report_errors
from lesebuch.export import lms
from lesebuch.model import Reader
from lesebuch.presentation import catalogue
from lesebuch.problems import counted
from lesebuch.writing import write_whole

_KEYS = {
    "jsonl": {"id", "title", "source", "passages", "dropped", "terms"},
    "myst": {"id", "contributors", "rights", "source"},
    "glossary": {"schema", "id", "term", "variants"},
    "events": {"schema", "id", "edtf", "passages"},
}
"""What an export has in its first line, or in its front matter."""
_OBJECTS = {"jsonl": ("chapter",), "glossary": ("entry", "entries"), "events": ("event",)}
"""What each line of a file is."""
_LONGEST = 50
"""Lines of front matter that are looked at."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Write a reader for other programs: jsonl, one object a chapter, into a file (`-` is standard output);\n"
        "myst, a document a chapter, into a folder; tei, all chapters as one teiCorpus into a file that ends in .xml, "
        "or a document each into a folder; lms, for learning platforms, by the ending of the file: .imscc "
        "(Common Cartridge: links and quizzes), .xml (questions for Moodle), .zip (questions as QTI 2), .apkg and .tsv "
        "(cards for Anki and others). "
        "Exit code 1 if the reader has errors; what can be written is."
    )
    parser.epilog = (
        "example: lesebuch export jsonl -o reader.jsonl --glossary glossary.jsonl; lesebuch export tei -o reader.xml"
    )
    parser.add_argument("form", choices=["jsonl", "myst", "tei", "lms"], help="what to write")
    parser.add_argument(
        "-o",
        "--output",
        type=named_path,
        required=True,
        metavar="PATH",
        help="the file (jsonl, lms), the folder (myst), or either (tei)",
    )
    for name, what in (
        ("glossary", "entry of the glossary"),
        ("events", "event, of the chronology and of all chapters"),
    ):
        parser.add_argument(
            f"--{name}", type=named_path, metavar="FILE", help=f"with jsonl: a second file, one object an {what}"
        )
    parser.add_argument(
        "--base-url", metavar="URL", help="with lms: address of the site (default: `baseurl` in reader.toml)"
    )
    parser.add_argument(
        "--cartridge",
        choices=lms.VERSIONS,
        help=f"with lms and .imscc: its version (default: {lms.VERSIONS[0]}; Moodle reads 1.1)",
    )
    parser.add_argument(
        "--qti", choices=lms.QTI_VERSIONS, help=f"with lms and .zip: its version (default: {lms.QTI_VERSIONS[0]})"
    )
    parser.add_argument(
        "--for",
        dest="bank",
        choices=platforms.BANKS,
        help=f"with lms and .xml: whose bank of questions reads it (default: {platforms.BANKS[0]})",
    )
    add_reader_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the export; 1 if the reader has errors."""
    _check_arguments(args)
    if args.form == "lms":
        return platforms.run(args)
    if args.form != "jsonl":
        catalogue.use(config_of(args).language)
    reader, problems = read_reader(args)
    files = _files(args, reader)
    for path, (form, _) in files.items():
        _check(path, form)
    if _to_stream(args):
        _to_output(export.jsonl(reader) if args.form == "jsonl" else export.tei.corpus(reader, config_of(args)))
    for path, (_, text) in files.items():
        write_whole(path, text)
    if args.form == "jsonl":
        for path, (form, text) in files.items():
            lines = counted(text.count("\n"), *_OBJECTS[form])
            print(f"Wrote {path}: {lines}.", file=sys.stderr)
    elif _is_corpus(args):
        for path in files:
            print(f"Wrote {path}: {counted(len(reader.chapters), 'chapter')}.", file=sys.stderr)
    else:
        args.output.mkdir(parents=True, exist_ok=True)
        print(f"Wrote {counted(len(files), 'file')} into {args.output}.", file=sys.stderr)
    return report_errors(problems)


def _to_stream(args: argparse.Namespace) -> bool:
    return args.form in ("jsonl", "tei") and str(args.output) == "-"


def _is_corpus(args: argparse.Namespace) -> bool:
    """Whether all chapters go into one document of TEI."""
    single = str(args.output) == "-" or (args.output.suffix.lower() == ".xml" and not args.output.is_dir())
    return args.form == "tei" and single


def _check_arguments(args: argparse.Namespace) -> None:
    """UserError if they do not go together."""
    if (args.base_url is not None or args.cartridge or args.qti or args.bank) and args.form != "lms":
        raise UserError("--base-url, --cartridge, --qti and --for go with lms.")
    if args.form == "jsonl" and args.output.is_dir():
        raise UserError(f"{args.output} is a folder; name a file.")
    if args.form == "myst" and args.output.exists() and not args.output.is_dir():
        raise UserError(f"{args.output} is a file; MyST is written into a folder.")
    if args.form == "myst" and str(args.output) == "-":
        raise UserError("MyST is written into a folder, not to standard output. Name one: -o FOLDER")
    if args.form == "tei" and args.output.is_file() and not _is_corpus(args):
        raise UserError(f"{args.output} is a file; name a folder, or a file that ends in .xml.")
    others = [path for path in (args.glossary, args.events) if path]
    if others and args.form != "jsonl":
        raise UserError("--glossary and --events go with jsonl.")
    for path in others:
        if path.is_dir() or str(path) == "-":
            raise UserError(f"{path} is no file; name one.")
    named = [path.resolve() for path in (*others, args.output)]
    if len(set(named)) < len(named):
        raise UserError("Two of the files are the same; each needs its own.")


def _to_output(text: str) -> None:
    """JSON Lines and TEI are UTF-8, whatever the terminal is."""
    if sys.stdout is None:  # closed by whoever called us
        raise UserError("There is no standard output to write to.")
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        sys.stdout.write(text)


def _files(args: argparse.Namespace, reader: Reader) -> dict[Path, tuple[str, str]]:
    """What is to be written where: the form, and the text."""
    if args.form == "myst":
        return {
            args.output / f"{chapter.slug}.md": ("myst", export.myst(reader, chapter)) for chapter in reader.chapters
        }
    if args.form == "tei":
        return _tei_files(args, reader)
    files = {} if _to_stream(args) else {args.output: ("jsonl", export.jsonl(reader))}
    if args.glossary:
        files[args.glossary] = ("glossary", export.glossary(reader))
    if args.events:
        files[args.events] = ("events", export.events(reader))
    return files


def _tei_files(args: argparse.Namespace, reader: Reader) -> dict[Path, tuple[str, str]]:
    config = config_of(args)
    if not _is_corpus(args):
        return {args.output / name: ("tei", text) for name, text in export.tei.chapters(reader, config)}
    return {} if _to_stream(args) else {args.output: ("tei", export.tei.corpus(reader, config))}


def _check(path: Path, form: str) -> None:
    """UserError if writing there would destroy what is not ours: `-o corpus` would else replace the chapters themselves."""
    if not path.is_file() or not path.stat().st_size:
        return
    if form == "tei":
        ours = export.tei.SIGN.encode() in path.read_bytes()
    else:
        with path.open("rb") as stream:
            keys = _keys_of_front_matter(stream) if form == "myst" else _keys_of_line(stream.readline())
        ours = _KEYS[form] <= keys
    if not ours:
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

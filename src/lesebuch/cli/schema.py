"""`lesebuch schema`: the JSON Schema of a file, for editors of text and for programs."""

import argparse

from lesebuch.schema import NAMES, schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "Print the JSON Schema of a file: chapter (front matter of corpus/SLUG.md), entry (of glossary/SLUG.md),\n"
        "register (seeds/register.yaml), reader (reader.toml), and of the lines that export writes: jsonl,\n"
        "jsonl-glossary, jsonl-events. It needs no reader."
    )
    parser.epilog = "example: lesebuch schema register > register.schema.json"
    parser.add_argument("name", choices=NAMES, metavar="NAME", help="the file whose schema is printed")


def run(args: argparse.Namespace) -> int:
    """Print it as it is shipped."""
    print(schema(args.name), end="")
    return 0

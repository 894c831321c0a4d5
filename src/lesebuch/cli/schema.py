"""`lesebuch schema`: the JSON Schema of a file, for editors of text and for programs."""

import argparse

from lesebuch.schema import NAMES, TITLES, schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    files = ", ".join(f"{name} ({title[0].lower()}{title[1:]})" for name, title in TITLES.items())
    parser.description = f"Print the JSON Schema of a file: {files}. It needs no reader."
    parser.epilog = "example: lesebuch schema register > register.schema.json"
    parser.add_argument("name", choices=NAMES, metavar="NAME", help="the file whose schema is printed")


def run(args: argparse.Namespace) -> int:
    """Print it as it is shipped."""
    print(schema(args.name), end="")
    return 0

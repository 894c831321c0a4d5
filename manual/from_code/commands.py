"""The commands, as `--help` gives them."""

import argparse
from collections.abc import Iterator
from importlib import import_module

from lesebuch.cli.main import COMMANDS, Command


def page() -> str:
    """A section for each command, in the order of `lesebuch --help`."""
    return "\n\n".join(_command(command) for command in COMMANDS)


def parser_of(command: Command) -> argparse.ArgumentParser:
    """A command's own parser."""
    parser = argparse.ArgumentParser(prog=f"lesebuch {command.name}", add_help=False)
    import_module(command.module).add_arguments(parser)
    return parser


def arguments(parser: argparse.ArgumentParser) -> tuple[argparse.Action, ...]:
    """What a command takes, in the order in which it declares it."""
    return tuple(parser._actions)  # noqa: SLF001 - argparse has no public list


def _command(command: Command) -> str:
    parser = parser_of(command)
    example = (parser.epilog or "").removeprefix("example: ")
    parts = [
        f"(command-{command.name})=\n## lesebuch {command.name}",
        " ".join((parser.description or f"{command.help}.").split()),
        f"```sh\n{example}\n```" if example else "",
        f":::{{program}} lesebuch {command.name}\n:::",
        *(_argument(action, parser.prog) for action in arguments(parser)),
    ]
    return "\n\n".join(part for part in parts if part)


def _argument(action: argparse.Action, prog: str) -> str:
    text = (action.help or "") % (vars(action) | {"prog": prog})
    return f":::{{option}} {', '.join(_spellings(action))}\n\n{' '.join(_sentences(action, text))}\n:::"


def _spellings(action: argparse.Action) -> tuple[str, ...]:
    """`-o DIR`, `--output DIR`; an argument without a name of its own is called as what it stands for."""
    if not action.option_strings:
        return (_value(action),)
    if action.nargs == 0:
        return tuple(action.option_strings)
    return tuple(f"{name} {_value(action)}" for name in action.option_strings)


def _value(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper())


def _sentences(action: argparse.Action, text: str) -> Iterator[str]:
    yield f"{text[:1].upper()}{text[1:]}."
    if action.choices:
        yield f"One of {', '.join(f'`{choice}`' for choice in action.choices)}."
    if action.nargs == "+":
        yield "One or more."
    if action.required and action.option_strings:
        yield "Required."

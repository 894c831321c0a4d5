"""The fields of the JSONL corpus, as its schemas have them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lesebuch.schema import make

NAMES = ("jsonl", "jsonl-glossary", "jsonl-events")
_KINDS = {"string": "text", "integer": "number", "boolean": "true or false", "array": "list"}


def chapters() -> str:
    """Fields of a chapter."""
    return _table("jsonl")


def entries() -> str:
    """Fields of a glossary entry."""
    return _table("jsonl-glossary")


def events() -> str:
    """Fields of an event."""
    return _table("jsonl-events")


def fields(name: str) -> dict[str, Mapping[str, Any]]:
    """Each path, such as `passages[].id`, with its schema."""
    return dict(_walk("", json.loads(make(name))))


def _table(name: str) -> str:
    rows = [f"| `{path}` | {_kinds(schema)} | {_meaning(schema)} |" for path, schema in fields(name).items()]
    return "\n".join(["| Field | Holds | What it is |", "|---|---|---|", *rows])


def _walk(path: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if path:
        yield path, schema
    for key, inner in schema.get("properties", {}).items():
        yield from _walk(f"{path}.{key}" if path else key, inner)
    if "items" in schema:
        yield from _walk(f"{path}[]", schema["items"])


def _kinds(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", "string")
    return " or ".join(_KINDS.get(kind, kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _meaning(schema: Mapping[str, Any]) -> str:
    said = [schema.get("description", "")]
    if "const" in schema:
        said.append(f"Always `{schema['const']}`.")
    if "enum" in schema:
        said.append(f"One of {', '.join(f'`{word}`' for word in schema['enum'])}.")
    return " ".join(sentence for sentence in said if sentence).replace("|", "\\|")

"""The fields of the JSONL corpus, taken from the exports of the small readers that the tests have."""

import json
from collections.abc import Iterator
from functools import cache

from from_code.documents import ROOT
from lesebuch import export, pipeline

SAMPLE = ROOT / "tests" / "roots" / "mini"
SAMPLES = (SAMPLE, ROOT / "tests" / "sphinx_ext" / "roots" / "small")
"""Readers that have between them all that a chapter usually has."""
_LONGEST = 40
_KINDS = {str: "text", bool: "true or false", int: "number", float: "number", type(None): "null", dict: "object"}


def fields() -> str:
    """A table of all fields: `passages[].id`, what they hold, and an example."""
    rows = [f"| `{path}` | {' or '.join(kinds)} | {_example(value)} |" for path, (kinds, value) in found().items()]
    return "\n".join(["| Field | Holds | Example |", "|---|---|---|", *rows])


@cache
def found() -> dict[str, tuple[tuple[str, ...], object]]:
    """Each path with all that it holds, and the first value that is not empty.

    Of a list that is empty in all chapters the items are not known, and not listed.
    """
    kinds: dict[str, set[str]] = {}
    examples: dict[str, object] = {}
    readers = [pipeline.read(sample)[0] for sample in SAMPLES]
    for line in "".join(export.jsonl(reader) for reader in readers).splitlines():
        for path, kind, value in _walk("", json.loads(line)):
            kinds.setdefault(path, set()).add(kind)
            if examples.get(path) in (None, "", [], {}):
                examples[path] = value
    order = ["number", "text", "list", "object", "true or false", "null"]
    return {path: (tuple(sorted(kinds[path], key=order.index)), examples[path]) for path in kinds}


def _walk(path: str, value: object) -> Iterator[tuple[str, str, object]]:
    if isinstance(value, dict):
        if path:
            yield path, "object", {}
        for key, inner in value.items():
            yield from _walk(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, list):
        yield path, "list", value
        for inner in value:
            yield from _walk(f"{path}[]", inner)
    else:
        yield path, _KINDS[type(value)], value


def _example(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    written = json.dumps(value, ensure_ascii=False)
    cut = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
    return f"`{cut}`".replace("|", "\\|")

"""JSON Schemas of all that people write and programs read. They are made from the code, and lie beside it as files.

After a change of what is made: python scripts/schemas.py; a test compares.
"""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from lesebuch import export, glossary, sources
from lesebuch.editorial import ASSIGNMENT, CHAPTER, OF_SPHINX, QUIZ
from lesebuch.schema.records import of_record
from lesebuch.schema.shapes import of_options, of_shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
"""Of all of them. It changes when a file that was right is no longer, or a program that read one no longer does."""
_MADE: Mapping[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "chapter": ("The front matter of corpus/SLUG.md", lambda: of_shape(CHAPTER)),
    "entry": ("The front matter of glossary/SLUG.md", lambda: of_shape(glossary.ENTRY)),
    "assignment": ("The front matter of docs/assignments/NAME.md", lambda: _of_page(of_shape(ASSIGNMENT))),
    "quiz": ("docs/quiz/NAME.yaml", lambda: of_shape(QUIZ)),
    "register": ("seeds/register.yaml", lambda: {"type": ["array", "null"], "items": of_shape(sources.SOURCE)}),
    "reader": ("reader.toml", of_options),
    "jsonl": ("A line of `lesebuch export jsonl`: a chapter", lambda: of_record(export.records.Chapter)),
    "jsonl-glossary": ("A line of `--glossary`: an entry", lambda: of_record(export.records.Entry)),
    "jsonl-events": ("A line of `--events`: an event", lambda: of_record(export.records.Event)),
}


def _of_page(schema: dict[str, Any]) -> dict[str, Any]:
    """With the keys that Sphinx and myst-parser know on any page."""
    return {**schema, "properties": {**schema["properties"], **{key: {} for key in OF_SPHINX}}}


NAMES = tuple(_MADE)
TITLES = {name: title for name, (title, _) in _MADE.items()}
"""What each describes."""


def make(name: str) -> str:
    """The schema as the code has it."""
    title, body = _MADE[name]
    schema = {"$schema": DIALECT, "$id": f"urn:lesebuch:schema:{name}:{VERSION}", "title": title, **body()}
    return json.dumps(schema, indent=1) + "\n"


def schema(name: str) -> str:
    """The schema as it is shipped; ASCII, so that it may go anywhere."""
    return files("lesebuch.schema").joinpath("files", f"{name}.schema.json").read_text(encoding="ascii")

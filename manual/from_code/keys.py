"""The keys of what editors write in YAML, with what their readers demand and what they mean."""

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.pycode import ModuleAnalyzer

from from_code.documents import ROOT
from lesebuch import model
from lesebuch.editorial.chapter_reading import read_chapter
from lesebuch.glossary import read_entries
from lesebuch.problems import Code, Problem
from lesebuch.schema import make
from lesebuch.sources import read_register

FIELDS = {"not": "exclude"}
"""Keys that the model calls otherwise, as Python has the word itself."""


def chapter() -> str:
    """The front matter of corpus/SLUG.md; the meanings are those that EDITING.md gives."""
    return _page("chapter", required(_read_empty_chapter), _explained())


def entry() -> str:
    """The front matter of glossary/SLUG.md."""
    return _page("entry", required(_read_empty_entry), _fields("Entry"))


def register() -> str:
    """An entry of seeds/register.yaml."""
    return _page("register", required(_read_empty_register), _fields("Registered"))


def properties(name: str) -> dict[str, dict[str, Any]]:
    """The keys of a file with the schema of each."""
    schema = json.loads(make(name))
    return _properties(schema)


def _properties(schema: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The keys of a mapping, or of the mappings in a list; none of a text."""
    found: dict[str, dict[str, Any]] = schema.get("items", schema).get("properties", {})
    return found


def required(read: Callable[[Path], Iterable[Problem]]) -> tuple[set[str], set[str]]:
    """Keys without which a reader finds an error, and those whose lack it warns of: asked with a file that says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        problems = list(read(Path(folder)))
    return _named(problems, Code.MISSING_KEY), _named(problems, Code.MISSING_METADATA)


def _named(problems: Iterable[Problem], code: Code) -> set[str]:
    return {name for problem in problems if problem.code is code for name in re.findall(r"`(\w+)`", problem.message)}


def _read_empty_chapter(folder: Path) -> list[Problem]:
    (folder / "x.md").write_text("---\n{}\n---\n", encoding="utf-8")
    return read_chapter(folder / "x.md")[1]


def _read_empty_entry(folder: Path) -> list[Problem]:
    (folder / "x.md").write_text("---\n{}\n---\n\nx\n", encoding="utf-8")
    return read_entries(folder)[1]


def _read_empty_register(folder: Path) -> list[Problem]:
    (folder / "register.yaml").write_text("- {}\n", encoding="utf-8")
    return read_register(folder / "register.yaml")[1]


def _explained() -> dict[str, str]:
    """What the table of keys in EDITING.md says of each."""
    text = (ROOT / "EDITING.md").read_text(encoding="utf-8")
    rows = text.partition("| Key | Meaning |")[2].partition("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if row.startswith("| `")]
    return {key: meaning for names, meaning in cells for key in re.findall(r"`(\w+)`", names)}


def _fields(record: str) -> dict[str, str]:
    """What the model says below each field of a record."""
    said = ModuleAnalyzer.for_module(getattr(model, record).__module__).find_attr_docs()
    return {field: " ".join(" ".join(lines).split()) for (owner, field), lines in said.items() if owner == record}


def _page(file: str, demanded: tuple[set[str], set[str]], meanings: Mapping[str, str]) -> str:
    needed, expected = demanded
    parts = []
    for name, schema in properties(file).items():
        meaning = meanings.get(FIELDS.get(name, name), "")
        said = [meaning, *_words(schema, meaning)]
        said += ["Required."] if name in needed else ["Expected: give it, or write `null`."] if name in expected else []
        text = " ".join(_sentence(sentence) for sentence in said if sentence)
        parts.append(f":::{{key}} {file}.{name}\n{text}\n{_inner(schema)}:::")
    return "\n\n".join(parts)


def _inner(schema: Mapping[str, Any]) -> str:
    """A list of the keys within a key."""
    lines = []
    for name, inner in _properties(schema).items():
        said = [inner.get("description", ""), *_words(inner, "")]
        lines.append(f"- `{name}`: {' '.join(map(_sentence, said))}")
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def _words(schema: Mapping[str, Any], meaning: str) -> Iterator[str]:
    """The words that a key may have, unless its meaning names them all."""
    words = [word for word in schema.get("enum", schema.get("items", {}).get("enum", ())) if word is not None]
    if any(f"`{word}`" not in meaning for word in words):
        yield f"One of {', '.join(f'`{word}`' for word in words)}."


def _sentence(text: str) -> str:
    text = f"{text[:1].upper()}{text[1:]}"
    return f"{text}." if text and not text.endswith(".") else text

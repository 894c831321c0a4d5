"""The keys of what editors write in YAML, with what their readers demand and what they mean."""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sphinx.pycode import ModuleAnalyzer

from from_code.documents import ROOT
from lesebuch.editorial.chapterfile import KINDS
from lesebuch.editorial.reading import KEYS, ROLES, STATUS, read_chapter
from lesebuch.glossary.entries import _KEYS as ENTRY_KEYS
from lesebuch.glossary.entries import read_entries
from lesebuch.model import EntryKind, Rights
from lesebuch.problems import Code, Problem
from lesebuch.sources.register import _KEYS as REGISTER_KEYS
from lesebuch.sources.register import read_register

FIELDS = {"not": "exclude"}
"""Keys that the model calls otherwise, as Python has the word itself."""


def chapter() -> str:
    """The front matter of corpus/SLUG.md; the meanings are those that EDITING.md gives."""
    words = {"contributors": ("role", ROLES), "structure": ("is", KINDS), "status": ("", STATUS)}
    return _page("chapter", KEYS, required(_read_empty_chapter), _explained(), words)


def entry() -> str:
    """The front matter of glossary/SLUG.md."""
    words: Mapping[str, tuple[str, Sequence[str]]] = {"kind": ("", list(EntryKind))}
    return _page("entry", ENTRY_KEYS, required(_read_empty_entry), _fields("Entry"), words)


def register() -> str:
    """An entry of seeds/register.yaml."""
    words: Mapping[str, tuple[str, Sequence[str]]] = {"rights": ("", list(Rights))}
    return _page("register", REGISTER_KEYS, required(_read_empty_register), _fields("Registered"), words)


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
    said = ModuleAnalyzer.for_module("lesebuch.model").find_attr_docs()
    return {field: " ".join(" ".join(lines).split()) for (owner, field), lines in said.items() if owner == record}


def _page(
    file: str,
    names: Iterable[str],
    demanded: tuple[set[str], set[str]],
    meanings: Mapping[str, str],
    words: Mapping[str, tuple[str, Sequence[str]]],
) -> str:
    needed, expected = demanded
    parts = []
    for name in names:
        said = [meanings.get(FIELDS.get(name, name), "")]
        said += ["Required."] if name in needed else ["Expected: give it, or write `null`."] if name in expected else []
        inner, known = words.get(name, ("", ()))
        if any(f"`{word}`" not in said[0] and f" {word}" not in said[0] for word in known):
            said.append(f"{f'`{inner}`: one' if inner else 'One'} of {', '.join(f'`{word}`' for word in known)}.")
        text = " ".join(sentence for sentence in map(_sentence, said) if sentence)
        parts.append(f":::{{key}} {file}.{name}\n{text}\n:::")
    return "\n\n".join(parts)


def _sentence(text: str) -> str:
    text = f"{text[:1].upper()}{text[1:]}"
    return f"{text}." if text and not text.endswith(".") else text

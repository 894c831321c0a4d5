"""What modules declare as tables: options of reader.toml, codes of problems, limits, formats of sources."""

from sphinx.pycode import ModuleAnalyzer

from lesebuch import limits as limits_module
from lesebuch.config import OPTIONS
from lesebuch.problems import Code
from lesebuch.sources.extracting import EXTRACTORS
from lesebuch.tables import KEYS as TABLES
from lesebuch.tables import PART


def options() -> str:
    """Each option of reader.toml with its type and default."""
    tables = dict.fromkeys(TABLES, "tables by name") | {PART: "tables, one after the other"}
    return "\n\n".join(
        _confval(option.name, tables[option.name], "none", option.metadata["help"])
        if option.name in tables
        else _option(option.name, option.default, option.metadata["help"])
        for option in OPTIONS
    )


def _option(name: str, default: object, meaning: str) -> str:
    if isinstance(default, tuple):
        kind, written = "list of texts", "[" + ", ".join(f'"{part}"' for part in default) + "]"
    else:
        kind, written = "text", f'"{default}"'
    return _confval(name, kind, f"`{written}`", meaning)


def _confval(name: str, kind: str, default: str, meaning: str) -> str:
    return f":::{{confval}} {name}\n:type: {kind}\n:default: {default}\n\n{meaning}\n:::"


def codes() -> str:
    """Each code with its severity, what it means and what to do."""
    return "\n\n".join(f":::{{problem}} {code}\n*{code.severity}.* {code.summary}\n\n{code.hint}\n:::" for code in Code)


def limits() -> str:
    """Each limit, its number, and what it holds for."""
    said = ModuleAnalyzer.for_module(limits_module.__name__).find_attr_docs()
    rows = [
        f"| `{name}` | {value:,} | {' '.join(said.get(('', name), ()))} |"
        for name, value in vars(limits_module).items()
        if name.isupper() and isinstance(value, int | float)
    ]
    return "\n".join(["| Limit | Number | What it holds for |", "|---|--:|---|", *rows])


def formats() -> str:
    """Each format of sources, and the version of what reads it."""
    rows = [f"| `{name}` | {version} |" for name, (version, _) in EXTRACTORS.items()]
    return "\n".join(["| Format | Version |", "|---|--:|", *rows])

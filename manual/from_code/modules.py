"""The modules of the package, by package, each with the first sentence of its docstring."""

import ast
from pathlib import Path

import lesebuch

PACKAGE = Path(lesebuch.__file__).parent


def page() -> str:
    """A section for each package with its purpose, and a table of its modules."""
    return "\n\n".join(_section(folder) for folder in _packages())


def _packages() -> list[Path]:
    return [PACKAGE, *sorted(path.parent for path in PACKAGE.rglob("*/__init__.py") if _modules(path.parent))]


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith("__"))


def _section(folder: Path) -> str:
    name = ".".join((PACKAGE.name, *folder.relative_to(PACKAGE).parts))
    rows = [f"| `{module.stem}` | {_purpose(module).replace('|', chr(92) + '|')} |" for module in _modules(folder)]
    return "\n".join(
        [f"## {name}", "", _purpose(folder / "__init__.py"), "", "| Module | What it is |", "|---|---|", *rows]
    )


def _purpose(module: Path) -> str:
    """Of the docstring the first paragraph, on one line."""
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split())

"""The folder docs/ as Sphinx will see it: which pages there are, and whether conf.py makes it a site that we can judge."""

import ast
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SUFFIXES = (".md", ".rst")
_ALWAYS_OUT = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")
"""What Sphinx never takes for a page."""
_FOLDERS = ("exclude_patterns", "templates_path", "html_extra_path")
"""Options of conf.py whose values are no pages."""
_OWN = re.compile(
    r"myst_|suppress_warnings|nitpick|source_suffix|source_parsers|rst_|default_role|primary_domain|setup|numfig"
    r"|intersphinx_|bibtex_|highlight_language"
)
"""Names in conf.py that change what markup means."""
CHAPTERS = "chapters"
"""The folder of the chapters' pages."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a site before it is built."""

    folder: Path
    """docs/."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Name of a page, without its suffix, as `assignments/eins` -> its file below `folder`."""
    start: str = "index"
    language: str = "de"
    judged: bool = True
    """False where conf.py adds to the markup what nobody can know who does not run it."""
    built: bool = False
    """Whether there is a conf.py, so that the pages are meant to be built."""
    broken: int = 0
    """The line of conf.py that is no Python, so that nothing can be built."""


def read_site(folder: Path, language: str, slugs: Iterable[str]) -> Site:
    """Look at docs/; nothing of it is run. `slugs` are the chapters, whose pages a build writes."""
    conf = folder / "conf.py"
    try:
        tree = ast.parse(conf.read_bytes())
    except OSError:
        return Site(folder, _pages(folder, ["_build"]), language=language)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        return Site(folder, _pages(folder, ["_build"]), language=language, judged=False, broken=line)
    values, names = _settings(tree)
    patterns = ["_build"] if "exclude_patterns" not in names else []
    for option in _FOLDERS:
        patterns += _texts(values.get(option))
    pages = _pages(folder, patterns)
    for slug in slugs:
        pages[f"{CHAPTERS}/{slug}"] = f"{CHAPTERS}/{slug}.md"
    start = values.get("root_doc", values.get("master_doc"))
    own = values.get("language")
    return Site(
        folder=folder,
        pages=pages,
        start=start if isinstance(start, str) else "index",
        language=own if isinstance(own, str) else language,
        built=True,
        judged=_texts(values.get("extensions")) == ["lesebuch"] and not any(_OWN.match(name) for name in names),
    )


def join(page: str, target: str) -> str:
    """A path below docs/, as a page names it: from its own folder or, with a slash in front, from docs/."""
    folder = "" if target.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))


def join_page(page: str, target: str) -> str:
    """The same for the name of a page; it never leads out of docs/."""
    folder = "" if target.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join("/", folder, target.lstrip("/"))).lstrip("/")


def stem(path: str) -> str:
    """A page's name: its path without the suffix."""
    return path.removesuffix(".md").removesuffix(".rst")


def _settings(tree: ast.Module) -> tuple[dict[str, object], set[str]]:
    """The options that conf.py gives as plain values, and all names that it sets, functions too."""
    values: dict[str, object] = {}
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        for target in targets:
            if isinstance(target, ast.Name) and value is not None:
                try:
                    values[target.id] = ast.literal_eval(value)
                except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                    values.pop(target.id, None)
    return values, names


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def _pages(folder: Path, patterns: Collection[str]) -> dict[str, str]:
    """All pages below a folder. A page written twice, as .md and .rst, is the first of them."""
    out = [glob_pattern(pattern) for pattern in (*patterns, *_ALWAYS_OUT)]
    pages: dict[str, str] = {}
    for place, folders, files in os.walk(folder, followlinks=True):
        prefix = Path(place).relative_to(folder).as_posix() + "/" if Path(place) != folder else ""
        folders[:] = sorted(
            name
            for name in folders
            if not any(pattern.match(prefix + name) for pattern in out) and not leads_back(place, name)
        )
        for name in sorted(files):
            path = prefix + name
            if name.endswith(_SUFFIXES) and not any(pattern.match(path) for pattern in out):
                pages.setdefault(path.rpartition(".")[0], path)
    return pages


def leads_back(place: str, name: str) -> bool:
    """Whether a link leads to a folder in which it stands: to follow it would never end."""
    path = os.path.join(place, name)  # noqa: PTH118 - as `os.walk` has it
    return os.path.islink(path) and Path(place).resolve().is_relative_to(Path(path).resolve())  # noqa: PTH114 - as above


def glob_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of Sphinx's: `**` matches slashes too, `*` and `?` do not; one that begins with `**/` also matches without."""
    optional = pattern.startswith("**/")
    parts = re.split(r"(\*\*|\*|\?|\[!?\]?[^\]]*\])", pattern.removeprefix("**/"))
    made = "".join(_GLOBS.get(part) or (_class(part) if part.startswith("[") else re.escape(part)) for part in parts)
    return re.compile(("(?:.*/)?" if optional else "") + made + r"\Z")


_GLOBS = {"**": ".*", "*": "[^/]*", "?": "[^/]"}


def _class(part: str) -> str:
    inner = part[1:-1].replace("\\", "\\\\")
    return f"[^/{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"

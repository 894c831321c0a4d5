"""MyST in a project that does not read it itself: our chapters need it, and all else there stays as it was.

myst-parser changes how containers are written and what MathJax looks at, and takes every `.md` file for a page.
"""

import glob
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.matching import get_matching_files

from lesebuch.presentation.ids import CHAPTERS
from lesebuch.sphinx_ext import markup
from lesebuch.sphinx_ext.conf import looks, settings

_PARSERS = ("myst_parser", "myst_nb")
_SUFFIX = ".md"
_SYNTAX = "myst_enable_extensions"
_CONTAINER = nodes.container.__name__


def setup_parser(app: Sphinx, ours: Iterable[str]) -> None:
    """Load the parser that the project has, else myst-parser. `ours`: names of our directives and roles."""
    known = next((name for name in _PARSERS if name in app.extensions or name in app.config.extensions), "")
    if known:
        app.setup_extension(known)
        return
    before = _containers(app).get(_CONTAINER)
    app.setup_extension(_PARSERS[0])
    app.lesebuch_borrowed = before, _containers(app).get(_CONTAINER), frozenset(ours)  # type: ignore[attr-defined]


def restrain(app: Sphinx, config: Config) -> None:
    """On `config-inited`, behind the defaults, where the parser is ours and the project's looks are not."""
    if not hasattr(app, "lesebuch_borrowed") or looks.ours(config):
        return
    before, made, ours = app.lesebuch_borrowed
    if _containers(app).get(_CONTAINER) == made:
        del _containers(app)[_CONTAINER]
        if before is not None:
            _containers(app)[_CONTAINER] = before
    config.myst_update_mathjax = False
    if _SYNTAX not in settings.given(config):
        # What is read as MyST here are the pages that use something of ours, which are written as in every reader.
        setattr(config, _SYNTAX, sorted(markup.SYNTAX))
    srcdir = Path(app.srcdir)
    if not (srcdir / f"{config.root_doc}{_SUFFIX}").is_file():
        config.exclude_patterns = [*config.exclude_patterns, *strangers(srcdir, config.exclude_patterns, ours)]


def _containers(app: Sphinx) -> dict[str, Any]:
    """How nodes are written as HTML, by their names, where an extension says so."""
    handlers: dict[str, Any] = app.registry.translation_handlers.setdefault("html", {})
    return handlers


def strangers(srcdir: Path, excluded: Iterable[str], ours: Iterable[str]) -> list[str]:
    """Patterns of the Markdown files that use nothing of ours, in a project that is written in something else."""
    # As fence, colon fence or role.
    used = re.compile(rf"\{{(?:{'|'.join(map(re.escape, ours))})\}}")
    found = get_matching_files(srcdir, [f"**{_SUFFIX}"], excluded)
    others = [name for name in found if name.endswith(_SUFFIX) and not name.startswith(f"{CHAPTERS}/")]
    return [glob.escape(name) for name in others if not used.search(_text(srcdir / name))]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

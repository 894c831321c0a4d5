"""A build that stays: Sphinx in this very process, its environment in memory, so that a save costs what it changes."""

import gc
import io
import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from lesebuch.config import Edition, Setting
from lesebuch.problems import Problem, Severity
from lesebuch.sphinx_ext import intake, unfinished
from lesebuch.stage_memory import Memory

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"(?P<path>[^:\n]+):(?:(?P<line>\d+):)? (?P<kind>WARNING|ERROR|CRITICAL): (?P<message>.+)")


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is wrong: where, as from the reader's folder, and in plain words."""

    path: str
    line: int
    severity: str
    message: str
    hint: str = ""


class StandingBuild:
    """Builds a site again and again; a context manager, because docutils' registries are as they were afterwards."""

    def __init__(self, root: Path, edition: Edition, seeds: tuple[Path, ...], folder: Path) -> None:
        self._root, self._docs = root, root / "docs"
        self._folder = folder
        self.output = folder / "html"
        self._overrides = {
            Setting.EDITION.value: edition.value,
            Setting.REPORT.value: False,
            "lesebuch_search": False,
            "lesebuch_offline": False,
            "lesebuch_seeds": [str(path) for path in seeds],
        }
        self._memory = Memory()
        self._open = ExitStack()
        self._app: Sphinx | None = None
        self._scripts = 0
        """How many the project adds to all pages, before there are any."""
        self._warnings = io.StringIO()

    def __enter__(self) -> Self:
        """Keep what docutils knows."""
        self._open.enter_context(patch_docutils(str(self._docs)))
        self._open.enter_context(docutils_namespace())
        return self

    def __exit__(self, *_failed: object) -> None:
        """Let it go."""
        self._open.close()

    def build(self, *, anew: bool = False) -> list[Said]:
        """Build what has changed; what is wrong, worst first. `anew`: settings or references have changed, too.

        Nothing is raised: a build that cannot be is one thing that is wrong.
        """
        self._warnings.seek(0)
        self._warnings.truncate()
        found: list[Problem] = []
        failed: list[Said] = []
        intake.watched = intake.Watch(self._memory, found)
        try:
            if self._app is None or anew:
                self._app = None
                self._app = self._start()
            else:
                intake.read(self._app)
                unfinished.begin(self._app)
                self._forget()
            self._app.build()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, who edits goes on
            self._app = None
            failed.append(Said("docs/conf.py", 1, "error", f"The site cannot be built: {_one_line(error)}"))
        finally:
            intake.watched = None
        self._memory.turn()
        return self._sorted([*failed, *self._told(found)])

    @staticmethod
    def rest() -> None:
        """Clear away what builds have left. For when nobody waits: it takes as long as a third of a build."""
        gc.collect()

    def _start(self) -> Sphinx:
        app = Sphinx(
            str(self._docs),
            str(self._docs),
            str(self.output),
            str(self._folder / "doctrees"),
            "html",
            confoverrides=dict(self._overrides),
            status=None,
            warning=self._warnings,
            parallel=1,
        )
        self._scripts = len(app.registry.js_files)
        # What other projects may link to, and none links to a site on this machine. Sphinx lists all of it anew each time.
        app.builder.dump_inventory = lambda: None  # type: ignore[attr-defined]
        return app

    def _forget(self) -> None:
        """What the last build has kept for itself: else a page that is only written again would show what it was."""
        if self._app is None:
            return
        # The theme adds two for each page, and Sphinx compares each with all others.
        del self._app.registry.js_files[self._scripts :]
        builder: Any = self._app.builder
        if hasattr(builder, "lesebuch_sidebar"):
            del builder.lesebuch_sidebar
        for cache in ("_pickled_doctree_cache", "_write_doc_doctree_cache"):
            getattr(self._app.env, cache).clear()

    def _told(self, problems: list[Problem]) -> list[Said]:
        """Ours, and of Sphinx's warnings those at other places."""
        told = [
            Said(p.where.path, p.where.line, p.severity.value, p.message, p.hint or p.code.hint)
            for p in problems
            if p.severity is not Severity.INFO
        ]
        places = {(said.path, said.line) for said in told}
        for line in _COLOUR.sub("", self._warnings.getvalue()).splitlines():
            match = _WARNING.match(line)
            if not match:
                continue
            path = match["path"].removeprefix(f"{self._root}/")
            number = int(match["line"] or 0)
            if (path, number) not in places:
                told.append(Said(path, number, "warning", re.sub(r" \[[\w.-]+\]$", "", match["message"])))
        return told

    @staticmethod
    def _sorted(told: list[Said]) -> list[Said]:
        return sorted(set(told), key=lambda said: (said.severity != "error", said.path, said.line, said.message))


def _one_line(error: BaseException) -> str:
    """What an exception says, without a traceback: of a mistake in conf.py the last line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return (lines[-1] if "Traceback" in str(error) else lines[0]).removeprefix("lesebuch: ")

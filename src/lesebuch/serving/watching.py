"""Watches a reader's files, and builds what a save has changed."""

import logging
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from watchfiles import Change, watch

from lesebuch.config import FILE
from lesebuch.folders import CORPUS, DOCS, GLOSSARY
from lesebuch.presentation.ids import CHAPTERS
from lesebuch.serving.server import State
from lesebuch.sphinx_ext.standing import Said, StandingBuild
from lesebuch.stage_memory import stamp

_DEBOUNCE, _STEP = 40, 20
"""Milliseconds: editors write a file in several steps, and several files at once."""
_LOOK = 1000
"""Milliseconds after which we look ourselves, whatever was or was not told."""
_ANEW = frozenset({".py", ".bib", ".toml", ".css", ".js", ".html"})
"""Of what Sphinx reads when it starts, and no more."""

Report = Callable[[Sequence[Said]], None]


def follow(
    root: Path, folders: Sequence[Path], standing: StandingBuild, state: State, report: Report, stop: threading.Event
) -> None:
    """Build, and build again after each save, until `stop` is set. `folders`: those of sources."""
    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # it tells of every save
    wanted = [root / CORPUS, root / GLOSSARY, root / DOCS, *folders]
    written = _Written(root)
    before, pages = _files(root, wanted, written), _pages(standing.output)
    pages = _build(standing, state, report, pages, anew=True)
    for changed in _saves(root, wanted, written, before, stop):
        pages = _build(standing, state, report, pages, anew=any(path.suffix in _ANEW for path in changed))


def _build(
    standing: StandingBuild, state: State, report: Report, before: Mapping[str, int], *, anew: bool
) -> dict[str, int]:
    """Build, and tell who shows a page that is another than before; the pages as they are now."""
    problems = standing.build(anew=anew)
    after = _pages(standing.output)
    state.built({page for page, stamp in after.items() if before.get(page) != stamp}, problems)
    report(problems)
    standing.rest()
    return after


def _pages(folder: Path) -> dict[str, int]:
    """All pages, and when each was written."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def _saves(
    root: Path, wanted: Sequence[Path], written: "_Written", before: Mapping[Path, object], stop: threading.Event
) -> Iterator[Collection[Path]]:
    """What was saved, at once or within a moment. `before`: the files when the last build began.

    A save may come while nobody watches, and some file systems tell nothing: so in silence we look ourselves.
    """
    while not stop.is_set():
        there = [folder for folder in wanted if folder.is_dir()]
        for _ in watch(
            *there,
            watch_filter=written,
            stop_event=stop,
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=True,
        ):
            now = _files(root, wanted, written)
            changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
            before = now
            if changed:
                yield changed
            if [folder for folder in wanted if folder.is_dir()] != there:
                break


def _files(root: Path, folders: Iterable[Path], written: "_Written") -> dict[Path, object]:
    """All files that people have written, and what changes if one does."""
    found: dict[Path, object] = {}
    for place, below, names in chain.from_iterable(map(os.walk, folders)):
        below[:] = [name for name in below if written.is_kept(Path(place, name))]
        found |= {path: stamp(path) for name in names if written.is_kept(path := Path(place, name))}
    return found | {root / FILE: stamp(root / FILE)}


class _Written:
    """Whether people have written a file, and not a build or an editor for itself."""

    def __init__(self, root: Path) -> None:
        self._made = (root / DOCS / "_build", root / DOCS / CHAPTERS)

    def __call__(self, _change: Change, name: str) -> bool:
        return self.is_kept(Path(name))

    def is_kept(self, path: Path) -> bool:
        """As the class says."""
        if path.name.startswith((".", "#")) or path.name.endswith(("~", ".swp", ".tmp")) or path.name == "4913":
            return False
        return not any(path.is_relative_to(made) for made in self._made)

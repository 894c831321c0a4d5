"""What is shipped is what is used: the theme's style sheets without rules that match nothing, and none of its idle files.

The theme that ours is built on comes with scripts, icons and styles of a component library, some five megabytes, of which
pages of ours use a hundredth. What conf.py, other extensions or templates of others add is left as it is.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from lesebuch.html.pruning import prune
from lesebuch.sphinx_ext import intake
from lesebuch.stage_memory import Memory, Nothing, stamp
from lesebuch.writing import write_whole

_STATIC = "_static"
_THEIRS = ("styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css")
"""In the order in which the theme links them."""
_SHEET = "styles/lesebuch-theme.css"
"""What pages link in its place, see `layout.html`; in the same folder, as it names other files."""
_HERE = Path(__file__).parent
_TAGS = re.compile(r"<([a-zA-Z][\w-]*)")
_NAMES = re.compile(r'class="([^"]*)"'), re.compile(r'id="([^"]*)"')
"""Two, as each is found by its first letters, which takes a third of the time."""
_VARIABLES = re.compile(r"var\(\s*--[\w-]+")
_FILES = re.compile(r"_static/([^\"'?#\s)]+)")
_URLS = re.compile(r"url\(\s*[\"']?([^\"')?#]+)")
_TEMPLATES = re.compile(r"(?:_t|\.jinja)$")


_Found = tuple[set[str], set[str], set[str], set[str]]
"""Of a page: what stands in `class` and `id`, names of tags, variables of styles, files."""


def _found(page: Path) -> _Found:
    text = page.read_text(encoding="utf-8", errors="replace")
    names = {name for pattern in _NAMES for name in pattern.findall(text)}
    return names, set(_TAGS.findall(text)), set(_VARIABLES.findall(text)), set(_FILES.findall(text))


class _Used:
    """What the pages of a site use."""

    def __init__(self, pages: Iterator[Path], memory: Memory) -> None:
        lists: set[str] = set()
        tags: set[str] = set()
        self.tags = {"html", "body"}
        self.variables: set[str] = set()
        self.files: set[str] = set()
        for page in pages:
            found = memory.get(stamp(page), partial(_found, page))
            for whole, more in zip((lists, tags, self.variables, self.files), found, strict=True):
                whole |= more
        memory.turn()
        self.tags.update(map(str.lower, tags))
        self.names = {name for text in lists for name in text.split()}
        # What our scripts make stands in them, among other words; how its classes look is told in sheets of ours.
        scripts = " ".join(path.read_text("utf-8") for path in _HERE.glob("*/*.js"))
        self.tags.update(re.findall(r"\w+", scripts))


def tidy(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, when all pages and our own files are there."""
    builder = app.builder
    if failed or not isinstance(builder, StandaloneHTMLBuilder) or not getattr(builder, "lesebuch_frame", False):
        return
    # A process that stays reads the pages that it has written since.
    memory: Memory = builder.__dict__.setdefault("lesebuch_used", Memory() if intake.watched else Nothing())
    used = _Used(_pages(Path(app.outdir), builder.out_suffix), memory)
    if intake.watched and not _has_changed(builder, used):
        return
    static = Path(app.outdir, _STATIC)
    theirs = [static / name for name in _THEIRS]
    if not all(path.is_file() for path in theirs):
        # Sphinx has written no page, so it has not copied the files either.
        return
    sheets = {path: path.read_text(encoding="utf-8") for path in _sheets(static, used.files)}
    elsewhere = "".join([*sheets.values(), *sorted(used.variables)])
    whole = "".join(path.read_text(encoding="utf-8") for path in theirs)
    sheet = prune(whole, used.names, elsewhere, used.tags)
    write_whole(static / _SHEET, sheet)
    sheets[static / _SHEET] = sheet
    needed = {static / name for name in used.files} | set(_asked(sheets))
    _remove(static, {path.resolve() for path in needed}, _copied(builder))


def _has_changed(builder: Any, used: _Used) -> bool:
    """Whether pages use anything else than after the last build; the files of themes, which then are gone, come for that alone.

    Sphinx copies some two hundred of them for each save, of which hardly one stays.
    """
    known: dict[str, object] = builder.__dict__.setdefault("lesebuch_shipped", {})
    if known == vars(used):
        return False
    if known:
        del builder.copy_theme_static_files
        builder.copy_static_files()
    builder.copy_theme_static_files = lambda _context: None
    known.update(vars(used))
    return True


def _pages(outdir: Path, suffix: str) -> Iterator[Path]:
    return (page for page in outdir.rglob(f"*{suffix}") if _STATIC not in page.relative_to(outdir).parts)


def _sheets(static: Path, files: set[str]) -> list[Path]:
    """The style sheets that pages link, but for the one that is made here."""
    found = (static / name for name in sorted(files) if name.endswith(".css") and name != _SHEET)
    return [path for path in found if path.is_file()]


def _asked(sheets: dict[Path, str]) -> Iterator[Path]:
    """The files that style sheets ask for."""
    for path, text in sheets.items():
        yield from (path.parent / name for name in _URLS.findall(text) if not name.startswith("data:"))


def _copied(builder: Builder) -> Iterator[str]:
    """The files that Sphinx has copied from the themes below ours, by their paths in `_static`."""
    theme = builder.theme  # type: ignore[attr-defined]
    folders = [Path(folder, "static") for folder in theme.get_theme_dirs()]
    own = [Path(builder.confdir, folder) for folder in builder.config.html_static_path]
    for folder in folders:
        for path in folder.rglob("*"):
            name = _TEMPLATES.sub("", path.relative_to(folder).as_posix())
            if path.is_file() and not any((place / name).exists() for place in own):
                yield name


def _remove(static: Path, needed: set[Path], names: Iterator[str]) -> None:
    folders = set()
    for name in names:
        path = static / name
        if path.resolve() not in needed:
            path.unlink(missing_ok=True)
            folders |= {static / folder for folder in Path(name).parents if str(folder) != "."}
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):  # not empty
            folder.rmdir()

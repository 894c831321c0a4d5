"""Reads the reader once, before Sphinx forks, and keeps it where every process finds it: on the domain object.

Domain objects are not pickled; the environment keeps fingerprints of what each page shows (see `domain`), no text.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError, SphinxError
from sphinx.util import logging

from lesebuch import pipeline
from lesebuch.config import Edition
from lesebuch.model import Reader
from lesebuch.problems import Code, Problem, Severity
from lesebuch.sphinx_ext.domain import LesebuchDomain

logger = logging.getLogger(__name__)

CHAPTERS = "chapters"
"""Folder of the stubs in the source directory, and of the chapters' pages in the output."""
_STUB = "% Made by Lesebuch from corpus/{slug}.md. Edit that file, not this one.\n\n```{{chapter}} {slug}\n```\n"
_MARKER = ".lesebuch-edition"
_BY_ITSELF = frozenset(
    {
        Code.DEAD_PASSAGE,
        Code.UNKNOWN_MARKUP,
        Code.BAD_MARKUP,
        Code.DEAD_LINK,
        Code.UNLISTED_PAGE,
        Code.BAD_BIBTEX,
        Code.NOT_PRINTED,
    }
)
"""What Sphinx and our roles find themselves, on whatever page it stands: once is enough."""
_LOG = {Severity.ERROR: logger.error, Severity.WARNING: logger.warning, Severity.INFO: logger.info}


def chapter_page(slug: str) -> str:
    """The document name of a chapter."""
    return f"{CHAPTERS}/{slug}"


def root_of(config: Config, srcdir: Path) -> Path:
    """The reader's folder: `lesebuch_root` (relative to the source directory), else the source directory's parent."""
    return (srcdir / (config.lesebuch_root or "..")).resolve()


def edition_of(config: Config) -> Edition:
    """`lesebuch_edition`; anything but the two known names stops the build, so that no typing error shows a text."""
    try:
        return Edition(config.lesebuch_edition)
    except ValueError:
        allowed = ", ".join(edition.value for edition in Edition)
        raise ConfigError(f"lesebuch_edition is {config.lesebuch_edition!r}; allowed: {allowed}") from None


class UnwritableError(SphinxError):
    """A file of the site cannot be written: said in one line, without a traceback."""

    category = "This cannot be written"


def read(app: Sphinx) -> None:
    """On `builder-inited`: read all, report what is wrong, write the stubs."""
    try:
        _read(app)
    except OSError as error:
        raise UnwritableError(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")) from error


def _read(app: Sphinx) -> None:
    edition = edition_of(app.config)
    _guard(Path(app.outdir), edition)
    _guard(Path(app.doctreedir), edition)
    root = root_of(app.config, Path(app.srcdir))
    seeds = tuple((root / folder).resolve() for folder in app.config.lesebuch_seeds)
    reader, problems = pipeline.read(root, edition, seeds)
    for problem in problems if app.config.lesebuch_report else ():
        if problem.code not in _BY_ITSELF:
            report(problem, root)
    LesebuchDomain.of(app.env).install(reader, root)
    write_stubs(Path(app.srcdir) / CHAPTERS, reader)


def report(problem: Problem, root: Path) -> None:
    """Forward a problem to Sphinx's logger; under `-W` errors and warnings fail the build."""
    where = problem.where
    # Without a line Sphinx would take the path for the name of a page.
    place = f"{root / where.path}:{where.line or 1}"
    message = f"{problem.message} {problem.hint or problem.code.hint}"
    _LOG[problem.severity](message, type="lesebuch", subtype=str(problem.code), location=place)


def write_stubs(folder: Path, reader: Reader) -> None:
    """A stub for each chapter, written only if it changes, so that Sphinx sees no change where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{chapter.slug}.md": _STUB.format(slug=chapter.slug) for chapter in reader.chapters}
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()


def _guard(folder: Path, edition: Edition) -> None:
    """Two editions never share a folder: what one has left there the other would publish."""
    marker = folder / _MARKER
    if marker.is_file() and (other := marker.read_text(encoding="utf-8").strip()) != edition.value:
        raise ConfigError(f"{folder} holds a build of the edition {other!r}; build {edition.value!r} in another folder")
    folder.mkdir(parents=True, exist_ok=True)
    marker.write_text(edition.value + "\n", encoding="utf-8")

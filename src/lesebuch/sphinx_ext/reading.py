"""Reads the reader once, before Sphinx forks, and keeps it where every process finds it: on the domain object.

Domain objects are not pickled; the environment keeps fingerprints of what each page shows (see `domain`), no text.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging

from lesebuch import pipeline
from lesebuch.config import FILE, MARKER, Edition
from lesebuch.model import Reader
from lesebuch.problems import Code, Problem, Severity
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

CHAPTERS = "chapters"
"""Folder of the stubs in the source directory, and of the chapters' pages in the output."""
_STUB = "% Made by Lesebuch from corpus/{slug}.md. Edit that file, not this one.\n\n```{{chapter}} {slug}\n```\n"
_OURS = re.compile(rb"% Made by Lesebuch [^\n]*\n\s*```\{chapter\} [^\n]*\n```\s*")
"""A stub of this or an earlier version, and nothing that somebody has written into it."""
_UPWARDS = 3
_ELSEWHERE = frozenset(
    {
        Code.DEAD_PASSAGE,
        Code.UNKNOWN_MARKUP,
        Code.BAD_MARKUP,
        Code.DEAD_LINK,
        Code.UNLISTED_PAGE,
        Code.BAD_BIBTEX,
        Code.NOT_PRINTED,
        Code.NO_GLYPH,
    }
)
"""What Sphinx and our roles find themselves, on whatever page it stands, and what matters to the book alone, which says it."""
_LOG = {Severity.ERROR: logger.error, Severity.WARNING: logger.warning, Severity.INFO: logger.info}


def chapter_page(slug: str) -> str:
    """The document name of a chapter."""
    return f"{CHAPTERS}/{slug}"


def root_of(config: Config, srcdir: Path) -> Path:
    """The reader's folder: `lesebuch_root`, relative to the source directory.

    Without it the next folder with a reader.toml, from the source directory up to two above (`doc/source`); where there
    is none, the source directory's parent.
    """
    if config.lesebuch_root:
        return (srcdir / str(config.lesebuch_root)).resolve()
    folders = [srcdir.resolve(), *srcdir.resolve().parents][:_UPWARDS]
    return next((folder for folder in folders if (folder / FILE).is_file()), srcdir.resolve().parent)


def has_reader(config: Config, root: Path) -> bool:
    """Whether there is a reader, be it a faulty one: conf.py names its folder, or there is a reader.toml."""
    return bool(config.lesebuch_root) or (root / FILE).exists()


def edition_of(config: Config) -> Edition:
    """`lesebuch_edition`; anything but the two known names stops the build, so that no typing error shows a text."""
    try:
        return Edition(config.lesebuch_edition)
    except ValueError:
        allowed = ", ".join(edition.value for edition in Edition)
        raise ConfigError(f"lesebuch_edition is {config.lesebuch_edition!r}; allowed: {allowed}") from None


def read(app: Sphinx) -> None:
    """On `builder-inited`: read all, report what is wrong, write the stubs.

    Where that cannot be done at all the build ends with one sentence: of any exception Sphinx shows the traceback.
    """
    try:
        _read(app)
    except ConfigError as error:
        raise SystemExit(f"lesebuch: {error}") from None


def _read(app: Sphinx) -> None:
    edition = edition_of(app.config)
    root = root_of(app.config, Path(app.srcdir))
    there = has_reader(app.config, root)
    _guard(Path(app.outdir), edition, mark=there)
    _guard(Path(app.doctreedir), edition, mark=there)
    if not there:
        # Someone else's project, in which nothing of ours is used: it stays as it is.
        LesebuchDomain.of(app.env).install(Reader(), root, there=False)
        return
    seeds = tuple((root / folder).resolve() for folder in app.config.lesebuch_seeds)
    reader, problems = pipeline.read(root, edition, seeds)
    for problem in problems if app.config.lesebuch_report else ():
        if problem.code not in _ELSEWHERE:
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
    """A stub for each chapter, written only if it changes, so that Sphinx sees no change where there is none.

    Stubs of chapters that are gone go. All else in the folder is somebody's own and stays as it is, byte for byte.
    """
    if not reader.chapters and not folder.is_dir():
        return
    wanted = {f"{chapter.slug}.md": _STUB.format(slug=chapter.slug).encode() for chapter in reader.chapters}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, stub in wanted.items():
            _write_stub(folder / name, stub)
        for path in sorted(folder.glob("*.md")):
            if path.name not in wanted and path.is_file() and _OURS.fullmatch(path.read_bytes()):
                path.unlink()
    except OSError as error:
        raise ConfigError(
            f"{error.filename or folder} cannot be written ({error.strerror}); Lesebuch needs to put a page for each "
            f"chapter into {folder}. Make that folder writable, or build a copy of the project."
        ) from None


def _write_stub(path: Path, stub: bytes) -> None:
    if path.is_symlink() or path.exists():
        found = path.read_bytes() if path.is_file() else None
        if found == stub:
            return
        # A stub that was cut off while it was written is the beginning of one.
        if found is None or path.is_symlink() or not (stub.startswith(found) or _OURS.fullmatch(found)):
            logger.error(
                "%s is not made by Lesebuch and stays as it is; the chapter %r has no page. Move that file, or rename the "
                "chapter in corpus/.",
                path,
                path.stem,
                type="lesebuch",
                subtype="own-file",
                location=str(path),
            )
            return
    path.write_bytes(stub)


def _guard(folder: Path, edition: Edition, *, mark: bool) -> None:
    """Two editions never share a folder: what one has left there the other would publish."""
    marker = folder / MARKER
    if marker.is_file() and (other := marker.read_text(encoding="utf-8").strip()) != edition.value:
        raise ConfigError(f"{folder} holds a build of the edition {other!r}; build {edition.value!r} in another folder")
    if not mark:
        return
    write_whole(marker, f"{edition.value}\n")

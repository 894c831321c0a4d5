"""Reads the reader once, before Sphinx forks, and keeps it where every process finds it: on the domain object.

Domain objects are not pickled; the environment keeps fingerprints of what each page shows (see `domain`), no text.
"""

from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging

from lesebuch import pipeline
from lesebuch.config import FILE, HANDOUTS, MARKER, SHEETS, Edition, Setting
from lesebuch.config_reading import read_config
from lesebuch.model import Reader
from lesebuch.presentation.ids import teacher_page
from lesebuch.presentation.orders import Order
from lesebuch.problems import Code, Problem, Severity
from lesebuch.sphinx_ext import pages
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.project import edition_of, has_reader, root_of
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.sheets import ordered
from lesebuch.stage_memory import Memory, Nothing
from lesebuch.writing import write_whole

logger = logging.getLogger(__name__)

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
_SITES = frozenset({"html", "dirhtml", *SHEETS.values()})
"""Builders whose pages are a file each."""
_LOG = {Severity.ERROR: logger.error, Severity.WARNING: logger.warning, Severity.INFO: logger.info}


@dataclass(frozen=True, slots=True)
class Watch:
    """Of a process that builds again and again: what it remembers, and where problems go."""

    memory: Memory
    problems: list[Problem]


READ = "lesebuch-read"
"""The event that the reader has been read: at the start of a build, and again before each further one of a process that stays."""
watched: Watch | None = None
"""Set while such a process builds; there is one application at a time."""
remembered: Memory = Nothing()
"""What a process knows that has read the reader and then became this one."""


def read(app: Sphinx) -> None:
    """On `builder-inited`: read all, report what is wrong, say which pages there are.

    Where that cannot be done at all the build ends with one sentence: of any exception Sphinx shows the traceback.
    """
    try:
        _read(app)
        app.emit(READ)
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
    memory = watched.memory if watched else remembered
    reader, problems = pipeline.read(root, edition, seeds, memory=memory, sheet=_sheet(app, root))
    if watched:
        watched.problems.extend(problems)
    for problem in problems if app.config.lesebuch_report else ():
        if problem.code not in _ELSEWHERE and not _is_of_others(app, problem, root):
            report(problem, root)
    LesebuchDomain.of(app.env).install(reader, root)
    pages.add(app, reader, answers=_has_answers(app, edition, root))
    _check_order(app, reader)
    _check_fences(app, reader)


def _check_order(app: Sphinx, reader: Reader) -> None:
    """ConfigError if a sheet for teachers is ordered of an assignment that expects no answers: it has no page for them."""
    if app.builder.name not in HANDOUTS.values():
        return
    order = Order.read(app.config[Setting.HANDOUT.value])
    for name, assignment in reader.assignments.items():
        if order.teacher and not assignment.taught and teacher_page(name) in order.pages:
            raise ConfigError(
                f"The assignment {name} has no {{expected}} answers. Leave out `--for teacher`, or add them"
            )


def _check_fences(app: Sphinx, reader: Reader) -> None:
    """ConfigError if what is for teachers alone would be read as words of the page: in a project whose MyST knows no `:::`."""
    if "colon_fence" in app.config.myst_enable_extensions:
        return
    for assignment in reader.assignments.values():
        if assignment.taught and assignment.colons:
            raise ConfigError(
                f'{assignment.where.path} is written with `:::`, which conf.py does not let MyST read: students would see the expected answers. Add "colon_fence" to myst_enable_extensions'
            )


def _is_of_others(app: Sphinx, problem: Problem, root: Path) -> bool:
    """Whether it is about what a project has of its own: how Markdown is written on a page with other looks, other lists of works."""
    if problem.code is Code.UNKNOWN_REFERENCE:
        # Of those the build says itself what they lack.
        known = {(root / name).resolve() for name in read_config(root / FILE)[0].references}
        return not {Path(app.confdir, name).resolve() for name in app.config.bibtex_bibfiles} <= known
    return (
        problem.code is Code.LIST_IN_TEXT
        and not looks.ours(app.config)
        and (root / problem.where.path).resolve().is_relative_to(Path(app.srcdir).resolve())
    )


def _has_answers(app: Sphinx, edition: Edition, root: Path) -> bool:
    """Whether there are pages for teachers: on a site as reader.toml says, on paper if the sheet is for them, else never."""
    if app.builder.name in HANDOUTS.values():
        return bool(app.config.typst_audience == "teacher")
    return app.builder.name in _SITES and read_config(root / FILE)[0].shows_answers(edition)


def _sheet(app: Sphinx, root: Path) -> list[Path]:
    """The files of a single sheet."""
    order = ordered(app)
    return [root / path for path in order.files] if order else []


def report(problem: Problem, root: Path) -> None:
    """Forward a problem to Sphinx's logger; under `-W` errors and warnings fail the build."""
    where = problem.where
    # Without a line Sphinx would take the path for the name of a page.
    place = f"{root / where.path}:{where.line or 1}"
    message = f"{problem.message} {problem.hint or problem.code.hint}"
    _LOG[problem.severity](message, type="lesebuch", subtype=str(problem.code), location=place)


def _guard(folder: Path, edition: Edition, *, mark: bool) -> None:
    """Two editions never share a folder: what one has left there the other would publish."""
    marker = folder / MARKER
    if marker.is_file() and (other := marker.read_text(encoding="utf-8").strip()) != edition.value:
        raise ConfigError(f"{folder} holds a build of the edition {other!r}; build {edition.value!r} in another folder")
    if not mark:
        return
    write_whole(marker, f"{edition.value}\n")

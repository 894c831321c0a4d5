"""Pages that stand in no file: one for each chapter and each part of a large glossary. Nothing is written into the source directory.

Sphinx asks its project which pages there are and where their files stand; what it reads there, `source-read` replaces.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util import logging
from sphinx.util.matching import Matcher

from lesebuch.config import Setting
from lesebuch.model import Reader
from lesebuch.presentation.glossary_parts import split
from lesebuch.presentation.ids import CHAPTERS, GLOSSARY, assignment_page, chapter_page, part_page, teacher_page
from lesebuch.problems import first_of

if TYPE_CHECKING:
    from sphinx.util._pathlib import _StrPath

logger = logging.getLogger(__name__)

_SUFFIX = ".md"
_FILE = Path(__file__).with_name(f"page{_SUFFIX}")
"""What Sphinx reads in place of each page. It never changes, so that only fingerprints make a page outdated."""
_GLOSSARY = re.compile(rb"(?m)^[ \t]*(?:(?:`{3,}|:{3,}|~{3,})\{glossary-list\}|\.\. glossary-list::)")


class ReaderProject(Project):
    """The files of a project, and the pages that stand in none. The environment keeps it, pickled."""

    def __init__(
        self, before: Project, chapters: Mapping[str, str], parts: Mapping[str, str], teachers: Mapping[str, str]
    ) -> None:
        """`before`: the project as Sphinx has it; `chapters`: by the name of a page, its MyST; `parts`: of the glossary's too.

        `teachers`: by the name of a page for teachers the page whose file it is read from.
        """
        super().__init__(before.srcdir, before.source_suffix)
        self.restore(before)
        self._chapters = dict(chapters)
        self._parts = dict(parts)
        self.teachers = dict(teachers)
        self._made: dict[str, str] = {}
        # Builders ask for the files of an earlier build's pages before any are looked for.
        self._shown = {name for name in self.docnames if not super(ReaderProject, self).doc2path(name, True).is_file()}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the files, and add the pages, as far as the patterns of the project let them be."""
        self._shown.clear()
        found = super().discover(exclude_paths, include_paths)
        glossary = self._glossary(found) if self._parts else ""
        # Beside the glossary's page, so that links in entries lead where they did there.
        self._made = self._chapters | {
            part_page(glossary, name): text for name, text in self._parts.items() if glossary
        }
        self._made |= {page: "" for page, read_from in self.teachers.items() if read_from in found}
        wanted, unwanted = Matcher(include_paths), Matcher([*exclude_paths, *EXCLUDE_PATHS])
        for docname in self._made:
            path = f"{docname}{_SUFFIX}"
            if docname in found:
                self._report(docname)
            elif wanted(path) and not any(map(unwanted, [path, *map(str, Path(path).parents)])):
                self._shown.add(docname)
        found |= self._shown
        return found

    def source(self, docname: str) -> str | None:
        """The MyST of a page that stands in no file; None for all others."""
        return self._made[docname] if docname in self._shown and docname not in self.teachers else None

    def chapters(self) -> list[str]:
        """The pages of chapters that are shown, sorted."""
        return sorted(self._shown & self._chapters.keys())

    def doc2path(self, docname: str, absolute: bool) -> "_StrPath":
        """Where a page is read. Relative to the source directory it is where a file of that name would be."""
        if docname not in self._shown:
            return super().doc2path(docname, absolute)
        if absolute and docname in self.teachers:
            return super().doc2path(self.teachers[docname], absolute)
        return type(self.srcdir)(_FILE if absolute else f"{docname}{_SUFFIX}")

    def _glossary(self, found: Iterable[str]) -> str:
        """The page that shows the glossary, as `LesebuchDomain.glossary_page`, but before any page is read."""
        holding = sorted(name for name in found if _GLOSSARY.search(self.doc2path(name, absolute=True).read_bytes()))
        return GLOSSARY if GLOSSARY in holding else next(iter(holding), "")

    def _report(self, docname: str) -> None:
        path = self.doc2path(docname, absolute=True)
        message = "%s is not made by Lesebuch and stays as it is; what belongs to %r has no page. Move that file, or rename %s."
        theirs = "the chapter in corpus/" if docname.startswith(f"{CHAPTERS}/") else "the page that it is named after"
        logger.error(message, path, docname, theirs, type="lesebuch", subtype="own-file", location=str(path))


def add(app: Sphinx, reader: Reader, *, answers: bool) -> None:
    """Give Sphinx the pages of a reader, before it looks for files. `answers`: with those for teachers."""
    chapters = {chapter_page(chapter.slug): f"```{{chapter}} {chapter.slug}\n```\n" for chapter in reader.chapters}
    parts = {
        part.name: f"```{{glossary-part}} {part.name}\n```\n" for top in split(reader.entries) for part in top.walk()
    }
    teachers = {
        teacher_page(name): assignment_page(name)
        for name, assignment in reader.assignments.items()
        if answers and assignment.taught
    }
    app.project = app.env.project = ReaderProject(app.project, chapters, parts, teachers)


def is_for_teachers(env: BuildEnvironment, docname: str) -> bool:
    """Whether a page shows expected answers."""
    return isinstance(env.project, ReaderProject) and docname in env.project.teachers


def open_pages(env: BuildEnvironment) -> set[str]:
    """The pages that others may be told of: all but those with expected answers."""
    return {docname for docname in env.found_docs if not is_for_teachers(env, docname)}


def read(app: Sphinx, docname: str, content: list[str]) -> None:
    """On `source-read`: what stands on a page that has no file."""
    project = app.env.project
    if isinstance(project, ReaderProject) and (source := project.source(docname)) is not None:
        content[0] = source


def hide(app: Sphinx, _doctree: nodes.document) -> None:
    """On `doctree-read`: what is for teachers alone Sphinx' own search does not find, as ours does not."""
    env = app.env
    if is_for_teachers(env, env.docname):
        env.metadata[env.docname]["no-search"] = ""


def unlisted(app: Sphinx, env: BuildEnvironment) -> None:
    """On `env-check-consistency`: what Sphinx would say of each chapter, which calls itself an orphan since nobody can edit its page."""
    if app.config[Setting.HANDOUT.value]:
        return  # For a single sheet no page is read that could list anything.
    pages = env.project.chapters() if isinstance(env.project, ReaderProject) else []
    missed = [page.rpartition("/")[2] for page in pages if page not in env.files_to_rebuild]
    if missed:
        logger.warning(
            "No page lists these chapters: %s. Put a {chapter-list} on a page, or name theirs in a {toctree}.",
            first_of(missed, _NAMED),
            type="lesebuch",
            subtype="unlisted",
        )


_NAMED = 5
"""Of so many chapters a warning says the names."""


def forget_doctrees(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: doctrees of chapters that are gone go, too; Sphinx writes one anew whenever it is needed."""
    if failed:
        return
    known = {Path(app.doctreedir, f"{name}.doctree") for name in app.env.found_docs}
    for doctree in Path(app.doctreedir, CHAPTERS).rglob("*.doctree"):
        if doctree not in known:
            doctree.unlink()

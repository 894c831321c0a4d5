"""The order of a build: which of our functions runs at which event of Sphinx, in the order in which it runs.

At one event smaller numbers come first, and of equal ones what is registered first: Sphinx's own, sphinxcontrib-bibtex,
what stands here, the writers. Each function says what it does, a comment here why it stands where it stands. Writers
have tables of their own, as `html/build_steps.py`.
"""

from collections.abc import Callable, Iterable

from sphinx.application import Sphinx

from lesebuch.sphinx_ext import domain, foreign, intake, pages, plain, sheets, unfinished
from lesebuch.sphinx_ext.conf import borrowed, defaults, settings, special_files
from lesebuch.sphinx_ext.directives import assignments, chapter
from lesebuch.sphinx_ext.hastening import docutils_settings, garbage, parsers, quiet_log, replacing, walking
from lesebuch.sphinx_ext.references import bibliography, works

Step = tuple[str, int, Callable[..., object]]
"""Event, priority (Sphinx's own is 500), function."""


def connect(app: Sphinx, steps: Iterable[Step]) -> None:
    """Have each function run at its event."""
    for event, priority, function in steps:
        app.connect(event, function, priority)


def hasten_reading(app: Sphinx) -> None:
    """When the reader has been read, where there is one: what makes documents faster to read."""
    if domain.LesebuchDomain.of(app.env).reader.chapters:
        docutils_settings.hasten()
        parsers.hasten()
        walking.hasten()


STEPS: tuple[Step, ...] = (
    ("config-inited", 100, defaults.apply),  # before all that goes by these settings
    ("config-inited", 102, borrowed.restrain),  # behind the defaults
    ("config-inited", 110, settings.speak),  # the language of reader.toml, which the defaults have read
    ("config-inited", 500, unfinished.recover),  # before Sphinx looks for what an earlier build has left
    ("config-inited", 900, special_files.leave_out),  # when all endings of pages are known, which extensions add
    ("builder-inited", 100, bibliography.recall),  # before sphinxcontrib-bibtex (500) reads its files
    ("builder-inited", 100, bibliography.hasten),  # likewise
    ("builder-inited", 500, intake.read),  # before Sphinx forks; within it comes the next event, `READ`
    ("builder-inited", 500, unfinished.begin),  # when `intake` has found the folder to be ours
    ("builder-inited", 500, works.prepare),  # when sphinxcontrib-bibtex has read its files
    # Undone when a build is finished, and so done anew for each one of a process that stays.
    (intake.READ, 500, bibliography.hasten),
    (intake.READ, 500, garbage.settle),
    (intake.READ, 500, hasten_reading),
    (intake.READ, 500, quiet_log.leave_out),
    ("env-get-outdated", 500, domain.env_get_outdated),
    ("env-before-read-docs", 500, sheets.read_first),
    ("source-read", 500, pages.read),
    ("doctree-read", 500, sheets.gather),
    ("doctree-read", 500, assignments.unlisted),  # before Sphinx says of a page that no list names it
    ("doctree-read", 900, chapter.name),  # behind Sphinx's own collectors (500), which copy the titles
    ("doctree-read", 900, pages.hide),  # likewise
    ("env-updated", 500, works.recited),
    ("env-updated", 500, domain.entries_moved),
    ("env-updated", 900, bibliography.resolve_once),  # when sphinxcontrib-bibtex (500) knows all that is cited
    ("env-check-consistency", 500, pages.unlisted),
    ("doctree-resolved", 500, chapter.mark),
    ("doctree-resolved", 800, plain.simplify),  # behind the marks, which go into the passages
    ("doctree-resolved", 950, foreign.mark_english),  # last of all, when no words are added
    ("build-finished", 100, settings.speak_plainly),  # before whatever is made of the finished pages
    ("build-finished", 500, pages.forget_doctrees),
    # Behind all that writers do: as it was, for whatever this process does next.
    ("build-finished", 890, replacing.restore),
    ("build-finished", 890, quiet_log.restore),
    ("build-finished", 900, garbage.restore),
    ("build-finished", 950, unfinished.end),  # last of all: whoever is ended before has not finished
)

"""A reader as Sphinx's documents: settings, domain, nodes, directives. Writers are extensions of their own."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from lesebuch import __version__
from lesebuch.config import WRITERS, Setting
from lesebuch.sphinx_ext import domain, foreign, intake, nodes, pages, plain, sheets, unfinished
from lesebuch.sphinx_ext.conf import borrowed, defaults, settings, special_files
from lesebuch.sphinx_ext.directives import assignments
from lesebuch.sphinx_ext.directives import chapter as chapters
from lesebuch.sphinx_ext.directives.chronology import Chronology
from lesebuch.sphinx_ext.directives.contents import ChapterList, SourceList
from lesebuch.sphinx_ext.directives.date_list import Dates
from lesebuch.sphinx_ext.directives.glossary import EntryRole, GlossaryList, GlossaryPart
from lesebuch.sphinx_ext.directives.maps import DrawMaps, MapDirective
from lesebuch.sphinx_ext.directives.passage_markup import MaterialDirective, PassageDirective, PassageRole
from lesebuch.sphinx_ext.directives.pictures import PictureDirective
from lesebuch.sphinx_ext.directives.search_page import SearchPage
from lesebuch.sphinx_ext.directives.who import WhoWithWhom
from lesebuch.sphinx_ext.hastening import docutils_settings, garbage, parsers, quiet_log, replacing, walking
from lesebuch.sphinx_ext.references import bibliography, bibtex_plugins, works

_CODE = Path(__file__).parents[1]


@cache
def code_version() -> int:
    """`data_version` of what this process runs: read once, for all that is built in it and in its copies."""
    return data_version()


def _version(config: Config) -> int:
    """Of the environment: a single sheet is made from one that nobody keeps."""
    return 1 if sheets.is_single(config) else code_version()


def data_version(folder: Path = _CODE) -> int:
    """Another number for another state of the code: what older code has left in a build folder is made anew.

    Rules, nodes and templates all show in the pages, and a number raised by hand is forgotten.
    """
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".html", ".toml", ".yaml", ".json", ".po"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return int.from_bytes(digest.digest()[:6])


def _add_markup(app: Sphinx) -> None:
    """What pages may hold."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_transform(assignments.Head)
    app.add_post_transform(DrawMaps)
    # Before Sphinx says of a page that no list names it.
    app.connect("doctree-read", assignments.unlisted)
    # So that `{ref}` says their captions, and `numfig` counts them. `add_enumerable_node` would add the node, which writers do.
    app.registry.add_enumerable_node(nodes.picture, "figure")
    for name, role in _ROLES.items():
        app.add_role(name, role())


def _hasten(app: Sphinx) -> None:
    """What makes a build faster; anew for each one of a process that stays, as all of it is undone when one is finished."""
    # Before sphinxcontrib-bibtex reads its files.
    app.connect("builder-inited", bibliography.recall, priority=100)
    app.connect("builder-inited", bibliography.hasten, priority=100)
    app.connect(intake.READ, bibliography.hasten)
    app.connect(intake.READ, garbage.settle)
    app.connect(intake.READ, _hasten_reading)
    app.connect(intake.READ, quiet_log.leave_out)


def _hasten_reading(app: Sphinx) -> None:
    """When the reader has been read, where there is one."""
    if domain.LesebuchDomain.of(app.env).reader.chapters:
        docutils_settings.hasten()
        parsers.hasten()
        walking.hasten()


def _restore(app: Sphinx) -> None:
    """When a build is finished, all is as it was for whatever this process does next."""
    # Before whatever is made of the finished pages.
    app.connect("build-finished", settings.speak_plainly, priority=100)
    app.connect("build-finished", pages.forget_doctrees)
    app.connect("build-finished", replacing.restore, priority=890)
    app.connect("build-finished", quiet_log.restore, priority=890)
    app.connect("build-finished", garbage.restore, priority=900)
    app.connect("build-finished", unfinished.end, priority=950)


def _add_settings(app: Sphinx) -> None:
    """What a conf.py may set; reader.toml gives most of it."""
    app.add_config_value(Setting.EDITION.value, "public", "env", str)
    app.add_config_value("lesebuch_root", "", "env", str)
    app.add_config_value("lesebuch_seeds", (), "env", (list, tuple))
    # Off for those who have shown the problems before, as `lesebuch build` has.
    app.add_config_value(Setting.REPORT.value, True, "", bool)
    # Whoever wants a single sheet need not load what writes anything else.
    app.add_config_value(Setting.WRITERS.value, ",".join(WRITERS), "", str)
    # Of any writer's sheet.
    app.add_config_value(Setting.HANDOUT.value, "", "", str)
    app.add_config_value(Setting.AUDIENCE.value, "student", "env", str)
    app.add_config_value("lesebuch_subtitle", "", "html", str)
    app.add_config_value("lesebuch_description", "", "html", str)
    app.add_config_value("lesebuch_editors", (), "env", (list, tuple))
    app.add_config_value("lesebuch_licence", "", "html", str)
    app.add_config_value("lesebuch_publisher", "", "html", str)
    app.add_config_value("lesebuch_date", "", "html", str)
    app.add_config_value("lesebuch_search", True, "html", bool)
    app.add_config_value("lesebuch_offline", True, "html", bool)


DIRECTIVES: dict[str, type[Directive]] = {
    "chapter": chapters.ChapterDirective,
    "chapter-list": ChapterList,
    "source-list": SourceList,
    "glossary-list": GlossaryList,
    "glossary-part": GlossaryPart,
    "chronology": Chronology,
    "dates": Dates,
    "who-with-whom": WhoWithWhom,
    "map": MapDirective,
    "picture": PictureDirective,
    "passage": PassageDirective,
    "reader-search": SearchPage,
    "task": assignments.TaskDirective,
    "workspace": assignments.WorkspaceDirective,
    "expected": assignments.ExpectedDirective,
    "material": MaterialDirective,
}
"""All of ours, by their names."""
_ROLES: dict[str, type[SphinxRole]] = {"passage": PassageRole, "entry": EntryRole}

_WORKS = "bibliography"
"""Of sphinxcontrib-bibtex, which comes with us: a page with it is one of the reader's."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register all but the writers, in the order in which a build comes to it."""
    borrowed.setup_parser(app, [*DIRECTIVES, *_ROLES, _WORKS])
    app.add_event(intake.READ)
    _hasten(app)
    app.setup_extension("sphinxcontrib.bibtex")
    bibtex_plugins.register()

    _add_settings(app)
    app.connect("config-inited", unfinished.recover)
    app.connect("config-inited", defaults.apply, priority=100)
    app.connect("config-inited", settings.speak, priority=110)
    # When all endings of pages are known, which extensions add.
    app.connect("config-inited", special_files.leave_out, priority=900)

    app.add_domain(domain.LesebuchDomain)
    app.connect("builder-inited", intake.read)
    app.connect("builder-inited", unfinished.begin)
    app.connect("builder-inited", works.prepare)
    app.connect("env-get-outdated", domain.env_get_outdated)
    app.connect("env-before-read-docs", sheets.read_first)
    app.connect("source-read", pages.read)
    # After Sphinx's own collectors (500), which copy the titles.
    app.connect("doctree-read", chapters.name, priority=900)
    app.connect("doctree-read", pages.hide, priority=900)
    app.connect("doctree-read", sheets.gather)
    app.connect("doctree-resolved", chapters.mark)
    # Behind the marks, which go into the passages.
    app.connect("doctree-resolved", plain.simplify, priority=800)
    # Last of all, when no words are added.
    app.connect("doctree-resolved", foreign.mark_english, priority=950)
    app.connect("env-check-consistency", pages.unlisted)
    app.connect("env-updated", works.recited)
    app.connect("env-updated", bibliography.resolve_once, priority=900)
    app.connect("env-updated", domain.entries_moved)

    _add_markup(app)
    _restore(app)

    return {
        "version": __version__,
        "env_version": _version(app.config),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

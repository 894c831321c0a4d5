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
from lesebuch.sphinx_ext import domain, intake, nodes, sheets
from lesebuch.sphinx_ext.build_steps import STEPS, connect
from lesebuch.sphinx_ext.conf import borrowed
from lesebuch.sphinx_ext.directives import assignments
from lesebuch.sphinx_ext.directives.chapter import ChapterDirective
from lesebuch.sphinx_ext.directives.chronology import Chronology
from lesebuch.sphinx_ext.directives.contents import ChapterList, SourceList
from lesebuch.sphinx_ext.directives.date_list import Dates
from lesebuch.sphinx_ext.directives.glossary import EntryRole, GlossaryList, GlossaryPart
from lesebuch.sphinx_ext.directives.maps import DrawMaps, MapDirective
from lesebuch.sphinx_ext.directives.passage_markup import MaterialDirective, PassageDirective, PassageRole
from lesebuch.sphinx_ext.directives.pictures import PictureDirective
from lesebuch.sphinx_ext.directives.search_page import SearchPage
from lesebuch.sphinx_ext.directives.who import WhoWithWhom
from lesebuch.sphinx_ext.references import bibtex_plugins

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
    # So that `{ref}` says their captions, and `numfig` counts them. `add_enumerable_node` would add the node, which writers do.
    app.registry.add_enumerable_node(nodes.picture, "figure")
    for name, role in _ROLES.items():
        app.add_role(name, role())


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
    "chapter": ChapterDirective,
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
    """Register all but the writers; when it runs, says `build_steps`."""
    borrowed.setup_parser(app, [*DIRECTIVES, *_ROLES, _WORKS])
    app.setup_extension("sphinxcontrib.bibtex")
    bibtex_plugins.register()
    _add_settings(app)
    app.add_domain(domain.LesebuchDomain)
    _add_markup(app)
    app.add_event(intake.READ)
    # Behind sphinxcontrib-bibtex, whose steps with the same priority come first.
    connect(app, STEPS)
    return {
        "version": __version__,
        "env_version": _version(app.config),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

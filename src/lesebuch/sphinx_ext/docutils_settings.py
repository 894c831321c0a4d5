"""The settings of docutils, worked out once a build instead of twice a page.

For each document Sphinx, and myst-parser once more, builds an option parser of 150 options to learn defaults that
are the same each time: a twentieth of a build. Where a version has these functions no more, all is as without this.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

import sphinx.util.docutils
from docutils.frontend import Values
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base
from sphinx.application import Sphinx

from lesebuch.sphinx_ext.domain import LesebuchDomain

_PLACES: tuple[tuple[Any, str], ...] = ((sphinx.util.docutils, "_get_settings"), (base, "get_default_settings"))


def remember(app: Sphinx) -> None:
    """When the reader has been read, where there is one: ask once for each kind of document."""
    if not LesebuchDomain.of(app.env).reader.chapters:
        return
    app.lesebuch_settings = [  # type: ignore[attr-defined]
        (module, name, getattr(module, name)) for module, name in _PLACES if callable(getattr(module, name, None))
    ]
    for module, name, function in app.lesebuch_settings:  # type: ignore[attr-defined]
        setattr(module, name, once(function))


def restore(app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as before, for those who build from within a longer program."""
    for module, name, function in getattr(app, "lesebuch_settings", ()):
        setattr(module, name, function)
    app.lesebuch_settings = []  # type: ignore[attr-defined]


def once(function: Callable[..., Values]) -> Callable[..., Values]:
    """The same function; asked again for the same components and defaults it gives a copy that nobody else has."""
    known: dict[object, tuple[object, Values]] = {}

    def settings(*components: Any, **given: Any) -> Values:
        classes = tuple(c if isinstance(c, type) else type(c) for c in components)
        # Defaults may be anything, also what has no hash; `given` is kept so that no other takes its place in memory.
        key = classes, tuple((name, _identity(value)) for name, value in sorted(given.items()))
        if key not in known:
            known[key] = given, function(*components, **given)
        return _fresh(known[key][1])

    return settings


def _identity(value: object) -> object:
    return tuple((name, id(one)) for name, one in value.items()) if isinstance(value, dict) else value


def _fresh(values: Values) -> Values:
    mine = copy(values)
    for name, value in vars(values).items():
        if isinstance(value, list | dict):
            setattr(mine, name, copy(value))
    # What a document depends on is its own.
    mine.record_dependencies = DependencyList()
    return mine

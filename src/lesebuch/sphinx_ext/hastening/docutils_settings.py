"""The settings of docutils, worked out once a build instead of twice a page.

For each document Sphinx, and myst-parser once more, builds an option parser of 150 options to learn defaults that
are the same each time: a twentieth of a build.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

import sphinx.util.docutils
from docutils.frontend import Values
from docutils.utils import DependencyList
from myst_parser.mdit_to_docutils import base

from lesebuch.sphinx_ext.hastening.replacing import replace


def hasten() -> None:
    """Ask once for each kind of document."""
    replace(sphinx.util.docutils, "_get_settings", once)
    replace(base, "get_default_settings", once)


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

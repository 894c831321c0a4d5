"""Functions of other libraries in whose place ours stand while a build runs, which is the faster for it.

When it is finished all is as before, for those who build from within a longer program.
"""

from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx

_BEFORE: dict[tuple[Any, str], Any] = {}
"""By where it stands and its name: each function as it was."""


def replace(place: Any, name: str, ours: Callable[[Any], Any]) -> None:  # noqa: ANN401 - a module, or a class
    """Put what `ours` makes of a function in its place, once a build. Where a version has none of that name, nothing changes."""
    function = getattr(place, name, None)
    if callable(function) and (place, name) not in _BEFORE:
        _BEFORE[place, name] = function
        setattr(place, name, ours(function))


def restore(_app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`."""
    while _BEFORE:
        (place, name), function = _BEFORE.popitem()
        setattr(place, name, function)

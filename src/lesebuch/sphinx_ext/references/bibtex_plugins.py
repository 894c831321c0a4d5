"""Where pybtex and sphinxcontrib-bibtex find their plugins: those that a reader uses are known, ours among them.

For each of a dozen both look at all that is installed, and sphinxcontrib-bibtex does so as it is imported. Whoever imports it
imports this module before.
"""

from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any

import pybtex.plugin

NAME = "lesebuch"
"""Of ours."""
_STYLES = "pybtex.style"
_HERE = "lesebuch.sphinx_ext.references"
_KNOWN = {
    (group, name): EntryPoint(name, value, group)
    for group, name, value in (
        ("pybtex.backends", "docutils", "pybtex_docutils:Backend"),
        ("pybtex.backends", "plaintext", "pybtex.backends.plaintext:Backend"),
        (f"{_STYLES}.labels", "number", "pybtex.style.labels.number:LabelStyle"),
        (f"{_STYLES}.names", "last", "sphinxcontrib.bibtex.style.names.last:LastNameStyle"),
        (f"{_STYLES}.names", "lastfirst", "pybtex.style.names.lastfirst:NameStyle"),
        (f"{_STYLES}.formatting", NAME, f"{_HERE}.bibliography:ReaderStyle"),
        (f"{_STYLES}.sorting", NAME, f"{_HERE}.works:ReaderSorting"),
        ("sphinxcontrib.bibtex.style.referencing", NAME, f"{_HERE}.bibliography:ReaderReferenceStyle"),
    )
}


@cache
def _installed() -> Any:  # noqa: ANN401 - types differ from version to version of Python
    return entry_points()


def _plugins(**wanted: str) -> Any:  # noqa: ANN401 - as `entry_points`
    """As `entry_points`; what is installed is looked at once in a process, and not before another is asked for."""
    known = _KNOWN.get((wanted.get("group", ""), wanted.get("name", "")))
    return EntryPoints([known]) if known else _installed().select(**wanted)


def _ask_here(module: Any) -> None:  # noqa: ANN401 - what both have in common no type says
    module.entry_points = _plugins


def register() -> None:
    """Have sphinxcontrib-bibtex ask here, too."""
    import sphinxcontrib.bibtex.plugin  # noqa: PLC0415 - see above

    _ask_here(sphinxcontrib.bibtex.plugin)


_ask_here(pybtex.plugin)

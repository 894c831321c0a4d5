"""Which roles and directives a site knows, and the form of each: `known.json`, written by `scripts/known_markup.py`.

A stage may not import Sphinx, and `check` must not build: so the registries are written down, and a test compares.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DirectiveForm:
    """What a directive takes."""

    required: int
    optional: int
    spaces: bool
    """Whether the last argument may hold spaces."""
    content: bool
    options: Mapping[str, str] | None
    """Name -> docutils' name of what reads the value; None: the directive has no options."""

    @property
    def arguments(self) -> bool:
        """Whether it takes any; else what stands behind its name is its first line."""
        return bool(self.required or self.optional)


@dataclass(frozen=True, slots=True)
class KnownMarkup:
    """All of them; names are small letters, as Sphinx and docutils compare them."""

    directives: Mapping[str, DirectiveForm]
    roles: frozenset[str]


@cache
def known(language: str = "") -> KnownMarkup:
    """What a site in a language knows: docutils has German names, too."""
    table = json.loads(files("lesebuch.myst").joinpath("known.json").read_text(encoding="utf-8"))
    forms = {name: DirectiveForm(**form) for name, form in table["directives"].items()}
    aliases = table["aliases"].get(language.partition("-")[0], {"directives": {}, "roles": []})
    named = {alias: forms[name] for alias, name in aliases["directives"].items() if name in forms}
    return KnownMarkup(named | forms, frozenset(table["roles"]) | frozenset(aliases["roles"]))


_PARSED = frozenset(
    (
        "acks admonition attention caution centered class compound container cssclass danger deprecated epigraph "
        "error figure figure-md footer header highlights hint hlist important margin note only pull-quote rst-class "
        "seealso sidebar table tip topic versionadded versionchanged versionremoved version-added version-changed "
        "version-deprecated version-removed warning list-table line-block parsed-literal rubric describe object "
        "confval glossary csv-table task expected picture"
    ).split()
)


def is_markup(name: str) -> bool:
    """Whether the content of a directive is MyST, too."""
    return name in _PARSED or name.partition(":")[0] in ("c", "cpp", "js", "py", "rst", "std")

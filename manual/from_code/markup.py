"""Directives, roles and settings, as the extension registers them with Sphinx."""

import inspect
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import MagicMock

from sphinx.application import Sphinx

import lesebuch
from lesebuch.config import OPTIONS
from lesebuch.editorial.notes import OPTIONS as NOTES
from lesebuch.model import AnnotationKind

ANCHORED = {"annotation": "ANCHOR", "emend": "ANCHOR", "event": "DATE"}
"""What stands behind the name of a directive of chapter files."""


class Listener(MagicMock):
    """In the place of Sphinx' application: hears all that an extension registers, and what it says of itself."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.metadata: dict[str, Any] = {}

    def setup_extension(self, name: str) -> None:
        """Load it once, as Sphinx does, if it is a part of ours."""
        if name.partition(".")[0] == lesebuch.__name__ and name not in self.metadata:
            self.metadata[name] = {}
            self.metadata[name] = import_module(name).setup(self)


@cache
def registered() -> Listener:
    """A listener to which the extension has said all that it has."""
    app = Listener()
    app.setup_extension(lesebuch.__name__)
    return app


def _said(method: str) -> list[tuple[Any, ...]]:
    return [call.args for call in getattr(registered(), method).call_args_list]


def names(method: str) -> tuple[str, ...]:
    """What is registered by a method such as `add_directive`."""
    return tuple(str(args[0]) for args in _said(method))


def directives() -> str:
    """Directives for pages."""
    return "\n\n".join(
        _described("reader-directive", name, _doc(made), getattr(made, "own_options", None) or made.option_spec or ())
        for name, made in _said("add_directive")
    )


def roles() -> str:
    """Roles, for pages and for all that editors write."""
    return "\n\n".join(_described("reader-role", name, _doc(type(made)), ()) for name, made in _said("add_role"))


def notes() -> str:
    """Directives of chapter files."""
    parts = []
    for name, options in NOTES.items():
        kinds = f" Its kind is one of {_listed(AnnotationKind)}." if "kind" in options else ""
        text = f"`:::{{{name}}} {ANCHORED.get(name, '')}`.{kinds}"
        parts.append(_described("reader-directive", name, text, options))
    return "\n\n".join(parts)


def settings() -> str:
    """What a conf.py may set, as the code describes it; those that reader.toml has, too, are explained there."""
    meanings = {f"lesebuch_{option.name}": f"As {{confval}}`{option.name}` of reader.toml." for option in OPTIONS}
    parts = []
    for call in registered().add_config_value.call_args_list:
        given = inspect.signature(Sphinx.add_config_value).bind(None, *call.args, **call.kwargs).arguments
        name, default = given["name"], given["default"]
        text = given.get("description") or meanings.get(name, "")
        parts.append(f":::{{confval}} {name}\n:default: `{default!r}`\n\n{text}\n:::")
    return "\n\n".join(parts)


def _described(kind: str, name: str, text: str, options: Iterable[str]) -> str:
    taken = f"\n\nOptions: {', '.join(f'`:{option}:`' for option in options)}." if options else ""
    return f":::{{{kind}}} {name}\n{text}{taken}\n:::"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _doc(made: type) -> str:
    """The first paragraph of its docstring."""
    return " ".join((inspect.getdoc(made) or "").partition("\n\n")[0].split())

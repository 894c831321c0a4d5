"""Parsers for Markdown, of which one serves page after page: to make one ready, and to clear it away, is a fiftieth of a build.

Where a version of myst-parser has this function no more, all is as without this.
"""

from collections.abc import Callable
from typing import Any

from myst_parser.parsers import sphinx_
from sphinx.application import Sphinx

from lesebuch.sphinx_ext.domain import LesebuchDomain

_NAME = "create_md_parser"


def remember(app: Sphinx) -> None:
    """When the reader has been read, where there is one."""
    create = getattr(sphinx_, _NAME, None)
    if LesebuchDomain.of(app.env).reader.chapters and callable(create) and not hasattr(create, "lesebuch_before"):
        setattr(sphinx_, _NAME, shared(create))


def restore(_app: Sphinx, _failed: Exception | None) -> None:
    """On `build-finished`: as before, for those who build from within a longer program."""
    if before := getattr(getattr(sphinx_, _NAME, None), "lesebuch_before", None):
        setattr(sphinx_, _NAME, before)


def shared(create: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same function, which gives a parser again that has done its work: it begins each page as if it were the first.

    Only for the settings of the whole project, which are one object; a page that sets something itself gets a parser of its
    own, and so does one that is read from within another.
    """
    idle: list[tuple[object, object, Any]] = []

    def given(config: object, renderer: object) -> Any:  # noqa: ANN401 - as myst-parser has it
        for n, (made_for, writes, _parser) in enumerate(idle):
            if made_for is config and writes is renderer:
                return idle.pop(n)[2]
        parser = create(config, renderer)
        render = parser.render

        def rendered(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401 - as markdown-it has it
            done = render(*arguments, **more)
            # Not if that has failed: nobody knows what it has left.
            idle[:] = [(config, renderer, parser)]
            return done

        parser.render = rendered
        return parser

    given.lesebuch_before = create  # type: ignore[attr-defined]
    return given

"""Parsers for Markdown, of which one serves page after page: to make one ready, and to clear it away, is a fiftieth of a build."""

from collections.abc import Callable
from typing import Any

from myst_parser.parsers import sphinx_

from lesebuch.sphinx_ext.hastening.replacing import replace


def hasten() -> None:
    """Let a page have the parser of the one before it."""
    replace(sphinx_, "create_md_parser", shared)


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

    return given

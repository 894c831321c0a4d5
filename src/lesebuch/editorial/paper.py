"""Finds what the site shows and the book cannot print: the book is a tagged PDF, and fetches nothing."""

from collections.abc import Iterator

from lesebuch import myst
from lesebuch.problems import Code, Problem, Where

_DIRECTIVES = frozenset({"describe", "object", "envvar", "confval", "option", "cmdoption"})
_ROLES = frozenset({"eq"})
_PICTURES = frozenset({"image", "figure"})


def check_paper(found: myst.Scan, known: myst.KnownMarkup) -> Iterator[Problem]:
    """What of a piece of markup is not printed."""
    for picture in found.pictures:
        yield from _picture(picture.target, picture.where, described=picture.worded)
    for role in found.roles:
        if role.name.lower() in _ROLES:
            yield _problem(f"The book does not print {{{role.name}}}.", role.where)
    for directive in found.directives:
        name = directive.name.lower()
        if name in _PICTURES:
            yield from _picture(directive.argument, directive.where, described=bool(directive.options.get("alt")))
        # Without the name of a domain Python's is meant.
        elif (
            name in _DIRECTIVES
            or name.partition(":")[0] in ("c", "cpp", "js", "py", "rst")
            or f"py:{name}" in known.directives
        ):
            yield _problem(f"The book does not print {{{directive.name}}}.", directive.where)


def _picture(target: str, where: Where, *, described: bool) -> Iterator[Problem]:
    if "://" in target or target.startswith("data:"):
        yield _problem("The book fetches no picture from elsewhere.", where, "Save it beside the page.")
    if not described:
        hint = "Say what it shows: ![what it shows](…), or `:alt:`."
        yield _problem(
            f"The picture {target} has no words for those who do not see it; the book needs them.", where, hint
        )


def _problem(message: str, where: Where, hint: str = "") -> Problem:
    return Problem(Code.NOT_PRINTED, where, message, hint)

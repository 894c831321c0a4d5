"""Finds what the site shows and the book cannot print: the book is a tagged PDF, and fetches nothing."""

from collections.abc import Iterator

from lesebuch import myst
from lesebuch.editorial.pictures import is_left_behind
from lesebuch.problems import Code, Problem, Where

_DIRECTIVES = frozenset({"describe", "object", "envvar", "confval", "option", "cmdoption"})
_ROLES = frozenset({"eq"})
_PICTURES = frozenset({"image", "figure"})


def check_paper(found: myst.Scan, known: myst.KnownMarkup) -> Iterator[Problem]:
    """What of a piece of markup is not printed."""
    for picture in found.pictures:
        yield from _picture(picture.target, picture.where, described=picture.worded)
    yield from _html(found)
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


def _html(found: myst.Scan) -> Iterator[Problem]:
    """HTML for the site alone stands within `{only}`; of what is said of words, nothing more is said of their tags."""
    lines = {html.where.line for html in found.html if not html.name}
    for html in found.html:
        if html.alone or is_left_behind(html) or (html.name and html.where.line in lines):
            continue
        if html.name == "img":
            hint = "Save it beside the page, and write ![what it shows](its name)."
            yield _problem("The book does not print HTML's <img>.", html.where, hint)
            continue
        what = f"HTML's <{html.name}>" if html.name else f"words in a block of HTML: “{html.source[:60]}”"
        hint = "Write it in Markdown or, if it is for the site alone, within {only} html."
        yield _problem(f"The book does not print {what}.", html.where, hint)


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

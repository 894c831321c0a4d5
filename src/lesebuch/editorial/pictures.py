"""Checks pictures of `{picture}`: words for those who do not see them, whose they are, and whether they may be published.

Rights fail closed, as those of sources do: a picture that does not say `:rights: open` is shown in no public edition.
"""

import re
from collections.abc import Iterator, Mapping

from lesebuch import myst
from lesebuch.model import Rights
from lesebuch.problems import Code, Problem

DIRECTIVE = "picture"
_ELSEWHERE = re.compile(r"//|[a-zA-Z][a-zA-Z0-9+.-]*:")


def is_open(options: Mapping[str, str]) -> bool:
    """Whether a picture may be in a public edition: beyond doubt, and under a licence."""
    return options.get("rights", "").strip() == Rights.OPEN and bool(options.get("licence", "").strip())


def is_left_behind(html: myst.Html) -> bool:
    """Whether HTML names a picture that no site takes along: one that lies neither elsewhere nor in a folder that is copied whole."""
    return (
        html.name == "img" and bool(html.source) and "_static/" not in html.source and not _ELSEWHERE.match(html.source)
    )


def check_html_pictures(found: myst.Scan) -> Iterator[Problem]:
    """Pictures that are written as HTML: Sphinx looks for none there, and copies none."""
    for html in filter(is_left_behind, found.html):
        message = f"The site does not show {html.source}: it takes no picture along that HTML names."
        hint = f"Put the picture there, and write ![what it shows]({html.source})."
        yield Problem(Code.DEAD_LINK, html.where, message, hint)


def check_picture(directive: myst.Directive) -> Iterator[Problem]:
    """What a picture does not say; whether there is one is asked elsewhere."""
    options, where = directive.options, directive.where
    rights = options.get("rights", "").strip()
    if not options.get("alt", "").strip():
        hint = "Say what it shows, for those who do not see it: `:alt: …`."
        yield Problem(Code.MISSING_KEY, where, f"The picture {directive.argument} has no `:alt:`.", hint)
    if not rights:
        hint = "Write `:rights: open` with its licence, or `:rights: restricted`: then no public edition shows it."
        yield Problem(Code.MISSING_KEY, where, f"The picture {directive.argument} has no `:rights:`.", hint)
    elif rights not in {*Rights}:
        message = f"`:rights:` is one of {', '.join(Rights)}, not `{rights}`."
        yield Problem(Code.BAD_VALUE, directive.option_where("rights"), message)
    if rights == Rights.OPEN and not options.get("licence", "").strip():
        hint = "Name it, such as `:licence: CC BY-SA 4.0` or `:licence: public domain`."
        yield Problem(
            Code.MISSING_KEY, where, f"The picture {directive.argument} is open and has no `:licence:`.", hint
        )
    if "://" in directive.argument or directive.argument.startswith("data:"):
        hint = "Save it beside the page, and name where it comes from as `:url:`."
        yield Problem(Code.BAD_MARKUP, where, f"The picture {directive.argument} lies elsewhere.", hint)

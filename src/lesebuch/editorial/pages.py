"""Checks the pages of a site, and all that they show, for what would fail its build."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from lesebuch import myst, yamlfile
from lesebuch.editorial import forms
from lesebuch.editorial.following import SCHEME, TITLED, Links
from lesebuch.editorial.labels import doubles, names_of
from lesebuch.editorial.pieces import Piece, metadata
from lesebuch.editorial.site import CHAPTERS, Site, glob_pattern, join, stem
from lesebuch.problems import Code, Problem, Where


def check_pages(site: Site, pieces: Sequence[Piece]) -> list[Problem]:
    """All that would fail the build of a site, beside links into the reader; silent where the site is not to be judged."""
    if not site.judged:
        return []
    known = myst.known(site.language)
    links = Links(site, names_of(pieces))
    problems: list[Problem] = []
    for piece in pieces:
        problems += forms.check_names(piece.found, known)
        problems += forms.check_code(piece.found)
        if piece.whole:
            problems += forms.check_headings(piece.found)
            problems += _front(piece)
        for page in piece.pages:
            problems += links.dead(piece.found, page)
    shown: dict[str, list[myst.Scan]] = {}
    for piece in pieces:
        for page in piece.pages:
            shown.setdefault(page, []).append(piece.found)
    for found in shown.values():
        problems += forms.check_footnotes(found)
    problems += doubles(pieces)
    if site.built:
        problems += _lists(site, [piece for piece in pieces if piece.whole])
    return list(dict.fromkeys(problems))


def _front(piece: Piece) -> Iterator[Problem]:
    """What is wrong with the YAML at the head of a page."""
    if piece.found.front:
        text, where = piece.found.front
        _, problems = yamlfile.load(text, where.path, where.line + 1)
        yield from problems


def _lists(site: Site, pages: Sequence[Piece]) -> Iterator[Problem]:
    """Lists of pages whose entries do not exist, and pages that no list names."""
    listed: set[str] = {site.start}
    sure = not any(file.endswith(".rst") for file in site.pages.values())
    for piece in pages:
        page = piece.pages[0]
        for directive in piece.found.directives:
            name = directive.name.lower()
            if name == "toctree":
                yield from _entries(site, page, directive, listed)
            elif name == "include":
                listed.add(stem(join(page, directive.argument)))
            elif name == "chapter-list":
                listed |= {page for page in site.pages if page.startswith(f"{CHAPTERS}/")}
            sure = sure and name != "eval-rst"  # it may list any, and so may a page of reStructuredText
    if site.start not in site.pages:
        where = Where(f"{site.folder.name}/conf.py")
        yield Problem(Code.DEAD_LINK, where, f"There is no start page {site.folder.name}/{site.start}.md.")
    elif sure:
        yield from _unlisted(site, pages, listed)


def _unlisted(site: Site, pages: Sequence[Piece], listed: Collection[str]) -> Iterator[Problem]:
    for piece in pages:
        if piece.pages[0] not in listed and "orphan" not in metadata(piece):
            yield Problem(Code.UNLISTED_PAGE, Where(piece.markup.where.path, 1), "No {toctree} lists this page.")
    written = {piece.pages[0] for piece in pages}
    for page in site.pages:
        if page.startswith(f"{CHAPTERS}/") and page not in written and page not in listed:
            where = Where(f"corpus/{page.partition('/')[2]}.md", 1)
            message = "No page lists this chapter."
            yield Problem(
                Code.UNLISTED_PAGE, where, message, "Put a {chapter-list} on a page, such as docs/chapters.md."
            )


def _entries(site: Site, page: str, directive: myst.Directive, listed: set[str]) -> Iterator[Problem]:
    def wrong(code: Code, message: str) -> Problem:
        return Problem(code, directive.where, message)

    free = {name for name in site.pages if name != page} | {"genindex", "modindex", "search"}
    for line in _content(directive):
        titled = TITLED.match(line)
        target = titled[2] if titled else line
        if SCHEME.match(target) or target == "self":
            continue
        name = stem(join(page, target))
        if "glob" in directive.options and not titled and any(sign in line for sign in "*?["):
            pattern = glob_pattern(join(page, line))
            found = {name for name in free if pattern.match(name)}
            if not found:
                yield wrong(Code.DEAD_LINK, f"No page matches `{line}`.")
            listed |= found
            free -= found
        elif name in free:
            listed.add(name)
            free.discard(name)
        elif name in site.pages and name != page:
            yield wrong(Code.DUPLICATE_ID, f"The page `{target}` is listed here twice.")
        else:
            yield wrong(Code.DEAD_LINK, f"There is no page `{target}` to list here.")


def _content(directive: myst.Directive) -> Iterable[str]:
    lines = [directive.argument, *directive.content.split("\n")]
    return (line.strip() for line in lines if line.strip())

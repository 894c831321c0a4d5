"""Checks the lists of pages, `{toctree}`: what they name must be there, and every page must be named by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lesebuch import myst
from lesebuch.editorial.following import SCHEME, target_of
from lesebuch.editorial.scanned import ScannedMarkup, metadata
from lesebuch.editorial.site import CHAPTERS, Site, glob_pattern, join, join_page, stem
from lesebuch.guesses import nearest
from lesebuch.problems import Code, Problem, Where


def check_toctrees(site: Site, pages: Sequence[ScannedMarkup]) -> Iterator[Problem]:
    """Lists of pages whose entries do not exist or have no title, and pages that no list names."""
    listed: set[str] = {site.start}
    sure = not any(file.endswith(".rst") for file in site.pages.values())
    untitled = {piece.pages[0] for piece in pages if not _has_title(piece.found)}
    for piece in pages:
        page = piece.pages[0]
        for directive in piece.found.directives:
            name = directive.name.lower()
            if name == "toctree":
                yield from _entries(site, page, directive, listed)
                yield from _without_title(page, directive, untitled)
            elif name == "include":
                listed.add(stem(join(page, directive.argument)))
            elif name == "chapter-list":
                listed |= {page for page in site.pages if page.startswith(f"{CHAPTERS}/")}
            # reStructuredText may list any, and so may a list whose name is misspelt.
            sure = sure and name != "eval-rst" and (name == "toctree" or not nearest(name, ("toctree",)))
    if site.start not in site.pages:
        where = Where(f"{site.folder.name}/conf.py")
        yield Problem(Code.DEAD_LINK, where, f"There is no start page {site.folder.name}/{site.start}.md.")
    elif sure:
        yield from _unlisted(site, pages, listed)


def _has_title(found: myst.Scan) -> bool:
    made = ("eval-rst", "include", "chapter")  # these may make one
    return any(not h.nested for h in found.headings) or any(d.name.lower() in made for d in found.directives)


def _without_title(page: str, directive: myst.Directive, untitled: Collection[str]) -> Iterator[Problem]:
    """A list that is shown needs words for each page."""
    for line in _content(directive) if "hidden" not in directive.options else ():
        if not target_of(line)[1] and stem(join_page(page, line)) in untitled:
            message = f"The page `{line}` has no heading by which it could be listed."
            yield Problem(Code.BAD_MARKUP, directive.where, message, "Begin it with # and a title.")


def _unlisted(site: Site, pages: Sequence[ScannedMarkup], listed: Collection[str]) -> Iterator[Problem]:
    lists = {
        piece.pages[0]: piece for piece in pages if any(d.name.lower() == "toctree" for d in piece.found.directives)
    }
    for piece in pages:
        if piece.pages[0] not in listed and "orphan" not in metadata(piece):
            where, hint = Where(piece.markup.where.path, 1), _where_to_list(piece, lists, site.start)
            yield Problem(Code.UNLISTED_PAGE, where, "No {toctree} lists this page.", hint)
    written = {piece.pages[0] for piece in pages}
    for page in site.pages:
        if page.startswith(f"{CHAPTERS}/") and page not in written and page not in listed:
            where = Where(f"corpus/{page.partition('/')[2]}.md", 1)
            message = "No page lists this chapter."
            yield Problem(
                Code.UNLISTED_PAGE, where, message, "Put a {chapter-list} on a page, such as docs/chapters.md."
            )


def _where_to_list(piece: ScannedMarkup, lists: Mapping[str, ScannedMarkup], start: str) -> str:
    """The list of its folder, else that of the start page; empty if neither has one."""
    folder, _, name = piece.pages[0].rpartition("/")
    for page, entry in ((f"{folder}/index", name), (start, piece.pages[0])):
        if page in lists and page != piece.pages[0]:
            begin = (
                "write `orphan: true` into its front matter"
                if piece.found.front
                else "begin it with `orphan: true` between two lines `---`"
            )
            return f"Add a line `{entry}` to the {{toctree}} of {lists[page].markup.where.path}, or {begin}."
    return ""


def _entries(site: Site, page: str, directive: myst.Directive, listed: set[str]) -> Iterator[Problem]:
    def wrong(code: Code, message: str) -> Problem:
        return Problem(code, directive.where, message)

    free = {name for name in site.pages if name != page} | {"genindex", "modindex", "search"}
    for line in _content(directive):
        target, titled = target_of(line)
        if SCHEME.match(target) or target == "self":
            continue
        name = stem(join_page(page, target))
        if "glob" in directive.options and not titled and any(sign in line for sign in "*?["):
            pattern = glob_pattern(join_page(page, line))
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

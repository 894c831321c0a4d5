"""Checks the pages of a site, and all that they show, for what would fail its build."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from lesebuch import myst
from lesebuch.editorial import contents, forms, paper
from lesebuch.editorial.following import LinkFollower
from lesebuch.editorial.labels import doubles, names_of
from lesebuch.editorial.scanned import ScannedMarkup, metadata, read_head
from lesebuch.editorial.site import Site
from lesebuch.editorial.toctrees import check_toctrees
from lesebuch.folders import folded
from lesebuch.places import Place
from lesebuch.problems import Code, Problem, Where


def check_pages(
    site: Site, pieces: Sequence[ScannedMarkup], places: Iterable[Place] = (), unread: Collection[str] = ()
) -> list[Problem]:
    """All that would fail the build of a site, beside links into the reader; silent where the site is not to be judged.

    `places`: what in the reader links may name; `unread`: chapters that are there, but faulty.
    """
    if site.broken:
        hint = "Restore the file as it was before you changed it."
        return [Problem(Code.UNREADABLE, Where(f"{site.folder.name}/conf.py", site.broken), "This is no Python.", hint)]
    if not site.judged:
        return []
    known = forms.with_roles(myst.known(site.language), [piece.found for piece in pieces])
    links = LinkFollower(site, names_of(pieces), places, unread)
    strange = [piece for piece in pieces if _is_chapter(piece)]
    pieces = [piece for piece in pieces if piece not in strange]
    problems = [*map(_misplaced, strange), *_twins(site)]
    for piece in pieces:
        problems += forms.check_names(piece.found, known)
        problems += forms.check_slips(piece.found)
        problems += forms.check_code(piece.found)
        problems += contents.check_contents(piece.found)
        problems += paper.check_paper(piece.found, known) if site.built else ()
        if piece.whole:
            problems += forms.check_headings(piece.found)
            problems += forms.check_breaks(piece.found)
            problems += _front(piece)
        for page in piece.pages:
            problems += links.dead(piece.found, page)
    for found in _by_page(pieces):
        problems += forms.check_footnotes(found)
    problems += doubles(pieces)
    if site.built:
        problems += check_toctrees(site, [piece for piece in pieces if piece.whole])
    return list(dict.fromkeys(problems))


def _is_chapter(piece: ScannedMarkup) -> bool:
    """Whether a page is a chapter file in the wrong folder: then nothing else of it is to be judged."""
    head = metadata(piece) if piece.whole and piece.found.front else {}
    return isinstance(head.get("source"), dict) and "title" in head


def _misplaced(piece: ScannedMarkup) -> Problem:
    where = Where(piece.markup.where.path, 1)
    return Problem(Code.BAD_VALUE, where, "This is a chapter file, and no page.", "Move it to corpus/.")


def _twins(site: Site) -> Iterator[Problem]:
    """Pages whose names differ in capitals alone, or in how an accent is written."""
    known: dict[str, str] = {}
    for page, file in site.pages.items():
        first = known.setdefault(folded(page), file)
        if first != file:
            message = f"{first} and {file} are one page on systems that know no capitals, such as Windows and macOS."
            yield Problem(Code.UNREAD_FILE, Where(str(site.folder / file)), message, "Rename one of the two.")


def _by_page(pieces: Iterable[ScannedMarkup]) -> Iterable[list[myst.Scan]]:
    """What each page shows."""
    shown: dict[str, list[myst.Scan]] = {}
    for piece in pieces:
        for page in piece.pages:
            shown.setdefault(page, []).append(piece.found)
    return shown.values()


def _front(piece: ScannedMarkup) -> Iterator[Problem]:
    """What is wrong with the YAML at the head of a page."""
    slip = read_head(piece)[1]
    if slip and piece.found.front:
        where = piece.found.front[1]
        message = f"This is not valid YAML: {slip.what}."
        yield Problem(Code.BAD_YAML, Where(where.path, where.line + 1 + slip.line), message, slip.hint)

"""Whose words a page shows, and under what terms: the lines of its footer, and what a private edition says of itself."""

from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from lesebuch.model import Chapter, Reader, Rights
from lesebuch.sphinx_ext import looks, wording
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.catalogue import say as _
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_whole

_SITES = frozenset({"html", "dirhtml", "singlehtml"})
_ROBOTS = "robots.txt"
_NO_ROBOTS = "# Lesebuch: this edition is for private use.\nUser-agent: *\nDisallow: /\n"


def is_private(reader: Reader) -> bool:
    """Whether a build holds a text that may not be passed on; in a public edition no such text is at hand."""
    return any(chapter.available and chapter.rights is Rights.RESTRICTED for chapter in reader.chapters)


def of_chapter(chapter: Chapter, editors: str, licence: str) -> tuple[str, ...]:
    """The terms of a chapter's text, then those of what the editors have written about it."""
    return (_of_text(chapter), _of_editors(_("Introduction and notes"), editors, licence))


def of_page(quoted: Iterable[Chapter], editors: str, licence: str) -> tuple[str, ...]:
    """The terms of a page of the editors' own; `quoted`: chapters of which it quotes passages."""
    lines = [_of_editors(_("Text of this page"), editors, licence)]
    protected = sorted({_owners(chapter) for chapter in quoted if chapter.rights is Rights.RESTRICTED} - {""})
    if protected:
        lines.append(f"{_('Quotations from protected texts')}: {'; '.join(protected)}. {_(_RESERVED)}")
    return tuple(lines)


_RESERVED = "All rights are with the authors and publishers."


def _owners(chapter: Chapter) -> str:
    return wording.byline(chapter).replace(" · ", ", ")


def statement(chapter: Chapter) -> str:
    """The terms of a chapter's text in one phrase."""
    if chapter.rights is Rights.RESTRICTED:
        return chapter.licence or _(_RESERVED)
    return chapter.licence or wording.RIGHTS[Rights.OPEN]


def _of_text(chapter: Chapter) -> str:
    by = _owners(chapter)
    head = f"{_('Text')}: {by}" if by else _("Text")
    if chapter.rights is Rights.RESTRICTED and not chapter.licence:
        here = "" if chapter.available else " " + _("Its words are not here.")
        return f"{head}{'.' if by else ':'} {_(_RESERVED)}{here}"
    return f"{head}{',' if by else ':'} {statement(chapter)}"


def _of_editors(what: str, editors: str, licence: str) -> str:
    return f"{what}: {', '.join(part for part in (editors, licence) if part)}" if editors or licence else ""


def quoted(doctree: nodes.document | None, reader: Reader) -> tuple[Chapter, ...]:
    """Chapters of which a page quotes passages at length."""
    if doctree is None:
        return ()
    slugs = {node["chapter"]: None for node in doctree.findall(ours.passage_quote) if not node["missing"]}
    return tuple(chapter for slug in slugs if (chapter := reader.chapter(slug)))


def keep_robots_out(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: a private edition that is put on a server after all is not for search engines.

    A robots.txt that is not ours stays as it is; the pages say `noindex` too. In a site of others it would keep
    search engines from their pages.
    """
    if failed or app.builder.name not in _SITES or not looks.ours(app.config):
        return
    path = Path(app.outdir, _ROBOTS)
    ours_is_there = path.is_file() and path.read_bytes() == _NO_ROBOTS.encode()
    if is_private(LesebuchDomain.of(app.env).reader):
        if not path.exists():
            write_whole(path, _NO_ROBOTS)
    elif ours_is_there:
        path.unlink()

"""Whose words a page shows, and under what terms."""

import re
from collections.abc import Iterable

from lesebuch.model import Chapter, Reader, Rights
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import N_
from lesebuch.presentation.catalogue import say as _


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
        said = wording.labelled(_("Quotations from copyrighted texts"), "; ".join(protected))
        lines.append(f"{said}. {_(_RESERVED)}")
    return tuple(lines)


_RESERVED = N_("All rights belong to the authors and publishers.")


def _owners(chapter: Chapter) -> str:
    return wording.byline(chapter).replace(" · ", ", ")


def statement(chapter: Chapter) -> str:
    """The terms of a chapter's text in one phrase."""
    if chapter.rights is Rights.RESTRICTED:
        return chapter.licence or _(_RESERVED)
    return chapter.licence or wording.RIGHTS[Rights.OPEN]


def licence_address(licence: str) -> str:
    """The address of a licence that is named in short, such as `CC BY-SA 4.0`, or by its address; empty of any other.

    The addresses are Creative Commons' own (`/licenses/CODE/VERSION/`, `/publicdomain/zero|mark/1.0/`).
    """
    if re.fullmatch(r"https?://\S+", licence):
        return licence
    if re.fullmatch(r"CC0(?:[ -]1\.0)?", licence):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = re.fullmatch(r"CC[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)", licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""


def _of_text(chapter: Chapter) -> str:
    by = _owners(chapter)
    head = wording.labelled(_("Text"), by) if by else ""
    if chapter.rights is Rights.RESTRICTED and not chapter.licence:
        here = "" if chapter.available else " " + _("Its text is not included here.")
        return f"{head}. {_(_RESERVED)}{here}" if by else wording.labelled(_("Text"), f"{_(_RESERVED)}{here}")
    return f"{head}, {statement(chapter)}" if by else wording.labelled(_("Text"), statement(chapter))


def _of_editors(what: str, editors: str, licence: str) -> str:
    terms = ", ".join(part for part in (editors, licence) if part)
    return wording.labelled(what, terms) if terms else ""

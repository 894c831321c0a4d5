"""What a chapter of a book is called, where its heading is but a number; and who wrote it, where the title page says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.drafting.books import number_alone
from lesebuch.drafting.names import byline
from lesebuch.drafting.proposal import OpenDraft, SourceLine
from lesebuch.drafting.titles import title_like
from lesebuch.slugs import LONGEST, leads_on, slug

_VOLUME = re.compile(
    r"(?:book|part|volume|buch|teil|band|livre|partie|tome|libro|parte|tomo|книга|часть|частина|том)\b", re.IGNORECASE
)
_NEAR = 3
"""Lines from the number to the title."""
_LONGEST_TITLE = 80
_RUNNING = 80
"""Characters of a line of running text."""
_TITLE_PAGE = 12
"""Lines of a title page."""


def read_numbered_title(work: OpenDraft) -> None:
    """`CHAPTER I.` and below it `The Period` are one title, and the second line is nobody's name."""
    if len(work.body) <= 2 or not number_alone(work.body[0].text):  # number, title, text
        return
    number, name, text = work.body[:3]
    if _is_title(number, name, text, spaced=_is_spaced(work.body)):
        words = f"{number.text.rstrip(' .:')}. {name.text.rstrip(' .')}"
        work.set_title(" ".join(words.split()), str(number.number))
        work.take(number, "title")
        work.take(name, "title")


def _is_title(number: SourceLine, name: SourceLine, text: SourceLine, *, spaced: bool) -> bool:
    if name.wrapped or name.form or name.kind or name.quoted or name.number - number.number > _NEAR:
        return False
    said = name.text
    apart = text.number > name.number + 1 if spaced else len(text.text) >= _RUNNING
    if len(said) > _LONGEST_TITLE or not (name.level or apart):
        return False
    return said.isupper() or (title_like(said) and said[0].isupper() and said[-1] not in "?!:,;–—-")


def _is_spaced(blocks: Sequence[SourceLine]) -> bool:
    """Whether blank lines part the paragraphs of a source; a page or a document has none."""
    return blocks[-1].number - blocks[0].number >= len(blocks)


def chapter_slugs(book: str, titles: Sequence[tuple[str, str]]) -> list[str]:
    """Names for the chapters of a book, each a title and its language; a title that is a number has the book's before it.

    Where each of several volumes counts its chapters from one, those behind the first have the number of their volume, too.
    """
    names: list[str] = []
    volume = ""
    for title, language in titles:
        name = slug(title, language)
        if book and number_alone(title):
            name = _numbered(book, title, language)
            if _VOLUME.match(title):
                volume = title
            elif name in names and volume:
                name = _numbered(book, f"{volume} {title}", language)
        names.append(name)
    return names


def _numbered(book: str, number: str, language: str) -> str:
    """As much of the book's title as fits before a number, without small words that lead on."""
    room = LONGEST - len(slug(f"a {number}", language))
    words = slug(book, language).split("-")
    while len(words) > 1 and (len("-".join(words)) > room or leads_on(words[-1])):
        words.pop()
    return slug(f"{'-'.join(words)} {number}", language)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What stands above the first chapter: the book's title, and who wrote it."""

    title: str = ""
    names: tuple[str, ...] = ()
    line: int = 0
    """That with the names."""

    def credit(self, work: OpenDraft) -> None:
        """Who wrote the book wrote its chapters, where nothing else says who did."""
        if not work.has_author:
            work.credit_authors(self.names, str(self.line))


def title_page(before: Sequence[SourceLine]) -> TitlePage:
    """Told by a byline that a title, perhaps of two lines, stands above."""
    lines = [block for block in before[:_TITLE_PAGE] if not number_alone(block.text)]
    for block in lines:
        if found := byline(block.text):
            titled = block is not lines[0] and title_like(lines[0].text)
            return TitlePage(lines[0].text if titled else "", tuple(found[0]), block.number)
    return TitlePage()

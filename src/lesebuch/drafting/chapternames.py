"""What a chapter of a book is called, where its heading is but a number; and who wrote it, where the title page says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.drafting.books import number_alone
from lesebuch.drafting.names import byline
from lesebuch.drafting.proposal import OpenDraft, SourceLine
from lesebuch.drafting.titles import title_like
from lesebuch.slugs import LONGEST, slug

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


def numbered_slug(book: str, title: str, language: str) -> str:
    """The name of a chapter whose title is a number, with that of its book before it; of any other its own."""
    if not number_alone(title) or not book:
        return slug(title, language)
    room = LONGEST - len(slug(f"a {title}", language))
    words = slug(book, language).split("-")
    while len("-".join(words)) > room and len(words) > 1:
        words.pop()
    return slug(f"{'-'.join(words)} {title}", language)


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

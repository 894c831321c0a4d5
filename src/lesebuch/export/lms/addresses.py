"""Where the parts of a reader stand on its site, and what a link to them says."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lesebuch.model import PassageRange, Question, Reader
from lesebuch.presentation import ids, quotation


@dataclass(frozen=True, slots=True)
class WebLink:
    """A title and an address."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class OnlineSite:
    """A reader whose site stands at `base`; without one there are no links."""

    reader: Reader
    base: str

    def page(self, name: str, place: str = "") -> str:
        """The full address of a page, or of a place on it."""
        return f"{self.base.rstrip('/')}/{name}.html{'#' if place else ''}{place}"

    def passages(self, at: PassageRange) -> WebLink | None:
        """Chapter or passages; None if they are not there."""
        chapter, passages, wrong = quotation.find(self.reader, str(at))
        if chapter is None or wrong:
            return None
        return WebLink(quotation.label(chapter, *passages), self.page(ids.chapter_page(chapter.slug), at.first))

    def all(self, ranges: tuple[PassageRange, ...]) -> Iterator[WebLink]:
        """Those that are there, each once; none without an address of the site."""
        found = (self.passages(at) for at in dict.fromkeys(ranges)) if self.base else ()
        yield from (link for link in found if link)

    def html(self, ranges: tuple[PassageRange, ...]) -> str:
        """The same as HTML, each a paragraph."""
        return "".join(f'<p><a href="{escape(link.address)}">{escape(link.title)}</a></p>' for link in self.all(ranges))

    def explained(self, question: Question) -> str:
        """What a question says after the answer, as HTML: why it is right, and where that stands."""
        return (f"<p>{escape(question.why)}</p>" if question.why else "") + self.html(question.see)

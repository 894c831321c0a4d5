"""What stands before the first page of text: title, imprint, rights."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx.config import Config as SphinxConfig

from lesebuch.config import Config, Edition
from lesebuch.model import Chapter, Rights
from lesebuch.presentation import imprint, wording
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.rights import licence_address
from lesebuch.typst.code import TypstCode, call
from lesebuch.typst.printing import FAMILIES
from lesebuch.typst.tagging import FileTerms


@dataclass(frozen=True, slots=True)
class Imprint:
    """What title page and imprint are made from."""

    reader: Config
    config: SphinxConfig
    edition: Edition
    chapters: Sequence[Chapter]
    families: Sequence[str] = FAMILIES
    """The fonts that the book is set in."""
    bylines: Mapping[str, str] = field(default_factory=dict)
    """By label of a chapter: whose text it is and when it appeared, for the contents."""
    run_in: Sequence[str] = ()
    """Labels of chapters that the contents name in one paragraph."""
    pictures: Collection[str] = ()
    """Licences of the pictures that editors have added; '' for one that is not open."""

    def book(self) -> TypstCode:
        """The call of the template `book`."""
        reader, config = self.reader, self.config
        return call(
            "book.with",
            title=config.project,
            subtitle=reader.subtitle or config.lesebuch_subtitle,
            editors=list(reader.editors),
            edited=imprint.edited(reader),
            edition=imprint.edition(self.edition),
            publisher=imprint.publisher(reader),
            description=reader.description,
            imprint_lines=self.lines(),
            bylines=self.bylines,
            run_in=self.run_in,
            language=current(),
            margin=reader.book_notes == "margin",
        )

    def terms(self) -> FileTerms:
        """What may be done with the book; the address of the licence only where it holds for all that is in it."""
        own = imprint.own_rights(self.reader)
        words = " ".join(filter(None, (own, imprint.rights(self.chapters))))
        address = licence_address(self.reader.licence)
        texts = [chapter for chapter in self.chapters if chapter.available]
        licences = {*(chapter.licence for chapter in texts), *self.pictures}
        same = all(chapter.rights is Rights.OPEN for chapter in texts) and {address} >= set(
            map(licence_address, licences)
        )
        return FileTerms(words, address if same else "")

    def lines(self) -> list[str]:
        """The paragraphs of the page behind the title."""
        made = _("Typeset with Typst in {fonts}. Made with Lesebuch.").format(fonts=wording.enumerated(self.families))
        return [*imprint.lines(self.config.project, self.reader, self.edition, self.chapters), made]

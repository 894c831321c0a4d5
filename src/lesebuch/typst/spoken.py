"""The words of the template in the reader's language, as a Typst file beside it: what only Typst knows (the number of a page) is put in there."""

from lesebuch.colours import PRINT
from lesebuch.presentation.catalogue import say as _
from lesebuch.typst.code import value

FILE = "words.typ"


def words() -> dict[str, str]:
    """Messages by the names that the template knows; what stands in braces it fills in."""
    return {
        "page": _tied(_("p. {pages}")),
        "pages": _tied(_("pp. {pages}")),
        "folio": _("Page {n} of {all}"),
        "quoted": _("“{words}”"),
        "contents": _("Contents"),
        "number": _("No."),
        "date": _("Date"),
        "event": _("Event"),
        "name": _("Name"),
        "group": _("Class"),
        "way": _("Code that leads to {address}"),
    }


def file() -> str:
    """The file: the words, and the colours that the site has, too."""
    colours = "".join(f'{name}: rgb("{colour}"), ' for name, colour in PRINT.items())
    return f"// Words and colours of the template; made anew in each build.\n#let words = {value(words())}\n#let colours = ({colours})\n"


def _tied(message: str) -> str:
    """No line ends between an abbreviation and its number."""
    return message.replace(" ", "\N{NO-BREAK SPACE}")

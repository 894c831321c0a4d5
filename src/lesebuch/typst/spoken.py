"""The words of the template in the reader's language, as a Typst file beside it: what only Typst knows (the number of a page) is put in there."""

import re
from collections.abc import Mapping

from lesebuch.colours import PRINT
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import BEGIN, END, current, locale, plain
from lesebuch.presentation.catalogue import say as _
from lesebuch.typst.code import value

FILE = "words.typ"
_ABBREVIATION = r"\b\p{L}\.(?: \p{L}\.)+"
"""Of several words, as `o. J.` and `e. g.`; initials of names, too."""
_SIGN = r"§§?[ \u{a0}]\d+(?:[–-]\d+)?|\b\d+–\d+\b"
"""Of a paragraph, and of a range of numbers, which may end after its dash else."""


def words() -> dict[str, str]:
    """Messages by the names that the template knows; what stands in braces it fills in."""
    return {
        "page": _tied(_("p. {pages}")),
        "pages": _tied(_("pp. {pages}")),
        "folio": _whole(_("Page {n} of {all}")),
        "quoted": _("“{words}”"),
        "colon": wording.colon(),
        "contents": _("Contents"),
        "number": _("No."),
        "date": _("Date"),
        "event": _("Event"),
        "name": _("Name"),
        "group": _("Class"),
        "way": _("QR code for {address}"),
    }


def page(number: int) -> str:
    """Of a page, for those who hear where a link leads."""
    return plain(_("Page {n}").format(n=number))


def _whole(message: str) -> str:
    """Where it is English, what is filled in belongs to the English, too: numbers have no language."""
    return f"{BEGIN}{plain(message)}{END}" if BEGIN in message else message


def tied() -> str:
    """A regular expression, as Typst reads them, for words between which no line ends: days with their month, abbreviations."""
    months = {
        name for width in ("wide", "abbreviated") for form in ("format", "stand-alone") for name in _months(width, form)
    }
    if not months:
        return f"{_ABBREVIATION}|{_SIGN}"
    month = "(?:" + "|".join(sorted(map(re.escape, months), key=lambda name: (-len(name), name))) + ")"
    return rf"\b\d{{1,2}}\.? {month}|{month} \d{{1,2}}\b|{_ABBREVIATION}|{_SIGN}"


def _months(width: str, form: str) -> list[str]:
    names: Mapping[int, str] = locale().months[form][width]
    # As numbers some languages have them: they name no month.
    return [name for name in names.values() if re.fullmatch(r"[^\W\d]+\.?", name)]


def file() -> str:
    """The file: the words, and the colours that the site has, too."""
    colours = "".join(f'{name}: rgb("{colour}"), ' for name, colour in PRINT.items())
    return f"// Words and colours of the template; made anew in each build.\n#let words = {value(words())}\n#let colours = ({colours})\n#let tied = regex({value(tied())})\n#let reader-language = {value(current())}\n"


def _tied(message: str) -> str:
    """No line ends between an abbreviation and its number."""
    return _whole(message).replace(" ", "\N{NO-BREAK SPACE}")

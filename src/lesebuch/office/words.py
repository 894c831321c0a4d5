"""What stands around a sheet: its name in the running foot, which page of how many, and the line for the student's name."""

import re
from dataclasses import dataclass

from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _

_GAP = "\N{NO-BREAK SPACE}" + "_" * 24


@dataclass(frozen=True, slots=True)
class Running:
    """The words that are on each page."""

    title: str
    language: str
    folio: tuple[tuple[str, str], ...]
    """“Page x of y”, in pieces: words and '', or '' and the name of the number, `n` or `all`."""

    @classmethod
    def of(cls, title: str) -> "Running":
        """Of a sheet with that title, in the reader's language."""
        message = _("Page {n} of {all}")
        pieces = re.findall(r"\{(n|all)\}|([^{}]+)", message)
        return cls(title, current(), tuple((text, name) for name, text in pieces))


def name_line(reader: str) -> str:
    """What stands above the title."""
    return f"{reader}\N{EM SPACE}{_('Name')}:{_GAP}\N{EM SPACE}{_('Date')}:{_GAP[:14]}"

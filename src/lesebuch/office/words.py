"""What stands around a sheet: its name in the running foot, which page of how many, and the line for the student's name."""

import re
from dataclasses import dataclass

from lesebuch.office import pandoc, pictures
from lesebuch.office.pandoc import Made
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import current, plain
from lesebuch.presentation.catalogue import say as _
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.orders import Order

_EDGE = 22
"""Millimetres that are left at the edge of a page."""


@dataclass(frozen=True, slots=True)
class Running:
    """The words that are on each page."""

    title: str
    language: str
    folio: tuple[tuple[str, str], ...]
    """“Page x of y”, in pieces: words and '', or '' and the name of the number, `n` or `all`."""
    large: bool = False
    """Whether the sheet is in large type."""

    @property
    def margins(self) -> tuple[int, int]:
        """At the left and at the right, in millimetres; large type leaves less room to write in."""
        return (24, 30) if self.large else (32, 50)

    @property
    def measure(self) -> int:
        """The width of a line on A4, in millimetres."""
        return 210 - sum(self.margins)

    @property
    def beyond(self) -> int:
        """How far what is looked up goes on into the margin at the right, in millimetres."""
        return self.margins[1] - _EDGE if is_rightward(self.language) else 0

    @classmethod
    def of(cls, title: str, *, large: bool = False) -> "Running":
        """Of a sheet with that title, in the reader's language."""
        message = plain(_("Page {n} of {all}"))
        pieces = re.findall(r"\{(n|all)\}|([^{}]+)", message)
        return cls(plain(title), current(), tuple((text, name) for name, text in pieces), large)


def way_alt(address: str) -> str:
    """What the code above a sheet is, for those who do not see it."""
    return _("QR code for {address}").format(address=address)


def opening(reader: str, order: Order, address: str) -> Made:
    """What stands above the first text: lines for class, name and date, the way back to the site, and the title if it was ordered.

    Teachers need not write their names.
    """
    group = [wording.labelled(_("Class"), order.group)] if order.group else []
    fields = [] if order.teacher else [_field(_("Name"), 24), _field(_("Date"), 13)]
    made = [pandoc.paragraph([pandoc.words("\N{EM SPACE}".join([reader, *group, *fields]))], "NameLine")]
    if address:
        code = pandoc.image(pictures.of_code(address), way_alt(address), width="20mm")
        made.append(
            pandoc.paragraph(
                [code, pandoc.words("\N{EM SPACE}"), pandoc.link(address, [pandoc.words(address)])], "NameLine"
            )
        )
    if order.title:
        made.append(pandoc.paragraph([pandoc.words(order.title)], "Title"))
    return made


def _field(label: str, width: int) -> str:
    """A line to write on, in the line of what belongs there."""
    return f"{wording.labelled(label, '').rstrip()}\N{NO-BREAK SPACE}{'_' * width}"

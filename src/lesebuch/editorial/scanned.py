"""A piece of markup with what was found in it: a page of the site, a note, an entry, an event."""

from collections.abc import Mapping
from dataclasses import dataclass

from lesebuch import myst, yamlfile
from lesebuch.model import Markup


@dataclass(frozen=True, slots=True)
class ScannedMarkup:
    """A piece of markup, what was found in it, and the pages that show it."""

    markup: Markup
    found: myst.Scan
    pages: tuple[str, ...]
    whole: bool = False
    """Whether it is a page of its own."""


def metadata(piece: ScannedMarkup) -> Mapping[str, object]:
    """The keys at the head of a page."""
    block = yamlfile.load(piece.found.front[0], "")[0] if piece.found.front else None
    return {} if block is None else block.values

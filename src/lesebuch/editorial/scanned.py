"""A piece of markup with what was found in it: a page of the site, a note, an entry, an event."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from lesebuch import myst
from lesebuch.model import Markup
from lesebuch.yamlslips import YamlSlip, slip


@dataclass(frozen=True, slots=True)
class ScannedMarkup:
    """A piece of markup, what was found in it, and the pages that show it."""

    markup: Markup
    found: myst.Scan
    pages: tuple[str, ...]
    whole: bool = False
    """Whether it is a page of its own."""


def metadata(piece: ScannedMarkup) -> Mapping[str, object]:
    """The keys at the head of a page; none where it is no YAML."""
    return read_head(piece)[0]


def read_head(piece: ScannedMarkup) -> tuple[Mapping[str, object], YamlSlip | None]:
    """The head of a page as myst-parser reads it: a key may stand there twice. And why it cannot; lines from 0, -1: all of it."""
    if not piece.found.front:
        return {}, None
    text = piece.found.front[0]
    try:
        read = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        return {}, slip(error, text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, YamlSlip(-1, 0, str(error), "")
    if isinstance(read, dict):
        return read, None
    return {}, YamlSlip(-1, 0, "here must be keys and values, such as `orphan: true`", "")

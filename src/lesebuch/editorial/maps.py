"""Checks what a map is asked to show: entries that exist and say where they are."""

import re
from collections.abc import Collection, Iterator

from lesebuch import myst
from lesebuch.model import Reader
from lesebuch.problems import Code, Problem, Where

DIRECTIVE = "map"


def listed(option: str) -> list[str]:
    """The entries of `:places:`, which commas or spaces part."""
    return [name for name in re.split(r"[\s,]+", option) if name]


def check_map(directive: myst.Directive, reader: Reader, unread: Collection[str]) -> Iterator[Problem]:
    """What is wrong with a map, but for entries that do not exist. `unread`: chapters that are there, but faulty."""
    slug = directive.options.get("chapter", "").strip()
    chapter = reader.chapter(slug) if slug else None
    if slug and chapter is None and slug not in unread:
        yield Problem(Code.DEAD_PASSAGE, directive.option_where("chapter"), f"There is no chapter `{slug}`.")
    if "places" in directive.options:
        yield from _named(directive, reader, directive.option_where("places"))
    elif chapter is None and not slug:
        if not any(entry.coordinates for entry in reader.entries.values()):
            message = "No entry of the glossary has coordinates, and so the map shows nothing."
            yield Problem(Code.NO_COORDINATES, directive.where, message)
    elif chapter is not None and chapter.available:
        named = (reader.entries.get(mention.entry) for mention in reader.mentions.get(chapter.slug, ()))
        if not any(entry and entry.coordinates for entry in named):
            message = f"No entry that the chapter `{slug}` mentions has coordinates, and so the map shows nothing."
            yield Problem(Code.NO_COORDINATES, directive.option_where("chapter"), message)


def _named(directive: myst.Directive, reader: Reader, where: Where) -> Iterator[Problem]:
    names = listed(directive.options["places"])
    if not names:
        yield Problem(
            Code.BAD_MARKUP, where, "`:places:` names no entry.", "Name entries, or leave the line out for all."
        )
    for slug in names:
        entry = reader.entries.get(slug)
        if entry is not None and entry.coordinates is None:
            message = f"The map names `{slug}`, and glossary/{slug}.md has no coordinates."
            yield Problem(Code.NO_COORDINATES, where, message)

"""In what order chapters stand, and in what parts: as reader.toml says; those that it does not name follow by date."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from lesebuch.config import FILE, Config
from lesebuch.guesses import meant
from lesebuch.model import Chapter, Part
from lesebuch.problems import Code, Problem, Where, first_of

_NAMED = 5
"""Chapters that a message names."""
Arranged = tuple[tuple[Chapter, ...], tuple[Part, ...]]


def arrange(chapters: Sequence[Chapter], config: Config, unread: Collection[str]) -> tuple[Arranged, list[Problem]]:
    """Chapters in the reader's order, and its parts with those of their chapters that exist.

    `chapters` come by date; `unread` are chapters whose files are faulty, which is said elsewhere.
    """
    known = {chapter.slug: chapter for chapter in chapters}
    placed: dict[str, None] = {}
    parts: list[Part] = []
    problems = list(_unknown(config, {*known, *unread}))
    for part in config.part:
        own = tuple(dict.fromkeys(slug for slug in part.chapters if slug in known and slug not in placed))
        problems += _again(part, placed)
        placed |= dict.fromkeys(own)
        parts.append(replace(part, chapters=own))
    if not parts:
        placed = dict.fromkeys(slug for slug in config.chapters if slug in known)
    left = [chapter for chapter in chapters if chapter.slug not in placed]
    if parts and left:
        problems.append(Problem(Code.NO_PART, config.part[-1].where, _in_none([chapter.slug for chapter in left])))
    return (tuple([known[slug] for slug in placed] + left), tuple(parts)), problems


def _unknown(config: Config, names: Collection[str]) -> Iterator[Problem]:
    lists = [(Where(FILE), config.chapters), *((part.where, part.chapters) for part in config.part)]
    for where, slugs in lists:
        for slug in dict.fromkeys(slugs):
            if slug not in names:
                message = f"`chapters` names `{slug}`, and there is no such chapter."
                yield Problem(Code.BAD_VALUE, where, message, meant(slug, names) or "Correct the name.")


def _in_none(slugs: Sequence[str]) -> str:
    """One message for all: what is wrong is the list of one part."""
    if len(slugs) == 1:
        return f"The chapter `{slugs[0]}` stands in no part."
    return f"{len(slugs):,} chapters stand in no part: {first_of([f'`{slug}`' for slug in slugs], _NAMED)}."


def _again(part: Part, placed: Collection[str]) -> list[Problem]:
    return [
        Problem(Code.BAD_VALUE, part.where, f"`{slug}` stands in a part already.", "Name a chapter once.")
        for slug in dict.fromkeys(part.chapters)
        if slug in placed
    ]

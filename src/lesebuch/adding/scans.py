"""A scan among the files that are added: the text that is recognised in it takes its place."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from lesebuch.adding.gathering import Given
from lesebuch.adding.recognising import is_picture, recognise
from lesebuch.problems import Code, Problem


class Scans(NamedTuple):
    """How scans are read."""

    folder: Path
    """For what is made on the way; it must be there until all is written."""
    languages: str = ""
    """As `recognise` takes them."""


def is_scan(path: Path, problems: Sequence[Problem]) -> bool:
    """Whether a file that could not be read may show its text in pictures."""
    unread = any(problem.code is Code.BAD_SOURCE for problem in problems)
    without = any("holds no text" in problem.message for problem in problems)
    return unread and (is_picture(path) or (path.suffix.lower() == ".pdf" and without))


def with_text(given: Given, scans: Scans) -> Given:
    """The text file in place of the scan; Refusal says why there is none."""
    found = recognise(given.path, scans.folder, scans.languages)
    path = scans.folder / f"{given.path.stem}.txt"
    path.write_text(found.text, encoding="utf-8", newline="\n")
    return replace(given, path=path, doubts=(*given.doubts, *found.doubts))

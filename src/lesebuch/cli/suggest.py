"""`lesebuch suggest`: the dated sentences of a chapter as events, ready to paste; questions from glossary and chronology."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from lesebuch.cli.console import Console
from lesebuch.cli.opening import UserError, add_reader_arguments, config_of, read_reader, report_errors, root_of
from lesebuch.editorial import QUIZZES
from lesebuch.export import lms
from lesebuch.guesses import several
from lesebuch.model import Chapter, Reader
from lesebuch.presentation import catalogue, wording
from lesebuch.problems import counted, first_of
from lesebuch.temporal import Suggestion, suggest
from lesebuch.temporal.language import load

_SHOWN = 5
"""Chapters that are named of many."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.description = (
        "List the dated sentences of a chapter as {event} blocks. Says which dates the reader has already, and which "
        "disagree with an event of another chapter. Or draw up a quiz from glossary and chronology, as docs/quiz/NAME.yaml "
        "has it. Nothing is written."
    )
    parser.epilog = "example: lesebuch suggest events januar-2022; lesebuch suggest quiz > docs/quiz/first.yaml"
    parser.add_argument("what", choices=["events", "quiz"], help="what to suggest")
    parser.add_argument("slug", nargs="?", help="the chapter (default: all whose text is available)")
    parser.add_argument("--new", action="store_true", help="leave out what the reader has already")
    add_reader_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the suggestions; 1 if the reader has errors."""
    if args.what == "quiz":
        return _quiz(args)
    catalogue.use(config_of(args).language)
    reader, problems = read_reader(args)
    chapters = _chapters(reader, args.slug)
    suggestions = [s for s in suggest(reader, chapters) if not (args.new and s.known)]
    _print(suggestions)
    _print_unread(chapters)
    return report_errors(problems)


def _quiz(args: argparse.Namespace) -> int:
    """Print a quiz to standard output."""
    if args.new:
        raise UserError("--new goes with events.")
    config = config_of(args)
    catalogue.use(config.language)
    reader, found = read_reader(args)
    # The file that is being written is empty so far.
    written = os.path.relpath(root_of(args) / QUIZZES)
    problems = [one for one in found if not _is_empty(Path(one.where.path), written)]
    chapters = _chapters(reader, args.slug)
    title = chapters[0].title if args.slug else config.title
    quiz = lms.draw(reader, title, args.slug or "")
    if not quiz.questions:
        raise UserError("Glossary and chronology have too little of one kind for a question: it takes four.")
    print(lms.written(quiz), end="")
    print(f"{counted(len(quiz.questions), 'question')}. Keep the good ones, and change them.", file=sys.stderr)
    return report_errors(problems)


def _is_empty(path: Path, folder: str) -> bool:
    return path.is_relative_to(folder) and path.is_file() and not path.stat().st_size


def _chapters(reader: Reader, slug: str | None) -> Sequence[Chapter]:
    if slug is None:
        return [chapter for chapter in reader.chapters if chapter.available]
    chapter = reader.chapter(slug)
    if chapter is None:
        raise UserError(f"There is no chapter {slug}. {several(slug, (c.slug for c in reader.chapters))}".rstrip())
    if not chapter.available:
        raise UserError(f"The text of {slug} is not here: put {chapter.file} into seeds/, or set LESEBUCH_SEEDS.")
    return [chapter]


def _print(suggestions: Sequence[Suggestion]) -> None:
    """Blocks to standard output; what is only for the eye begins with %, a comment in MyST."""
    console = Console(soft_wrap=True)
    for suggestion in suggestions:
        console.print(Text(f"% {suggestion.sentence.ref}: {suggestion.sentence.text}", style="dim"))
        for known in suggestion.known:
            console.print(Text(f"% The reader has it: {known}", style="green"))
        for event in suggestion.disagrees:
            where = event.chapter or "the chronology"
            console.print(Text(f"% Disagrees with {event.id} in {where}: {event.when}", style="yellow"))
        console.print(Text(suggestion.block(wording.quoted)))
        console.print()
    already = sum(bool(suggestion.known) for suggestion in suggestions)
    print(f"{counted(len(suggestions), 'dated sentence')}, {already} of them events already.", file=sys.stderr)


def _print_unread(chapters: Sequence[Chapter]) -> None:
    """In which languages no dates are found: else a chapter of them looks as if it named none."""
    unread = {chapter.language for chapter in chapters if load(chapter.language) is None}
    for language in sorted(unread):
        slugs = [chapter.slug for chapter in chapters if chapter.language == language]
        name = wording.english_language(language)
        print(f"Dates in {name} are not found: {first_of(slugs, _SHOWN)}. Write the events yourself.", file=sys.stderr)

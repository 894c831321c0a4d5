"""The stages, in order: from a folder to a `Reader`. This module alone knows them all."""

import gc
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from lesebuch import editorial, glossary, glyphs, ordering, source_texts, sources
from lesebuch.config import FILE, Config, Edition
from lesebuch.config_reading import read_config
from lesebuch.folders import (
    ASSIGNMENTS,
    CHRONOLOGY,
    DOCS,
    GLOSSARY,
    LOCK,
    REGISTER,
    RENAMED,
    chapter_files,
    closed,
    no_folders,
    written,
)
from lesebuch.guesses import meant
from lesebuch.limits import PROBLEMS
from lesebuch.model import Chapter, Entry, Event, Kinds, Mention, Reader, Registered, Rights, Text, Time
from lesebuch.places import places_of
from lesebuch.problems import Code, Problem, Severity, Where, causes, keep
from lesebuch.slugs import slug
from lesebuch.source_texts import Progress
from lesebuch.stage_memory import Memory, Nothing, Same, stamp

T = TypeVar("T")

_NOTHING = Nothing()
_ENTER = "Give yourself the right to read the folder and to enter it."

_FOLDER = "Move the file away, and bring the folder back."


def _quiet(_what: str, _done: int, _all: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class _Run:
    """What whoever reads a reader has asked for."""

    root: Path
    seeds: Sequence[Path]
    progress: Progress
    memory: Memory
    sheet: Collection[Path]

    def each(self, doing: str, things: Sequence[T]) -> Iterator[T]:
        """The things, one after another, with the word of how many are done."""
        for done, thing in enumerate(things):
            self.progress(doing, done, len(things))
            yield thing


def read(
    root: Path | str,
    edition: Edition = Edition.CLASS,
    seeds: Sequence[Path | str] = (),
    progress: Progress = _quiet,
    *,
    memory: Memory = _NOTHING,
    sheet: Collection[Path] = (),
) -> tuple[Reader, list[Problem]]:
    """Read the whole reader in the folder `root`. It raises nothing for bad input.

    Returns a `Reader` of all that could be read, and what is wrong, sorted by place; paths of problems begin at `root`.

    `edition`: in a public one no restricted source is looked for, let alone read, and its chapter comes without its text.
    `seeds`: further folders of sources, searched after those of reader.toml and of LESEBUCH_SEEDS.
    `progress`: called with what is being done, how much of it is done, and how much there is.
    `memory`: for a process that reads the same reader repeatedly; what has not changed is not worked out again.
    `sheet`: the files that go onto a sheet of paper. It shows no dates, and lets nobody search its events, so that neither dates
    nor what events name is looked for; only the texts of these files, and those that they quote, are read; checks that yield nothing but `problems` are left out. A public edition is read
    in full all the same, since what casts doubt on the register may stand anywhere.
    """
    with no_garbage():
        run = _Run(Path(root), [Path(folder) for folder in seeds], progress, memory, sheet)
        if names := closed(run.root):
            message = "The folder cannot be read: permission denied."
            return Reader(), [Problem(Code.UNREADABLE, Where(name), message, _ENTER) for name in names]
        if names := no_folders(run.root):
            message = "This is a file, and a reader has a folder of this name."
            return Reader(), [Problem(Code.UNREADABLE, Where(name), message, _FOLDER) for name in names]
        reader, problems = _read(run, edition)
        return reader, _limited(problems)


@contextmanager
def no_garbage() -> Iterator[None]:
    """For what is built to be kept, such as a reader or code that is imported: searching it for garbage takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(run: _Run, edition: Edition) -> tuple[Reader, list[Problem]]:
    """The rights gate stands here, and fails closed: what the register does not say beyond doubt, it does not say."""
    file = run.root / REGISTER
    register, faults = run.memory.get(("register", stamp(file)), partial(sources.read_register, file))
    if edition is Edition.CLASS:
        wanted = source_texts.for_sheet(run.root, run.sheet, register) if run.sheet else register
        return _assemble(run, register, faults, wanted)
    run = replace(run, sheet=())
    doubts = list(faults)
    if not doubts:
        allowed = [source for source in register if source.rights is Rights.OPEN]
        reader, problems = _assemble(run, register, faults, allowed)
        doubts = [problem for problem in problems if _casts_doubt(problem)]
        if not doubts:
            return reader, problems
    # Not what else was found: it may quote what must not be shown.
    reader, problems = _assemble(run, register, faults, ())
    where = min(problem.where for problem in _sorted(doubts, run.root))
    withheld = Problem(Code.TEXTS_WITHHELD, where, "This public edition shows no text, because of what is wrong here.")
    return reader, _sorted([*problems, *doubts, withheld], run.root)


def _casts_doubt(problem: Problem) -> bool:
    """Whether a problem means that the register may not say what its editors mean.

    A source that is simply not there shows nothing, and says nothing about the others.
    """
    inside = problem.where.path == REGISTER.as_posix() and problem.severity is Severity.ERROR
    return (inside and problem.code is not Code.MISSING_SOURCE) or problem.code is Code.UNREGISTERED_SOURCE


def _assemble(
    run: _Run, register: Sequence[Registered], faults: Sequence[Problem], allowed: Sequence[Registered]
) -> tuple[Reader, list[Problem]]:
    """The reader in which the texts of the allowed sources are read, and of no other; its problems, with the `faults`."""
    problems: list[Problem] = list(faults)
    root, memory, sheet = run.root, run.memory, run.sheet
    config = keep(problems, read_config(root / FILE))
    found = keep(problems, source_texts.read_texts(root, register, allowed, config, run.seeds, run.progress, memory))
    problems += () if sheet or faults else source_texts.unlisted(root, register, allowed, config, found.paths)
    chapters, bad = _chapters(run, register, found, config.kinds)
    problems += _not_following(bad, faults)
    unread = _unread(chapter_files(root), {chapter.slug for chapter in chapters})
    chapters, parts = keep(problems, ordering.arrange(chapters, config, unread))
    # Of a chapter that is not read, or whose source is not registered, lines would seem lost.
    whole = not unread and {source.file for source in register}.issuperset(chapter.file for chapter in chapters)
    if whole and not sheet:
        problems += _placed(editorial.coverage(allowed, found.texts, chapters, memory), found.paths)
    entries = keep(problems, _entries(root / GLOSSARY, config.kinds, memory))
    # Where texts are not looked for none is linked; of their entries a check says all the same what two of them claim.
    linker = _linker((chapter.language for chapter in chapters if chapter.available or not sheet), entries, memory)
    told = _in_order(keep(problems, editorial.read_chronology(root / CHRONOLOGY)), chapters)
    site = editorial.read_site(root / DOCS, config.language, [*(chapter.slug for chapter in chapters), *unread])
    documents = keep(problems, editorial.read_documents(_assignments(site) if sheet else site, root, memory))
    reader = Reader(
        chapters=chapters,
        entries=entries,
        events=told,
        mentions=keep(problems, _mentions(run, chapters, entries, linker)),
        times={} if sheet else keep(problems, _times(run, chapters)),
        named={} if sheet else _named(told, entries, linker, config.language, memory),
        register=tuple(register),
        renamed=keep(problems, editorial.read_renamed(root / RENAMED)),
        kinds=config.kinds,
        parts=parts,
        assignments=keep(problems, editorial.read_assignments(documents)),
        quizzes=keep(problems, editorial.read_quizzes(root / DOCS / "quiz")),
    )
    problems += editorial.check_renamed(reader, unread, root / RENAMED)
    problems += [*editorial.check_quizzes(reader), *editorial.check_strays(root)]
    if not sheet:
        problems += _links(run, config, reader, (site, documents), unread, found.paths)
    return reader, _sorted(problems, root)


def _assignments(site: editorial.Site) -> editorial.Site:
    """Of the pages those with assignments: of all others a check alone reads the words."""
    return replace(site, pages={name: file for name, file in site.pages.items() if name.startswith(f"{ASSIGNMENTS}/")})


_NO_REGISTER = (
    "Bring the file back. If it is lost, `lesebuch add` writes its entries anew; "
    "delete the chapters that it drafts beside yours."
)
_FOLLOWS = (Code.UNREGISTERED_SOURCE, Code.PASSAGE_UNLOCKED)
"""What is wrong with every chapter if the register cannot be read: to put that right is enough."""


def _not_following(problems: Iterable[Problem], faults: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of chapters, without those that follow from `faults` of the register."""
    broken = any(fault.code in (Code.UNREADABLE, Code.BAD_YAML) for fault in faults)
    return (problem for problem in problems if not (broken and problem.code in _FOLLOWS))


def _unread(paths: Iterable[Path], read: Collection[str]) -> set[str]:
    """The names of files that are there, but faulty, and what those are meant to be called that have no proper name."""
    stems = {path.stem for path in paths}.difference(read)
    return stems | {slug(stem) for stem in stems}.difference(read)


def _links(
    run: _Run,
    config: Config,
    reader: Reader,
    pages: tuple[editorial.Site, Sequence[editorial.ScannedMarkup]],
    unread: Collection[str],
    paths: Mapping[str, Path],
) -> list[Problem]:
    """What is wrong with all markup: links into the reader, and all that would fail the build of its site."""
    problems: list[Problem] = []
    site, documents = pages
    references = keep(problems, _references(run, config.references))
    pieces = editorial.pieces_of(reader, documents, run.memory)
    faulty = _unread(written(run.root / GLOSSARY), reader.entries)
    problems += editorial.check_links(reader, pieces, references, unread, config.references, faulty)
    problems += editorial.check_pages(site, pieces, places_of(reader), unread)
    problems += editorial.check_listed(references, pieces, site)
    markups = [piece.markup for piece in pieces]
    problems += editorial.check_lists(markups)
    problems += editorial.check_order(reader.chapters)
    fonts = keep(problems, _fonts(run.root, config))
    problems += _placed(editorial.check_printable(reader, markups, fonts, run.memory), paths)
    return problems


def _references(run: _Run, names: Sequence[str]) -> tuple[frozenset[str], list[Problem]]:
    paths = [run.root / name for name in names]
    key = "references", *names, *(stamp(path) if path.is_file() else None for path in paths)
    return run.memory.get(key, partial(editorial.read_references, run.root, names))


def compare(reader: Reader) -> list[Problem]:
    """What chapters tell differently; for people who check a reader. No build needs it, and it takes far longer."""
    from lesebuch import temporal  # noqa: PLC0415 - who reads no dates, for a sheet, need not load what finds them

    return temporal.disagreements(reader)


def _fonts(root: Path, config: Config) -> tuple[list[Path], list[Problem]]:
    """The reader's own folders with fonts."""
    found: list[Path] = []
    problems: list[Problem] = []
    for name in config.fonts:
        folder = root / name
        if not folder.is_dir():
            message, hint = f"`fonts` names {name}, and there is no such folder.", "Correct the name."
        elif not glyphs.holds_fonts(folder):
            message = f"`fonts` names {name}, and no font is in it that the book can use."
            hint = "Put TrueType or OpenType fonts there (.ttf, .otf). Fonts of web pages (.woff, .woff2) are none."
        else:
            found.append(folder)
            continue
        problems.append(Problem(Code.BAD_VALUE, Where(FILE), message, hint))
    return found, problems


def _chapters(
    run: _Run, register: Sequence[Registered], found: source_texts.SourceTexts, kinds: Kinds
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """All chapters with their pictures, in order of publication, unknown dates last, then by slug."""
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    lock = keep(problems, editorial.read_lock(run.root / LOCK))
    known = {source.file: source for source in register}
    paths = chapter_files(run.root)
    for path in run.each("Reading chapters", paths):
        key = "chapter", stamp(path), repr(kinds)
        file = keep(problems, run.memory.get(key, partial(editorial.read_chapter, path, kinds)))
        if file is None:
            continue
        if known and file.file not in known:
            message = f"The register does not list the source {file.file}."
            problems.append(Problem(Code.UNREGISTERED_SOURCE, file.where, message, meant(file.file, known)))
        locked = None if lock is None else lock.get(file.slug, ())
        chapter = keep(problems, _bound(file, known.get(file.file), found.texts.get(file.file), locked, run.memory))
        chapters.append(keep(problems, _pictured(chapter, found.folders, run.memory)))
    if chapters and not known:
        where = Where(REGISTER.as_posix())
        problems.append(Problem(Code.UNREGISTERED_SOURCE, where, "It lists no source, or is not there.", _NO_REGISTER))
    if chapters and lock is None:
        problems.append(Problem(Code.PASSAGE_UNLOCKED, Where(LOCK.as_posix()), "There is no lock file yet."))
    problems += editorial.check_names(lock or {}, chapters, {path.stem for path in paths})
    chapters.sort(key=lambda c: (c.published is None, c.published.place_key if c.published else (), c.slug))
    return tuple(chapters), problems


def _bound(
    file: editorial.ChapterFile,
    source: Registered | None,
    text: Text | None,
    locked: Sequence[editorial.Locked] | None,
    memory: Memory,
) -> tuple[Chapter, list[Problem]]:
    key = "bound", Same(file), source, Same(text), locked
    return memory.get(key, partial(editorial.bind, file, source, text, locked))


def _pictured(chapter: Chapter, folders: Sequence[Path], memory: Memory) -> tuple[Chapter, list[Problem]]:
    """A chapter with the files of its pictures: only if its text is shown, for their rights are the text's."""
    if not chapter.pictures:
        return editorial.with_pictures(chapter, {})
    paths = editorial.picture_files(chapter, folders) if chapter.available else {}
    files = tuple((name, stamp(path)) for name, path in paths.items())
    return memory.get(("pictures", Same(chapter), files), partial(editorial.with_pictures, chapter, paths))


def _placed(problems: Iterable[Problem], paths: Mapping[str, Path]) -> list[Problem]:
    """Problems of sources, with the place at which each was found in place of its name in the register."""
    return [
        replace(problem, where=replace(problem.where, path=str(paths[problem.where.path])))
        if problem.where.path in paths
        else problem
        for problem in problems
    ]


def _entries(folder: Path, kinds: Kinds, memory: Memory) -> tuple[dict[str, Entry], list[Problem]]:
    key = "entries", *map(stamp, written(folder)), repr(kinds)
    return memory.get(key, partial(glossary.read_entries, folder, kinds))


def _linker(languages: Iterable[str], entries: Mapping[str, Entry], memory: Memory) -> glossary.Linker:
    wanted = tuple(sorted(set(languages)))
    return memory.get(("linker", tuple(entries.items()), wanted), lambda: glossary.Linker(entries, wanted))


def _mentions(
    run: _Run, chapters: Sequence[Chapter], entries: Mapping[str, Entry], linker: glossary.Linker
) -> tuple[dict[str, tuple[Mention, ...]], list[Problem]]:
    """Mentions of all chapters whose text is at hand; rules may name entries that do not exist."""
    problems = list(linker.problems)
    mentions = {}
    for chapter in run.each("Linking the glossary", chapters):
        if chapter.available:
            key = "mentions", Same(chapter), Same(linker)
            mentions[chapter.slug] = keep(problems, run.memory.get(key, partial(_linked, chapter, linker, entries)))
    return mentions, problems


def _linked(
    chapter: Chapter, linker: glossary.Linker, entries: Mapping[str, Entry]
) -> tuple[tuple[Mention, ...], list[Problem]]:
    found, problems = glossary.link(chapter, linker)
    return tuple(mention for mention in found if mention.entry in entries), problems


def _named(
    events: Sequence[Event], entries: Mapping[str, Entry], linker: glossary.Linker, language: str, memory: Memory
) -> dict[str, tuple[str, ...]]:
    """Entries that events name, in the editors' language. What two entries claim, `_mentions` has said of the chapters."""
    finds = linker if language in linker.languages else _linker((language,), entries, memory)
    key = "named", tuple(events), Same(finds), language
    return memory.get(key, lambda: glossary.named(events, entries, finds, language))


def _times(run: _Run, chapters: Sequence[Chapter]) -> tuple[dict[str, tuple[Time, ...]], list[Problem]]:
    problems: list[Problem] = []
    times = {}
    for chapter in run.each("Finding dates", chapters):
        if chapter.available:
            times[chapter.slug] = keep(problems, run.memory.get(("times", Same(chapter)), partial(_tagged, chapter)))
    return times, problems


def _tagged(chapter: Chapter) -> tuple[tuple[Time, ...], list[Problem]]:
    from lesebuch import temporal  # noqa: PLC0415 - as above

    return temporal.tag_chapter(chapter)


def _in_order(events: Sequence[Event], chapters: Sequence[Chapter]) -> tuple[Event, ...]:
    everything = [*events, *(event for chapter in chapters for event in chapter.events)]
    return tuple(sorted(everything, key=lambda event: (event.when.place_key, event.id)))


def _limited(problems: Sequence[Problem]) -> list[Problem]:
    """Of one kind in one file so many as somebody may read; one stands for the rest."""
    kinds = Counter((problem.where.path, problem.code) for problem in problems)
    left = dict.fromkeys(kinds, PROBLEMS)
    shown = []
    for problem in problems:
        kind = (problem.where.path, problem.code)
        left[kind] -= 1
        if left[kind] >= 0:
            shown.append(problem)
        elif left[kind] == -1:
            message = f"There are {kinds[kind] - PROBLEMS:,} more problems of this kind in this file."
            shown.append(Problem(problem.code, problem.where, message))
    return shown


def _sorted(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Each problem once, by place; places in the reader's folder are given from there."""
    inside = str(root) + os.sep
    found = {
        replace(
            problem,
            where=replace(problem.where, path=problem.where.path.removeprefix(inside)),
            message=problem.message.replace(inside, ""),
            hint=problem.hint.replace(inside, ""),
        )
        for problem in problems
    }
    return sorted(causes(found), key=lambda problem: (problem.where, str(problem.code), problem.message))

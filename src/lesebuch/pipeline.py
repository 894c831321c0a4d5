"""The stages, in order: from a folder to a `Reader`. This module alone knows them all."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from lesebuch import editorial, glossary, ordering, sources, temporal
from lesebuch.config import FILE, Config, Edition, read_config
from lesebuch.folders import CHRONOLOGY, CORPUS, DOCS, GLOSSARY, LOCK, REGISTER, RENAMED, SEEDS_VARIABLE
from lesebuch.limits import PROBLEMS
from lesebuch.model import Chapter, Entry, Event, Kinds, Mention, Reader, Registered, Rights, Text, Time
from lesebuch.normalise import normalise
from lesebuch.places import places_of
from lesebuch.problems import Code, Problem, Severity, Where, causes, meant
from lesebuch.slugs import slug
from lesebuch.stage_memory import Memory, Nothing, Same

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


_NOTHING = Nothing()


def _quiet(_what: str, _done: int, _all: int) -> None:
    pass


def read(
    root: Path,
    edition: Edition = Edition.CLASS,
    seeds: Sequence[Path] = (),
    progress: Progress = _quiet,
    *,
    memory: Memory = _NOTHING,
    sheet: bool = False,
) -> tuple[Reader, list[Problem]]:
    """Read all of a reader. Whatever is wrong, there is a `Reader` of the rest, and problems in order of their places.

    `memory`: of a process that reads the same reader again and again; what is as it was is not worked out anew.
    `sheet`: for a sheet of paper, on which dates have no marks: none are looked for, and nothing is checked that only `problems`
    tell; a public edition is read whole, since what casts doubt on the register may stand anywhere.
    In a public edition no restricted source is looked for, let alone read: its chapters come without their text.
    """
    with _no_garbage():
        reader, problems = _read(root, edition, seeds, progress, memory, sheet=sheet)
        return reader, _limited(problems)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """All that is built here is kept and free of cycles: to search it for garbage is a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_FOLLOWS = (Code.UNREGISTERED_SOURCE, Code.PASSAGE_UNLOCKED)
"""What is wrong with every chapter if the register cannot be read: to put that right is enough."""


def _read(
    root: Path, edition: Edition, seeds: Sequence[Path], progress: Progress, memory: Memory, *, sheet: bool
) -> tuple[Reader, list[Problem]]:
    """The rights gate stands here, and fails closed: what the register does not say beyond doubt, it does not say."""
    register, faults = sources.read_register(root / REGISTER)
    if edition is Edition.CLASS:
        return _assemble(root, register, faults, register, seeds, progress, memory, sheet=sheet)
    doubts = list(faults)
    if not doubts:
        allowed = [source for source in register if source.rights is Rights.OPEN]
        reader, problems = _assemble(root, register, faults, allowed, seeds, progress, memory)
        doubts = [problem for problem in problems if _casts_doubt(problem)]
        if not doubts:
            return reader, problems
    # Not what else was found: it may quote what must not be shown.
    reader, problems = _assemble(root, register, faults, (), seeds, progress, memory)
    where = min(problem.where for problem in _sorted(doubts, root))
    withheld = Problem(Code.TEXTS_WITHHELD, where, "This public edition shows no text, because of what is wrong here.")
    return reader, _sorted([*problems, *doubts, withheld], root)


def _casts_doubt(problem: Problem) -> bool:
    """Whether a problem means that the register may not say what its editors mean.

    A source that is simply not there shows nothing, and says nothing about the others.
    """
    inside = problem.where.path == REGISTER.as_posix() and problem.severity is Severity.ERROR
    return (inside and problem.code is not Code.MISSING_SOURCE) or problem.code is Code.UNREGISTERED_SOURCE


def _assemble(
    root: Path,
    register: Sequence[Registered],
    faults: Sequence[Problem],
    allowed: Sequence[Registered],
    seeds: Sequence[Path],
    progress: Progress,
    memory: Memory,
    *,
    sheet: bool = False,
) -> tuple[Reader, list[Problem]]:
    """The reader in which the texts of the allowed sources are read, and of no other; its problems, with the `faults`."""
    problems: list[Problem] = list(faults)
    config = _keep(problems, read_config(root / FILE))
    folders = source_folders(root, config, seeds)
    paths = sources.find(allowed, folders)
    problems += _missing(allowed, paths, folders)
    problems += sources.misplaced(register, folders, paths)
    problems += () if sheet or faults else _unlisted(root, register, allowed, config, paths)
    texts = _keep(problems, _texts(allowed, paths, progress, memory))
    lock = _keep(problems, editorial.read_lock(root / LOCK))
    chapters, found = _chapters(root, register, texts, lock, progress, config.kinds, memory)
    chapters, more = _pictures(chapters, folders, memory)
    problems += more
    broken = any(problem.code in (Code.UNREADABLE, Code.BAD_YAML) for problem in faults)
    problems += [problem for problem in found if not (broken and problem.code in _FOLLOWS)]
    events = _keep(problems, editorial.read_chronology(root / CHRONOLOGY))
    unread = _unread(_chapter_files(root), {chapter.slug for chapter in chapters})
    chapters, parts = _keep(problems, ordering.arrange(chapters, config, unread))
    if not unread and not sheet:  # of a faulty chapter lines would seem lost
        problems += _placed(editorial.coverage(allowed, texts, chapters), paths)
    entries = _keep(problems, glossary.read_entries(root / GLOSSARY, config.kinds))
    linker = _linker((chapter.language for chapter in chapters), entries, memory)
    mentions = _keep(problems, _mentions(chapters, entries, linker, progress, memory))
    times = {} if sheet else _keep(problems, _times(chapters, progress, memory))
    told = _in_order(events, chapters)
    renamed = _keep(problems, editorial.read_renamed(root / RENAMED))
    slugs = [*(chapter.slug for chapter in chapters), *unread]
    site = editorial.read_site(root / DOCS, config.language, slugs)
    documents = _keep(problems, editorial.read_documents(site, root))
    assignments = _keep(problems, editorial.read_assignments(documents))
    quizzes = _keep(problems, editorial.read_quizzes(root / DOCS / "quiz"))
    reader = Reader(
        chapters=chapters,
        entries=entries,
        events=told,
        mentions=mentions,
        times=times,
        named=_named(told, entries, linker, config.language, memory),
        register=tuple(register),
        renamed=renamed,
        kinds=config.kinds,
        parts=parts,
        assignments=assignments,
        quizzes=quizzes,
    )
    problems += editorial.check_quizzes(reader)
    problems += editorial.check_renamed(reader, unread, root / RENAMED)
    problems += editorial.check_strays(root)
    if not sheet:
        problems += _links(root, config, reader, (site, documents), unread, paths, memory)
    return reader, _sorted(problems, root)


def _unread(paths: Iterable[Path], read: Collection[str]) -> set[str]:
    """The names of files that are there, but faulty, and what those are meant to be called that have no proper name."""
    stems = {path.stem for path in paths}.difference(read)
    return stems | {slug(stem) for stem in stems}.difference(read)


def _links(
    root: Path,
    config: Config,
    reader: Reader,
    pages: tuple[editorial.Site, Sequence[editorial.ScannedMarkup]],
    unread: Collection[str],
    paths: Mapping[str, Path],
    memory: Memory,
) -> list[Problem]:
    """What is wrong with all markup: links into the reader, and all that would fail the build of its site."""
    problems: list[Problem] = []
    site, documents = pages
    references = _keep(problems, _references(root, config.references, memory))
    pieces = editorial.pieces_of(reader, documents, memory)
    faulty = _unread((root / GLOSSARY).glob("*.md"), reader.entries)
    problems += editorial.check_links(reader, pieces, references, unread, config.references, faulty)
    problems += editorial.check_pages(site, pieces, places_of(reader), unread)
    problems += editorial.check_listed(references, pieces, site)
    markups = [piece.markup for piece in pieces]
    problems += editorial.check_lists(markups)
    problems += editorial.check_order(reader.chapters)
    fonts = _keep(problems, _fonts(root, config))
    problems += _placed(editorial.check_printable(reader, markups, fonts), paths)
    return problems


def _references(root: Path, names: Sequence[str], memory: Memory) -> tuple[frozenset[str], list[Problem]]:
    paths = [root / name for name in names]
    key = "references", *names, *(_stamp(path) if path.is_file() else None for path in paths)
    return memory.get(key, partial(editorial.read_references, root, names))


def compare(reader: Reader) -> list[Problem]:
    """What chapters tell differently; for people who check a reader. No build needs it, and it takes far longer."""
    return temporal.disagreements(reader)


def _keep(problems: list[Problem], result: tuple[T, Iterable[Problem]]) -> T:
    value, found = result
    problems += found
    return value


def source_folders(root: Path, config: Config, seeds: Sequence[Path] = ()) -> list[Path]:
    """Where sources may lie: as reader.toml says, as the environment says, as the caller says."""
    outside = [Path(name) for name in os.environ.get(SEEDS_VARIABLE, "").split(os.pathsep) if name]
    folders = [*(root / name for name in config.seeds), *outside, *seeds]
    return list(dict.fromkeys(map(_at_home, folders)))


def _at_home(folder: Path) -> Path:
    """`~` and `~NAME` are homes; where nobody has that name, it is a folder's."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def _fonts(root: Path, config: Config) -> tuple[list[Path], list[Problem]]:
    """The reader's own folders with fonts."""
    absent = [name for name in config.fonts if not (root / name).is_dir()]
    problems = [
        Problem(Code.BAD_VALUE, Where(FILE), f"`fonts` names {name}, and there is no such folder.", "Correct the name.")
        for name in absent
    ]
    return [root / name for name in config.fonts if name not in absent], problems


def _missing(allowed: Sequence[Registered], paths: dict[str, Path], folders: Sequence[Path]) -> list[Problem]:
    """Sources that nobody finds by their checksum, and those that are there under their name with other bytes."""
    changed = sources.changed(allowed, folders, paths)
    nowhere = "" if any(map(Path.is_dir, folders)) else "No folder that `seeds` in reader.toml names is there."
    problems = []
    for source in allowed:
        if source.file in paths:
            continue
        if source.file in changed:
            message = f"{changed[source.file]} is not the file that was registered: its checksum differs."
            hint = (
                "Its line ends alone differ: git or an editor has changed them. Restore the file."
                if sources.is_converted(changed[source.file], source)
                else ""
            )
            problems.append(Problem(Code.CHANGED_SOURCE, source.where, message, hint))
        elif source.rights is Rights.OPEN:
            message = f"The source {source.file} is not there."
            problems.append(Problem(Code.MISSING_SOURCE, source.where, message, nowhere))
        else:
            message = f"The restricted source {source.file} is not there."
            problems.append(Problem(Code.RESTRICTED_SOURCE, source.where, message, nowhere))
    return problems


def _unlisted(
    root: Path, register: Sequence[Registered], allowed: Sequence[Registered], config: Config, paths: Mapping[str, Path]
) -> Iterable[Problem]:
    """Sources that nobody has registered. Not where some must not be looked for, which may lie there under other names."""
    inside = (name for name in config.seeds if not Path(name).is_absolute() and ".." not in Path(name).parts)
    own = [folder for name in inside if (folder := root / name) != root]
    return sources.unlisted(register, own, paths) if len(allowed) == len(register) else ()


def _texts(
    allowed: Sequence[Registered], paths: Mapping[str, Path], progress: Progress, memory: Memory
) -> tuple[dict[str, Text], list[Problem]]:
    """The normalised texts of all sources at hand, by their names in the register."""
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    found = [source for source in allowed if source.file in paths]
    for count, registered in enumerate(found):
        progress("Reading sources", count, len(found))
        path, name, extractor = paths[registered.file], registered.file, registered.extractor
        source, bad = memory.get(
            ("source", _stamp(path), name, extractor), partial(sources.load, path, name, extractor)
        )
        problems += bad
        if source is None:
            continue
        if source.sha256 != registered.sha256:  # it was replaced since it was found
            message = f"{registered.file} changed while it was read."
            problems.append(Problem(Code.CHANGED_SOURCE, registered.where, message))
            continue
        if registered.text_sha256 and sources.checksum(source.text) != registered.text_sha256:
            message = (
                f"{registered.file} was read by `{registered.extractor}`; `{source.extractor}` gives another text."
            )
            problems.append(Problem(Code.CHANGED_EXTRACTION, registered.where, message))
        texts[registered.file] = _keep(problems, memory.get(("text", Same(source)), partial(normalise, source)))
    return texts, problems


def _stamp(path: Path) -> tuple[object, ...]:
    """What changes if a file does. Of what cannot be looked at, such as a link to itself, whoever reads it says so."""
    try:
        stat = path.stat()
    except OSError:
        return (str(path),)
    return str(path), stat.st_size, stat.st_mtime_ns, stat.st_ino


def _chapter_files(root: Path) -> list[Path]:
    return sorted(path for path in (root / CORPUS).glob("*.md") if path.name != CHRONOLOGY.name)


def _chapters(
    root: Path,
    register: Sequence[Registered],
    texts: Mapping[str, Text],
    lock: editorial.Lock | None,
    progress: Progress,
    kinds: Kinds,
    memory: Memory,
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """All chapters, in order of publication, unknown dates last, then by slug."""
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    known = {source.file: source for source in register}
    paths = _chapter_files(root)
    for count, path in enumerate(paths):
        progress("Reading chapters", count, len(paths))
        file = _keep(
            problems, memory.get(("chapter", _stamp(path), repr(kinds)), partial(editorial.read_chapter, path, kinds))
        )
        if file is None:
            continue
        if file.file not in known:
            message = f"The register does not list the source {file.file}."
            problems.append(Problem(Code.UNREGISTERED_SOURCE, file.where, message, meant(file.file, known)))
        locked = None if lock is None else lock.get(file.slug, ())
        text = texts.get(file.file)
        given = file, known.get(file.file), text, locked
        key = "bound", Same(file), given[1], Same(text), locked
        chapters.append(_keep(problems, memory.get(key, partial(editorial.bind, *given))))
    if chapters and lock is None:
        problems.append(Problem(Code.PASSAGE_UNLOCKED, Where(LOCK.as_posix()), "There is no lock file yet."))
    chapters.sort(key=lambda c: (c.published is None, c.published.place_key if c.published else (), c.slug))
    return tuple(chapters), problems


def _pictures(
    chapters: Sequence[Chapter], folders: Sequence[Path], memory: Memory
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """The chapters with the files of their pictures: only of those whose text is shown, for their rights are the text's."""
    problems: list[Problem] = []
    done = []
    for chapter in chapters:
        paths = editorial.picture_files(chapter, folders) if chapter.available else {}
        key = "pictures", Same(chapter), tuple(paths.items())
        done.append(_keep(problems, memory.get(key, partial(editorial.with_pictures, chapter, paths))))
    return tuple(done), problems


def _placed(problems: Iterable[Problem], paths: Mapping[str, Path]) -> list[Problem]:
    """Problems of sources, with the place at which each was found in place of its name in the register."""
    return [
        replace(problem, where=replace(problem.where, path=str(paths[problem.where.path])))
        if problem.where.path in paths
        else problem
        for problem in problems
    ]


def _linker(languages: Iterable[str], entries: Mapping[str, Entry], memory: Memory) -> glossary.Linker:
    wanted = tuple(sorted(set(languages)))
    return memory.get(("linker", tuple(entries.items()), wanted), lambda: glossary.Linker(entries, wanted))


def _mentions(
    chapters: Sequence[Chapter],
    entries: Mapping[str, Entry],
    linker: glossary.Linker,
    progress: Progress,
    memory: Memory,
) -> tuple[dict[str, tuple[Mention, ...]], list[Problem]]:
    """Mentions of all chapters whose text is at hand; rules may name entries that do not exist."""
    problems = list(linker.problems)
    mentions = {}
    for count, chapter in enumerate(chapters):
        progress("Linking the glossary", count, len(chapters))
        if chapter.available:
            key = "mentions", Same(chapter), Same(linker)
            found = _keep(problems, memory.get(key, partial(glossary.link, chapter, linker)))
            mentions[chapter.slug] = tuple(mention for mention in found if mention.entry in entries)
    return mentions, problems


def _named(
    events: Sequence[Event], entries: Mapping[str, Entry], linker: glossary.Linker, language: str, memory: Memory
) -> dict[str, tuple[str, ...]]:
    """Entries that events name, in the editors' language. What two entries claim, `_mentions` has said of the chapters."""
    finds = linker if language in linker.languages else _linker((language,), entries, memory)
    return memory.get(("named", tuple(events), Same(finds)), lambda: glossary.named(events, entries, finds, language))


def _times(
    chapters: Sequence[Chapter], progress: Progress, memory: Memory
) -> tuple[dict[str, tuple[Time, ...]], list[Problem]]:
    problems: list[Problem] = []
    times = {}
    for count, chapter in enumerate(chapters):
        progress("Finding dates", count, len(chapters))
        if chapter.available:
            tagged = memory.get(("times", Same(chapter)), partial(temporal.tag_chapter, chapter))
            times[chapter.slug] = _keep(problems, tagged)
    return times, problems


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

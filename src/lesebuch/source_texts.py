"""The texts of a reader's sources: in which folders they may lie, which are missing there, and what they say."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lesebuch import sources
from lesebuch.config import Config
from lesebuch.folders import SEEDS_VARIABLE
from lesebuch.model import Registered, Rights, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, keep
from lesebuch.stage_memory import Memory, Same, stamp

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class SourceTexts:
    """The texts of sources, and the files that hold them, both by names of the register."""

    folders: Sequence[Path]
    """In which they were looked for."""
    paths: Mapping[str, Path]
    texts: Mapping[str, Text]


def read_texts(
    root: Path,
    register: Sequence[Registered],
    allowed: Sequence[Registered],
    config: Config,
    seeds: Sequence[Path],
    progress: Progress,
    memory: Memory,
) -> tuple[SourceTexts, list[Problem]]:
    """The texts of the allowed sources, and of no other; what is missing among them, or lies under another's name."""
    found = folders(root, config, seeds)
    paths = sources.find(allowed, found)
    problems = [*_missing(allowed, paths, found), *sources.misplaced(register, found, paths)]
    texts = keep(problems, _texts(allowed, paths, progress, memory))
    return SourceTexts(found, paths, texts), problems


def folders(root: Path, config: Config, seeds: Sequence[Path] = ()) -> list[Path]:
    """Where sources may lie: as reader.toml says, as the environment says, as the caller says."""
    outside = [Path(name) for name in os.environ.get(SEEDS_VARIABLE, "").split(os.pathsep) if name]
    every = [*(root / name for name in config.seeds), *outside, *seeds]
    return list(dict.fromkeys(map(_at_home, every)))


def _at_home(folder: Path) -> Path:
    """`~` and `~NAME` are homes; where nobody has that name, it is a folder's."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


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


def unlisted(
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
    found_texts: dict[str, Text] = {}
    problems: list[Problem] = []
    found = [source for source in allowed if source.file in paths]
    for count, registered in enumerate(found):
        progress("Reading sources", count, len(found))
        path, name, extractor = paths[registered.file], registered.file, registered.extractor
        source, bad = memory.get(("source", stamp(path), name, extractor), partial(sources.load, path, name, extractor))
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
        found_texts[registered.file] = keep(problems, memory.get(("text", Same(source)), partial(normalise, source)))
    return found_texts, problems

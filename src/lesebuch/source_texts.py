"""The texts of a reader's sources: in which folders they may lie, which are missing there, and what they say."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lesebuch import sources
from lesebuch.config import Config
from lesebuch.folders import CHRONOLOGY, CORPUS, GLOSSARY, RENAMED, outside, written
from lesebuch.model import Registered, Rights, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Problem, keep
from lesebuch.stage_memory import Memory, Same, stamp
from lesebuch.textfile import read_text

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


def for_sheet(root: Path, files: Collection[Path], register: Sequence[Registered]) -> Sequence[Registered]:
    """The sources whose words a sheet of these files may hold: those of the chapters that they, or entries of the glossary, name.

    All, where it is not plain what they name: whoever reads too much has the same sheet.
    """
    told = "\n".join(map(_content, files))
    entries = "\n".join(map(_content, sorted((root / GLOSSARY).rglob("*.md"))))
    if (root / RENAMED).exists() or _TAKEN_IN.search(told + entries):
        return register
    wanted: set[str] = set()
    for path in written(root / CORPUS):
        if path in files or path.stem in told or f"{path.stem}#" in entries:
            head = _content(path).partition("\n---")[0]
            own = {source.file for source in register if source.file in head}
            if not own and path.name != CHRONOLOGY.name:
                return register
            wanted |= own
    return [source for source in register if source.file in wanted]


_TAKEN_IN = re.compile(r"\{(?:literal)?include\}|\binclude::|\{\{")
"""What puts the words of other files into one."""


def _content(path: Path) -> str:
    return read_text(path, path.name)[0] or ""


def folders(root: Path, config: Config, seeds: Sequence[Path] = ()) -> list[Path]:
    """Where sources may lie: as reader.toml says, as the environment says, as the caller says."""
    return list(dict.fromkeys([*(root / name for name in config.seeds), *outside(), *seeds]))


def _missing(allowed: Sequence[Registered], paths: dict[str, Path], folders: Sequence[Path]) -> list[Problem]:
    """Sources that nobody finds by their checksum, and those that are there under their name with other bytes."""
    changed = sources.changed(allowed, folders, paths)
    nowhere = "" if any(map(Path.is_dir, folders)) else "No folder that `seeds` in reader.toml names is there."
    problems = []
    for source in allowed:
        if source.file in paths:
            continue
        there = changed.get(source.file)
        if there and os.access(there, os.R_OK):
            message = f"{there} is not the file that was registered: its checksum differs."
            hint = (
                "Its line ends alone differ: git or an editor has changed them. Restore the file."
                if sources.is_converted(there, source)
                else ""
            )
            problems.append(Problem(Code.CHANGED_SOURCE, source.where, message, hint))
            continue
        is_open = source.rights is Rights.OPEN
        name = f"The {'' if is_open else 'restricted '}source {source.file}"
        message = f"{name} cannot be read: permission denied." if there else f"{name} is not there."
        hint = "Give yourself the right to read it." if there else nowhere
        code = Code.MISSING_SOURCE if is_open else Code.RESTRICTED_SOURCE
        problems.append(Problem(code, source.where, message, hint))
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

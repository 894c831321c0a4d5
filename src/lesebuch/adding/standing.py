"""The reader to which sources are added, as it stands."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lesebuch.adding.records import Record
from lesebuch.config import FILE
from lesebuch.config_reading import read_config
from lesebuch.folders import CORPUS, REGISTER, written
from lesebuch.model import Registered, Text
from lesebuch.normalise import normalise
from lesebuch.problems import Problem, Severity
from lesebuch.source_texts import folders
from lesebuch.sources import find, load, read_register
from lesebuch.textfile import read_text
from lesebuch.yamlfile import YamlMapping, front_matter


class ChapterOrigin(NamedTuple):
    """From where a chapter is."""

    file: str
    first: int
    last: int


@dataclass(slots=True)
class AddingState:
    """What is there, and grows while files are added."""

    root: Path
    folders: list[Path]
    register: list[Registered]
    texts: list[Text]
    chapters: dict[str, ChapterOrigin]
    """By slug."""
    records: list[Record] = field(default_factory=list)
    """What a reference manager knows of the sources."""


def read_standing(root: Path) -> tuple[AddingState, list[Problem]]:
    """The reader as it stands; what is wrong with its register must be put right before it grows."""
    config, problems = read_config(root / FILE)
    seeds = folders(root, config)
    register, more = read_register(root / REGISTER)
    problems = [problem for problem in [*problems, *more] if problem.severity is Severity.ERROR]
    texts = []
    extractors = {entry.file: entry.extractor for entry in register}
    for name, path in find(register, seeds).items():
        source, _ = load(path, name, extractors[name])
        if source is not None:
            texts.append(normalise(source)[0])
    return AddingState(root, seeds, list(register), texts, _chapters(root / CORPUS)), problems


def _chapters(folder: Path) -> dict[str, ChapterOrigin]:
    chapters = {}
    for path in written(folder):
        place = ChapterOrigin("", 0, 0)
        with suppress(OSError, UnicodeError, ValueError):
            text, _ = read_text(path, str(path))
            block, _, _, _ = front_matter(text or "", str(path))
            source = block.get("source") if block else None
            if isinstance(source, YamlMapping):
                start, _, end = str(source.get("lines")).partition("-")
                place = ChapterOrigin(str(source.get("file")), int(start), int(end or start))
        chapters[path.stem] = place
    return chapters

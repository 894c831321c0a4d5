"""Puts a corrected source in the place of another: passages, notes, events and rules follow their words."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from lesebuch import directives, editorial, sources, yamlfile
from lesebuch.editing import ranges
from lesebuch.editing.alignment import Alignment
from lesebuch.editing.anchoring import PassageUnits, Units, continued, spanning
from lesebuch.editing.lines import CannotEditError, File, LineEdit, read_file
from lesebuch.editing.ranges import Range
from lesebuch.editing.references import parsed
from lesebuch.editing.together import Change
from lesebuch.editorial.chapterfile import ChapterFile
from lesebuch.editorial.lock import Lock, written
from lesebuch.folders import CORPUS, LOCK, REGISTER, chapter_files
from lesebuch.model import Chapter, Passage, PassageKind, Registered, Rights, Source, Text, picture_key
from lesebuch.normalise import normalise
from lesebuch.pipeline import read
from lesebuch.problems import Severity
from lesebuch.yamlfile import Scalar, YamlMapping, quoted, scalars

_LINES = (("structure", "at"),)
_PASSAGES = (("mentions", "at"), ("times", "at"))
_PLAIN = re.compile(r"[0-9]+(?:-[0-9]+)?")
_NUMBERS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_HIDES = re.compile(r"\bis: *(?:drop|metadata)\b")
"""Of what is on no page: no new line is to be hidden."""
_SAID = frozenset(("heading", "item", "quote", "verse", "speech", "caption", "footnote", "page"))
"""What the format of a source may say of a line that is new."""
_ITEM = re.compile(r"(\s*)- \{[^\n]*\}\s*(?:#.*)?")
_SHOWN = 60


class CannotReplaceError(CannotEditError):
    """Why a source cannot be replaced, and what to do, in sentences."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An anchor whose words are gone: where it is written, what it says, and the place that is most like the old one."""

    path: Path
    line: int
    anchor: str
    nearest: str
    words: str
    """The beginning of what stands there."""


@dataclass(slots=True)
class Followed:
    """What becomes of a chapter's passages."""

    slug: str
    same: int = 0
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    shown: dict[str, bool] = field(default_factory=dict)
    """The pictures that the new source shows there (`picture_key`), and whether words of the source say what they show."""


@dataclass(slots=True)
class Replacement:
    """What is to be done."""

    was: Path
    old: Source
    """The source as it was, and its file."""
    path: Path
    new: Source
    """The source as it is, and the file that was given."""
    place: Path
    """Where the new source will lie, or lies already."""
    copied: bool
    is_open: bool
    edits: list[tuple[File, list[LineEdit]]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    chapters: list[Followed] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The source as it was and as it is."""

    entry: Registered
    name: str
    old: Text
    new: Text
    lines: Units


def plan(root: Path, slug: str, path: Path, folders: Sequence[Path], changes: str = "") -> Replacement | None:
    """Plan it; None if the source is this file already, and read as it is today. CannotReplaceError says why it cannot be.

    The file that is registered may be given again: if a newer extractor reads it in another way, what was written follows.
    `changes`: what becomes of tracked changes; empty: what became of those of the old source.
    """
    register, problems = sources.read_register(root / REGISTER)
    lock, more = editorial.read_lock(root / LOCK)
    if bad := [problem for problem in [*problems, *more] if problem.severity is Severity.ERROR]:
        raise CannotReplaceError(f"First correct this: {bad[0]}")
    files = _chapters(root)
    if slug not in files:
        raise CannotReplaceError(f"There is no chapter `{slug}` that can be read. lesebuch check says what is wrong.")
    entry = next((source for source in register if source.file == files[slug].file), None)
    if entry is None:
        raise CannotReplaceError(f"The register does not list {files[slug].file}, the source of `{slug}`.")
    source = _load(path, changes=changes or sources.parted(entry.extractor)[1])
    again = source.sha256 == entry.sha256
    if again and source.extractor == entry.extractor:
        return None
    other = next((known for known in register if known.sha256 == source.sha256), None)
    if other and not again:
        raise CannotReplaceError(f"{path.name} is registered already, as {other.file}; a source is listed once.")
    was = _registered(entry, folders)
    place, copied = (was, False) if again else _place(root, path, source, register, folders)
    old = _load(was, entry.file, entry.extractor)
    both = _sources(entry, entry.file if again else place.name, normalise(old)[0], normalise(source)[0])
    planned = Replacement(was, old, path, source, place, copied, entry.rights is Rights.OPEN)
    if copied:
        planned.changes.append(Change(place, None, path.read_bytes()))
    own = {name: file for name, file in files.items() if file.file == entry.file}
    _follow(root, own, both, source, _lock_of(root, lock), planned)
    return planned


def _chapters(root: Path) -> dict[str, ChapterFile]:
    paths = chapter_files(root)
    return {path.stem: file for path in paths if (file := editorial.read_chapter(path)[0])}


def _load(path: Path, name: str = "", extractor: str = "", changes: str = "") -> Source:
    source, problems = sources.load(path, name, extractor, changes)
    if source is None:
        raise CannotReplaceError(str(problems[0]))
    return source


def _registered(entry: Registered, folders: Sequence[Path]) -> Path:
    path = sources.find([entry], folders).get(entry.file)
    if path is None:
        message = f"The source {entry.file} is not at hand as it was registered, and without its words nothing can follow them."
        raise CannotReplaceError(f"{message} Put that file back, under any name, and give the corrected one another.")
    return path


def _place(
    root: Path, path: Path, source: Source, register: Iterable[Registered], folders: Sequence[Path]
) -> tuple[Path, bool]:
    """Where the new source lies, relative to the reader where it is to be copied; no file is overwritten."""
    there = next((folder for folder in folders if path.resolve().is_relative_to(folder.resolve())), None)
    if there:
        return path.resolve(), False
    taken = {known.file for known in register}
    number, name = 1, source.file
    folder = folders[0]
    while name in taken or (folder / name).exists():
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return folder.relative_to(root) / name if folder.is_relative_to(root) else folder / name, True


def _sources(entry: Registered, name: str, old: Text, new: Text) -> _Sources:
    was, now = [line.text for line in old.lines], [line.text for line in new.lines]
    numbers = {str(n): n - 1 for n in range(1, len(was) + 1)}
    names = [str(n) for n in range(1, len(now) + 1)]
    return _Sources(entry, name, old, new, Units(numbers, names, was, now, Alignment(was, now)))


def _lock_of(root: Path, lock: Lock | None) -> Lock:
    """Without a lock, ids are counted anew: so all are written down first."""
    return editorial.renew(None, read(root)[0].chapters) if lock is None else lock


def _follow(
    root: Path, own: Mapping[str, ChapterFile], both: _Sources, source: Source, lock: Lock, planned: Replacement
) -> None:
    """Chapters, register and lock."""
    was = [Range(file.first, file.last, text=True) for file in own.values()]
    was += [Range(out.first, out.last, text=False) for out in both.entry.outside]
    now = ranges.follow(was, both.lines.alignment, both.lines.new_texts)
    made = []
    for (slug, file), there in zip(own.items(), now, strict=False):
        if there is None:
            raise CannotReplaceError(f"Nothing of the chapter `{slug}` is in the new source; is it another text?")
        made.append(_chapter(root, file, there, both, lock.get(slug), planned))
    _register(root, both, source, now[len(own) :], planned)
    renewed = editorial.renew(lock, made, {slug for slug in lock if slug not in own})
    path = root / LOCK
    planned.changes.append(Change(LOCK, path.read_bytes() if path.exists() else None, written(renewed).encode()))


def _chapter(
    root: Path,
    old: ChapterFile,
    there: Range,
    both: _Sources,
    locked: Sequence[editorial.Locked] | None,
    planned: Replacement,
) -> Chapter:
    """The chapter as it will be; its edits and what is lost are noted."""
    file = read_file(root, CORPUS / f"{old.slug}.md")
    assert file is not None  # it was read before
    front = list(_front(file, there, both, planned))
    before, _ = editorial.bind(old, both.entry, both.old, locked)
    after, _ = editorial.bind(_parsed(file, front), both.entry, both.new, None)
    passages, units = continued(before.passages, after.passages, [entry.id for entry in locked or ()])
    edits = [*front, *_anchors(file, units, planned)]
    planned.lost = [_moved_down(lost, file, edits) for lost in planned.lost]
    planned.edits.append((file, edits))
    planned.changes.append(Change(file.path, file.data, file.edited(edits)))
    planned.chapters.append(_followed(before, passages, old.slug))
    return replace(after, passages=passages)


def _front(file: File, there: Range, both: _Sources, planned: Replacement) -> Iterator[LineEdit]:
    """What front matter says of lines."""
    taken: list[str] = []
    last: Scalar | None = None
    for value in front_values(file):
        if value.keys == ("source", "file"):
            yield instead(value, both.name)
        elif value.keys == ("source", "lines"):
            yield instead(value, there.written)
        elif value.keys in _LINES or value.keys[:1] == ("evidence",):
            line = file.lines[value.line - 1]
            hides = value.keys in _LINES and bool(_HIDES.search(line))
            now = both.lines.runs_of(value.text, alone=hides)
            if value.keys in _LINES:
                now = [at for at in now if _within(at, there)]
                taken, last = [*taken, *now], value
            if not now:
                planned.lost.append(_lost(file, value.line, value.text, both.lines))
                if value.keys in _LINES and (edit := commented(value.line, line)):
                    yield edit
            elif len(now) > 1 and _ITEM.fullmatch(line):
                more = "".join(f"\n{line[: value.start]}{at}{line[value.end :]}" for at in now[1:])
                yield from (instead(value, now[0]), LineEdit(value.line, len(line), len(line), more))
            else:
                yield instead(value, spanning(now) if len(now) > 1 else now[0])
    if last is not None:
        yield from _new_items(last, file.lines[last.line - 1], taken, there, both)


def _new_items(last: Scalar, line: str, taken: Iterable[str], there: Range, both: _Sources) -> Iterator[LineEdit]:
    """Items behind the last one for lines that are new, and of which the format of the source says what they are."""
    item = _ITEM.fullmatch(line)
    spans = [found for at in taken if (found := _NUMBERS.match(at))]
    covered = {n for found in spans for n in range(int(found[1]), int(found[2] or found[1]) + 1)}
    new = [
        entry
        for entry in both.new.source.layout
        if item and entry.kind in _SAID and entry.line not in covered and there.first <= entry.line <= there.last
        if both.lines.alignment.origin(entry.line - 1) is None
    ]
    runs = groupby(enumerate(new), key=lambda at: (at[1].kind, at[1].group, at[1].line - at[0]))
    lines = [(kind, [entry.line for _, entry in run]) for (kind, _, _), run in runs]
    items = [(Range(run[0], run[-1], text=True).written, kind) for kind, run in lines]
    if item and items:
        more = "".join(f"\n{item[1]}- {{at: {at}, is: {kind}}}" for at, kind in items)
        yield LineEdit(last.line, len(line), len(line), more)


def _within(at: str, there: Range) -> bool:
    """Whether lines, or words in a line, are among those of a chapter: a paragraph may have moved into another."""
    numbers = _NUMBERS.match(at)
    return numbers is None or there.first <= int(numbers[1]) <= int(numbers[2] or numbers[1]) <= there.last


def commented(number: int, line: str) -> LineEdit | None:
    """An item of a list that is made a comment, since the new source has nothing of it; None if it is not all of its line."""
    item = _ITEM.fullmatch(line)
    return item and LineEdit(number, len(item[1]), len(item[1]), "# Not in the new source: ")


def front_values(file: File) -> Iterator[Scalar]:
    """What stands in the front matter of a chapter, with its places."""
    _, _, line = parsed(file)
    return scalars("\n".join(file.lines[1 : line - 2]), 2)


def instead(value: Scalar, new: str) -> LineEdit:
    """Another value in the place of one."""
    text = new if _PLAIN.fullmatch(new) else quoted(new)
    # What stays is not written in another way.
    return LineEdit(
        value.line, value.start, value.end if new != value.text else value.start, text if new != value.text else ""
    )


def _parsed(file: File, edits: Iterable[LineEdit]) -> ChapterFile:
    """The chapter file with these edits, read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file.path.name)
        path.write_bytes(file.edited(edits))
        made, problems = editorial.read_chapter(path)
    if made is None:
        raise CannotReplaceError(f"First correct this: {problems[0]}")
    return made


def _anchors(file: File, units: PassageUnits, planned: Replacement) -> Iterator[LineEdit]:
    """What the chapter says of passages: rules, notes, events."""
    for value in front_values(file):
        if value.keys in _PASSAGES:
            now = _now(file, value.line, value.text, units, planned)
            yield from [instead(value, now)] if now else []
    for directive in directives.parse(*parsed(file))[0]:
        line = directive.where.line
        if directive.name in ("annotation", "emend"):
            yield from _in_line(file, line, directive.argument, _now(file, line, directive.argument, units, planned))
        elif directive.name == "event" and "at" in directive.option_lines:
            line = directive.option_lines["at"]
            start = file.lines[line - 1].index(":at:") + 4 if ":at:" in file.lines[line - 1] else 0
            for match in re.finditer(r"(?<![\w#-])[a-z][0-9]+(?:\.[0-9]+)?(?![\w-])", file.lines[line - 1][start:]):
                now = _now(file, line, match[0], units, planned)
                if now and now != match[0]:
                    yield LineEdit(line, start + match.start(), start + match.end(), now)


def _in_line(file: File, line: int, old: str, new: str | None) -> Iterator[LineEdit]:
    at = file.lines[line - 1].rfind(old)
    if new and new != old and at >= 0:
        yield LineEdit(line, at, at + len(old), new)


def _now(file: File, line: int, anchor: str, units: PassageUnits, planned: Replacement) -> str | None:
    named = units.of(anchor)
    found = named.follow(anchor)
    if found is None:
        planned.lost.append(_lost(file, line, anchor, named))
    return found


def _lost(file: File, line: int, anchor: str, units: Units) -> Lost:
    nearest = units.nearest(anchor)
    text = units.text(nearest)
    return Lost(file.path, line, anchor, nearest, text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _moved_down(lost: Lost, file: File, edits: Iterable[LineEdit]) -> Lost:
    """With the number that its line has once the file is written."""
    more = sum(edit.new.count("\n") for edit in edits if edit.line < lost.line) if lost.path == file.path else 0
    return replace(lost, line=lost.line + more)


def _followed(before: Chapter, after: Sequence[Passage], slug: str) -> Followed:
    texts = {passage.id: passage.text for passage in before.passages}
    found = Followed(slug)
    for passage in after:
        if passage.id not in texts:
            found.new.append(passage.id)
        elif texts[passage.id] == passage.text:
            found.same += 1
        else:
            found.changed.append(passage.id)
        for key in editorial.shown_by(passage):
            described = passage.kind is PassageKind.FIGURE and key == picture_key(passage.target)
            found.shown[key] = found.shown.get(key, False) or described
    ids = {passage.id for passage in after}
    found.gone = [passage.id for passage in before.passages if passage.id not in ids]
    return found


def _register(
    root: Path, both: _Sources, source: Source, outside: Sequence[Range | None], planned: Replacement
) -> None:
    """The entry is now about the new file."""
    file = read_file(root, REGISTER)
    blocks = yamlfile.load_list(file.text if file else "", str(REGISTER))[0]
    block = next((block for block in blocks if str(block.get("file")) == both.entry.file), None)
    assert file is not None  # the entry was read from it
    assert block is not None
    new = {
        "file": both.name,
        "sha256": source.sha256,
        "extractor": source.extractor,
        "text_sha256": sources.checksum(source.text),
    }
    places: dict[tuple[int, tuple[str, ...]], str] = {(block.lines[key], (key,)): text for key, text in new.items()}
    items = block.get("outside")
    for item, now in zip(items if isinstance(items, list) else [], outside, strict=False):
        if isinstance(item, YamlMapping) and now:
            places[item.lines["lines"], ("outside", "lines")] = now.written
    edits = [
        instead(value, places[value.line, value.keys])
        for value in scalars(file.text)
        if (value.line, value.keys) in places
    ]
    planned.edits.append((file, edits))
    planned.changes.append(Change(REGISTER, file.data, file.edited(edits)))

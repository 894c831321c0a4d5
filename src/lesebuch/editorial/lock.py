"""corpus/passages.lock: what each published passage id means, without a word of the text.

A line a passage: `SLUG ID KIND LENGTH FINGERPRINT`, chapters sorted, passages in order of the page; ids that led
somewhere once and no longer do stand behind, with the kind `gone`, so that nothing else ever takes them.
"""

import hashlib
import re
import string
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from lesebuch.folders import CORPUS
from lesebuch.limits import DIGITS
from lesebuch.model import Chapter, Passage, PassageKind, Subpassage
from lesebuch.problems import Code, Problem, Where
from lesebuch.textfile import name_in_folder, read_text
from lesebuch.writing import write_whole

GONE = "gone"
_HEADER = "# What each passage id means: chapter, id, kind, length, fingerprint. Written by `lesebuch lock`; not to be edited.\n"
_NUMBER = rf"([0-9]{{1,{DIGITS}}})"
_ROW = rf"(?:\.[0-9]{{1,{DIGITS}}})?"
_LINE = re.compile(rf"([a-z][a-z0-9-]*) ([a-z][0-9]{{1,{DIGITS}}}{_ROW}) ([a-z]+) {_NUMBER} ([0-9a-f]{{16}})")
_KINDS = frozenset(kind.value for kind in PassageKind)
_PARTS = frozenset({PassageKind.LINE, PassageKind.ROW})
_FEWEST_IN_RUN = 3
"""Ids that are named as `p1-p3`."""
_SAME = 0.8
"""Of the passages of a chapter: from this share on they are those of the other."""
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Locked:
    """A passage as the lock file knows it."""

    id: str
    kind: PassageKind | None
    """None: the passage is gone, its id is taken for ever."""
    length: int
    """Of the normalised text, in code points."""
    fingerprint: str


Lock = Mapping[str, tuple[Locked, ...]]


def fingerprint(text: str) -> str:
    """16 hexadecimal digits that stay the same when only case, white space or punctuation changes."""
    folded = _NO_LETTER.sub("", unicodedata.normalize("NFC", text.casefold()))
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_lock(path: Path) -> tuple[Lock | None, list[Problem]]:
    """Read the lock file; None where there is none yet."""
    if not path.exists():
        return None, []
    text, problems = read_text(path, name_in_folder(path))
    lock: dict[str, list[Locked]] = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if not match or not (match[3] == GONE or match[3] in _KINDS):
            message = "This is no line of a lock file: chapter, id, kind, length, fingerprint."
            hint = "Restore the file from version control; `lesebuch lock` alone writes it."
            problems.append(Problem(Code.BAD_VALUE, Where(name_in_folder(path), number), message, hint))
            continue
        kind = None if match[3] == GONE else PassageKind(match[3])
        lock.setdefault(match[1], []).append(Locked(match[2], kind, int(match[4]), match[5]))
    return {slug: tuple(entries) for slug, entries in lock.items()}, problems


def write_lock(path: Path, lock: Lock) -> None:
    """Write the lock file, all of it or nothing."""
    write_whole(path, written(lock))


def written(lock: Lock) -> str:
    """The lock file's text."""
    lines = [
        f"{slug} {entry.id} {entry.kind or GONE} {entry.length} {entry.fingerprint}\n"
        for slug in sorted(lock)
        for entry in sorted(lock[slug], key=lambda entry: entry.kind is None)
    ]
    return _HEADER + "".join(lines)


def renew(old: Lock | None, chapters: Iterable[Chapter], untouched: Collection[str] = ()) -> Lock:
    """The lock for these chapters.

    A chapter without its text, or one of `untouched` (it is there, but faulty), keeps what the lock says. The ids of a
    chapter that is no more are retired, not forgotten: nothing else may take them.
    """
    lock = {
        slug: entries if slug in untouched else tuple(replace(entry, kind=None) for entry in entries)
        for slug, entries in (old or {}).items()
    }
    for chapter in chapters:
        before = (old or {}).get(chapter.slug, ())
        if not chapter.available:
            if before:
                lock[chapter.slug] = before
            continue
        now = tuple(Locked(p.id, p.kind, len(p.text or ""), fingerprint(p.text or "")) for p in _all(chapter))
        ids = {entry.id for entry in now}
        lock[chapter.slug] = (*now, *(replace(entry, kind=None) for entry in before if entry.id not in ids))
    return lock


def _all(chapter: Chapter) -> Iterator[Passage]:
    """The passages, behind each stanza its lines and behind each table its rows."""
    for passage in chapter.passages:
        yield passage
        yield from filter(None, (passage.part(part.id) for part in passage.parts))


def passages_of(locked: Sequence[Locked]) -> tuple[Passage, ...]:
    """The passages of a chapter whose text is not at hand; lines and rows are parts of what they stand behind."""
    passages: list[Passage] = []
    for entry in locked:
        if entry.kind in _PARTS and passages:
            passages[-1] = replace(passages[-1], parts=(*passages[-1].parts, Subpassage(entry.id, 0, 0)))
        elif entry.kind:
            passages.append(Passage(entry.id, entry.kind, None))
    return tuple(passages)


def check_names(lock: Lock, chapters: Iterable[Chapter], files: Collection[str]) -> Iterator[Problem]:
    """Chapters that were given another name by hand, so that nothing followed. `files`: names of all chapter files."""
    gone = {slug: {e.fingerprint for e in entries if e.kind} for slug, entries in lock.items() if slug not in files}
    new = [chapter for chapter in chapters if chapter.slug not in lock] if gone else []
    for chapter in new:
        own = {fingerprint(passage.text) for passage in chapter.passages if passage.text}
        old = max(gone, key=lambda slug: len(gone[slug] & own))
        if own and len(gone[old] & own) >= _SAME * len(own):
            message = f"Its passages are locked as those of `{old}`, of which there is no file any more."
            hint = (
                f"If you gave the file another name, call it corpus/{old}.md again and run "
                f"`lesebuch rename {old} {chapter.slug}`: links and the old address follow."
            )
            yield Problem(Code.PASSAGE_UNLOCKED, Where(f"{CORPUS.as_posix()}/{chapter.slug}.md", 1), message, hint)


def in_short(ids: Iterable[str]) -> str:
    """Ids by their kinds, those that count on as `p1-p55`: of a book they would fill a screen."""
    kinds: dict[str, list[int]] = {}
    for id_ in ids:
        kind = id_.rstrip(string.digits)
        kinds.setdefault(kind, []).append(int(id_[len(kind) :]))
    return ", ".join(run for kind, numbers in kinds.items() for run in _runs(kind, numbers))


def _runs(kind: str, numbers: Sequence[int]) -> Iterator[str]:
    start = numbers[0]
    for number, behind in zip_longest(numbers, numbers[1:]):
        if behind != number + 1:
            if number - start + 1 >= _FEWEST_IN_RUN:
                yield f"{kind}{start}-{kind}{number}"
            else:
                yield from (f"{kind}{n}" for n in range(start, number + 1))
            start = behind


def changes(old: Sequence[Locked], new: Sequence[Locked]) -> tuple[list[str], list[str], list[str]]:
    """Ids that a new lock adds, that change their meaning, that lead nowhere any more; each in order."""
    was = {entry.id: entry for entry in old if entry.kind}
    now = {entry.id: entry for entry in new if entry.kind}
    added = [id_ for id_ in now if id_ not in was]
    changed = [id_ for id_, entry in now.items() if id_ in was and was[id_].fingerprint != entry.fingerprint]
    return added, changed, [id_ for id_ in was if id_ not in now]

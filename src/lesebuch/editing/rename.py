"""Gives a chapter, an entry or an event another name: all that refers to it follows, and its old address leads on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lesebuch import editorial
from lesebuch.editing.lines import CannotEditError, File, LineEdit, read_file
from lesebuch.editing.references import Name, Referent, edits, event_names, left, text_files
from lesebuch.editing.together import Change
from lesebuch.editorial.lock import Lock
from lesebuch.editorial.lock import written as lock_written
from lesebuch.editorial.renamed import written
from lesebuch.folders import CHRONOLOGY, CORPUS, GLOSSARY, LOCK, RENAMED
from lesebuch.guesses import several
from lesebuch.model import SLUG, Renamed

_TABLES = {Referent.CHAPTER: "chapters", Referent.ENTRY: "entries", Referent.EVENT: "events"}
_ARTICLES = {Referent.CHAPTER: "a", Referent.ENTRY: "an", Referent.EVENT: "an"}
_FOLDERS = {Referent.CHAPTER: CORPUS, Referent.ENTRY: GLOSSARY}


class CannotRenameError(CannotEditError):
    """Why a name cannot be given, and what to do, in sentences."""


@dataclass(slots=True)
class Renaming:
    """What is to be done."""

    name: Name
    edits: list[tuple[File, list[LineEdit]]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    left: list[tuple[Path, int]] = field(default_factory=list)
    """Lines that look as if they named it, and that people must look at; each in the file as it is called before."""

    @property
    def own(self) -> Path | None:
        """The file of the thing itself; an event has none."""
        return _FOLDERS[self.name.kind] / f"{self.name.old}.md" if self.name.kind in _FOLDERS else None

    @property
    def moved(self) -> Mapping[Path, Path]:
        """That file, and how it is called now."""
        return {self.own: self.own.with_stem(self.name.new)} if self.own else {}


def plan(root: Path, old: str, new: str, kind: Referent | None = None) -> Renaming | None:
    """Plan it; None if that was done before. CannotRenameError says why it cannot be."""
    if not SLUG.fullmatch(new):
        raise CannotRenameError(f"`{new}` is no name: write small letters a-z, digits and hyphens, a letter first.")
    renamed, problems = editorial.read_renamed(root / RENAMED)
    lock, more = editorial.read_lock(root / LOCK)
    if problems or more:
        raise CannotRenameError(f"First correct this: {[*problems, *more][0]}")
    files = [file for path in text_files(root) if (file := read_file(root, path))]
    names = _names(files)
    kind = _kind(names, renamed, old, new, kind)
    if kind is None:
        return None
    name = Name(kind, old, new)
    _check_free(name, names[kind], renamed)
    plan = Renaming(name)
    for file in files:
        found = edits(file, name)
        if found:
            plan.edits.append((file, found))
        plan.left += [(file.path, line) for line in left(file, name, found)]
    plan.changes = [*_moved(plan, files), _ledger(root, name, renamed), *_locked(root, name, lock)]
    return plan


def _names(files: Collection[File]) -> dict[Referent, set[str]]:
    """All names, by kind."""
    corpus = [file for file in files if file.path.parent == CORPUS]
    return {
        Referent.CHAPTER: {file.path.stem for file in corpus if file.path != CHRONOLOGY},
        Referent.ENTRY: {file.path.stem for file in files if file.path.parent == GLOSSARY},
        Referent.EVENT: {name for file in corpus for name in event_names(file)},
    }


def _kind(
    names: Mapping[Referent, set[str]], renamed: Renamed, old: str, new: str, wanted: Referent | None
) -> Referent | None:
    """What is called `old`; None if it was, and is called `new` now."""
    kinds = [kind for kind in Referent if wanted in (None, kind)]
    found = [kind for kind in kinds if old in names[kind]]
    if len(found) > 1:
        what = " and ".join(f"{_ARTICLES[kind]} {kind}" for kind in found)
        ways = " or ".join(f"--kind {kind}" for kind in found)
        raise CannotRenameError(f"`{old}` is the name of {what}. Say which: {ways}.")
    if found:
        return found[0]
    if any(_table(renamed, kind).get(old) == new and new in names[kind] for kind in kinds):
        return None
    near = several(old, sorted(set().union(*(names[kind] for kind in kinds))))
    what = f"no {wanted}" if wanted else "no chapter, entry or event"
    raise CannotRenameError(f"There is {what} `{old}`. {near}".rstrip())


def _check_free(name: Name, taken: Collection[str], renamed: Renamed) -> None:
    if name.new in taken or (name.kind is Referent.CHAPTER and name.new == CHRONOLOGY.stem):
        raise CannotRenameError(f"There is {_ARTICLES[name.kind]} {name.kind} `{name.new}` already.")
    now = _table(renamed, name.kind).get(name.new)
    if now not in (None, name.old):
        message = f"`{name.new}` is an old name of `{now}`, and links to it lead there."
        raise CannotRenameError(f"{message} Choose another, or take the line out of {RENAMED.as_posix()}.")


def _moved(plan: Renaming, files: Collection[File]) -> list[Change]:
    """Files with their edits; that of the thing itself goes to its new place."""
    name = plan.name
    own = plan.own
    done = {file.path: file.edited(found) for file, found in plan.edits}
    changes = []
    for file in files:
        after = done.get(file.path, file.data)
        if file.path == own:
            changes += [Change(own.with_stem(name.new), None, after), Change(own, file.data, None)]
        elif after != file.data:
            changes.append(Change(file.path, file.data, after))
    return changes


def _ledger(root: Path, name: Name, renamed: Renamed) -> Change:
    """The old name leads to the new one, and so do the names before it."""
    table = {old: name.new if now == name.old else now for old, now in _table(renamed, name.kind).items()}
    table[name.old] = name.new
    table.pop(name.new, None)
    return _change(root, RENAMED, written(replace(renamed, **{_TABLES[name.kind]: table})))


def _locked(root: Path, name: Name, lock: Lock | None) -> list[Change]:
    """A chapter's ids go with it. Those that its new name had once stay taken, and none may be both."""
    if name.kind is not Referent.CHAPTER or lock is None or name.old not in lock:
        return []
    own = {entry.id for entry in lock[name.old]}
    gone = [entry for entry in lock.get(name.new, ()) if entry.id not in own]
    if len(gone) < len(lock.get(name.new, ())):
        message = f"`{name.new}` was the name of another chapter, and its passages had the same ids."
        raise CannotRenameError(f"{message} Choose another name, so that no old link leads to other words.")
    moved = {slug: entries for slug, entries in lock.items() if slug != name.old}
    moved[name.new] = (*lock[name.old], *gone)
    return [_change(root, LOCK, lock_written(moved))]


def _change(root: Path, path: Path, text: str) -> Change:
    before = (root / path).read_bytes() if (root / path).exists() else None
    return Change(path, before, text.encode())


def _table(renamed: Renamed, kind: Referent) -> Mapping[str, str]:
    names: Mapping[str, str] = getattr(renamed, _TABLES[kind])
    return names

"""corpus/renamed.toml: what chapters, entries and events were called before, so that old addresses lead on."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path

from lesebuch.folders import RENAMED
from lesebuch.model import SLUG, Reader, Renamed
from lesebuch.problems import Code, Problem, Where
from lesebuch.tables import place_in
from lesebuch.textfile import name_in_folder, read_text

KINDS = ("chapters", "entries", "events")
"""Its tables, one for each kind of thing that has a name."""
_HEADER = '# What was called otherwise before: old = "new". Written by `lesebuch rename`; old addresses lead to the new ones.\n'


def read_renamed(path: Path) -> tuple[Renamed, list[Problem]]:
    """Read the ledger; an empty one where there is no file. Lines that cannot be used are problems and left out."""
    if not path.exists():
        return Renamed(), []
    name = name_in_folder(path)
    text, problems = read_text(path, name)
    try:
        table = tomllib.loads(text or "")
    except (ValueError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        where = Where(name, int(at[1]) if at else 1)
        hint = "Restore the file from version control, or correct the line."
        return Renamed(), [Problem(Code.BAD_TOML, where, f"This is not valid TOML: {error}.", hint)]
    place = place_in(text or "", name)
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, names in table.items():
        if kind not in KINDS or not isinstance(names, dict):
            message = (
                f"`{kind}` is no table of {RENAMED.name}; the tables are {', '.join(f'[{kind}]' for kind in KINDS)}."
            )
            problems.append(Problem(Code.UNKNOWN_KEY, place(kind), message))
            continue
        for old, new in names.items():
            if isinstance(new, str) and SLUG.fullmatch(old) and SLUG.fullmatch(new) and old != new:
                found[kind][old] = new
            else:
                message = f'`{old}` must be written as old = "new", both of them names and not the same.'
                problems.append(Problem(Code.BAD_VALUE, place(old), message))
    return Renamed(**found), problems


def check_renamed(reader: Reader, unread: Collection[str], path: Path) -> list[Problem]:
    """Old names that are in use again, and new ones that nothing has. `unread`: chapters that are there, but faulty."""
    chapters = {*(chapter.slug for chapter in reader.chapters), *unread}
    used = {"chapters": chapters, "entries": set(reader.entries), "events": {event.id for event in reader.events}}
    name = name_in_folder(path)
    place = place_in(read_text(path, name)[0] or "", name)
    problems = []
    for kind, names in used.items():
        for old, new in getattr(reader.renamed, kind).items():
            if old in names:
                message = (
                    f"`{old}` is an old name of `{new}`, and something else has it now: links change their meaning."
                )
                hint = f"Give that another name (lesebuch rename), or take this line out of {RENAMED.name}."
                problems.append(Problem(Code.DUPLICATE_ID, place(old), message, hint))
            elif new not in names and not (kind == "events" and unread):
                message = f"`{old}` is said to be called `{new}` now; among the {kind} nothing has that name."
                hint = f"Correct the name, or take this line out of {RENAMED.name}."
                problems.append(Problem(Code.BAD_VALUE, place(old), message, hint))
    return problems


def written(renamed: Renamed) -> str:
    """The file's text: tables in their order, names sorted."""
    tables = {kind: names for kind in KINDS if (names := getattr(renamed, kind))}
    return _HEADER + "".join(
        f"\n[{kind}]\n" + "".join(f'{old} = "{names[old]}"\n' for old in sorted(names))
        for kind, names in tables.items()
    )

"""seeds/register.yaml: what it says about each source, and how entries are added to it."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lesebuch.fields import Fields
from lesebuch.folders import folded
from lesebuch.model import Outside, Registered, Rights
from lesebuch.problems import Code, Problem
from lesebuch.shapes import SHA256, Choice, Date, Inner, Key, Lines, Shape, Words, must
from lesebuch.textfile import read_text
from lesebuch.writing import write_whole
from lesebuch.yamlfile import YamlMapping, load_list, quoted

_OUTSIDE = Shape(
    "`outside`",
    (
        must("lines", Lines(), "Lines of the source that belong to no chapter."),
        must("reason", Words(), "Why."),
        Key("of", Words(), "Of a duplicate: the chapter that it repeats."),
    ),
)
SOURCE = Shape(
    "a source",
    (
        must("file", Words(), "Its name."),
        must("sha256", Words(SHA256, "64 hexadecimal digits (0-9, a-f)"), "Of its bytes."),
        must(
            "extractor",
            Words(),
            "What read it: name and version, such as `text 1`; behind them `reject` or `all`, if tracked changes were not accepted.",
        ),
        must("text_sha256", Words(SHA256, "64 hexadecimal digits (0-9, a-f)"), "Of the text that was read."),
        must("rights", Choice(tuple(right.value for right in Rights)), "Whether its text may be published."),
        Key("licence", Words(), "Under what licence it may."),
        Key("title", Words(), "What it is called."),
        Key("url", Words(), "Where it stands."),
        Key("accessed", Date(), "When it was fetched."),
        Key("outside", Inner(_OUTSIDE, several=True), "What in it belongs to no chapter."),
    ),
)
"""An item of seeds/register.yaml."""
_HEAD = """\
# The sources of this reader, each listed once. `lesebuch add` writes entries; all else is yours to edit.
# rights: open (may be published) or restricted (shown in class builds only). outside: lines that belong to no chapter, and why.
"""
_HEADS = re.compile(r"^- file:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
"""The first lines of entries."""
_COMMENT_ABOVE = re.compile(r"\n\r?\n((?:#.*\n)+)\Z")
"""What stands directly above an entry, and not at the head of the file."""


def read_register(path: Path) -> tuple[tuple[Registered, ...], list[Problem]]:
    """All entries that can be used. A register that does not exist is empty.

    Fails closed: an entry with which anything is wrong is restricted, whatever it says, and so is each of two entries that
    contradict each other. (And in a public edition the pipeline shows no text at all while there are problems here.)
    """
    if not os.path.lexists(path):
        return (), []
    text, problems = read_text(path, str(path))
    if text is None:
        return (), problems
    blocks, found_in_list = load_list(text, str(path))
    problems += found_in_list
    whole = not problems  # of what the file says, nothing is in doubt
    entries: list[Registered] = []
    for block in blocks:
        found: list[Problem] = []
        entry = _entry(block, found)
        problems += found
        if entry is not None:
            entries.append(_restricted(entry) if found or not whole else entry)
    kept, doubles = _without_doubles(entries)
    return kept, problems + doubles


def _restricted(entry: Registered) -> Registered:
    return replace(entry, rights=Rights.RESTRICTED)


def _without_doubles(entries: Sequence[Registered]) -> tuple[tuple[Registered, ...], list[Problem]]:
    """The first of entries for one file, all of those for the same bytes or text; those that are in doubt restricted."""
    problems: list[Problem] = []
    doubtful: set[int] = set()
    dropped: set[int] = set()
    first: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(entries):
        common = {what: first.setdefault((what, key(entry)), index) for what, key in _DOUBLES.items() if key(entry)}
        clashes = [
            (what, before)
            for what, before in common.items()
            if before != index and (what != _TEXT or entries[before].rights is not entry.rights)
        ]
        if not clashes:
            continue
        doubtful |= {index, *(before for _, before in clashes)}
        what, before = clashes[0]
        dropped |= {index} if what == _FILE else set()
        other = entries[before]
        message = f"The source {entry.file} is registered twice: {what} as {other.file} in line {other.where.line}."
        problems.append(Problem(Code.DUPLICATE_ID, entry.where, message, "Keep one of the two entries."))
    kept = [_restricted(e) if i in doubtful else e for i, e in enumerate(entries) if i not in dropped]
    return tuple(kept), problems


_FILE, _BYTES, _TEXT = "the same file", "the same bytes", "the same text, under other rights,"
_DOUBLES: Mapping[str, Callable[[Registered], str]] = {
    _FILE: lambda entry: folded(entry.file),
    _BYTES: lambda entry: entry.sha256,
    _TEXT: lambda entry: entry.text_sha256,
}
"""What two entries may have in common that only one should have."""


def append_register(path: Path, entries: Iterable[Registered]) -> None:
    """Add entries, each behind the one whose name comes before its own; what is there, comments included, stays as it is.

    At the end of the file git could never merge what two editors have added. Atomic. OSError if it cannot be written.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = _HEAD
    end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += end
    # An empty list, as a fresh register may have it, would make what follows it invalid.
    text = re.sub(r"^\[[ \t]*\][ \t]*\r?\n", "", text, flags=re.MULTILINE)
    for entry in entries:
        place, is_first = _place(text, entry.file)
        new = _written(entry).replace("\n", end)
        text = text[:place] + (new + end if is_first else end + new) + text[place:]
    write_whole(path, text)


def _place(text: str, name: str) -> tuple[int, bool]:
    """Where the entry of a file is to stand, and whether it is to be the first."""
    heads = [(found[1].strip("\"'").casefold(), found.start()) for found in _HEADS.finditer(text)]
    before = max((head for head in heads if head[0] < name.casefold()), default=None)
    if before is None and heads:
        above = _COMMENT_ABOVE.search(text, 0, heads[0][1])
        return above.start(1) if above else heads[0][1], True
    begin = before[1] if before else 0
    following = min((start for _, start in heads if start > begin), default=len(text))
    lines = text[begin:following].splitlines(keepends=True)
    while before and lines and (not lines[-1].strip() or lines[-1].startswith("#")):  # those of the next entry
        lines.pop()
    return begin + sum(map(len, lines)), False


def _written(entry: Registered) -> str:
    lines = [
        f"- file: {quoted(entry.file)}",
        f"  sha256: {entry.sha256}",
        f"  extractor: {entry.extractor}",
        f"  text_sha256: {entry.text_sha256}",
        f"  rights: {entry.rights}",
    ]
    lines += [f"  {key}: {quoted(value)}" for key in ("licence", "title", "url") if (value := getattr(entry, key))]
    lines.append(f"  accessed: {quoted(str(entry.accessed)) if entry.accessed else 'null'}")
    if entry.outside:
        lines.append("  outside:")
    for part in entry.outside:
        span = f"{part.first}-{part.last}" if part.last > part.first else str(part.first)
        of = f", of: {quoted(part.of)}" if part.of else ""
        lines.append(f"    - {{lines: {span}, reason: {quoted(part.reason)}{of}}}")
    return "\n".join(lines) + "\n"


def _entry(block: YamlMapping, problems: list[Problem]) -> Registered | None:
    """An entry; None where it does not say of which file. It is beyond doubt if it has no problems."""
    fields = Fields(block, SOURCE, problems)
    fields.only()
    entry = Registered(
        file=fields.text("file"),
        sha256=fields.matching("sha256"),
        extractor=fields.text("extractor"),
        text_sha256=fields.matching("text_sha256"),
        rights=Rights(fields.choice("rights", Rights.RESTRICTED)),
        where=block.where("file"),
        licence=fields.text("licence"),
        title=fields.text("title"),
        url=fields.text("url"),
        accessed=fields.date("accessed"),
        outside=tuple(_outside(fields)),
    )
    return entry if entry.file else None


def _outside(fields: Fields) -> Iterable[Outside]:
    for item in fields.blocks("outside"):
        lines, reason, of = item.lines("lines"), item.text("reason"), item.text("of")
        if lines and reason:
            yield Outside(*lines, reason, of)

"""Reads corpus/SLUG.md and corpus/chronology.md: what is written there, checked for form alone."""

import re
from dataclasses import replace
from pathlib import Path

from lesebuch import directives, yamlfile
from lesebuch.editorial.anchors import Pointer, parse
from lesebuch.editorial.chapterfile import (
    AIMED,
    ONE,
    ChapterFile,
    Dating,
    Detail,
    Override,
    Proof,
    StructureItem,
    WrittenStyle,
)
from lesebuch.editorial.keys import CHAPTER, GROUP, KEYS, KINDS_OF_CONTRIBUTORS, STATUS
from lesebuch.editorial.notes import CHRONOLOGY, read_events, read_notes
from lesebuch.fields import Fields
from lesebuch.limits import PAGE_BYTES
from lesebuch.model import SLUG, Contributor, Event, Kinds, Markup, Original, PassageRef, Role, SourcePicture
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import LANGUAGE, AnchorText
from lesebuch.slugs import naming
from lesebuch.textfile import name_in_folder, read_text

_FILE = re.compile(r"(?:(?!\.\.?/)[^/\\:]+/)*(?!\.\.?$)[^/\\:]+")
EXPECTED = ("contributors", "published", "publisher")
"""What readers need to judge a text: to be given, or to be null in so many words."""


_NEARLY_OPEN = re.compile(r"\s*:+\s*\{?(annotation|emend|event)\b")


def read_chapter(path: Path, kinds: Kinds = Kinds()) -> tuple[ChapterFile | None, list[Problem]]:
    """Read a chapter file. None where it says too little to be a chapter; the problems say what is missing.

    `kinds`: those that the reader adds.
    """
    name = name_in_folder(path)
    text, problems = read_text(path, name, PAGE_BYTES)
    if text is None:
        return None, problems
    block, body, line, bad = yamlfile.front_matter(text, name)
    if block is None:
        return None, problems + bad
    problems += bad
    if not SLUG.fullmatch(path.stem):
        message = f"`{path.stem}` is no name for a chapter: small letters a-z, digits and hyphens, a letter first."
        problems.append(Problem(Code.BAD_VALUE, Where(name), message, naming(path.stem)))
        return None, problems
    fields = Fields(block, CHAPTER, problems)
    if fields.misplaced():
        return None, problems
    front = _front(path.stem, fields, kinds.role_names)
    found, free, bad = directives.parse(body, name, line)
    notes, more = read_notes(found, kinds.note_names)
    events, worse = read_events(found, "a chapter")
    problems += [*bad, *_head_problems(free, found), *more, *worse]
    if front is None:
        return None, problems
    return replace(front, head=free[0] if free else None, notes=notes, events=events), problems


def _front(slug: str, fields: Fields, roles: tuple[str, ...]) -> ChapterFile | None:
    """What the front matter says; None where it does not say enough to be a chapter."""
    fields.only()
    source = fields.inner("source")
    file = source.text("file") if source else ""
    lines = source.lines("lines") if source else None
    title = fields.text("title")
    for key in EXPECTED:
        if key not in fields.block and key not in fields.meant:
            message = f"The chapter does not say `{key}`."
            fields.report(Code.MISSING_METADATA, message, fields.block.where())
    chapter = ChapterFile(
        slug=slug,
        where=fields.block.where("source"),
        file=file,
        first=lines[0] if lines else 1,
        last=lines[1] if lines else 1,
        title=title,
        short=fields.text("short"),
        language=fields.matching("language"),
        status=fields.choice("status", STATUS[0]),
        supplied=_supplied(fields),
        contributors=_contributors(fields, roles),
        published=fields.date("published"),
        evidence=_evidence(fields),
        publisher=fields.text("publisher"),
        url=fields.matching("url"),
        original=_original(fields),
        structure=(structure := _structure(fields)),
        faulty=len(structure) < len(fields.block.items.get("structure", ())),
        mentions=_mentions(fields),
        times=_times(fields),
        styles=_styles(fields),
        pictures=_pictures(fields),
    )
    return chapter if file and lines and title else None


def _supplied(fields: Fields) -> tuple[str, ...]:
    names = fields.texts("supplied")
    for name in names:
        if name not in KEYS:
            message = f"`supplied` names `{name}`, which is no key; allowed are {', '.join(KEYS)}."
            fields.report(Code.BAD_VALUE, message, fields.block.where("supplied"))
    return names


_GROUPS = {kind: kind == GROUP for kind in KINDS_OF_CONTRIBUTORS}


def _contributors(fields: Fields, roles: tuple[str, ...]) -> tuple[Contributor, ...]:
    return tuple(
        Contributor(name, item.choice("role", Role.AUTHOR, roles, "roles"), _GROUPS.get(item.choice("type", "")))
        for item in fields.blocks("contributors")
        if (name := item.text("name"))
    )


def _original(fields: Fields) -> Original | None:
    inner = fields.inner("original")
    if inner is None:
        return None
    language = inner.matching("language")
    url = inner.matching("url")
    return Original(language, inner.text("title"), inner.date("published"), url)


def _evidence(fields: Fields) -> tuple[Proof, ...]:
    inner = fields.inner("evidence")
    if inner is None:
        return ()
    proofs = []
    for key in inner.block:
        where = inner.block.where(key)
        value = inner.block.get(key)
        for text in value if isinstance(value, list) else [value]:
            at = parse(str(text))
            if at and at.first.target.isdigit():
                proofs.append(Proof(key, at, str(text).strip(), where))
            else:
                inner.report(
                    Code.BAD_VALUE, f"Evidence is a line and words in it: '17 \"words\"', not `{text}`.", where
                )
    return tuple(proofs)


def _structure(fields: Fields) -> tuple[StructureItem, ...]:
    items = []
    for item in fields.blocks("structure"):
        before = len(item.problems)
        where = item.block.where()
        kind = item.choice("is", "")
        at = _pointer(item, "a line, lines 5-7, or words of a line: '3 \"words\"'")
        item.fitting()
        if at and kind and len(item.problems) == before:
            items.append(StructureItem(at, kind, item.text("field"), item.text("reason"), where, _detail(item)))
    return tuple(items)


def _detail(item: Fields) -> Detail:
    nobody = "speaker" in item.block and item.block.get("speaker") is None
    return Detail(
        level=item.number("level"),
        label=item.text("label"),
        one=item.choice("as", "") == ONE,
        speaker=None if nobody else item.text("speaker"),
        header=item.number("header"),
        target=item.text("target"),
        language=item.matching("language"),
    )


def _mentions(fields: Fields) -> tuple[Override, ...]:
    rules = []
    for item in fields.blocks("mentions"):
        at = _pointer(item, "a passage and words in it: 'p2 \"words\"'")
        if at and item.need("entry"):
            rules.append(Override(at, item.text("entry"), item.block.where()))
    return tuple(rules)


def _times(fields: Fields) -> tuple[Dating, ...]:
    rules = []
    for item in fields.blocks("times"):
        at = _pointer(item, "a passage and words in it: 'p2 \"words\"'")
        if not at or not item.need("edtf"):
            continue
        value = item.date("edtf")
        if value is not None and not at.words:
            item.report(Code.BAD_VALUE, "A date needs its words: 'p2 \"words\"'.", item.block.where("at"))
        elif value is not None or not item.text("edtf"):
            rules.append(Dating(at, value, item.block.where()))
    return tuple(rules)


def _styles(fields: Fields) -> tuple[WrittenStyle, ...]:
    items = []
    for item in fields.blocks("styles"):
        at = _pointer(item, "a passage and words in it: 'p2 \"words\"'")
        kind, target, where = item.choice("is", ""), item.text("target"), item.block.where()
        item.fitting()
        if kind == "language" and target and not LANGUAGE.fullmatch(target):
            item.report(Code.BAD_VALUE, f"`target: {target}` must be a code such as de, en or kk-Latn.", where)
        elif at and kind and (target or kind not in AIMED):
            items.append(WrittenStyle(at, kind, target, where))
    return tuple(items)


def _pictures(fields: Fields) -> tuple[SourcePicture, ...]:
    found = []
    for item in fields.blocks("pictures"):
        name, where = item.text("file"), item.block.where()
        if name and not _FILE.fullmatch(name):
            message = f"`file: {name}` must be a path below `pictures/`, with slashes and without `..`."
            item.report(Code.BAD_VALUE, message, where)
        elif item.need("of"):
            found.append(SourcePicture(item.text("of"), name, where, item.text("alt"), item.text("credit")))
    return tuple(found)


def _pointer(item: Fields, form: str) -> Pointer | None:
    if not item.need("at"):
        return None
    text = str(item.block.get("at"))
    at = parse(text)
    place = item.shape["at"].value
    if at is None:
        item.report(Code.BAD_VALUE, f"`at: {text}` must be {form}.", item.block.where("at"))
    elif isinstance(place, AnchorText) and place.line is at.first.target[:1].isalpha():
        here, other = ("lines", "passages") if place.line else ("passages", "lines")
        message = f"{item.shape.name.capitalize()} counts {here}, not {other} such as {at.first.target}."
        item.report(Code.BAD_VALUE, message, item.block.where())
        return None
    return at


def _opening(markup: Markup) -> str:
    """A hint at what opens a directive, where a text begins as if it did; else ''."""
    found = _NEARLY_OPEN.match(markup.text)
    return f"Write :::{{{found[1]}}}, with three colons and braces, and close it with :::." if found else ""


def _head_problems(free: list[Markup], found: tuple[directives.WrittenDirective, ...]) -> list[Problem]:
    """Free text is the head note, and it stands first: text between the directives would be seen by nobody."""
    first = found[0].where if found else None
    return [
        Problem(
            Code.BAD_VALUE,
            markup.where,
            "Text between the directives is shown nowhere.",
            _opening(markup) or "Move it into the head note, above the first directive, or into a note.",
        )
        for markup in free
        if first and markup.where > first
    ]


def read_chronology(path: Path) -> tuple[tuple[Event, ...], list[Problem]]:
    """Read corpus/chronology.md: events that belong to no single chapter. No file, no events."""
    if not path.exists():
        return (), []
    name = name_in_folder(path)
    text, problems = read_text(path, name, PAGE_BYTES)
    if text is None:
        return (), problems
    line = 1
    if text.startswith("---"):
        _, text, line, bad = yamlfile.front_matter(text, name)
        problems += bad
    found, _, bad = directives.parse(text, name, line)
    occurrences, worse = read_events(found, CHRONOLOGY)
    problems += [*bad, *worse]
    events = []
    for event in occurrences:
        refs = []
        for at in event.at:
            if ref := PassageRef.parse(at):
                refs.append(ref)
            else:
                message = f"`:at: {at}` must be a passage of a chapter, such as ovks#p3."
                problems.append(Problem(Code.BAD_VALUE, event.at_where, message))
        events.append(Event(event.id, event.when, tuple(refs), event.body, event.where))
    return tuple(events), problems

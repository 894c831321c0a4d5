"""Where the name of a chapter, an entry or an event stands in what people wrote, so that it can be replaced there."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from lesebuch import config, directives, myst, yamlfile
from lesebuch.editing import settings
from lesebuch.editing.lines import File, LineEdit
from lesebuch.editorial.following import SCHEME, target_of
from lesebuch.editorial.quizzes import QUIZZES
from lesebuch.editorial.site import join, join_page, leads_back, stem
from lesebuch.folders import CHRONOLOGY, CORPUS, DOCS, GLOSSARY, REGISTER, written
from lesebuch.model import Markup
from lesebuch.presentation.ids import CHAPTERS, chapter_page
from lesebuch.problems import Where

SETTINGS = Path(config.FILE)


class Referent(StrEnum):
    """What has a name that others refer to."""

    CHAPTER = "chapter"
    ENTRY = "entry"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and what is to stand in its place."""

    kind: Referent
    old: str
    new: str

    @property
    def word(self) -> re.Pattern[str]:
        """The old name where it is a word."""
        return re.compile(rf"(?<![\w-]){re.escape(self.old)}(?![\w-])")


_ROLES = {Referent.CHAPTER: ("passage",), Referent.ENTRY: ("entry",), Referent.EVENT: ()}
_PAGES = ("doc", "any")
"""Roles that name a page."""
_DIRECTIVES = ("passage", "material", "chapter")
_OPTIONS = {Referent.CHAPTER: ("at", r"(?<![\w-]){}(?=#)"), Referent.EVENT: ("id", r"(?<![\w-]){}(?![\w-])")}
"""Of an event: the option, and how the name stands in it."""
_OF_MAPS = {Referent.CHAPTER: "chapter", Referent.ENTRY: "places"}
"""Options of `{map}`."""
_KEYS = {
    Referent.CHAPTER: (("outside", "of"), ("texts",), ("questions", "see")),
    Referent.ENTRY: (("see",), ("mentions", "entry")),
    Referent.EVENT: (),
}
"""Of front matter, the register and quizzes; behind the name of a chapter may stand that of a passage."""
_FILE = re.compile(r"\s*(?:-\s*)?(?:source|file):")
"""The name of a source, which may look like that of a chapter."""
_DEFINITION = r"^[ ]{{0,3}}\[[^\]]+\]:[ \t]*<?{}"
"""Of a link: `[label]: address`."""


def edits(file: File, name: Name) -> list[LineEdit]:
    """What is to be replaced in a file, each place once."""
    if name.old not in file.text:
        return []
    if file.path == SETTINGS:
        listed = settings.named(file.text, name.old, name.new) if name.kind is Referent.CHAPTER else ()
        return sorted({*listed, *settings.in_roles(file.text, _ROLES[name.kind], name.old, name.new)})
    if file.path == REGISTER or file.path.parent == QUIZZES:
        return sorted(set(_values(file.text, 1, name)))
    return sorted(set(_page_edits(file, name)))


def _page_edits(file: File, name: Name) -> Iterator[LineEdit]:
    page = _page(file.path)
    read = parsed(file)
    line = read[2]
    if line > 1:
        yield from _values("\n".join(file.lines[1 : line - 2]), 2, name)
    if file.path.parts[0] == DOCS.name:
        yield from _Finder(file, name, page).markup(Markup(file.text, Where(str(file.path), 1)))
        return
    finder = _Finder(file, name, page)
    found, free, _ = directives.parse(*read)
    for piece in (*free, *(directive.body for directive in found)):
        yield from finder.markup(piece)
    for directive in found:
        yield from finder.option(directive)


def event_names(file: File) -> Iterator[str]:
    """The names of the events that a file of corpus/ lists."""
    for directive in directives.parse(*parsed(file))[0]:
        if directive.name == "event" and directive.options.get("id"):
            yield directive.options["id"].split()[0]


def parsed(file: File) -> tuple[str, str, int]:
    """What stands below the front matter, the file's name, and the line on which that begins."""
    if file.path == CHRONOLOGY and not file.text.startswith("---"):
        return file.text, str(file.path), 1
    _, body, line, _ = yamlfile.front_matter(file.text, str(file.path))
    return body, str(file.path), line


def _page(path: Path) -> str:
    """The page, below docs/, on which the file's markup stands: links are relative to it."""
    if path.parts[0] == CORPUS.name:
        return chapter_page(path.stem)
    return GLOSSARY.name if path.parts[0] == GLOSSARY.name else stem(path.relative_to(DOCS).as_posix())


def _values(text: str, first: int, name: Name) -> Iterator[LineEdit]:
    """Values of front matter or of the register that are the name."""
    for value in yamlfile.scalars(text, first):
        head, sign, passage = value.text.partition("#")
        if head.strip() == name.old and value.keys in _KEYS[name.kind]:
            yield LineEdit(value.line, value.start, value.end, yamlfile.quoted(f"{name.new}{sign}{passage}"))


class _Finder:
    """Finds a name in the markup of a file."""

    def __init__(self, file: File, name: Name, page: str) -> None:
        self._lines = file.lines
        self._name = name
        self._page = page
        self._target = chapter_page(name.old)

    def markup(self, markup: Markup) -> Iterator[LineEdit]:
        """Roles, directives and links of a piece."""
        if self._name.old not in markup.text:
            return
        found = myst.scan(markup)
        for role in found.roles:
            yield from self._role(role, markup)
        for directive in found.directives:
            if directive.name.lower() == "map":
                yield from self._map(directive)
        if self._name.kind is not Referent.CHAPTER:
            return
        for directive in found.directives:
            yield from self._directive(directive, markup)
        for link in found.links:
            yield from self._link(link)

    def option(self, directive: directives.WrittenDirective) -> Iterator[LineEdit]:
        """The option of an event that is, or names, what is renamed."""
        if directive.name == "event" and self._name.kind in _OPTIONS:
            key, pattern = _OPTIONS[self._name.kind]
            line = directive.option_lines.get(key)
            if line:
                yield from self._in_line(line, pattern.format(re.escape(self._name.old)))

    def _in_line(self, line: int, pattern: str) -> Iterator[LineEdit]:
        for match in re.finditer(pattern, self._lines[line - 1]):
            start = match.end() - len(self._name.old)
            yield LineEdit(line, start, match.end(), self._name.new)

    def _role(self, role: myst.WrittenRole, markup: Markup) -> Iterator[LineEdit]:
        kind = role.name.lower().removeprefix("std:")
        target = target_of(role.text)[0]
        if kind in _ROLES[self._name.kind]:
            meant = target.partition("#")[0].strip() == self._name.old
        else:
            meant = (
                self._name.kind is Referent.CHAPTER and kind in _PAGES and join_page(self._page, target) == self._target
            )
        if not meant:
            return
        for start, end in self._places(role, markup):
            # The target stands behind the words; and behind the name only a passage's, which is none.
            at = markup.text.rfind(self._name.old, start, end)
            if at >= 0:
                before = markup.text[:at]
                line = max(markup.where.line, 1) + before.count("\n")
                column = at - (before.rfind("\n") + 1)
                yield LineEdit(line, column, column + len(self._name.old), self._name.new)

    def _places(self, role: myst.WrittenRole, markup: Markup) -> Iterator[tuple[int, int]]:
        """Where a role stands: as the parser says or, in a table, wherever the same stands from its line on."""
        if role.start >= 0 and role.text in " ".join(markup.text[role.start : role.end].split()):
            yield role.start, role.end
            return
        words = r"\s+".join(map(re.escape, role.text.split()))
        pattern = re.compile(rf"\{{{re.escape(role.name)}\}}(`+)\s*{words}\s*\1")
        first = role.where.line - max(markup.where.line, 1)
        begin = sum(len(line) + 1 for line in markup.text.split("\n")[:first])
        for match in pattern.finditer(markup.text, begin):
            yield match.span()

    def _map(self, directive: myst.Directive) -> Iterator[LineEdit]:
        """The option of a map that names what is renamed."""
        key = _OF_MAPS.get(self._name.kind, "")
        if key in directive.options:
            line = directive.option_where(key).line
            yield from self._in_line(line, rf"(?<=[\s,\"']){re.escape(self._name.old)}(?![\w:-])")

    def _directive(self, directive: myst.Directive, markup: Markup) -> Iterator[LineEdit]:
        kind, line = directive.name.lower(), directive.where.line
        if kind in _DIRECTIVES and directive.argument.split("#")[0].strip() == self._name.old:
            yield from self._in_line(line, rf"\{{{re.escape(directive.name)}\}}\s*{re.escape(self._name.old)}(?![\w-])")
        elif kind == "toctree":
            first = max(markup.where.line, 1) + directive.content_line
            for number, entry in enumerate(directive.content.split("\n"), first):
                target = target_of(entry)[0]
                if stem(join_page(self._page, target)) == self._target:
                    yield from self._in_line(number, rf"{re.escape(self._name.old)}(?=(?:\.md)?>?\s*$)")

    def _link(self, link: myst.Link) -> Iterator[LineEdit]:
        target = unquote(link.target)
        scheme = SCHEME.match(target)
        if scheme and scheme[1].lower() != "project":
            return
        path = target.removeprefix("project:").partition("#")[0]
        if not path or stem(join(self._page, path)) != self._target:
            return
        end = rf"{re.escape(link.target[: link.target.index(self._name.old)])}{re.escape(self._name.old)}(?![\w-])"
        yield from self._in_line(min(link.where.line, len(self._lines)), rf"[(<]\s*<?{end}")
        for number in range(1, len(self._lines) + 1):
            yield from self._in_line(number, _DEFINITION.format(end))


def text_files(root: Path) -> Iterator[Path]:
    """All files in which names stand: chapters, chronology, entries, pages, quizzes, register, reader.toml; relative to the reader."""
    for folder in (CORPUS, GLOSSARY):
        yield from (path.relative_to(root) for path in written(root / folder))
    yield from (path.relative_to(root) for path in _pages(root / DOCS))
    yield from sorted(path.relative_to(root) for path in (root / QUIZZES).glob("*.yaml"))
    yield from (path for path in (REGISTER, SETTINGS) if (root / path).is_file())


def _pages(folder: Path) -> Iterator[Path]:
    """Pages below a folder, in linked folders, too, as the site has them; each file once."""
    seen: set[Path] = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name != "_build" and not leads_back(place, name))
        for path in (Path(place, name) for name in sorted(files) if name.endswith(".md")):
            if (real := path.resolve()) not in seen:
                seen.add(real)
                yield path


def left(file: File, name: Name, done: list[LineEdit]) -> Iterator[int]:
    """Lines in which the name still looks like an address: in code, in HTML, in pages of other markup."""
    old = re.escape(name.old)
    pattern = rf"(?<![\w-]){old}(?:#[a-z]\d|\.(?:md|html)\b)|(?<={CHAPTERS}/){old}(?![\w-])|#{old}(?![\w-])"
    places = {(edit.line, column) for edit in done for column in range(edit.start, edit.end)}
    for number, line in enumerate(file.lines, 1):
        if _FILE.match(line):
            continue
        for match in re.finditer(pattern, line):
            if (number, line.index(name.old, match.start())) not in places:
                yield number
                break

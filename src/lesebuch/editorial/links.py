"""Checks what one part of a reader says about another: passages, entries, references, events."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from lesebuch.editorial.anchors import Miss, locate_range, parse_words
from lesebuch.editorial.reading import parse_ref, read_text
from lesebuch.limits import FILE_BYTES
from lesebuch.model import Markup, PassageRef, Reader
from lesebuch.problems import Code, Problem, Where

_ROLE = re.compile(
    r"(?<![`\\])\{(?P<role>passage|entry|cite(?::\w+)?)\}(?P<ticks>`+)(?P<text>[^`].*?)(?P=ticks)(?!`)", re.DOTALL
)
_TARGET = re.compile(r"<([^<>]+)>\s*\Z")
_DIRECTIVE = re.compile(
    r"^[ \t]*(?P<fence>:{3,}|`{3,})\{passage\}[ \t]*(?P<ref>[^\n]*)\n(?P<options>(?:[ \t]*:\w+:[^\n]*\n)*)",
    re.MULTILINE,
)
_WORDS = re.compile(r"^[ \t]*:words:[ \t]*(.*)$", re.MULTILINE)
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?!\{)[^\n]*\n.*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_BIB_KEY = re.compile(
    r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+[ \t]*\{[ \t]*([^,\s]+)", re.MULTILINE | re.IGNORECASE
)


def read_documents(paths: Iterable[Path], root: Path) -> tuple[list[Markup], list[Problem]]:
    """Pages that people write for the site, as one piece of markup each."""
    documents: list[Markup] = []
    problems: list[Problem] = []
    for path in paths:
        text, bad = read_text(path)
        problems += bad
        if text is not None:
            documents.append(Markup(text, Where(path.relative_to(root).as_posix(), 1)))
    return documents, problems


def read_references(path: Path) -> tuple[frozenset[str], list[Problem]]:
    """The keys of a BibTeX file; what it says about them is Sphinx's business. No file, no keys."""
    if not path.exists():
        return frozenset(), []
    text, problems = read_text(path, FILE_BYTES)
    return frozenset(_BIB_KEY.findall(text or "")), problems


def check_links(
    reader: Reader, documents: Iterable[Markup], references: frozenset[str], unread: Collection[str] = ()
) -> list[Problem]:
    """All links that lead nowhere, all ids given twice, all entries that nothing mentions.

    `unread` are chapters that are there, but faulty: where a link into one of them leads nobody can know yet.
    """
    check = _Check(reader, references, unread)
    markups = [*_markups(reader), *documents]
    problems = [problem for markup in markups for problem in check.markup(markup)]
    problems += check.events()
    problems += [
        Problem(Code.UNKNOWN_ENTRY, rule.where, f"`mentions` names `{rule.entry}`, which is no entry.")
        for chapter in reader.chapters
        for rule in chapter.mention_rules
        if rule.entry and rule.entry not in reader.entries
    ]
    problems += [
        Problem(Code.BAD_VALUE, source.where, f"`outside` says `of: {out.of}`, which is no chapter.")
        for source in reader.register
        for out in source.outside
        if out.of and not reader.chapter(out.of) and out.of not in unread
    ]
    return problems + list(check.unused())


def _markups(reader: Reader) -> Iterator[Markup]:
    for chapter in reader.chapters:
        if chapter.head:
            yield chapter.head
        yield from (note.body for note in chapter.annotations)
        yield from (note.body for note in chapter.emendations)
    for event in reader.events:
        yield event.body
    for entry in reader.entries.values():
        yield entry.body


def target(text: str) -> str:
    """What a role points at: `SLUG#p3`, or the same in `label <SLUG#p3>`."""
    match = _TARGET.search(text)
    return (match[1] if match else text).strip()


class _Check:
    """The reader, with what links may lead to as sets."""

    def __init__(self, reader: Reader, references: frozenset[str], unread: Collection[str] = ()) -> None:
        self._reader = reader
        self._references = references
        self._passages: Mapping[str, dict[str, str | None]] = {
            **{slug: {} for slug in unread},
            **{chapter.slug: {passage.id: passage.text for passage in chapter.passages} for chapter in reader.chapters},
        }
        self._complete = not unread and all(chapter.available for chapter in reader.chapters)
        self._named: set[str] = set()

    def markup(self, markup: Markup) -> Iterator[Problem]:
        """The dead links of a piece of markup."""
        if "{" not in markup.text:
            return
        text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markup.text)
        breaks = [match.start() for match in re.finditer("\n", text)]

        def where(offset: int) -> Where:
            line = bisect_right(breaks, offset - 1)
            column = offset - (breaks[line - 1] + 1 if line else 0) + 1
            return Where(markup.where.path, markup.where.line + line, column)

        for match in _ROLE.finditer(text):
            place = where(match.start())
            if match["role"] == "passage":
                goal = target(match["text"])
                if goal not in self._passages:  # a chapter as a whole
                    yield from self._passage(goal, place)
            elif match["role"] == "entry":
                yield from self._entry(target(match["text"]), place)
            else:
                yield from self._cite(match["text"], place)
        for match in _DIRECTIVE.finditer(text):
            place = where(match.start("fence"))
            words = _WORDS.search(match["options"])
            yield from self._passage(match["ref"].strip(), place)
            if words and (ref := parse_ref(match["ref"])):
                yield from self._words(ref, words[1], place)

    def _dead(self, ref: PassageRef) -> str:
        """Why a reference leads nowhere; '' if it leads somewhere, or if nobody can know yet."""
        passages = self._passages.get(ref.chapter)
        if passages is None:
            return f"There is no chapter `{ref.chapter}`."
        if passages and ref.passage not in passages:
            return f"There is no passage {ref.passage} in the chapter {ref.chapter}."
        return ""

    def _passage(self, text: str, where: Where) -> Iterator[Problem]:
        ref = parse_ref(text)
        message = self._dead(ref) if ref else f"`{text}` is no passage; write it like ovks#p3."
        if message:
            yield Problem(Code.DEAD_PASSAGE, where, message)

    def _words(self, ref: PassageRef, words: str, where: Where) -> Iterator[Problem]:
        text = self._passages.get(ref.chapter, {}).get(ref.passage)
        at = parse_words(words)
        if at is None or not at.first.words:
            yield Problem(Code.BAD_VALUE, where, f'`:words: {words}` must be "words" or "first" .. "last".')
        elif text is not None and isinstance(found := locate_range(text, at, str(ref)), Miss):
            yield Problem(found.code, where, found.message)

    def _entry(self, slug: str, where: Where) -> Iterator[Problem]:
        self._named.add(slug)
        if slug not in self._reader.entries:
            yield Problem(Code.UNKNOWN_ENTRY, where, f"There is no glossary entry `{slug}`.")

    def _cite(self, keys: str, where: Where) -> Iterator[Problem]:
        # sphinxcontrib-bibtex lets text stand in braces around a key.
        for key in re.sub(r"\{[^}]*\}", "", keys).split(","):
            name = key.strip()
            if name not in self._references:
                yield Problem(Code.UNKNOWN_REFERENCE, where, f"docs/references.bib does not list `{name}`.")

    def events(self) -> Iterator[Problem]:
        """Dead passages of the chronology, and ids of events that are given twice."""
        seen: dict[str, Where] = {}
        for event in sorted(self._reader.events, key=lambda event: event.where):
            if event.id in seen:
                message = f"The event id `{event.id}` is used in {seen[event.id]} already."
                yield Problem(Code.DUPLICATE_ID, event.where, message)
            seen.setdefault(event.id, event.where)
            for ref in event.passages:
                if message := self._dead(ref):
                    yield Problem(Code.DEAD_PASSAGE, event.where, message)

    def unused(self) -> Iterator[Problem]:
        """Entries that nothing mentions; silent while a text is missing, since it may mention them."""
        if not self._complete:
            return
        used = {mention.entry for mentions in self._reader.mentions.values() for mention in mentions}
        for slug, entry in self._reader.entries.items():
            if slug not in used | self._named:
                yield Problem(Code.UNUSED_ENTRY, entry.where, f"No chapter mentions “{entry.term}”.")

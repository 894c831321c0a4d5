"""Binds what a chapter file says to the text: passages, and all anchors as spans of them.

Text             its lines, normalised, each with the runs that lead back to the source
  │ cut          structure.py: what the file's `structure` claims, and paragraphs of what it leaves
  ▼
LinePart         what one block has of one line
CutBlock         the parts of a block, and what it is: a kind of passage, metadata, or dropped
  │ compose      composing.py, with the LineFormats: what the format says of these lines
  ▼
Passage          words, runs, lines or rows, styles; metadata and what is dropped are but spans of the source
  │ _ids         passages.py: counted, or as the lock has them
  ▼
Passage, named   `_Binder` finds in these what notes, events and rules point at: Pointer -> Anchor, of Spans
Chapter          all of it
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from lesebuch.editorial.anchors import Miss, Pointer, locate, locate_range, nearly, occurrences
from lesebuch.editorial.chapterfile import DROP, METADATA, ChapterFile, Dating, Override
from lesebuch.editorial.composing import compose
from lesebuch.editorial.formats import LineFormats
from lesebuch.editorial.lock import Locked, in_short, passages_of
from lesebuch.editorial.passages import keep_ids, number
from lesebuch.editorial.structure import CutBlock, cut
from lesebuch.model import (
    Anchor,
    Annotation,
    Chapter,
    Dropped,
    Emendation,
    Event,
    Evidence,
    MentionRule,
    Metadata,
    Passage,
    PassageKind,
    PassageRef,
    Registered,
    Rights,
    SourceSpan,
    Span,
    Styled,
    Text,
    TimeRule,
)
from lesebuch.problems import Code, Problem, Where

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def bind(
    chapter: ChapterFile, registered: Registered | None, text: Text | None, locked: Sequence[Locked] | None
) -> tuple[Chapter, list[Problem]]:
    """Make the chapter. `text` None: the source is not at hand or not to be shown; `locked` None: no lock file yet."""
    source = LineFormats(text, chapter.first, chapter.last) if text else None
    blocks, problems = cut(chapter, text, source) if text and source else ([], [])
    passages, bad = _passages(chapter, blocks, source, locked)
    # Of blocks that are cut wrongly nobody can tell whether they were published.
    unsure = chapter.faulty or bool(problems)
    problems += [p for p in bad if not (unsure and p.code in (Code.PASSAGE_CHANGED, Code.PASSAGE_UNLOCKED))]
    if text:
        problems += _evidence_problems(chapter, text)
    binder = _Binder(chapter, passages, problems)
    annotations, emendations = binder.notes()
    passages = tuple(_styled(passage, binder.styles) for passage in passages)
    dropped = [Dropped(block.note, _source(block)) for block in blocks if block.kind == DROP]
    metadata = tuple(Metadata(block.note, _source(block)) for block in blocks if block.kind == METADATA)
    if text:
        parts: tuple[Passage | Metadata | Dropped, ...] = (*passages, *metadata, *dropped)
        seen = [span for part in parts for span in part.source]
        dropped += _cleaned(chapter, text, seen)
    described = chapter.described() | {"url": chapter.url or (registered.url if registered else "")}
    return Chapter(
        **described,
        rights=registered.rights if registered else Rights.RESTRICTED,
        sha256=registered.sha256 if registered else "",
        available=text is not None,
        evidence=tuple(Evidence(proof.field, proof.text) for proof in chapter.evidence),
        licence=registered.licence if registered else "",
        passages=passages,
        metadata=metadata,
        dropped=tuple(dropped),
        annotations=annotations,
        emendations=emendations,
        events=binder.events(),
        mention_rules=binder.rules(),
        time_rules=binder.time_rules(),
    ), problems


def _styled(passage: Passage, styles: Mapping[str, Sequence[Styled]]) -> Passage:
    """With the words that the chapter file sets apart, beside those that the format does."""
    if passage.id not in styles:
        return passage
    both = {*passage.styles, *styles[passage.id]}
    return replace(passage, styles=tuple(sorted(both, key=lambda style: (style.start, -style.end, style.kind))))


def _source(block: CutBlock) -> tuple[SourceSpan, ...]:
    return tuple(span for piece in block.pieces for span in piece.source)


def _passages(
    chapter: ChapterFile, blocks: Sequence[CutBlock], source: LineFormats | None, locked: Sequence[Locked] | None
) -> tuple[tuple[Passage, ...], list[Problem]]:
    where = chapter.where
    if source is None:
        known = passages_of(locked or ())
        message = f"The text of {chapter.slug} is not here, and the lock file does not know its passages."
        hint = "Run `lesebuch lock` once where the text is at hand."
        return known, [] if known or locked is None else [Problem(Code.PASSAGE_UNLOCKED, where, message, hint)]
    composed = [compose(block, source) for block in blocks if block.kind not in (METADATA, DROP)]
    made = [passage for passage, _ in composed]
    ids, bad = _ids(made, locked, where)
    names = iter(ids[len(made) :])
    passages = tuple(_named(passage, id_, names) for passage, id_ in zip(made, ids, strict=False))
    return passages, [problem for _, found in composed for problem in found] + bad


def _ids(
    passages: Sequence[Passage], locked: Sequence[Locked] | None, where: Where
) -> tuple[Sequence[str], list[Problem]]:
    """The ids of all passages, and behind them those of all lines of verse.

    Lines are locked as passages are: one that is added moves all numbers behind it.
    """
    verses = (passage for passage in passages if passage.kind is PassageKind.VERSE)
    lines = [passage.text[part.start : part.end] for passage in verses if passage.text for part in passage.parts]
    kinds = [*(passage.kind for passage in passages), *(PassageKind.LINE for _ in lines)]
    if not locked:
        ids: Sequence[str] = number(kinds)
        problems: list[Problem] = []
    else:
        ids, problems = keep_ids(kinds, [*(passage.text or "" for passage in passages), *lines], locked, where)
    names = {entry.id for entry in locked or () if entry.kind}
    new = [id_ for id_ in ids if id_ not in names]
    if new and locked is not None:
        message = f"Passages are not in the lock file yet: {in_short(new)}."
        problems.append(Problem(Code.PASSAGE_UNLOCKED, where, message))
    return ids, problems


def _named(passage: Passage, id_: str, lines: Iterator[str]) -> Passage:
    """With ids: its own, and those of its lines or rows."""
    if not passage.parts:
        return replace(passage, id=id_)
    names = lines if passage.kind is PassageKind.VERSE else (f"{id_}.{n}" for n in count(1))
    parts = tuple(replace(part, id=next(names)) for part in passage.parts)
    return replace(passage, id=id_, parts=parts)


def _evidence_problems(chapter: ChapterFile, text: Text) -> Iterator[Problem]:
    for proof in chapter.evidence:
        line = int(proof.at.first.target)
        words = text.lines[line - 1].text if 0 < line <= len(text.lines) else ""
        found = locate_range(words, proof.at, f"line {line}")
        if isinstance(found, Miss) and found.code is Code.ANCHOR_NOT_FOUND:
            yield Problem(found.code, proof.where, found.message)


def _cleaned(chapter: ChapterFile, text: Text, seen: Sequence[SourceSpan]) -> Iterator[Dropped]:
    """Characters that normalisation took away where no passage encloses them: they, too, are accounted for.

    White space is not: a source with carriage returns would drop one a line.
    """
    edits = text.edits
    index = bisect_left(edits, chapter.first, key=lambda edit: edit.line)
    if index == len(edits) or edits[index].line > chapter.last:
        return  # nearly all chapters
    raw = text.source.text.split("\n")
    touched: dict[int, list[SourceSpan]] = {}
    for span in seen:
        touched.setdefault(span.line, []).append(span)
    for edit in edits[index:]:
        if edit.line > chapter.last:
            break
        if edit.replacement.strip() or not raw[edit.line - 1][edit.start : edit.end].strip():
            continue
        if not any(span.start <= edit.start and edit.end <= span.end for span in touched.get(edit.line, ())):
            yield Dropped(f"normalisation: {edit.rule}", (SourceSpan(edit.line, edit.start, edit.end),))


@dataclass(frozen=True, slots=True)
class _Place:
    """What the target of an anchor names: all of a passage, or a line or a row of it."""

    id: str
    index: int
    """Of the passage."""
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return (self.passage.text or "")[self.start : self.end]


def _places(passages: Sequence[Passage]) -> Iterator[_Place]:
    for index, passage in enumerate(passages):
        yield _Place(passage.id, index, passage, 0, len(passage.text or ""))
        yield from (_Place(part.id, index, passage, part.start, part.end) for part in passage.parts)


class _Binder:
    """Finds anchors in the passages of one chapter."""

    def __init__(self, chapter: ChapterFile, passages: tuple[Passage, ...], problems: list[Problem]) -> None:
        self._chapter = chapter
        self._passages = passages
        self._places = {place.id: place for place in _places(passages)}
        self._problems = problems

    def notes(self) -> tuple[tuple[Annotation, ...], tuple[Emendation, ...]]:
        """Annotations and emendations, each with its id."""
        annotations, emendations = [], []
        ids = _Ids()
        for note in self._chapter.notes:
            if note.id and not ids.take(note.id):
                self._report(Code.DUPLICATE_ID, f"Two notes have the id `{note.id}`.", note.where)
        for note in self._chapter.notes:
            anchor = self._anchor(note.at, note.where)
            id_ = note.id or ids.unique(_name(note.at))
            if anchor is None:
                continue
            if note.kind:
                annotations.append(Annotation(id_, note.kind, anchor, note.body, note.where))
            else:
                emendations.append(Emendation(id_, anchor, note.to, note.body, note.where))
                if note.to and note.to == anchor.words:
                    self._report(Code.UNUSED_RULE, f"“{note.to}” is what the source has already.", note.where)
        return tuple(annotations), tuple(emendations)

    def events(self) -> tuple[Event, ...]:
        """The chapter's events; each at passages of this chapter."""
        slug = self._chapter.slug
        events = []
        for event in self._chapter.events:
            refs = []
            for at in event.at:
                ref = PassageRef.parse(at) or PassageRef(slug, at)
                if ref.chapter != slug:
                    message = f"The event `{event.id}` points at {ref}, outside its chapter."
                    self._report(Code.EVENT_OUTSIDE, message, event.at_where)
                elif self._known(ref.passage, event.at_where):
                    refs.append(ref)
            events.append(Event(event.id, event.when, tuple(refs), event.body, event.where, slug))
        return tuple(events)

    def rules(self) -> tuple[MentionRule, ...]:
        """Where the linker is wrong."""
        found = ((rule, self._span(rule, "A mention")) for rule in self._chapter.mentions)
        return tuple(MentionRule(span, rule.entry, rule.where) for rule, span in found if span)

    @cached_property
    def styles(self) -> Mapping[str, Sequence[Styled]]:
        """Words that the file sets apart, by passage; of several passages each has its part."""
        found: dict[str, list[Styled]] = {}
        for style in self._chapter.styles:
            anchor = self._anchor(style.at, style.where)
            for span in anchor.spans if anchor else ():
                if span.start < span.end:
                    found.setdefault(span.passage, []).append(Styled(span.start, span.end, style.kind, style.target))
        return found

    def time_rules(self) -> tuple[TimeRule, ...]:
        """Where the tagger is wrong."""
        found = ((rule, self._span(rule, "A time expression")) for rule in self._chapter.times)
        return tuple(TimeRule(span, rule.value, rule.where) for rule, span in found if span)

    def _span(self, rule: Override | Dating, what: str) -> Span | None:
        """The words that a rule is about, which stand in one passage."""
        anchor = self._anchor(rule.at, rule.where)
        if anchor and len(anchor.spans) > 1:
            self._report(Code.BAD_VALUE, f"{what} stands in one passage.", rule.where)
            return None
        return anchor.spans[0] if anchor else None

    def _report(self, code: Code, message: str, where: Where) -> None:
        self._problems.append(Problem(code, where, message))

    def _known(self, passage: str, where: Where) -> bool:
        """Whether the passage exists; where the text is missing and no lock tells, it is believed."""
        if passage in self._places or (not self._passages and re.fullmatch(r"[a-z]\d+(?:\.\d+)?", passage)):
            return True
        message = f"There is no passage {passage} in {self._chapter.slug}; {self._available()}."
        like = next((name for name in (passage.lower(), f"p{passage}") if name in self._places), "")
        hint = f"Did you mean {like}?" if like else ""
        self._problems.append(Problem(Code.ANCHOR_NOT_FOUND, where, message, hint))
        return False

    def _available(self) -> str:
        ids = sorted((passage.id for passage in self._passages), key=lambda id_: (id_[0], int(id_[1:])))
        return f"it has {in_short(ids) or 'none'}"

    def _anchor(self, at: Pointer, where: Where) -> Anchor | None:
        first, last = at.first.target, (at.last.target if at.last else "") or at.first.target
        if not all([self._known(first, where), last == first or self._known(last, where)]):
            return None
        if first not in self._places:
            return Anchor(tuple(Span(name, 0, 0) for name in dict.fromkeys((first, last))), at.words)
        start, end = self._places[first], self._places[last]
        if (end.index, end.start) < (start.index, start.start):
            self._report(Code.ANCHOR_NOT_FOUND, f"{first} stands behind {last}.", where)
            return None
        between = self._passages[start.index : end.index + 1]
        if any(passage.text is None for passage in between):
            return Anchor(tuple(Span(passage.id, 0, 0) for passage in between), at.words)
        spans = self._spans(at, start, end)
        if isinstance(spans, Miss):
            self._problems.append(Problem(spans.code, where, spans.message, self._elsewhere(at, spans)))
            return None
        return Anchor(spans, at.words)

    def _elsewhere(self, at: Pointer, miss: Miss) -> str:
        """Where the words of an anchor do stand, if the passage alone is wrong; else '': the code's own hint."""
        for point in (at.first, at.last):
            words = point.words if point and miss.code is Code.ANCHOR_NOT_FOUND else ""
            found = [passage.id for passage in self._passages if words and occurrences(passage.text or "", words)]
            if found and f"“{words}” do not occur" in miss.message:
                return f"They stand in {', '.join(found)}."
            place = self._places.get(point.target or at.first.target) if point and words else None
            if place and f"“{words}” do not occur" in miss.message:
                like = nearly(self._passages[place.index].text or "", words)
                return f"The text has “{like}”." if like else ""
        return ""

    def _spans(self, at: Pointer, first: _Place, last: _Place) -> tuple[Span, ...] | Miss:
        if first == last:
            found = locate_range(first.text, at, first.id)
            if isinstance(found, Miss):
                return found
            return (Span(first.passage.id, first.start + found[0], first.start + found[1]),)
        start = locate(first.text, at.first, first.id)
        end = locate(last.text, at.last, last.id) if at.last else start
        if isinstance(start, Miss):
            return start
        if isinstance(end, Miss):
            return end
        spans = [Span(p.id, 0, len(p.text or "")) for p in self._passages[first.index : last.index + 1]]
        spans[0] = replace(spans[0], start=first.start + start[0])
        spans[-1] = replace(spans[-1], end=last.start + end[1])
        return tuple(spans)


class _Ids:
    """Ids that are taken in a chapter."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, name: str) -> bool:
        """Whether the id was still free."""
        free = name not in self._taken
        self._taken.add(name)
        return free

    def unique(self, name: str) -> str:
        """The name, with the first free number if it is taken."""
        if self.take(name):
            return name
        count = self._last.get(name, 1) + 1
        while not self.take(f"{name}-{count}"):
            count += 1
        self._last[name] = count
        return f"{name}-{count}"


def _name(at: Pointer) -> str:
    """The id that an anchor gives: `p2-ovks`; with the number of the occurrence, if it has one."""
    numbers = [str(point.number) for point in (at.first, at.last) if point and point.number]
    return "-".join(part for part in (at.first.target, _slug(at.words), *numbers) if part)


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_GERMAN))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))

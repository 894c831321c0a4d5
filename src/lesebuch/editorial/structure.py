"""Cuts the lines of a chapter into blocks: what `structure` claims, and paragraphs of what it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesebuch.editorial.anchors import Miss, locate_range
from lesebuch.editorial.chapterfile import COMPOSED, JOINED, ROW, ChapterFile, StructureItem
from lesebuch.editorial.formats import LineFormats
from lesebuch.model import Line, PassageKind, Run, SourceSpan, Text
from lesebuch.model import locate as locate_in_source
from lesebuch.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of a line: offsets in its normalised text, white space at the ends cut off."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.line.text[self.start : self.end]

    @property
    def source(self) -> tuple[SourceSpan, ...]:
        """Where they stand in the source."""
        return locate_in_source(self.line.runs, self.start, self.end)

    def runs(self, at: int) -> tuple[Run, ...]:
        """The runs of the piece, as part of a text that it begins at `at`."""
        if at == 0 and self.start == 0 and self.end == len(self.line.text):
            return self.line.runs
        runs = []
        for run in self.line.runs:
            left, right = max(run.at, self.start), min(run.at + run.length, self.end)
            if left >= right:
                continue
            if run.length == run.width:
                runs.append(
                    Run(left - self.start + at, right - left, run.line, run.column + left - run.at, right - left)
                )
            else:
                runs.append(Run(left - self.start + at, right - left, run.line, run.column, run.width))
        return tuple(runs)

    def between(self, start: int, end: int) -> "LinePart | None":
        """What of it lies between two offsets in its line."""
        return _stripped(self.line, max(start, self.start), min(end, self.end))


@dataclass(frozen=True, slots=True)
class CutBlock:
    """Pieces that belong together, and what they are."""

    kind: str
    """A kind of passage, metadata or drop."""
    pieces: tuple[LinePart, ...]
    item: StructureItem | None = None
    """What claims it; None: nothing, it is a plain paragraph."""
    group: int = 0
    """Blocks of one item have the same; 0: nothing claims it."""
    later: bool = False
    """Whether another block of the same item stands before it."""

    @property
    def note(self) -> str:
        """The field of metadata, the reason of what is dropped."""
        return self.item.field or self.item.reason if self.item else ""


_Claim = tuple[LinePart, int]
"""A part of a line, and which group of those below claims it."""


@dataclass(slots=True)
class _Group:
    """What an item claims that is to be one block, and its pieces as they are reached."""

    item: StructureItem
    number: int
    """Of the item, from 1."""
    later: bool
    pieces: list[LinePart]


def cut(chapter: ChapterFile, text: Text, source: LineFormats) -> tuple[list[CutBlock], list[Problem]]:
    """All blocks of a chapter, in order. Each non-blank character of its lines is in exactly one piece."""
    problems: list[Problem] = []
    if chapter.last > len(text.lines):
        message = f"The chapter takes lines {chapter.first}-{chapter.last}, but {chapter.file} has {len(text.lines)}."
        hint = "Correct `lines` under `source`."
        problems.append(Problem(Code.ANCHOR_NOT_FOUND, chapter.where, message, hint))
    groups: list[_Group] = []
    claims: dict[int, list[_Claim]] = {}
    for number, item in enumerate(chapter.structure, 1):
        pieces, bad = _resolve(item, chapter, text)
        problems += bad
        for count, group in enumerate(_together(item, pieces, source)):
            for claimed in group:
                claims.setdefault(claimed.line.number, []).append((claimed, len(groups)))
            groups.append(_Group(item, number, bool(count), []))
    blocks: list[tuple[int, CutBlock]] = []
    for line in text.lines[chapter.first - 1 : chapter.last]:
        if line.number in claims:
            blocks += _cut_line(line, claims[line.number], groups, problems)
        elif line.text and (piece := _stripped(line, 0, len(line.text))):
            blocks.append((-1, CutBlock(PassageKind.PARAGRAPH, (piece,))))
    return [_complete(number, block, groups) for number, block in blocks], problems


def _together(item: StructureItem, pieces: list[LinePart], source: LineFormats) -> list[list[LinePart]]:
    """The pieces of an item, block by block. A blank line parts stanzas, and so does the format what it knows apart."""
    if item.kind in JOINED or item.detail.one:
        return [pieces]
    if item.kind not in COMPOSED:
        return [[piece] for piece in pieces]
    groups: list[list[LinePart]] = []
    before, named = 0, 0
    for number, piece in ((piece.line.number, piece) for piece in pieces):
        group = source.of(number, item.kind).group
        blank = item.kind != ROW and number > before + 1
        if not groups or blank or (group and named and group != named):
            groups.append([])
        groups[-1].append(piece)
        before, named = number, group
    return groups


def _complete(number: int, block: CutBlock, groups: list[_Group]) -> CutBlock:
    if number < 0:
        return block
    group = groups[number]
    kind = PassageKind.TABLE if group.item.kind == ROW else group.item.kind
    return CutBlock(kind, tuple(group.pieces), group.item, group.number, group.later)


def _cut_line(
    line: Line, claims: list[_Claim], groups: list[_Group], problems: list[Problem]
) -> list[tuple[int, CutBlock]]:
    """The blocks that begin in a line, with the number of their group; -1 for what nobody claims."""
    blocks: list[tuple[int, CutBlock]] = []
    at = 0
    previous: StructureItem | None = None
    for piece, number in sorted(claims, key=lambda claim: (claim[0].start, claim[0].end)):
        item, pieces = groups[number].item, groups[number].pieces
        if previous and piece.start < at:
            first, second = sorted((previous.where, item.where))
            words = piece.text[:40]
            message = f"The item of line {first.line} claims words of line {line.number} already: “{words}”."
            problems.append(Problem(Code.OVERLAP, second, message))
            continue
        if rest := _stripped(line, at, piece.start):
            blocks.append((-1, CutBlock(PassageKind.PARAGRAPH, (rest,))))
        if not pieces:
            blocks.append((number, CutBlock(item.kind, ())))
        pieces.append(piece)
        at, previous = piece.end, item
    if rest := _stripped(line, at, len(line.text)):
        blocks.append((-1, CutBlock(PassageKind.PARAGRAPH, (rest,))))
    return blocks


def _stripped(line: Line, start: int, end: int) -> LinePart | None:
    words = line.text[start:end]
    inner = words.strip()
    if not inner:
        return None
    start += len(words) - len(words.lstrip())
    return LinePart(line, start, start + len(inner))


def _resolve(item: StructureItem, chapter: ChapterFile, text: Text) -> tuple[list[LinePart], list[Problem]]:
    """The pieces that an item claims, one a line."""
    first, _, last = item.at.first.target.partition("-")
    low, high = int(first), int(last or first)
    if not chapter.first <= low <= high <= chapter.last:
        some = f"Lines {low}-{high} are" if high > low else f"Line {low} is"
        message = f"{some} not among the chapter's lines {chapter.first}-{chapter.last}."
        hint = "Correct the item, or `lines` under `source`."
        return [], [Problem(Code.ANCHOR_NOT_FOUND, item.where, message, hint)]
    lines = text.lines[low - 1 : high]
    if not item.at.first.words:
        pieces = [whole for line in lines if (whole := _stripped(line, 0, len(line.text)))]
        if pieces or not lines:
            return pieces, []
        message = f"Line {item.at.first.target} is blank."
        return [], [Problem(Code.ANCHOR_NOT_FOUND, item.where, message, "Give the line that is meant.")]
    if high > low or (item.at.last and item.at.last.target not in ("", first)):
        message = "Words are claimed in one line; write an item for each line."
        return [], [Problem(Code.BAD_VALUE, item.where, message)]
    found = locate_range(lines[0].text if lines else "", item.at, f"line {low}")
    if isinstance(found, Miss):
        return [], [Problem(found.code, item.where, found.message)]
    piece = _stripped(lines[0], *found)
    return [piece] if piece else [], []


def joined(pieces: Sequence[LinePart], sign: str = " ") -> tuple[str, tuple[Run, ...]]:
    """The text of a passage and its runs; lines are joined by a sign, a space or a line feed, which no run leads from."""
    if len(pieces) == 1:
        return pieces[0].text, pieces[0].runs(0)
    runs: list[Run] = []
    at = 0
    for piece in pieces:
        runs += piece.runs(at)
        at += piece.end - piece.start + 1
    return sign.join(piece.text for piece in pieces), tuple(runs)

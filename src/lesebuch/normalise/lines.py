"""Normalisation, a line at a time.

A line goes through three steps: single characters are replaced or removed (characters.py), clusters are composed, white
space at the ends is trimmed. Interior runs of spaces are not collapsed. Where the format says that words are the mark of a
note, they are removed with the first step.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lesebuch.model import Edit, Line, Run, Source, SourceStyle, Text
from lesebuch.normalise.characters import (
    CARRIAGE_RETURN,
    CHANGED,
    COMPOSE,
    LIGATURE,
    LIGATURES,
    NOTE_MARK,
    TRIM,
    change,
    with_ligatures,
    with_note_marks,
)
from lesebuch.problems import Problem

_ENDS = " \t\u00a0"
_FIRST_MARK = "\u0300"
"""No character before it in Unicode composes with the one that precedes it."""
_LAYOUT = ("noteref", "backlink")
"""Styles of what belongs to a note and is no word of it, or of the text."""
_BRACKETS = {"[": "]", "(": ")"}
_BETWEEN_MARKS = re.compile(r"[\s,;]*")
_PARTS = re.compile("[\0-\u02ff]+(?=[\0-\u02ff])|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the raw line and what it becomes. A piece without a rule is unchanged."""

    start: int
    end: int
    text: str
    rule: str = ""


def normalise(source: Source) -> tuple[Text, list[Problem]]:
    """A line for each line of the source. Any text can be normalised, so there are no problems."""
    raw_lines = source.text.split("\n")
    if len(raw_lines) > 1 and not raw_lines[-1]:
        raw_lines.pop()  # a line break at the end ends the last line; it begins no other
    edits: list[Edit] = []
    keep = with_ligatures(source.version)
    marked = {} if with_note_marks(source.version) else _marked(source.styles)
    lines = tuple(
        _long_way(number, raw, _marks(raw, marked[number]), edits, keep=keep)
        if number in marked
        else _line(number, raw, edits, keep=keep)
        for number, raw in enumerate(raw_lines, 1)
    )
    return Text(source, lines, tuple(edits)), []


def _line(number: int, raw: str, edits: list[Edit], *, keep: bool) -> Line:
    """Nearly all lines are clean, or clean but for white space at their ends: those take the short way."""
    if not raw:
        return Line(number, "", ())
    last = len(raw) - (raw[-1] == "\r")
    left = len(raw) - len(raw.lstrip(_ENDS))
    right = max(len(raw[:last].rstrip(_ENDS)), left)
    core = raw[left:right]
    if not core or (
        core.isprintable()
        and (core.isascii() or (unicodedata.is_normalized("NFC", core) and (keep or LIGATURES.keys().isdisjoint(core))))
    ):
        _trimmed(number, raw, left, min(right, last) if core else left, edits)
        return Line(number, core, (Run(0, len(core), number, left, len(core)),) if core else ())
    return _long_way(number, raw, (), edits, keep=keep)


def _marked(styles: Iterable[SourceStyle]) -> dict[int, list[tuple[int, int]]]:
    """By line, the columns of marks of notes, in their order."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for style in styles:
        if style.kind in _LAYOUT and style.start < style.end:
            marked.setdefault(style.line, []).append((style.start, style.end))
    return marked


def _marks(raw: str, columns: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """What goes with the marks: brackets around one, what stands between two, white space before one that no word follows at once."""
    marks: list[tuple[int, int]] = []
    for column, behind in columns:
        start, end = column, behind
        if raw[start - 1 : start] in _BRACKETS and raw[end : end + 1] == _BRACKETS[raw[start - 1]]:
            start, end = start - 1, end + 1
        if marks and _BETWEEN_MARKS.fullmatch(raw, marks[-1][1], start):
            start = marks.pop()[0]
        elif not raw[end : end + 1].isalnum():
            start = len(raw[:start].rstrip(_ENDS))
        marks.append((start, end))
    return marks


def _trimmed(number: int, raw: str, left: int, right: int, edits: list[Edit]) -> None:
    """Record what is cut from the ends of `raw` around `[left, right)`."""
    last = len(raw) - (raw[-1] == "\r")
    left = min(left, last)
    if left:
        edits.append(Edit(TRIM, number, 0, left, ""))
    right = max(right, left)
    if right < last:
        edits.append(Edit(TRIM, number, right, last, ""))
    if last < len(raw):
        edits.append(Edit(CARRIAGE_RETURN, number, last, len(raw), ""))


def _long_way(number: int, raw: str, marks: Sequence[tuple[int, int]], edits: list[Edit], *, keep: bool) -> Line:
    pieces = _pieces(raw, marks, keep=keep)
    if not unicodedata.is_normalized("NFC", "".join(piece.text for piece in pieces)):
        pieces = _composed(pieces)
    pieces = _without_ends(pieces, len(raw))
    edits.extend(Edit(p.rule, number, p.start, p.end, p.text) for p in pieces if p.rule)
    return Line(number, "".join(p.text for p in pieces), _runs(number, pieces))


def _pieces(raw: str, marks: Sequence[tuple[int, int]], *, keep: bool) -> list[_Piece]:
    """Characters that change, marks of notes, and the unchanged stretches between them."""
    pieces: list[_Piece] = []
    done = 0
    for changed in sorted((*_changes(raw, keep=keep), *(_Piece(*mark, "", NOTE_MARK) for mark in marks)), key=_order):
        if changed.start < done:
            continue  # within a mark
        if changed.start > done:
            pieces.append(_Piece(done, changed.start, raw[done : changed.start]))
        pieces.append(changed)
        done = changed.end
    if done < len(raw):
        pieces.append(_Piece(done, len(raw), raw[done:]))
    return pieces


def _order(piece: _Piece) -> tuple[int, int]:
    return piece.start, -piece.end


def _changes(raw: str, *, keep: bool) -> Iterator[_Piece]:
    for match in CHANGED.finditer(raw):
        at = match.start()
        changed = change(raw, at)
        if changed is not None and not (keep and changed[0] == LIGATURE):
            yield _Piece(at, at + 1, changed[1], changed[0])


def _composed(pieces: list[_Piece]) -> list[_Piece]:
    """Cluster by cluster, so that each maps back to its own columns."""
    result: list[_Piece] = []
    cluster: list[_Piece] = []
    text = ""
    for piece in _characters(pieces):
        if text and piece.text and not _joins(text, piece.text):
            result += _cluster(cluster, text)
            cluster, text = [], ""
        cluster.append(piece)
        text += piece.text
    return result + _cluster(cluster, text)


def _joins(text: str, following: str) -> bool:
    """Whether a character belongs to the cluster before it: marks do, and letters that compose with it (Hangul)."""
    if following[0] < _FIRST_MARK:
        return False
    if unicodedata.combining(following):
        return True
    normal = unicodedata.normalize
    return normal("NFC", text + following) != normal("NFC", text) + normal("NFC", following)


def _cluster(pieces: list[_Piece], text: str) -> list[_Piece]:
    """One piece if it composes; what was removed within it is then part of it, what was removed around it is not."""
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return pieces
    kept = [index for index, piece in enumerate(pieces) if piece.text]
    first, last = kept[0], kept[-1]
    whole = _Piece(pieces[first].start, pieces[last].end, composed, COMPOSE)
    return [*pieces[:first], whole, *pieces[last + 1 :]]


def _characters(pieces: list[_Piece]) -> Iterable[_Piece]:
    """An unchanged stretch in parts: Latin letters that no mark can follow stay together, all else is single."""
    for piece in pieces:
        if piece.rule:
            yield piece
        else:
            for part in _PARTS.finditer(piece.text):
                yield _Piece(piece.start + part.start(), piece.start + part.end(), part[0])


def _without_ends(pieces: list[_Piece], length: int) -> list[_Piece]:
    """White space at the ends becomes edits of the rule `trim`; a carriage return there keeps its own rule."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first].text.strip(" "):
        first += 1
    while last > first and not pieces[last - 1].text.strip(" "):
        last -= 1
    inner = [half for piece in pieces[first:last] for half in _stripped(piece, pieces[first], pieces[last - 1])]
    return [*_gone(pieces[:first], length), *inner, *_gone(pieces[last:], length)]


def _gone(pieces: list[_Piece], length: int) -> list[_Piece]:
    return [
        _Piece(p.start, p.end, "", p.rule if not p.text or (p.rule == CARRIAGE_RETURN and p.end == length) else TRIM)
        for p in pieces
    ]


def _stripped(piece: _Piece, first: _Piece, last: _Piece) -> list[_Piece]:
    """An outermost unchanged stretch without the spaces at its outer end."""
    if piece.rule:
        return [piece]
    left = len(piece.text) - len(piece.text.lstrip(" ")) if piece is first else 0
    right = len(piece.text.rstrip(" ")) if piece is last else len(piece.text)
    parts = [_Piece(piece.start + left, piece.start + right, piece.text[left:right])]
    if left:
        parts.insert(0, _Piece(piece.start, piece.start + left, "", TRIM))
    if right < len(piece.text):
        parts.append(_Piece(piece.start + right, piece.end, "", TRIM))
    return parts


def _runs(number: int, pieces: list[_Piece]) -> tuple[Run, ...]:
    """Neighbours that map character to character are one run."""
    runs: list[Run] = []
    at = 0
    for piece in pieces:
        length, width = len(piece.text), piece.end - piece.start
        if not length:
            continue
        before = runs[-1] if runs else None
        exact = length == width and (not piece.rule or width == 1)
        if before and exact and before.length == before.width and before.column + before.width == piece.start:
            runs[-1] = Run(before.at, before.length + length, number, before.column, before.width + width)
        else:
            runs.append(Run(at, length, number, piece.start, width))
        at += length
    return tuple(runs)

"""From a text to its time expressions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lesebuch.edtf import TimeValue
from lesebuch.model.times import TimeExpression
from lesebuch.temporal.builders import BUILDERS
from lesebuch.temporal.calendar import OutOfRangeError
from lesebuch.temporal.context import Context, Meaning, sentence_ends
from lesebuch.temporal.edited import RULE, Edited
from lesebuch.temporal.following import day_behind, lean_on_next
from lesebuch.temporal.language import Language, load
from lesebuch.temporal.match import find
from lesebuch.temporal.ranges import SlottedSpan, items


def tag(text: str, language: str, reference: str | dt.date | None) -> list[TimeExpression]:
    """The time expressions of a text, ascending, never overlapping.

    `language` is a code such as ``de``; without rules for it the list is empty. `reference` is the date of publication,
    as exact as it is known: any EDTF value, or None; one that is in doubt (``2025?``) determines nothing. ValueError if
    it is a text that is no EDTF. What the reference does not determine has `edtf` None or is as vague as the reference.
    """
    return tag_edited(text, language, reference, ())


def tag_edited(
    text: str, language: str, reference: str | dt.date | None, edited: Sequence[Edited]
) -> list[TimeExpression]:
    """As `tag`, with what an editor says in place of the expressions that it touches: others count from it."""
    rules = load(language)
    if rules is None:
        return edited_alone(edited)
    first, last = _bounds(reference)
    parts = items(text, find(text, rules), rules, edited)
    results = _resolve(text, rules, parts, first)
    if last != first:
        # An inexact reference: whatever comes out the same from its first and its last day is certain.
        others = _resolve(text, rules, parts, last)
        results = [_agree(a, b) for a, b in zip(results, others, strict=True)]
    return _expressions(parts, results)


def edited_alone(edited: Iterable[Edited]) -> list[TimeExpression]:
    """What an editor says where the language has no rules."""
    known = [(e.start, e.end, e.result) for e in sorted(edited, key=lambda e: e.start) if e.result is not None]
    return [meaning.said_by((start, end), None, RULE) for start, end, meaning in known]


@lru_cache(maxsize=64)
def _bounds(reference: str | dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    if reference is None:
        return None, None
    value = TimeValue.from_date(reference) if isinstance(reference, dt.date) else TimeValue.parse(reference)
    if any(point.mark in {"?", "%"} for point in value.points):
        return None, None
    first, last = value.earliest, value.latest
    if first == dt.date.min or last == dt.date.max:
        return None, None
    return first, last


def _resolve(
    text: str, language: Language, parts: Sequence[SlottedSpan], reference: dt.date | None
) -> list[Meaning | None]:
    context = Context(text, language, reference, sentence_ends(text, language))
    for index, item in enumerate(parts):
        context.places.append(item.span)
        context.begun = index - 1 if index and parts[index - 1].until == index else None
        context.until = parts[item.until].view if item.until is not None else None
        try:
            result = BUILDERS[item.match.rule.make](item.view, context)
        except OutOfRangeError:
            result = None
        context.results.append(result)
    lean_on_next(context)
    day_behind(context)
    return context.results


def _agree(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """One result from those of the two ends of the reference."""
    if first is None or last is None or (first.timex, first.edtf) == (last.timex, last.edtf):
        return first
    (day, _, time), (other_day, _, other_time) = first.timex.partition("T"), last.timex.partition("T")
    timex = _masked(day, other_day) + (f"T{time}" if time and time == other_time else "")
    edtf = _span(first.edtf, last.edtf) if first.edtf and last.edtf else None
    return Meaning(first.type, timex, first.mod, edtf, first.anchor)


def _masked(first: str, last: str) -> str:
    """What two dates have in common, the rest as X; what follows an unknown year or month is not known either."""
    parts = [
        "".join(a if a == b else "X" for a, b in zip(*pair, strict=False)) if place == 0 or pair[0] == pair[1] else "XX"
        for place, pair in enumerate(_pairs(first, last))
    ]
    unknown = False
    for place, part in enumerate(parts):
        if unknown:
            parts[place] = "".join("X" if c.isdigit() else c for c in part)
        unknown = unknown or "X" in part
    return "-".join(parts)


def _pairs(first: str, last: str) -> list[tuple[str, str]]:
    return list(zip(first.split("-"), last.split("-"), strict=False))


def _span(first: str, last: str) -> str | None:
    low, high = TimeValue.parse(first), TimeValue.parse(last)
    if low > high:
        low, high = high, low
    begin, end = low.ranges[0][0], high.ranges[-1][1]
    value = TimeValue.maybe(f"[{begin}..{end}]")
    if value is None:
        return None
    for vague in (str(begin)[:7], str(begin)[:4]):
        whole = TimeValue.parse(vague)
        if (whole.earliest, whole.latest) == (value.earliest, value.latest):
            return vague
    return str(value)


def _expressions(parts: Iterable[SlottedSpan], results: list[Meaning | None]) -> list[TimeExpression]:
    kept = [number for number, result in enumerate(results) if result is not None]
    index = {number: place for place, number in enumerate(kept)}
    expressions: list[TimeExpression] = []
    for result, item in zip(results, parts, strict=True):
        if result is None:
            continue
        anchor = index.get(result.anchor) if isinstance(result.anchor, int) else result.anchor
        expressions.append(result.said_by(item.span, anchor, item.match.rule.name))
    return expressions

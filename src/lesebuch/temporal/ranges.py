"""Ranges: expressions of which one begins a time and the next ends it. Their values are found together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesebuch.temporal.edited import RULE, Edited
from lesebuch.temporal.language import Language, Rule
from lesebuch.temporal.match import RuleMatch
from lesebuch.temporal.view import View

_LONGEST = 24
"""Characters that may stand between the two ends."""
_BEGINNINGS = ("date", "relative", "day-word", "holiday", RULE)
"""The builders of what a range may begin with."""
_RULE = Rule(RULE, 0, RULE, "", (), 1, {})
"""The rule of what is edited: it matches nothing."""
_WITHIN = ("date", "time")
"""The builders of rules whose spans are the ends of ranges."""


@dataclass(frozen=True, slots=True)
class SlottedSpan:
    """A span of a match, with its slots."""

    match: RuleMatch
    span: tuple[int, int]
    view: View
    until: int | None = None
    """The index of the item that ends the range which this one begins."""


def items(text: str, found: Sequence[RuleMatch], language: Language, edited: Sequence[Edited]) -> list[SlottedSpan]:
    """All spans of all matches, in order, each with the end of its range; what is edited in place of what it touches."""
    flat = [(match, number) for match in found for number in range(len(match.spans))]
    made = [SlottedSpan(match, match.spans[number], _view(match, number)) for match, number in flat]
    if edited:
        made = [item for item in made if not any(_touches(item.span, other) for other in edited)]
        made += [_edited(other) for other in edited if other.result is not None]
        made.sort(key=lambda item: item.span)
    for index, (one, other) in enumerate(pairwise(made)):
        if _joined(text, one, other, language):
            made[index] = SlottedSpan(one.match, one.span, one.view, index + 1)
    return made


def _touches(span: tuple[int, int], other: Edited) -> bool:
    return span[0] < other.end and other.start < span[1]


def _edited(edited: Edited) -> SlottedSpan:
    span = (edited.start, edited.end)
    return SlottedSpan(RuleMatch(_RULE, (span,), ({},), {}), span, View({"result": edited.result}, {}, {}))


def _view(match: RuleMatch, number: int) -> View:
    """The slots of a span, and what it has in common with the other spans of its rule: 9.–11. *Mai*."""
    slots = dict(match.slots[number])
    for other in (*match.slots[number + 1 :], *reversed(match.slots[:number])):
        for name in match.rule.params.get("share", ()):
            if name in other:
                slots.setdefault(name, other[name])
    lent = frozenset(slots.keys() - match.slots[number].keys())
    return View(slots, match.around, match.rule.params, lent)


def _joined(text: str, one: SlottedSpan, other: SlottedSpan, language: Language) -> bool:
    if one.match is other.match:
        return one.match.rule.make in _WITHIN and one.match.rule.params.get("repeats") is None
    if one.match.rule.make not in _BEGINNINGS or other.match.rule.make != "date":
        return False
    start, end = one.span[1], other.span[0]
    if end - start > _LONGEST:
        return False
    between = text[start:end]
    if language.patterns["range"].fullmatch(between):
        return True
    before = text[max(one.span[0] - _LONGEST, 0) : one.span[0]]
    return bool(language.patterns["range_and"].fullmatch(between) and language.patterns["between"].search(before))

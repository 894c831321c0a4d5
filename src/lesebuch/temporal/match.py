"""Find where rules match: one cheap scan over the text, then the rules around its hits only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lesebuch.temporal.language import Language, Rule, Value

# Numbers keep what separates their parts (20.30, 16.11.2025, 2013-11-30) and a short suffix (80er, 21st); a blank line
# is a token, since no expression runs across paragraphs. White space is no token.
_TOKEN = re.compile(
    r"([^\W\d_]+|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\d)|\d+(?:[.,:]\d+)*(?:[^\W\d_]{1,4}(?![^\W_]))?|\n[^\S\n]*\n|[^\w\s]|_)"
)
_BEFORE, _AFTER = 8, 6
"""How many tokens before the first trigger and behind the last a rule can reach."""


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that matched."""

    rule: Rule
    spans: tuple[tuple[int, int], ...]
    """Offsets in the text of each span of the rule."""
    slots: tuple[dict[str, Value], ...]
    """The values of each span, by the names of the rule."""
    around: dict[str, Value]
    """The values outside of the spans."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    rule: Rule
    match: re.Match[str]
    first: int
    last: int


class _Tokens:
    """The words of a text, and where they stand in it."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._parts)))

    def word(self, number: int) -> str:
        return self._parts[2 * number + 1]

    def start(self, number: int) -> int:
        return self._ends[2 * number]

    def end(self, number: int) -> int:
        return self._ends[2 * number + 1]


def find(text: str, language: Language) -> list[RuleMatch]:
    """All matches, ascending, that do not overlap; of two that do, the longer."""
    # Between the tokens stands what separates them: so `re` alone tells, without an object for each, where they are.
    parts = _TOKEN.split(text)
    symbols = "".join(map(language.lexicon.__getitem__, parts[1::2]))
    tokens = _Tokens(parts)
    found: list[RuleMatch] = []
    for first, last in _windows(symbols, language):
        best = _best(_candidates(symbols, first, last, language))
        found += [_read(candidate, tokens, language) for candidate in best if candidate.rule.make != "nothing"]
    return found


def _windows(symbols: str, language: Language) -> Iterator[tuple[int, int]]:
    first = last = -1
    for hit in language.trigger.finditer(symbols):
        position = hit.start()
        if first >= 0 and position - _BEFORE <= last:
            last = position + _AFTER
            continue
        if first >= 0:
            yield first, last
        first, last = max(position - _BEFORE, 0), position + _AFTER
    if first >= 0:
        yield first, last


def _candidates(symbols: str, first: int, last: int, language: Language) -> Iterator[_Candidate]:
    rules: dict[Rule, None] = {}
    for symbol in set(symbols[first:last]):
        rules |= dict.fromkeys(language.rules_of.get(symbol, ()))
    for rule in rules:
        for match in rule.regex.finditer(symbols, first, last):
            start, end = match.start("s0"), match.end(f"e{rule.spans - 1}")
            if start < end:
                yield _Candidate(rule, match, start, end)


def _best(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    ranked = sorted(candidates, key=_rank)
    taken: set[int] = set()
    chosen = []
    for candidate in ranked:
        places = range(candidate.first, candidate.last)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.first)


def _rank(candidate: _Candidate) -> tuple[int, int, int, int, int]:
    """The best first: by priority, length of the expression, length with its context, place of the rule in the file."""
    whole = candidate.match.end() - candidate.match.start()
    length = candidate.last - candidate.first
    return -candidate.rule.params.get("priority", 0), -length, -whole, candidate.rule.order, candidate.first


def _read(candidate: _Candidate, tokens: _Tokens, language: Language) -> RuleMatch:
    rule, match = candidate.rule, candidate.match
    spans = tuple((tokens.start(match.start(f"s{i}")), tokens.end(match.start(f"e{i}") - 1)) for i in range(rule.spans))
    slots: tuple[dict[str, Value], ...] = tuple({} for _ in spans)
    around: dict[str, Value] = {}
    for slot in rule.slots:
        place = match.start(slot.group)
        if place >= 0:
            target = around if slot.span < 0 else slots[slot.span]
            value = language.value(tokens.word(place), slot.word_class)
            names = language.compounds.get(slot.word_class)
            if names is None:
                target.setdefault(slot.name, value)
            else:
                target.update(zip(names, value, strict=True))
    return RuleMatch(rule, spans, slots, around)

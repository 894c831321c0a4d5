"""Finds all mentions of all entries, in time linear in the text, whatever the number of entries."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from lesebuch.glossary.forms import forms
from lesebuch.glossary.spelling import fold, fold_term, lowered, spellings
from lesebuch.model import Chapter, Entry, Mention, MentionRule, Span
from lesebuch.problems import Code, Problem

_NOTHING = ""
"""What a `not` phrase mentions."""
_HYPHENS = "-‐‑"

_Found = tuple[int, int, str]
"""Start, end, entry."""


class Linker:
    """The entries, ready to be found. What it finds never changes; it makes an automaton for each language in which it is asked.

    Raises nothing: forms that two entries claim are in `problems`.
    """

    def __init__(self, entries: Mapping[str, Entry], languages: Iterable[str]) -> None:
        problems: dict[tuple[str, str], Problem] = {}
        self._claims = {language: _claims(entries, language, problems) for language in sorted(set(languages))}
        self._automata: dict[str, tuple[list[str], AhoCorasick]] = {}
        """By language: the owners of the patterns, and what finds these."""
        self.problems: tuple[Problem, ...] = tuple(problems.values())

    def __reduce__(self) -> tuple[Any, ...]:
        """Automata cannot be pickled, and are made faster than what is claimed."""
        return object.__new__, (Linker,), {"_claims": self._claims, "_automata": {}, "problems": self.problems}

    @property
    def languages(self) -> frozenset[str]:
        """Those of the texts in which it finds mentions."""
        return frozenset(self._claims)

    def find(self, text: str, language: str) -> list[_Found]:
        """Mentions in a text, `(start, end, entry)`, in order, never overlapping. Lines are never crossed."""
        if language not in self._automata:
            claims = self._claims[language]
            self._automata[language] = list(claims.values()), AhoCorasick(list(claims), matchkind=MatchKind.Standard)
        owners, automaton = self._automata[language]
        folded = fold(text)

        def hits(searched: str) -> list[_Found]:
            return [
                (start, end, owners[pattern])
                for pattern, start, end in automaton.find_matches_as_indexes(searched, overlapping=True)
                if _is_word(searched, start, end)
            ]

        found = _longest(hits(folded.text))
        if small := lowered(folded.text):
            # What is found in the text as it stands comes first: WELT is the newspaper, Welt the world.
            found = _longest([*found, *_apart(hits(small), found)])
        origin = folded.origin
        return _compounds(text, [(origin(start), origin(end), entry) for start, end, entry in found if entry])


def link(chapter: Chapter, linker: Linker) -> tuple[tuple[Mention, ...], list[Problem]]:
    """Find the mentions in a chapter, and put right what its `mentions` rules say."""
    shown = [(p.id, p.text) for p in chapter.passages if p.text]
    starts = []
    length = 0
    for _, passage_text in shown:
        starts.append(length)
        length += len(passage_text) + 1
    mentions: list[Mention] = []
    whole = "\n".join(text for _, text in shown).replace("\t", "\n")  # nor are cells of a table crossed
    for start, end, entry in linker.find(whole, chapter.language):
        index = bisect_right(starts, start) - 1
        offset = starts[index]
        mentions.append(Mention(entry, Span(shown[index][0], start - offset, end - offset)))
    if not chapter.mention_rules:
        return tuple(mentions), []
    return _apply(chapter, mentions)


def _claims(entries: Mapping[str, Entry], language: str, problems: dict[tuple[str, str], Problem]) -> dict[str, str]:
    """All forms and the entries that own them. What an entry lists beats a `not`, and that beats inflected forms."""
    tongue = language.partition("-")[0]
    listed = _listed(entries, problems)
    excluded = {form for e in entries.values() for phrase in e.exclude for form in _forms(phrase, e, tongue)}
    settled = dict.fromkeys(excluded, _NOTHING) | listed
    claims = _inflected(entries, tongue, settled, problems) | settled
    claims.pop("", None)  # a term of soft hyphens alone
    return claims


def _forms(variant: str, entry: Entry, language: str) -> set[str]:
    """All forms of all spellings, folded."""
    return {
        form
        for spelling in spellings(fold_term(variant), entry.forms, language)
        for form in forms(spelling, entry.forms, language)
    }


def _listed(entries: Mapping[str, Entry], problems: dict[tuple[str, str], Problem]) -> dict[str, str]:
    claims: dict[str, str] = {}
    for entry in entries.values():
        for variant in (entry.term, *entry.variants):
            form = fold_term(variant)
            other = claims.setdefault(form, entry.slug)
            if other != entry.slug:
                problems.setdefault((entry.slug, other), _clash(entry, form, other))
    return claims


def _inflected(
    entries: Mapping[str, Entry], language: str, settled: Mapping[str, str], problems: dict[tuple[str, str], Problem]
) -> dict[str, str]:
    """Forms that inflection makes; one that two entries make belongs to the one that changes less of its own term."""
    claims: dict[str, str] = {}
    for entry in entries.values():
        made = {form for variant in (entry.term, *entry.variants) for form in _forms(variant, entry, language)}
        for form in sorted(made):
            if form in settled:
                continue
            other = claims.setdefault(form, entry.slug)
            if other == entry.slug:
                continue
            mine, theirs = _kept(form, entry), _kept(form, entries[other])
            if mine > theirs:
                claims[form] = entry.slug
            elif mine == theirs:
                problems.setdefault((entry.slug, other), _clash(entry, form, other))
    return claims


def _kept(form: str, entry: Entry) -> int:
    """How many characters a form shares with the beginning of the variant that is most like it."""
    return max(
        sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, fold_term(variant), strict=False)))
        for variant in (entry.term, *entry.variants)
    )


def _clash(entry: Entry, form: str, other: str) -> Problem:
    message = f"`{form}` is a form of this entry and of `{other}`."
    return Problem(Code.CLASHING_FORM, entry.where, message, "List it under `variants` of one entry alone.")


_UNPARTED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3005", "\u3007"),
    ("\u3040", "\u309f"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""First and last signs of scripts that part no words: Thai, Lao, Burmese, Khmer, Hiragana, Han. A name in Katakana ends where those do."""


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone; an apostrophe that closes a quotation ('Marx') is no genitive."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        _runs_on(before, text[start : start + 1])
        or _runs_on(text[end - 1 : end], after)
        or (before == "'" == text[end - 1])
    )


def _runs_on(left: str, right: str) -> bool:
    """Whether two signs beside each other are of one word, as far as their script tells."""
    return left.isalnum() and right.isalnum() and not (_is_unparted(left) or _is_unparted(right))


def _is_unparted(sign: str) -> bool:
    # Nearly all are of other scripts, which come before these.
    return sign >= _UNPARTED[0][0] and any(first <= sign <= last for first, last in _UNPARTED)


def _apart(hits: Iterable[_Found], found: Sequence[_Found]) -> Iterator[_Found]:
    """The hits that touch nothing that was found; `found` is in order and does not overlap."""
    ends = [end for _, end, _ in found]
    for hit in hits:
        index = bisect_right(ends, hit[0])
        if index == len(found) or found[index][0] >= hit[1]:
            yield hit


def _longest(hits: Sequence[_Found]) -> list[_Found]:
    """Of overlapping hits the longest, of equally long ones the first; in the order of the text."""
    taken: list[_Found] = []
    cluster: list[_Found] = []
    reach = 0
    for hit in sorted(hits):
        if hit[0] >= reach:
            taken += _settle(cluster)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[1])
    return taken + _settle(cluster)


def _settle(cluster: list[_Found]) -> list[_Found]:
    """Settle a run of hits that overlap one another: few, so each is compared with each."""
    if len(cluster) < 2:  # nothing to settle
        return cluster
    chosen: list[_Found] = []
    for hit in sorted(cluster, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or other[1] <= hit[0] for other in chosen):
            chosen.append(hit)
    return sorted(chosen)


def _compounds(text: str, found: list[_Found]) -> list[_Found]:
    """Take the whole of a compound with a hyphen (Lawrow-Interview), unless it holds more than one mention."""
    extents = [(*_compound(text, start, end), entry) for start, end, entry in found]
    widened = []
    for index, extent in enumerate(extents):
        crowded = (index and extents[index - 1][1] > extent[0]) or (
            index + 1 < len(extents) and extents[index + 1][0] < extent[1]
        )
        widened.append(found[index] if crowded else extent)
    return widened


def _compound(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return start, end


def _apply(chapter: Chapter, mentions: list[Mention]) -> tuple[tuple[Mention, ...], list[Problem]]:
    problems = []
    for rule in chapter.mention_rules:
        hit = [m for m in mentions if _overlap(m, rule)]
        if hit == [Mention(rule.entry, rule.span)] or (not rule.entry and not hit):
            message = f"The linker says the same of {rule.span.passage} without this rule."
            problems.append(Problem(Code.UNUSED_RULE, rule.where, message))
        mentions = [m for m in mentions if m not in hit]
        if rule.entry:
            mentions.append(Mention(rule.entry, rule.span))
    order = {passage.id: index for index, passage in enumerate(chapter.passages)}
    mentions.sort(key=lambda m: (order[m.span.passage], m.span.start))
    return tuple(mentions), problems


def _overlap(mention: Mention, rule: MentionRule) -> bool:
    mine, its = mention.span, rule.span
    return mine.passage == its.passage and mine.start < its.end and its.start < mine.end

"""What is known when an expression is read: the reference, what was said before, the tense of the sentence."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lesebuch.model.times import TimeExpression
from lesebuch.temporal.calendar import Period
from lesebuch.temporal.language import Language
from lesebuch.temporal.view import View

# A full stop ends a sentence if it does not follow a stop or a single letter (z. B.); a blank line does.
_SENTENCE_END = re.compile(
    r"""[.!?:…\n](?:(?<=\n)[^\S\n]*\n\s*
    |(?<!\n)(?<!\.\.)(?<!\b[^\W\d]\.)["'“”«»)\]]*\s+(?=["'„“»«(\[]*[^\W\d_a-z]))""",
    re.VERBOSE,
)
_NUMBER = 12
"""Characters before a full stop that tell a year from an ordinal."""
_CLAUSE = re.compile(r"[,;:()–—]")
_QUOTES = re.compile('[„“”»«"]')
_CLAUSE_END = re.compile(r"[,;:()–—!?\n]|(?<!\d)[.]")
_PART_END = re.compile(r"[;:()–—]")
_WORD = 40
"""Characters in which the word before an auxiliary stands."""
_REACH = 300
"""Characters to each side in which the verb of a sentence is looked for."""
_SPOKEN = 6
"""Sentences of a quotation that count from the day on which it was said."""
_LONG_QUOTE = 1500
"""Characters back in which the opening of a quotation is looked for."""
_WITHIN = 60
"""How many expressions back another is looked for: keeps the work linear in texts without full stops."""
_CLAUSE_COST = 40
"""How many characters of distance a comma between expression and verb counts for."""


@dataclass(slots=True)
class Meaning:
    """The meaning of one span, before it gets its offsets."""

    type: str
    timex: str
    mod: str | None = None
    edtf: str | None = None
    anchor: str | int | None = None
    period: Period | None = None
    """What later expressions may count from."""
    explicit: bool = False
    """Whether the words alone determine the year."""
    dated: bool = False
    """Whether the words name a day of a month."""
    doubtful: bool = False
    """Whether `period` is but the likelier of two readings: what counts from it has no value in EDTF."""
    often: bool = False
    """Of a clock time: whether it is one of many days."""
    ancient: int | None = None
    """Of a date before our era, which has no period: its year, 0 for 1 BC; of a century its first."""

    def said_by(self, span: tuple[int, int], anchor: str | int | None, rule: str) -> TimeExpression:
        """The expression that has this meaning; `anchor` counts what the caller returns."""
        return TimeExpression(*span, self.type, self.timex, self.mod, self.edtf, anchor, rule)


@dataclass(slots=True)
class Context:
    """Grows while the expressions of a text are resolved in order."""

    text: str
    language: Language
    reference: dt.date | None
    ends: list[int]
    """Offsets at which sentences end."""
    results: list[Meaning | None] = field(default_factory=list)
    """One for each span so far."""
    places: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each span so far and of the one that is being read."""
    read_tense: tuple[int, int] = (0, 0)
    """The number of an expression and the tense around it: asked for several times, it is looked for once."""
    begun: int | None = None
    """Index of the expression that begins the range which the one that is being read ends."""
    until: View | None = None
    """The slots of the end of the range which the expression that is being read begins."""

    @property
    def start(self) -> int:
        """Where the expression that is being read begins."""
        return self.places[-1][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.places[-1][1]

    @property
    def beginning(self) -> Meaning | None:
        """What begins the range which the expression that is being read ends."""
        return self.results[self.begun] if self.begun is not None else None

    def since(self, index: int) -> str:
        """The words between an earlier expression and the one that is being read."""
        return self.text[self.places[index][1] : self.start]

    def sentence(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.ends, offset)

    def earlier(self, sentences: int) -> Iterator[tuple[int, Meaning]]:
        """Index and result of the earlier expressions that have a period, nearest first, that many sentences back.

        A date before our era ends them: nothing counts from what was told before it.
        """
        for index, result in self.dates(sentences):
            if result.period is None:
                return
            yield index, result

    def dates(self, sentences: int) -> Iterator[tuple[int, Meaning]]:
        """As `earlier`, with dates before our era."""
        for index, result in self.before_this(sentences):
            if result.period is not None or result.ancient is not None:
                yield index, result

    def before_this(self, sentences: int) -> Iterator[tuple[int, Meaning]]:
        """Index and result of all earlier expressions, nearest first, that many sentences back."""
        here = self.sentence(self.start)
        for index in range(len(self.results) - 1, max(len(self.results) - _WITHIN, 0) - 1, -1):
            result = self.results[index]
            if here - self.sentence(self.places[index][0]) > sentences:
                break
            if result is not None:
                yield index, result

    def in_doubt(self, anchor: str | int | None) -> bool:
        """Whether the expression of that index has two readings."""
        result = self.results[anchor] if isinstance(anchor, int) else None
        return result is not None and result.doubtful

    def now(self) -> tuple[dt.date | None, str | int | None]:
        """The day from which "today" counts, and what gives it: in a quotation the day on which it was said, if that is told.

        "On 3 May he said: …" gives the day to the quotation after it, in the same sentence or the next.
        """
        opened = self._quotation()
        if opened is not None:
            for index, result in self.earlier(_SPOKEN):
                place = self.places[index][0]
                told = result.period is not None and result.period.unit == "D" and result.type == "DATE"
                if told and result.period and place < opened and self.sentence(opened) - self.sentence(place) <= 1:
                    return result.period.first, index
        return self.reference, "reference" if self.reference else None

    def _quotation(self) -> int | None:
        """Where the quotation that is being read was opened; None outside of quotations."""
        paragraph = self.text.rfind("\n", 0, self.start) + 1
        opened = None
        for found in _QUOTES.finditer(self.text, max(paragraph, self.start - _LONG_QUOTE), self.start):
            opened = found.start() if opened is None or found[0] == "„" else None
        return opened

    def sentence_bounds(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentence in which an expression stands, at most a few hundred characters away."""
        number = self.sentence(start)
        first = self.ends[number - 1] if number else 0
        last = self.ends[number] if number < len(self.ends) else len(self.text)
        return max(first, start - _REACH), min(last, end + _REACH)

    def looks_back(self, index: int) -> bool:
        """Whether an earlier expression stands in a clause in the pluperfect."""
        pattern = self.language.patterns["look_back"]
        start, end = self.places[index]
        before = _CLAUSE_END.split(self.text[max(start - _REACH, 0) : start])[-1]
        after = _CLAUSE_END.split(self.text[end : end + _REACH], maxsplit=1)[0]
        return bool(pattern.search(before) or pattern.search(after))

    def tense(self) -> int:
        """-1 past, 1 future, 2 present, 0 unknown: the tense of the nearest verb, clauses considered."""
        if self.read_tense[0] != len(self.places):
            self.read_tense = len(self.places), self.tense_at(self.start, self.end)
        return self.read_tense[1]

    def tense_at(self, start: int, end: int) -> int:
        """The tense at another expression."""
        first, last = self.sentence_bounds(start, end)
        best: tuple[int, int] | None = None
        for name, value in (("past", -1), ("future", 1), ("present", 2), ("perfect", 2)):
            pattern = self.language.patterns.get(name)
            for found in pattern.finditer(self.text, first, last) if pattern else ():
                if found.start() < end and start < found.end():
                    continue
                distance = self._distance(found, start, end)
                if best is None or distance < best[0]:
                    best = (distance, -1 if self._is_past_after_all(name, found, first, last) else value)
        return best[1] if best else 0

    def _is_past_after_all(self, name: str, verb: "re.Match[str]", first: int, last: int) -> bool:
        """An auxiliary with its participle, which in a subordinate clause stands before it; "is said to have been"."""
        if name == "perfect":
            return self._has_participle(verb, first, last)
        infinitive = self.language.patterns.get("past_infinitive")
        clause = _CLAUSE_END.search(self.text, verb.end(), last)
        end = clause.start() if clause else last
        return name == "future" and infinitive is not None and bool(infinitive.search(self.text, verb.end(), end))

    def direction(self) -> int:
        """The tense; "until" and "from" before an expression look ahead, unless the verb is in the past.

        "Since" looks back. A day to which something was put off lies ahead, and "the summit that begins on" as an attribute.
        """
        if self.behind("since"):
            return -1
        if self.follows("attribute") or self.behind("scheduled"):
            return 1
        tense = self.tense()
        onto = self.language.patterns.get("onto")
        if onto is not None and onto.search(self.before(24)) and self.matches("postponed"):
            return 1
        if tense == 0 and self.until is not None:
            return 0  # "from 3 to 12 May" is no end
        if tense != -1 and self.language.patterns["ahead"].search(self.before(24)):
            return 1
        return tense

    def _has_participle(self, verb: "re.Match[str]", first: int, last: int) -> bool:
        participle = self.language.patterns.get("participle")
        if participle is None:
            return False
        before = self.text[max(first, verb.start() - _WORD) : verb.start()].split()
        if before and participle.fullmatch(before[-1]):
            return True
        clause = _PART_END.search(self.text, verb.end(), last)
        return bool(participle.search(self.text, verb.end(), clause.start() if clause else last))

    def _distance(self, verb: "re.Match[str]", start: int, end: int) -> int:
        between = (verb.end(), start) if verb.end() <= start else (end, verb.start())
        clauses = sum(1 for _ in _CLAUSE.finditer(self.text, *between))
        return between[1] - between[0] + _CLAUSE_COST * clauses

    def matches(self, name: str) -> bool:
        """Whether the pattern of that name occurs in the sentence that is being read."""
        pattern = self.language.patterns.get(name)
        return (
            pattern is not None and pattern.search(self.text, *self.sentence_bounds(self.start, self.end)) is not None
        )

    def follows(self, name: str) -> bool:
        """Whether the pattern of that name stands right behind the expression."""
        pattern = self.language.patterns.get(name)
        return pattern is not None and pattern.match(self.text, self.end) is not None

    def behind(self, name: str) -> bool:
        """Whether the pattern of that name stands right before the expression."""
        pattern = self.language.patterns.get(name)
        return pattern is not None and pattern.search(self.before(60)) is not None

    def says_this(self) -> bool:
        """Whether the expression points, as "in this year" does, at a date of the text or of the reference."""
        pattern = self.language.patterns["this"]
        return pattern.search(self.text, max(self.start - 4, 0), self.end) is not None

    def before(self, length: int = 12) -> str:
        """The characters before the expression."""
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int = 12) -> str:
        """The characters behind the expression."""
        return self.text[self.end : self.end + length]


def sentence_ends(text: str, language: Language | None) -> list[int]:
    """The offsets at which sentences end, ascending.

    Behind a digit a full stop may be that of an ordinal (5. Mai): patterns of the language decide.
    """
    return [found.end() for found in _SENTENCE_END.finditer(text) if not _is_ordinal(text, found, language)]


def _is_ordinal(text: str, stop: "re.Match[str]", language: Language | None) -> bool:
    place = stop.start()
    ordinal = language.patterns.get("ordinal") if language else None
    if language is None or ordinal is None or text[place] != "." or not text[place - 1 : place].isdigit():
        return False
    starts = language.patterns["sentence_start"].match(text, stop.end())
    return not starts and ordinal.search(text, max(place - _NUMBER, 0), place) is not None

"""A language: its words and its rules, read from ``data/LANGUAGE.toml`` and compiled once.

Each token of a text becomes one character, its *symbol*: two words have the same symbol if they belong to the same
classes. A rule is a pattern over classes and so becomes an ordinary regular expression over symbols. What the
data files may say stands in ``data/README.md``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from lesebuch.temporal.numbers import NUMBER_SAMPLES, number_word_list, read_number

Value = Any
"""A class's value for a word: as the data file has it (int, float or str), or a tuple for compounds."""

_CACHE_LIMIT = 200_000
"""Words of texts that are remembered with their symbol; afterwards they are looked at anew each time."""

_ITEM = re.compile(r"(?:(?P<slot>\w+):)?(?:(?P<name>\w+)|'(?P<word>[^']+)')|(?P<mark>[()|?<>!])")


@dataclass(frozen=True, slots=True)
class Slot:
    """A token of a rule that carries a value."""

    group: str
    """The name of the regular expression's group."""
    name: str
    """What the builder calls it."""
    word_class: str
    span: int
    """The number of the span that it stands in; -1 outside."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, ready to be used."""

    name: str
    order: int
    """Its place in the file; the earlier wins if two match the same words."""
    make: str
    """The builder that gives it its meaning, see `builders`."""
    pattern: str
    slots: tuple[Slot, ...]
    spans: int
    params: Mapping[str, Any]

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first has the words for it: many texts need few of the rules."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Patterns(Mapping[str, re.Pattern[str]]):
    """Patterns by their names, each compiled when it is first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return _compiled(self._texts[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Lexicon(dict[str, str]):
    """Token -> symbol; learns the tokens that it meets."""

    def __init__(self, language: "_Builder") -> None:
        super().__init__(language.symbols_of_words())
        self._language = language

    def __missing__(self, token: str) -> str:
        symbol = self._language.unknown(token)
        if len(self) < _CACHE_LIMIT:
            self[token] = symbol
        return symbol


@dataclass(frozen=True, slots=True)
class Language:
    """All that the engine needs of a language."""

    code: str
    lexicon: Lexicon
    values: Mapping[str, Mapping[str, Value]]
    """Token -> class -> value, for words; numbers are read by `read_number`."""
    suffixes: Mapping[str, str]
    trigger: re.Pattern[str]
    """Finds the symbols around which rules may match."""
    rules_of: Mapping[str, tuple[Rule, ...]]
    """Symbol -> the rules that need it."""
    holidays: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]
    """By name; what they decide stands in the data files."""
    compounds: Mapping[str, tuple[str, ...]]
    """Class of compounds -> the slots that their values fill."""

    def value(self, token: str, word_class: str) -> Value:
        """The value of a token as a member of a class."""
        known = self.values.get(token)
        if known is not None and word_class in known:
            return known[word_class]
        return read_number(token, self.suffixes).get(word_class)


@cache
def load(code: str) -> Language | None:
    """The language of that code, or None if there are no rules for it."""
    name = code.partition("-")[0].lower()
    source = resources.files("lesebuch.temporal").joinpath("data", f"{name}.toml")
    if not name.isalpha() or not source.is_file():
        return None
    return _Builder(name, tomllib.loads(source.read_text(encoding="utf-8"))).build()


def case_variants(word: str) -> set[str]:
    """How a word of the data file may stand in a text: a noun (with a capital) never in small letters, `=word` only so."""
    if word[0] == "=":
        return {word[1:]}
    if word[0].isupper():
        return {word, word.upper()}
    return {word, word[0].upper() + word[1:], word.upper()}


@dataclass(slots=True)
class _Builder:
    """Collects words and classes, then compiles."""

    code: str
    data: dict[str, Any]
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    symbols: dict[frozenset[str], str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    """Class -> symbols."""

    def build(self) -> Language:
        self._read_words()
        patterns = [self._expand(rule["match"]) for rule in self.data["rule"]]
        for pattern in patterns:
            self._read_literals(pattern)
        lexicon = Lexicon(self)
        for token in NUMBER_SAMPLES:
            for suffix in ("", *self.data.get("suffixes", {})):
                lexicon[token + suffix] = self.unknown(token + suffix)
        for shape in ("shape_ending", "shape_lower", "shape_upper", "shape_other"):
            self._symbol(frozenset((shape,)))
        context = set(self.data["context"])
        triggers = {s for classes, s in self.symbols.items() if self._is_trigger(classes, context)}
        rules = [self._rule(i, rule, patterns[i]) for i, rule in enumerate(self.data["rule"])]
        return Language(
            code=self.code,
            lexicon=lexicon,
            values=self.values,
            suffixes=self.data.get("suffixes", {}),
            trigger=re.compile(f"[{''.join(sorted(triggers))}]"),
            rules_of=self._index(rules, triggers),
            holidays=self.data.get("holiday_rules", {}),
            compounds={c["class"]: tuple(c["slots"]) for c in self.data.get("compound", [])},
            patterns=Patterns(dict(self._patterns())),
        )

    @staticmethod
    def _is_trigger(classes: frozenset[str], context: set[str]) -> bool:
        return any(c not in context and c[0] != "'" and not c.startswith("shape_") for c in classes)

    def _patterns(self) -> Iterator[tuple[str, str]]:
        for name, entry in self.data["patterns"].items():
            if "text" in entry:
                yield name, entry["text"]
                continue
            words = _alternatives(set(entry.get("words", "").split()))
            parts = ([words] if words else []) + ([entry["pattern"]] if "pattern" in entry else [])
            yield name, rf"\b(?:{'|'.join(parts)})\b"

    # --- words

    def _add(self, word: str, word_class: str, value: Value) -> None:
        for variant in {word} if word_class in self.data.get("lower_only", ()) else case_variants(word):
            self.values.setdefault(variant, {}).setdefault(word_class, value)

    def _read_words(self) -> None:
        for word_class in {**self.data["words"], **self.data.get("stems", {})}:
            for word, value in self._words_of(word_class):
                self._add(word, word_class, value)
        for word, number in number_word_list(self.data["numbers"]):
            self._add(word, "number", number)
        for compound in self.data.get("compound", []):
            firsts = self._words_of(compound["first"])
            seconds = self._words_of(compound["second"])
            for (first, a), (second, b) in ((f, s) for f in firsts for s in seconds):
                for start in (first, first.upper()):
                    self._add(start + second.removeprefix("=").lower(), compound["class"], (a, b))

    def _words_of(self, word_class: str) -> list[tuple[str, Value]]:
        """The words of a class with their values: those that it lists, and its stems with all endings."""
        listed, stems = self.data["words"].get(word_class, {}), self.data.get("stems", {}).get(word_class, {})
        words = [(word, _number(value)) for value, words in listed.items() for word in words.split()]
        endings = self.data.get("endings", [])
        return words + [(s + e, _number(value)) for value, text in stems.items() for s in text.split() for e in endings]

    def _read_literals(self, pattern: str) -> None:
        for found in _ITEM.finditer(pattern):
            if found["word"]:
                self._add(found["word"], f"'{found['word']}'", found["word"])

    def symbols_of_words(self) -> dict[str, str]:
        return {word: self._symbol(frozenset(classes)) for word, classes in self.values.items()}

    def _symbol(self, classes: frozenset[str]) -> str:
        if classes not in self.symbols:
            # Private use characters: none of them means anything in a regular expression.
            symbol = chr(0xE000 + len(self.symbols))
            self.symbols[classes] = symbol
            for word_class in classes:
                self.members.setdefault(word_class, set()).add(symbol)
        return self.symbols[classes]

    def unknown(self, token: str) -> str:
        """The symbol of a token that is not in the lexicon: a number, or its shape."""
        if token[0].isdigit():
            classes = frozenset(read_number(token, self.data.get("suffixes", {})))
            return self.symbols.get(classes) or self._symbol(classes or frozenset(("shape_other",)))
        if token[0].isalpha():
            if token[0].islower():
                ending = token.endswith(tuple(self.data["adjective_endings"]))
                return self._symbol(frozenset(("shape_ending" if ending else "shape_lower",)))
            return self._symbol(frozenset(("shape_upper",)))
        return self._symbol(frozenset(("shape_other",)))

    # --- rules

    def _expand(self, pattern: str) -> str:
        macros = self.data.get("macros", {})
        while "$" in pattern:
            pattern = re.sub(r"\$(\w+)", lambda m: f"({macros[m[1]]})", pattern)
        return pattern if "<" in pattern else f"< {pattern} >"

    def _rule(self, order: int, rule: dict[str, Any], pattern: str) -> Rule:
        parts: list[str] = []
        slots: list[Slot] = []
        span, inside, negate = -1, False, False
        for found in _ITEM.finditer(pattern):
            mark = found["mark"]
            if mark == "<":
                span, inside = span + 1, True
                parts.append(f"(?P<s{span}>)")
            elif mark == ">":
                inside = False
                parts.append(f"(?P<e{span}>)")
            elif mark == "!":
                negate = True
            elif mark:
                parts.append("(?:" if mark == "(" else mark)
            else:
                word_class = found["name"] or f"'{found['word']}'"
                chars = self._chars(word_class, rule["name"])
                if negate:
                    # Before the first token it looks back, after it ahead.
                    parts.append(f"(?{'<!' if not slots and span < 0 else '!'}{chars})")
                    negate = False
                    continue
                slot = Slot(f"g{len(slots)}", found["slot"] or word_class, word_class, span if inside else -1)
                slots.append(slot)
                parts.append(f"(?P<{slot.group}>{chars})")
        params = {k: v for k, v in rule.items() if k not in ("name", "match", "make")}
        named = tuple(s for s in slots if s.word_class[0] != "'")
        return Rule(rule["name"], order, rule["make"], "".join(parts), named, span + 1, params)

    def _chars(self, word_class: str, rule: str) -> str:
        if word_class not in self.members:
            raise KeyError(f"{self.code}.toml, rule {rule}: there is no class {word_class}")
        return f"[{''.join(sorted(self.members[word_class]))}]"

    def _index(self, rules: Iterable[Rule], triggers: set[str]) -> dict[str, tuple[Rule, ...]]:
        """By the symbols of which a rule needs one: those of an item that is not optional."""
        index: dict[str, list[Rule]] = {}
        for rule in rules:
            for symbol in _needed(rule.pattern, triggers):
                index.setdefault(symbol, []).append(rule)
        return {symbol: tuple(found) for symbol, found in index.items()}


def _needed(regex: str, triggers: set[str]) -> set[str]:
    """The symbols of the rarest obligatory item; all that occur, if there are only alternatives."""
    depth = 0
    best: set[str] | None = None
    for found in re.finditer(r"\(\?<?!\[[^]]*\]\)|\(\?P<[se]\d+>\)|\(\?P<g\d+>\[([^]]*)\]\)(\??)|\(\?:|\)", regex):
        if found[0] == "(?:":
            depth += 1
        elif found[0] == ")":
            depth -= 1
        elif found[1] and not depth and not found[2]:
            chars = set(found[1])
            if best is None or (not chars <= triggers, len(chars)) < (not best <= triggers, len(best)):
                best = chars
    if best is not None:
        return best
    return {c for found in re.finditer(r"\(\?P<g\d+>\[([^]]*)\]\)", regex) for c in found[1] if c in triggers}


def _number(text: str) -> Value:
    """Keys of TOML tables are text; most values are numbers."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _alternatives(words: set[str], depth: int = 2) -> str:
    """A regular expression for any of the words, by first letters: one that tries hundreds in turn is slow."""
    if not depth or len(words) < 2:
        return f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})" if words else ""
    rest: dict[str, set[str]] = {}
    for word in words:
        rest.setdefault(word[:1], set()).add(word[1:])
    return f"(?:{'|'.join(first + _alternatives(rest[first], depth - 1) for first in sorted(rest, reverse=True))})"
